// SPDX-License-Identifier: GPL-3.0-or-later
#include <doctest/doctest.h>

#include <filesystem>

#include "engine/contract/recipe_fields.h"
#include "engine/documents/graph_document.h"
#include "engine/documents/recipe_document.h"
#include "tests/contract/random_values.h"
#include "tests/support/temporary_folder.h"

using namespace fettle;
using namespace fettle::documents;

namespace {

constexpr const char* kExample = R"(fettle: recipe
version: 1
name: adult with an MLP
dataset: adult
inputs: [age, {field: job, encoder: {category: {maximum: 50}}}]
targets: [income]
task: tabular_classification
model: {template: mlp, hidden: [128, 64]}
loss: cross_entropy
optimizer: {adamw: {lr: 0.001, weight_decay: 0.01}}
schedule: {cosine: {warmup_steps: 100}}
augmentation: [flip, {crop: {padding: 4}}]
sampler: balanced
training:
  epochs: 10
  batch_size: 64
  early_stopping: false
)";

std::string body(const std::string& text) { return "fettle: recipe\nversion: 1\n" + text; }

Error errorOf(const std::string& text)
{
    const auto recipe = readRecipe(body(text), "r.yaml");
    REQUIRE_MESSAGE(!recipe.ok(), text);
    return recipe.error();
}

ComponentRef randomComponent(test::RandomValues& random)
{
    ComponentRef component;
    random.fill(component);
    if (component.component.empty())
        component.parameters.clear();
    return component;
}

Graph smallGraph(const std::string& name)
{
    Graph graph;
    graph.name = name;
    graph.nodes.resize(1);
    graph.nodes[0].id = "a";
    graph.nodes[0].component = "relu";
    graph.nodes[0].parameters = {{"inplace", true}};
    graph.nodes[0].x = 0.1;
    return graph;
}

/// Random, less what the document cannot say because it means nothing.
Recipe randomRecipe(std::uint64_t seed)
{
    test::RandomValues random(seed);
    auto recipe = test::randomStruct<Recipe>(seed, true);
    for (ComponentRef* component : {&recipe.task, &recipe.sampler, &recipe.collator, &recipe.decoder})
        *component = randomComponent(random);
    for (auto* fields : {&recipe.inputs, &recipe.targets})
        for (auto& field : *fields)
            field.encoder = randomComponent(random);
    for (auto& component : recipe.augmentation) {
        component = randomComponent(random);
        component.component += "x";
    }
    for (auto& objective : recipe.objectives)
        for (ComponentRef* component : {&objective.loss, &objective.optimizer, &objective.schedule})
            *component = randomComponent(random);
    if (recipe.dataset.name.empty() && recipe.dataset.paths.empty())
        recipe.dataset = {};
    for (auto& [name, network] : recipe.networks) {
        network.fromTemplate = randomComponent(random);
        network.fromTemplate.component += "t";
        network.weights.clear();
        if (random.below(2) == 0)
            network.weights = {{random.below(2) == 0 ? "model" : "file", random.text()}};
        network.graph.reset();
        if (random.below(2) == 0)
            network.graph = smallGraph(random.text());
    }
    return recipe;
}

} // namespace

TEST_CASE("the example of the header reads as it is meant")
{
    const auto recipe = readRecipe(kExample);
    REQUIRE_MESSAGE(recipe.ok(), toLogLine(recipe.error()));
    CHECK(recipe->name == "adult with an MLP");
    CHECK(recipe->dataset.name == "adult");
    REQUIRE(recipe->inputs.size() == 2);
    CHECK(recipe->inputs[0].field == "age");
    CHECK(!recipe->inputs[0].encoder.isSet());
    CHECK(recipe->inputs[1].field == "job");
    CHECK(recipe->inputs[1].encoder == ComponentRef{"category", {{"maximum", 50}}});
    CHECK(recipe->networks.at("model").fromTemplate == ComponentRef{"mlp", {{"hidden", ValueList{128, 64}}}});
    REQUIRE(recipe->objectives.size() == 1);
    CHECK(recipe->objectives[0].name == "main");
    CHECK(recipe->objectives[0].loss == ComponentRef{"cross_entropy", {}});
    CHECK(recipe->objectives[0].optimizer == ComponentRef{"adamw", {{"lr", 0.001}, {"weight_decay", 0.01}}});
    CHECK(recipe->objectives[0].schedule == ComponentRef{"cosine", {{"warmup_steps", 100}}});
    REQUIRE(recipe->augmentation.size() == 2);
    CHECK(recipe->augmentation[1] == ComponentRef{"crop", {{"padding", 4}}});
    CHECK(recipe->training.epochs == 10.0);
    CHECK(recipe->training.batchSize == 64);
    CHECK(!recipe->training.earlyStopping.enabled);
    CHECK(recipe->training.checkpointSeconds == 300.0);
}

