// SPDX-License-Identifier: GPL-3.0-or-later
#include <doctest/doctest.h>

#include <cmath>

#include <torch/torch.h>

#include "engine/model/graph_checker.h"
#include "engine/model/network.h"
#include "engine/model/pytorch_code.h"
#include "engine/model/sequence.h"
#include "engine/model/torch_compat.h"
#include "tests/model/graphs.h"

using namespace fettle;
using namespace fettle::test;

namespace {

TensorSpec sequenceSpec(std::int64_t steps, std::int64_t features)
{
    return tensorSpec({{"N", -1}, {"T", steps}, {"D", features}});
}

/// The layer alone, with weights from one seed.
std::unique_ptr<LayerInstance> sequenceLayer(const std::string& id, ValueMap options, std::int64_t features)
{
    auto resolved = builtInRegistry().resolve<Layer>(ComponentKind::Layer, {id, std::move(options)});
    REQUIRE(resolved.ok());
    torch::manual_seed(4);
    return resolved->first->build(resolved->second, std::vector{sequenceSpec(-1, features)}, {});
}

Signal paddedSignal(const std::vector<std::int64_t>& lengths, std::int64_t steps, std::int64_t features)
{
    torch::manual_seed(9);
    return {torch::randn({static_cast<std::int64_t>(lengths.size()), steps, features}), model::layoutOf(lengths, steps, torch::kCPU)};
}

std::string errorCode(const std::string& id, ValueMap options, const TensorSpec& spec)
{
    model::GraphChecker checker(builtInRegistry());
    const auto report = checker.check(chain({node("layer", id, std::move(options))}), {{"x", spec}}, {});
    return report.nodes.size() > 1 && report.nodes[1].error ? report.nodes[1].error->code : "";
}

} // namespace

TEST_CASE("layers for sequences say what does not fit")
{
    CHECK(errorCode("conv1d", {{"kernel_size", 5}, {"padding_same", false}}, sequenceSpec(4, 3)) == "model.window_too_long");
    CHECK(errorCode("conv1d", {{"kernel_size", 5}, {"padding_same", false}}, sequenceSpec(-1, 3)).empty());
    CHECK(errorCode("conv1d", {{"stride", 2}}, sequenceSpec(4, 3)) == "model.padding_same_stride");
    CHECK(errorCode("conv1d", {{"groups", 2}}, sequenceSpec(4, 3)) == "model.groups_mismatch");
    CHECK(errorCode("multihead_attention", {{"num_heads", 3}}, sequenceSpec(4, 8)) == "model.heads_mismatch");
    CHECK(errorCode("transformer_encoder_block", {{"num_heads", 2}, {"rotary", true}}, sequenceSpec(4, 6)) == "model.rotary_odd");
    CHECK(errorCode("learned_positions", {{"num_positions", 3}}, sequenceSpec(4, 6)) == "model.sequence_too_long");
    CHECK(errorCode("lstm", {}, tensorSpec({{"N", -1}, {"D", 3}})) == "model.wrong_rank");
    CHECK(errorCode("gru", {}, tensorSpec({{"N", -1}, {"T", 3}, {"D", 3}}, DType::Int64)) == "model.needs_numbers");
}

TEST_CASE("a text that is too long names the layer that refuses it")
{
    auto network = model::buildNetwork(chain({node("places", "learned_positions", {{"num_positions", 4}}), node("pool", "time_pool")}),
                                       {{"x", sequenceSpec(-1, 2)}}, builtInRegistry(), {}, 1);
    REQUIRE(network.ok());
    CHECK((*network)->forwardSingle({{"x", {torch::zeros({1, 4, 2}), nullptr}}}, {}).size(0) == 1);
    try {
        static_cast<void>((*network)->forwardSingle({{"x", {torch::zeros({1, 5, 2}), nullptr}}}, {}));
        FAIL("five steps went through");
    } catch (const LayerError& error) {
        CHECK(error.error().code == "model.sequence_too_long");
        CHECK(error.error().arguments.at("node").asText() == "places");
        CHECK(error.error().arguments.at("got").asInteger() == 5);
    }
}

TEST_CASE("a convolution that shortens shortens each row's length too; a row too short for the window counts as empty")
{
    const auto convolution = sequenceLayer("conv1d", {{"out_channels", 3}, {"kernel_size", 3}, {"padding_same", false}}, 2);
    const auto signal = paddedSignal({5, 2, 3}, 5, 2);
    const auto output = convolution->forward(std::span(&signal, 1), {})[0];
    CHECK(output.values.size(1) == 3);
    CHECK(model::sequenceLengths(output) == std::vector<std::int64_t>{3, 0, 1});
    for (const std::string mode : {"mean", "max", "attention", "first", "last"}) {
        CAPTURE(mode);
        const auto pooled = sequenceLayer("time_pool", {{"mode", mode}}, 3)->forward(std::span(&output, 1), {})[0].values;
        CHECK(pooled[1].abs().max().item<double>() == 0.0);
        CHECK(pooled[0].abs().max().item<double>() > 0.0);
        CHECK(torch::isfinite(pooled).all().item<bool>());
    }
    const auto shortOnes = paddedSignal({2, 1}, 2, 2);
    CHECK(model::sequenceLengths(convolution->forward(std::span(&shortOnes, 1), {})[0]) == std::vector<std::int64_t>{0, 0});
    const auto states = sequenceLayer("lstm", {{"hidden_size", 4}, {"output", "last"}, {"bidirectional", true}}, 3)
                            ->forward(std::span(&output, 1), {})[0].values;
    CHECK(states[1].abs().max().item<double>() == 0.0);
    CHECK(states[2].abs().max().item<double>() > 0.0);
}

