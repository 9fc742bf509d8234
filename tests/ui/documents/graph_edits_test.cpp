// SPDX-License-Identifier: GPL-3.0-or-later
#include <doctest/doctest.h>

#include "engine/documents/graph_document.h"
#include "tests/ui/graph/graph_data.h"
#include "ui/documents/graph_blocks.h"
#include "ui/documents/graph_compare.h"
#include "ui/documents/graph_edits.h"

using namespace fettle;
using namespace fettle::ui;

namespace {

EditPlace top() { return {{}, &test::realCatalog()}; }

const ComponentInfo& layer(const char* id) { return *test::realCatalog().find(ComponentKind::Layer, id); }

/// input → conv1 → relu1 → linear1 → output, a column apart.
Graph chain()
{
    Graph graph;
    double x = 0;
    std::string last;
    for (const char* id : {"input", "conv2d", "relu", "linear", "output"}) {
        const auto added = addNode(graph, layer(id), x, 0);
        if (!last.empty())
            REQUIRE(connectPorts(graph, top(), {last, {}, added, {}}) == ConnectProblem::None);
        last = added;
        x += kColumnStep;
    }
    return graph;
}

bool has(const Graph& graph, const GraphEdge& edge) { return std::ranges::find(graph.edges, edge) != graph.edges.end(); }

std::vector<std::string> ports(const Graph& graph, const std::string& node)
{
    std::vector<std::string> result;
    for (const auto& edge : graph.edges)
        if (edge.toNode == node)
            result.push_back(edge.fromNode + ">" + edge.toPort);
    std::ranges::sort(result, {}, [](const std::string& text) { return text.substr(text.find('>')); });
    return result;
}

} // namespace

TEST_CASE("ids are fresh, short and fit weights' names")
{
    Graph graph;
    CHECK(addNode(graph, layer("conv2d"), 0, 0) == "conv1");
    CHECK(addNode(graph, layer("conv2d"), 0, 0) == "conv2");
    CHECK(addNode(graph, layer("input"), 0, 0) == "input");
    CHECK(addNode(graph, layer("input"), 0, 0) == "input2");
    CHECK(addNode(graph, layer("output"), 0, 0) == "output");
    const auto second = addNode(graph, layer("output"), 0, 0);
    CHECK(graph.findNode(second)->parameters.at("name") == Value(second));
    CHECK(freshId(graph, "my.plugin/layer") == "my_plugin_layer1");
}

TEST_CASE("a port that is taken gets the new connection, a variadic one takes all")
{
    Graph graph = chain();
    const auto gelu = addNode(graph, layer("gelu"), 0, 200);
    CHECK(connectPorts(graph, top(), {"conv1", "output", gelu, "input"}) == ConnectProblem::None);
    CHECK(connectPorts(graph, top(), {gelu, "output", "linear1", "input"}) == ConnectProblem::None);
    CHECK_FALSE(has(graph, {"relu1", "output", "linear1", "input"}));
    CHECK(has(graph, {gelu, "output", "linear1", "input"}));

    const auto add = addNode(graph, layer("add"), 0, 400);
    for (const char* from : {"conv1", "relu1", "gelu1"})
        CHECK(connectPorts(graph, top(), {from, {}, add, "inputs"}) == ConnectProblem::None);
    CHECK(ports(graph, add) == std::vector<std::string>{"conv1>inputs:0", "relu1>inputs:1", "gelu1>inputs:2"});
    CHECK(connectPorts(graph, top(), {"relu1", {}, add, "inputs"}) == ConnectProblem::Exists);
    moveConnection(graph, {"gelu1", "output", add, "inputs:2"}, 0);
    CHECK(ports(graph, add) == std::vector<std::string>{"gelu1>inputs:0", "conv1>inputs:1", "relu1>inputs:2"});
    removeEdge(graph, {"conv1", "output", add, "inputs:1"});
    CHECK(ports(graph, add) == std::vector<std::string>{"gelu1>inputs:0", "relu1>inputs:1"});
}

TEST_CASE("what cannot be connected is said and changes nothing")
{
    Graph graph = chain();
    const auto before = graph;
    CHECK(connectPorts(graph, top(), {"relu1", {}, "conv1", {}}) == ConnectProblem::Cycle);
    CHECK(connectPorts(graph, top(), {"relu1", {}, "relu1", {}}) == ConnectProblem::SameNode);
    CHECK(connectPorts(graph, top(), {"relu1", {}, "gone", {}}) == ConnectProblem::NoSuchNode);
    CHECK(connectPorts(graph, top(), {"relu1", "second", "linear1", {}}) == ConnectProblem::NoSuchPort);
    CHECK(connectPorts(graph, top(), {"output", {}, "linear1", {}}) == ConnectProblem::NoSuchPort);
    CHECK(connectPorts(graph, top(), {"conv1", {}, "relu1", {}}) == ConnectProblem::Exists);
    CHECK(graph == before);
}

