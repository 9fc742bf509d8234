// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/precision.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>

#include <c10/util/Exception.h>
#include <torch/torch.h>

#include "engine/model/random_state.h"
#include "engine/platform/machine.h"
#include "engine/training/gradients.h"

namespace fettle::training {
namespace {

constexpr std::int64_t kSmallNetwork = 2'000'000; ///< weights; below it dense layers are not worth casting
constexpr double kWorthwhile = 1.15;
// People wait for the first step: half a batch says mostly what is faster.
constexpr std::int64_t kTrialExamples = 16;
constexpr int kTrialSteps = 2;
constexpr double kMostSeconds = 2.0;
constexpr double kClearly = 1.3;

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

/// Numbers of the right shape; texts, whose length decides what a step costs, are real ones from everywhere.
std::map<std::string, Signal> trialInputs(const Experiment& experiment, std::int64_t count)
{
    std::map<std::string, Signal> inputs;
    const auto& split = *experiment.train;
    if (!split.lengths().empty()) {
        std::vector<std::int64_t> positions;
        for (std::int64_t i = 0; i < count; ++i)
            positions.push_back(i * split.size() / count);
        auto slot = split.makeSlot(count);
        split.fill(slot, positions, 0);
        return slot.batch.inputs;
    }
    for (const auto& [name, spec] : experiment.inputSpecs) {
        const auto shape = batchShape(spec, count);
        auto values = spec.dtype == DType::Float32 ? torch::randn(shape)
                                                   : torch::zeros(shape, torch::TensorOptions(toScalarType(spec.dtype)));
        if (values.dim() == 4 && experiment.recipe.training.channelsLast)
            values = values.contiguous(torch::MemoryFormat::ChannelsLast);
        inputs[name] = {std::move(values), nullptr};
    }
    return inputs;
}

/// The fastest of a few steps, forward and backward.
double stepSeconds(model::Network& network, const std::map<std::string, Signal>& inputs, const PassOptions& pass)
{
    double fastest = 1e9;
    const auto start = Clock::now();
    for (int i = 0; i <= kTrialSteps && (i < 2 || secondsSince(start) < kMostSeconds / 4); ++i) {
        const auto begin = Clock::now();
        torch::Tensor loss;
        for (const auto& [head, output] : forwardPass(network, inputs, true, pass))
            loss = loss.defined() ? loss + output.values.square().mean() : output.values.square().mean();
        loss.backward();
        clearGradients(network.parameters());
        if (i > 0) // the first one warms up
            fastest = std::min(fastest, secondsSince(begin));
    }
    return fastest;
}

} // namespace

Result<PrecisionChoice> choosePrecision(const Experiment& experiment, const Registry& registry)
{
    const auto cpu = platform::Machine().cpu();
    if (!cpu.has("avx512_bf16") && !cpu.has("amx_bf16"))
        return PrecisionChoice{};
    const auto& graph = *experiment.recipe.networks.at(experiment.mainNetwork()).graph;
    FETTLE_TRY_ASSIGN(auto network, model::buildNetwork(graph, experiment.inputSpecs, registry, {}, 1));
    std::int64_t weights = 0;
    for (const auto& parameter : network->parameters())
        weights += parameter.tensor.numel();
    if (!network->hasConvolutions() && weights < kSmallNetwork)
        return PrecisionChoice{};
    const model::KeptRandomState kept;
    PassOptions pass;
    pass.channelsLast = experiment.recipe.training.channelsLast;
    prepareNetwork(*network, pass);
    // Converting the weights costs the same for every step: unless it is clear, a whole batch decides.
    const auto whole = experiment.recipe.training.microBatchSize;
    double float32 = 0.0;
    double bfloat16 = 0.0;
    const auto tryBoth = [&](std::int64_t count) {
        try {
            const auto inputs = trialInputs(experiment, count);
            pass.precision = Precision::Float32;
            const double slow = stepSeconds(*network, inputs, pass);
            pass.precision = Precision::BFloat16;
            bfloat16 = stepSeconds(*network, inputs, pass);
            float32 = slow;
            return true;
        } catch (const c10::OutOfMemoryError&) {
            return false; // the training itself passes in smaller groups then
        }
    };
    for (const auto count : {std::min(whole, kTrialExamples), whole}) {
        if (!tryBoth(count))
            break;
        if (float32 > kWorthwhile * kClearly * bfloat16)
            break;
    }
    PrecisionChoice choice;
    choice.precision = float32 > kWorthwhile * bfloat16 ? Precision::BFloat16 : Precision::Float32;
    const auto milliseconds = [](double seconds) { return std::round(seconds * 1e5) / 100.0; };
    choice.note = makeError("training.precision_chosen", {{"precision", std::string(toText(choice.precision))},
                                                          {"float32_ms", milliseconds(float32)},
                                                          {"bfloat16_ms", milliseconds(bfloat16)}});
    return choice;
}

} // namespace fettle::training
