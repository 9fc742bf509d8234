// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/objective_runner.h"

#include <algorithm>

#include <torch/torch.h>

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
                                                                 const Registry& registry,
                                                                 const ScheduleContext& schedule)
{
    auto runner = std::unique_ptr<ObjectiveRunner>(new ObjectiveRunner);
    runner->m_objective = objective;
    runner->m_heads = experiment.task->heads();
    const auto& named = objective.networks;
    for (auto& [name, network] : networks) {
        if (!named.empty() && std::find(named.begin(), named.end(), name) == named.end())
            continue;
        runner->m_networks.push_back(network.get());
        if (experiment.recipe.networks.at(name).trainable)
            for (const auto& parameter : network->parameters())
                if (parameter.tensor.requires_grad())
                    runner->m_parameters.push_back({name + "/" + parameter.name, parameter.tensor});
    }
    if (runner->m_parameters.empty())
        return makeError("training.nothing_to_train", {{"objective", objective.name}});
    FETTLE_TRY_ASSIGN(runner->m_losses, createLosses(objective.loss, experiment, registry));
    FETTLE_TRY_ASSIGN(const auto optimizer, registry.resolve<Optimizer>(ComponentKind::Optimizer, objective.optimizer));
    ParameterGroup group;
    group.tensors = runner->m_parameters;
    runner->m_optimizer = optimizer.first->create(optimizer.second, {group});
    FETTLE_TRY_ASSIGN(const auto found, registry.resolve<Schedule>(ComponentKind::Schedule, objective.schedule));
    auto context = schedule;
    context.baseLearningRate = optimizer.second.real("lr");
    runner->m_schedule = found.first->create(found.second, context);
    return runner;
}

torch::Tensor ObjectiveRunner::loss(const std::map<std::string, Signal>& inputs,
                                    const std::map<std::string, Signal>& targets, const torch::Tensor& weights,
                                    const PassOptions& pass) const
{
    torch::Tensor sum;
    for (auto* network : m_networks) {
        const auto outputs = forwardPass(*network, inputs, true, pass);
        for (const auto& head : m_heads) {
            auto target = targets.at(head.target).values;
            if (pass.precision == Precision::Float64 && target.is_floating_point())
                target = target.to(torch::kFloat64);
            const auto part = m_losses.at(head.head.name)->mean(outputs.at(head.head.name), target, weights);
            sum = sum.defined() ? sum + part : part;
        }
    }
    return m_objective.weight == 1.0 ? sum : sum * m_objective.weight;
}

} // namespace fettle::training
