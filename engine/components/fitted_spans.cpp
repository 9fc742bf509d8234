// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/components/fitted_spans.h"

#include <algorithm>
#include <cmath>

#include <torch/torch.h>

#include "engine/component_api/layer.h"

namespace fettle::components {
namespace {

constexpr std::size_t kMostExamples = 5;

const char* reachText(UnitReach reach) { return reach == UnitReach::Space ? "space" : reach == UnitReach::Word ? "word" : "token"; }

/// Code point of each byte that begins one; behind the text its length.
std::vector<std::int32_t> codePointsOf(std::string_view text)
{
    std::vector<std::int32_t> points(text.size() + 1);
    std::int32_t point = -1;
    for (std::size_t i = 0; i < text.size(); ++i) {
        point += (static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U ? 1 : 0;
        points[i] = point;
    }
    points[text.size()] = point + 1;
    return points;
}

} // namespace

FittedSpans::FittedSpans(State state, std::vector<Note> notes) : m_state(std::move(state)), m_notes(std::move(notes))
{
    for (std::size_t i = 0; i < m_state.labels.size(); ++i)
        m_labelIndex.emplace(m_state.labels[i], static_cast<std::int32_t>(i));
}

TensorSpec FittedSpans::spec() const
{
    auto spec = tensorSpec({{"N", -1}, {"T", -1}}, DType::Int64);
    spec.indexCount = tagCount();
    return spec;
}

Value FittedSpans::state() const
{
    ValueMap dictionary;
    for (const auto& [entry, label] : m_state.dictionary)
        dictionary.emplace(entry, std::int64_t{label});
    return ValueMap{{"field", m_state.field},
                    {"labels", ValueList(m_state.labels.begin(), m_state.labels.end())},
                    {"reach", reachText(m_state.reach)},
                    {"longest_entry", m_state.longestEntry},
                    {"dictionary", std::move(dictionary)}};
}

void FittedSpans::encode(const Column&, std::span<const std::int64_t>, torch::Tensor, const EncodeContext&) const
{
    throw std::logic_error("spans are sequences");
}

std::optional<std::vector<RowMark>> FittedSpans::marksOf(std::string_view cell) const
{
    if (!cell.data() || cell.empty())
        return std::nullopt;
    const auto marks = parseMarks(cell);
    if (!marks)
        return std::nullopt;
    std::vector<RowMark> rowMarks;
    for (const auto& mark : *marks) {
        const auto found = m_labelIndex.find(mark.label);
        rowMarks.push_back({found == m_labelIndex.end() ? -1 : found->second, static_cast<std::int32_t>(mark.start),
                            static_cast<std::int32_t>(mark.end)});
    }
    return rowMarks;
}

void FittedSpans::encodeAligned(const Column& column, const AlignedField& input, std::span<const std::int64_t> rows,
                                SequenceRows& out) const
{
    std::vector<std::string_view> cells(rows.size());
    std::vector<std::string_view> texts(rows.size());
    column.readTexts(rows, cells);
    input.column->readTexts(rows, texts);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto places = input.encoder->tokenPlaces(texts[i]);
        const auto begin = out.values.size();
        auto marks = marksOf(cells[i]);
        out.values.resize(begin + places.size(), marks ? kIgnoredToken : kMissingTarget);
        out.offsets.push_back(static_cast<std::int64_t>(out.values.size()));
        if (!marks)
            continue;
        const auto units = tagUnits(texts[i], places, m_state.reach);
        const auto points = codePointsOf(texts[i]);
        std::vector<std::int32_t> tags(units.size(), 0);
        // Of spans that overlap the longer one stands.
        std::ranges::stable_sort(*marks, [](const RowMark& a, const RowMark& b) { return a.end - a.start > b.end - b.start; });
        for (const auto& mark : *marks) {
            const auto touches = [&](const TagUnit& unit) {
                return points[static_cast<std::size_t>(unit.begin)] < mark.end && points[static_cast<std::size_t>(unit.end)] > mark.start;
            };
            const auto first = static_cast<std::size_t>(std::ranges::find_if(units, touches) - units.begin());
            auto last = first;
            bool isFree = mark.label >= 0;
            for (; last < units.size() && touches(units[last]); ++last)
                isFree = isFree && tags[last] == 0;
            for (auto u = first; isFree && u < last; ++u)
                tags[u] = 2 * mark.label + (u == first ? 1 : 2);
        }
        for (std::size_t u = 0; u < units.size(); ++u)
            out.values[begin + units[u].firstToken] = tags[u];
    }
}

double FittedSpans::decodeRow(std::string_view text, const std::vector<TokenPlace>& places, const double* probabilities, MarkRows& out) const
{
    const auto units = tagUnits(text, places, m_state.reach);
    const auto tags = static_cast<std::size_t>(tagCount());
    std::vector<double> logs(units.size() * tags);
    for (std::size_t u = 0; u < units.size(); ++u)
        for (std::size_t tag = 0; tag < tags; ++tag) {
            const double probability = probabilities[units[u].firstToken * tags + tag];
            logs[u * tags + tag] = std::log(probability > 1e-30 ? probability : 1e-30); // NaN too
        }
    const auto path = bestTags(logs.data(), units.size(), tags);
    const auto points = codePointsOf(text);
    double least = 1.0;
    for (std::size_t u = 0; u < units.size(); ++u) {
        least = std::min(least, path.sureness[u]);
        const auto tag = path.tags[u];
        if (tag == 0)
            continue;
        const auto end = points[static_cast<std::size_t>(units[u].end)];
        if (tag % 2 == 1) {
            out.marks.push_back({(tag - 1) / 2, points[static_cast<std::size_t>(units[u].begin)], end});
            out.scores.push_back(path.sureness[u]);
        } else {
            out.marks.back().end = end;
            out.scores.back() = std::min(out.scores.back(), path.sureness[u]);
        }
    }
    out.endRow();
    return least;
}

void FittedSpans::lookUp(std::string_view text, const std::vector<TokenPlace>& places, MarkRows& out) const
{
    const auto units = tagUnits(text, places, m_state.reach);
    const auto points = codePointsOf(text);
    for (std::size_t u = 0; u < units.size();) {
        std::size_t taken = 1;
        for (auto count = std::min(m_state.longestEntry, units.size() - u); count > 0; --count) {
            const auto begin = static_cast<std::size_t>(units[u].begin);
            const auto end = static_cast<std::size_t>(units[u + count - 1].end);
            const auto found = m_state.dictionary.find(std::string(text.substr(begin, end - begin)));
            if (found == m_state.dictionary.end())
                continue;
            out.marks.push_back({found->second, points[begin], points[end]});
            out.scores.push_back(1.0);
            taken = count;
            break;
        }
        u += taken;
    }
    out.endRow();
}

Value FittedSpans::decode(const torch::Tensor& encoded) const
{
    ValueList names;
    const auto tags = encoded.reshape({-1}).to(torch::kInt64).contiguous();
    for (std::int64_t i = 0; i < tags.numel(); ++i) {
        const auto tag = tags.const_data_ptr<std::int64_t>()[i];
        if (tag >= 0 && tag < tagCount())
            names.emplace_back(tag == 0 ? std::string("O")
                                        : (tag % 2 == 1 ? "B-" : "I-") + m_state.labels[static_cast<std::size_t>((tag - 1) / 2)]);
    }
    return names;
}

UnseenValues FittedSpans::unseen(const Column& column, std::span<const std::int64_t> rows) const
{
    std::vector<std::string_view> cells(rows.size());
    column.readTexts(rows, cells);
    UnseenValues values;
    for (const auto cell : cells) {
        const auto marks = cell.empty() ? std::nullopt : parseMarks(cell);
        if (!marks) {
            ++values.missing;
            continue;
        }
        for (const auto& mark : *marks)
            if (!m_labelIndex.contains(mark.label)) {
                ++values.count;
                if (values.examples.size() < kMostExamples && std::ranges::find(values.examples, mark.label) == values.examples.end())
                    values.examples.push_back(mark.label);
            }
    }
    return values;
}

Value FittedSpans::preview(const Column& column, std::int64_t row) const
{
    const std::int64_t rows[] = {row};
    std::string_view cell[1];
    column.readTexts(rows, cell);
    ValueList labels;
    if (const auto marks = cell[0].empty() ? std::nullopt : parseMarks(cell[0]))
        for (const auto& mark : *marks)
            labels.emplace_back(mark.label);
    return ValueMap{{"before", cell[0].data() ? Value(cell[0]) : Value()}, {"after", std::move(labels)}};
}

} // namespace fettle::components
