// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/evaluation_curves.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace fettle::training {
namespace {

constexpr int kPercents = 100;
/// A corner nearer than this to the last one kept cannot be told from it on a screen.
constexpr double kVisible = 1.0 / 200.0;

struct Scored {
    double score;
    bool positive;
};

/// Examples with a score, the surest first.
std::vector<Scored> byScore(const EvaluationView& view, std::int64_t classIndex)
{
    std::vector<Scored> scored;
    scored.reserve(view.size());
    for (std::size_t i = 0; i < view.size(); ++i)
        if (const double score = view.scoreOf(i, classIndex); !std::isnan(score))
            scored.push_back({score, view.targets[i] == classIndex});
    std::ranges::sort(scored, [](const Scored& a, const Scored& b) { return a.score > b.score; });
    return scored;
}

/// Keeps the first and the last point and those that can be told from the one before.
void keepPoint(EvaluationCurve& curve, double x, double y, bool last)
{
    if (!curve.x.empty() && !last && std::hypot(x - curve.x.back(), y - curve.y.back()) < kVisible)
        return;
    curve.x.push_back(x);
    curve.y.push_back(y);
}

/// The bin of a sureness; thresholds are compared as "at least".
std::size_t percentOf(double score)
{
    // 0.29 × 100 is a little less than 29; the threshold 0.29 is the same double as the score, so it counts.
    auto percent = static_cast<int>(std::floor(std::clamp(score, 0.0, 1.0) * kPercents));
    if (percent < kPercents && score >= static_cast<double>(percent + 1) / kPercents)
        ++percent;
    else if (percent > 0 && score < static_cast<double>(percent) / kPercents)
        --percent;
    return static_cast<std::size_t>(percent);
}

} // namespace

ThresholdCurves thresholdCurves(const EvaluationView& view, std::int64_t classIndex)
{
    ThresholdCurves curves;
    curves.roc.classIndex = curves.precisionRecall.classIndex = classIndex;
    const auto scored = byScore(view, classIndex);
    const auto positives = static_cast<double>(std::ranges::count(scored, true, &Scored::positive));
    const double negatives = static_cast<double>(scored.size()) - positives;
    if (positives == 0.0 || negatives == 0.0) {
        curves.roc.area = curves.precisionRecall.area = std::numeric_limits<double>::quiet_NaN();
        return curves;
    }
    keepPoint(curves.roc, 0.0, 0.0, false);
    keepPoint(curves.precisionRecall, 0.0, 1.0, false);
    double truePositives = 0.0;
    double falsePositives = 0.0;
    double lastTruth = 0.0;
    double lastFalse = 0.0;
    for (std::size_t i = 0; i < scored.size();) {
        // Examples with the same score cannot be told apart by any threshold: they come together.
        const double score = scored[i].score;
        for (; i < scored.size() && scored[i].score == score; ++i)
            (scored[i].positive ? truePositives : falsePositives) += 1.0;
        const double recall = truePositives / positives;
        const double fall = falsePositives / negatives;
        curves.roc.area += (fall - lastFalse) * (recall + lastTruth) / 2.0;
        const double precision = truePositives / (truePositives + falsePositives);
        curves.precisionRecall.area += (recall - lastTruth) * precision;
        const bool last = i == scored.size();
        keepPoint(curves.roc, fall, recall, last);
        keepPoint(curves.precisionRecall, recall, precision, last);
        lastTruth = recall;
        lastFalse = fall;
    }
    return curves;
}

std::vector<std::int64_t> curveClasses(const std::vector<ClassFigures>& figures, std::size_t most)
{
    if (figures.size() == 2)
        return {1};
    std::vector<std::int64_t> order(figures.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = static_cast<std::int64_t>(i);
    std::ranges::stable_sort(order, [&](std::int64_t a, std::int64_t b) {
        return figures[static_cast<std::size_t>(a)].support > figures[static_cast<std::size_t>(b)].support;
    });
    order.resize(std::min(order.size(), most));
    return order;
}

std::vector<CalibrationBin> calibrationBins(const EvaluationView& view)
{
    constexpr int kBins = 10;
    std::vector<CalibrationBin> bins(kBins);
    for (int b = 0; b < kBins; ++b)
        bins[static_cast<std::size_t>(b)] = {static_cast<double>(b) / kBins, static_cast<double>(b + 1) / kBins, 0, 0, 0.0};
    for (std::size_t i = 0; i < view.size(); ++i) {
        const double score = view.answerScore(i);
        if (!std::isfinite(score))
            continue;
        auto& bin = bins[std::min<std::size_t>(percentOf(score) / kBins, kBins - 1)];
        ++bin.count;
        bin.right += view.isRight(i) ? 1 : 0;
        bin.meanScore += score;
    }
    for (auto& bin : bins)
        if (bin.count > 0)
            bin.meanScore /= static_cast<double>(bin.count);
    return bins;
}

double calibrationError(const std::vector<CalibrationBin>& bins)
{
    double sum = 0.0;
    double count = 0.0;
    for (const auto& bin : bins) {
        const double n = static_cast<double>(bin.count);
        sum += std::abs(n * bin.meanScore - static_cast<double>(bin.right));
        count += n;
    }
    return count > 0.0 ? sum / count : 0.0;
}

CoveragePoint coverageAt(const EvaluationView& view, double threshold)
{
    CoveragePoint point{threshold, 0, 0};
    for (std::size_t i = 0; i < view.size(); ++i) {
        if (!(view.answerScore(i) >= threshold))
            continue;
        ++point.answered;
        point.right += view.isRight(i) ? 1 : 0;
    }
    return point;
}

std::vector<CoveragePoint> coverageCurve(const EvaluationView& view)
{
    std::vector<CoveragePoint> points(kPercents + 1);
    for (std::size_t i = 0; i < view.size(); ++i) {
        const double score = view.answerScore(i);
        if (!std::isfinite(score))
            continue;
        auto& point = points[percentOf(score)];
        ++point.answered;
        point.right += view.isRight(i) ? 1 : 0;
    }
    // Whoever is sure enough for a threshold is sure enough for all below.
    for (int percent = kPercents; percent >= 0; --percent) {
        auto& point = points[static_cast<std::size_t>(percent)];
        point.threshold = static_cast<double>(percent) / kPercents;
        if (percent < kPercents) {
            point.answered += points[static_cast<std::size_t>(percent) + 1].answered;
            point.right += points[static_cast<std::size_t>(percent) + 1].right;
        }
    }
    return points;
}

} // namespace fettle::training
