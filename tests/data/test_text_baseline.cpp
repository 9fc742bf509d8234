// SPDX-License-Identifier: GPL-3.0-or-later
// The simple model that models for texts are compared with.
#include <cmath>
#include <random>

#include <doctest/doctest.h>

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
