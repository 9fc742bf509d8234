// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <QObject>
#include <QTimer>

#include "engine/contract/run.h"
#include "engine/contract/worker_protocol.h"
#include "ui/plots/plot_curve.h"
#include "ui/session/session.h"

namespace fettle::ui {

/// What is known of the run that is watched, beside its curves: state, progress, checkpoints, what it said, what it came
/// to. Read from the store when it is looked at, then kept up by what comes live.
class RunDetails : public QObject {
    Q_OBJECT
public:
    /// Something that happened, for the log.
    struct Entry {
        std::string utc;
        Note note;
        bool isCrash = false; ///< it broke off, and nobody had asked for that
        friend bool operator==(const Entry&, const Entry&) = default;
    };

    explicit RunDetails(Session& session, QObject* parent = nullptr);

    /// Empty: none.
    void setRun(const std::string& run);
    [[nodiscard]] const std::string& run() const { return m_run; }
    /// The session's row of it; null until it is listed.
    [[nodiscard]] const store::RunRecord* record() const { return m_session.run(m_run); }
    [[nodiscard]] const Job* job() const { return m_session.jobOfRun(m_run); }
    /// Of its job, else of its row.
    [[nodiscard]] std::optional<JobState> state() const;
    [[nodiscard]] const std::optional<Progress>& progress() const { return m_progress; }
    /// Once it ended.
    [[nodiscard]] const std::optional<TrainResult>& result() const { return m_result; }
    /// As it was trained, every value filled in where the run got that far.
    [[nodiscard]] const std::optional<Recipe>& recipe() const { return m_recipe; }
    /// As it was asked for.
    [[nodiscard]] const std::optional<Recipe>& given() const { return m_given; }
    [[nodiscard]] const std::vector<Entry>& log() const { return m_log; }
    [[nodiscard]] const std::vector<CheckpointInfo>& checkpoints() const { return m_checkpoints; }
    /// Best, checkpoints, memory decisions, interruptions, early stop; `words` in the reader's language.
    [[nodiscard]] std::vector<PlotMarker> markers() const;

Q_SIGNALS:
    /// Anything but progress.
    void changed();
    void progressed();
    void logged();

private:
    void ask();
    void took(const Value& answer);
    void checkpointCame(const CheckpointInfo& info);

    Session& m_session;
    std::string m_run;
    std::optional<JobState> m_lastState;
    std::optional<Progress> m_progress;
    std::optional<TrainResult> m_result;
    std::optional<Recipe> m_recipe;
    std::optional<Recipe> m_given;
    std::vector<Entry> m_log;
    std::vector<CheckpointInfo> m_checkpoints;
    int m_round = 0;
};

} // namespace fettle::ui
