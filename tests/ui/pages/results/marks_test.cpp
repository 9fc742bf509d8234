// SPDX-License-Identifier: GPL-3.0-or-later
// Results where parts of texts are marked: the sentence at the top, and the examples with both sides.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "engine/contract/json.h"
#include "tests/ui/pages/results/evaluated_project.h"
#include "ui/pages/results/example_texts.h"
#include "ui/pages/results/examples_model.h"
#include "ui/pages/results/result_words.h"
#include "ui/widgets/marked_text.h"

using namespace fettle;
using namespace fettle::ui;
using namespace fettle::test;

namespace {

EvaluationPage markedPage()
{
    EvaluationPage page;
    page.total = 3;
    page.fields = {"text", "entities"};
    EvaluationRow wrong;
    wrong.id = 1;
    wrong.values = {"Änne Smith in Rome", "[]"};
    wrong.targetMarks = {{"person", 0, 10, 0.0, MarkOutcome::WrongBorder}, {"place", 14, 18, 0.0, MarkOutcome::Missed}};
    wrong.predictedMarks = {{"person", 0, 4, 0.7, MarkOutcome::WrongBorder}};
    wrong.score = 0.6;
    EvaluationRow right;
    right.id = 2;
    right.values = {"Rome", "[]"};
    right.targetMarks = right.predictedMarks = {{"place", 0, 4, 0.9, MarkOutcome::Right}};
    EvaluationRow nothing;
    nothing.id = 3;
    nothing.values = {"nothing", "[]"};
    page.rows = {wrong, right, nothing};
    return page;
}

} // namespace

TEST_CASE("Examples of marked texts show what was answered, what was missed and what is wrong")
{
    EvaluatedProject project(Story::Texts);
    project.engine().answer("worker.evaluation_rows", toValue(markedPage()));
    project.open();
    ThumbnailLoader thumbnails;
    ExamplesModel model(project.session(), thumbnails);
    EvaluationRowsRequest source;
    source.runFolder = "/runs/7";
    FieldInfo text;
    text.name = "text";
    text.kind = FieldKind::Text;
    model.setSource(source, {text}, AnswerForm::Spans, {"person", "place"}, 0);
    REQUIRE(waitUntil([&] { return model.rowCount() == 3; }));
    const auto at = [&](int row, int column, int role) { return model.index(row, column).data(role); };
    CHECK(at(0, 0, ExamplesModel::MarkedRole).value<MarkedText>().spoken()
          == QStringLiteral("Änne [person, wrong border] Smith in Rome [place, missed]"));
    CHECK_FALSE(at(0, 0, ExamplesModel::RightRole).toBool());
    CHECK(at(0, ExamplesModel::Target, Qt::DisplayRole).toString() == QStringLiteral("Änne Smith [person], Rome [place]"));
    CHECK(at(0, ExamplesModel::Predicted, Qt::DisplayRole).toString() == QStringLiteral("Änne [person]"));
    CHECK(at(0, 0, ExamplesModel::VerdictRole).toString() == QStringLiteral("Answered Änne [person]; in the data Änne Smith [person], Rome [place]"));
    CHECK(at(1, 0, ExamplesModel::RightRole).toBool());
    CHECK(at(1, 0, ExamplesModel::VerdictRole).toString() == QStringLiteral("All right: Rome [place]"));
    CHECK(at(2, 0, ExamplesModel::RightRole).toBool());
    CHECK(at(2, 0, ExamplesModel::VerdictRole).toString() == QStringLiteral("Nothing to mark, and nothing was marked"));
    ExampleTexts list(model);
    list.resize(400, 300);
    list.show();
    CHECK_FALSE(list.grab().isNull());
}

TEST_CASE("The sentence about marked parts: found, right, and what is wrong with the rest")
{
    EvaluationSummary summary;
    summary.form = AnswerForm::Spans;
    summary.split = "test";
    summary.count = 120;
    summary.classes = {"person", "place"};
    summary.main = {"entity_f1", 0.6, 0.55, 0.66, "bootstrap"};
    summary.marks = MarkCounts{60, 5, 10, 25, 25};
    summary.baseline = EvaluationBaseline{"", 0.0, 0.2, true, {}};
    const client::Sentences english("en");
    const auto words = headline(summary, ExampleNoun::Text, english);
    CHECK(words.figure == QStringLiteral("60 of 100"));
    CHECK(words.sentence.contains(QStringLiteral("marked parts are found in 120 text")));
    CHECK(words.sentence.contains(QStringLiteral("60 of 100 are right")));
    CHECK(words.detail.contains(QStringLiteral("25 missed")));
    CHECK(words.detail.contains(QStringLiteral("5 with a wrong label")));
    CHECK(words.detail.contains(QStringLiteral("F1 60.0%, between 55.0% and 66.0%")));
    CHECK(words.baseline.contains(QStringLiteral("20.0%")));
    CHECK(words.doubt.isEmpty());
    summary.baseline->clearlyBeaten = false;
    CHECK_FALSE(headline(summary, ExampleNoun::Text, english).doubt.isEmpty());
}
