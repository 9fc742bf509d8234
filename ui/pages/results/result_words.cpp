// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/results/result_words.h"

#include <algorithm>
#include <cmath>

#include <QCoreApplication>
#include <QLocale>

namespace fettle::ui {
namespace {

struct ResultWords {
    Q_DECLARE_TR_FUNCTIONS(fettle::ui::ResultWords)
};

/// Fewer than these are told as they are: "9 of 12" and not "75 of 100".
constexpr std::int64_t kFewExamples = 50;

QString wholePercent(double share) { return QString::number(std::lround(share * 100.0)); }

QString seenSentence(const EvaluationSummary& summary, const QString& examples, const QString& low, const QString& high,
                     bool few)
{
    if (summary.split == "train")
        return few ? ResultWords::tr("right on %1 that it learned from, likely between %2 and %3 of 100.").arg(examples, low, high)
                   : ResultWords::tr("right on %1 that it learned from, likely between %2 and %3.").arg(examples, low, high);
    if (summary.split == "validation")
        return few ? ResultWords::tr("right on %1 of the validation set, likely between %2 and %3 of 100.").arg(examples, low, high)
                   : ResultWords::tr("right on %1 of the validation set, likely between %2 and %3.").arg(examples, low, high);
    return few ? ResultWords::tr("right on %1 it never saw, likely between %2 and %3 of 100.").arg(examples, low, high)
               : ResultWords::tr("right on %1 it never saw, likely between %2 and %3.").arg(examples, low, high);
}

QString offSentence(const EvaluationSummary& summary, const QString& examples, const QString& low, const QString& high)
{
    if (summary.split == "train")
        return ResultWords::tr("on average over %1 that it learned from, likely between %2 and %3.").arg(examples, low, high);
    if (summary.split == "validation")
        return ResultWords::tr("on average over %1 of the validation set, likely between %2 and %3.").arg(examples, low, high);
    return ResultWords::tr("on average over %1 it never saw, likely between %2 and %3.").arg(examples, low, high);
}

/// What the split itself says of the number.
QString splitDoubt(const std::string& split)
{
    if (split == "train")
        return ResultWords::tr("These are the examples it learned from. New ones will go less well.");
    if (split == "validation")
        return ResultWords::tr("This set also decided when to stop and which model to keep, so the number is a little too good.");
    return {};
}

void addClassBaseline(Headline& words, const EvaluationSummary& summary, const QString& examples, bool few)
{
    const auto& baseline = *summary.baseline;
    const QString answer = QString::fromStdString(baseline.answer);
    const auto right = std::lround(baseline.value * static_cast<double>(summary.count));
    words.baseline = few ? ResultWords::tr("Always answering “%1” would get %2 of %3.").arg(answer).arg(right).arg(summary.count)
                         : ResultWords::tr("Always answering “%1” would get %2.").arg(answer, ofHundred(baseline.value));
    if (baseline.clearlyBeaten)
        return;
    words.doubt = summary.main.value > baseline.value
        ? ResultWords::tr("No clear difference from always answering “%1”: with %2 it may be chance.").arg(answer, examples)
        : ResultWords::tr("It does no better than always answering “%1”.").arg(answer);
}

Headline classHeadline(const EvaluationSummary& summary, const QString& examples)
{
    Headline words;
    const bool few = summary.count < kFewExamples;
    const auto right = std::lround(summary.main.value * static_cast<double>(summary.count));
    words.figure = few ? ResultWords::tr("%1 of %2").arg(right).arg(summary.count)
                       : ResultWords::tr("%1 of 100").arg(ofHundred(summary.main.value));
    // Outwards, so that the range is not narrower than it is.
    const auto low = QString::number(static_cast<int>(std::floor(summary.main.lower * 100.0)));
    const auto high = QString::number(static_cast<int>(std::ceil(summary.main.upper * 100.0)));
    words.sentence = seenSentence(summary, examples, low, high, few);
    words.detail = ResultWords::tr("Accuracy %1%. The range is Wilson's interval at 95% confidence; it tells how much the "
                                   "number depends on which examples happened to be in the set.")
                       .arg(QLocale().toString(summary.main.value * 100.0, 'f', 1));
    words.doubt = splitDoubt(summary.split);
    if (summary.baseline)
        addClassBaseline(words, summary, examples, few);
    return words;
}

/// Of marks it matters how many there are to find, and how many of those that were set are right.
Headline markHeadline(const EvaluationSummary& summary, const QString& examples)
{
    const auto& marks = *summary.marks;
    const bool spans = summary.form == AnswerForm::Spans;
    const auto count = [](std::int64_t number) { return QLocale().toString(static_cast<qlonglong>(number)); };
    const auto share = [](std::int64_t part, std::int64_t whole) {
        return ofHundred(whole > 0 ? static_cast<double>(part) / static_cast<double>(whole) : 0.0);
    };
    Headline words;
    words.figure = ResultWords::tr("%1 of 100").arg(share(marks.right, marks.targets()));
    words.sentence = spans ? ResultWords::tr("marked parts are found in %1, with the right label and borders; of what the model marks, %2 of 100 are right.")
                                 .arg(examples, share(marks.right, marks.predicted()))
                           : ResultWords::tr("labels are found in %1; of those that the model gives, %2 of 100 are right.")
                                 .arg(examples, share(marks.right, marks.predicted()));
    QStringList parts{ResultWords::tr("%1 right").arg(count(marks.right)), ResultWords::tr("%1 missed").arg(count(marks.missed)),
                      ResultWords::tr("%1 where nothing should be").arg(count(marks.spurious))};
    if (spans)
        parts << ResultWords::tr("%1 with a wrong label").arg(count(marks.wrongLabel))
              << ResultWords::tr("%1 with a wrong border").arg(count(marks.wrongBorder));
    words.detail = ResultWords::tr("%1. F1 %2%, between %3% and %4% at 95% confidence.")
                       .arg(parts.join(ResultWords::tr(", ")), QLocale().toString(summary.main.value * 100.0, 'f', 1),
                            QLocale().toString(summary.main.lower * 100.0, 'f', 1), QLocale().toString(summary.main.upper * 100.0, 'f', 1));
    words.doubt = splitDoubt(summary.split);
    if (!summary.baseline)
        return words;
    const auto baseline = QLocale().toString(summary.baseline->value * 100.0, 'f', 1);
    words.baseline = spans ? ResultWords::tr("Marking what was marked in training wherever it stands gets an F1 of %1%.").arg(baseline)
                           : ResultWords::tr("Always giving the most frequent labels gets an F1 of %1%.").arg(baseline);
    if (!summary.baseline->clearlyBeaten)
        words.doubt = ResultWords::tr("No clear difference from that simple rule.");
    return words;
}

Headline numberHeadline(const EvaluationSummary& summary, const QString& examples, const client::Sentences& sentences)
{
    const auto number = [&](double value) { return QString::fromStdString(sentences.number(value)); };
    Headline words;
    words.figure = ResultWords::tr("Off by %1").arg(number(summary.main.value));
    words.sentence = std::isfinite(summary.main.upper)
        ? offSentence(summary, examples, number(summary.main.lower), number(summary.main.upper))
        : ResultWords::tr("on a single example, which says next to nothing.");
    words.detail = ResultWords::tr("Mean absolute error. The range is Student's t interval at 95% confidence.");
    words.doubt = splitDoubt(summary.split);
    if (!summary.baseline)
        return words;
    words.baseline = ResultWords::tr("Always answering the average, %1, would be off by %2.")
                         .arg(number(summary.baseline->number), number(summary.baseline->value));
    if (!summary.baseline->clearlyBeaten)
        words.doubt = summary.main.value < summary.baseline->value
            ? ResultWords::tr("No clear difference from always answering the average: with %1 it may be chance.").arg(examples)
            : ResultWords::tr("It does no better than always answering the average.");
    return words;
}

/// How often the right one comes first is what a person who searches sees.
Headline placeHeadline(const EvaluationSummary& summary, const QString& examples)
{
    const auto shareIn = [](const std::map<std::string, double>& figures, const char* name) {
        const auto found = figures.find(name);
        return ofHundred(found == figures.end() ? 0.0 : found->second);
    };
    const auto share = [&](const char* name) { return shareIn(summary.figures, name); };
    const auto figure = [](double value) { return QLocale().toString(value, 'f', 2); };
    Headline words;
    words.figure = ResultWords::tr("%1 of 100").arg(share("recall_at_1"));
    words.sentence = ResultWords::tr("matching texts come first for %1, before all of %2 different ones; %3 of 100 are among the first five.")
                         .arg(examples, QLocale().toString(static_cast<qlonglong>(summary.candidates)), share("recall_at_5"));
    words.detail = ResultWords::tr("Mean reciprocal rank %1, between %2 and %3 at 95% confidence: 1 divided by the place of the right text, on average.")
                       .arg(figure(summary.main.value), figure(summary.main.lower), figure(summary.main.upper));
    words.doubt = splitDoubt(summary.split);
    if (!summary.baseline)
        return words;
    words.baseline = ResultWords::tr("A search by words alone puts the right one first for %1 of 100, and gets a mean reciprocal rank of %2.")
                         .arg(shareIn(summary.baseline->figures, "recall_at_1"), figure(summary.baseline->value));
    if (!summary.baseline->clearlyBeaten)
        words.doubt = summary.main.value > summary.baseline->value
            ? ResultWords::tr("No clear difference from a search by words: with %1 it may be chance.").arg(examples)
            : ResultWords::tr("It does no better than a search by words.");
    return words;
}

} // namespace

QString counted(ExampleNoun noun, std::int64_t count)
{
    const int n = static_cast<int>(std::min<std::int64_t>(count, 2'000'000'000));
    if (noun == ExampleNoun::Text)
        return ResultWords::tr("%Ln text(s)", nullptr, n);
    return noun == ExampleNoun::Picture ? ResultWords::tr("%Ln picture(s)", nullptr, n) : ResultWords::tr("%Ln row(s)", nullptr, n);
}

QString ofHundred(double share)
{
    const double hundred = share * 100.0;
    const bool roundsAway = (std::lround(hundred) == 100 && share < 1.0) || (std::lround(hundred) == 0 && share > 0.0);
    if (!roundsAway)
        return wholePercent(share);
    return QLocale().toString(std::clamp(hundred, 0.1, 99.9), 'f', 1);
}

Headline headline(const EvaluationSummary& summary, ExampleNoun noun, const client::Sentences& sentences)
{
    const auto examples = counted(noun, summary.count);
    if (summary.marks)
        return markHeadline(summary, examples);
    if (summary.form == AnswerForm::Ranking)
        return placeHeadline(summary, examples);
    return summary.form == AnswerForm::Number ? numberHeadline(summary, examples, sentences) : classHeadline(summary, examples);
}

QString surenessSentence(const CoveragePoint& point, std::int64_t count)
{
    if (point.threshold <= 0.0)
        return ResultWords::tr("Answers everything, however unsure it is.");
    const auto percent = wholePercent(point.threshold);
    if (point.answered == 0 || count == 0)
        return ResultWords::tr("Answer only when at least %1% sure: it never is, so everything goes to a person.").arg(percent);
    const double share = static_cast<double>(point.answered) / static_cast<double>(count);
    const double right = static_cast<double>(point.right) / static_cast<double>(point.answered);
    if (point.answered == count)
        return ResultWords::tr("Answer only when at least %1% sure: it always is, and %2% of the answers are right.").arg(percent, ofHundred(right));
    return ResultWords::tr("Answer only when at least %1% sure: answers %2 of 100, %3% of those right; the rest go to a person.")
        .arg(percent, ofHundred(share), ofHundred(right));
}

} // namespace fettle::ui
