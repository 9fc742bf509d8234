// SPDX-License-Identifier: GPL-3.0-or-later
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

std::unique_ptr<model::Network> built(const Graph& graph, const NamedSpecs& inputs, std::uint64_t seed = 1,
                                      const BuildContext& context = {})
{
    auto network = model::buildNetwork(graph, inputs, builtInRegistry(), context, seed);
    if (!network)
        FAIL(toLogLine(network.error()));
    return std::move(*network);
}

torch::Tensor weight(const model::Network& network, const std::string& name)
{
    for (const auto& entry : network.state())
        if (entry.name == name)
            return entry.tensor;
    FAIL("no weights named " << name);
    return {};
}

Graph mlp() { return chain({node("a", "linear", {{"out_features", 8}}), node("r", "relu"), node("b", "linear", {{"out_features", 3}})}); }

} // namespace

TEST_CASE("a chain gives what the layers give one after the other")
{
    auto network = built(mlp(), {{"x", rowSpec(5)}});
    REQUIRE(network->inputNames() == std::vector<std::string>{"x"});
    REQUIRE(network->headNames() == std::vector<std::string>{"label"});
    const auto input = torch::randn({4, 5});
    const auto output = network->forward({{"x", {input, nullptr}}}, {}).at("label");
    const auto hidden = torch::relu(torch::linear(input, weight(*network, "a.weight"), weight(*network, "a.bias")));
    const auto expected = torch::linear(hidden, weight(*network, "b.weight"), weight(*network, "b.bias"));
    CHECK(torch::equal(output, expected));
    CHECK(torch::equal(network->forwardSingle({{"x", {input, nullptr}}}, {}), expected));
    CHECK(torch::equal(input, input.clone()));
}

TEST_CASE("overwriting tensors changes neither inputs, nor shared values, nor gradients")
{
    // relu1 reads the input itself, relu2 a value that add reads too, relu3 one that nothing else reads.
    Graph graph;
    graph.nodes = {node("input", "input", {{"field", "x"}}), node("relu1", "relu"), node("a", "linear", {{"out_features", 5}}),
                   node("relu2", "relu"), node("add", "add"), node("relu3", "relu"), node("output", "output", {{"name", "y"}})};
    graph.edges = {{"input", "output", "relu1", "input"}, {"relu1", "output", "a", "input"}, {"a", "output", "relu2", "input"},
                   {"a", "output", "add", "inputs:0"}, {"relu2", "output", "add", "inputs:1"},
                   {"input", "output", "add", "inputs:2"}, {"add", "output", "relu3", "input"}, {"relu3", "output", "output", "input"}};
    auto network = built(graph, {{"x", rowSpec(5)}});
    const auto input = torch::randn({4, 5});
    const auto before = input.clone();
    const auto output = network->forwardSingle({{"x", {input, nullptr}}}, {});
    output.sum().backward();
    CHECK(torch::equal(input, before));
    auto w = weight(*network, "a.weight").detach().clone().set_requires_grad(true);
    auto b = weight(*network, "a.bias").detach().clone().set_requires_grad(true);
    const auto a = torch::linear(torch::relu(input), w, b);
    const auto expected = torch::relu(a + torch::relu(a) + input);
    expected.sum().backward();
    CHECK(torch::allclose(output, expected));
    CHECK(torch::allclose(weight(*network, "a.weight").grad(), w.grad()));
    CHECK(torch::allclose(weight(*network, "a.bias").grad(), b.grad()));
}

TEST_CASE("each node's weights depend on seed and path alone")
{
    torch::manual_seed(99);
    const auto drawn = torch::randn({1});
    torch::manual_seed(99);
    const auto first = built(mlp(), {{"x", rowSpec(5)}}, 7);
    CHECK(torch::equal(torch::randn({1}), drawn)); // the generator is as it was
    auto longer = chain({node("a", "linear", {{"out_features", 8}}), node("n", "batch_norm"), node("m", "linear", {{"out_features", 8}}),
                         node("b", "linear", {{"out_features", 3}})});
    const auto second = built(longer, {{"x", rowSpec(5)}}, 7);
    CHECK(torch::equal(weight(*first, "a.weight"), weight(*second, "a.weight")));
    CHECK(torch::equal(weight(*first, "b.weight"), weight(*second, "b.weight")));
    CHECK_FALSE(torch::equal(weight(*second, "m.weight"), weight(*first, "a.weight")));
    const auto other = built(mlp(), {{"x", rowSpec(5)}}, 8);
    CHECK_FALSE(torch::equal(weight(*first, "a.weight"), weight(*other, "a.weight")));
}