TEST_CASE("a convolution behind which few steps count has the gradients that it has where all do")
{
    for (const auto& options : {ValueMap{{"kernel_size", 4}}, ValueMap{{"kernel_size", 3}, {"dilation", 2}},
                                ValueMap{{"kernel_size", 3}, {"padding_same", false}, {"padding", 1}}, ValueMap{{"kernel_size", 2}, {"bias", false}}}) {
        auto all = options;
        all["out_channels"] = 19;
        const auto convolution = sequenceLayer("conv1d", all, 5);
        const std::vector<std::int64_t> lengths{30, 17, 6, 24};
        auto signal = paddedSignal(lengths, 30, 5);
        signal.values.set_requires_grad(true);
        const auto output = convolution->forward(std::vector{signal}, {})[0].values;
        std::vector<torch::Tensor> sources{signal.values};
        for (const auto& parameter : convolution->parameters())
            sources.push_back(parameter.tensor);
        const auto gradientsOf = [&](const torch::Tensor& gradient) { return torch::autograd::grad({output}, sources, {gradient}, true); };
        // One step of each filter, as a maximum over time leaves it; a step has several, and some have none.
        auto few = torch::zeros_like(output);
        for (std::int64_t row = 0; row < std::ssize(lengths); ++row)
            for (std::int64_t filter = 0; filter < 17; ++filter)
                few[row][(7 * filter + row) % std::min<std::int64_t>(11, lengths[static_cast<std::size_t>(row)] - 1)][filter] = 0.1 * static_cast<double>(filter - 4 * row);
        // Beside something everywhere all are looked at; what that adds is taken away again.
        const auto followed = gradientsOf(few);
        const auto everywhere = gradientsOf(few + 1.0);
        const auto added = gradientsOf(torch::ones_like(few));
        for (std::size_t i = 0; i < sources.size(); ++i) {
            CAPTURE(i);
            CHECK(followed[i].sizes() == sources[i].sizes());
            CHECK(torch::allclose(followed[i], everywhere[i] - added[i], 1e-4, 1e-4));
            CHECK(followed[i].abs().sum().item<double>() > 0.1);
        }
    }
}

TEST_CASE("dropout draws from the default generator alone, hits its share and keeps the mean")
{
    torch::Tensor hits;
    for (const auto dtype : {torch::kFloat32, torch::kFloat64, torch::kBFloat16}) {
        CAPTURE(dtype);
        const auto resolved = builtInRegistry().resolve<Layer>(ComponentKind::Layer, {"dropout", {{"p", 0.3}}});
        const auto layer = resolved->first->build(resolved->second, std::vector{tensorSpec({{"N", -1}, {"D", 1000}})}, {});
        const Signal ones{torch::ones({300, 1000}, dtype).requires_grad_(), nullptr};
        const auto drawn = [&] { return layer->forward(std::span(&ones, 1), {true})[0].values.to(torch::kFloat64); };
        torch::manual_seed(8);
        const auto first = drawn();
        const auto second = drawn();
        torch::manual_seed(8);
        CHECK(torch::equal(first, drawn()));
        CHECK_FALSE(torch::equal(first, second));
        const double share = (first == 0).to(torch::kFloat64).mean().item<double>();
        CHECK(share == doctest::Approx(0.3).epsilon(0.01));
        CHECK(first.mean().item<double>() == doctest::Approx(1.0).epsilon(0.01));
        // Neither rows nor columns are favoured.
        CHECK((first == 0).to(torch::kFloat64).mean(0).std().item<double>() < 0.04);
        CHECK((first == 0).to(torch::kFloat64).mean(1).std().item<double>() < 0.025);
        // The way back is multiplied by the same numbers as the way there.
        torch::manual_seed(8);
        const auto output = layer->forward(std::span(&ones, 1), {true})[0].values;
        output.sum().backward();
        CHECK(torch::equal(ones.values.grad(), output));
        // Numbers of 16 bits are rounded once.
        if (hits.defined())
            CHECK(torch::equal(hits, first == 0));
        hits = first == 0;
        if (dtype == torch::kBFloat16) {
            const auto others = torch::full({1}, 1 / 0.7, torch::kFloat32).to(dtype).to(torch::kFloat64);
            CHECK(torch::equal(first.max(), others[0]));
        }
    }
}

