// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/evaluate.h"

#include "engine/training/predictor.h"
#include "engine/training/session.h"

namespace fettle::training {

Result<TrainResult> evaluate(const EvaluateRequest& request, const Registry& registry, TrainObserver& observer)
{
    const Stopwatch watch;
    FETTLE_TRY_ASSIGN(const auto predictor, Predictor::open(request.modelFolder, registry));
    FETTLE_TRY_ASSIGN(const auto dataset, data::Dataset::open(request.manifestPath));
    std::map<std::string, std::vector<std::string>> classes;
    for (const auto& use : predictor->manifest().targets)
        classes[use.field] = predictor->targetEncoder(use.field)->classes();
    TrainResult result;
    result.run = request.run;
    result.modelFolder = request.modelFolder;
    result.reason = "finished";
    result.precision = predictor->manifest().precision;
    if (const auto metrics = predictor->task().metrics(); !metrics.empty())
        result.primaryMetric = metrics.front();
    for (const auto split : {Split::Train, Split::Validation, Split::Test}) {
        const auto& rows = dataset->rows(split);
        if (rows.empty())
            continue;
        const std::string name(toText(split));
        Progress progress;
        progress.phase = "evaluating";
        progress.done = static_cast<double>(split);
        progress.total = 3.0;
        observer.progress(progress);
        FETTLE_TRY_ASSIGN(const auto part, predictor->encode(*dataset, rows, true));
        const auto evaluation = evaluateSplit(predictor->network(), *part, predictor->task(), classes, nullptr, registry,
                                              predictor->evaluateOptions());
        FETTLE_TRY(writeSplitArtifacts(evaluation, name, request.run, request.runFolder, observer));
        result.metrics[name] = evaluation.metrics;
        result.baseline[name] = evaluation.baseline;
    }
    result.seconds["total"] = watch.seconds();
    return result;
}

} // namespace fettle::training
