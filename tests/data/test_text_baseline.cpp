// SPDX-License-Identifier: GPL-3.0-or-later
// The simple model that models for texts are compared with.
#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <random>

#include <doctest/doctest.h>

#include "engine/data/linear_learners.h"
#include "engine/data/text_baseline.h"

using namespace fettle;
using namespace fettle::data;

namespace {

struct LabeledTexts {
    std::vector<std::string> texts;
    std::vector<std::int64_t> classes;
    std::vector<double> numbers;

    std::vector<std::string_view> views() const { return {texts.begin(), texts.end()}; }
};

/// Three classes by their words; in the last one the order of two words decides. Numbers are 2 for each "plus".
LabeledTexts madeTexts(std::uint32_t seed, int count)
{
    std::mt19937 random(seed);
    const std::vector<std::string> filling = {"so", "then", "we", "had", "it", "there", "again", "你好"};
    LabeledTexts made;
    for (int i = 0; i < count; ++i) {
        const auto which = static_cast<std::int64_t>(random() % 3);
        std::string text = which == 0 ? "blue sky " : which == 1 ? "not bad " : "bad not ";
        double number = 5.0;
        for (std::uint32_t k = 1 + random() % 6; k > 0; --k) {
            const bool plus = random() % 4 == 0;
            text += (plus ? "plus" : filling[random() % filling.size()]) + " ";
            number += plus ? 2.0 : 0.0;
        }
        made.texts.push_back(text);
        made.classes.push_back(which);
        made.numbers.push_back(number);
    }
    return made;
}

} // namespace

TEST_CASE("the simple model learns words and pairs of words")
{
    const auto train = madeTexts(1, 400);
    const auto test = madeTexts(2, 200);
    const auto baseline = TextBaseline::forClasses(train.views(), train.classes, 3);
    REQUIRE(baseline.ok());
    CHECK((*baseline->classesOf(test.views()) == test.classes)); // single words cannot tell "not bad" from "bad not"
    const auto again = TextBaseline::forClasses(train.views(), train.classes, 3);
    CHECK((*again->classesOf(test.views()) == *baseline->classesOf(test.views())));
    CHECK(again->featureCount() == baseline->featureCount());
}

TEST_CASE("the simple model estimates numbers better than their mean")
{
    const auto train = madeTexts(3, 400);
    const auto test = madeTexts(4, 200);
    const auto baseline = TextBaseline::forNumbers(train.views(), train.numbers);
    REQUIRE(baseline.ok());
    const auto found = *baseline->numbersOf(test.views());
    double error = 0.0;
    double meanError = 0.0;
    double mean = 0.0;
    for (const auto number : train.numbers)
        mean += number / static_cast<double>(train.numbers.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
        error += std::abs(found[i] - test.numbers[i]);
        meanError += std::abs(mean - test.numbers[i]);
    }
    CHECK(error < 0.6 * meanError);
}

TEST_CASE("the simple model gives sets of labels, as likely as they are")
{
    // Each label by its word, told rightly in nine of ten texts; so the word alone says how likely the label is.
    std::mt19937 random(5);
    const auto made = [&random](int count, std::vector<std::array<bool, 2>>& has) {
        std::vector<std::string> texts;
        for (int i = 0; i < count; ++i) {
            const std::array<bool, 2> said{random() % 2 == 0, random() % 4 == 0};
            texts.push_back(std::string(said[0] ? "parcel " : "letter ") + (said[1] ? "refund" : "thanks"));
            has.push_back({said[0] != (random() % 10 == 0), said[1] != (random() % 10 == 0)});
        }
        return texts;
    };
    std::vector<std::array<bool, 2>> has;
    const auto texts = made(2000, has);
    const std::vector<std::string_view> views(texts.begin(), texts.end());
    const auto hasLabel = [&has](std::int64_t row, std::int64_t label) {
        return has[static_cast<std::size_t>(row)][static_cast<std::size_t>(label)];
    };
    const std::vector<std::string_view> asked{"parcel refund", "letter thanks", "parcel thanks"};
    const auto found = TextBaseline::labelScores(views, hasLabel, 2, asked);
    REQUIRE(found.ok());
    REQUIRE(found->size() == 6);
    const std::array<float, 6> wanted{0.9F, 0.9F, 0.1F, 0.1F, 0.9F, 0.1F};
    for (std::size_t i = 0; i < 6; ++i) {
        INFO(i);
        CHECK(std::abs((*found)[i] - wanted[i]) < 0.06F);
    }
    const auto none = TextBaseline::labelScores(views, [](std::int64_t, std::int64_t) { return false; }, 1, asked);
    REQUIRE(none.ok());
    CHECK(std::ranges::all_of(*none, [](float score) { return score < 0.05F; }));
    TextBaselineOptions options;
    options.cancelled = [] { return true; };
    CHECK_FALSE(TextBaseline::labelScores(views, hasLabel, 2, asked, options).ok());
}