TEST_CASE("the default start is PyTorch's: within 1/sqrt(inputs), and evenly so")
{
    const auto network = built(chain({node("a", "linear", {{"out_features", 400}})}), {{"x", rowSpec(100)}});
    const auto w = weight(*network, "a.weight");
    CHECK(w.abs().max().item<double>() <= 0.1);
    CHECK(w.abs().max().item<double>() > 0.0999);
    CHECK(std::abs(w.std().item<double>() - 0.1 / std::sqrt(3.0)) < 1e-3);
    CHECK(weight(*network, "a.bias").abs().max().item<double>() <= 0.1);
}

TEST_CASE("an initializer of a node fills the tensor it names")
{
    auto graph = mlp();
    graph.nodes[1].initializers = {{"weight", ValueMap{{"component", "zeros"}}}, {"bias", ValueMap{{"component", "normal"}, {"mean", 5.0}, {"std", 0.0}}}};
    const auto network = built(graph, {{"x", rowSpec(5)}});
    CHECK(weight(*network, "a.weight").abs().sum().item<double>() == 0);
    CHECK(weight(*network, "a.bias").eq(5).all().item<bool>());
    graph.nodes[1].initializers = {{"wait", ValueMap{{"component", "zeros"}}}};
    auto wrong = model::buildNetwork(graph, {{"x", rowSpec(5)}}, builtInRegistry(), {}, 1);
    REQUIRE_FALSE(wrong.ok());
    CHECK(wrong.error().code == "model.initializer_tensor_unknown");
    graph.nodes[1].initializers = {{"bias", ValueMap{{"component", "orthogonal"}}}};
    graph.nodes[1].initializers = {{"bias", ValueMap{{"component", "xavier_normal"}}}};
    wrong = model::buildNetwork(graph, {{"x", rowSpec(5)}}, builtInRegistry(), {}, 1);
    REQUIRE_FALSE(wrong.ok());
    CHECK(wrong.error().code == "model.initializer_failed");
}

TEST_CASE("blocks are unfolded, with weights of their own under the group's path")
{
    Graph block;
    block.nodes = {node("in", "input", {{"field", "left"}}), node("in2", "input", {{"field", "right"}}), node("sum", "add"),
                   node("fc", "linear", {{"out_features", 4}}), node("out", "output", {{"name", "result"}})};
    block.edges = {{"in", "output", "sum", "inputs:0"}, {"in2", "output", "sum", "inputs:1"}, {"sum", "output", "fc", "input"},
                   {"fc", "output", "out", "input"}};
    Graph graph;
    graph.blocks["pair"] = block;
    graph.nodes = {node("input", "input", {{"field", "x"}}), node("g1", "group", {{"block", "pair"}}),
                   node("g2", "group", {{"block", "pair"}}), node("output", "output", {{"name", "y"}})};
    graph.edges = {{"input", "output", "g1", "left"}, {"input", "output", "g1", "right"}, {"g1", "result", "g2", "left"},
                   {"g1", "result", "g2", "right"}, {"g2", "result", "output", "input"}};
    auto network = built(graph, {{"x", rowSpec(4)}});
    const auto input = torch::randn({2, 4});
    const auto h = torch::linear(input * 2, weight(*network, "g1.fc.weight"), weight(*network, "g1.fc.bias"));
    const auto y = torch::linear(h * 2, weight(*network, "g2.fc.weight"), weight(*network, "g2.fc.bias"));
    CHECK(torch::allclose(network->forwardSingle({{"x", {input, nullptr}}}, {}), y));
    CHECK_FALSE(torch::equal(weight(*network, "g1.fc.weight"), weight(*network, "g2.fc.weight")));
}

