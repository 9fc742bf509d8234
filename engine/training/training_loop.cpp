// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/training_loop.h"

#include <algorithm>
#include <new>
#include <utility>

#include <c10/util/Exception.h>
#include <torch/torch.h>

#include "engine/model/random_state.h"
#include "engine/training/gradients.h"
#include "engine/training/hardware_series.h"

namespace fettle::training {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::chrono::milliseconds kProgressInterval{500};

/// Reads a scalar without an operation of torch's: a step has only some tens of microseconds.
double valueOf(const torch::Tensor& scalar)
{
    if (scalar.is_cpu() && scalar.scalar_type() == torch::kFloat32)
        return static_cast<double>(*scalar.const_data_ptr<float>());
    return scalar.item<double>();
}

/// Forward and backward of one batch, in groups of `microBatch` examples whose losses add up to the batch's, whatever
/// that counts: rows, tokens, weights of classes.
/// Gradients and the loss, which is returned, are `times` those of the batch.
double backwardBatch(const ObjectiveRunner& objective, const Batch& batch, std::int64_t microBatch, double times,
                     const PassOptions& pass)
{
    if (microBatch >= batch.size) {
        auto loss = objective.loss(batch.inputs, batch.targets, batch.weights, pass);
        if (times != 1.0)
            loss = loss * times;
        loss.backward();
        return valueOf(loss);
    }
    double sum = 0.0;
    const auto whole = objective.divisors(batch.targets, batch.weights);
    for (std::int64_t first = 0; first < batch.size; first += microBatch) {
        const auto count = std::min(microBatch, batch.size - first);
        const auto weights = batch.weights.defined() ? batch.weights.narrow(0, first, count) : torch::Tensor();
        const auto loss = objective.loss(sliceSignals(batch.inputs, first, count), sliceSignals(batch.targets, first, count),
                                         weights, pass, whole) * times;
        loss.backward();
        sum += valueOf(loss);
    }
    return sum;
}

/// The series of one objective; the first objective's have plain names.
struct ObjectiveSeries {
    std::size_t loss = 0;
    std::size_t learningRate = 0;
    std::size_t gradientNorm = 0;

    ObjectiveSeries(MetricLog& log, const ObjectiveRunner& objective, bool isFirst)
    {
        const std::string suffix = isFirst ? "" : "/" + objective.objective().name;
        loss = log.series("train/loss" + suffix);
        learningRate = log.series("learning_rate" + suffix);
        gradientNorm = log.series("gradient_norm" + suffix);
    }
};

} // namespace

