// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/evaluation_summary.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <unordered_map>

#include "engine/training/evaluation_curves.h"
#include "engine/training/intervals.h"
#include "engine/training/mark_figures.h"
#include "engine/training/place_figures.h"
#include "engine/training/publish.h"

namespace fettle::training {
namespace {

constexpr double kSignificance = 0.05;
constexpr std::size_t kMostPoints = 1500;
constexpr std::size_t kResidualBins = 31;

/// `part` of `whole`, 0 where there is no whole.
double share(double part, double whole) { return whole > 0.0 ? part / whole : 0.0; }

std::vector<ClassFigures> classFigures(const EvaluationView& view)
{
    std::vector<ClassFigures> figures(view.classes.size());
    for (std::size_t c = 0; c < figures.size(); ++c)
        figures[c].name = view.classes[c];
    for (std::size_t i = 0; i < view.size(); ++i) {
        if (view.targets[i] >= 0)
            ++figures[static_cast<std::size_t>(view.targets[i])].support;
        if (view.predicted[i] >= 0)
            ++figures[static_cast<std::size_t>(view.predicted[i])].predicted;
        if (view.isRight(i))
            ++figures[static_cast<std::size_t>(view.targets[i])].right;
    }
    for (auto& figure : figures) {
        const auto right = static_cast<double>(figure.right);
        figure.precision = share(right, static_cast<double>(figure.predicted));
        figure.recall = share(right, static_cast<double>(figure.support));
        figure.f1 = share(2.0 * right, static_cast<double>(figure.predicted + figure.support));
    }
    return figures;
}

std::vector<ConfusionCell> confusionCells(const EvaluationView& view)
{
    const auto width = static_cast<std::int64_t>(view.classes.size()) + 1;
    std::unordered_map<std::int64_t, std::int64_t> counts;
    for (std::size_t i = 0; i < view.size(); ++i)
        ++counts[(std::max<std::int64_t>(view.targets[i], -1) + 1) * width + std::max<std::int64_t>(view.predicted[i], -1) + 1];
    std::vector<ConfusionCell> cells;
    for (const auto& [place, count] : counts)
        cells.push_back({place / width - 1, place % width - 1, count});
    std::ranges::sort(cells, [](const ConfusionCell& a, const ConfusionCell& b) {
        return std::pair(a.target, a.predicted) < std::pair(b.target, b.predicted);
    });
    return cells;
}

/// Macro averages over the classes that occur among targets or answers, and what one class alone cannot say.
std::map<std::string, double> macroFigures(const std::vector<ClassFigures>& classes)
{
    double precision = 0.0;
    double recall = 0.0;
    double f1 = 0.0;
    double balanced = 0.0;
    double occurring = 0.0;
    double present = 0.0;
    for (const auto& figure : classes) {
        if (figure.support == 0 && figure.predicted == 0)
            continue;
        occurring += 1.0;
        precision += figure.precision;
        recall += figure.recall;
        f1 += figure.f1;
        if (figure.support > 0) {
            present += 1.0;
            balanced += figure.recall;
        }
    }
    return {{"precision", share(precision, occurring)},
            {"recall", share(recall, occurring)},
            {"f1", share(f1, occurring)},
            {"balanced_accuracy", share(balanced, present)}};
}

void compareWithClass(EvaluationSummary& summary, const EvaluationView& view, std::int64_t answer)
{
    std::int64_t right = 0;
    std::int64_t wins = 0;
    std::int64_t losses = 0;
    for (std::size_t i = 0; i < view.size(); ++i) {
        const bool baselineRight = view.targets[i] == answer;
        right += baselineRight ? 1 : 0;
        wins += view.isRight(i) && !baselineRight ? 1 : 0;
        losses += !view.isRight(i) && baselineRight ? 1 : 0;
    }
    EvaluationBaseline baseline;
    baseline.answer = view.classes[static_cast<std::size_t>(answer)];
    baseline.value = share(static_cast<double>(right), static_cast<double>(view.size()));
    baseline.clearlyBeaten = wins > losses && signTest(wins, losses) < kSignificance;
    summary.baseline = baseline;
}

void summarizeClasses(EvaluationSummary& summary, const EvaluationView& view, const SummaryOptions& options)
{
    summary.classes = view.classes;
    summary.classFigures = classFigures(view);
    summary.cells = confusionCells(view);
    summary.figures = macroFigures(summary.classFigures);
    std::int64_t right = 0;
    for (const auto& figure : summary.classFigures)
        right += figure.right;
    const auto interval = wilsonInterval(right, summary.count);
    summary.main = {"accuracy", share(static_cast<double>(right), static_cast<double>(summary.count)), interval.lower,
                    interval.upper, "wilson"};
    if (options.baselineClass && *options.baselineClass >= 0 &&
        *options.baselineClass < static_cast<std::int64_t>(view.classes.size()))
        compareWithClass(summary, view, *options.baselineClass);
    for (const auto c : curveClasses(summary.classFigures)) {
        auto curves = thresholdCurves(view, c);
        if (curves.roc.x.empty())
            continue;
        summary.roc.push_back(std::move(curves.roc));
        summary.precisionRecall.push_back(std::move(curves.precisionRecall));
    }
    summary.calibration = calibrationBins(view);
    summary.calibrationError = calibrationError(summary.calibration);
    summary.coverage = coverageCurve(view);
    if (options.threshold)
        summary.atThreshold = coverageAt(view, *options.threshold);
}

/// Positions with both numbers, by how far off they are.
std::vector<std::size_t> byError(const EvaluationView& view)
{
    std::vector<std::size_t> positions;
    for (std::size_t i = 0; i < view.size(); ++i)
        if (std::isfinite(view.residual(i)))
            positions.push_back(i);
    std::ranges::stable_sort(positions, {}, [&](std::size_t i) { return std::abs(view.residual(i)); });
    return positions;
}

/// The value below which `wanted` of the sorted errors lie (linear between two, as NumPy's default).
double errorQuantile(const EvaluationView& view, const std::vector<std::size_t>& sorted, double wanted)
{
    const double place = wanted * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const auto above = std::min(below + 1, sorted.size() - 1);
    const double low = std::abs(view.residual(sorted[below]));
    const double high = std::abs(view.residual(sorted[above]));
    return low + (high - low) * (place - static_cast<double>(below));
}

/// All examples, or an even choice of them with every one of the worst hundred.
EvaluationPoints scatterPoints(const EvaluationView& view, const std::vector<std::size_t>& sorted)
{
    std::vector<std::size_t> chosen;
    if (sorted.size() <= kMostPoints) {
        chosen = sorted;
    } else {
        constexpr std::size_t kWorst = 100;
        const std::size_t rest = sorted.size() - kWorst;
        const std::size_t even = kMostPoints - kWorst;
        for (std::size_t k = 0; k < even; ++k)
            chosen.push_back(sorted[k * rest / even]);
        chosen.insert(chosen.end(), sorted.end() - static_cast<std::ptrdiff_t>(kWorst), sorted.end());
    }
    std::ranges::sort(chosen);
    EvaluationPoints points;
    for (const auto i : chosen) {
        points.ids.push_back(view.ids[i]);
        points.target.push_back(view.numbers[i]);
        points.predicted.push_back(view.scores[i]);
    }
    return points;
}

void residualHistogram(EvaluationSummary& summary, const EvaluationView& view, const std::vector<std::size_t>& sorted)
{
    // As wide as 99 of 100 errors; one far off would leave all others in a single bar.
    const double reach = errorQuantile(view, sorted, 0.99);
    if (!(reach > 0.0))
        return;
    const double width = 2.0 * reach / static_cast<double>(kResidualBins);
    for (std::size_t b = 0; b <= kResidualBins; ++b)
        summary.residualEdges.push_back(-reach + static_cast<double>(b) * width);
    summary.residualCounts.assign(kResidualBins, 0);
    for (const auto i : sorted) {
        const double place = std::floor((view.residual(i) + reach) / width);
        const double bin = std::clamp(place, 0.0, static_cast<double>(kResidualBins - 1));
        ++summary.residualCounts[static_cast<std::size_t>(bin)];
    }
}

void compareWithNumber(EvaluationSummary& summary, const EvaluationView& view, double answer)
{
    std::vector<double> gains; // how much nearer the model comes
    double sum = 0.0;
    for (std::size_t i = 0; i < view.size(); ++i) {
        if (!std::isfinite(view.residual(i)))
            continue;
        const double distance = std::abs(answer - view.numbers[i]);
        sum += distance;
        gains.push_back(distance - std::abs(view.residual(i)));
    }
    EvaluationBaseline baseline;
    baseline.number = answer;
    baseline.value = share(sum, static_cast<double>(gains.size()));
    baseline.clearlyBeaten = meanInterval(gains).interval.lower > 0.0;
    summary.baseline = baseline;
}

void summarizeNumbers(EvaluationSummary& summary, const EvaluationView& view, const SummaryOptions& options)
{
    summary.main.metric = "mae";
    summary.main.method = "t";
    const auto sorted = byError(view);
    if (sorted.empty())
        return;
    std::vector<double> errors;
    double squares = 0.0;
    double bias = 0.0;
    double mean = 0.0;
    for (const auto i : sorted) {
        const double residual = view.residual(i);
        errors.push_back(std::abs(residual));
        squares += residual * residual;
        bias += residual;
        mean += view.numbers[i];
    }
    const auto count = static_cast<double>(sorted.size());
    mean /= count;
    double spread = 0.0;
    for (const auto i : sorted)
        spread += (view.numbers[i] - mean) * (view.numbers[i] - mean);
    const auto interval = meanInterval(errors);
    summary.main.value = interval.mean;
    summary.main.lower = std::max(0.0, interval.interval.lower);
    summary.main.upper = interval.interval.upper;
    summary.figures = {{"mae", interval.mean}, {"rmse", std::sqrt(squares / count)}, {"bias", bias / count}};
    if (spread > 0.0)
        summary.figures["r2"] = 1.0 - squares / spread;
    for (const double wanted : {0.5, 0.75, 0.9, 0.95, 0.99, 1.0})
        summary.errorQuantiles.push_back({wanted, errorQuantile(view, sorted, wanted)});
    summary.points = scatterPoints(view, sorted);
    residualHistogram(summary, view, sorted);
    if (options.baselineNumber && std::isfinite(*options.baselineNumber))
        compareWithNumber(summary, view, *options.baselineNumber);
}

} // namespace

std::optional<double> thresholdOf(const ModelManifest& model)
{
    const auto& value = model.taskState.at(kThresholdKey);
    const double threshold = value.asReal();
    return value.isNumber() && threshold > 0.0 && threshold <= 1.0 ? std::optional(threshold) : std::nullopt;
}

SummaryOptions summaryOptions(const ModelManifest& model, const std::string& head)
{
    SummaryOptions options;
    options.threshold = thresholdOf(model);
    const auto& thresholds = model.taskState.at(kTaskStateKey).at("thresholds").asMap();
    if (const auto own = head.empty() ? thresholds.begin() : thresholds.find(head); own != thresholds.end())
        for (const auto& threshold : own->second.asList())
            options.labelThresholds.push_back(threshold.asReal());
    for (const auto& target : model.taskState.at(kTaskStateKey).at("targets").asList()) {
        if (!head.empty() && target.at("head").asText() != head)
            continue;
        if (const auto& counts = target.at("counts").asList(); !counts.empty()) {
            const auto most = std::ranges::max_element(counts, {}, [](const Value& count) { return count.asInteger(); });
            options.baselineClass = most - counts.begin();
        }
        if (target.at("mean").isNumber())
            options.baselineNumber = target.at("mean").asReal();
        break;
    }
    return options;
}

EvaluationSummary summarizeEvaluation(const EvaluationView& view, const SummaryOptions& options)
{
    EvaluationSummary summary;
    summary.count = static_cast<std::int64_t>(view.size());
    summary.form = view.hasClasses() ? AnswerForm::Class : AnswerForm::Number;
    if (view.hasMarks()) {
        summary.count = 0;
        for (std::size_t i = 0; i < view.size(); ++i)
            summary.count += view.marksAreKnown(i) ? 1 : 0;
        summarizeMarks(summary, view);
        if (options.labelThresholds.size() == view.classes.size())
            for (std::size_t i = 0; i < view.classes.size(); ++i)
                summary.figures[kLabelThresholdKey + view.classes[i]] = options.labelThresholds[i];
    } else if (view.hasPlaces()) {
        summarizePlaces(summary, view);
    } else if (view.hasClasses()) {
        summarizeClasses(summary, view, options);
    } else {
        summarizeNumbers(summary, view, options);
    }
    return summary;
}

} // namespace fettle::training
