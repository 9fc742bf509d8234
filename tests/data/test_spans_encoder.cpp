// SPDX-License-Identifier: GPL-3.0-or-later
// Marked parts of texts as tags of their tokens, and back.
#include <algorithm>
#include <cmath>

#include <doctest/doctest.h>
#include <torch/torch.h>

#include "engine/component_api/encoder.h"
#include "engine/components/fitted_spans.h"
#include "tests/data/table_import_support.h"
#include "tests/support/text_column.h"

namespace fettle::test {
namespace {

struct SpanTest {
    SpanTest(std::vector<std::optional<std::string>> texts, std::vector<std::optional<std::string>> cells, ValueMap textParameters = {},
             ValueMap spanParameters = {})
        : text("text", std::move(texts)), spans("entities", std::move(cells), FieldKind::Spans)
    {
        for (std::int64_t i = 0; i < text.size(); ++i)
            rows.push_back(i);
        textParameters.emplace("min_count", 1);
        const auto textEncoder = builtInRegistry().resolve<Encoder>(ComponentKind::Encoder, {"text", textParameters});
        REQUIRE(textEncoder.ok());
        auto fitted = textEncoder->first->fit(textEncoder->second, text, rows, false);
        REQUIRE_MESSAGE(fitted.ok(), (fitted.ok() ? "" : toLogLine(fitted.error())));
        tokens = std::move(fitted).value();
        const auto encoder = builtInRegistry().resolve<Encoder>(ComponentKind::Encoder, {"spans", std::move(spanParameters)});
        REQUIRE(encoder.ok());
        CHECK(encoder->first->alignedKind() == FieldKind::Text);
        auto made = encoder->first->fitAligned(encoder->second, spans, {&text, tokens.get()}, rows);
        REQUIRE_MESSAGE(made.ok(), (made.ok() ? "" : toLogLine(made.error())));
        tags = std::move(made).value();
        // What is restored from the state must do the same.
        auto again = encoder->first->restore(encoder->second, tags->state());
        REQUIRE(again.ok());
        restored = std::move(again).value();
        CHECK(restored->state() == tags->state());
    }

    [[nodiscard]] std::vector<std::int32_t> row(std::int64_t i) const
    {
        SequenceRows out;
        restored->encodeAligned(spans, {&text, tokens.get()}, rows, out);
        SequenceRows inputs;
        tokens->encodeSequences(text, rows, inputs);
        REQUIRE(out.offsets == inputs.offsets); // a tag for each token
        const auto found = out.row(i);
        return {found.begin(), found.end()};
    }
    [[nodiscard]] const components::FittedSpans& fitted() const { return dynamic_cast<const components::FittedSpans&>(*restored); }