Result<LoopEnd> runTrainingLoop(Session& session)
{
    // Set up: what the loop reads at every step, once.
    const auto& options = session.experiment.recipe.training;
    auto& state = session.state;
    auto& batches = *session.batches;
    const bool reducedPrecision = session.pass.precision == Precision::BFloat16;
    std::vector<ObjectiveSeries> series;
    for (const auto& objective : session.objectives)
        series.emplace_back(session.log, *objective, series.empty());
    const auto speedSeries = session.log.series("examples_per_second");
    HardwareSeries hardware(session.log);
    model::RandomState random; // of the step: one that is tried again draws the same numbers
    const auto beginStepAgain = [&] {
        random.restore();
        return session.halveMicroBatch();
    };
    const double secondsBefore = state.trainSeconds;
    const auto sessionStart = Clock::now();
    auto lastCheckpoint = sessionStart;
    auto lastProgress = sessionStart;
    bool firstStepHere = true;
    std::int64_t examplesAtProgress = state.examples;
    double loss = 0.0;
    std::size_t objectivesDone = 0; // of this step, where memory ran short between two objectives

    while (state.endReason.empty() && state.step < session.totalSteps()) {
        // Asked to stop? Between two steps everything is consistent.
        if (const auto stop = session.stopRequested()) {
            if (*stop == StopMode::Discard)
                return LoopEnd::Discarded;
            if (*stop == StopMode::Pause) {
                FETTLE_TRY(session.writeCheckpoint("pause"));
                return LoopEnd::Paused;
            }
            state.endReason = "stopped_by_user";
            break;
        }

        // One optimizer step: the batches that accumulate into it never cross an epoch's end.
        const auto group = std::min(options.accumulation, batches.batchesPerEpoch() - state.position.batch);
        std::int64_t groupExamples = 0;
        try {
            const Batch* batch = nullptr;
            for (; objectivesDone < session.objectives.size(); ++objectivesDone) {
                auto& objective = *session.objectives[objectivesDone];
                if (!objective.isDue(state.step))
                    continue;
                if (batch && group > 1)
                    batches.restartAt(state.position); // the next objective sees the same batches
                random.keep();
                session.faults.maybeRunOutOfMemory(state.step + 1);

                // Forward, loss, backward; accumulate.
                loss = 0.0;
                groupExamples = 0;
                double counted = 0.0; // what the losses of the batches divide by, together
                for (std::int64_t i = 0; i < group; ++i) {
                    if (!batch || group > 1)
                        batch = &batches.next();
                    groupExamples += batch->size;
                    const double counts = group > 1 ? objective.divisor(*batch) : 1.0;
                    counted += counts;
                    loss += backwardBatch(objective, *batch, state.microBatchSize, counts, session.pass);
                    session.faults.maybeRunOutOfMemoryLate(state.step + 1);
                }
                objective.gatherGradients();
                if (group > 1) {
                    const double share = 1.0 / std::max(counted, 1e-9);
                    scaleGradients(objective.parameters(), share);
                    loss *= share;
                }
                if (session.faults.spoilsLoss(state.step + 1))
                    loss = std::numeric_limits<double>::quiet_NaN();

                // Clip.
                if (options.l1 > 0.0)
                    addL1(objective.parameters(), options.l1);
                const double norm = gradientNorm(objective.parameters());
                if (auto error = session.guard.checkStep(state.step + 1, loss, norm, options.clipNorm > 0.0, reducedPrecision))
                    return std::move(*error);
                if (options.clipNorm > 0.0)
                    clipGradients(objective.parameters(), norm, options.clipNorm);

                // Step, schedule.
                const double learningRate = objective.learningRate(state.step);
                objective.step(learningRate);
                objective.clearGradients(); // evaluating and saving need none

                // Report: every step is a point; they leave in bulk.
                session.log.add(series[objectivesDone].loss, state.step + 1, loss);
                session.log.add(series[objectivesDone].learningRate, state.step + 1, learningRate);
                session.log.add(series[objectivesDone].gradientNorm, state.step + 1, norm);
                if (objectivesDone == 0)
                    if (const auto note = session.guard.observeStep(state.step + 1, loss, norm))
                        session.note(*note);
            }
        } catch (const c10::OutOfMemoryError&) {
            FETTLE_TRY(beginStepAgain());
            continue;
        } catch (const std::bad_alloc&) {
            FETTLE_TRY(beginStepAgain());
            continue;
        }
        objectivesDone = 0;
        session.average->update();
        ++state.step;
        state.position.batch += group;
        if (state.position.batch >= batches.batchesPerEpoch())
            state.position = {state.position.epoch + 1, 0};
        state.examples += groupExamples;
        state.lossSum += loss;
        ++state.lossCount;

        const auto now = Clock::now();
        state.trainSeconds = secondsBefore + std::chrono::duration<double>(now - sessionStart).count();
        const bool first = std::exchange(firstStepHere, false);
        if (first || now - lastProgress >= kProgressInterval) {
            const double elapsed = std::chrono::duration<double>(now - lastProgress).count();
            const double speed = static_cast<double>(state.examples - examplesAtProgress) / elapsed;
            ValueMap details{{"epoch", session.epochsDone()}, {"step", state.step}, {"loss", loss}};
            if (!session.examples.isNull())
                details["examples"] = session.examples;
            double secondsLeft = -1.0; // the first step is told at once; it says nothing of the speed
            if (!first) {
                session.log.add(speedSeries, state.step, speed);
                details["examples_per_second"] = speed;
                secondsLeft = static_cast<double>(session.totalSteps() - state.step) * state.trainSeconds /
                              static_cast<double>(state.step);
            }
            session.reportProgress("training", static_cast<double>(state.step), static_cast<double>(session.totalSteps()),
                                   secondsLeft, std::move(details));
            lastProgress = now;
            examplesAtProgress = state.examples;
            hardware.sampleIfDue(state.step, now);
        }
        session.log.flushIfDue(now);

        // Evaluate; stop early.
        bool improved = false;
        if (state.step % session.evaluationInterval() == 0 || state.step == session.totalSteps()) {
            improved = session.evaluate();
            if (options.earlyStopping.enabled && state.badEvaluations >= options.earlyStopping.patience)
                state.endReason = "early_stopped";
        }
        if (options.maxMinutes > 0.0 && state.prepareSeconds + state.trainSeconds >= 60.0 * options.maxMinutes && state.endReason.empty())
            state.endReason = "time_limit";

        // Checkpoint.
        const double sinceCheckpoint = std::chrono::duration<double>(now - lastCheckpoint).count();
        if (improved || sinceCheckpoint >= options.checkpointSeconds) {
            session.tryCheckpoint(improved ? "improvement" : "time");
            lastCheckpoint = Clock::now();
        }
    }

    if (state.endReason.empty())
        state.endReason = "finished";
    session.tryCheckpoint(state.endReason == "stopped_by_user" ? "stop" : "end");
    return LoopEnd::Finished;
}

} // namespace fettle::training
