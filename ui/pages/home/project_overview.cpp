// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/home/project_overview.h"

#include <algorithm>
#include <map>

#include <nlohmann/json.hpp>

namespace fettle::ui {
namespace {

constexpr int kTogetherMs = 50;
constexpr int kCurveBuckets = 40;

template <class T>
std::vector<T> recordsIn(const Value& list)
{
    std::vector<T> records;
    for (const auto& item : list.asList())
        if (auto record = fromValue<T>(item))
            records.push_back(std::move(record).value());
    return records;
}

/// The metric that the run is judged by, on rows it did not learn from.
void takeMetric(const store::RunRecord& run, ProjectFacts& facts)
{
    const auto& primary = run.result.at("primary_metric").asText();
    for (const char* split : {"test", "validation"}) {
        const auto& value = run.result.at("metrics").at(split).at(primary);
        if (!primary.empty() && value.isNumber()) {
            facts.metric = primary;
            facts.metricValue = value.asReal();
            return;
        }
    }
}

} // namespace

ProjectOverview::ProjectOverview(Session& session, QObject* parent) : QObject(parent), m_session(session)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(kTogetherMs);
    connect(&m_timer, &QTimer::timeout, this, &ProjectOverview::ask);
    connect(&session, &Session::projectsChanged, this, &ProjectOverview::refresh);
    connect(&session, &Session::runsChanged, this, &ProjectOverview::refresh);
    connect(&session, &Session::engineChanged, this, &ProjectOverview::refresh);
}

void ProjectOverview::refresh()
{
    if (!m_timer.isActive())
        m_timer.start();
}

void ProjectOverview::ask()
{
    if (m_session.engine().state() != EngineApi::State::Ready)
        return;
    const int round = ++m_asked;
    m_missing = 4;
    const auto list = [&](const std::string& method, ValueMap params, auto take) {
        m_session.engine().request(method, std::move(params), this, [this, round, take](Result<Value> answer) {
            if (round != m_asked)
                return;
            // A list that did not come leaves what was known; the window says elsewhere that something is wrong.
            if (answer)
                take(*answer);
            if (--m_missing == 0)
                takeLists();
        });
    };
    list("datasets.list", {}, [this](const Value& answer) { m_datasets = recordsIn<store::DatasetRecord>(answer.at("datasets")); });
    list("runs.list", {}, [this](const Value& answer) { m_runs = recordsIn<store::RunRecord>(answer.at("runs")); });
    list("models.list", {}, [this](const Value& answer) { m_models = recordsIn<store::ModelRecord>(answer.at("models")); });
    list("projects.list", {{"deleted", true}},
         [this](const Value& answer) { m_deleted = recordsIn<store::ProjectRecord>(answer.at("projects")); });
}

void ProjectOverview::takeLists()
{
    m_facts.clear();
    for (const auto& project : m_session.projects())
        m_facts[project.id].lastActiveUtc = project.createdUtc;
    std::map<std::string, std::string> newestData; // of each project, of what could be read
    for (const auto& dataset : m_datasets) {
        auto& facts = m_facts[dataset.project];
        if (auto& newest = newestData[dataset.project]; !dataset.newestVersion.empty() && dataset.createdUtc >= newest) {
            newest = dataset.createdUtc;
            facts.rows = dataset.rowCount;
        }
        facts.datasetFolders.push_back(dataset.folder);
        facts.lastActiveUtc = std::max(facts.lastActiveUtc, dataset.createdUtc);
    }
    for (const auto& model : m_models) { // newest first
        auto& facts = m_facts[model.project];
        if (facts.models++ == 0)
            facts.model = model.name;
    }
    for (const auto& run : m_runs) { // newest first
        auto& facts = m_facts[run.project];
        if (facts.runs++ == 0) {
            facts.lastRun = run.id;
            facts.lastState = run.state;
        }
        facts.lastActiveUtc = std::max({facts.lastActiveUtc, run.createdUtc, run.finishedUtc});
        if (facts.metric.empty())
            takeMetric(run, facts);
    }
    askCurves();
    Q_EMIT changed();
}

void ProjectOverview::askCurves()
{
    for (auto& [project, facts] : m_facts) {
        const auto run = std::ranges::find(m_runs, facts.lastRun, &store::RunRecord::id);
        if (run == m_runs.end() || run->lastStep < 0)
            continue;
        if (const auto known = m_curves.find({run->id, run->lastStep}); known != m_curves.end()) {
            facts.curve = known->second;
            continue;
        }
        const auto& primary = run->result.at("primary_metric").asText();
        const std::string loss = "train/loss";
        askCurve(project, run->id, primary.empty() ? loss : "validation/" + primary, primary.empty() ? std::string() : loss);
    }
}

/// `otherwise`: the series to take where there is none of that name.
void ProjectOverview::askCurve(const std::string& project, const std::string& run, std::string series,
                               const std::string& otherwise)
{
    const int round = m_asked;
    ValueMap params{{"run", run}, {"series", series}, {"buckets", kCurveBuckets}};
    m_session.engine().request("runs.metrics", std::move(params), this, [=, this](Result<Value> answer) {
        if (round != m_asked)
            return;
        const auto points = answer ? fromValue<MetricSeries>(*answer) : Result<MetricSeries>(answer.error());
        if (!points || points->values.size() < 2) {
            if (!otherwise.empty())
                askCurve(project, run, otherwise, {});
            return;
        }
        const auto record = std::ranges::find(m_runs, run, &store::RunRecord::id);
        if (record != m_runs.end())
            m_curves[{run, record->lastStep}] = points->values;
        m_facts[project].curve = points->values;
        Q_EMIT changed();
    });
}

const ProjectFacts& ProjectOverview::facts(const std::string& project) const
{
    static const ProjectFacts none;
    const auto found = m_facts.find(project);
    return found == m_facts.end() ? none : found->second;
}

std::vector<const store::ProjectRecord*> ProjectOverview::projects() const
{
    std::vector<const store::ProjectRecord*> projects;
    for (const auto& project : m_session.projects()) {
        const auto& about = facts(project.id);
        if (project.id != store::kDefaultProject || about.runs > 0 || !about.datasetFolders.empty())
            projects.push_back(&project);
    }
    std::ranges::stable_sort(projects, std::greater(), [this](const auto* project) {
        const auto& about = facts(project->id);
        return about.lastActiveUtc.empty() ? project->createdUtc : about.lastActiveUtc;
    });
    return projects;
}

} // namespace fettle::ui