TEST_CASE("a chain stays one when a node in it is removed")
{
    Graph graph = chain();
    removeItems(graph, top(), {{"conv1", "relu1"}, {}});
    CHECK(graph.nodes.size() == 3);
    CHECK(graph.edges.size() == 2);
    CHECK(has(graph, {"input", "output", "linear1", "input"}));
    removeItems(graph, top(), {{"linear1"}, {}}, false);
    CHECK(graph.edges.empty());
}

TEST_CASE("removing a branch does not add its source twice")
{
    Graph graph = chain();
    const auto add = addNode(graph, layer("add"), 0, 0);
    REQUIRE(connectPorts(graph, top(), {"conv1", {}, add, {}}) == ConnectProblem::None);
    REQUIRE(connectPorts(graph, top(), {"relu1", {}, add, {}}) == ConnectProblem::None);
    removeItems(graph, top(), {{"relu1"}, {}});
    CHECK(ports(graph, add) == std::vector<std::string>{"conv1>inputs:0"});
}

TEST_CASE("a node goes onto an edge and what follows gives way")
{
    Graph graph = chain();
    const auto norm = addNode(graph, layer("batch_norm"), kColumnStep * 1.5, 0);
    CHECK(insertOnEdge(graph, top(), {"conv1", "output", "relu1", "input"}, norm) == ConnectProblem::None);
    CHECK(has(graph, {"conv1", "output", norm, "input"}));
    CHECK(has(graph, {norm, "output", "relu1", "input"}));
    CHECK(graph.edges.size() == 5);
    CHECK(graph.findNode("relu1")->x >= kColumnStep * 2.5);
    CHECK(graph.findNode("output")->x > kColumnStep * 4);
    CHECK(graph.findNode("conv1")->x == kColumnStep);
    CHECK(insertOnEdge(graph, top(), {"relu1", "output", "linear1", "input"}, "conv1") == ConnectProblem::Cycle);
    const auto input = addNode(graph, layer("input"), 0, 0);
    CHECK(insertOnEdge(graph, top(), {"conv1", "output", norm, "input"}, input) == ConnectProblem::NoSuchPort);
}

TEST_CASE("adding behind a node goes between it and what follows, or beside it")
{
    Graph graph = chain();
    const auto dropout = addAfter(graph, top(), "relu1", layer("dropout"), true);
    CHECK(has(graph, {"relu1", "output", dropout, "input"}));
    CHECK(has(graph, {dropout, "output", "linear1", "input"}));
    const auto side = addAfter(graph, top(), "relu1", layer("flatten"), false);
    CHECK(has(graph, {"relu1", "output", side, "input"}));
    CHECK(has(graph, {"relu1", "output", dropout, "input"}));
    CHECK(graph.findNode(side)->y > graph.findNode(dropout)->y);
    const auto output = addAfter(graph, top(), "conv1", layer("output"), true);
    CHECK(has(graph, {"conv1", "output", output, "input"}));
    CHECK(has(graph, {"conv1", "output", "relu1", "input"}));
}

TEST_CASE("renaming takes the edges along and refuses what cannot be a name")
{
    Graph graph = chain();
    CHECK(renameNode(graph, "relu1", "act"));
    CHECK(has(graph, {"conv1", "output", "act", "input"}));
    CHECK(has(graph, {"act", "output", "linear1", "input"}));
    for (const char* bad : {"conv1", "", "a b", "a/b", "层"})
        CHECK_FALSE(renameNode(graph, "act", bad));
}

