// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "engine/contract/recipe_fields.h"
#include "engine/documents/component_nodes.h"
#include "engine/documents/graph_document.h"
#include "engine/documents/graph_nodes.h"
#include "engine/documents/recipe_nodes.h"
#include "engine/documents/training_nodes.h"

namespace fettle::documents {
namespace {

const std::vector<std::string> kRecipeKeys = {
    "name", "dataset", "inputs", "targets", "task", "model", "networks", "loss", "optimizer", "schedule", "objectives",
    "augmentation", "sampler", "collator", "decoder", "training"};
const std::vector<std::string> kNetworkKeys = {"template", "graph", "graph_file", "weights", "trainable"};

} // namespace

void readNode(ReadContext& context, std::string_view key, const Node& node, EarlyStopping& member)
{
    member = {};
    if (node.isScalar())
        readNode(context, key, node, member.enabled);
    else
        readStruct(context, key, node, member);
}

void readNode(ReadContext& context, std::string_view key, const Node& node, FineTuning& member)
{
    member = {};
    if (node.isScalar())
        readNode(context, key, node, member.method);
    else
        readStruct(context, key, node, member);
}

Result<void> setTrainingOption(TrainingOptions& training, std::string_view path, const Value& value)
{
    Node options = Node::map();
    writeStructInto(WriteContext{.omitDefaults = false}, training, options);
    Node* at = &options;
    for (std::size_t begin = 0; begin <= path.size();) {
        const auto end = std::min(path.find('.', begin), path.size());
        const auto key = path.substr(begin, end - begin);
        begin = end + 1;
        // What is no map, or does not have the key, the reader refuses by name.
        if (!at->isMap())
            *at = Node::map();
        Node* const known = at->find(key);
        at = known ? known : &at->add(key, Node::map());
    }
    *at = Node::fromValue(value);
    ReadContext context("recipe.yaml");
    TrainingOptions changed;
    readStruct(context, "training", options, changed);
    if (context.failed())
        return *context.error();
    training = std::move(changed);
    return {};
}

Result<Recipe> RecipeReader::read(const Node& document)
{
    Recipe recipe;
    m_context.checkKeys(document, kRecipeKeys);
    const auto component = [&](const char* key, ComponentRef& member) {
        if (const Node* node = document.find(key); node && !m_context.failed())
            readNode(m_context, key, *node, member);
    };
    if (const Node* node = document.find("name"))
        readNode(m_context, "name", *node, recipe.name);
    if (const Node* node = document.find("dataset"))
        readDataset(*node, recipe.dataset);
    readFields("inputs", document.find("inputs"), recipe.inputs);
    readFields("targets", document.find("targets"), recipe.targets);
    component("task", recipe.task);
    readNetworks(document, recipe.networks);
    readObjectives(document, recipe.objectives);
    if (const Node* node = document.find("augmentation"))
        readList(m_context, "augmentation", *node, recipe.augmentation);
    component("sampler", recipe.sampler);
    component("collator", recipe.collator);
    component("decoder", recipe.decoder);
    if (const Node* node = document.find("training"))
        readStruct(m_context, "training", *node, recipe.training);
    if (m_context.failed())
        return *m_context.error();
    return recipe;
}

std::string RecipeReader::resolved(const std::string& path) const
{
    const platform::Path given = platform::fromUtf8(path);
    if (m_source.folder.empty() || given.is_absolute())
        return path;
    return platform::toUtf8((m_source.folder / given).lexically_normal());
}

void RecipeReader::readDataset(const Node& node, DatasetRef& dataset)
{
    if (node.isScalar()) {
        if (node.text.find('/') == std::string::npos)
            dataset.name = node.text;
        else
            dataset.paths = {resolved(node.text)};
        return;
    }
    if (!node.isMap())
        return m_context.failType(node, "dataset", FETTLE_PHRASE("a name, a path, or a map with one of them"));
    m_context.checkKeys(node, {"name", "version", "path", "paths", "options"});
    const Node* path = node.find("path");
    const Node* paths = node.find("paths");
    if (path && paths)
        return m_context.fail("documents.both_forms", *paths, "path", {{"other", "paths"}});
    if (!path && !paths && !node.find("name"))
        return m_context.fail("documents.no_dataset", node, "dataset");
    if (const Node* name = node.find("name"))
        readNode(m_context, "dataset.name", *name, dataset.name);
    if (const Node* version = node.find("version"))
        readNode(m_context, "dataset.version", *version, dataset.version);
    if (const Node* options = node.find("options"))
        readNode(m_context, "dataset.options", *options, dataset.options);
    if (path)
        readNode(m_context, "dataset.path", *path, dataset.paths.emplace_back());
    if (paths)
        readList(m_context, "dataset.paths", *paths, dataset.paths);
    for (auto& item : dataset.paths)
        item = resolved(item);
}

void RecipeReader::readFields(std::string_view key, const Node* node, std::vector<FieldUse>& fields)
{
    if (!node || m_context.failed())
        return;
    if (node->isList())
        readList(m_context, key, *node, fields);
    else
        readNode(m_context, key, *node, fields.emplace_back());
}

void RecipeReader::readNetworks(const Node& document, std::map<std::string, NetworkSpec>& networks)
{
    const Node* model = document.find("model");
    const Node* several = document.find("networks");
    if (m_context.failed() || (!model && !several))
        return;
    if (model && several)
        return m_context.fail("documents.both_forms", *several, "model", {{"other", "networks"}});
    if (model)
        return readNetwork("model", *model, networks["model"]);
    if (!several->isMap())
        return m_context.failType(*several, "networks", FETTLE_PHRASE("a map of names and networks"));
    for (std::size_t i = 0; i + 1 < several->items.size() && !m_context.failed(); i += 2)
        readNetwork(joinKey("networks", several->items[i].text), several->items[i + 1],
                    networks[several->items[i].text]);
}

void RecipeReader::readNetwork(std::string_view key, const Node& node, NetworkSpec& network)
{
    if (node.isScalar() && !node.isNull()) {
        network.fromTemplate.component = node.text;
        return;
    }
    if (!node.isMap())
        return m_context.failType(node, key, FETTLE_PHRASE("a template's name, or a map with template, graph or graph_file"));
    const Node* fromTemplate = node.find("template");
    const Node* graph = node.find("graph");
    const Node* graphFile = node.find("graph_file");
    const Node* weights = node.find("weights");
    if (graph && graphFile)
        return m_context.fail("documents.both_forms", *graphFile, "graph", {{"other", "graph_file"}});
    // Behind a bare template name the other keys are its parameters, which the catalog knows, not this room.
    if (!fromTemplate || !fromTemplate->isScalar())
        m_context.checkKeys(node, kNetworkKeys);
    if (!fromTemplate && !graph && !graphFile && !weights)
        return m_context.fail("documents.no_network", node, key);
    if (fromTemplate)
        readTemplate(key, node, network);
    if (graph)
        readNode(m_context, joinKey(key, "graph"), *graph, network.graph.emplace());
    if (graphFile)
        readGraphFile(key, *graphFile, network);
    if (weights) {
        readNode(m_context, joinKey(key, "weights"), *weights, network.weights);
        m_context.checkKeys(*weights, {"model", "file", "pretrained"});
        if (const auto file = network.weights.find("file"); file != network.weights.end() && file->second.isText())
            file->second = resolved(file->second.asText());
    }
    if (const Node* trainable = node.find("trainable"))
        readNode(m_context, joinKey(key, "trainable"), *trainable, network.trainable);
}

void RecipeReader::readTemplate(std::string_view key, const Node& node, NetworkSpec& network)
{
    readNode(m_context, joinKey(key, "template"), *node.find("template"), network.fromTemplate);
    if (!node.find("template")->isScalar())
        return;
    for (std::size_t i = 0; i + 1 < node.items.size(); i += 2)
        if (std::ranges::find(kNetworkKeys, node.items[i].text) == kNetworkKeys.end())
            network.fromTemplate.parameters.insert_or_assign(node.items[i].text, node.items[i + 1].toValue());
}

void RecipeReader::readGraphFile(std::string_view key, const Node& node, NetworkSpec& network)
{
    std::string name;
    readNode(m_context, joinKey(key, "graph_file"), node, name);
    if (m_context.failed())
        return;
    if (m_source.folder.empty())
        return m_context.fail("documents.graph_file_without_folder", node, key);
    const auto path = platform::resolveInside(m_source.folder, platform::fromUtf8(name));
    if (!path.ok())
        return m_context.fail(path.error());
    auto graph = documents::readGraphFile(*path);
    if (!graph.ok())
        return m_context.fail(std::move(graph).error());
    network.graph = std::move(graph).value();
}

void RecipeReader::readObjectives(const Node& document, std::vector<Objective>& objectives)
{
    const Node* several = document.find("objectives");
    for (const char* key : {"loss", "optimizer", "schedule"}) {
        const Node* node = document.find(key);
        if (!node || m_context.failed())
            continue;
        if (several)
            return m_context.fail("documents.both_forms", *node, key, {{"other", "objectives"}});
        if (objectives.empty())
            objectives.emplace_back();
        auto& objective = objectives.front();
        readNode(m_context, key, *node,
                 key[0] == 'l' ? objective.loss : key[0] == 'o' ? objective.optimizer : objective.schedule);
    }
    if (several && !m_context.failed())
        readList(m_context, "objectives", *several, objectives);
}

} // namespace fettle::documents
