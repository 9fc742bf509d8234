// SPDX-License-Identifier: GPL-3.0-or-later
#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <random>

#include "engine/component_api/graph_template.h"
#include "engine/contract/error_codes.h"
#include "engine/contract/sentence.h"
#include "engine/model/graph_checker.h"
#include "engine/model/network.h"
#include "tests/model/graphs.h"

using namespace fettle;
using namespace fettle::test;

namespace {

const NodeReport& reportOf(const GraphReport& report, const std::string& path)
{
    const auto found = std::ranges::find(report.nodes, path, &NodeReport::node);
    REQUIRE(found != report.nodes.end());
    return *found;
}

GraphReport checked(const Graph& graph, const TensorSpec& input, const std::vector<HeadSpec>& heads = {})
{
    model::GraphChecker checker(builtInRegistry());
    return checker.check(graph, {{"x", input}}, heads);
}

/// Every argument that the declared sentence needs is there: a missing one reads "?".
void requireComplete(const Error& error)
{
    CAPTURE(toLogLine(error));
    const auto* declared = findErrorCode(error.code);
    REQUIRE(declared != nullptr);
    const auto sentence = fillSentence(declared->sentence, error.arguments, plainEnglish);
    CHECK_MESSAGE(sentence.find('?') == std::string::npos, sentence);
}

std::string errorCode(const Graph& graph, const std::string& path, const TensorSpec& input, const std::vector<HeadSpec>& heads = {})
{
    const auto report = checked(graph, input, heads);
    CHECK_FALSE(report.ok());
    const auto& node = reportOf(report, path);
    REQUIRE(node.error.has_value());
    requireComplete(*node.error);
    return node.error->code;
}

std::vector<std::string> problemCodes(const Graph& graph, const TensorSpec& input, const std::vector<HeadSpec>& heads = {})
{
    const auto report = checked(graph, input, heads);
    CHECK_FALSE(report.ok());
    std::vector<std::string> codes;
    for (const auto& problem : report.problems) {
        requireComplete(problem);
        codes.push_back(problem.code);
    }
    return codes;
}

bool contains(const std::vector<std::string>& list, const std::string& text) { return std::ranges::find(list, text) != list.end(); }

Graph resnet50(std::int64_t size)
{
    const TemplateContext context{{{"x", pictureSpec(3, size, size)}}, {{"label", {{"C", 1000}}}}, 1000};
    const auto resolved = builtInRegistry().resolve<GraphTemplate>(ComponentKind::Template, {"resnet50", {}});
    REQUIRE(resolved.ok());
    auto graph = resolved->first->generate(resolved->second, context);
    REQUIRE(graph.ok());
    return *graph;
}

} // namespace

TEST_CASE("a network is reported with named shapes, weights and work")
{
    const auto graph = chain({node("c", "conv2d", {{"out_channels", 8}}), node("f", "flatten"), node("l", "linear", {{"out_features", 10}})});
    const auto report = checked(graph, pictureSpec(3, 4, 5), {{"label", {{"C", 10}}}});
    REQUIRE(report.ok());
    CHECK(reportOf(report, "c").outputs[0] == pictureSpec(8, 4, 5));
    CHECK(reportOf(report, "c").parameterCount == 8 * 3 * 9 + 8);
    CHECK(reportOf(report, "c").multiplyAdds == 8 * 4 * 5 * 3 * 9);
    CHECK(reportOf(report, "c").activationBytes == 8 * 4 * 5 * 4);
    CHECK(reportOf(report, "f").outputs[0] == rowSpec(160));
    CHECK(reportOf(report, "f").activationBytes == 0);
    CHECK(report.parameterCount == 224 + 160 * 10 + 10);
    CHECK(report.outputs.at("label") == rowSpec(10));
}

