// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <map>

#include "tests/ui/pages/results/evaluated_project.h"

namespace fettle::test {
namespace {

void addClasses(EvaluationSummary& summary, const FakeEvaluation& evaluation)
{
    summary.classes = evaluation.classes;
    std::map<std::pair<int, int>, std::int64_t> cells;
    summary.classFigures.resize(evaluation.classes.size());
    for (std::size_t c = 0; c < evaluation.classes.size(); ++c)
        summary.classFigures[c].name = evaluation.classes[c];
    for (const auto& example : evaluation.examples) {
        ++cells[{example.target, example.predicted}];
        auto& answered = summary.classFigures[static_cast<std::size_t>(example.predicted)];
        ++answered.predicted;
        if (example.target < 0)
            continue;
        auto& figures = summary.classFigures[static_cast<std::size_t>(example.target)];
        ++figures.support;
        figures.right += example.target == example.predicted ? 1 : 0;
    }
    for (const auto& [cell, count] : cells)
        summary.cells.push_back({cell.first, cell.second, count});
    for (auto& figures : summary.classFigures) {
        const auto share = [](std::int64_t part, std::int64_t whole) {
            return whole > 0 ? static_cast<double>(part) / static_cast<double>(whole) : 0.0;
        };
        figures.precision = share(figures.right, figures.predicted);
        figures.recall = share(figures.right, figures.support);
        figures.f1 = share(2 * figures.right, figures.predicted + figures.support);
    }
}

void addCurves(EvaluationSummary& summary)
{
    const std::size_t curves = summary.classes.size() == 2 ? 1 : std::min<std::size_t>(8, summary.classes.size());
    for (std::size_t c = 0; c < curves; ++c) {
        EvaluationCurve roc;
        EvaluationCurve precision;
        roc.classIndex = precision.classIndex = static_cast<std::int64_t>(summary.classes.size() == 2 ? 1 : c);
        const double power = 0.1 + 0.04 * static_cast<double>(c);
        for (int i = 0; i <= 40; ++i) {
            const double x = i / 40.0;
            roc.x.push_back(x);
            roc.y.push_back(std::pow(x, power));
            precision.x.push_back(x);
            precision.y.push_back(1.0 - 0.5 * std::pow(x, 6.0 - 0.4 * static_cast<double>(c)));
        }
        roc.area = 1.0 / (1.0 + power);
        precision.area = 0.95 - 0.02 * static_cast<double>(c);
        summary.roc.push_back(roc);
        summary.precisionRecall.push_back(precision);
    }
    summary.calibrationError = 0.043;
}

void addNumbers(EvaluationSummary& summary, const FakeEvaluation& evaluation)
{
    double off = 0.0;
    std::vector<double> errors;
    summary.residualCounts.assign(31, 0);
    for (int i = 0; i <= 31; ++i)
        summary.residualEdges.push_back(-60.0 + 120.0 * i / 31.0);
    for (const auto& example : evaluation.examples) {
        const double residual = example.answer - example.truth;
        off += std::abs(residual);
        errors.push_back(std::abs(residual));
        summary.points.ids.push_back(example.id);
        summary.points.target.push_back(example.truth);
        summary.points.predicted.push_back(example.answer);
        ++summary.residualCounts[static_cast<std::size_t>(std::clamp((residual + 60.0) / 120.0 * 31.0, 0.0, 30.0))];
    }
    std::ranges::sort(errors);
    for (const double share : {0.5, 0.75, 0.9, 0.95, 0.99, 1.0})
        summary.errorQuantiles.push_back({share, errors[static_cast<std::size_t>(share * static_cast<double>(errors.size() - 1))]});
    const double mean = off / static_cast<double>(errors.size());
    summary.main = {"mae", mean, mean * 0.87, mean * 1.13, "t"};
    summary.figures = {{"mae", mean}, {"rmse", mean * 1.3}, {"bias", 0.42}, {"r2", 0.871}};
}

} // namespace

EvaluationSummary FakeEvaluation::summary(double threshold, bool clearlyBeaten) const
{
    EvaluationSummary summary;
    summary.split = split;
    summary.count = static_cast<std::int64_t>(examples.size());
    if (classes.empty()) {
        summary.form = AnswerForm::Number;
        addNumbers(summary, *this);
        summary.baseline = EvaluationBaseline{"", 214.6, summary.main.value * (clearlyBeaten ? 3.0 : 1.05), clearlyBeaten, {}};
        return summary;
    }
    addClasses(summary, *this);
    addCurves(summary);
    std::int64_t right = 0;
    for (const auto& example : examples)
        right += example.target == example.predicted ? 1 : 0;
    const double share = static_cast<double>(right) / static_cast<double>(examples.size());
    summary.main = {"accuracy", share, std::max(0.0, share - 0.06), std::min(1.0, share + 0.04), "wilson"};
    const auto& largest = *std::ranges::max_element(summary.classFigures, {}, &ClassFigures::support);
    const double always = static_cast<double>(largest.support) / static_cast<double>(examples.size());
    summary.baseline = EvaluationBaseline{largest.name, 0.0, clearlyBeaten ? always : share - 0.02, clearlyBeaten, {}};
    for (int percent = 0; percent <= 100; ++percent) {
        CoveragePoint point{percent / 100.0, 0, 0};
        for (const auto& example : examples)
            if (example.score >= point.threshold) {
                ++point.answered;
                point.right += example.target == example.predicted ? 1 : 0;
            }
        summary.coverage.push_back(point);
        if (threshold > 0.0 && percent == static_cast<int>(std::lround(threshold * 100.0)))
            summary.atThreshold = point;
    }
    for (int bin = 0; bin < 10; ++bin) {
        CalibrationBin calibration{bin / 10.0, (bin + 1) / 10.0, 0, 0, 0.0};
        for (const auto& example : examples)
            if (example.score >= calibration.lower && (example.score < calibration.upper || bin == 9)) {
                ++calibration.count;
                calibration.right += example.target == example.predicted ? 1 : 0;
                calibration.meanScore += example.score;
            }
        if (calibration.count > 0)
            calibration.meanScore /= static_cast<double>(calibration.count);
        summary.calibration.push_back(calibration);
    }
    return summary;
}

EvaluationPage FakeEvaluation::page(const EvaluationRowsRequest& request, const DatasetManifest& manifest,
                                    const PicturePack* pictures) const
{
    std::vector<Example> chosen;
    const auto nameOf = [&](int index) { return index < 0 ? std::string() : classes[static_cast<std::size_t>(index)]; };
    for (const auto& example : examples)
        if ((!request.target || nameOf(example.target) == *request.target) &&
            (!request.predicted || nameOf(example.predicted) == *request.predicted))
            chosen.push_back(example);
    const auto key = [&](const Example& example) {
        const double distance = classes.empty() ? std::abs(example.answer - example.truth)
            : example.target == example.predicted ? 1.0 - example.score
                                                  : 1.0 + example.score;
        return request.order == EvaluationOrder::Best ? distance
            : request.order == EvaluationOrder::Random ? static_cast<double>((example.id * 7919 + request.seed * 104'729) % 1009)
                                                       : -distance;
    };
    std::ranges::stable_sort(chosen, {}, key);
    EvaluationPage page;
    page.first = request.first;
    page.total = static_cast<std::int64_t>(chosen.size());
    for (const auto& field : manifest.fields)
        page.fields.push_back(field.name);
    for (auto i = request.first; i < std::min(page.total, request.first + request.count); ++i) {
        const auto& example = chosen[static_cast<std::size_t>(i)];
        EvaluationRow row;
        row.id = example.id;
        if (classes.empty()) {
            row.target = example.truth;
            row.predicted = example.answer;
        } else {
            row.target = example.target < 0 ? Value() : Value(nameOf(example.target));
            row.predicted = nameOf(example.predicted);
            row.score = example.score;
            row.scores[nameOf(example.predicted)] = example.score;
        }
        for (const auto& field : manifest.fields) {
            if (field.kind == FieldKind::Image)
                row.values.push_back(pictures ? pictures->place(example.id % 60) : Value());
            else if (field.role == FieldRole::Target)
                row.values.push_back(row.target);
            else if (field.kind == FieldKind::Number)
                row.values.push_back(20.0 + static_cast<double>((example.id * 37) % 400) / 10.0);
            else if (!field.classes.empty())
                row.values.emplace_back(field.classes[static_cast<std::size_t>(example.id) % field.classes.size()]);
            else if (manifest.name == "messages")
                row.values.emplace_back(messageText(example.id));
            else
                row.values.emplace_back("Braund, Mr. Owen Harris " + std::to_string(example.id));
        }
        page.rows.push_back(std::move(row));
    }
    return page;
}

} // namespace fettle::test