TEST_CASE("a recipe is written for people, and only what differs from the default")
{
    const auto recipe = readRecipe(kExample);
    REQUIRE(recipe.ok());
    CHECK(writeRecipe(*recipe) == R"(fettle: recipe
version: 1
name: adult with an MLP
dataset: adult
inputs:
  - age
  - {field: job, encoder: {category: {maximum: 50}}}
targets: [income]
task: tabular_classification
model: {template: mlp, hidden: [128, 64]}
loss: cross_entropy
optimizer: {adamw: {lr: 0.001, weight_decay: 0.01}}
schedule: {cosine: {warmup_steps: 100}}
augmentation:
  - flip
  - {crop: {padding: 4}}
sampler: balanced
training:
  epochs: 10.0
  batch_size: 64
  early_stopping: false
)");
    CHECK(writeRecipe(Recipe{}) == "fettle: recipe\nversion: 1\n");
    const std::string complete = writeRecipe(*recipe, Defaults::Write);
    CHECK(complete.find("checkpoint_seconds: 300.0") != std::string::npos);
    CHECK(complete.find("patience: 10") != std::string::npos);
    CHECK(*readRecipe(complete) == *recipe);
}

TEST_CASE("any recipe comes back equal, and equal recipes give equal bytes")
{
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        Recipe recipe = randomRecipe(seed);
        // NaN never equals itself; the texts are compared as well.
        for (const auto defaults : {Defaults::Omit, Defaults::Write}) {
            const std::string text = writeRecipe(recipe, defaults);
            const auto again = readRecipe(text);
            CAPTURE(text);
            REQUIRE_MESSAGE(again.ok(), toLogLine(again.error()));
            CHECK(writeRecipe(*again, defaults) == text);
            CHECK(toJson(*again).dump() == toJson(recipe).dump());
        }
    }
}

TEST_CASE("an unknown key is an error with its place and the nearest known name")
{
    const Error top = errorOf("optimiser: adam\n");
    CHECK(top.code == "documents.unknown_key");
    CHECK(top.arguments.at("nearest").asText() == "optimizer");
    CHECK(top.arguments.at("line").asInteger() == 3);
    CHECK(top.arguments.at("column").asInteger() == 1);
    CHECK(top.arguments.at("file").asText() == "r.yaml");
    const Error inner = errorOf("training:\n  epochs: 3\n  batchsize: 64\n");
    CHECK(inner.code == "documents.unknown_key");
    CHECK(inner.arguments.at("nearest").asText() == "batch_size");
    CHECK(inner.arguments.at("line").asInteger() == 5);
    CHECK(inner.arguments.at("column").asInteger() == 3);
    CHECK(errorOf("training: {early_stopping: {patiense: 3}}\n").arguments.at("nearest").asText() == "patience");
    CHECK(errorOf("dataset: {pathh: x}\n").arguments.at("nearest").asText() == "path");
    CHECK(errorOf("model: {tamplate: mlp}\n").arguments.at("nearest").asText() == "template");
    CHECK(errorOf("inputs: [{feild: a}]\n").arguments.at("nearest").asText() == "field");
    const auto far = errorOf("completely_new: 1\n");
    CHECK(far.code == "documents.unknown_key");
    CHECK_FALSE(far.arguments.contains("nearest"));
    CHECK_FALSE(far.arguments.at("known").asList().empty());
    CHECK(errorOf("model: {template: mlp, weights: {fil: x}}\n").arguments.at("nearest").asText() == "file");
}

TEST_CASE("values of the wrong type or meaning are named")
{
    CHECK(errorOf("training: {epochs: many}\n").code == "documents.wrong_type");
    CHECK(errorOf("training: {batch_size: 1.5}\n").code == "documents.wrong_type");
    CHECK(errorOf("training: {batch_size: \"64\"}\n").code == "documents.wrong_type");
    CHECK(errorOf("training: {precision: fp8}\n").code == "documents.unknown_value");
    CHECK(errorOf("training: 3\n").code == "documents.wrong_type");
    CHECK(errorOf("name: [a]\n").code == "documents.wrong_type");
    CHECK(errorOf("optimizer: {adam: {lr: 1}, sgd: {lr: 2}}\n").code == "documents.wrong_type");
    CHECK(errorOf("optimizer: [adam]\n").code == "documents.wrong_type");
    CHECK(errorOf("augmentation: flip\n").code == "documents.wrong_type");
    CHECK(errorOf("loss: mse\nobjectives: [{loss: mse}]\n").code == "documents.both_forms");
    CHECK(errorOf("model: mlp\nnetworks: {a: mlp}\n").code == "documents.both_forms");
    CHECK(errorOf("dataset: {path: a, paths: [b]}\n").code == "documents.both_forms");
    CHECK(errorOf("dataset: {version: abc}\n").code == "documents.no_dataset");
    CHECK(errorOf("model: {trainable: false}\n").code == "documents.no_network");
    CHECK(errorOf("model: {graph_file: net.json}\n").code == "documents.graph_file_without_folder");
    CHECK(errorOf("model: {graph: {nodes: [{id: a, component: relu}, {id: a, component: relu}]}}\n").code ==
          "documents.duplicate_node");
    CHECK(errorOf("model: {graph: {nodes: [{id: ../a, component: relu}]}}\n").code == "documents.bad_node_id");
    CHECK(errorOf("model: {graph: {nodes: [{component: relu}]}}\n").code == "documents.missing_key");
}