TEST_CASE("a group and back again is the same network")
{
    Graph graph = chain();
    REQUIRE(connectPorts(graph, top(), {"conv1", {}, addNode(graph, layer("add"), 3 * kColumnStep, 240), {}}) == ConnectProblem::None);
    REQUIRE(connectPorts(graph, top(), {"relu1", {}, "add1", {}}) == ConnectProblem::None);
    const auto before = graph;
    const auto group = groupNodes(graph, top(), {"conv1", "relu1"}, "stage");
    CHECK(group == "stage1");
    REQUIRE(graph.blocks.contains("stage"));
    const auto& block = graph.blocks.at("stage");
    CHECK(block.nodes.size() == 5); // two, one Input, two Outputs
    const auto seen = portsOf(graph, {}, *graph.findNode(group), test::realCatalog());
    CHECK(seen.inputs.size() == 1);
    CHECK(seen.outputs.size() == 2);
    CHECK(ports(graph, "add1").size() == 2);
    CHECK(documents::readGraph(documents::writeGraph(graph)).value() == graph);
    const auto back = ungroup(graph, top(), group);
    CHECK(back == NodeIds{"conv1", "relu1"});
    CHECK(graph.blocks.empty());
    auto edges = graph.edges;
    auto wanted = before.edges;
    std::ranges::sort(edges);
    std::ranges::sort(wanted);
    CHECK(edges == wanted);
    for (const auto& node : before.nodes) {
        REQUIRE(graph.findNode(node.id));
        CHECK(graph.findNode(node.id)->parameters == node.parameters);
    }
}

TEST_CASE("nodes with a way around them cannot be a group; ends stay outside")
{
    Graph graph = chain();
    CHECK(canGroup(graph, {"conv1", "linear1"}) == GroupProblem::NotTogether);
    CHECK(canGroup(graph, {"input", "output"}) == GroupProblem::TooFew);
    CHECK(groupNodes(graph, top(), {"conv1", "linear1"}, "x").empty());
    const auto group = groupNodes(graph, top(), {"input", "conv1"}, "x");
    CHECK(graph.findNode("input"));
    CHECK(has(graph, {"input", "output", group, "input"}));
}

TEST_CASE("a block can be used again, and one use can have its own")
{
    Graph graph = test::RealNetwork("resnet50").graph;
    CHECK(usesOf(graph, "bottleneck_64") == 2);
    const auto added = addGroupNode(graph, "bottleneck_64", 0, 500);
    CHECK(usesOf(graph, "bottleneck_64") == 3);
    const auto own = makeOwnBlock(graph, top(), added);
    CHECK(own == "bottleneck_642");
    CHECK(usesOf(graph, "bottleneck_64") == 2);
    setNodeParameter(*findScope(graph, {added}), "conv1", "out_channels", 8);
    CHECK(findScope(graph, {"stage1_2"})->findNode("conv1")->parameters.at("out_channels") == Value(64));
    CHECK(renameBlock(graph, {}, own, "small"));
    CHECK(graph.findNode(added)->parameters.at("block") == Value("small"));
    removeItems(graph, top(), {{added}, {}});
    CHECK_FALSE(graph.blocks.contains("small"));
    CHECK(graph.blocks.contains("bottleneck_64"));
}

TEST_CASE("copied text is the same graph in another project, with its blocks")
{
    const Graph source = test::RealNetwork("resnet50").graph;
    const auto clip = copyItems(source, {}, {{"stage1_1", "stage1_2", "pool"}, {}});
    CHECK(clip.nodes.size() == 3);
    CHECK(clip.edges.size() == 1);
    CHECK(clip.blocks.size() == 2);
    const auto text = clipboardText(clip);
    CHECK(readClipboard(text).value() == clip);
    CHECK(clipboardText(readClipboard(text).value()) == text);

    Graph other = chain();
    const auto added = paste(other, {}, readClipboard(text).value(), 100, 200);
    CHECK(added.nodes == NodeIds{"pool", "stage1_1", "stage1_2"});
    CHECK(other.findNode("pool")->y == source.findNode("pool")->y + 200);
    const auto again = paste(other, {}, readClipboard(text).value(), 0, 0);
    CHECK(again.nodes == NodeIds{"pool2", "stage1_3", "stage1_4"});
    CHECK(other.blocks.size() == 2); // the same blocks, not copies of them
    CHECK(documents::readGraph(documents::writeGraph(other)).value() == other);
    CHECK_FALSE(readClipboard("hello").ok());
}

TEST_CASE("a block of the same name that says something else gets a fresh name")
{
    Graph first = chain();
    groupNodes(first, top(), {"conv1"}, "part");
    Graph second = chain();
    groupNodes(second, top(), {"relu1"}, "part");
    const auto added = paste(second, {}, copyItems(first, {}, {{"part1"}, {}}), 0, 0);
    CHECK(added.nodes == NodeIds{"part2"});
    CHECK(second.findNode("part2")->parameters.at("block") == Value("part2"));
    CHECK(second.blocks.at("part2").findNode("conv1"));
    CHECK(second.blocks.at("part").findNode("relu1"));
}

