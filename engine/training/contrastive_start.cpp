// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/contrastive_start.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <new>
#include <numeric>

#include <c10/util/Exception.h>
#include <torch/torch.h>

#include "engine/component_api/loss.h"
#include "engine/component_api/optimizer.h"
#include "engine/component_api/transform.h"
#include "engine/model/random_state.h"
#include "engine/pretrained/weight_plan.h"
#include "engine/training/gradients.h"
#include "engine/training/memory_pool.h"

namespace fettle::training {
namespace {

/// The share of the steps in which the learning rate rises.
constexpr double kWarmUp = 0.1;
constexpr std::uint64_t kStage = 7;

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

std::vector<std::int64_t> contrastiveBatch(const std::vector<std::vector<std::int64_t>>& examplesOfClass, std::uint64_t seed, std::int64_t step,
                                           std::int64_t most)
{
    RandomStream random(seed, static_cast<std::uint64_t>(step), 0, kStage);
    std::vector<std::int64_t> classes;
    for (std::size_t i = 0; i < examplesOfClass.size(); ++i)
        if (!examplesOfClass[i].empty())
            classes.push_back(static_cast<std::int64_t>(i));
    shufflePlaces(classes, random);
    classes.resize(std::min<std::size_t>(classes.size(), static_cast<std::size_t>(most / 2)));
    std::vector<std::int64_t> batch;
    if (classes.empty())
        return batch;
    const auto each = most / static_cast<std::int64_t>(classes.size());
    for (const auto index : classes) {
        auto places = examplesOfClass[static_cast<std::size_t>(index)];
        shufflePlaces(places, random);
        const auto wanted = std::clamp<std::int64_t>(each, 2, std::max<std::int64_t>(2, static_cast<std::int64_t>(places.size())));
        for (std::int64_t i = 0; i < wanted; ++i)
            batch.push_back(places[static_cast<std::size_t>(i) % places.size()]);
    }
    return batch;
}

namespace {

/// What the steps of comparing work on.
class Comparison {
public:
    Comparison(model::Network& body, const EncodedSplit& examples, std::span<const std::int64_t> classes, const ContrastiveOptions& options)
        : m_body(body), m_examples(examples), m_classes(classes), m_options(options)
    {
        for (std::size_t i = 0; i < classes.size(); ++i) {
            const auto index = static_cast<std::size_t>(std::max<std::int64_t>(0, classes[i]));
            m_examplesOfClass.resize(std::max(m_examplesOfClass.size(), index + 1));
            m_examplesOfClass[index].push_back(static_cast<std::int64_t>(i));
        }
        if (options.checkpointing == ActivationCheckpointing::On)
            body.recomputeBlocks(true);
    }

    /// Errors: components.*.
    [[nodiscard]] Result<void> prepare(const Registry& registry)
    {
        FETTLE_TRY_ASSIGN(const auto chosen, registry.resolve<Loss>(ComponentKind::Loss, {"supervised_contrastive", {}}));
        m_loss = chosen.first->create(chosen.second, {});
        FETTLE_TRY_ASSIGN(const auto adamw, registry.resolve<Optimizer>(ComponentKind::Optimizer, {"adamw", {{"weight_decay", 0.01}}}));
        auto group = learningWeights(m_body);
        m_weights = group.tensors;
        m_optimizer = adamw.first->create(adamw.second, {std::move(group)});
        return {};
    }

    /// Forward, loss, backward, and one step of the weights where the loss is a number. Gives the loss.
    double step(std::int64_t step)
    {
        if (m_options.faults)
            m_options.faults->maybeRunOutOfMemory(step + 1);
        const auto places = contrastiveBatch(m_examplesOfClass, m_options.seed, step, m_most);
        m_compared = static_cast<std::int64_t>(places.size());
        auto slot = m_examples.makeSlot(m_compared);
        m_examples.fill(slot, places, step);
        std::vector<std::int64_t> labels;
        for (const auto place : places)
            labels.push_back(m_classes[static_cast<std::size_t>(place)]);
        clearGradients(m_weights);
        const auto outputs = forwardPass(m_body, slot.batch.inputs, true, m_options.pass);
        const auto& output = outputs.begin()->second.values;
        const auto value = m_loss->mean(output, torch::tensor(labels, torch::kInt64), {});
        value.backward();
        if (m_options.faults)
            m_options.faults->maybeRunOutOfMemoryLate(step + 1);
        const double now = value.item<double>();
        if (std::isfinite(now))
            m_optimizer->step(rateAt(usualRate(output.size(1)), step, m_options.steps));
        return now;
    }

