// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/train/train_plan.h"

#include <algorithm>
#include <cmath>

#include <nlohmann/json.hpp>

#include "engine/contract/training_memory.h"
#include "ui/session/recipe_inputs.h"

namespace fettle::ui {
namespace {

constexpr int kCheckDelayMs = 300;

} // namespace

TrainPlan::TrainPlan(Session& session, QObject* parent) : QObject(parent), m_session(session)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(kCheckDelayMs);
    connect(&m_timer, &QTimer::timeout, this, &TrainPlan::check);
    const auto later = [this] {
        m_checking = true;
        m_timer.start();
        Q_EMIT changed();
    };
    connect(&session.draft(), &RecipeDraft::changed, this, later);
    connect(&session, &Session::dataChanged, this, later);
    connect(&session, &Session::recommendationChanged, this, later);
    connect(&session, &Session::engineChanged, this, [this, later] {
        later();
        refreshMachine();
    });
    later();
    refreshMachine();
}

void TrainPlan::refreshMachine()
{
    if (m_session.engine().state() != EngineApi::State::Ready)
        return;
    m_session.engine().request("worker.doctor", {}, this, [this](Result<Value> answer) {
        if (!answer)
            return;
        m_machine.threads = answer->at("training_threads").asInteger();
        m_machine.memoryBytes = answer->at("memory").at("available_bytes").asInteger();
        m_machine.gpuReason = answer->at("gpu").at("reason").asText();
        const auto& names = answer->at("gpu").at("names").asList();
        m_machine.gpuName = names.empty() ? std::string() : names.front().asText();
        Q_EMIT changed();
    });
}

std::vector<Error> TrainPlan::problems() const
{
    if (const auto reason = m_session.whyNotReady())
        return {*reason};
    return m_problems;
}

void TrainPlan::check()
{
    const auto& data = m_session.data();
    if (m_session.engine().state() != EngineApi::State::Ready || data.phase != DataState::Phase::Ready || m_session.draft().isEmpty()) {
        m_checking = false;
        Q_EMIT changed();
        return;
    }
    ValueMap params{{"recipe", toValue(m_session.draft().recipe())}, {"manifest_path", data.manifestPath}, {"supersedes", "train_plan"}};
    m_session.engine().request("worker.check_recipe", std::move(params), this, [this, round = ++m_round](Result<Value> answer) {
        if (round == m_round)
            checked(std::move(answer));
    });
}

void TrainPlan::checked(Result<Value> answer)
{
    if (!answer && answer.error().code == "service.cancelled")
        return;
    m_checking = false;
    m_networkProblem = false;
    m_problems.clear();
    m_parameters = m_activationBytes = 0;
    m_onceSeconds = m_epochSeconds = -1.0;
    m_resolved.reset();
    if (!answer) {
        m_problems.push_back(answer.error());
        Q_EMIT changed();
        return;
    }
    if (auto recipe = fromValue<Recipe>(answer->at("recipe")))
        m_resolved = std::move(recipe).value();
    if (const auto& time = answer->at("time"); !time.isNull()) {
        m_onceSeconds = time.at("once_seconds").asReal();
        m_epochSeconds = time.at("epoch_seconds").asReal();
    }
    for (const auto& [name, network] : answer->at("networks").asMap()) {
        const auto report = fromValue<GraphReport>(network.at("report"));
        if (!report)
            continue;
        m_parameters += report->parameterCount;
        m_activationBytes += report->activationBytes;
        m_problems.insert(m_problems.end(), report->problems.begin(), report->problems.end());
        for (const auto& node : report->nodes)
            if (node.error)
                m_problems.push_back(*node.error);
    }
    m_networkProblem = !m_problems.empty();
    Q_EMIT changed();
}

std::int64_t TrainPlan::trainingRows() const
{
    const auto& rows = m_session.data().manifest.splitRows;
    const auto found = rows.find("train");
    return found == rows.end() ? m_session.data().manifest.rowCount : found->second;
}

std::int64_t TrainPlan::stepsPerEpoch() const
{
    const auto& training = m_resolved ? m_resolved->training : m_session.draft().recipe().training;
    const auto batch = std::max<std::int64_t>(1, training.batchSize) * std::max<std::int64_t>(1, training.accumulation);
    return std::max<std::int64_t>(1, (trainingRows() + batch - 1) / batch);
}

std::int64_t TrainPlan::steps() const
{
    const auto& training = m_resolved ? m_resolved->training : m_session.draft().recipe().training;
    return training.steps > 0 ? training.steps
                              : std::max<std::int64_t>(1, std::llround(training.epochs * static_cast<double>(stepsPerEpoch())));
}

double TrainPlan::epochs() const
{
    const auto& training = m_resolved ? m_resolved->training : m_session.draft().recipe().training;
    return training.steps > 0 ? static_cast<double>(training.steps) / static_cast<double>(stepsPerEpoch()) : training.epochs;
}

std::optional<double> TrainPlan::minutes(double lengthFactor) const
{
    if (m_epochSeconds < 0.0)
        return std::nullopt;
    const double all = (m_onceSeconds + m_epochSeconds * epochs() * lengthFactor) / 60.0;
    const double most = m_session.draft().recipe().training.maxMinutes;
    return most > 0.0 ? std::min(all, most) : all;
}

std::optional<std::int64_t> TrainPlan::memoryBytes() const
{
    if (m_parameters == 0)
        return std::nullopt;
    const auto& recipe = m_resolved ? *m_resolved : m_session.draft().recipe();
    return trainingMemory({m_parameters, m_activationBytes, examplesAtOnce(recipe.training)}, tuningOf(recipe));
}

} // namespace fettle::ui
