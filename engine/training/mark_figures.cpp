// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/mark_figures.h"

#include <algorithm>
#include <functional>
#include <map>
#include <tuple>

#include "engine/training/intervals.h"

namespace fettle::training {
namespace {

constexpr double kSignificance = 0.05;
constexpr int kDraws = 400;

double markShare(double part, double whole) { return whole > 0.0 ? part / whole : 0.0; }

struct RowCounts {
    std::int64_t right = 0;
    std::int64_t targets = 0;
    std::int64_t predicted = 0;
};

double microF1(const RowCounts& counts)
{
    return markShare(2.0 * static_cast<double>(counts.right), static_cast<double>(counts.targets + counts.predicted));
}

RowCounts countRow(const std::vector<RowMark>& targets, const std::vector<RowMark>& predicted)
{
    const auto match = matchMarks(targets, predicted);
    return {std::ranges::count(match.targets, MarkOutcome::Right), static_cast<std::int64_t>(targets.size()),
            static_cast<std::int64_t>(predicted.size())};
}

RowCounts sumOf(const std::vector<RowCounts>& rows)
{
    RowCounts sum;
    for (const auto& row : rows) {
        sum.right += row.right;
        sum.targets += row.targets;
        sum.predicted += row.predicted;
    }
    return sum;
}

/// The range in which the middle 95 of 100 figures lie, each of as many examples drawn with repetition. The draws are a
/// pure function of the examples' number, so that the same evaluation always says the same.
std::pair<double, double> drawnInterval(const std::vector<RowCounts>& rows)
{
    std::vector<double> figures;
    std::uint64_t state = 0x9e3779b97f4a7c15ULL;
    for (int draw = 0; draw < kDraws; ++draw) {
        RowCounts sum;
        for (std::size_t k = 0; k < rows.size(); ++k) {
            state = state * 6364136223846793005ULL + 1442695040888963407ULL;
            const auto& row = rows[static_cast<std::size_t>((state >> 33) % rows.size())];
            sum.right += row.right;
            sum.targets += row.targets;
            sum.predicted += row.predicted;
        }
        figures.push_back(microF1(sum));
    }
    std::ranges::sort(figures);
    const auto at = [&](double share) { return figures[static_cast<std::size_t>(share * (kDraws - 1))]; };
    return {at(0.025), at(0.975)};
}

std::vector<JudgedMark> judged(const std::vector<RowMark>& marks, const std::vector<MarkOutcome>& outcomes,
                               const EvaluationView& view, const std::function<double(std::size_t)>& scoreOf)
{
    std::vector<JudgedMark> list;
    for (std::size_t k = 0; k < marks.size(); ++k)
        list.push_back({marks[k].label < 0 ? std::string() : view.classes[static_cast<std::size_t>(marks[k].label)],
                        marks[k].start, marks[k].end, scoreOf(k), outcomes[k]});
    std::ranges::stable_sort(list, [](const JudgedMark& a, const JudgedMark& b) {
        return std::pair(a.start, a.end) < std::pair(b.start, b.end);
    });
    return list;
}

void finishFigures(EvaluationSummary& summary, const std::vector<RowCounts>& rows)
{
    const auto total = sumOf(rows);
    const auto right = static_cast<double>(total.right);
    summary.figures["precision"] = markShare(right, static_cast<double>(total.predicted));
    summary.figures["recall"] = markShare(right, static_cast<double>(total.targets));
    double macro = 0.0;
    double occurring = 0.0;
    for (auto& figure : summary.classFigures) {
        const auto hits = static_cast<double>(figure.right);
        figure.precision = markShare(hits, static_cast<double>(figure.predicted));
        figure.recall = markShare(hits, static_cast<double>(figure.support));
        figure.f1 = markShare(2.0 * hits, static_cast<double>(figure.predicted + figure.support));
        macro += figure.f1;
        occurring += figure.support > 0 || figure.predicted > 0 ? 1.0 : 0.0;
    }
    summary.figures["f1_macro"] = markShare(macro, occurring);
    summary.main.metric = summary.form == AnswerForm::Spans ? "entity_f1" : "label_f1";
    summary.main.value = microF1(total);
    summary.main.method = "bootstrap";
    std::tie(summary.main.lower, summary.main.upper) =
        rows.empty() ? std::pair(0.0, 0.0) : drawnInterval(rows);
}

/// Example by example: on which of the two fewer marks are wrong.
void compareWithMarks(EvaluationSummary& summary, const EvaluationView& view, const std::vector<RowCounts>& rows)
{
    if (view.baselineMarks.offsets.empty())
        return;
    std::vector<RowCounts> others;
    std::int64_t wins = 0;
    std::int64_t losses = 0;
    const auto wrong = [](const RowCounts& row) { return row.targets + row.predicted - 2 * row.right; };
    for (std::size_t i = 0; i < view.size(); ++i) {
        if (!view.marksAreKnown(i))
            continue;
        const auto& own = rows[others.size()];
        others.push_back(countRow(view.targetMarks.row(i), view.baselineMarks.row(i)));
        wins += wrong(own) < wrong(others.back()) ? 1 : 0;
        losses += wrong(own) > wrong(others.back()) ? 1 : 0;
    }
    EvaluationBaseline baseline;
    baseline.value = microF1(sumOf(others));
    baseline.clearlyBeaten = wins > losses && signTest(wins, losses) < kSignificance && summary.main.value > baseline.value;
    summary.baseline = baseline;
}

} // namespace

std::vector<Mark> namedMarks(std::span<const RowMark> marks, const std::vector<std::string>& classes)
{
    std::vector<Mark> named;
    for (const auto& mark : marks)
        if (mark.label >= 0 && mark.label < static_cast<std::int32_t>(classes.size()))
            named.push_back({classes[static_cast<std::size_t>(mark.label)], mark.start, mark.end});
    return named;
}

JudgedRow judgeRow(const EvaluationView& view, std::size_t i)
{
    const auto targets = view.targetMarks.row(i);
    const auto predicted = view.predictedMarks.row(i);
    const auto match = matchMarks(targets, predicted);
    return {judged(targets, match.targets, view, [](std::size_t) { return 0.0; }),
            judged(predicted, match.predicted, view, [&](std::size_t k) { return view.predictedMarks.scoreOf(i, k); })};
}

std::int64_t markErrors(const EvaluationView& view, std::size_t i)
{
    const auto match = matchMarks(view.targetMarks.row(i), view.predictedMarks.row(i));
    const auto wrong = static_cast<std::int64_t>(match.targets.size()) - std::ranges::count(match.targets, MarkOutcome::Right);
    return wrong + std::ranges::count(match.predicted, MarkOutcome::Spurious);
}

bool hasMarkPair(const EvaluationView& view, std::size_t i, std::optional<std::int64_t> target,
                 std::optional<std::int64_t> predicted)
{
    const auto targets = view.targetMarks.row(i);
    const auto answers = view.predictedMarks.row(i);
    const auto match = matchMarks(targets, answers);
    const auto fits = [](const std::optional<std::int64_t>& wanted, std::int64_t label) { return !wanted || *wanted == label; };
    if (!target && !predicted)
        return true;
    for (std::size_t t = 0; t < targets.size(); ++t) {
        const auto partner = match.partners[t];
        const auto answer = partner < 0 ? -1 : std::int64_t{answers[static_cast<std::size_t>(partner)].label};
        if (fits(target, targets[t].label) && fits(predicted, answer))
            return true;
    }
    for (std::size_t p = 0; p < answers.size(); ++p)
        if (match.predicted[p] == MarkOutcome::Spurious && fits(target, -1) && fits(predicted, answers[p].label))
            return true;
    return false;
}

void summarizeMarks(EvaluationSummary& summary, const EvaluationView& view)
{
    summary.form = view.form;
    summary.classes = view.classes;
    summary.marks.emplace();
    auto& counts = *summary.marks;
    auto& classes = summary.classFigures;
    for (const auto& name : view.classes)
        classes.push_back({name});
    std::map<std::pair<std::int64_t, std::int64_t>, std::int64_t> cells;
    std::vector<RowCounts> rows;
    for (std::size_t i = 0; i < view.size(); ++i) {
        if (!view.marksAreKnown(i))
            continue;
        const auto targets = view.targetMarks.row(i);
        const auto predicted = view.predictedMarks.row(i);
        const auto match = matchMarks(targets, predicted);
        rows.push_back(countRow(targets, predicted));
        counts.right += rows.back().right;
        counts.wrongLabel += std::ranges::count(match.targets, MarkOutcome::WrongLabel);
        counts.wrongBorder += std::ranges::count(match.targets, MarkOutcome::WrongBorder);
        counts.missed += std::ranges::count(match.targets, MarkOutcome::Missed);
        counts.spurious += std::ranges::count(match.predicted, MarkOutcome::Spurious);
        for (std::size_t t = 0; t < targets.size(); ++t) {
            const auto label = std::int64_t{targets[t].label};
            const auto partner = match.partners[t];
            ++cells[{label, partner < 0 ? -1 : std::int64_t{predicted[static_cast<std::size_t>(partner)].label}}];
            if (label < 0)
                continue;
            ++classes[static_cast<std::size_t>(label)].support;
            classes[static_cast<std::size_t>(label)].right += match.targets[t] == MarkOutcome::Right ? 1 : 0;
        }
        for (std::size_t p = 0; p < predicted.size(); ++p) {
            if (predicted[p].label >= 0)
                ++classes[static_cast<std::size_t>(predicted[p].label)].predicted;
            if (match.predicted[p] == MarkOutcome::Spurious)
                ++cells[{-1, predicted[p].label}];
        }
    }
    for (const auto& [place, count] : cells)
        summary.cells.push_back({place.first, place.second, count});
    finishFigures(summary, rows);
    compareWithMarks(summary, view, rows);
}

} // namespace fettle::training
