// SPDX-License-Identifier: GPL-3.0-or-later
// Layers that do not say their shape (as a plug-in's may not), and what templates refuse.
#include <doctest/doctest.h>

#include <torch/torch.h>

#include "engine/component_api/graph_template.h"
#include "engine/model/graph_checker.h"
#include "engine/model/network.h"
#include "engine/model/pytorch_code.h"
#include "tests/model/graphs.h"

using namespace fettle;
using namespace fettle::test;

namespace {

class DoublingInstance final : public LayerInstance {
public:
    explicit DoublingInstance(bool fails) : m_fails(fails) {}
    std::vector<Signal> forward(std::span<const Signal> inputs, const ForwardContext&) override
    {
        if (m_fails)
            throw std::runtime_error("the kernel is missing");
        return {{torch::cat({inputs[0].values, inputs[0].values}, 1), nullptr}, {inputs[0].values.sum(1), nullptr}};
    }

private:
    bool m_fails;
};

/// Two outputs, no shape().
class DoublingLayer final : public Layer {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Layer;
        info.id = "doubling";
        info.title = "Doubling";
        info.category = NodeCategory::Shape;
        info.inputs = {{"input", "Any", false, false}};
        info.outputs = {{"double", "Twice", false, false}, {"sum", "Sum", false, false}};
        info.parameters = {booleanParameter("fails", false).title("Fails")};
        return info;
    }
    std::unique_ptr<LayerInstance> build(const Parameters& parameters, std::span<const TensorSpec>, const BuildContext&) const override
    {
        return std::make_unique<DoublingInstance>(parameters.boolean("fails"));
    }
    std::string pytorchCode(const Parameters&, std::span<const TensorSpec>) const override
    {
        return "(torch.cat([{0}, {0}], dim=1), {0}.sum(1))";
    }
    std::vector<std::vector<TensorSpec>> exampleInputs() const override { return {{rowSpec(3)}}; }
};

Registry oddRegistry()
{
    Registry registry;
    registerBuiltInComponents(registry);
    registry.add(std::make_unique<DoublingLayer>());
    return registry;
}

Graph oddGraph(bool fails)
{
    Graph graph;
    graph.nodes = {node("input", "input", {{"field", "x"}}), node("d", "doubling", {{"fails", fails}}),
                   node("one", "output", {{"name", "one"}}), node("two", "output", {{"name", "two"}})};
    graph.edges = {{"input", "output", "d", "input"}, {"d", "double", "one", "input"}, {"d", "sum", "two", "input"}};
    return graph;
}

} // namespace

TEST_CASE("a layer that does not say its shape is run; what it gives is found by port")
{
    const auto registry = oddRegistry();
    model::GraphChecker checker(registry);
    const auto report = checker.check(oddGraph(false), {{"x", rowSpec(3)}}, {});
    REQUIRE(report.ok());
    CHECK(report.outputs.at("one") == rowSpec(6));
    CHECK(report.outputs.at("two").dimensions.size() == 1);
    // A length that differs from batch to batch stays open.
    const auto text = checker.check(oddGraph(false), {{"x", tensorSpec({{"N", -1}, {"T", 4}, {"D", -1}})}}, {});
    REQUIRE(text.ok());
    CHECK(text.outputs.at("one").dimensions[1].size == 8);
    CHECK(text.outputs.at("one").dimensions[2].size == -1);
    auto network = model::buildNetwork(oddGraph(false), {{"x", rowSpec(3)}}, registry, {}, 1);
    REQUIRE(network.ok());
    const auto input = torch::randn({2, 3});
    const auto heads = (*network)->forward({{"x", {input, nullptr}}}, {});
    CHECK(torch::equal(heads.at("two"), input.sum(1)));
    CHECK_THROWS_AS((*network)->forwardSingle({{"x", {input, nullptr}}}, {}), std::logic_error);
    const auto code = model::pytorchModule(oddGraph(false), {{"x", rowSpec(3)}}, registry);
    REQUIRE(code.ok());
    CHECK(code->find("return {\"one\": d[0], \"two\": d[1]}") != std::string::npos);
}

