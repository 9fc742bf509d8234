// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/train/run_details.h"

#include <algorithm>

#include <QDateTime>
#include <nlohmann/json.hpp>

#include "engine/documents/recipe_document.h"

namespace fettle::ui {
namespace {

/// More than any reader goes through; the run's log file has all.
constexpr std::size_t kMostEntries = 1000;

std::string utcNow() { return QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs).toStdString(); }

} // namespace

RunDetails::RunDetails(Session& session, QObject* parent) : QObject(parent), m_session(session)
{
    connect(&session, &Session::progressCame, this, [this](const std::string&, const std::string& run, const Value& payload) {
        if (run != m_run || m_run.empty())
            return;
        if (auto progress = fromValue<Progress>(payload)) {
            m_progress = std::move(progress).value();
            Q_EMIT progressed();
        }
    });
    connect(&session, &Session::noteCame, this, [this](const std::string&, const std::string& run, const Error& note) {
        if (run != m_run || m_run.empty())
            return;
        if (m_log.size() < kMostEntries)
            m_log.push_back({utcNow(), note, false});
        Q_EMIT logged();
        Q_EMIT changed();
    });
    connect(&session.engine(), &EngineApi::eventCame, this, [this](const ClientEvent& event) {
        if (event.topic != "checkpoint" || event.run != m_run || m_run.empty())
            return;
        if (const auto info = fromValue<CheckpointInfo>(event.payload))
            checkpointCame(*info);
    });
    const auto rowsChanged = [this] {
        if (m_run.empty())
            return;
        const auto now = state();
        if (now != std::exchange(m_lastState, now)) {
            if (now != JobState::Running)
                m_progress.reset();
            ask(); // what it came to, and what was said on the way there
        }
        Q_EMIT changed();
    };
    connect(&session, &Session::jobsChanged, this, rowsChanged);
    connect(&session, &Session::runsChanged, this, rowsChanged);
}

void RunDetails::setRun(const std::string& run)
{
    if (run == m_run)
        return;
    m_run = run;
    m_lastState = state();
    m_progress.reset();
    m_result.reset();
    m_recipe.reset();
    m_given.reset();
    m_log.clear();
    m_checkpoints.clear();
    Q_EMIT logged();
    Q_EMIT changed();
    ask();
}

std::optional<JobState> RunDetails::state() const
{
    if (const auto* job = this->job())
        return job->state;
    if (const auto* row = record())
        return row->state;
    return std::nullopt;
}

void RunDetails::ask()
{
    if (m_run.empty())
        return;
    m_session.engine().request("runs.show", {{"run", m_run}}, this, [this, round = ++m_round](Result<Value> answer) {
        if (round == m_round && answer)
            took(*answer);
    });
}

void RunDetails::took(const Value& answer)
{
    if (auto result = fromValue<TrainResult>(answer.at("result")); result && answer.at("result").isMap())
        m_result = std::move(result).value();
    if (auto recipe = documents::readRecipe(answer.at("recipe").asText()))
        m_given = std::move(recipe).value();
    m_recipe = m_given;
    if (auto recipe = documents::readRecipe(answer.at("resolved_recipe").asText()); recipe && !answer.at("resolved_recipe").asText().empty())
        m_recipe = std::move(recipe).value();
    m_checkpoints.clear();
    for (const auto& item : answer.at("checkpoints").asList())
        if (const auto row = fromValue<store::CheckpointRecord>(item))
            m_checkpoints.push_back(row->info);
    std::ranges::sort(m_checkpoints, {}, &CheckpointInfo::step);
    // The store has what came live too.
    m_log.clear();
    for (const auto& item : answer.at("events").asList())
        if (const auto row = fromValue<store::EventRecord>(item); row && !row->note.code.empty() && m_log.size() < kMostEntries)
            m_log.push_back({row->utc, row->note, row->topic == "crash"});
    Q_EMIT logged();
    Q_EMIT changed();
}

void RunDetails::checkpointCame(const CheckpointInfo& info)
{
    // Taken up again from an earlier one: what lies behind it is told anew.
    std::erase_if(m_checkpoints, [&](const CheckpointInfo& known) { return known.step >= info.step; });
    m_checkpoints.push_back(info);
    Q_EMIT changed();
}

std::vector<PlotMarker> RunDetails::markers() const
{
    std::vector<PlotMarker> markers;
    const auto words = [this](const Note& note) { return QString::fromStdString(m_session.sentences().sentence(note)); };
    const CheckpointInfo* best = nullptr;
    for (const auto& checkpoint : m_checkpoints) {
        if (checkpoint.best)
            best = &checkpoint;
        markers.push_back({static_cast<double>(checkpoint.step), PlotMarker::Kind::Checkpoint, tr("Checkpoint")});
    }
    const std::int64_t bestStep = m_result ? m_result->bestStep : best ? best->step : 0;
    if (bestStep > 0)
        markers.push_back({static_cast<double>(bestStep), PlotMarker::Kind::Best, tr("Best so far: step %1").arg(formatStep(static_cast<double>(bestStep)))});
    for (const auto& entry : m_log) {
        const auto& step = entry.note.arguments.find("step");
        if (step == entry.note.arguments.end())
            continue;
        const double at = step->second.asReal();
        if (entry.note.code == "training.micro_batch_halved")
            markers.push_back({at, PlotMarker::Kind::Memory, words(entry.note)});
        else if (entry.note.code == "service.note_resumed" || entry.note.code == "training.resumed")
            markers.push_back({at, PlotMarker::Kind::Resumed, words(entry.note)});
    }
    if (m_result && m_result->reason == "early_stopped")
        markers.push_back({static_cast<double>(m_result->steps), PlotMarker::Kind::EarlyStop, tr("Stopped here: it got no better")});
    return markers;
}

} // namespace fettle::ui