    TextColumn text;
    TextColumn spans;
    std::vector<std::int64_t> rows;
    std::unique_ptr<FittedEncoder> tokens;
    std::unique_ptr<FittedEncoder> tags;
    std::unique_ptr<FittedEncoder> restored;
};

constexpr std::int32_t kNone = FittedEncoder::kIgnoredToken;

} // namespace

TEST_CASE("Tags of words: what begins, what goes on, what is outside; pieces of a word carry none")
{
    // PER is the more frequent label, so its tags are 1 and 2; LOC has 3 and 4.
    const SpanTest test({"Anna O'Neil in Rome", "Bob , Eve", "nobody"},
                        {R"([{"start":0,"end":11,"label":"PER"},{"start":15,"end":19,"label":"LOC"}])",
                         R"([{"start":0,"end":3,"label":"PER"},{"start":6,"end":9,"label":"PER"}])", "[]"});
    CHECK(test.fitted().classes() == std::vector<std::string>{"PER", "LOC"});
    CHECK(test.fitted().tagCount() == 5);
    // Anna | O ' Neil | in | Rome: marks keep to spaces here, so the apostrophe splits nothing.
    const auto places = test.tokens->tokenPlaces("Anna O'Neil in Rome");
    REQUIRE(places.size() == 6);
    CHECK(test.row(0) == std::vector<std::int32_t>{1, 2, kNone, kNone, 0, 3});
    CHECK(test.row(1) == std::vector<std::int32_t>{1, 0, 1});
    CHECK(test.row(2) == std::vector<std::int32_t>{0});
    CHECK(test.tags->notes().empty());
}

TEST_CASE("Marks that end before a full stop make units of words, marks inside words units of tokens")
{
    const SpanTest words({"I like Rome.", "Rome, too"}, {R"([{"start":7,"end":11,"label":"LOC"}])", R"([{"start":0,"end":4,"label":"LOC"}])"});
    CHECK(words.fitted().state().at("reach") == Value("word"));
    CHECK(words.row(0) == std::vector<std::int32_t>{0, 0, 1, 0});
    const SpanTest characters({"在嘉鱼吃", "去北京"}, {R"([{"start":1,"end":3,"label":"LOC"}])", R"([{"start":1,"end":3,"label":"LOC"}])"},
                              {{"tokens", "character"}});
    CHECK(characters.row(0) == std::vector<std::int32_t>{0, 1, 2, 0});
    const SpanTest inside({"unhappy cat", "unkind dog"}, {R"([{"start":0,"end":2,"label":"NOT"}])", R"([{"start":0,"end":2,"label":"NOT"}])"},
                          {{"tokens", "character"}});
    CHECK(inside.fitted().state().at("reach") == Value("token"));
    CHECK(inside.row(0).at(0) == 1);
    CHECK(inside.row(0).at(1) == 2);
    CHECK(inside.row(0).at(2) == 0);
}

TEST_CASE("What cannot be learned is counted and said")
{
    const SpanTest test({"one two three four five six seven eight nine ten eleven", "a b c", std::nullopt, "x y"},
                        {R"([{"start":0,"end":3,"label":"A"},{"start":44,"end":48,"label":"A"}])",
                         R"([{"start":0,"end":3,"label":"A"},{"start":2,"end":3,"label":"B"}])", "[]", std::nullopt},
                        {{"max_length", 8}});
    const auto notes = test.tags->notes();
    CHECK(hasNote(notes, "data.spans_cut"));
    CHECK(hasNote(notes, "data.spans_overlap"));
    CHECK(test.row(1) == std::vector<std::int32_t>{1, 2, 0}); // the longer one
    CHECK(test.row(2) == std::vector<std::int32_t>{kNone});   // a missing text with nothing marked
    CHECK(test.row(3) == std::vector<std::int32_t>{FittedEncoder::kMissingTarget, FittedEncoder::kMissingTarget});
    CHECK(test.tags->unseen(test.spans, test.rows).missing == 1);
    const auto encoder = builtInRegistry().resolve<Encoder>(ComponentKind::Encoder, {"spans", {}});
    const auto alone = encoder->first->fit(encoder->second, test.spans, test.rows, true);
    REQUIRE(!alone.ok());
    CHECK(alone.error().code == "data.spans_alone");
    const TextColumn empty("entities", std::vector<std::optional<std::string>>(4, "[]"), FieldKind::Spans);
    const auto none = encoder->first->fitAligned(encoder->second, empty, {&test.text, test.tokens.get()}, test.rows);
    REQUIRE(!none.ok());
    CHECK(none.error().code == "data.spans_none");
    for (const auto& state : {Value(), Value(ValueMap{{"labels", ValueList{"A"}}}), Value(ValueMap{{"reach", "word"}})})
        CHECK(!encoder->first->restore(encoder->second, state).ok());
}

TEST_CASE("Tags become spans of the text again, and only rows of tags that make sense")
{
    const SpanTest test({"Änne lives in New York", "x"}, {R"([{"start":0,"end":4,"label":"PER"},{"start":14,"end":22,"label":"LOC"}])",
                                                           R"([{"start":0,"end":1,"label":"PER"}])"});
    const auto& fitted = test.fitted();
    const std::string text = "Änne lives in New York";
    const auto places = test.tokens->tokenPlaces(text);
    REQUIRE(places.size() == 5);
    const auto spread = [](std::vector<std::vector<double>> rows) {
        std::vector<double> all;
        for (const auto& row : rows)
            all.insert(all.end(), row.begin(), row.end());
        return all;
    };
    // The last two say "goes on" without a beginning: the best sound row of tags is B-LOC I-LOC.
    const auto probabilities = spread({{0.1, 0.8, 0.05, 0.05, 0.0}, {0.9, 0.1, 0, 0, 0}, {0.9, 0.1, 0, 0, 0},
                                       {0.05, 0.0, 0.0, 0.4, 0.55}, {0.1, 0.0, 0.0, 0.1, 0.8}});
    MarkRows marks;
    const auto least = fitted.decodeRow(text, places, probabilities.data(), marks);
    REQUIRE(marks.row(0).size() == 2);
    CHECK(marks.row(0)[0] == RowMark{0, 0, 4});
    CHECK(marks.row(0)[1] == RowMark{1, 14, 22});
    CHECK(marks.scores[0] == doctest::Approx(0.8));
    CHECK(marks.scores[1] == doctest::Approx(0.4));
    CHECK(least == doctest::Approx(0.4));
    // Whatever the numbers are, what comes out is sound: spans in order, apart, inside the text.
    torch::manual_seed(3);
    for (int trial = 0; trial < 200; ++trial) {
        const auto random = torch::softmax(torch::randn({5, 5}, torch::kFloat64) * 4, 1).contiguous();
        MarkRows found;
        static_cast<void>(fitted.decodeRow(text, places, random.const_data_ptr<double>(), found));
        std::int32_t before = 0;
        for (const auto& mark : found.row(0)) {
            CHECK(mark.start >= before);
            CHECK(mark.end > mark.start);
            CHECK(mark.end <= 22);
            before = mark.end;
        }
    }
    const std::vector<double> broken(25, std::nan(""));
    MarkRows nothing;
    CHECK(std::isfinite(fitted.decodeRow(text, places, broken.data(), nothing)));
}

TEST_CASE("The best row of tags is the best of all sound ones")
{
    torch::manual_seed(5);
    for (int trial = 0; trial < 50; ++trial) {
        const auto logs = torch::log_softmax(torch::randn({4, 5}, torch::kFloat64) * 2, 1).contiguous();
        const auto* values = logs.const_data_ptr<double>();
        const auto path = components::bestTags(values, 4, 5);
        double best = -1e300;
        for (int code = 0; code < 625; ++code) {
            const int tags[] = {code / 125, code / 25 % 5, code / 5 % 5, code % 5};
            double sum = 0.0;
            bool sound = true;
            for (int u = 0; u < 4; ++u) {
                sum += values[u * 5 + tags[u]];
                const bool goesOn = tags[u] > 0 && tags[u] % 2 == 0;
                sound = sound && (!goesOn || (u > 0 && (tags[u - 1] == tags[u] || tags[u - 1] == tags[u] - 1)));
            }
            best = sound ? std::max(best, sum) : best;
        }
        double found = 0.0;
        for (std::size_t u = 0; u < 4; ++u)
            found += values[u * 5 + static_cast<std::size_t>(path.tags[u])];
        CHECK(found == doctest::Approx(best).epsilon(1e-12));
    }
    CHECK(components::bestTags(nullptr, 0, 5).tags.empty());
}

TEST_CASE("The honest baseline marks what training marked at least every second time")
{
    const SpanTest test({"Rome and Paris", "Rome is old", "may I", "May came", "may be", "New York and New"},
                        {R"([{"start":0,"end":4,"label":"LOC"},{"start":9,"end":14,"label":"LOC"}])", R"([{"start":0,"end":4,"label":"LOC"}])", "[]",
                         R"([{"start":0,"end":3,"label":"PER"}])", "[]", R"([{"start":0,"end":8,"label":"LOC"}])"});
    const auto marksOf = [&](const std::string& text) {
        MarkRows marks;
        test.fitted().lookUp(text, test.tokens->tokenPlaces(text), marks);
        return marks.marks;
    };
    CHECK((marksOf("in Rome May sleeps") == std::vector<RowMark>{{0, 3, 7}, {1, 8, 11}}));
    CHECK((marksOf("New York") == std::vector<RowMark>{{0, 0, 8}}));
    CHECK(marksOf("Romeo").empty());
}

} // namespace fettle::test
