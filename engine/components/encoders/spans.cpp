// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <map>

#include "engine/components/fitted_spans.h"

namespace fettle::components {
namespace {

/// Of so many spans more than one in two hundred must be lost before units are made smaller.
constexpr double kKeptShare = 0.995;
constexpr std::size_t kMostEntries = 5000;
constexpr std::size_t kLongestEntry = 10;

/// A training text with its spans, in bytes.
struct SpannedText {
    struct Span {
        std::int32_t label = 0;
        std::int32_t begin = 0;
        std::int32_t end = 0;
    };
    std::string_view text;
    std::vector<TokenPlace> places;
    std::vector<Span> spans;
};

/// Whether a span begins and ends where units do.
bool fitsUnits(const SpannedText::Span& span, const std::vector<TagUnit>& units)
{
    return std::ranges::any_of(units, [&](const TagUnit& unit) { return unit.begin == span.begin; }) &&
           std::ranges::any_of(units, [&](const TagUnit& unit) { return unit.end == span.end; });
}

std::int64_t fittingSpans(const std::vector<SpannedText>& texts, UnitReach reach)
{
    std::int64_t count = 0;
    for (const auto& text : texts) {
        const auto units = text.spans.empty() ? std::vector<TagUnit>() : tagUnits(text.text, text.places, reach);
        count += std::ranges::count_if(text.spans, [&](const auto& span) { return fitsUnits(span, units); });
    }
    return count;
}

/// The largest units whose borders the spans keep to: larger ones leave less to go wrong.
UnitReach chooseReach(const std::vector<SpannedText>& texts)
{
    const auto most = static_cast<double>(fittingSpans(texts, UnitReach::Token));
    for (const auto reach : {UnitReach::Space, UnitReach::Word})
        if (static_cast<double>(fittingSpans(texts, reach)) >= kKeptShare * most && most > 0.0)
            return reach;
    return UnitReach::Token;
}

/// Stretches that are marked at least every second time they occur.
void learnDictionary(const std::vector<SpannedText>& texts, FittedSpans::State& state)
{
    std::map<std::string, std::map<std::int32_t, std::int64_t>, std::less<>> counts;
    for (const auto& text : texts)
        for (const auto& span : text.spans)
            ++counts[std::string(text.text.substr(static_cast<std::size_t>(span.begin), static_cast<std::size_t>(span.end - span.begin)))][span.label];
    std::vector<std::pair<std::int64_t, std::string>> order;
    for (const auto& [entry, labels] : counts) {
        std::int64_t total = 0;
        for (const auto& [label, count] : labels)
            total += count;
        order.emplace_back(-total, entry);
    }
    std::ranges::sort(order);
    order.resize(std::min(order.size(), kMostEntries));
    state.longestEntry = kLongestEntry;
    for (const auto& [count, entry] : order) {
        const auto& labels = counts.at(entry);
        state.dictionary[entry] = std::ranges::max_element(labels, {}, [](const auto& label) { return label.second; })->first;
    }
    const FittedSpans all(state);
    std::map<std::string, std::int64_t, std::less<>> found;
    for (const auto& text : texts) {
        MarkRows marks;
        all.lookUp(text.text, text.places, marks);
        for (const auto& mark : marks.marks)
            ++found[std::string(markedText(text.text, {{}, mark.start, mark.end}))];
    }
    std::size_t longest = 1;
    for (const auto& [count, entry] : order) {
        if (-2 * count < found[entry])
            state.dictionary.erase(entry);
        else
            longest = std::max(longest, entry.size());
    }
    state.longestEntry = std::min(kLongestEntry, longest);
}

class SpansEncoder final : public Encoder {
public:
    [[nodiscard]] ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Encoder;
        info.id = "spans";
        info.title = FETTLE_TEXT("Marked parts of texts");
        info.help = FETTLE_TEXT("Says of every word of a text whether a marked part begins there, goes on, or is none.");
        info.suits = {"spans"};
        info.keywords = {"entities", "ner", "bio", "tags", "tokens"};
        info.parameters = {
            textParameter(kAlignedParameter, "")
                .title(FETTLE_TEXT("Text"))
                .help(FETTLE_TEXT("The column whose texts the marks belong to; left empty, it is the only column of texts."))
                .when(FETTLE_TEXT("Name it where there are several columns of texts.")),
            choiceParameter("reach", "auto")
                .choice("auto", FETTLE_TEXT("As the training marks need it"))
                .choice("space", FETTLE_TEXT("From space to space"))
                .choice("word", FETTLE_TEXT("Words without punctuation"))
                .choice("token", FETTLE_TEXT("Every token"))
                .title(FETTLE_TEXT("Marks keep to"))
                .help(FETTLE_TEXT("Where a mark may begin and end."))
                .when(FETTLE_TEXT("Choose every token where marks begin inside words."))
                .advanced()};
        return info;
    }

    [[nodiscard]] std::optional<FieldKind> alignedKind() const override { return FieldKind::Text; }

