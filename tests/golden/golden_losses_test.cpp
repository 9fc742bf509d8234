// SPDX-License-Identifier: GPL-3.0-or-later
// Losses of small networks, step by step, against PyTorch's (losses.json from make_losses.py): fp64 within 1e-9
// relative over 50 steps, fp32 within 1e-5 over 5.
#include <cmath>
#include <fstream>
#include <map>
#include <numeric>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>
#include <torch/torch.h>

#include "engine/component_api/loss.h"
#include "engine/component_api/optimizer.h"
#include "engine/component_api/schedule.h"
#include "engine/model/network.h"
#include "tests/support/environment.h"

using namespace fettle;

namespace {

constexpr std::int64_t kBatch = 16;
constexpr std::int64_t kSteps = 50;
constexpr std::int64_t kStepsPerEpoch = 5;

torch::Tensor wave(std::int64_t count, double phase, double scale)
{
    auto values = torch::empty({count}, torch::kFloat64);
    for (std::int64_t i = 0; i < count; ++i)
        values.data_ptr<double>()[i] = scale * std::sin(0.7 * static_cast<double>(i) + phase);
    return values;
}

/// The formulas of make_losses.py.
void fillWeights(model::Network& network)
{
    const torch::NoGradGuard noGradient;
    double index = 0.0;
    for (const auto& [name, tensor] : network.parameters()) {
        auto values = wave(tensor.numel(), 1.0 + index, 0.3);
        if (name.ends_with("norm.weight"))
            values = 1.0 + 0.3 * values;
        torch::Tensor target = tensor;
        target.copy_(values.reshape(tensor.sizes()));
        index += 1.0;
    }
}

GraphNode node(const std::string& id, const std::string& component, ValueMap parameters = {})
{
    GraphNode made;
    made.id = id;
    made.component = component;
    made.parameters = std::move(parameters);
    return made;
}

Graph chain(std::vector<GraphNode> nodes)
{
    Graph graph;
    nodes.insert(nodes.begin(), node("x", "input", {{"field", "x"}}));
    nodes.push_back(node("out", "output", {{"name", "output"}}));
    for (std::size_t i = 0; i + 1 < nodes.size(); ++i)
        graph.edges.push_back({nodes[i].id, "output", nodes[i + 1].id, "input"});
    graph.nodes = std::move(nodes);
    return graph;
}

Graph graphOf(const std::string& name, std::int64_t outputs)
{
    if (name == "cnn")
        return chain({node("conv", "conv2d", {{"out_channels", 4}, {"kernel_size", 3}, {"padding", 1}}),
                      node("norm", "batch_norm"), node("act", "relu"), node("pool", "max_pool", {{"kernel_size", 2}}),
                      node("flat", "flatten"), node("linear", "linear", {{"out_features", 3}})});
    return chain({node("linear1", "linear", {{"out_features", 8}}), node("act", "relu"),
                  node("linear2", "linear", {{"out_features", outputs}})});
}

ComponentRef optimizerOf(const std::string& name)
{
    static const std::map<std::string, ComponentRef> refs{
        {"sgd", {"sgd", {{"lr", 0.05}, {"momentum", 0.9}, {"weight_decay", 0.01}}}},
        {"sgd_nesterov", {"sgd", {{"lr", 0.05}, {"momentum", 0.9}, {"nesterov", true}}}},
        {"sgd_plain", {"sgd", {{"lr", 0.05}, {"momentum", 0.0}}}},
        {"adam", {"adam", {{"lr", 0.01}, {"weight_decay", 0.01}}}},
        {"adam_amsgrad", {"adam", {{"lr", 0.01}, {"amsgrad", true}}}},
        {"adamw", {"adamw", {{"lr", 0.01}, {"weight_decay", 0.1}}}},
        {"rmsprop", {"rmsprop", {{"lr", 0.01}, {"weight_decay", 0.01}}}},
        {"rmsprop_centered", {"rmsprop", {{"lr", 0.01}, {"centered", true}, {"momentum", 0.5}}}}};
    return refs.at(name);
}

ComponentRef scheduleOf(const std::string& name)
{
    static const std::map<std::string, ComponentRef> refs{
        {"constant", {"constant", {}}},
        {"cosine", {"cosine", {{"eta_min", 0.001}}}},
        {"one_cycle", {"one_cycle", {}}},
        {"step", {"step", {{"step_size", 2}, {"gamma", 0.5}}}},
        {"warm_up", {"constant", {{"warmup_steps", 10}}}},
        {"plateau", {"plateau", {{"factor", 0.5}, {"patience", 1}}}}};
    return refs.at(name);
}

struct LossCase {
    ComponentRef ref;
    LossContext context;
    bool numbers = false;
};

LossCase lossOf(const std::string& name)
{
    if (name == "mse")
        return {{"mse", {}}, {}, true};
    if (name == "huber")
        return {{"huber", {{"delta", 0.5}}}, {}, true};
    if (name == "cross_entropy")
        return {{"cross_entropy", {}}, {}, false};
    // Counts whose balanced weights are 0.5, 1 and 2 of a common factor, which the weighted mean cancels.
    return {{"cross_entropy", {{"class_weights", "balanced"}, {"label_smoothing", 0.1}}}, {{400, 200, 100}}, false};
}

torch::Tensor targetOf(bool numbers, std::int64_t step, torch::ScalarType dtype)
{
    if (numbers) {
        auto values = torch::empty({kBatch, 1}, torch::kFloat64);
        for (std::int64_t i = 0; i < kBatch; ++i)
            values.data_ptr<double>()[i] = std::cos(0.3 * static_cast<double>(i) + 0.2 * static_cast<double>(step));
        return values.to(dtype);
    }
    auto values = torch::empty({kBatch}, torch::kInt64);
    for (std::int64_t i = 0; i < kBatch; ++i)
        values.data_ptr<std::int64_t>()[i] = (i * 7 + step * 3) % 3;
    return values;
}

template <class T>
std::pair<const T*, Parameters> resolved(const Registry& registry, ComponentKind kind, const ComponentRef& ref)
{
    auto found = registry.resolve<T>(kind, ref);
    REQUIRE_MESSAGE(found.ok(), (found.ok() ? std::string() : toLogLine(found.error())));
    return std::move(found).value();
}

std::vector<double> train(const Registry& registry, const nlohmann::json& golden, torch::ScalarType dtype, std::int64_t steps)
{
    const bool pictures = golden["network"] == "cnn";
    const auto lossCase = lossOf(golden["loss"]);
    const auto spec = pictures ? tensorSpec({{"N", -1}, {"C", 2}, {"H", 8}, {"W", 8}}) : tensorSpec({{"N", -1}, {"D", 6}});
    BuildContext context;
    context.options = torch::TensorOptions(dtype);
    auto built = model::buildNetwork(graphOf(golden["network"], lossCase.numbers ? 1 : 3), {{"x", spec}}, registry, context, 1);
    REQUIRE_MESSAGE(built.ok(), (built.ok() ? std::string() : toLogLine(built.error())));
    auto& network = **built;
    fillWeights(network);
    const auto loss = resolved<Loss>(registry, ComponentKind::Loss, lossCase.ref);
    const auto function = loss.first->create(loss.second, lossCase.context);
    const auto optimizer = resolved<Optimizer>(registry, ComponentKind::Optimizer, optimizerOf(golden["optimizer"]));
    auto stepper = optimizer.first->create(optimizer.second, {ParameterGroup{network.parameters(), 1.0, true}});
    const auto schedule = resolved<Schedule>(registry, ComponentKind::Schedule, scheduleOf(golden["schedule"]));
    auto rate = schedule.first->create(schedule.second, {optimizer.second.real("lr"), kSteps, kStepsPerEpoch, true});

    const std::vector<std::int64_t> shape = pictures ? std::vector<std::int64_t>{kBatch, 2, 8, 8} : std::vector<std::int64_t>{kBatch, 6};
    const auto count = std::accumulate(shape.begin(), shape.end(), std::int64_t{1}, std::multiplies<>());
    std::vector<double> losses;
    for (std::int64_t step = 0; step < steps; ++step) {
        for (const auto& [name, tensor] : network.parameters()) {
            torch::Tensor parameter = tensor;
            parameter.mutable_grad() = torch::Tensor();
        }
        const auto input = wave(count, 0.1 * static_cast<double>(step), 1.0).reshape(shape).to(dtype);
        const auto output = network.forwardSingle({{"x", {input, nullptr}}}, {true});
        const auto value = function->mean(output, targetOf(lossCase.numbers, step, dtype), {});
        value.backward();
        stepper->step(rate->learningRate(step));
        losses.push_back(value.item<double>());
        if ((step + 1) % kStepsPerEpoch == 0)
            rate->observe(losses.back());
    }
    return losses;
}

void requireNear(const std::vector<double>& ours, const nlohmann::json& theirs, double tolerance)
{
    REQUIRE(ours.size() == theirs.size());
    for (std::size_t i = 0; i < ours.size(); ++i) {
        const double expected = theirs[i].get<double>();
        CHECK_MESSAGE(std::abs(ours[i] - expected) <= tolerance * std::max(1e-12, std::abs(expected)),
                      "step ", i, ": ", ours[i], " against ", expected);
    }
}

} // namespace

TEST_CASE("losses step by step equal PyTorch's")
{
    std::ifstream file(test::sourceFolder() / "tests/golden/losses.json");
    const auto document = nlohmann::json::parse(file);
    Registry registry;
    registerBuiltInComponents(registry);
    torch::set_num_threads(1);
    REQUIRE(document["cases"].size() >= 29);
    for (const auto& golden : document["cases"]) {
        CAPTURE(golden["network"].get<std::string>());
        CAPTURE(golden["loss"].get<std::string>());
        CAPTURE(golden["optimizer"].get<std::string>());
        CAPTURE(golden["schedule"].get<std::string>());
        requireNear(train(registry, golden, torch::kFloat64, kSteps), golden["float64"], 1e-9);
        requireNear(train(registry, golden, torch::kFloat32, 5), golden["float32"], 1e-5);
    }
}
