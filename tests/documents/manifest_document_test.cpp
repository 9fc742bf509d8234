// SPDX-License-Identifier: GPL-3.0-or-later
#include <doctest/doctest.h>

#include "engine/contract/run_fields.h"
#include "engine/documents/graph_document.h"
#include "engine/documents/manifest_document.h"
#include "tests/contract/random_values.h"

using namespace fettle;
using namespace fettle::documents;

namespace {

void nameNodes(Graph& graph)
{
    int number = 0;
    for (auto& node : graph.nodes)
        node.id = "n" + std::to_string(++number);
    for (auto& [name, block] : graph.blocks)
        nameNodes(block);
}

void giveComponent(ComponentRef& component)
{
    if (component.component.empty())
        component.parameters.clear();
}

} // namespace

TEST_CASE("any dataset manifest comes back equal")
{
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
        auto manifest = test::randomStruct<DatasetManifest>(seed, true);
        for (auto& part : manifest.parts)
            part.path = "0123abcd.arrow";
        const std::string text = writeManifest(manifest);
        const auto again = readManifest(text);
        CAPTURE(text);
        REQUIRE_MESSAGE(again.ok(), toLogLine(again.error()));
        CHECK(toJson(*again).dump() == toJson(manifest).dump());
        CHECK(writeManifest(*again) == text);
    }
}

TEST_CASE("any model manifest comes back equal")
{
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
        auto manifest = test::randomStruct<ModelManifest>(seed, true);
        manifest.weightsFile = "weights.safetensors";
        giveComponent(manifest.task);
        giveComponent(manifest.decoder);
        for (auto* fields : {&manifest.inputs, &manifest.targets})
            for (auto& field : *fields)
                giveComponent(field.encoder);
        for (auto& [name, graph] : manifest.networks)
            nameNodes(graph);
        const std::string text = writeModelManifest(manifest);
        const auto again = readModelManifest(text);
        CAPTURE(text);
        REQUIRE_MESSAGE(again.ok(), toLogLine(again.error()));
        CHECK(toJson(*again).dump() == toJson(manifest).dump());
        CHECK(writeModelManifest(*again) == text);
    }
}

TEST_CASE("any graph comes back equal from its JSON file")
{
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
        auto graph = test::randomStruct<Graph>(seed);
        nameNodes(graph);
        const std::string text = writeGraph(graph);
        const auto again = readGraph(text);
        CAPTURE(text);
        REQUIRE_MESSAGE(again.ok(), toLogLine(again.error()));
        CHECK(*again == graph);
        CHECK(writeGraph(*again) == text);
    }
}

TEST_CASE("a graph file has a node a line")
{
    Graph graph;
    graph.nodes = {{.id = "x", .component = "input", .parameters = {{"field", "image"}}, .initializers = {}, .title = {}},
                   {.id = "fc", .component = "linear", .parameters = {{"out_features", 10}}, .initializers = {}, .title = {}}};
    graph.edges = {{"x", "output", "fc", "input"}};
    CHECK(writeGraph(graph) == R"({
  "fettle": "graph",
  "version": 1,
  "nodes": [
    {"id": "x", "component": "input", "parameters": {"field": "image"}},
    {"id": "fc", "component": "linear", "parameters": {"out_features": 10}}
  ],
  "edges": [
    {"from_node": "x", "from_port": "output", "to_node": "fc", "to_port": "input"}
  ]
}
)");
}

TEST_CASE("mistakes in a graph file are placed")
{
    const auto wrong = readGraph("{\"fettle\": \"graph\", \"version\": 1,\n \"nodes\": [\n  {\"id\": \"a\", \"componnent\": \"relu\"}]}");
    REQUIRE(!wrong.ok());
    CHECK(wrong.error().code == "documents.unknown_key");
    CHECK(wrong.error().arguments.at("nearest").asText() == "component");
    CHECK(wrong.error().arguments.at("line").asInteger() == 3);
    CHECK(wrong.error().arguments.at("column").asInteger() == 15);
    CHECK(readGraph("{\"nodes\": []}").error().code == "documents.no_format");
    CHECK(readGraph("{\"fettle\": \"graph\", \"version\": 2}").error().code == "documents.newer_version");
}

TEST_CASE("a manifest from elsewhere cannot name files outside its folder")
{
    for (const char* path : {"../x.arrow", "/etc/passwd", "a/../../b", "..", "", "a//b", "c:\\x", "a\\..\\b"}) {
        DatasetManifest manifest;
        manifest.parts = {{.kind = "rows", .path = path, .sha256 = {}}};
        const auto read = readManifest(writeManifest(manifest));
        REQUIRE(!read.ok());
        CHECK(read.error().code == "documents.unsafe_file_name");
        ModelManifest model;
        model.weightsFile = path;
        CHECK(readModelManifest(writeModelManifest(model)).error().code == "documents.unsafe_file_name");
    }
    DatasetManifest manifest;
    manifest.parts = {{.kind = "media", .path = "media/ab.png", .sha256 = {}}};
    CHECK(readManifest(writeManifest(manifest)).ok());
}

TEST_CASE("a model from before targets kept their encoders apart still has them")
{
    ModelManifest manifest;
    manifest.inputs = {{"text", {"text", {}}}, {"answer", {"text", {}}}};
    manifest.targets = {{"topic", {"category", {}}}};
    manifest.encoders = {{"text", Value("a")}, {"answer", Value("b")}, {"topic", Value("c")}};
    const auto again = readModelManifest(writeModelManifest(manifest));
    REQUIRE_MESSAGE(again.ok(), (again.ok() ? std::string() : toLogLine(again.error())));
    CHECK(again->encoders == std::map<std::string, Value>{{"text", Value("a")}, {"answer", Value("b")}});
    CHECK(again->targetEncoders == std::map<std::string, Value>{{"topic", Value("c")}});
    // A field that is both has one of each.
    manifest.targets = {{"answer", {"matching_text", {}}}};
    manifest.encoders = {{"text", Value("a")}, {"answer", Value("b")}};
    manifest.targetEncoders = {{"answer", Value("c")}};
    const auto both = readModelManifest(writeModelManifest(manifest));
    REQUIRE(both.ok());
    CHECK(both->encoders == manifest.encoders);
    CHECK(both->targetEncoders == manifest.targetEncoders);
}
