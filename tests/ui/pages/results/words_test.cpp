// SPDX-License-Identifier: GPL-3.0-or-later
// What the page says, as text.
#include <limits>

#include <doctest/doctest.h>

#include "ui/pages/results/result_words.h"
#include "ui/pages/results/run_names.h"

using namespace fettle;
using namespace fettle::ui;

namespace {

EvaluationSummary classes(std::int64_t count, double accuracy, double lower, double upper)
{
    EvaluationSummary summary;
    summary.split = "test";
    summary.count = count;
    summary.classes = {"delivery", "refund"};
    summary.main = {"accuracy", accuracy, lower, upper, "wilson"};
    summary.baseline = EvaluationBaseline{"delivery", 0.0, 0.21, true, {}};
    return summary;
}

const client::Sentences kEnglish("en");

Headline said(const EvaluationSummary& summary, ExampleNoun noun = ExampleNoun::Picture) { return headline(summary, noun, kEnglish); }

} // namespace

TEST_CASE("The honest number, with its range and what always answering the same would get")
{
    const auto words = said(classes(120, 0.931, 0.871, 0.964));
    CHECK(words.figure == QStringLiteral("93 of 100"));
    CHECK(words.sentence == QStringLiteral("right on %1 it never saw, likely between 87 and 97.").arg(counted(ExampleNoun::Picture, 120)));
    CHECK(words.baseline == QStringLiteral("Always answering “delivery” would get 21."));
    CHECK(words.doubt.isEmpty());
    CHECK(words.detail.contains(QStringLiteral("Wilson")));
}

TEST_CASE("Few examples are told as they are; the range is of a hundred")
{
    auto few = classes(12, 0.75, 0.4677, 0.9111);
    few.baseline->value = 0.25;
    const auto words = said(few);
    CHECK(words.figure == QStringLiteral("9 of 12"));
    CHECK(words.sentence.endsWith(QStringLiteral("likely between 46 and 92 of 100.")));
    CHECK(words.baseline == QStringLiteral("Always answering “delivery” would get 3 of 12."));
}

TEST_CASE("Nothing that is not all reads as all, nothing that is not none as none")
{
    CHECK(ofHundred(1.0) == QStringLiteral("100"));
    CHECK(ofHundred(0.996) == QStringLiteral("99.6"));
    CHECK(ofHundred(0.99999) == QStringLiteral("99.9"));
    CHECK(ofHundred(0.994) == QStringLiteral("99"));
    CHECK(ofHundred(0.004) == QStringLiteral("0.4"));
    CHECK(ofHundred(0.00001) == QStringLiteral("0.1"));
    CHECK(ofHundred(0.0) == QStringLiteral("0"));
}

TEST_CASE("A difference within the noise is said to be none")
{
    auto close = classes(120, 0.24, 0.17, 0.32);
    close.baseline->clearlyBeaten = false;
    CHECK(said(close).doubt.startsWith(QStringLiteral("No clear difference from always answering “delivery”")));
    close.main.value = 0.2;
    CHECK(said(close).doubt == QStringLiteral("It does no better than always answering “delivery”."));
    close.baseline.reset();
    CHECK(said(close).baseline.isEmpty());
    CHECK(said(close).doubt.isEmpty());
}

TEST_CASE("The set that was learned from, and the one that decided when to stop, are named")
{
    auto summary = classes(120, 0.931, 0.871, 0.964);
    summary.split = "validation";
    CHECK(said(summary).sentence.contains(QStringLiteral("of the validation set")));
    CHECK(said(summary).doubt.contains(QStringLiteral("a little too good")));
    summary.split = "train";
    CHECK(said(summary).sentence.contains(QStringLiteral("that it learned from")));
    CHECK_FALSE(said(summary).doubt.isEmpty());
}

