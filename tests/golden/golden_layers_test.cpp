// SPDX-License-Identifier: GPL-3.0-or-later
// Layers for sequences on padded batches against PyTorch's (layers.json from make_layers.py): outputs and gradients of
// weights and inputs, fp64 within 1e-9.
#include <cmath>
#include <fstream>
#include <numeric>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>
#include <torch/torch.h>

#include "engine/component_api/layer.h"
#include "engine/model/sequence.h"
#include "tests/support/environment.h"

using namespace fettle;

namespace {

/// The formulas of make_layers.py.
torch::Tensor layerWave(const std::vector<std::int64_t>& shape, double phase, double scale)
{
    auto values = torch::empty(shape, torch::kFloat64);
    for (std::int64_t i = 0; i < values.numel(); ++i)
        values.data_ptr<double>()[i] = scale * std::sin(0.7 * static_cast<double>(i) + phase);
    return values;
}

torch::Tensor tokens(std::int64_t rows, std::int64_t steps)
{
    auto values = torch::empty({rows, steps}, torch::kInt64);
    for (std::int64_t i = 0; i < values.numel(); ++i)
        values.data_ptr<std::int64_t>()[i] = (i * 7 + 3) % 9;
    return values;
}

void checkNear(const torch::Tensor& ours, const nlohmann::json& theirs, const std::string& what)
{
    const auto expected = torch::tensor(theirs.get<std::vector<double>>(), torch::kFloat64);
    REQUIRE_MESSAGE(ours.numel() == expected.numel(), what);
    const auto difference = (ours.reshape({-1}) - expected).abs().max().item<double>();
    CHECK_MESSAGE(difference <= 1e-9 * std::max(1.0, expected.abs().max().item<double>()), what, " differs by ",
                  difference);
}

/// 0 in the padding, where nobody says what stands.
torch::Tensor withoutRest(const torch::Tensor& values, const std::vector<std::int64_t>& lengths)
{
    return lengths.empty() ? values
        : model::withoutPadding({values, model::layoutOf(lengths, values.size(1), torch::kCPU)});
}

struct LayerCase {
    std::vector<TensorSpec> specs;
    std::vector<Signal> inputs;
    torch::Tensor leaf; ///< undefined for tokens
};

LayerCase layerCase(const nlohmann::json& document, const nlohmann::json& golden)
{
    const auto shape = document["shape"].get<std::vector<std::int64_t>>();
    const auto layout = model::layoutOf(document["lengths"].get<std::vector<std::int64_t>>(), shape[1], torch::kCPU);
    LayerCase made;
    if (golden["component"] == "embedding_bag") {
        made.specs = {tensorSpec({{"N", -1}, {"T", -1}}, DType::Int64)};
        made.inputs = {{tokens(shape[0], shape[1]), layout}};
        return made;
    }
    made.leaf = layerWave(shape, 0.4, 1.0).set_requires_grad(true);
    made.specs = {tensorSpec({{"N", -1}, {"T", -1}, {"D", shape[2]}}, DType::Float64)};
    made.inputs = {{made.leaf, layout}};
    if (golden["across"].get<bool>()) {
        made.specs.push_back(made.specs[0]);
        made.inputs.push_back({0.5 * made.leaf.cos(), layout});
    }
    return made;
}

void fillLayer(const LayerInstance& layer)
{
    const torch::NoGradGuard noGradient;
    double index = 0.0;
    for (const auto& [name, tensor] : layer.parameters()) {
        auto values = layerWave(tensor.sizes().vec(), 1.0 + index, 0.3);
        torch::Tensor target = tensor;
        target.copy_(name.find("norm") != std::string::npos && name.ends_with("weight") ? 1.0 + values : values);
        index += 1.0;
    }
}

} // namespace

TEST_CASE("layers for sequences give PyTorch's outputs and gradients on padded batches")
{
    std::ifstream file(test::sourceFolder() / "tests/golden/layers.json");
    const auto document = nlohmann::json::parse(file);
    Registry registry;
    registerBuiltInComponents(registry);
    REQUIRE(document["cases"].size() >= 29);
    for (const auto& golden : document["cases"]) {
        const auto id = golden["component"].get<std::string>();
        CAPTURE(id);
        CAPTURE(golden["parameters"].dump());
        const auto resolved = registry.resolve<Layer>(ComponentKind::Layer,
                                                      {id, valueFromJson(golden["parameters"]).asMap()});
        REQUIRE_MESSAGE(resolved.ok(), (resolved.ok() ? std::string() : toLogLine(resolved.error())));
        const auto trial = layerCase(document, golden);
        BuildContext context;
        context.options = torch::TensorOptions(torch::kFloat64);
        const auto instance = resolved->first->build(resolved->second, trial.specs, context);
        fillLayer(*instance);
        // Training, but without dropout.
        const auto result = instance->forward(trial.inputs, {true})[0];
        const auto lengths = golden["lengths"].get<std::vector<std::int64_t>>();
        if (result.layout)
            CHECK(model::sequenceLengths(result) == lengths);
        else
            CHECK(lengths.empty());
        const auto output = withoutRest(result.values, lengths);
        CHECK(output.sizes().vec() == golden["shape"].get<std::vector<std::int64_t>>());
        checkNear(output, golden["output"], "the output");
        (output * layerWave(output.sizes().vec(), 0.2, 1.0)).sum().backward();
        if (trial.leaf.defined())
            checkNear(trial.leaf.grad(), golden["input_gradient"], "the gradient of the input");
        REQUIRE(instance->parameters().size() == golden["gradients"].size());
        for (std::size_t i = 0; i < golden["gradients"].size(); ++i) {
            const auto& weight = instance->parameters()[i];
            CHECK(weight.name == golden["gradients"][i]["name"].get<std::string>());
            checkNear(weight.tensor.grad(), golden["gradients"][i]["values"], weight.name);
        }
    }
}