TEST_CASE("dropout of attention leaves looks out and keeps the mean")
{
    const auto layer = sequenceLayer("multihead_attention", {{"num_heads", 2}, {"dropout", 0.4}}, 4);
    {
        // Everybody looks everywhere alike, at ones.
        const torch::NoGradGuard noGradient;
        for (auto entry : layer->parameters())
            entry.tensor.zero_();
        auto bias = layer->parameters()[1].tensor;
        bias.narrow(0, 8, 4).fill_(1.0);
        auto out = layer->parameters()[2].tensor;
        out.copy_(torch::eye(4));
    }
    const auto signal = paddedSignal({90, 40, 90, 70}, 90, 4);
    torch::manual_seed(2);
    const auto training = layer->forward(std::span(&signal, 1), {true})[0].values.masked_select(signal.layout->mask.unsqueeze(-1));
    CHECK(training.mean().item<double>() == doctest::Approx(1.0).epsilon(0.02));
    CHECK(training.std().item<double>() > 0.03);
    const auto predicting = layer->forward(std::span(&signal, 1), {false})[0].values.masked_select(signal.layout->mask.unsqueeze(-1));
    CHECK(torch::allclose(predicting, torch::ones_like(predicting)));
}

TEST_CASE("layers for sequences give the same bits at every run, and nearly the same numbers in bfloat16")
{
    const auto signal = paddedSignal({9, 30, 17, 2, 30, 21}, 30, 16);
    struct Case {
        std::string id;
        ValueMap options;
    };
    const std::vector<Case> cases{{"lstm", {{"hidden_size", 24}, {"bidirectional", true}, {"num_layers", 2}}}, {"gru", {{"hidden_size", 40}}},
                                  {"rnn", {{"hidden_size", 8}}}, {"conv1d", {{"out_channels", 12}}},
                                  {"transformer_encoder_block", {{"dropout", 0.0}, {"rotary", true}}},
                                  {"multihead_attention", {}}, {"time_pool", {{"mode", "attention"}}}};
    for (const auto& [id, options] : cases) {
        CAPTURE(id);
        const auto layer = sequenceLayer(id, options, 16);
        const auto gradients = [&](const Signal& given, torch::Tensor& output) {
            std::vector<torch::Tensor> leaves;
            for (const auto& entry : layer->parameters())
                leaves.push_back(entry.tensor);
            const auto result = layer->forward(std::span(&given, 1), {true})[0];
            output = model::withoutPadding({result.values.to(torch::kFloat32), result.layout}).detach();
            return torch::autograd::grad({model::withoutPadding(result).to(torch::kFloat32).square().sum()}, leaves);
        };
        torch::Tensor first;
        torch::Tensor again;
        torch::Tensor half;
        const auto one = gradients(signal, first);
        const auto two = gradients(signal, again);
        CHECK(torch::equal(first, again));
        for (std::size_t i = 0; i < one.size(); ++i)
            CHECK(torch::equal(one[i], two[i]));
        const model::AutocastScope autocast(true, torch::kCPU, torch::kBFloat16);
        const auto mixed = gradients({signal.values.to(torch::kBFloat16), signal.layout}, half);
        const auto scale = first.abs().max().item<double>();
        CHECK((half - first).abs().max().item<double>() < 0.05 * scale);
        for (std::size_t i = 0; i < one.size(); ++i)
            CHECK((mixed[i] - one[i]).abs().max().item<double>() < 0.08 * (one[i].abs().max().item<double>() + 0.1));
    }
}

TEST_CASE("PyTorch code: how a module is called stands after it, a class of its own once before the network")
{
    auto graph = chain({node("rnn", "lstm", {{"hidden_size", 4}, {"bidirectional", true}}),
                        node("conv", "conv1d", {{"out_channels", 8}}), node("a", "multihead_attention", {{"rotary", true}}),
                        node("b", "multihead_attention", {{"rotary", true}}), node("pool", "time_pool", {{"mode", "attention"}})});
    const auto code = model::pytorchModule(graph, {{"x", sequenceSpec(-1, 8)}}, builtInRegistry());
    REQUIRE(code.ok());
    CHECK(code->find("self.rnn = nn.LSTM(8, 4, bidirectional=True, batch_first=True)") != std::string::npos);
    CHECK(code->find("rnn = self.rnn(x)[0]") != std::string::npos);
    CHECK(code->find("conv = self.conv(rnn.transpose(1, 2)).transpose(1, 2)") != std::string::npos);
    CHECK(code->find("class RotaryAttention(nn.Module):") == code->rfind("class RotaryAttention(nn.Module):"));
    CHECK(code->find("class RotaryAttention(nn.Module):") < code->find("class Network(nn.Module):"));
    CHECK(code->find("self.b = RotaryAttention(8, 4)") != std::string::npos);
    CHECK(code->find("self.pool.query") != std::string::npos);
}
