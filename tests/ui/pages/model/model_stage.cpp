// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/pages/model/model_stage.h"

#include <algorithm>
#include <fstream>

#include <nlohmann/json.hpp>

#include "engine/contract/run.h"
#include "engine/documents/recipe_document.h"
#include "tests/support/environment.h"
#include "ui/documents/graph_scope.h"

namespace fettle::test {
namespace {

nlohmann::json kept(const char* name)
{
    std::ifstream file(sourceFolder() / "tests/ui/graph/data" / name);
    return nlohmann::json::parse(file);
}

ComponentInfo templateInfo(const char* id, const char* title, const char* help)
{
    ComponentInfo info;
    info.kind = ComponentKind::Template;
    info.id = id;
    info.title = title;
    info.help = help;
    return info;
}

Catalog stageCatalog()
{
    auto catalog = fromJson<Catalog>(kept("catalog.json")).value();
    catalog.components.push_back(templateInfo("resnet18", "ResNet-18", "Residual blocks let many layers learn; needs more examples."));
    auto bert = templateInfo("bert", "Pretrained language model",
                             "A Transformer that has read a great many texts before. It needs few examples of its own, and more time than the small models.");
    for (const char* name : {"model", "pooling", "num_layers"}) {
        ParameterInfo parameter;
        parameter.name = name;
        parameter.title = name;
        bert.parameters.push_back(parameter);
    }
    catalog.components.push_back(bert);
    catalog.components.push_back(templateInfo("text_cnn", "Text CNN", "Looks for short sequences of words."));
    return catalog;
}

} // namespace

ModelStage::ModelStage()
{
    const auto cnn = kept("cnn.json");
    m_generated = fromJson<Graph>(cnn.at("graph")).value();
    m_report = fromJson<GraphReport>(cnn.at("report")).value();
    m_manifest.name = "flowers";
    m_manifest.id = "v1";
    m_manifest.rowCount = 3670;
    m_manifest.splitRows = {{"train", 2938}, {"validation", 366}, {"test", 366}};
    FieldInfo input;
    input.name = "image";
    input.kind = FieldKind::Image;
    FieldInfo target;
    target.name = "class";
    target.kind = FieldKind::Category;
    target.role = FieldRole::Target;
    m_manifest.fields = {input, target};

    Recipe& recipe = recommendation.recipe;
    recipe.task.component = "image_classification";
    recipe.targets = {{target.name, {}}};
    recipe.networks["model"].fromTemplate.component = "cnn";
    recipe.training.epochs = 40.0;
    recipe.training.batchSize = 64;
    recommendation.models = {{{"cnn", {}}, m_report.parameterCount, 1.4, makeError("data.model_small_pictures", {{"height", 32}, {"width", 32}})},
                             {{"resnet18", {}}, 11'181'642, 38.0, makeError("data.model_pictures_deeper")},
                             {{"mlp", {}}, 1'707'274, 0.6, makeError("data.model_linear")}};
    recommendation.minutes = 1.4;
    answerLists();
    answerRuns();
    answerWorker();
}

void ModelStage::answerLists()
{
    engine->answer("catalog", toValue(stageCatalog()));
    engine->answer("projects.list", Value(ValueMap{{"projects", ValueList{Value(ValueMap{{"id", "p1"}, {"name", m_manifest.name}, {"created_utc", "2026-03-01T12:00:00.000Z"}})}}}));
    store::DatasetRecord dataset;
    dataset.id = "d1";
    dataset.project = "p1";
    dataset.name = m_manifest.name;
    dataset.newestVersion = "v1";
    dataset.newestNumber = 1;
    dataset.rowCount = m_manifest.rowCount;
    engine->answer("datasets.list", Value(ValueMap{{"datasets", ValueList{toValue(dataset)}}}));
    ValueMap shown = toValue(dataset).asMap();
    shown["manifest"] = toValue(m_manifest);
    shown["manifest_path"] = "/data/dataset.yaml";
    shown["number"] = 1;
    engine->answer("datasets.show", Value(shown));
    engine->answer("jobs.list", Value(ValueMap{{"jobs", ValueList{}}}));
    engine->answer("models.list", Value(ValueMap{{"models", ValueList{}}}));
}

void ModelStage::useTexts()
{
    m_manifest.name = "reviews";
    m_manifest.fields[0].name = "text";
    m_manifest.fields[0].kind = FieldKind::Text;
    recommendation.recipe.task.component = "text_classification";
    recommendation.recipe.networks["model"].fromTemplate = {"text_cnn", {}};
    RecommendedModel plain;
    plain.model.component = "text_cnn";
    plain.parameterCount = 1'281'300;
    plain.minutes = 0.8;
    plain.reason = makeError("data.model_linear");
    recommendation.models.assign(1, plain);
    answerLists();
    engine->answer("pretrained.list", [this](const Value&) -> Result<Value> {
        ValueList models;
        for (const auto& model : library)
            models.push_back(toValue(model));
        return Value(ValueMap{{"models", models}, {"problems", ValueList{}}, {"fetching", ValueList{}}});
    });
}

void ModelStage::addPretrained(const std::string& id, const std::string& title, std::int64_t parameterCount)
{
    PretrainedModel model;
    model.id = id;
    model.title = title;
    model.license = "apache-2.0";
    model.languages = {"en"};
    model.parameterCount = parameterCount;
    model.network.family = "bert";
    library.push_back(model);
    RecommendedModel recommended;
    recommended.model.component = "bert";
    recommended.model.parameters["model"] = id;
    recommended.parameterCount = parameterCount;
    recommended.minutes = static_cast<double>(parameterCount) / 2e7;
    recommended.reason = makeError("data.model_pretrained", {{"model", title}});
    recommendation.models.insert(recommendation.models.begin(), recommended);
}

void ModelStage::answerRuns()
{
    const auto record = [](const StagedRun& run, std::int64_t number) {
        store::RunRecord made;
        made.id = run.id;
        made.project = "p1";
        made.number = number;
        made.state = JobState::Completed;
        made.dataset = "d1";
        made.datasetVersion = "v1";
        made.createdUtc = "2026-03-01T12:00:00.000Z";
        ValueMap value = toValue(made).asMap();
        for (const char* name : {"recipe", "resolved_recipe", "result"})
            value.erase(name);
        value["name"] = "Run " + std::to_string(number);
        value["metrics"] = ValueMap{};
        return value;
    };
    engine->answer("runs.list", [this, record](const Value&) -> Result<Value> {
        ValueList list;
        for (std::size_t i = m_runs.size(); i-- > 0;)
            list.push_back(record(m_runs[i], static_cast<std::int64_t>(i + 1)));
        return Value(ValueMap{{"runs", list}});
    });
    engine->answer("runs.show", [this, record](const Value& params) -> Result<Value> {
        for (std::size_t i = 0; i < m_runs.size(); ++i)
            if (m_runs[i].id == params.at("run").asText()) {
                auto value = record(m_runs[i], static_cast<std::int64_t>(i + 1));
                value["recipe"] = m_runs[i].recipe;
                value["resolved_recipe"] = m_runs[i].recipe;
                return Value(value);
            }
        return makeError("service.unknown_run", {{"run", params.at("run").asText()}});
    });
}

GraphReport ModelStage::reportOf(const Graph& graph) const
{
    GraphReport report;
    std::map<std::string, TensorSpec> outputs;
    std::vector<std::string> order;
    // In the order of computing: what has all its sources behind it.
    for (bool grown = true; grown;) {
        grown = false;
        for (const auto& node : graph.nodes) {
            const auto ready = std::ranges::all_of(graph.edges, [&](const GraphEdge& edge) { return edge.toNode != node.id || std::ranges::count(order, edge.fromNode); });
            if (ready && !std::ranges::count(order, node.id)) {
                order.push_back(node.id);
                grown = true;
            }
        }
    }
    for (const auto& id : order) {
        NodeReport found;
        found.node = id;
        const auto known = std::ranges::find(m_report.nodes, id, &NodeReport::node);
        if (known != m_report.nodes.end())
            found = *known;
        for (const auto& edge : graph.edges)
            if (edge.toNode == id) {
                if (known == m_report.nodes.end() && outputs.contains(edge.fromNode))
                    found.outputs = {outputs.at(edge.fromNode)};
                found.blocked = found.blocked || !outputs.contains(edge.fromNode);
            }
        if (const auto mistake = mistakes.find(id); mistake != mistakes.end() && !found.blocked) {
            found.error = mistake->second.error;
            found.repairs = mistake->second.repairs;
        }
        if (found.blocked || found.error) {
            found.outputs.clear();
            found.parameterCount = found.multiplyAdds = found.activationBytes = 0;
        } else if (!found.outputs.empty()) {
            outputs[id] = found.outputs.front();
        }
        report.parameterCount += found.parameterCount;
        report.multiplyAdds += found.multiplyAdds;
        report.activationBytes += found.activationBytes;
        report.nodes.push_back(std::move(found));
    }
    report.trainableCount = report.parameterCount;
    return report;
}

Value ModelStage::checkNetworks(const Recipe& recipe) const
{
    ValueMap networks;
    auto resolved = recipe;
    for (auto& [name, network] : resolved.networks) {
        if (!network.graph) {
            network.graph = m_generated;
            // Another template, another network: told apart by one layer.
            if (network.fromTemplate.component != "cnn")
                std::erase_if(network.graph->nodes, [](const GraphNode& node) { return node.id == "dropout"; }),
                    std::erase_if(network.graph->edges, [](const GraphEdge& edge) { return edge.fromNode == "dropout" || edge.toNode == "dropout"; }),
                    network.graph->edges.push_back({"relu_linear1", "output", "head", "input"});
        }
        const auto report = reportOf(*network.graph);
        std::string code = "import torch\nfrom torch import nn\n\n\nclass Network(nn.Module):\n    def __init__(self):\n        super().__init__()\n";
        for (const auto& node : network.graph->nodes)
            code += "        self." + node.id + " = nn.Module()  # " + node.component + "\n";
        networks[name] = ValueMap{{"graph", toValue(*network.graph)}, {"report", toValue(report)}, {"pytorch", report.ok() ? code : std::string()}};
    }
    return Value(ValueMap{{"networks", networks}, {"recipe", toValue(resolved)}});
}

void ModelStage::answerWorker()
{
    engine->answer("worker.recommend", [this](const Value& params) -> Result<Value> {
        auto answer = recommendation;
        if (const auto& wanted = params.at("model").at("component").asText(); !wanted.empty()) {
            // As the engine answers: the recipe is for what was asked for, the models stand as they are recommended.
            answer.recipe.networks["model"].fromTemplate = {wanted, params.at("model").at("parameters").asMap()};
        } else if (params.at("from_nothing").asBoolean()) {
            const auto own = std::ranges::find_if(answer.models, [](const RecommendedModel& model) { return model.model.component != "bert"; });
            answer.recipe.networks["model"].fromTemplate = own->model;
        }
        return toValue(answer);
    });
    engine->answer("worker.doctor", Value(ValueMap{{"training_threads", 2}, {"memory", ValueMap{{"total_bytes", 16e9}, {"available_bytes", 6.4e9}}},
                                                   {"gpu", ValueMap{{"usable", false}, {"reason", "no_gpu"}, {"names", ValueList{}}}}}));
    engine->answer("worker.check_recipe", [this](const Value& params) -> Result<Value> {
        if (refusal)
            return *refusal;
        const auto recipe = fromValue<Recipe>(params.at("recipe"));
        if (!recipe)
            return recipe.error();
        return checkNetworks(*recipe);
    });
    engine->answer("worker.check", [](const Value& params) -> Result<Value> {
        // Only layers for pictures take what is given.
        const auto graph = fromValue<Graph>(params.at("graph"));
        GraphReport report;
        for (const auto& node : graph->nodes) {
            NodeReport found;
            found.node = node.id;
            if (node.component == "linear")
                found.error = makeError("model.needs_flatten", {{"node", node.id}, {"expected", "N×D"}, {"got", "N×32×56×56"}});
            else
                found.outputs = {TensorSpec{DType::Float32, {{"N", -1}, {"C", 8}, {"H", 28}, {"W", 28}}}};
            report.nodes.push_back(found);
        }
        return toValue(report);
    });
}

void ModelStage::open()
{
    engine->start();
    static_cast<void>(waitUntil([&] { return !session.projects().empty(); }));
    session.openProject("p1");
    static_cast<void>(waitUntil([&] {
        return session.recommendation().has_value() && session.runs().size() == m_runs.size() && !session.catalog().components.empty();
    }));
}

std::string ModelStage::addRun(const Recipe& recipe)
{
    m_runs.push_back({"r" + std::to_string(m_runs.size() + 1), documents::writeRecipe(recipe, documents::Defaults::Write)});
    return m_runs.back().id;
}

} // namespace fettle::test