TEST_CASE("a layer that fails in itself is named, with the technical reason in the details")
{
    const auto registry = oddRegistry();
    model::GraphChecker checker(registry);
    const auto report = checker.check(oddGraph(true), {{"x", rowSpec(3)}}, {});
    REQUIRE(report.nodes[1].error.has_value());
    CHECK(report.nodes[1].error->code == "model.layer_failed");
    CHECK(report.nodes[1].error->detail == "the kernel is missing");
    CHECK(report.nodes[1].error->arguments.at("got").asText() == "N×3");
    CHECK(model::buildNetwork(oddGraph(true), {{"x", rowSpec(3)}}, registry, {}, 1).error().code == "model.layer_failed");
}

TEST_CASE("a layer without a shape that is too large to run is said to be, in place of filling memory")
{
    const auto registry = oddRegistry();
    model::GraphChecker checker(registry);
    const auto large = checker.check(oddGraph(false), {{"x", rowSpec(std::int64_t{1} << 30)}}, {});
    REQUIRE(large.nodes[1].error.has_value());
    CHECK(large.nodes[1].error->code == "model.dry_run_too_large");
    const auto huge = checker.check(chain({node("f", "flatten")}), {{"x", pictureSpec(std::int64_t{1} << 40, std::int64_t{1} << 40, 4)}}, {});
    REQUIRE(huge.nodes[1].error.has_value());
    CHECK(huge.nodes[1].error->code == "model.too_large");
}

TEST_CASE("templates say what they need")
{
    const auto generate = [](const std::string& id, const TemplateContext& context) {
        const auto resolved = builtInRegistry().resolve<GraphTemplate>(ComponentKind::Template, {id, {}});
        REQUIRE(resolved.ok());
        return resolved->first->generate(resolved->second, context);
    };
    for (const std::string id : {"cnn", "cnn_batch_norm", "resnet20", "resnet50"}) {
        const auto graph = generate(id, {{{"age", rowSpec(1)}}, {{"label", {{"C", 2}}}}, 10});
        REQUIRE_FALSE(graph.ok());
        CHECK(graph.error().code == "components.template_inputs");
        CHECK(graph.error().arguments.at("template").asText() == id);
    }
    CHECK(generate("mlp", {{}, {{"label", {{"C", 2}}}}, 10}).error().code == "components.template_inputs");
    CHECK(generate("mlp", {{{"age", rowSpec(1)}}, {}, 10}).error().code == "components.template_heads");
}

TEST_CASE("the default of cnn_batch_norm is the network that was agreed")
{
    const auto resolved = builtInRegistry().resolve<GraphTemplate>(ComponentKind::Template, {"cnn_batch_norm", {}});
    REQUIRE(resolved.ok());
    const auto graph = resolved->first->generate(resolved->second, {{{"image", pictureSpec(1, 28, 28)}}, {{"label", {{"C", 10}}}}, 10});
    REQUIRE(graph.ok());
    std::vector<std::string> components;
    for (const auto& each : graph->nodes)
        components.push_back(each.component);
    CHECK(components == std::vector<std::string>{"input", "conv2d", "batch_norm", "relu", "max_pool", "conv2d", "batch_norm", "relu",
                                                 "max_pool", "flatten", "linear", "relu", "dropout", "linear", "output"});
    model::GraphChecker checker(builtInRegistry());
    const auto report = checker.check(*graph, {{"image", pictureSpec(1, 28, 28)}}, {{"label", {{"C", 10}}}});
    CHECK(report.ok());
    CHECK(report.outputs.at("label") == rowSpec(10));
    const auto code = model::pytorchModule(*graph, {{"image", pictureSpec(1, 28, 28)}}, builtInRegistry());
    REQUIRE(code.ok());
    CHECK(code->find("self.conv1 = nn.Conv2d(1, 32, kernel_size=3, padding=1, bias=False)") != std::string::npos);
    CHECK(code->find("self.linear1 = nn.Linear(3136, 128)") != std::string::npos);
    CHECK(code->find("def forward(self, image):") != std::string::npos);
}