TEST_CASE("table columns that lie side by side are joined without a copy, others by one")
{
    Graph graph;
    graph.nodes = {node("table", "table_features"), node("output", "output", {{"name", "y"}})};
    graph.edges = {{"table", "output", "output", "input"}};
    auto network = built(graph, {{"a", rowSpec(1)}, {"b", rowSpec(3)}, {"c", rowSpec(2)}});
    const auto matrix = torch::randn({5, 8});
    const auto view = [&](std::int64_t from, std::int64_t count) { return Signal{matrix.narrow(1, from, count), nullptr}; };
    const auto joined = network->forwardSingle({{"a", view(1, 1)}, {"b", view(2, 3)}, {"c", view(5, 2)}}, {});
    CHECK(joined.data_ptr() == matrix.narrow(1, 1, 6).data_ptr());
    CHECK(torch::equal(joined, matrix.narrow(1, 1, 6)));
    const auto swapped = network->forwardSingle({{"a", view(1, 1)}, {"b", view(4, 3)}, {"c", view(2, 2)}}, {});
    CHECK(torch::equal(swapped, torch::cat({matrix.narrow(1, 1, 1), matrix.narrow(1, 4, 3), matrix.narrow(1, 2, 2)}, 1)));
    // Neighbours in memory that are no columns of one matrix: rows of 6 in a buffer of rows of 3.
    const auto narrow = torch::randn({4, 3});
    const auto other = torch::randn({4, 3});
    const auto mixed = network->forwardSingle({{"a", {narrow.narrow(1, 0, 1), nullptr}}, {"b", {other, nullptr}}, {"c", {narrow.narrow(1, 1, 2), nullptr}}}, {});
    CHECK(torch::equal(mixed, torch::cat({narrow.narrow(1, 0, 1), other, narrow.narrow(1, 1, 2)}, 1)));
}

TEST_CASE("state loads by name, and a wrong one changes nothing")
{
    auto graph = chain({node("a", "linear", {{"out_features", 8}}), node("n", "batch_norm"), node("b", "linear", {{"out_features", 3}})});
    auto first = built(graph, {{"x", rowSpec(5)}}, 1);
    auto second = built(graph, {{"x", rowSpec(5)}}, 2);
    static_cast<void>(first->forwardSingle({{"x", {torch::randn({6, 5}), nullptr}}}, {true}));
    REQUIRE(second->load(first->state()).ok());
    const auto input = torch::randn({3, 5});
    CHECK(torch::equal(first->forwardSingle({{"x", {input, nullptr}}}, {}), second->forwardSingle({{"x", {input, nullptr}}}, {})));
    CHECK(weight(*second, "n.num_batches_tracked").item<std::int64_t>() == 1);
    auto state = built(graph, {{"x", rowSpec(5)}}, 3)->state();
    auto missing = state;
    missing.pop_back();
    CHECK(second->load(missing).error().code == "model.weights_missing");
    auto shaped = state;
    shaped[2].tensor = torch::zeros({9});
    CHECK(second->load(shaped).error().code == "model.weights_shape");
    auto more = state;
    more.push_back({"c.weight", torch::zeros({1})});
    CHECK(second->load(more).error().code == "model.weights_unexpected");
    CHECK(torch::equal(first->forwardSingle({{"x", {input, nullptr}}}, {}), second->forwardSingle({{"x", {input, nullptr}}}, {})));
}

TEST_CASE("dtype and memory format change the numbers of the same tensors")
{
    auto network = built(chain({node("c", "conv2d", {{"out_channels", 4}}), node("n", "batch_norm"), node("f", "flatten"),
                                node("l", "linear", {{"out_features", 2}})}), {{"x", pictureSpec(3, 4, 4)}});
    CHECK(network->hasConvolutions());
    CHECK(network->dependsOnBatch());
    const auto handle = network->parameters()[0].tensor;
    const auto input = torch::randn({2, 3, 4, 4});
    const auto before = network->forwardSingle({{"x", {input, nullptr}}}, {});
    network->to(torch::MemoryFormat::ChannelsLast);
    CHECK(handle.is_contiguous(torch::MemoryFormat::ChannelsLast));
    const auto after = network->forwardSingle({{"x", {input.contiguous(torch::MemoryFormat::ChannelsLast), nullptr}}}, {});
    CHECK(torch::allclose(before, after, 1e-4, 1e-5));
    network->to(torch::kFloat64);
    CHECK((handle.scalar_type() == torch::kFloat64));
    CHECK((weight(*network, "n.num_batches_tracked").scalar_type() == torch::kInt64));
    CHECK(torch::allclose(network->forwardSingle({{"x", {input.to(torch::kFloat64), nullptr}}}, {}), before.to(torch::kFloat64), 1e-4, 1e-5));
    CHECK_FALSE(built(mlp(), {{"x", rowSpec(5)}})->hasConvolutions());
    CHECK_FALSE(built(mlp(), {{"x", rowSpec(5)}})->dependsOnBatch());
}

