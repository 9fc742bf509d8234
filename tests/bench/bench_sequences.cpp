// SPDX-License-Identifier: GPL-3.0-or-later
// Layers for sequences against what LibTorch offers for the same: one step forward and back on random numbers, in turn, on
// full and on padded batches (lengths even between 30 % and 100 % of the longest). Prints milliseconds, medians.
// bench_sequences [pairs per case [part of a case's name]]
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>

#include <torch/torch.h>

#include "engine/component_api/layer.h"
#include "engine/model/sequence.h"

using namespace fettle;

namespace {

using Clock = std::chrono::steady_clock;
using torch::Tensor;

struct Sizes {
    std::int64_t rows = 32;
    std::int64_t steps = 64;
    std::int64_t features = 128;
};

/// One layer of ours with its input.
struct Trial {
    std::unique_ptr<LayerInstance> layer;
    Signal input;
    std::vector<std::int64_t> lengths;

    [[nodiscard]] std::vector<Tensor> weights() const
    {
        std::vector<Tensor> all;
        for (const auto& entry : layer->parameters())
            all.push_back(entry.tensor);
        return all;
    }
    [[nodiscard]] Tensor hidden() const { return input.layout ? input.layout->mask.logical_not() : Tensor(); }
};

Trial makeTrial(const Registry& registry, const ComponentRef& ref, const Sizes& sizes, bool padded)
{
    torch::manual_seed(1);
    auto resolved = registry.resolve<Layer>(ComponentKind::Layer, ref).value();
    const auto spec = tensorSpec({{"N", -1}, {"T", -1}, {"D", sizes.features}});
    Trial trial;
    trial.layer = resolved.first->build(resolved.second, std::vector{spec}, {});
    for (std::int64_t row = 0; row < sizes.rows; ++row)
        trial.lengths.push_back(padded ? std::max<std::int64_t>(1, sizes.steps * (30 + 70 * row / (sizes.rows - 1)) / 100) : sizes.steps);
    trial.input.values = torch::randn({sizes.rows, sizes.steps, sizes.features}).set_requires_grad(true);
    trial.input.layout = model::layoutOf(trial.lengths, sizes.steps, torch::kCPU);
    return trial;
}

double seconds(const std::function<Tensor()>& forward, const std::vector<Tensor>& leaves)
{
    const auto start = Clock::now();
    static_cast<void>(torch::autograd::grad({forward().sum()}, leaves));
    return std::chrono::duration<double>(Clock::now() - start).count();
}

double median(std::vector<double> values)
{
    std::ranges::sort(values);
    return values[values.size() / 2];
}

void compare(const std::string& name, const Trial& trial, const std::function<Tensor()>& theirs, int pairs)
{
    auto leaves = trial.weights();
    leaves.push_back(trial.input.values);
    const auto ours = [&] { return trial.layer->forward(std::span(&trial.input, 1), {true})[0].values; };
    std::vector<double> mine;
    std::vector<double> others;
    std::vector<double> ratios;
    for (int pair = -2; pair < pairs; ++pair) {
        const double a = seconds(ours, leaves);
        const double b = seconds(theirs, leaves);
        if (pair < 0)
            continue; // warming up
        mine.push_back(a * 1e3);
        others.push_back(b * 1e3);
        ratios.push_back(b / a);
    }
    std::printf("%-44s %8.2f ms   LibTorch %8.2f ms   ratio %5.2f (%.2f to %.2f)\n", name.c_str(), median(mine), median(others),
                median(ratios), *std::ranges::min_element(ratios), *std::ranges::max_element(ratios));
}

/// As nn.LSTM and nn.GRU run: on the padded batch as it is, or packed.
Tensor libTorchRecurrent(const Trial& trial, bool lstm, std::int64_t hidden, bool packs)
{
    const auto weights = trial.weights();
    const auto& values = trial.input.values;
    const auto state = torch::zeros({2, values.size(0), hidden});
    if (!packs)
        return lstm ? std::get<0>(at::lstm(values, {state, state}, weights, true, 1, 0.0, true, true, true))
                    : std::get<0>(at::gru(values, state, weights, true, 1, 0.0, true, true, true));
    const auto lengths = torch::tensor(trial.lengths, torch::kInt64);
    const auto order = std::get<1>(lengths.sort(0, true));
    const auto [data, sizes] = at::_pack_padded_sequence(values.index_select(0, order), lengths.index_select(0, order), true);
    const auto result = lstm ? std::get<0>(at::lstm(data, sizes, {state, state}, weights, true, 1, 0.0, true, true))
                             : std::get<0>(at::gru(data, sizes, state, weights, true, 1, 0.0, true, true));
    return std::get<0>(at::_pad_packed_sequence(result, sizes, true, 0.0, values.size(1))).index_select(0, order.argsort());
}

/// As nn.TransformerEncoderLayer(norm_first=True, activation="gelu") trains.
Tensor libTorchBlock(const Trial& trial, std::int64_t heads, double dropout)
{
    const auto w = trial.weights();
    const auto& x = trial.input.values;
    const auto features = x.size(2);
    const auto normed = [&](const Tensor& y, std::size_t at) { return at::layer_norm(y, {features}, w[at], w[at + 1], 1e-5); };
    const auto dropped = [&](const Tensor& y) { return dropout > 0 ? at::dropout(y, dropout, true) : y; };
    const auto parts = at::linear(normed(x, 8), w[0], w[1]).unflatten(2, {3, heads, features / heads}).unbind(2);
    const auto hidden = trial.hidden();
    const auto mask = hidden.defined() ? std::optional<Tensor>(hidden.logical_not().unsqueeze(1).unsqueeze(1)) : std::nullopt;
    const auto seen = at::scaled_dot_product_attention(parts[0].transpose(1, 2), parts[1].transpose(1, 2), parts[2].transpose(1, 2), mask, dropout);
    const auto y = x + dropped(at::linear(seen.transpose(1, 2).flatten(2), w[2], w[3]));
    const auto inner = dropped(at::gelu(at::linear(normed(y, 10), w[4], w[5])));
    return y + dropped(at::linear(inner, w[6], w[7]));
}

} // namespace