    [[nodiscard]] Result<std::unique_ptr<FittedEncoder>> fit(const Parameters&, const Column& column, std::span<const std::int64_t>,
                                                             bool asTarget) const override
    {
        return makeError(asTarget ? "data.spans_alone" : "data.spans_input", {{"field", column.field().name}});
    }

    [[nodiscard]] Result<std::unique_ptr<FittedEncoder>> fitAligned(const Parameters& parameters, const Column& column,
                                                                    const AlignedField& input,
                                                                    std::span<const std::int64_t> trainRows) const override
    {
        FittedSpans::State state;
        state.field = column.field().name;
        std::vector<Note> notes;
        const auto texts = readTexts(column, input, trainRows, state, notes);
        if (state.labels.empty())
            return makeError("data.spans_none", {{"field", column.field().name}});
        const auto& reach = parameters.text("reach");
        state.reach = reach == "space" ? UnitReach::Space : reach == "word" ? UnitReach::Word : reach == "token" ? UnitReach::Token
            : chooseReach(texts);
        std::int64_t spans = 0;
        for (const auto& text : texts)
            spans += std::ssize(text.spans);
        if (const auto lost = spans - fittingSpans(texts, state.reach); lost > 0)
            notes.push_back(makeError("data.spans_borders", {{"count", lost}, {"total", spans}}));
        learnDictionary(texts, state);
        return std::unique_ptr<FittedEncoder>(std::make_unique<FittedSpans>(std::move(state), std::move(notes)));
    }

    [[nodiscard]] Result<std::unique_ptr<FittedEncoder>> restore(const Parameters&, const Value& value) const override
    {
        FittedSpans::State state;
        state.field = value.at("field").asText();
        for (const auto& label : value.at("labels").asList())
            state.labels.push_back(label.asText());
        const auto& reach = value.at("reach").asText();
        state.reach = reach == "space" ? UnitReach::Space : reach == "word" ? UnitReach::Word : UnitReach::Token;
        state.longestEntry = static_cast<std::size_t>(std::clamp<std::int64_t>(value.at("longest_entry").asInteger(1), 1, kLongestEntry));
        const auto labels = static_cast<std::int64_t>(state.labels.size());
        for (const auto& [entry, label] : value.at("dictionary").asMap())
            if (label.asInteger(-1) >= 0 && label.asInteger() < labels)
                state.dictionary.emplace(entry, static_cast<std::int32_t>(label.asInteger()));
        if (state.labels.empty() || (reach != "space" && reach != "word" && reach != "token"))
            return makeError("components.encoder_state", {{"component", "spans"}, {"reason", FETTLE_PHRASE("its labels are missing")}});
        return std::unique_ptr<FittedEncoder>(std::make_unique<FittedSpans>(std::move(state)));
    }

private:
    /// Labels by how often they occur, so that the first is the most frequent, and the texts with their spans by index.
    static std::vector<SpannedText> readTexts(const Column& column, const AlignedField& input, std::span<const std::int64_t> rows,
                                              FittedSpans::State& state, std::vector<Note>& notes)
    {
        std::vector<std::string_view> cells(rows.size());
        std::vector<std::string_view> texts(rows.size());
        column.readTexts(rows, cells);
        input.column->readTexts(rows, texts);
        std::vector<std::vector<Mark>> marks(rows.size());
        std::map<std::string, std::int64_t> counts;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (auto found = cells[i].empty() ? std::nullopt : parseMarks(cells[i]))
                marks[i] = std::move(*found);
            std::erase_if(marks[i], [](const Mark& mark) { return !mark.isSpan(); });
            for (const auto& mark : marks[i])
                ++counts[mark.label];
        }
        for (const auto& [label, count] : counts)
            state.labels.push_back(label);
        std::ranges::stable_sort(state.labels, [&](const std::string& a, const std::string& b) { return counts[a] > counts[b]; });
        std::vector<SpannedText> read;
        std::int64_t cut = 0;
        std::int64_t overlapping = 0;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            SpannedText text{texts[i], input.encoder->tokenPlaces(texts[i]), {}};
            std::int32_t reach = 0;
            for (const auto& place : text.places)
                reach = std::max(reach, place.end);
            std::int32_t before = 0;
            for (const auto& mark : marks[i]) {
                const auto begin = static_cast<std::int32_t>(byteOfCodePoint(texts[i], mark.start));
                const auto end = static_cast<std::int32_t>(byteOfCodePoint(texts[i], mark.end));
                const auto label = std::ranges::find(state.labels, mark.label) - state.labels.begin();
                cut += begin >= reach ? 1 : 0;
                overlapping += begin < before ? 1 : 0;
                before = std::max(before, end);
                if (begin < reach && end > begin)
                    text.spans.push_back({static_cast<std::int32_t>(label), begin, end});
            }
            read.push_back(std::move(text));
        }
        if (cut > 0)
            notes.push_back(makeError("data.spans_cut", {{"count", cut}, {"field", input.column->field().name}}));
        if (overlapping > 0)
            notes.push_back(makeError("data.spans_overlap", {{"count", overlapping}}));
        return read;
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(encoders, spans, components::SpansEncoder)
