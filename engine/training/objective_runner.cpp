// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/objective_runner.h"

#include <algorithm>

#include <torch/torch.h>

#include "engine/training/gradients.h"

namespace fettle::training {

Result<HeadLosses> createLosses(const ComponentRef& ref, const Experiment& experiment, const Registry& registry)
{
    HeadLosses losses;
    FETTLE_TRY_ASSIGN(const auto found, registry.resolve<Loss>(ComponentKind::Loss, ref));
    for (const auto& head : experiment.task->heads()) {
        LossContext context;
        if (const auto counts = experiment.classCounts.find(head.target); counts != experiment.classCounts.end())
            context.classCounts = counts->second;
        losses[head.head.name] = found.first->create(found.second, context);
    }
    return losses;
}

Result<std::unique_ptr<ObjectiveRunner>> ObjectiveRunner::create(const Objective& objective,
                                                                 const Experiment& experiment, Networks& networks,
                                                                 FineTuners& tuners, const Registry& registry,
                                                                 const ScheduleContext& schedule)
{
    auto runner = std::unique_ptr<ObjectiveRunner>(new ObjectiveRunner);
    runner->m_objective = objective;
    runner->m_heads = experiment.task->heads();
    const auto& named = objective.networks;
    std::vector<ParameterGroup> groups;
    for (auto& [name, network] : networks) {
        if (!named.empty() && std::find(named.begin(), named.end(), name) == named.end())
            continue;
        runner->m_networks.push_back(network.get());
        if (!experiment.recipe.networks.at(name).trainable)
            continue;
        auto& tuner = tuners[name];
        if (tuner.lowRank().isOn())
            runner->m_lowRanks.push_back(&tuner.lowRank());
        for (auto& group : tuner.groups(*network, name + "/")) {
            runner->m_parameters.insert(runner->m_parameters.end(), group.tensors.begin(), group.tensors.end());
            groups.push_back(std::move(group));
        }
    }
    if (runner->m_parameters.empty())
        return makeError("training.nothing_to_train", {{"objective", objective.name}});
    FETTLE_TRY_ASSIGN(runner->m_losses, createLosses(objective.loss, experiment, registry));
    FETTLE_TRY_ASSIGN(const auto optimizer, registry.resolve<Optimizer>(ComponentKind::Optimizer, objective.optimizer));
    runner->m_optimizer = optimizer.first->create(optimizer.second, std::move(groups));
    FETTLE_TRY_ASSIGN(const auto found, registry.resolve<Schedule>(ComponentKind::Schedule, objective.schedule));
    auto context = schedule;
    context.baseLearningRate = optimizer.second.real("lr");
    runner->m_schedule = found.first->create(found.second, context);
    return runner;
}

void ObjectiveRunner::clearGradients() const
{
    training::clearGradients(m_parameters);
    for (const auto* change : m_lowRanks)
        training::clearGradients(change->weights());
}

void ObjectiveRunner::gatherGradients()
{
    for (auto* change : m_lowRanks)
        change->gatherGradients();
}

void ObjectiveRunner::step(double learningRate)
{
    m_optimizer->step(learningRate);
    for (auto* change : m_lowRanks)
        change->apply();
}

std::map<std::string, double> ObjectiveRunner::divisors(const std::map<std::string, Signal>& targets, const torch::Tensor& weights) const
{
    std::map<std::string, double> sums;
    for (const auto& head : m_heads)
        sums[head.head.name] = m_losses.at(head.head.name)->divisor(targets.at(head.target).values, weights);
    return sums;
}

double ObjectiveRunner::divisor(const Batch& batch) const
{
    const auto each = divisors(batch.targets, batch.weights);
    return each.size() == 1 ? each.begin()->second : static_cast<double>(batch.size);
}

torch::Tensor ObjectiveRunner::loss(const std::map<std::string, Signal>& inputs,
                                    const std::map<std::string, Signal>& targets, const torch::Tensor& weights,
                                    const PassOptions& pass, const std::map<std::string, double>& whole) const
{
    const auto own = whole.empty() ? whole : divisors(targets, weights);
    torch::Tensor sum;
    for (auto* network : m_networks) {
        const auto outputs = forwardPass(*network, inputs, true, pass);
        for (const auto& head : m_heads) {
            auto target = targets.at(head.target).values;
            if (pass.precision == Precision::Float64 && target.is_floating_point())
                target = target.to(torch::kFloat64);
            auto part = m_losses.at(head.head.name)->mean(outputs.at(head.head.name).values, target, weights);
            if (!whole.empty()) // nothing of the batch counts: nothing of a part does
                part = part * (own.at(head.head.name) / std::max(whole.at(head.head.name), 1e-9));
            sum = sum.defined() ? sum + part : part;
        }
    }
    return m_objective.weight == 1.0 ? sum : sum * m_objective.weight;
}

} // namespace fettle::training
