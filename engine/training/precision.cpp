// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/precision.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <new>
#include <optional>

#include <c10/util/Exception.h>
#include <torch/torch.h>

#include "engine/model/random_state.h"
#include "engine/platform/machine.h"
#include "engine/training/gradients.h"

namespace fettle::training {
namespace {

constexpr std::int64_t kSmallNetwork = 2'000'000; ///< weights; below it dense layers are not worth casting
constexpr double kWorthwhile = 1.15;
// People wait for the first step: steps of both kinds follow in turns until it is clear, over a few examples first, and
// over a whole batch where there is time for it.
constexpr double kClearly = 1.15;
constexpr std::int64_t kFewExamples = 8;
constexpr int kFewestTurns = 2;
constexpr int kMostTurns = 4;
constexpr double kMostSeconds = 2.0;

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

/// Seconds of one step, forward and backward.
double stepSeconds(model::Network& network, const std::map<std::string, Signal>& inputs, const PassOptions& pass)
{
    const auto start = Clock::now();
    torch::Tensor loss;
    for (const auto& [head, output] : forwardPass(network, inputs, true, pass))
        loss = loss.defined() ? loss + output.values.square().mean() : output.values.square().mean();
    loss.backward();
    clearGradients(network.parameters());
    return secondsSince(start);
}

/// Of one step, in seconds.
struct StepTimes {
    double float32 = std::numeric_limits<double>::infinity();
    double bfloat16 = std::numeric_limits<double>::infinity();

    [[nodiscard]] double gain() const { return float32 / bfloat16; }
};

/// The fastest step of each kind. In turns, so that what else the machine does meets both alike.
StepTimes fastestSteps(model::Network& network, const std::map<std::string, Signal>& inputs, PassOptions pass,
                       int turns)
{
    StepTimes times;
    for (int turn = 1; turn <= turns; ++turn) {
        pass.precision = Precision::Float32;
        times.float32 = std::min(times.float32, stepSeconds(network, inputs, pass));
        pass.precision = Precision::BFloat16;
        times.bfloat16 = std::min(times.bfloat16, stepSeconds(network, inputs, pass));
        const bool clear = times.gain() > kWorthwhile * kClearly || times.gain() * kClearly < kWorthwhile;
        if (turn >= kFewestTurns && clear)
            break;
    }
    return times;
}

/// Nothing where not even a few examples fit into memory.
std::optional<StepTimes> compareSteps(model::Network& network, const Experiment& experiment, const PassOptions& pass)
{
    std::optional<StepTimes> times;
    const auto whole = experiment.recipe.training.microBatchSize;
    const auto few = std::min(whole, kFewExamples);
    try {
        times = fastestSteps(network, trialInputs(experiment, few), pass, kFewestTurns);
        // Converting the weights costs the same for every step: a whole batch decides where there is time for it.
        const double larger = static_cast<double>(whole) / static_cast<double>(few);
        if (kFewestTurns * larger * (times->float32 + times->bfloat16) < kMostSeconds)
            times = fastestSteps(network, trialInputs(experiment, whole), pass, kMostTurns);
    } catch (const c10::OutOfMemoryError&) {
        // The training itself passes in smaller groups then.
    } catch (const std::bad_alloc&) {
        // The same.
    }
    return times;
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
    const auto times = compareSteps(*network, experiment, pass);
    if (!times)
        return PrecisionChoice{};
    PrecisionChoice choice;
    choice.precision = times->gain() > kWorthwhile ? Precision::BFloat16 : Precision::Float32;
    const auto milliseconds = [](double seconds) { return std::round(seconds * 1e5) / 100.0; };
    choice.note = makeError("training.precision_chosen", {{"precision", std::string(toText(choice.precision))},
                                                          {"float32_ms", milliseconds(times->float32)},
                                                          {"bfloat16_ms", milliseconds(times->bfloat16)}});
    return choice;
}

} // namespace fettle::training