TEST_CASE("a batch of one example trains through batch normalization with the running statistics")
{
    auto network = built(chain({node("n", "batch_norm")}), {{"x", rowSpec(3)}});
    const auto output = network->forwardSingle({{"x", {torch::ones({1, 3}), nullptr}}}, {true});
    CHECK(torch::isfinite(output).all().item<bool>());
    CHECK(torch::isfinite(weight(*network, "n.running_var")).all().item<bool>());
}

TEST_CASE("nodes that lead nowhere are left out, even wrong ones")
{
    auto graph = mlp();
    graph.nodes.push_back(node("loose", "linear", {{"out_features", 2}}));
    graph.edges.push_back({"a", "output", "loose", "input"});
    graph.nodes.push_back(node("unconnected", "relu"));
    const auto network = built(graph, {{"x", rowSpec(5)}});
    CHECK(network->parameters().size() == 4);
}

TEST_CASE("every template trains: all weights get a gradient")
{
    const auto& registry = builtInRegistry();
    for (const std::string id : {"linear", "mlp", "cnn", "cnn_batch_norm", "resnet20"}) {
        CAPTURE(id);
        const bool table = id == "linear" || id == "mlp";
        const TemplateContext context{{{"x", table ? rowSpec(6) : pictureSpec(1, 12, 12)}}, {{"label", {{"C", 4}}}}, 100};
        const auto resolved = registry.resolve<GraphTemplate>(ComponentKind::Template, {id, {}});
        REQUIRE(resolved.ok());
        const auto graph = resolved->first->generate(resolved->second, context);
        REQUIRE(graph.ok());
        auto network = built(*graph, context.inputs);
        const auto output = network->forwardSingle({{"x", {table ? torch::randn({4, 6}) : torch::randn({4, 1, 12, 12}), nullptr}}}, {true});
        CHECK(output.sizes() == torch::IntArrayRef({4, 4}));
        output.pow(2).sum().backward();
        for (const auto& entry : network->parameters()) {
            CAPTURE(entry.name);
            CHECK(entry.tensor.grad().defined());
        }
    }
}