int main(int count, char** arguments)
{
    const int pairs = count > 1 ? std::atoi(arguments[1]) : 15;
    const std::string wanted = count > 2 ? arguments[2] : "";
    Registry registry;
    registerBuiltInComponents(registry);
    std::printf("%d threads\n", at::get_num_threads());
    const auto run = [&](const std::string& name, const ComponentRef& ref, const Sizes& sizes, const std::function<Tensor(const Trial&)>& theirs) {
        for (const bool padded : {false, true}) {
            const auto title = name + (padded ? ", padded" : ", full");
            if (title.find(wanted) == std::string::npos)
                continue;
            const auto trial = makeTrial(registry, ref, sizes, padded);
            compare(title, trial, [&] { return theirs(trial); }, pairs);
        }
    };
    for (const std::string cell : {"lstm", "gru"})
        for (const bool packs : {false, true})
            run(cell + " 128, both directions" + (packs ? ", theirs packed" : ""), {cell, {{"hidden_size", 128}, {"bidirectional", true}}}, {},
                [&](const Trial& trial) { return libTorchRecurrent(trial, cell == "lstm", 128, packs); });
    for (const std::int64_t kernel : {3, 5})
        run("conv1d 100×" + std::to_string(kernel), {"conv1d", {{"out_channels", 100}, {"kernel_size", kernel}}}, {64, 64, 128},
            [&](const Trial& trial) {
                const auto w = trial.weights();
                return at::conv1d(trial.input.values.transpose(1, 2), w[0], w[1], 1, at::ArrayRef<std::int64_t>{kernel / 2}).transpose(1, 2);
            });
    for (const double dropout : {0.0, 0.1})
        run("transformer block 128, 4 heads, dropout " + std::to_string(dropout).substr(0, 3),
            {"transformer_encoder_block", {{"dim_feedforward", 512}, {"dropout", dropout}}}, {32, 128, 128},
            [&](const Trial& trial) { return libTorchBlock(trial, 4, dropout); });
    run("largest over time", {"time_pool", {{"mode", "max"}}}, {64, 64, 100}, [](const Trial& trial) { return at::amax(trial.input.values, {1}); });
    return 0;
}
