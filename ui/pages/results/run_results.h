// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <QObject>

#include "engine/contract/evaluation.h"
#include "engine/contract/run.h"
#include "ui/pages/results/result_words.h"
#include "ui/session/session.h"

namespace fettle::ui {

/// What a run came to, as far as it was asked for: its record, the data version that it saw and the evaluation of one
/// split. Everything comes later; an answer about another run than the one asked for last is dropped.
class RunResults : public QObject {
    Q_OBJECT
public:
    enum class Phase {
        None,    ///< no run
        Loading, ///< asked
        Ready,   ///< summary() is there
        NoResult ///< the run has no evaluation; error() says why where that is known
    };

    explicit RunResults(Session& session, QObject* parent = nullptr);

    /// Empty: none. The same one again asks anew only after refresh().
    void setRun(const std::string& run);
    /// What it is may have changed: it ended, or its model came.
    void refresh();
    void setSplit(const std::string& split);

    [[nodiscard]] Phase phase() const { return m_phase; }
    [[nodiscard]] const std::string& run() const { return m_run; }
    /// With recipe and result; before the answer came, the list's.
    [[nodiscard]] const store::RunRecord& record() const { return m_record; }
    [[nodiscard]] const std::optional<TrainResult>& result() const { return m_result; }
    /// What a simple model over the words reached on the split that is shown; null where none stands beside the run.
    [[nodiscard]] const Note* wordsOnly() const;
    /// Splits that were evaluated: "test" first, then "validation", then "train".
    [[nodiscard]] const std::vector<std::string>& splits() const { return m_splits; }
    [[nodiscard]] const std::string& split() const { return m_split; }
    [[nodiscard]] const EvaluationSummary& summary() const { return m_summary; }
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }
    /// Of the data version that the run saw; empty fields until they came, or where it is gone.
    [[nodiscard]] const DatasetManifest& manifest() const { return m_manifest; }
    [[nodiscard]] const std::string& manifestPath() const { return m_manifestPath; }
    [[nodiscard]] std::int64_t dataNumber() const { return m_dataNumber; }
    /// As it was trained, every value filled in where the run got that far; nothing until it came.
    [[nodiscard]] const std::optional<Recipe>& recipe() const { return m_recipe; }
    /// The column that is predicted; empty until it is known.
    [[nodiscard]] std::string target() const;
    /// What was learned from, in the order of the recipe; until that came, the inputs of the data.
    [[nodiscard]] std::vector<FieldUse> inputs() const;
    [[nodiscard]] bool isPictures() const;
    /// What its examples are called: after what was learned from.
    [[nodiscard]] ExampleNoun noun() const;

Q_SIGNALS:
    void changed();
    /// Another evaluation is shown, or the same one again.
    void summaryChanged();

private:
    void askRun();
    void takeRun(const Value& answer);
    void askData();
    void askSummary();
    void setPhase(Phase phase);

    Session& m_session;
    std::string m_run;
    Phase m_phase = Phase::None;
    int m_round = 0; ///< answers of an older one are dropped
    int m_summaryRound = 0;
    store::RunRecord m_record;
    std::optional<Recipe> m_recipe;
    std::optional<TrainResult> m_result;
    std::optional<Note> m_wordsOnly;
    std::vector<std::string> m_splits;
    std::string m_split;
    EvaluationSummary m_summary;
    std::optional<Error> m_error;
    DatasetManifest m_manifest;
    std::string m_manifestPath;
    std::int64_t m_dataNumber = 0;
};

} // namespace fettle::ui