TEST_CASE("a block pasted into itself becomes another block")
{
    Graph graph = chain();
    const auto inner = groupNodes(graph, top(), {"conv1"}, "inner");
    const auto outer = groupNodes(graph, top(), {inner, "relu1"}, "outer");
    const auto clip = copyItems(graph, {}, {{outer}, {}});
    CHECK(clip.blocks.size() == 2);
    CHECK(blocksFor(graph, {}) == std::vector<std::string>{"inner", "outer"});
    CHECK(blocksFor(graph, {outer}) == std::vector<std::string>{"inner"});
    CHECK(blocksFor(graph, {outer, inner}).empty());
    paste(graph, {outer, inner}, clip, 0, 0);
    // No block leads to itself any more: every path ends.
    const std::function<int(const GroupPath&)> depth = [&](const GroupPath& scope) {
        REQUIRE(scope.size() < 10);
        int deepest = 0;
        for (const auto& node : findScope(graph, scope)->nodes)
            if (blockOf(graph, scope, node)) {
                auto below = scope;
                below.push_back(node.id);
                deepest = std::max(deepest, 1 + depth(below));
            }
        return deepest;
    };
    CHECK(depth({}) == 4);
}

TEST_CASE("repairs of the engine are made where it says, inside blocks too")
{
    Graph graph = chain();
    GraphRepair repair;
    repair.kind = "insert_before";
    repair.node = "linear1";
    repair.component = "flatten";
    CHECK(canRepair(graph, repair, test::realCatalog()));
    CHECK(applyRepair(graph, repair, test::realCatalog()));
    CHECK(has(graph, {"relu1", "output", "flatten1", "input"}));
    CHECK(has(graph, {"flatten1", "output", "linear1", "input"}));

    repair = {"set_parameter", "conv1", "groups", 1, {}};
    CHECK(applyRepair(graph, repair, test::realCatalog()));
    CHECK(graph.findNode("conv1")->parameters.at("groups") == Value(1));

    const auto group = groupNodes(graph, top(), {"conv1", "relu1"}, "stage");
    repair.node = group + "/conv1";
    repair.value = 2;
    CHECK(applyRepair(graph, repair, test::realCatalog()));
    CHECK(graph.blocks.at("stage").findNode("conv1")->parameters.at("groups") == Value(2));

    repair = {"insert_before", "gone", {}, {}, "flatten"};
    const auto before = graph;
    CHECK_FALSE(applyRepair(graph, repair, test::realCatalog()));
    CHECK(graph == before);

    // Two connections at a port for one are joined first.
    graph = chain();
    graph.edges.push_back({"conv1", "output", "linear1", "input"});
    repair = {"insert_before", "linear1", {}, {}, "concat"};
    CHECK(applyRepair(graph, repair, test::realCatalog()));
    CHECK(ports(graph, "concat1") == std::vector<std::string>{"relu1>inputs:0", "conv1>inputs:1"});
    CHECK(ports(graph, "linear1") == std::vector<std::string>{"concat1>input"});
}

TEST_CASE("two networks compare by their nodes, inside blocks too")
{
    const Graph before = test::RealNetwork("resnet50").graph;
    CHECK(compareGraphs(before, before).isEmpty());
    Graph after = before;
    moveItems(after, {{"conv1"}, {}}, 24, 24);
    CHECK(compareGraphs(before, after).isEmpty()); // places do not count
    removeItems(after, top(), {{"pool1"}, {}});
    addAfter(after, top(), "pool", layer("dropout"), true);
    setNodeParameter(after, "conv1", "kernel_size", 5);
    setNodeParameter(after.blocks.at("bottleneck_512"), "conv2", "out_channels", 256);
    const auto difference = compareGraphs(before, after);
    const auto marks = difference.marksAfter();
    CHECK(marks.at("conv1") == NodeMark::Changed);
    CHECK(marks.at("dropout1") == NodeMark::Added);
    CHECK(marks.at("stage4_2") == NodeMark::Changed);
    CHECK(marks.at("stage4_2/conv2") == NodeMark::Changed);
    CHECK(marks.at("stage4_3/conv2") == NodeMark::Changed);
    CHECK_FALSE(marks.contains("stage4_1"));
    CHECK(difference.marksBefore().at("pool1") == NodeMark::Removed);
    const auto conv = std::ranges::find(difference.nodes, "conv1", &NodeDifference::path);
    REQUIRE(conv != difference.nodes.end());
    CHECK(conv->parameters == std::vector<ParameterDifference>{{"kernel_size", 7, 5}});
}
