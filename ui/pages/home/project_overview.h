// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <vector>

#include <QObject>
#include <QTimer>

#include "engine/store/records.h"
#include "ui/session/session.h"

namespace fettle::ui {

/// What the list of projects says of each one beside its name.
struct ProjectFacts {
    std::int64_t rows = 0; ///< of its newest data
    std::vector<std::string> datasetFolders;
    std::int64_t runs = 0;
    std::int64_t models = 0;
    std::string lastRun; ///< id
    JobState lastState = JobState::Queued;
    std::string lastActiveUtc;
    std::string metric; ///< of the last run that has a result; empty: none
    double metricValue = 0.0;
    std::string model;  ///< name of the newest
    std::vector<double> curve; ///< of the last run

    friend bool operator==(const ProjectFacts&, const ProjectFacts&) = default;
};

/// Gathers the facts of all projects: three lists, and one thinned curve for each project's last run.
class ProjectOverview : public QObject {
    Q_OBJECT
public:
    explicit ProjectOverview(Session& session, QObject* parent = nullptr);

    /// Asks again; several calls within a moment are one.
    void refresh();
    [[nodiscard]] const ProjectFacts& facts(const std::string& project) const;
    /// Projects that have something in them, the one that was worked on last first. The project that exists from the
    /// start is left out while it is empty.
    [[nodiscard]] std::vector<const store::ProjectRecord*> projects() const;
    [[nodiscard]] const std::vector<store::ProjectRecord>& deleted() const { return m_deleted; }

Q_SIGNALS:
    void changed();

private:
    void ask();
    void takeLists();
    void askCurves();
    void askCurve(const std::string& project, const std::string& run, std::string series, const std::string& otherwise);

    Session& m_session;
    QTimer m_timer;
    int m_asked = 0; ///< answers of an older round are dropped
    int m_missing = 0;
    std::vector<store::DatasetRecord> m_datasets;
    std::vector<store::RunRecord> m_runs;
    std::vector<store::ModelRecord> m_models;
    std::vector<store::ProjectRecord> m_deleted;
    std::map<std::string, ProjectFacts> m_facts;
    /// Run and its last step → curve: a finished run's is asked for once.
    std::map<std::pair<std::string, std::int64_t>, std::vector<double>> m_curves;
};

} // namespace fettle::ui
