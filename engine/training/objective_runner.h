// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/component_api/loss.h"
#include "engine/component_api/optimizer.h"
#include "engine/component_api/schedule.h"
#include "engine/training/experiment.h"
#include "engine/training/fine_tuning.h"
#include "engine/training/network_pass.h"

namespace fettle::training {

using Networks = std::map<std::string, std::unique_ptr<model::Network>>;
using FineTuners = std::map<std::string, FineTuner>; ///< by network, for those with pretrained weights
using HeadLosses = std::map<std::string, std::unique_ptr<LossFunction>>; ///< by head

/// The loss functions of an objective, one per head of the task. Errors: components.*.
[[nodiscard]] Result<HeadLosses> createLosses(const ComponentRef& loss, const Experiment& experiment,
                                              const Registry& registry);

/// One objective at work: its loss over the task's heads, the parameters that it trains, their optimizer and schedule.
class ObjectiveRunner {
public:
    /// Errors: training.nothing_to_train, components.*.
    [[nodiscard]] static Result<std::unique_ptr<ObjectiveRunner>> create(const Objective& objective,
                                                                         const Experiment& experiment,
                                                                         Networks& networks, FineTuners& tuners,
                                                                         const Registry& registry,
                                                                         const ScheduleContext& schedule);

    [[nodiscard]] const Objective& objective() const { return m_objective; }
    /// Full names: "network/node.weight".
    [[nodiscard]] const std::vector<NamedTensor>& parameters() const { return m_parameters; }
    /// Whether it acts in the optimizer step with this number, counted from 0.
    [[nodiscard]] bool isDue(std::int64_t step) const { return step % m_objective.everySteps == 0; }

    /// What the loss of each head divides by (LossFunction::divisor).
    [[nodiscard]] std::map<std::string, double> divisors(const std::map<std::string, Signal>& targets, const torch::Tensor& weights) const;
    /// How much a batch counts beside the others of a step: its divisor. Several heads may count differently, tokens and
    /// texts: then its rows.
    [[nodiscard]] double divisor(const Batch& batch) const;
    /// Forward and weighted loss (0-d, differentiable) of rows that lie in `inputs` and `targets`. With the `whole`
    /// batch's divisors: the rows' part of that batch's loss.
    [[nodiscard]] torch::Tensor loss(const std::map<std::string, Signal>& inputs,
                                     const std::map<std::string, Signal>& targets, const torch::Tensor& weights,
                                     const PassOptions& pass, const std::map<std::string, double>& whole = {}) const;

    [[nodiscard]] double learningRate(std::int64_t step) const { return m_schedule->learningRate(step); }
    /// Before the backward passes of a step.
    void clearGradients() const;
    /// After them: those of what learns in the place of a weight come from the weight's.
    void gatherGradients();
    void step(double learningRate);
    /// The watched figure after an evaluation, for a schedule that waits for a plateau.
    void observe(double metric) { m_schedule->observe(metric); }

    [[nodiscard]] OptimizerInstance& optimizer() { return *m_optimizer; }
    [[nodiscard]] ScheduleInstance& schedule() { return *m_schedule; }
    [[nodiscard]] const HeadLosses& losses() const { return m_losses; }

private:
    Objective m_objective;
    std::vector<model::Network*> m_networks;
    std::vector<model::LowRankChange*> m_lowRanks;
    std::vector<NamedTensor> m_parameters;
    std::vector<TaskHead> m_heads;
    HeadLosses m_losses;
    std::unique_ptr<OptimizerInstance> m_optimizer;
    std::unique_ptr<ScheduleInstance> m_schedule;
};

} // namespace fettle::training