TEST_CASE("A number: how far off on average, and the average as baseline")
{
    EvaluationSummary summary;
    summary.split = "test";
    summary.count = 120;
    summary.form = AnswerForm::Number;
    summary.main = {"mae", 3.14159, 2.8, 3.41, "t"};
    summary.baseline = EvaluationBaseline{"", 21.5, 9.2, true, {}};
    const auto words = said(summary, ExampleNoun::Row);
    CHECK(words.figure == QStringLiteral("Off by 3.142"));
    CHECK(words.sentence.endsWith(QStringLiteral("it never saw, likely between 2.8 and 3.41.")));
    CHECK(words.baseline == QStringLiteral("Always answering the average, 21.5, would be off by 9.2."));
    summary.baseline->clearlyBeaten = false;
    CHECK(said(summary).doubt.startsWith(QStringLiteral("No clear difference")));
    summary.main.upper = std::numeric_limits<double>::infinity();
    CHECK(said(summary).sentence == QStringLiteral("on a single example, which says next to nothing."));
}

TEST_CASE("The slider in words")
{
    CHECK(surenessSentence({0.8, 94, 91}, 120) ==
          QStringLiteral("Answer only when at least 80% sure: answers 78 of 100, 97% of those right; the rest go to a person."));
    CHECK(surenessSentence({0.0, 120, 100}, 120) == QStringLiteral("Answers everything, however unsure it is."));
    CHECK(surenessSentence({0.99, 0, 0}, 120).contains(QStringLiteral("it never is")));
    CHECK(surenessSentence({0.3, 120, 60}, 120) ==
          QStringLiteral("Answer only when at least 30% sure: it always is, and 50% of the answers are right."));
}

TEST_CASE("Runs by name and time")
{
    const QDateTime now(QDate(2026, 3, 4), QTime(18, 0));
    const QLocale locale(QLocale::C);
    const auto utc = [](const QDateTime& local) { return local.toUTC().toString(Qt::ISODateWithMs).toStdString(); };
    CHECK(whenText(utc(QDateTime(QDate(2026, 3, 4), QTime(14, 2))), now, locale) == QStringLiteral("today 14:02"));
    CHECK(whenText(utc(QDateTime(QDate(2026, 3, 3), QTime(9, 30))), now, locale) == QStringLiteral("yesterday 09:30"));
    CHECK_FALSE(whenText(utc(QDateTime(QDate(2026, 1, 3), QTime(9, 30))), now, locale).contains(QStringLiteral("09:30")));
    CHECK(whenText("", now, locale).isEmpty());
    store::RunRecord run;
    run.number = 7;
    run.name = "Run 7"; // the engine's own
    CHECK(runName(run) == QStringLiteral("Run 7"));
    run.finishedUtc = utc(QDateTime(QDate(2026, 3, 4), QTime(14, 2)));
    CHECK(runLine(run, true, now, locale) == QStringLiteral("Run 7, today 14:02, best"));
    run.name = "with dropout";
    CHECK(runLine(run, false, now, locale) == QStringLiteral("with dropout, today 14:02"));
    run.finishedUtc.clear();
    CHECK(runLine(run, false, now, locale) == QStringLiteral("with dropout"));
}

TEST_CASE("The best run: by the test set, among models of one task, and only where there is a choice")
{
    const auto model = [](const char* run, const char* split, const char* metric, double value) {
        store::ModelRecord record;
        record.run = run;
        record.task = std::string(metric) == "mae" ? "tabular_regression" : "tabular_classification";
        record.metrics[split] = {{metric, value}};
        return record;
    };
    CHECK(bestRun({}).empty());
    CHECK(bestRun({model("a", "test", "accuracy", 0.9)}).empty());
    CHECK(bestRun({model("a", "test", "accuracy", 0.8), model("b", "test", "accuracy", 0.9)}) == "b");
    CHECK(bestRun({model("a", "test", "mae", 3.0), model("b", "test", "mae", 2.0)}) == "b");
    CHECK(bestRun({model("a", "validation", "accuracy", 0.9), model("b", "test", "mae", 2.0)}).empty());
    CHECK(bestRun({model("a", "test", "accuracy", std::numeric_limits<double>::quiet_NaN()), model("b", "test", "accuracy", 0.1),
                   model("c", "test", "accuracy", 0.2)}) == "c");
}
