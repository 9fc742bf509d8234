// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/train.h"

#include <algorithm>
#include <new>

#include <c10/util/Exception.h>
#include <torch/torch.h>

#include "engine/component_api/layer.h"
#include "engine/documents/recipe_document.h"
#include "engine/platform/files.h"
#include "engine/platform/hash.h"
#include "engine/platform/machine.h"
#include "engine/training/label_thresholds.h"
#include "engine/training/memory_pool.h"
#include "engine/training/publish.h"
#include "engine/training/session.h"
#include "engine/training/text_comparison.h"
#include "engine/training/training_loop.h"

namespace fettle::training {
namespace {

/// The resolved recipe beside the run's other files: what was clicked together, as text to read and to run again.
Result<void> writeResolvedRecipe(Session& session)
{
    const auto folder = platform::fromUtf8(session.request.runFolder);
    FETTLE_TRY(platform::makeFolders(folder));
    const auto text = documents::writeRecipe(session.experiment.recipe, documents::Defaults::Write);
    FETTLE_TRY(platform::writeFileAtomically(folder / "recipe.resolved.yaml", text));
    ArtifactInfo info;
    info.run = session.request.run;
    info.kind = "recipe";
    info.path = "recipe.resolved.yaml";
    info.sha256 = platform::sha256Hex(text);
    info.sizeBytes = static_cast<std::int64_t>(text.size());
    session.observer.artifact(info);
    return {};
}

std::int64_t parameterCount(model::Network& network)
{
    std::int64_t count = 0;
    for (const auto& parameter : network.parameters())
        count += parameter.tensor.numel();
    return count;
}

TrainResult summarize(Session& session, std::int64_t weightsStep, double totalSeconds)
{
    const auto& state = session.state;
    TrainResult result;
    result.run = session.request.run;
    result.reason = state.endReason;
    result.primaryMetric = session.primaryMetric;
    result.steps = state.step;
    result.epochs = session.epochsDone();
    result.bestStep = weightsStep;
    result.parameterCount = parameterCount(session.mainNetwork());
    result.threads = session.threads.total;
    result.device = session.experiment.recipe.training.device;
    result.precision = std::string(toText(session.pass.precision));
    const double steps = state.trainSeconds - state.evaluateSeconds - state.checkpointSeconds;
    result.seconds = session.seconds;
    result.seconds["train"] = steps;
    result.seconds["evaluate"] += state.evaluateSeconds;
    result.seconds["checkpoint"] = state.checkpointSeconds;
    result.seconds["total"] = totalSeconds;
    result.examplesPerSecond = steps > 0.0 ? static_cast<double>(state.examples) / steps : 0.0;
    result.peakMemoryBytes = static_cast<std::int64_t>(platform::ownMemory().peakResidentBytes);
    result.notes = state.notes;
    return result;
}

/// Between two pieces of the finish: everything needed to begin it again is in the last checkpoint.
std::optional<JobState> askedToStop(const Session& session)
{
    const auto stop = session.stopRequested();
    if (!stop || *stop == StopMode::Save)
        return std::nullopt;
    return *stop == StopMode::Pause ? JobState::Paused : JobState::Stopped;
}

/// What words alone reach, told beside the figures. Takes about as long as the training took, and never more than a minute;
/// where somebody has stopped the training to have the model, only some seconds.
void compareWithWords(Session& session, const SplitMetrics& metrics, double trainingSeconds)
{
    constexpr double kLeastSeconds = 10.0;
    constexpr double kMostSeconds = 60.0;
    const bool wasStopped = session.stopRequested().has_value();
    TextComparison comparison;
    comparison.seconds = wasStopped ? kLeastSeconds : std::clamp(trainingSeconds, kLeastSeconds, kMostSeconds);
    // Stop and save ends it where it was asked for since.
    comparison.cancelled = [&session, wasStopped] {
        const auto stop = session.stopRequested();
        return stop && !(wasStopped && *stop == StopMode::Save);
    };
    comparison.progress = [&session](double share) {
        session.reportProgress("evaluating", 2.0 + share, 3.0, -1.0, {{"compared_with", "words"}});
    };
    if (const auto compared = compareWithTextBaseline(session.experiment, metrics, session.registry, comparison))
        session.note(*compared);
}

/// After the loop: settle the weights, evaluate every part, publish and try what was published.
Result<TrainOutcome> finish(Session& session, const Stopwatch& watch)
{
    const auto weightsStep = session.settleWeights();
    releaseCachedMemory(); // a step's activations are not needed again, and saving holds the model twice
    TrainOutcome outcome;
    FETTLE_TRY(chooseLabelThresholds(session));
    SplitMetrics metrics;
    SplitMetrics baseline;
    SplitEvaluation last;
    const Stopwatch evaluating;
    auto options = session.evaluateOptions();
    options.cancelled = [&session] { return askedToStop(session).has_value(); };
    for (const auto split : {Split::Train, Split::Validation, Split::Test}) {
        const auto& rows = session.experiment.dataset->rows(split);
        if (rows.empty())
            continue;
        const std::string name(toText(split));
        session.reportProgress("evaluating", static_cast<double>(split), 3.0, -1.0, {{"split", name}});
        // Without augmentation, so the training part is encoded anew; rows without a target say nothing.
        const auto part = session.experiment.encodeForEvaluation(split == Split::Train ? session.experiment.train->rows() : rows);
        auto evaluation = evaluateSplit(session.mainNetwork(), *part, *session.experiment.task, session.classesOfTarget(),
                                        &session.objectives.front()->losses(), session.registry, options);
        if (evaluation.cancelled) {
            outcome.state = askedToStop(session).value_or(JobState::Paused);
            return outcome;
        }
        FETTLE_TRY(writeSplitArtifacts(evaluation, name, session.request.run, session.request.runFolder, session.observer));
        metrics[name] = evaluation.metrics;
        baseline[name] = evaluation.baseline;
        last = std::move(evaluation);
    }
    compareWithWords(session, metrics, std::max(watch.seconds(), session.state.trainSeconds));
    if (const auto asked = askedToStop(session)) {
        outcome.state = *asked;
        return outcome;
    }
    session.seconds["evaluate"] = evaluating.seconds();
    const Stopwatch saving;
    session.reportProgress("saving", 0.0, 1.0, -1.0, {});
    if (!session.request.modelFolder.empty())
        FETTLE_TRY(publishModel(session, metrics, last));
    session.seconds["publish"] = saving.seconds();
    session.log.flush();
    outcome.result = summarize(session, weightsStep, watch.seconds());
    outcome.result.modelFolder = session.request.modelFolder;
    outcome.result.metrics = std::move(metrics);
    outcome.result.baseline = std::move(baseline);
    return outcome;
}

Result<TrainOutcome> run(const TrainRequest& request, const Registry& registry, TrainObserver& observer)
{
    const Stopwatch watch;
    auto opened = Session::open(request, registry, observer);
    if (!opened.ok() && opened.error().code == "training.stopped_early") {
        TrainOutcome outcome; // before the first step there is nothing to keep
        outcome.state = observer.stopRequested() == StopMode::Discard ? JobState::Stopped : JobState::Paused;
        return outcome;
    }
    FETTLE_TRY_ASSIGN(const auto session, std::move(opened));
    FETTLE_TRY(writeResolvedRecipe(*session));
    const auto end = runTrainingLoop(*session);
    session->log.flush(); // also of a run that failed: people look at its last points
    if (!end)
        return end.error();
    if (*end == LoopEnd::Finished)
        return finish(*session, watch);
    TrainOutcome outcome;
    outcome.state = *end == LoopEnd::Paused ? JobState::Paused : JobState::Stopped;
    outcome.result = summarize(*session, session->state.step, watch.seconds());
    return outcome;
}

} // namespace

Result<TrainOutcome> train(const TrainRequest& request, const Registry& registry, TrainObserver& observer)
{
    try {
        return run(request, registry, observer);
    } catch (const LayerError& error) {
        return error.error();
    } catch (const c10::OutOfMemoryError& error) {
        return makeError("training.out_of_memory", {{"micro_batch", 1}}, error.what_without_backtrace());
    } catch (const std::bad_alloc& error) {
        return makeError("training.out_of_memory", {{"micro_batch", 1}}, error.what());
    } catch (const c10::Error& error) {
        return makeError("training.failed", {}, error.what_without_backtrace());
    } catch (const std::exception& error) {
        return makeError("training.failed", {}, error.what());
    }
}

} // namespace fettle::training
