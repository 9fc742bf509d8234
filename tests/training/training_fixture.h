// SPDX-License-Identifier: GPL-3.0-or-later
// Small datasets, an observer that remembers and short ways to train, for the tests of this folder.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "engine/component_api/registry.h"
#include "engine/contract/run.h"
#include "engine/training/train.h"
#include "tests/support/temporary_folder.h"

namespace fettle::test {

/// All built-in components, made once per process.
[[nodiscard]] const Registry& builtInComponents();

/// What a training said. Asks to stop where a test wants it.
class RecordingObserver : public training::TrainObserver {
public:
    void metrics(const MetricBatch& batch) override;
    void progress(const Progress& progress) override { lastProgress = progress; }
    void checkpoint(const CheckpointInfo& info) override;
    void artifact(const ArtifactInfo& info) override { artifacts.push_back(info); }
    void note(const Note& note) override { notes.push_back(note); }
    void resolvedRecipe(const Recipe& recipe) override { resolved = recipe; }
    std::optional<StopMode> stopRequested() override;

    [[nodiscard]] bool hasNote(const std::string& code) const;
    /// What a supervisor does at a resume: forgets the points after the last checkpoint. Returns its step, −1: none.
    std::int64_t forgetPointsAfterCheckpoint();
    /// Points of the series that must be equal, bit for bit.
    [[nodiscard]] std::map<std::string, std::map<std::int64_t, double>> exactSeries() const;

    std::map<std::string, std::map<std::int64_t, double>> series;
    std::vector<CheckpointInfo> checkpoints;
    std::vector<ArtifactInfo> artifacts;
    std::vector<Note> notes;
    Recipe resolved;
    Progress lastProgress;
    /// Asked between steps with the number of the question, counted from 0 in each training.
    std::function<std::optional<StopMode>(std::int64_t question)> stopWhen;
    std::int64_t questions = 0;
};

/// Two classes from four numbers and a colour, not separable by a line; `rows` rows with a seed. Gives the manifest's path.
[[nodiscard]] std::string importTable(const TemporaryFolder& folder, std::int64_t rows = 600);
/// A number from three numbers.
[[nodiscard]] std::string importNumbers(const TemporaryFolder& folder, std::int64_t rows = 600);
/// Grey 12×12 pictures of bars, upright or lying, in class folders as PNG… written as IDX files.
[[nodiscard]] std::string importPictures(const TemporaryFolder& folder, std::int64_t rows = 240);

/// Messages of 3 to 20 words about parcels, money and praise, and which of these: columns message, topic.
[[nodiscard]] std::string importMessages(const TemporaryFolder& folder, std::int64_t rows = 360);
/// Any file with this target (none: what the import decides). Gives the manifest's path.
[[nodiscard]] std::string importWithTarget(const TemporaryFolder& folder, const std::string& path, const std::string& target);

/// A request over `manifestPath` with the run and the model in `folder`.
[[nodiscard]] TrainRequest trainRequest(const TemporaryFolder& folder, const std::string& manifestPath);
/// The same, with a run and a model of its own.
[[nodiscard]] TrainRequest beside(TrainRequest request, const std::string& name);

/// Stops a training at a random step again and again and takes it up; its curves, figures and weights must be those of
/// the same training left alone, bit for bit.
void checkResume(const TrainRequest& request);

/// Trains, at the default of one thread; on an error the test fails with its line.
[[nodiscard]] training::TrainOutcome trainOrFail(const TrainRequest& request, RecordingObserver& observer);

/// The error that a training ends with; empty without one.
[[nodiscard]] std::string refusalOfTraining(const TrainRequest& request);

/// Trains until `observer` pauses it; `request` then goes on from there.
void pauseToGoOn(TrainRequest& request, RecordingObserver& observer);

/// A row of the test set alone gives the trained model what it gives among others: padding says nothing.
void checkAloneAsTogether(const TrainRequest& request);

/// The published models have the same weights, bit for bit.
void checkSameModels(const TrainRequest& one, const TrainRequest& other);

/// The same steps, with the same losses but for rounding.
void checkSameLosses(const RecordingObserver& one, const RecordingObserver& other);

} // namespace fettle::test
