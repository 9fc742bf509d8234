// SPDX-License-Identifier: GPL-3.0-or-later
// An answer that marks parts of a text.
#include <doctest/doctest.h>

#include "tests/ui/support/fake_engine.h"
#include "ui/pages/use/answer_card.h"
#include "ui/pages/use/score_bars.h"
#include "ui/widgets/marked_text.h"

using namespace fettle;
using namespace fettle::ui;

namespace {

PredictResult markedAnswer(ValueList spans)
{
    PredictResult result;
    result.count = 1;
    result.predictions.push_back({0, {{"entities", ValueMap{{"value", std::move(spans)}, {"score", 0.8}}}}});
    return result;
}

} // namespace

TEST_CASE("A text is shown with what the model marks in it, and what the data marks in words")
{
    const client::Sentences english("en");
    AnswerCard card(english);
    card.setAnswer(markedAnswer({ValueMap{{"start", 0}, {"end", 4}, {"label", "person"}, {"text", "Änne"}, {"score", 0.9}}}), 0.0,
                   Value(R"([{"start":8,"end":12,"label":"place"}])"), QStringLiteral("Änne in Rome"), {"person", "place"});
    card.show();
    REQUIRE(card.marked()->isVisible());
    CHECK(card.marked()->markedText().spoken() == QStringLiteral("Änne [person] in Rome"));
    CHECK(card.answerText().contains(QStringLiteral("1")));
    card.setAnswer(markedAnswer({}), 0.0, Value(), QStringLiteral("Änne in Rome"), {"person", "place"});
    CHECK(card.answerText() == QStringLiteral("Nothing is marked"));
    CHECK(card.marked()->markedText().spoken() == QStringLiteral("Änne in Rome"));
    // Another model's answer has no marks.
    PredictResult plain;
    plain.predictions.push_back({0, {{"topic", ValueMap{{"value", "refund"}, {"score", 0.8}, {"scores", ValueMap{{"refund", 0.8}}}}}}});
    card.setAnswer(plain, 0.0, Value());
    CHECK_FALSE(card.marked()->isVisible());
    CHECK(card.answerText() == QStringLiteral("refund"));
}

TEST_CASE("Several labels are told as a list, with a bar for each, and what the data says of them in words")
{
    const client::Sentences english("en");
    AnswerCard card(english);
    const auto labels = [](ValueList given) {
        PredictResult result;
        result.predictions.push_back({0, {{"topics", ValueMap{{"value", std::move(given)},
                                                              {"score", 0.6},
                                                              {"scores", ValueMap{{"money", 0.9}, {"urgent", 0.7}, {"praise", 0.1}}}}}}});
        return result;
    };
    card.setAnswer(labels({"money", "urgent"}), 0.0, Value(R"(["praise","money"])"), QStringLiteral("pay me now"));
    card.show();
    CHECK(card.answerText() == QStringLiteral("money, urgent"));
    CHECK_FALSE(card.marked()->isVisible());
    card.setAnswer(labels({}), 0.0, Value(), QStringLiteral("pay me now"));
    CHECK(card.answerText() == QStringLiteral("No label"));
    CHECK_FALSE(card.marked()->isVisible());
}

TEST_CASE("How alike two texts are is told as such, and not as how sure the model is")
{
    const client::Sentences english("en");
    AnswerCard card(english);
    const auto alike = [](double likeness) {
        PredictResult result;
        result.predictions.push_back({0, {{"answer", ValueMap{{"value", likeness}}}}});
        return result;
    };
    card.setLikeness(alike(0.83));
    card.show();
    CHECK(card.answerText() == QStringLiteral("83% alike"));
    CHECK_FALSE(card.isUnsure());
    CHECK_FALSE(card.bars()->isVisible());
    card.setLikeness(alike(-0.2));
    CHECK(card.answerText() == QStringLiteral("0% alike"));
    // A number of another model is a number.
    card.setAnswer(alike(0.5), 0.0, Value());
    CHECK(card.answerText() == QStringLiteral("0.5"));
}
