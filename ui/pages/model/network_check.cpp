// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/model/network_check.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "engine/contract/training_memory.h"
#include "ui/session/recipe_inputs.h"

namespace fettle::ui {
namespace {

constexpr int kCheckAfterMs = 150;
constexpr std::size_t kGeneratedKept = 16;
/// Sustained in training, per thread; the recommendation reckons with the same figures.
constexpr double kMultiplyAddsEachSecond = 2.0e10;
constexpr double kGpuMultiplyAddsEachSecond = 2.0e12;
constexpr double kExampleSeconds = 4.0e-7;
constexpr double kTableStepSeconds = 1.5e-4;
constexpr double kPictureStepSeconds = 1.0e-3;
constexpr double kBesides = 1.15;
/// Forward, and backward for the inputs and the weights.
constexpr double kPasses = 3.0;

NetworkCheck::Networks readNetworks(const Value& answer)
{
    NetworkCheck::Networks networks;
    for (const auto& [name, value] : answer.at("networks").asMap()) {
        auto graph = fromValue<Graph>(value.at("graph"));
        auto report = fromValue<GraphReport>(value.at("report"));
        if (graph && report)
            networks[name] = {std::move(graph).value(), std::move(report).value(), value.at("pytorch").asText()};
    }
    return networks;
}

} // namespace

NetworkCheck::NetworkCheck(Session& session, QObject* parent) : QObject(parent), m_session(session)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(kCheckAfterMs);
    connect(&m_timer, &QTimer::timeout, this, &NetworkCheck::check);
    connect(&session.draft(), &RecipeDraft::changed, this, &NetworkCheck::later);
    connect(&session, &Session::dataChanged, this, &NetworkCheck::later);
    connect(&session, &Session::engineChanged, this, [this] {
        later();
        askMachine();
    });
    connect(&session, &Session::projectChanged, this, [this] {
        m_networks.clear();
        m_origins.clear();
        m_generated.clear();
        m_problem.reset();
        m_resolved.reset();
        ++m_round; // an answer about the project before is not of interest
        later();
    });
    askMachine();
}

void NetworkCheck::setActive(bool active)
{
    // Other programs come and go.
    if (active && !m_active)
        askMachine();
    m_active = active;
    if (m_active && m_due)
        m_timer.start(0);
}

void NetworkCheck::later()
{
    m_due = true;
    if (m_active)
        m_timer.start(kCheckAfterMs);
    Q_EMIT changed();
}

void NetworkCheck::askMachine()
{
    if (m_session.engine().state() != EngineApi::State::Ready)
        return;
    m_session.engine().request("worker.doctor", {}, this, [this](Result<Value> answer) {
        if (!answer)
            return;
        m_threads = answer->at("training_threads").asInteger();
        m_gpu = answer->at("gpu").at("usable").asBoolean();
        m_memory = static_cast<std::int64_t>(answer->at("memory").at("available_bytes").asReal());
        Q_EMIT changed();
    });
}

bool NetworkCheck::canAsk() const
{
    return m_session.engine().state() == EngineApi::State::Ready && m_session.data().phase == DataState::Phase::Ready;
}

void NetworkCheck::check()
{
    if (!canAsk() || m_session.draft().isEmpty())
        return;
    m_due = false;
    m_checking = true;
    m_asked = m_session.draft().recipe();
    ValueMap params{{"recipe", toValue(m_asked)}, {"manifest_path", m_session.data().manifestPath}, {"supersedes", "network_check"}};
    m_session.engine().request("worker.check_recipe", std::move(params), this, [this, round = ++m_round](Result<Value> answer) {
        if (round == m_round)
            checked(std::move(answer));
    });
    Q_EMIT changed();
}

void NetworkCheck::checked(Result<Value> answer)
{
    if (!answer && answer.error().code == "service.cancelled")
        return;
    m_checking = false;
    m_problem.reset();
    if (!answer) {
        // What was known of the layers stays on the canvas.
        m_problem = answer.error();
        Q_EMIT changed();
        return;
    }
    m_networks = readNetworks(*answer);
    if (auto recipe = fromValue<Recipe>(answer->at("recipe")))
        m_resolved = std::move(recipe).value();
    m_origins.clear();
    for (const auto& [name, network] : m_networks) {
        const auto origin = originOf(m_asked, name);
        m_origins.emplace(name, origin);
        if (origin.network.graph)
            continue;
        std::erase_if(m_generated, [&](const auto& each) { return each.first == origin; });
        m_generated.emplace_back(origin, network.graph);
        if (m_generated.size() > kGeneratedKept)
            m_generated.erase(m_generated.begin());
    }
    Q_EMIT changed();
}

NetworkCheck::Origin NetworkCheck::originOf(const Recipe& recipe, const std::string& name) const
{
    const auto found = recipe.networks.find(name);
    return {found == recipe.networks.end() ? NetworkSpec{} : found->second, recipe.inputs, recipe.targets, recipe.task,
            m_session.data().manifestPath};
}

const NetworkCheck::Network* NetworkCheck::network(const std::string& name) const
{
    const auto found = m_networks.find(name);
    return found == m_networks.end() ? nullptr : &found->second;
}

bool NetworkCheck::isCurrent(const std::string& name) const
{
    const auto found = m_origins.find(name);
    return found != m_origins.end() && found->second == originOf(m_session.draft().recipe(), name);
}

const Graph* NetworkCheck::generated(const Recipe& recipe, const std::string& name) const
{
    const auto found = std::ranges::find(m_generated, originOf(recipe, name), &std::pair<Origin, Graph>::first);
    return found == m_generated.end() ? nullptr : &found->second;
}

std::optional<StepCost> NetworkCheck::cost() const
{
    if (m_networks.empty() || !m_resolved)
        return std::nullopt;
    const auto& training = m_resolved->training;
    StepCost cost;
    std::int64_t activationBytes = 0;
    for (const auto& [name, network] : m_networks) {
        cost.parameterCount += network.report.parameterCount;
        cost.multiplyAdds += network.report.multiplyAdds;
        activationBytes += network.report.activationBytes;
    }
    cost.batchSize = std::max<std::int64_t>(1, examplesAtOnce(training));
    const auto threads = std::max<std::int64_t>(1, training.threads > 0 ? training.threads : m_threads);
    const double speed = m_gpu && training.device != "cpu" ? kGpuMultiplyAddsEachSecond : kMultiplyAddsEachSecond * static_cast<double>(threads);
    const double example = kPasses * static_cast<double>(cost.multiplyAdds) / speed + kExampleSeconds;
    const double step = m_resolved->task.component.starts_with("image") ? kPictureStepSeconds : kTableStepSeconds;
    cost.stepMs = 1000.0 * kBesides * (static_cast<double>(cost.batchSize) * example + step);
    cost.memoryBytes = trainingMemory({cost.parameterCount, activationBytes, cost.batchSize}, tuningOf(*m_resolved));
    return cost;
}

void NetworkCheck::ask(const Recipe& recipe, QObject* context, std::function<void(Result<Networks>)> done)
{
    if (!canAsk()) {
        done(Networks{});
        return;
    }
    ValueMap params{{"recipe", toValue(recipe)}, {"manifest_path", m_session.data().manifestPath}};
    m_session.engine().request("worker.check_recipe", std::move(params), context, [done = std::move(done)](Result<Value> answer) {
        if (!answer)
            return done(answer.error());
        done(readNetworks(*answer));
    });
}

} // namespace fettle::ui
