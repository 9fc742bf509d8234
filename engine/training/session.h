// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/training/checkpoint.h"
#include "engine/training/evaluation.h"
#include "engine/training/experiment.h"
#include "engine/training/frozen_features.h"
#include "engine/training/health_guard.h"
#include "engine/training/metric_log.h"
#include "engine/training/objective_runner.h"
#include "engine/training/threads.h"
#include "engine/training/train.h"
#include "engine/training/train_faults.h"
#include "engine/training/train_state.h"
#include "engine/training/weight_average.h"

namespace fettle::training {

/// Seconds since its making; for the table of where the time went.
class Stopwatch {
public:
    [[nodiscard]] double seconds() const
    {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - m_start).count();
    }

private:
    std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
};

/// A training that is set up: what the loop works on, what a checkpoint saves and what publishing reads.
class Session {
public:
    /// Opens the dataset, resolves the recipe, builds networks and optimizers, and takes up a checkpoint if it may.
    /// Errors: training.*, data.*, documents.*, components.*, model.*.
    [[nodiscard]] static Result<std::unique_ptr<Session>> open(const TrainRequest& request, const Registry& registry,
                                                               TrainObserver& observer);

    /// Says a note and remembers it for the result.
    void note(const Note& note);
    /// Sends the metric points, writes a checkpoint, says so. Errors: platform.*, model.*.
    [[nodiscard]] Result<void> writeCheckpoint(const std::string& reason);
    /// The same where training goes on without: a failure becomes a note.
    void tryCheckpoint(const std::string& reason);
    /// A pass over the validation part and a sample of the training part: points, watched figure, notes on health.
    /// Returns whether the watched figure improved.
    [[nodiscard]] bool evaluate();
    /// Less memory from now on: what blocks keep is worked out twice where the recipe leaves that open, then smaller
    /// micro-batches. Errors: training.out_of_memory at one example.
    [[nodiscard]] Result<void> halveMicroBatch();
    /// Weights of the best evaluation instead of the last ones, where the recipe asks for it; averages become weights.
    /// Returns the step that the weights are from.
    [[nodiscard]] std::int64_t settleWeights();

    /// Weights of the main network as it is published: of all its parts, frozen ones too.
    [[nodiscard]] std::vector<NamedTensor> publishedState();
    [[nodiscard]] model::Network& mainNetwork() { return *networks.at(experiment.mainNetwork()); }
    [[nodiscard]] EvaluateOptions evaluateOptions() const;
    [[nodiscard]] std::map<std::string, std::vector<std::string>> classesOfTarget() const;
    [[nodiscard]] std::optional<StopMode> stopRequested() const { return observer.stopRequested(); }
    [[nodiscard]] std::int64_t totalSteps() const { return m_totalSteps; }
    [[nodiscard]] std::int64_t evaluationInterval() const { return m_evaluationInterval; }
    [[nodiscard]] double epochsDone() const;
    void reportProgress(const std::string& phase, double done, double total, double secondsLeft, ValueMap details);

    const TrainRequest& request;
    const Registry& registry;
    TrainObserver& observer;
    Experiment experiment;
    ThreadPlan threads;
    PassOptions pass;
    Networks networks;
    FineTuners tuners;
    std::unique_ptr<FrozenFeatures> features; ///< what a frozen part says, where the network begins behind it
    std::vector<std::unique_ptr<ObjectiveRunner>> objectives;
    std::unique_ptr<WeightAverage> average;
    std::unique_ptr<BatchPipeline> batches;
    TrainState state;
    HealthGuard guard;
    MetricLog log;
    CheckpointStore checkpoints;
    TrainFaults faults;
    std::map<std::string, double> seconds;
    std::string primaryMetric; ///< what early stopping watches and runs are compared by
    bool lowerIsBetter = false;
    Value examples; ///< liveExamples() of the newest evaluation; goes out with the progress

private:
    Session(const TrainRequest& request, const Registry& registry, TrainObserver& observer);
    Result<void> resolve(const Snapshot* snapshot);
    Result<void> decidePrecision();
    Result<void> buildNetworks();
    void useOneThreadForSmallSteps();
    void decideCheckpointing();
    void checkpointActivations();
    [[nodiscard]] bool mayCheckpointMore() const;
    [[nodiscard]] std::size_t textFields() const;
    /// Null where no input is a text.
    [[nodiscard]] const Column* firstText() const;
    Result<void> loadStartWeights(const std::string& name);
    Result<void> beginFineTuning(const std::string& name);
    /// `isLoaded`: the network has the pretrained weights; where it goes on from a checkpoint it does not.
    Result<void> replaceFrozenPart(const std::string& name, bool isLoaded);
    /// Why what comes before the first step is to end now: somebody asked, or the time is over and nothing learned yet.
    [[nodiscard]] std::optional<Error> endedEarly() const;
    Result<void> startWithContrast(model::Network& frozen);
    [[nodiscard]] Result<bool> takeUpTunedBody(model::Network& body);
    void keepTunedBody(const model::Network& body);
    Result<void> chooseWatchedMetric();
    Result<void> createObjectives();
    void planSteps();
    void makeEvaluationParts();
    Result<void> takeUp(const Snapshot& snapshot);
    [[nodiscard]] Snapshot snapshot() const;
    void addPoints(const SplitEvaluation& evaluation, const std::string& part, bool withLoss);
    void watchClasses(const SplitEvaluation& evaluation);

    Stopwatch m_sinceOpen;
    double m_secondsBefore = 0.0; ///< of the sessions before this one
    std::int64_t m_totalSteps = 0;
    std::int64_t m_bestStepBefore = -1; ///< the best evaluation before the newest one, whose checkpoint is on disk
    std::int64_t m_evaluationInterval = 1;
    std::int64_t m_resumedStep = -1; ///< of the checkpoint that is taken up; its points are stored, later ones are not
    Value m_bases; ///< FineTuner::state() by network, of the checkpoint that is taken up
    std::vector<NamedTensor> m_frozenState;      ///< weights of the part that `features` stands for
    std::string m_tunedBody;                     ///< checksum of what comparing made of it, where that is kept
    std::vector<double> m_contrastLosses;        ///< of the steps of comparing
    std::unique_ptr<EncodedSplit> m_validation;  ///< null: the version has none
    std::unique_ptr<EncodedSplit> m_trainSample; ///< a fixed sample of the training part
};

} // namespace fettle::training
