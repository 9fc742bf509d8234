// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/contrastive_start.h"

#include <algorithm>
#include <cmath>
#include <mutex>
#include <numeric>

#include <ATen/CPUGeneratorImpl.h>
#include <torch/torch.h>

#include "engine/component_api/loss.h"
#include "engine/component_api/optimizer.h"
#include "engine/component_api/transform.h"
#include "engine/pretrained/weight_plan.h"

namespace fettle::training {
namespace {

/// Texts of one step; the more there are, the more others each is told from.
constexpr std::int64_t kBatch = 64;
/// The share of the steps in which the learning rate rises.
constexpr double kWarmUp = 0.1;
constexpr std::uint64_t kStage = 7;

/// Chance of its own while it lives; afterwards torch's is where it was.
class OwnChance {
public:
    explicit OwnChance(std::uint64_t seed) : m_generator(at::detail::getDefaultCPUGenerator())
    {
        const std::lock_guard lock(m_generator.mutex());
        m_before = m_generator.get_state();
        m_generator.set_current_seed(seed);
    }
    OwnChance(const OwnChance&) = delete;
    OwnChance& operator=(const OwnChance&) = delete;
    ~OwnChance()
    {
        const std::lock_guard lock(m_generator.mutex());
        m_generator.set_state(m_before);
    }

private:
    at::Generator m_generator;
    at::Tensor m_before;
};

/// Wide networks are adjusted with smaller steps.
double usualRate(std::int64_t width) { return width <= 512 ? 1e-4 : width <= 800 ? 3e-5 : 1e-5; }

ParameterGroup learningWeights(const model::Network& body)
{
    ParameterGroup group;
    for (const auto& parameter : body.parameters()) {
        const bool learns = !parameter.name.starts_with(pretrained::kWordNode);
        parameter.tensor.set_requires_grad(learns);
        if (learns)
            group.tensors.push_back(parameter);
    }
    return group;
}

void shufflePlaces(std::vector<std::int64_t>& places, RandomStream& random)
{
    for (std::size_t i = places.size(); i > 1; --i)
        std::swap(places[i - 1], places[static_cast<std::size_t>(random.below(static_cast<std::int64_t>(i)))]);
}

double rateAt(double rate, std::int64_t step, std::int64_t steps)
{
    const double warmUp = std::max(1.0, kWarmUp * static_cast<double>(steps));
    const double at = static_cast<double>(step) + 1.0;
    return at <= warmUp ? rate * at / warmUp : rate * (static_cast<double>(steps) - at + 1.0) / (static_cast<double>(steps) - warmUp + 1.0);
}

} // namespace

std::vector<std::int64_t> contrastiveBatch(const std::vector<std::vector<std::int64_t>>& examplesOfClass, std::uint64_t seed, std::int64_t step)
{
    RandomStream random(seed, static_cast<std::uint64_t>(step), 0, kStage);
    std::vector<std::int64_t> classes;
    for (std::size_t i = 0; i < examplesOfClass.size(); ++i)
        if (!examplesOfClass[i].empty())
            classes.push_back(static_cast<std::int64_t>(i));
    shufflePlaces(classes, random);
    classes.resize(std::min<std::size_t>(classes.size(), kBatch / 2));
    std::vector<std::int64_t> batch;
    if (classes.empty())
        return batch;
    const auto each = kBatch / static_cast<std::int64_t>(classes.size());
    for (const auto index : classes) {
        auto places = examplesOfClass[static_cast<std::size_t>(index)];
        shufflePlaces(places, random);
        const auto wanted = std::clamp<std::int64_t>(each, 2, std::max<std::int64_t>(2, static_cast<std::int64_t>(places.size())));
        for (std::int64_t i = 0; i < wanted; ++i)
            batch.push_back(places[static_cast<std::size_t>(i) % places.size()]);
    }
    return batch;
}

Result<double> startContrastively(model::Network& body, const EncodedSplit& examples, std::span<const std::int64_t> classes,
                                  const Registry& registry, const ContrastiveOptions& options)
{
    std::vector<std::vector<std::int64_t>> examplesOfClass;
    for (std::size_t i = 0; i < classes.size(); ++i) {
        const auto index = static_cast<std::size_t>(std::max<std::int64_t>(0, classes[i]));
        examplesOfClass.resize(std::max(examplesOfClass.size(), index + 1));
        examplesOfClass[index].push_back(static_cast<std::int64_t>(i));
    }
    FETTLE_TRY_ASSIGN(const auto chosen, registry.resolve<Loss>(ComponentKind::Loss, {"supervised_contrastive", {}}));
    const auto loss = chosen.first->create(chosen.second, {});
    FETTLE_TRY_ASSIGN(const auto adamw, registry.resolve<Optimizer>(ComponentKind::Optimizer, {"adamw", {{"weight_decay", 0.01}}}));
    auto group = learningWeights(body);
    const auto weights = group.tensors;
    const auto optimizer = adamw.first->create(adamw.second, {std::move(group)});
    const OwnChance chance(options.seed);
    double rate = 0.0;
    double sum = 0.0;
    const auto last = std::max<std::int64_t>(1, options.steps / 10);
    for (std::int64_t step = 0; step < options.steps; ++step) {
        if (options.cancelled && options.cancelled())
            return makeError("training.stopped_early");
        if (options.progress)
            options.progress(static_cast<double>(step), static_cast<double>(options.steps));
        const auto places = contrastiveBatch(examplesOfClass, options.seed, step);
        auto slot = examples.makeSlot(static_cast<std::int64_t>(places.size()));
        examples.fill(slot, places, step);
        std::vector<std::int64_t> labels;
        for (const auto place : places)
            labels.push_back(classes[static_cast<std::size_t>(place)]);
        for (const auto& weight : weights)
            torch::Tensor(weight.tensor).mutable_grad().reset();
        const auto outputs = forwardPass(body, slot.batch.inputs, true, options.pass);
        const auto& output = outputs.begin()->second.values;
        if (rate == 0.0)
            rate = usualRate(output.size(1));
        const auto value = loss->mean(output, torch::tensor(labels, torch::kInt64), {});
        value.backward();
        const double now = value.item<double>();
        if (!std::isfinite(now))
            return makeError("training.diverged", {{"step", step + 1}, {"what", FETTLE_PHRASE("the loss")}, {"value", now},
                                                   {"fixes", FETTLE_PHRASE("a lower learning rate")}});
        optimizer->step(rateAt(rate, step, options.steps));
        if (options.learned)
            options.learned(step + 1, now);
        sum += step >= options.steps - last ? now : 0.0;
    }
    for (const auto& parameter : body.parameters()) {
        torch::Tensor(parameter.tensor).mutable_grad().reset();
        parameter.tensor.set_requires_grad(false);
    }
    return sum / static_cast<double>(last);
}

} // namespace fettle::training
