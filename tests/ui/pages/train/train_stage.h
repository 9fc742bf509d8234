// SPDX-License-Identifier: GPL-3.0-or-later
// A project with data, runs and a queue on an engine from memory, for tests and pictures of training.
#pragma once

#include <map>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "engine/contract/run.h"
#include "engine/contract/worker_protocol.h"
#include "tests/ui/support/fake_engine.h"
#include "ui/session/session.h"

namespace fettle::test {

/// The components that a training of these tests names.
[[nodiscard]] Catalog trainingCatalog();

struct StagedRun {
    store::RunRecord record;
    Job job;
    std::vector<MetricPoints> series;
    std::vector<CheckpointInfo> checkpoints;
    std::vector<Note> notes;
    std::vector<std::string> crashes; ///< codes of notes that say that it broke off
};

class TrainStage {
public:
    /// `pictures`: the data are pictures, else a table.
    explicit TrainStage(bool pictures = false);

    /// Until the project with its data and recommendation is open.
    void open();
    /// A run in a state, with curves up to `lastStep`; returns its id.
    std::string addRun(JobState state, std::int64_t lastStep = 0);
    [[nodiscard]] StagedRun& run(const std::string& id);
    /// Another state, told to the window as the engine does.
    void setState(const std::string& id, JobState state, std::optional<Error> error = {});
    /// Live points of train/loss and progress.
    void goOn(const std::string& id, std::int64_t first, std::int64_t last);
    void complete(const std::string& id, const std::string& reason, double accuracy);
    void publishJob(const std::string& id);

    /// Before open(): other data than the stage's own. The lists answer with it.
    void setManifest(DatasetManifest manifest);
    [[nodiscard]] const DatasetManifest& manifest() const { return m_manifest; }

    FakeEngine* engine = new FakeEngine;
    FakeDialogs* dialogs = new FakeDialogs;
    std::vector<StagedRun> runs; ///< oldest first
    /// What worker.check_recipe refuses with.
    std::optional<Error> planProblem;
    /// Of one node of the network.
    std::optional<Error> networkProblem;
    Recommendation recommendation;
    ui::Session session{std::unique_ptr<ui::EngineApi>(engine), std::unique_ptr<ui::Dialogs>(dialogs)};

private:
    void answerLists();
    void answerRuns();
    void answerJobs();
    void answerWorker();
    [[nodiscard]] Value describeRun(const StagedRun& run, bool whole) const;

    bool m_pictures;
    DatasetManifest m_manifest;
};

} // namespace fettle::test
