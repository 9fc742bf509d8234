// SPDX-License-Identifier: GPL-3.0-or-later
// Results where matching texts are found: the sentence at the top, the places, and the examples with both texts.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "engine/contract/json.h"
#include "tests/ui/pages/results/evaluated_project.h"
#include "tests/ui/pages/results/found_texts.h"
#include "ui/pages/results/examples_model.h"
#include "ui/pages/results/places_card.h"
#include "ui/pages/results/result_words.h"
#include "ui/widgets/key_value_list.h"

using namespace fettle;
using namespace fettle::ui;
using namespace fettle::test;

namespace {

EvaluationPage foundPage()
{
    EvaluationPage page;
    page.total = 2;
    page.fields = {"question", "answer"};
    EvaluationRow low;
    low.id = 1;
    low.predicted = 17;
    low.score = 0.31;
    low.values = {"where is my parcel", "the shipment comes"};
    EvaluationRow first;
    first.id = 2;
    first.predicted = 1;
    first.score = 0.94;
    first.values = {"i want a refund", "money comes back"};
    page.rows = {low, first};
    return page;
}

} // namespace

TEST_CASE("The sentence about found texts: how many come first, and what a search by words would do")
{
    auto summary = foundTexts();
    const client::Sentences english("en");
    const auto words = headline(summary, ExampleNoun::Text, english);
    CHECK(words.figure == QStringLiteral("62 of 100"));
    CHECK(words.sentence.contains(QStringLiteral("120 text")));
    CHECK(words.sentence.contains(QStringLiteral("95 different")));
    CHECK(words.sentence.contains(QStringLiteral("83 of 100")));
    CHECK(words.detail.contains(QStringLiteral("0.71, between 0.64 and 0.78")));
    CHECK(words.baseline.contains(QStringLiteral("first for 13 of 100")));
    CHECK(words.baseline.contains(QStringLiteral("0.20")));
    CHECK(words.doubt.isEmpty());
    summary.baseline->clearlyBeaten = false;
    CHECK(headline(summary, ExampleNoun::Text, english).doubt.contains(QStringLiteral("may be chance")));
    summary.baseline->value = 0.8;
    CHECK(headline(summary, ExampleNoun::Text, english).doubt.contains(QStringLiteral("no better")));
}

TEST_CASE("The places: a bar for each of the first, and the shares in words")
{
    EvaluatedProject project(Story::Texts);
    PlacesCard card;
    card.setSummary(foundTexts());
    CHECK(card.words()->count() == 3);
    CHECK(card.words()->value(0) == QStringLiteral("62 of 100"));
    CHECK(card.words()->value(2) == QStringLiteral("90 of 100"));
    card.resize(500, 400);
    card.show();
    CHECK_FALSE(card.grab().isNull());
    const auto& bars = card.panel()->plot()->series().front();
    REQUIRE(bars.points.size() == 21);
    CHECK(bars.points.front() == QPointF(1.0, 80.0));
    CHECK(bars.points.back() == QPointF(21.0, 2.0));
    CHECK(bars.barEnds.front() == 2.0);
    card.panel()->showAsTable(true);
    CHECK(card.panel()->table()->model()->rowCount() == 21);
}

TEST_CASE("Examples of found texts show both texts, the place and how alike they are")
{
    EvaluatedProject project(Story::Texts);
    project.engine().answer("worker.evaluation_rows", toValue(foundPage()));
    project.open();
    ThumbnailLoader thumbnails;
    ExamplesModel model(project.session(), thumbnails);
    EvaluationRowsRequest source;
    source.runFolder = "/runs/7";
    FieldInfo question;
    question.name = "question";
    question.kind = FieldKind::Text;
    auto answer = question;
    answer.name = "answer";
    answer.role = FieldRole::Target;
    model.setSource(source, {question, answer}, AnswerForm::Ranking);
    REQUIRE(waitUntil([&] { return model.rowCount() == 2; }));
    const auto at = [&](int row, int column, int role) { return model.index(row, column).data(role); };
    CHECK(at(0, 0, ExamplesModel::TextRole).toString() == QStringLiteral("where is my parcel\nthe shipment comes"));
    CHECK(at(0, 0, ExamplesModel::VerdictRole).toString() == QStringLiteral("Found at place 17, 31% alike"));
    CHECK_FALSE(at(0, 0, ExamplesModel::RightRole).toBool());
    CHECK(at(0, ExamplesModel::Predicted, Qt::DisplayRole).toString() == QStringLiteral("Place 17"));
    CHECK(at(1, 0, ExamplesModel::VerdictRole).toString() == QStringLiteral("Found at first place, 94% alike"));
    CHECK(at(1, 0, ExamplesModel::RightRole).toBool());
    CHECK(model.headerData(ExamplesModel::Sureness, Qt::Horizontal).toString() == QStringLiteral("How alike"));
}