TEST_CASE("the simple model ends at the next text or pass where somebody asks for it")
{
    const auto train = madeTexts(8, 300);
    const auto views = train.views();
    const auto hasFirst = [&](std::int64_t row, std::int64_t) { return train.classes[static_cast<std::size_t>(row)] == 1; };
    const std::vector<std::string_view> asked{"not bad", "blue sky"};
    const std::vector<std::function<bool(const TextBaselineOptions&)>> ways{
        [&](const auto& options) { return TextBaseline::labelScores(views, hasFirst, 1, asked, options).ok(); },
        [&](const auto& options) { return TextBaseline::forClasses(views, train.classes, 3, options).ok(); },
        [&](const auto& options) { return TextBaseline::forNumbers(views, train.numbers, options).ok(); },
    };
    for (std::size_t way = 0; way < ways.size(); ++way) {
        CAPTURE(way);
        int questions = 0;
        int last = -1;
        TextBaselineOptions options;
        options.cancelled = [&] { return ++questions > last && last >= 0; };
        CHECK(ways[way](options));
        const int all = questions;
        // One for each of 300 texts, twice, and several while one unit is learned.
        CHECK(all > 605);
        for (last = 0; last < all; last += last < 600 ? 97 : 1) {
            CAPTURE(last);
            questions = 0;
            CHECK_FALSE(ways[way](options));
            CHECK(questions <= last + 5); // what was begun is not gone on with
        }
    }
}

TEST_CASE("a label's unit is where its loss is least")
{
    // The gradient of |w|²/2 + C Σ log(1 + exp(−y w·x)) vanishes there: w = C Σ y x σ(−y w·x), the constant among them.
    const auto train = madeTexts(6, 300);
    const auto views = train.views();
    const auto vectorizer = TextVectorizer::learn(views, 1000);
    REQUIRE(vectorizer.ok());
    const auto rows = vectorizer->rowsOf(views);
    REQUIRE(rows.ok());
    for (const double penalty : {0.3, 1.0, 10.0}) {
        INFO(penalty);
        const LinearLearner learner(*rows, vectorizer->size(), {penalty, 60});
        const auto weights = learner.logistic([&](std::int64_t row) { return train.classes[static_cast<std::size_t>(row)] == 1; });
        std::vector<double> wanted(weights.size(), 0.0);
        for (std::int64_t row = 0; row < rows->size(); ++row) {
            const double sign = train.classes[static_cast<std::size_t>(row)] == 1 ? 1.0 : -1.0;
            const double pull = penalty * sign / (1.0 + std::exp(sign * valueAt(*rows, row, weights)));
            for (auto i = rows->offsets[static_cast<std::size_t>(row)]; i < rows->offsets[static_cast<std::size_t>(row) + 1]; ++i)
                wanted[static_cast<std::size_t>(rows->columns[static_cast<std::size_t>(i)])] += pull * rows->values[static_cast<std::size_t>(i)];
            wanted.back() += pull;
        }
        double apart = 0.0;
        double length = 0.0;
        for (std::size_t i = 0; i < wanted.size(); ++i) {
            apart += (wanted[i] - weights[i]) * (wanted[i] - weights[i]);
            length += wanted[i] * wanted[i];
        }
        CHECK(length > 1.0);
        CHECK(std::sqrt(apart / length) < 1e-3);
    }
}

TEST_CASE("nothing to learn from, texts without a known word, and a wish to stop")
{
    const std::vector<std::string_view> texts{"a a", "b", {}, ""};
    const std::vector<std::int64_t> classes{0, 1, 1, 1};
    const auto baseline = TextBaseline::forClasses(texts, classes, 2);
    REQUIRE(baseline.ok());
    CHECK((*baseline->classesOf(std::vector<std::string_view>{"a", "b", "zzz", {}}) == std::vector<std::int64_t>{0, 1, 1, 1}));
    CHECK(baseline->classesOf({})->empty());
    TextBaselineOptions options;
    options.maxFeatures = 1;
    CHECK(TextBaseline::forClasses(texts, classes, 2, options)->featureCount() == 1);
    options.cancelled = [] { return true; };
    const auto stopped = TextBaseline::forClasses(texts, classes, 2, options);
    REQUIRE_FALSE(stopped.ok());
    CHECK(stopped.error().code == "data.cancelled");
    CHECK(TextBaseline::forNumbers(std::vector<std::string_view>(), std::vector<double>()).ok());
}
