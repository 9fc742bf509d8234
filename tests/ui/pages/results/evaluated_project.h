// SPDX-License-Identifier: GPL-3.0-or-later
// A project with trained runs on an engine from memory, for tests and pictures of Results and Use.
#pragma once

#include <memory>
#include <vector>

#include "engine/contract/evaluation.h"
#include "engine/contract/run.h"
#include "engine/store/records.h"
#include "tests/ui/pages/data/sample_data.h"
#include "tests/ui/support/fake_engine.h"
#include "ui/session/session.h"

namespace fettle::test {

/// What was evaluated, and from which everything that the engine would answer is reckoned.
struct FakeEvaluation {
    struct Example {
        std::int64_t id = 0;
        int target = 0;
        int predicted = 0;
        double score = 0.0;
        double truth = 0.0;  ///< numbers
        double answer = 0.0;
    };
    std::string split = "test";
    std::vector<std::string> classes; ///< empty: numbers
    std::vector<Example> examples;

    [[nodiscard]] EvaluationSummary summary(double threshold, bool clearlyBeaten) const;
    [[nodiscard]] EvaluationPage page(const EvaluationRowsRequest& request, const DatasetManifest& manifest,
                                      const PicturePack* pictures) const;
};

/// Titanic with two classes, pictures of ten, a table of thirty classes, house prices, texts of 77 classes.
enum class Story { TwoClasses, TenPictures, ThirtyClasses, Numbers, Texts };

class EvaluatedProject {
public:
    explicit EvaluatedProject(Story story, std::int64_t examples = 120);

    /// Connects, opens the project and waits until its runs are there.
    void open();

    /// Runs are listed newest first; the first is run 7 with model m7, then run 6 with model m6.
    std::vector<store::RunRecord> runs;
    std::vector<store::ModelRecord> models;
    std::vector<Job> jobs;
    FakeEvaluation evaluation;
    DatasetManifest manifest;
    ModelManifest model;
    double threshold = 0.0;
    bool clearlyBeaten = true;
    std::vector<std::string> splits{"test", "validation", "train"};
    Value prediction; ///< of the predicted column; what worker.predict answers
    std::vector<Note> columnNotes;
    std::vector<Note> runNotes; ///< of every run

    [[nodiscard]] FakeEngine& engine() { return *m_engine; }
    [[nodiscard]] FakeDialogs& dialogs() { return *m_dialogs; }
    [[nodiscard]] ui::Session& session() { return *m_session; }
    [[nodiscard]] const TemporaryFolder& folder() const { return m_folder; }
    /// The lists as they stand now, told to the session.
    void tellRuns();

private:
    void makeData(Story story);
    void makeEvaluation(Story story, std::int64_t examples);
    void makeRuns();
    void answerAll();
    [[nodiscard]] Value runValue(const store::RunRecord& run, bool whole) const;

    TemporaryFolder m_folder;
    std::unique_ptr<PicturePack> m_pack;
    FakeEngine* m_engine = nullptr;
    FakeDialogs* m_dialogs = nullptr;
    std::unique_ptr<ui::Session> m_session;
};

} // namespace fettle::test
