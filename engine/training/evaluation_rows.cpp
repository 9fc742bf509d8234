// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/evaluation_rows.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>

#include "engine/training/mark_figures.h"

namespace fettle::training {
namespace {

constexpr std::size_t kShownScores = 5;

/// SplitMix64: neighbouring numbers give unrelated ones.
std::uint64_t mixed(std::uint64_t x)
{
    x += 0x9e3779b97f4a7c15ULL;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
    return x ^ (x >> 31);
}

/// How far from right: 0 is perfect.
double distanceOf(const EvaluationView& view, std::size_t i)
{
    if (view.hasMarks())
        return static_cast<double>(markErrors(view, i));
    if (view.hasPlaces()) // a row without a match is nothing to look at
        return static_cast<double>(std::max<std::int64_t>(view.predicted[i], 1) - 1);
    const double distance = view.hasClasses() ? 1.0 - view.scoreOf(i, view.targets[i]) : std::abs(view.residual(i));
    return std::isnan(distance) ? std::numeric_limits<double>::infinity() : distance;
}

/// What is no number compares as the least: an order needs one.
double ordered(double value) { return std::isnan(value) ? -std::numeric_limits<double>::infinity() : value; }

/// The smallest key comes first.
double keyOf(const EvaluationView& view, std::size_t i, const EvaluationRowsRequest& request)
{
    switch (request.order) {
    case EvaluationOrder::Best:
        return distanceOf(view, i);
    case EvaluationOrder::Worst:
        return -distanceOf(view, i);
    case EvaluationOrder::ConfidentWrong:
        if (view.form == AnswerForm::Spans)
            return -ordered(view.scores[i]);
        if (view.hasPlaces())
            return -ordered(view.scores[i]);
        return view.hasClasses() ? -ordered(view.answerScore(i)) : -distanceOf(view, i);
    case EvaluationOrder::Random:
        break;
    }
    const auto number = mixed(mixed(static_cast<std::uint64_t>(request.seed)) ^ static_cast<std::uint64_t>(view.ids[i]));
    return static_cast<double>(number >> 11);
}

/// Index of a class by its name; −1 for "", nothing where there is no such class.
std::optional<std::int64_t> classIndex(const EvaluationView& view, const std::string& name)
{
    const auto found = std::ranges::find(view.classes, name);
    if (found != view.classes.end())
        return found - view.classes.begin();
    return name.empty() ? std::optional<std::int64_t>(-1) : std::nullopt;
}

/// Every index below 0 is a class that the model does not know.
bool isClass(std::int64_t index, std::int64_t wanted) { return wanted < 0 ? index < 0 : index == wanted; }

Value nameOf(const EvaluationView& view, std::int64_t index)
{
    return index < 0 ? Value() : Value(view.classes[static_cast<std::size_t>(index)]);
}

EvaluationRow makeRow(const EvaluationView& view, std::size_t i)
{
    EvaluationRow row;
    row.id = view.ids[i];
    if (!view.losses.empty() && std::isfinite(view.losses[i]))
        row.loss = view.losses[i];
    if (view.hasMarks()) {
        auto judged = judgeRow(view, i);
        row.targetMarks = std::move(judged.targets);
        row.predictedMarks = std::move(judged.predicted);
        if (view.form == AnswerForm::Spans)
            row.score = view.scores[i];
        return row;
    }
    if (view.hasPlaces()) {
        if (view.predicted[i] > 0)
            row.predicted = view.predicted[i];
        row.score = std::isfinite(view.scores[i]) ? view.scores[i] : 0.0;
        return row;
    }
    if (!view.hasClasses()) {
        row.target = std::isfinite(view.numbers[i]) ? Value(view.numbers[i]) : Value();
        row.predicted = std::isfinite(view.scores[i]) ? Value(view.scores[i]) : Value();
        return row;
    }
    row.target = nameOf(view, view.targets[i]);
    row.predicted = nameOf(view, view.predicted[i]);
    row.score = view.answerScore(i);
    std::vector<std::int64_t> order(view.classes.size());
    std::iota(order.begin(), order.end(), 0);
    const auto shown = std::min(kShownScores, order.size());
    const auto likelier = [&](std::int64_t a, std::int64_t b) {
        const double of = ordered(view.scoreOf(i, a));
        const double than = ordered(view.scoreOf(i, b));
        return of > than || (of == than && a < b);
    };
    std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(shown), order.end(), likelier);
    for (std::size_t k = 0; k < shown; ++k)
        row.scores[view.classes[static_cast<std::size_t>(order[k])]] = view.scoreOf(i, order[k]);
    return row;
}

} // namespace

SelectedRows selectRows(const EvaluationView& view, const EvaluationRowsRequest& request)
{
    const auto target = request.target ? classIndex(view, *request.target) : std::nullopt;
    const auto predicted = request.predicted ? classIndex(view, *request.predicted) : std::nullopt;
    struct Keyed {
        double key;
        std::size_t position;
        bool operator<(const Keyed& other) const
        {
            return key < other.key || (key == other.key && position < other.position);
        }
    };
    std::vector<Keyed> rows;
    for (std::size_t i = 0; i < view.size(); ++i) {
        if (view.hasMarks()) {
            // Of a label that the model does not know, nothing is left; a row whose labels nobody knows is neither right
            // nor wrong.
            if (!view.marksAreKnown(i) || (request.target && !target) || (request.predicted && !predicted) ||
                !hasMarkPair(view, i, target, predicted) ||
                (request.order == EvaluationOrder::ConfidentWrong && markErrors(view, i) == 0))
                continue;
        } else if (view.hasPlaces()) {
            if (request.order == EvaluationOrder::ConfidentWrong && view.predicted[i] <= 1)
                continue;
        } else if (view.hasClasses()) {
            if ((request.target && !(target && isClass(view.targets[i], *target))) ||
                (request.predicted && !(predicted && isClass(view.predicted[i], *predicted))) ||
                (request.order == EvaluationOrder::ConfidentWrong && view.isRight(i)))
                continue;
        }
        rows.push_back({keyOf(view, i, request), i});
    }
    SelectedRows selected;
    selected.total = static_cast<std::int64_t>(rows.size());
    const auto first = std::clamp<std::int64_t>(request.first, 0, selected.total);
    const auto count = std::clamp<std::int64_t>(request.count, 0, std::min(EvaluationRowsRequest::kMostRows, selected.total - first));
    std::partial_sort(rows.begin(), rows.begin() + (first + count), rows.end());
    for (std::int64_t k = first; k < first + count; ++k)
        selected.positions.push_back(rows[static_cast<std::size_t>(k)].position);
    return selected;
}

Result<EvaluationPage> evaluationPage(const EvaluationView& view, const EvaluationRowsRequest& request,
                                      const data::Dataset* dataset)
{
    for (const auto* name : {&request.target, &request.predicted})
        if (*name && (view.hasClasses() || view.hasMarks()) && !classIndex(view, **name))
            return makeError("training.unknown_class", {{"class", **name}});
    const auto selected = selectRows(view, request);
    EvaluationPage page;
    page.first = std::clamp<std::int64_t>(request.first, 0, selected.total);
    page.total = selected.total;
    for (const auto position : selected.positions) {
        auto row = makeRow(view, position);
        // A row that the version does not have: the dataset is another one than the run saw.
        if (dataset && row.id >= 0 && row.id < dataset->rowCount()) {
            FETTLE_TRY_ASSIGN(auto values, dataset->page(row.id, 1));
            page.fields = std::move(values.fields);
            row.values = std::move(values.rows.front());
        }
        page.rows.push_back(std::move(row));
    }
    return page;
}

} // namespace fettle::training