TEST_CASE("one training option is set as strictly as a recipe is read")
{
    TrainingOptions training;
    training.fineTuning.contrastiveSteps = 100;
    training.batchSize = 64;
    const auto before = training;
    const auto refused = [&](const char* path, const Value& value) {
        const auto set = setTrainingOption(training, path, value);
        REQUIRE_MESSAGE(!set.ok(), path);
        CHECK(training == before);
        return set.error();
    };
    CHECK(refused("fine_tuning.methd", "lora").arguments.at("nearest").asText() == "method");
    CHECK(refused("fine_tuning.method", "loro").code == "documents.unknown_value");
    CHECK(refused("fine_tuning.lora_rank", "many").code == "documents.wrong_type");
    CHECK(refused("epochs.more", 1).code == "documents.wrong_type");
    CHECK(refused("", 1).code == "documents.unknown_key");
    CHECK(refused("fine_tuning.", 1).code == "documents.unknown_key");
    // What is not named stays as it was.
    REQUIRE(setTrainingOption(training, "fine_tuning.method", "lora").ok());
    REQUIRE(setTrainingOption(training, "fine_tuning.lora_targets", ValueList{"query", "value"}).ok());
    REQUIRE(setTrainingOption(training, "l1", 0.5).ok());
    REQUIRE(setTrainingOption(training, "early_stopping", false).ok());
    CHECK(training.fineTuning.method == TuningMethod::Lora);
    CHECK(training.fineTuning.contrastiveSteps == 100);
    CHECK(training.fineTuning.loraTargets == std::vector<std::string>{"query", "value"});
    CHECK(training.l1 == 0.5);
    CHECK_FALSE(training.earlyStopping.enabled);
    CHECK(training.batchSize == 64);
}

TEST_CASE("several networks and objectives have the long form")
{
    const auto recipe = readRecipe(body(R"(networks:
  generator: {template: mlp, hidden: [8]}
  discriminator: linear
objectives:
  - {name: discriminate, loss: hinge, networks: [discriminator], optimizer: {adam: {lr: 0.0002}}}
  - {name: generate, loss: hinge, networks: [generator], optimizer: adam, every_steps: 2}
)"));
    REQUIRE_MESSAGE(recipe.ok(), toLogLine(recipe.error()));
    CHECK(recipe->networks.size() == 2);
    REQUIRE(recipe->objectives.size() == 2);
    CHECK(recipe->objectives[1].everySteps == 2);
    CHECK(recipe->objectives[0].optimizer.parameters.at("lr") == Value(0.0002));
    CHECK(*readRecipe(writeRecipe(*recipe)) == *recipe);
}

TEST_CASE("paths resolve against the recipe's folder, and a graph file stays in it")
{
    const test::TemporaryFolder folder;
    folder.write("recipes/net.json", writeGraph(smallGraph("net")));
    folder.write("secret.json", "{}");
    const auto path = folder.write("recipes/r.yaml", body("dataset: ../data/x.csv\nmodel: {graph_file: net.json}\n"));
    const auto recipe = readRecipeFile(path);
    REQUIRE_MESSAGE(recipe.ok(), toLogLine(recipe.error()));
    CHECK(recipe->dataset.paths == std::vector<std::string>{(folder.path() / "data/x.csv").string()});
    CHECK(recipe->networks.at("model").graph->name == "net");
    for (const char* hostile : {"../secret.json", "/etc/passwd", "a/../../secret.json"}) {
        folder.write("recipes/bad.yaml", body("model: {graph_file: \"" + std::string(hostile) + "\"}\n"));
        const auto refused = readRecipeFile(folder.path() / "recipes/bad.yaml");
        REQUIRE(!refused.ok());
        CHECK(refused.error().code == "platform.path_outside");
    }
    CHECK(readRecipeFile(folder.path() / "none.yaml").error().code == "platform.file_not_opened");
}