    /// Less memory from now on, in the order in which an ordinary training does it: first what changes no number, then
    /// fewer texts at a time. Errors: training.contrastive_out_of_memory.
    [[nodiscard]] Result<void> spareMemory(std::int64_t step)
    {
        m_body.letGo();
        clearGradients(m_weights);
        releaseCachedMemory();
        if (m_options.checkpointing == ActivationCheckpointing::Auto && m_body.blockBytesPerStep() > 0 && !m_body.recomputesBlocks()) {
            m_body.recomputeBlocks(true);
            say(makeError("training.checkpointing_out_of_memory", {{"step", step + 1}}));
            return {};
        }
        const auto before = std::min(m_most, m_compared);
        if (before <= kLeastContrastiveBatch)
            return makeError("training.contrastive_out_of_memory", {{"count", before}});
        m_most = std::max(kLeastContrastiveBatch, before / 2);
        say(makeError("training.contrastive_batch_halved", {{"step", step + 1}, {"from", before}, {"to", m_most}}));
        return {};
    }

    void freeze()
    {
        const auto parameters = m_body.parameters();
        clearGradients(parameters);
        for (const auto& parameter : parameters)
            parameter.tensor.set_requires_grad(false);
    }

private:
    void say(const Note& note)
    {
        if (m_options.note)
            m_options.note(note);
    }

    model::Network& m_body;
    const EncodedSplit& m_examples;
    std::span<const std::int64_t> m_classes;
    const ContrastiveOptions& m_options;
    std::vector<std::vector<std::int64_t>> m_examplesOfClass;
    std::unique_ptr<LossFunction> m_loss;
    std::unique_ptr<OptimizerInstance> m_optimizer;
    std::vector<NamedTensor> m_weights;
    std::int64_t m_most = kComparedTogether;     ///< texts that are compared in a step
    std::int64_t m_compared = kComparedTogether; ///< in the newest step; few examples are fewer
};

} // namespace

Result<double> startContrastively(model::Network& body, const EncodedSplit& examples, std::span<const std::int64_t> classes,
                                  const Registry& registry, const ContrastiveOptions& options)
{
    Comparison comparison(body, examples, classes, options);
    FETTLE_TRY(comparison.prepare(registry));
    const model::KeptRandomState kept(options.seed); // chance of its own
    double sum = 0.0;
    const auto last = std::max<std::int64_t>(1, options.steps / 10);
    for (std::int64_t step = 0; step < options.steps;) {
        if (options.cancelled && options.cancelled())
            return makeError("training.stopped_early");
        if (options.progress)
            options.progress(static_cast<double>(step), static_cast<double>(options.steps));
        double now = 0.0;
        const model::RandomState before; // what an attempt drew is drawn again by the next one
        try {
            now = comparison.step(step);
        } catch (const c10::OutOfMemoryError&) {
            before.restore();
            FETTLE_TRY(comparison.spareMemory(step));
            continue;
        } catch (const std::bad_alloc&) {
            before.restore();
            FETTLE_TRY(comparison.spareMemory(step));
            continue;
        }
        if (!std::isfinite(now))
            return makeError("training.diverged", {{"step", step + 1}, {"what", FETTLE_PHRASE("the loss")}, {"value", now},
                                                   {"fixes", FETTLE_PHRASE("a lower learning rate")}});
        ++step;
        if (options.learned)
            options.learned(step, now);
        sum += step > options.steps - last ? now : 0.0;
    }
    comparison.freeze();
    return sum / static_cast<double>(last);
}

} // namespace fettle::training