TEST_CASE("uses of a block that share their weights learn as one")
{
    const auto twice = [](const char* weights) {
        Graph graph;
        Graph block = chain({node("lin", "linear", {{"out_features", 4}}), node("act", "tanh")});
        graph.blocks.emplace("reader", std::move(block));
        graph.nodes = {node("a", "input", {{"field", "a"}}), node("b", "input", {{"field", "b"}}),
                       node("r1", "group", {{"block", "reader"}, {"weights", weights}}),
                       node("r2", "group", {{"block", "reader"}, {"weights", weights}}), node("sum", "compare"),
                       node("out", "output", {{"name", "y"}})};
        graph.edges = {{"a", "output", "r1", "input"}, {"b", "output", "r2", "input"}, {"r1", "output", "sum", "first"},
                       {"r2", "output", "sum", "second"}, {"sum", "output", "out", "input"}};
        return graph;
    };
    const NamedSpecs inputs{{"a", rowSpec(3)}, {"b", rowSpec(3)}};
    auto shared = built(twice("shared"), inputs);
    auto own = built(twice("own"), inputs);
    CHECK(shared->parameters().size() == 2);
    CHECK(own->parameters().size() == 4);
    const auto x = torch::randn({5, 3});
    const auto y = torch::randn({5, 3});
    const auto equal = shared->forward({{"a", {x, nullptr}}, {"b", {x, nullptr}}}, {}).at("y");
    CHECK(torch::equal(equal.narrow(1, 0, 4), equal.narrow(1, 4, 4)));
    CHECK(equal.narrow(1, 8, 4).eq(0).all().item<bool>()); // equal inputs are no distance apart
    const auto w = weight(*shared, "r1.lin.weight");
    const auto b = weight(*shared, "r1.lin.bias");
    w.set_requires_grad(true);
    const auto output = shared->forward({{"a", {x, nullptr}}, {"b", {y, nullptr}}}, {}).at("y");
    const auto u = torch::tanh(torch::linear(x, w, b));
    const auto v = torch::tanh(torch::linear(y, w, b));
    const auto expected = torch::cat({u, v, (u - v).abs(), u * v}, 1);
    CHECK(torch::allclose(output, expected));
    const auto gradient = torch::autograd::grad({output.square().sum()}, {w})[0];
    CHECK(torch::allclose(gradient, torch::autograd::grad({expected.square().sum()}, {w})[0], 1e-4, 1e-6));

    model::GraphChecker checker(builtInRegistry());
    CHECK(checker.check(twice("shared"), inputs, {}).parameterCount == 16);
    CHECK(checker.check(twice("own"), inputs, {}).parameterCount == 32);
    const auto code = model::pytorchModule(twice("shared"), inputs, builtInRegistry());
    REQUIRE(code.ok());
    CHECK(code->find("self.r1.lin = nn.Linear(3, 4)") != std::string::npos);
    CHECK(code->find("self.r2") == std::string::npos);

    // What shares weights must get inputs of one form.
    const auto differ = model::buildNetwork(twice("shared"), {{"a", rowSpec(3)}, {"b", rowSpec(2)}}, builtInRegistry(), {}, 1);
    REQUIRE_FALSE(differ.ok());
    CHECK(differ.error().code == "model.shared_inputs_differ");
    CHECK(model::buildNetwork(twice("own"), {{"a", rowSpec(3)}, {"b", rowSpec(2)}}, builtInRegistry(), {}, 1).ok());
}

TEST_CASE("texts of different vocabularies cannot be joined")
{
    auto first = tensorSpec({{"N", -1}, {"T", -1}}, DType::Int64);
    first.indexCount = 7;
    auto second = first;
    second.indexCount = 9;
    Graph graph;
    graph.nodes = {node("a", "input", {{"field", "a"}}), node("b", "input", {{"field", "b"}}), node("join", "join_texts"),
                   node("embed", "embedding", {{"embedding_dim", 2}}), node("pool", "time_pool"), node("out", "output", {{"name", "y"}})};
    graph.edges = {{"a", "output", "join", "inputs:0"}, {"b", "output", "join", "inputs:1"}, {"join", "output", "embed", "input"},
                   {"embed", "output", "pool", "input"}, {"pool", "output", "out", "input"}};
    const auto differ = model::buildNetwork(graph, {{"a", first}, {"b", second}}, builtInRegistry(), {}, 1);
    REQUIRE_FALSE(differ.ok());
    CHECK(differ.error().code == "model.vocabularies_differ");
    const auto same = built(graph, {{"a", first}, {"b", first}});
    CHECK(weight(*same, "embed.weight").size(0) == 8); // one token more, between the texts
}

TEST_CASE("a forward pass that fails, and the one before it, hold on to nothing")
{
    auto network = built(mlp(), {{"x", rowSpec(5)}});
    const ForwardContext training{true};
    auto head = network->forwardSingle({{"x", {torch::randn({4, 5}), nullptr}}}, training);
    CHECK(head.use_count() > 1); // valid until the next call
    const auto wrong = torch::randn({4, 6});
    CHECK_THROWS_AS(static_cast<void>(network->forwardSingle({{"x", {wrong, nullptr}}}, training)), c10::Error);
    CHECK(wrong.use_count() == 1);
    CHECK(head.use_count() == 1);
    head = network->forwardSingle({{"x", {torch::randn({4, 5}), nullptr}}}, training);
    network->letGo();
    CHECK(head.use_count() == 1);
}