TEST_CASE("ResNet-50 has the sizes that its paper gives")
{
    const auto report = checked(resnet50(224), pictureSpec(3, 224, 224));
    REQUIRE(report.ok());
    CHECK(report.parameterCount == 25'557'032);
    CHECK(report.multiplyAdds > 4'000'000'000);
    CHECK(report.multiplyAdds < 4'250'000'000);
}

TEST_CASE("checking a ResNet-50 is quick, and an edit examines only what it reaches")
{
    model::GraphChecker checker(builtInRegistry());
    const NamedSpecs inputs{{"x", pictureSpec(3, 224, 224)}};
    static_cast<void>(checker.check(chain({node("r", "relu")}), inputs, {})); // a warm process
    auto graph = resnet50(224);
    const auto time = [&] {
        const auto start = std::chrono::steady_clock::now();
        const auto report = checker.check(graph, inputs, {});
        CHECK(report.ok());
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    };
    const double first = time();
    const auto examined = checker.examinedCount();
    const double again = time();
    CHECK(checker.examinedCount() == examined);
    auto& head = *std::ranges::find(graph.nodes, "head", &GraphNode::id);
    head.parameters["out_features"] = 7;
    const double edited = time();
    CHECK(checker.examinedCount() == examined + 1);
    MESSAGE("first " << first << " s, again " << again << " s, after an edit " << edited << " s");
    CHECK(first < 1.0);
    CHECK(edited < 0.1);
}

TEST_CASE("a layer that does not fit is named, with what it expected and an edit that mends it")
{
    const auto conv = node("c", "conv2d");
    SUBCASE("a picture into a linear layer")
    {
        const auto graph = chain({node("l", "linear"), node("r", "relu")});
        CHECK(errorCode(graph, "l", pictureSpec(3, 4, 4)) == "model.needs_flatten");
        const auto report = checked(graph, pictureSpec(3, 4, 4));
        CHECK(reportOf(report, "r").blocked);
        CHECK_FALSE(reportOf(report, "r").error.has_value());
        REQUIRE(reportOf(report, "l").repairs.size() == 1);
        CHECK(reportOf(report, "l").repairs[0] == GraphRepair{"insert_before", "l", "", {}, "flatten"});
        CHECK(reportOf(report, "l").error->arguments.at("node").asText() == "l");
        CHECK(reportOf(report, "l").error->arguments.at("got").asText() == "N×3×4×4");
    }
    SUBCASE("a row into a convolution") { CHECK(errorCode(chain({conv}), "c", rowSpec(4)) == "model.needs_picture"); }
    SUBCASE("whole numbers into a linear layer")
    {
        CHECK(errorCode(chain({node("l", "linear")}), "l", tensorSpec({{"N", -1}, {"T", 4}}, DType::Int64)) == "model.needs_numbers");
    }
    SUBCASE("numbers into an embedding") { CHECK(errorCode(chain({node("e", "embedding")}), "e", rowSpec(4)) == "model.needs_indices"); }
    SUBCASE("a window larger than the picture")
    {
        CHECK(errorCode(chain({node("c", "conv2d", {{"kernel_size", 9}, {"padding", 0}})}), "c", pictureSpec(1, 4, 4)) == "model.window_too_large");
        auto graph = chain({node("c", "conv2d", {{"kernel_size", 9}, {"padding", 0}})});
        const auto repairs = reportOf(checked(graph, pictureSpec(1, 4, 4)), "c").repairs;
        CHECK(repairs.size() == 2);
        for (const auto& repair : repairs) {
            auto mended = graph;
            mended.nodes[1].parameters[repair.parameter] = repair.value;
            CHECK(checked(mended, pictureSpec(1, 4, 4)).ok());
        }
    }
    SUBCASE("groups") { CHECK(errorCode(chain({node("c", "conv2d", {{"groups", 2}})}), "c", pictureSpec(3, 4, 4)) == "model.groups_mismatch"); }
    SUBCASE("padding of a pool") { CHECK(errorCode(chain({node("p", "max_pool", {{"padding", 2}})}), "p", pictureSpec(3, 8, 8)) == "model.padding_too_large"); }
    SUBCASE("the size cannot be kept")
    {
        CHECK(errorCode(chain({node("c", "conv2d", {{"padding_same", true}, {"stride", 2}})}), "c", pictureSpec(3, 4, 4)) == "model.padding_same_stride");
    }
    SUBCASE("reshape")
    {
        CHECK(errorCode(chain({node("s", "reshape", {{"shape", ValueList{5, 5}}})}), "s", rowSpec(24)) == "model.reshape_mismatch");
        CHECK(errorCode(chain({node("s", "reshape", {{"shape", ValueList{-1, -1}}})}), "s", rowSpec(24)) == "model.reshape_two_unknown");
    }
    SUBCASE("flatten") { CHECK(errorCode(chain({node("f", "flatten", {{"start_dim", 3}})}), "f", rowSpec(4)) == "model.flatten_range"); }
    SUBCASE("softmax") { CHECK(errorCode(chain({node("s", "softmax", {{"dim", 5}})}), "s", rowSpec(4)) == "model.dimension_missing"); }
    SUBCASE("layer norm") { CHECK(errorCode(chain({node("n", "layer_norm", {{"normalized_dims", 2}})}), "n", rowSpec(4)) == "model.dimension_missing"); }
    SUBCASE("rank") { CHECK(errorCode(chain({node("l", "linear")}), "l", tensorSpec({{"N", -1}})) == "model.wrong_rank"); }
    SUBCASE("a size that varies") { CHECK(errorCode(chain({node("l", "linear")}), "l", rowSpec(-1)) == "model.needs_known_size"); }
    SUBCASE("inputs of other shape or type")
    {
        Graph graph = chain({node("a", "linear", {{"out_features", 3}}), node("sum", "add")});
        graph.edges[1].toPort = "inputs:0";
        graph.edges.push_back({"input", "output", "sum", "inputs:1"});
        CHECK(errorCode(graph, "sum", rowSpec(4)) == "model.sizes_differ");
        graph.nodes[2].component = "concat";
        graph.nodes[2].parameters["dim"] = 0;
        CHECK(errorCode(graph, "sum", rowSpec(4)) == "model.dimension_missing");
        graph.nodes[2].parameters.clear();
        graph.nodes[1] = node("a", "embedding", {{"num_embeddings", 4}});
        CHECK(errorCode(graph, "sum", tensorSpec({{"N", -1}}, DType::Int64)) == "model.dtypes_differ");
    }
    SUBCASE("unknown layer or option")
    {
        CHECK(errorCode(chain({node("l", "linaer")}), "l", rowSpec(4)) == "components.unknown");
        CHECK(reportOf(checked(chain({node("l", "linaer")}), rowSpec(4)), "l").error->arguments.at("nearest").asText() == "linear");
        CHECK(errorCode(chain({node("l", "linear", {{"out_feature", 3}})}), "l", rowSpec(4)) == "components.parameter_unknown");
        CHECK(errorCode(chain({node("l", "linear", {{"out_features", "many"}})}), "l", rowSpec(4)) == "components.parameter_type");
        CHECK(errorCode(chain({node("l", "linear", {{"out_features", -3}})}), "l", rowSpec(4)) == "components.parameter_range");
        CHECK(errorCode(chain({node("g", "gelu", {{"approximate", "sinh"}})}), "g", rowSpec(4)) == "components.parameter_choice");
    }
    SUBCASE("the head")
    {
        const auto graph = chain({node("l", "linear", {{"out_features", 3}})});
        CHECK(errorCode(graph, "output", rowSpec(4), {{"label", {{"C", 10}}}}) == "model.head_shape");
        const auto repairs = reportOf(checked(graph, rowSpec(4), {{"label", {{"C", 10}}}}), "output").repairs;
        REQUIRE(repairs.size() == 1);
        CHECK(repairs[0] == GraphRepair{"set_parameter", "l", "out_features", 10, ""});
    }
}

TEST_CASE("what is wrong with the connections is said")
{
    const auto spec = rowSpec(4);
    auto graph = chain({node("a", "linear"), node("b", "relu")});
    SUBCASE("empty") { CHECK(problemCodes({}, spec) == std::vector<std::string>{"model.empty"}); }
    SUBCASE("no output")
    {
        graph.nodes.pop_back();
        graph.edges.pop_back();
        CHECK(problemCodes(graph, spec) == std::vector<std::string>{"model.no_output"});
    }
    SUBCASE("no input")
    {
        graph.nodes.erase(graph.nodes.begin());
        graph.edges.erase(graph.edges.begin());
        CHECK(contains(problemCodes(graph, spec), "model.no_input"));
        CHECK(errorCode(graph, "a", spec) == "model.not_connected");
    }
    SUBCASE("a circle")
    {
        Graph circle;
        circle.nodes = {node("input", "input"), node("sum", "add"), node("r", "relu"), node("output", "output")};
        circle.edges = {{"input", "output", "sum", "inputs:0"}, {"sum", "output", "r", "input"}, {"r", "output", "sum", "inputs:1"},
                        {"r", "output", "output", "input"}};
        CHECK(problemCodes(circle, spec) == std::vector<std::string>{"model.cycle"});
        const auto report = checked(circle, spec);
        CHECK(reportOf(report, "output").blocked);
        const auto names = report.problems[0].arguments.at("nodes").asList();
        CHECK((names == ValueList{"sum", "r"} || names == ValueList{"r", "sum"}));
    }
    SUBCASE("names")
    {
        graph.nodes.push_back(node("a", "relu"));
        CHECK(problemCodes(graph, spec) == std::vector<std::string>{"model.node_id_taken"});
        graph.nodes.back().id = "../a";
        CHECK(problemCodes(graph, spec) == std::vector<std::string>{"model.node_id_invalid"});
    }
    SUBCASE("edges")
    {
        graph.edges.push_back({"aa", "output", "b", "input"});
        CHECK(problemCodes(graph, spec) == std::vector<std::string>{"model.edge_unknown_node"});
        graph.edges.back() = {"a", "out", "b", "input"};
        CHECK(problemCodes(graph, spec) == std::vector<std::string>{"model.port_unknown"});
        graph.edges.back() = {"a", "output", "b", "left"};
        CHECK(problemCodes(graph, spec) == std::vector<std::string>{"model.port_unknown"});
        graph.edges.back() = {"input", "output", "b", "input"};
        CHECK(errorCode(graph, "b", spec) == "model.port_taken");
    }
    SUBCASE("inputs")
    {
        graph.nodes[0].parameters["field"] = "y";
        CHECK(errorCode(graph, "input", spec) == "model.input_unknown");
        graph.nodes[0].parameters["field"] = "";
        CHECK(checked(graph, spec).ok());
        model::GraphChecker checker(builtInRegistry());
        const auto report = checker.check(graph, {{"x", spec}, {"y", spec}}, {});
        REQUIRE(reportOf(report, "input").error.has_value());
        CHECK(reportOf(report, "input").error->code == "model.input_unnamed");
        CHECK(errorCode(chain({node("t", "table_features")}), "t", pictureSpec(1, 2, 2)) != "");
        Graph table;
        table.nodes = {node("t", "table_features"), node("output", "output")};
        table.edges = {{"t", "output", "output", "input"}};
        CHECK(errorCode(table, "t", pictureSpec(1, 2, 2)) == "model.no_table_fields");
        table.nodes[0].parameters["fields"] = ValueList{"x", "z"};
        CHECK(errorCode(table, "t", spec) == "model.input_unknown");
    }
    SUBCASE("heads")
    {
        CHECK(contains(problemCodes(graph, spec, {{"price", {{"D", 128}}}}), "model.head_missing"));
        CHECK(contains(problemCodes(graph, spec, {{"price", {{"D", 128}}}}), "model.head_unknown"));
        graph.nodes.push_back(node("output2", "output", {{"name", "label"}}));
        graph.edges.push_back({"a", "output", "output2", "input"});
        CHECK(problemCodes(graph, spec) == std::vector<std::string>{"model.output_name_taken"});
    }
    SUBCASE("blocks")
    {
        graph.nodes[2] = node("b", "group", {{"block", "pear"}});
        CHECK(errorCode(graph, "b", spec) == "model.block_unknown");
        Graph block;
        block.nodes = {node("i", "input", {{"field", "input"}}), node("again", "group", {{"block", "pear"}}), node("o", "output")};
        block.edges = {{"i", "output", "again", "input"}, {"again", "output", "o", "input"}};
        graph.blocks["pear"] = block;
        CHECK(errorCode(graph, "b/again", spec) == "model.block_recursive");
        graph.blocks["pear"].nodes[1] = node("again", "relu");
        CHECK(checked(graph, spec).ok());
        graph.blocks["pear"].nodes.push_back(node("i2", "input", {{"field", "more"}}));
        graph.edges[1].toPort = "input";
        CHECK(contains(problemCodes(graph, spec), "model.not_connected"));
    }
}

TEST_CASE("a hostile graph is answered in bounded time and memory")
{
    SUBCASE("sizes beyond any machine")
    {
        const auto graph = chain({node("a", "linear", {{"out_features", 1 << 20}}), node("b", "linear", {{"out_features", 1 << 20}}),
                                  node("e", "linear", {{"out_features", 1 << 20}})});
        const auto report = checked(graph, rowSpec(1 << 20));
        CHECK(report.parameterCount == 3 * ((std::int64_t{1} << 40) + (1 << 20)));
        const auto huge = checked(chain({node("c", "conv2d", {{"out_channels", 65536}})}), pictureSpec(std::int64_t{1} << 40, std::int64_t{1} << 40, 4));
        CHECK_FALSE(huge.ok());
        CHECK_FALSE(checked(chain({node("f", "flatten")}), pictureSpec(std::int64_t{1} << 62, std::int64_t{1} << 62, 4)).ok());
        CHECK_FALSE(checked(chain({node("r", "relu")}), pictureSpec(std::int64_t{1} << 62, 4, 4)).ok());
    }
    SUBCASE("blocks that multiply")
    {
        Graph graph = chain({node("g", "group", {{"block", "b0"}})});
        for (int level = 0; level < 12; ++level) {
            Graph block;
            block.nodes = {node("i", "input", {{"field", "input"}}), node("o", "output")};
            for (int i = 0; i < 20; ++i)
                block.nodes.push_back(node("g" + std::to_string(i), "group", {{"block", "b" + std::to_string(level + 1)}}));
            graph.blocks["b" + std::to_string(level)] = block;
        }
        const auto start = std::chrono::steady_clock::now();
        CHECK(contains(problemCodes(graph, rowSpec(4)), "model.too_many_nodes"));
        CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(20));
    }
    SUBCASE("random graphs")
    {
        std::mt19937 random(4);
        std::vector<std::string> components{"input", "output", "group", "nothing", ""};
        for (const auto* info : builtInRegistry().list(ComponentKind::Layer))
            components.push_back(info->id);
        const std::vector<TensorSpec> specs{rowSpec(4), pictureSpec(2, 3, 4), tensorSpec({{"N", -1}}, DType::Int64), tensorSpec({}), rowSpec(-1),
                                            tensorSpec({{"N", -1}, {"T", -1}, {"D", 3}}), pictureSpec(0, 0, 0)};
        const auto pick = [&random](auto& list) -> auto& { return list[random() % list.size()]; };
        model::GraphChecker checker(builtInRegistry());
        for (int round = 0; round < 400; ++round) {
            Graph graph;
            const std::vector<std::string> ports{"input", "output", "inputs:0", "inputs", "", "inputs:1", "x"};
            const std::vector<Value> values{3, -1, 0, "x", ValueList{2, 3}, ValueList{}, 1e300, true, ValueMap{}, 7};
            for (int i = 0; i < 6; ++i) {
                auto made = node("n" + std::to_string(i), pick(components));
                if (const auto* info = builtInRegistry().info(ComponentKind::Layer, made.component); info && !info->parameters.empty())
                    made.parameters[pick(info->parameters).name] = pick(values);
                graph.nodes.push_back(made);
            }
            graph.nodes.push_back(node("input", "input", {{"field", "x"}}));
            for (int i = 0; i < 9; ++i)
                graph.edges.push_back({pick(graph.nodes).id, pick(ports), pick(graph.nodes).id, pick(ports)});
            graph.blocks["x"] = graph;
            const NamedSpecs inputs{{"x", pick(specs)}, {"y", pick(specs)}};
            const auto report = checker.check(graph, inputs, {});
            const auto network = model::buildNetwork(graph, inputs, builtInRegistry(), {}, 1);
            // What the check lets through can be built; what cannot be built is refused by the check.
            CHECK((!report.ok() || network.ok()));
        }
    }
}
