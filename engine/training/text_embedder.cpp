// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/text_embedder.h"

#include <algorithm>
#include <numeric>
#include <set>

#include <nlohmann/json.hpp>
#include <torch/torch.h>

#include "engine/component_api/graph_template.h"
#include "engine/data/dataset_reader.h"
#include "engine/documents/manifest_document.h"
#include "engine/model/graph_checker.h"
#include "engine/model/pretrained_weights.h"
#include "engine/platform/files.h"
#include "engine/platform/hash.h"
#include "engine/pretrained/model_library.h"
#include "engine/training/component_versions.h"
#include "engine/training/evaluation.h"
#include "engine/training/model_weights.h"

namespace fettle::training {
namespace {

constexpr const char* kEmbeddingHead = "embedding";
constexpr const char* kTextField = "text";
/// Where its makers do not say how long a text may be.
constexpr std::int64_t kLongestText = 512;
constexpr std::uint64_t kMaxSettingsBytes = 1u << 20;

/// sentence-transformers keeps the length to which a model was trained beside it.
std::int64_t longestText(const platform::Path& folder, const PretrainedNetwork& network)
{
    auto longest = std::min(network.positions, kLongestText);
    if (const auto bytes = platform::readWholeFile(folder / "sentence_bert_config.json", kMaxSettingsBytes); bytes.ok())
        if (const auto json = parseJson(*bytes); json.ok() && json->is_object())
            if (const auto given = json->find("max_seq_length"); given != json->end() && given->is_number_integer())
                longest = std::clamp<std::int64_t>(given->get<std::int64_t>(), 2, network.positions);
    return longest;
}

const GraphNode* nodeNamed(const Graph& graph, const std::string& id)
{
    const auto found = std::ranges::find(graph.nodes, id, &GraphNode::id);
    return found == graph.nodes.end() ? nullptr : &*found;
}

/// The only node that leads to `id`; null where there are several.
const GraphNode* onlySource(const Graph& graph, const std::string& id)
{
    const GraphNode* source = nullptr;
    for (const auto& edge : graph.edges)
        if (edge.toNode == id) {
            if (source)
                return nullptr;
            source = nodeNamed(graph, edge.fromNode);
        }
    return source;
}

const std::string& textOf(const ValueMap& parameters, const std::string& name)
{
    static const std::string kNone;
    const auto found = parameters.find(name);
    return found == parameters.end() ? kNone : found->second.asText();
}

/// Of a network that gives several texts as rows of numbers, all read by one block with one set of weights, the reader of the
/// first one; null for any other network.
const GraphNode* firstOfReaders(const Graph& graph, const GraphNode* end)
{
    const auto* side = end && end->component == "reshape" ? onlySource(graph, end->id) : nullptr;
    if (!side || side->component != "concat")
        return nullptr;
    const GraphNode* first = nullptr;
    std::set<std::string> blocks;
    for (const auto& edge : graph.edges) {
        if (edge.toNode != side->id)
            continue;
        const auto* reader = nodeNamed(graph, edge.fromNode);
        if (!reader || reader->component != "group" || textOf(reader->parameters, "weights") != "shared")
            return nullptr;
        blocks.insert(textOf(reader->parameters, "block"));
        if (edge.toPort == "inputs:0")
            first = reader;
    }
    return blocks.size() == 1 ? first : nullptr;
}

/// What a part of a network reads, where it is one field.
std::string onlyField(const Graph& part)
{
    const auto isInput = [](const GraphNode& node) { return node.component == "input"; };
    const auto found = std::ranges::find_if(part.nodes, isInput);
    return std::ranges::count_if(part.nodes, isInput) == 1 ? textOf(found->parameters, "field") : std::string();
}

std::vector<std::int64_t> countedRows(std::size_t count)
{
    std::vector<std::int64_t> rows(count);
    std::iota(rows.begin(), rows.end(), 0);
    return rows;
}

} // namespace

std::string embeddingNode(const Graph& graph)
{
    const auto output = std::ranges::find(graph.nodes, "output", &GraphNode::component);
    if (output == graph.nodes.end())
        return {};
    const auto* node = onlySource(graph, output->id);
    const auto name = output->parameters.find("name");
    if (name != output->parameters.end() && name->second.asText() == kEmbeddingHead)
        return node ? node->id : std::string();
    if (const auto* reader = firstOfReaders(graph, node))
        return reader->id;
    static const std::set<std::string> kAnswering{"linear", "dropout", "softmax"};
    while (node && kAnswering.contains(node->component))
        node = onlySource(graph, node->id);
    return node ? node->id : std::string();
}

Graph graphUpTo(const Graph& graph, const std::string& node)
{
    std::set<std::string> kept{node};
    for (bool grown = true; grown;) {
        grown = false;
        for (const auto& edge : graph.edges)
            if (kept.contains(edge.toNode))
                grown = kept.insert(edge.fromNode).second || grown;
    }
    Graph part;
    part.name = graph.name;
    part.blocks = graph.blocks;
    for (const auto& each : graph.nodes)
        if (kept.contains(each.id))
            part.nodes.push_back(each);
    for (const auto& edge : graph.edges)
        if (kept.contains(edge.toNode) && kept.contains(edge.fromNode))
            part.edges.push_back(edge);
    const std::string end = "embedding:output";
    part.nodes.push_back({end, "output", {{"name", kEmbeddingHead}}, {}, {}, 0.0, 0.0});
    part.edges.push_back({node, "output", end, "input"});
    return part;
}

Result<std::unique_ptr<TextEmbedder>> TextEmbedder::open(const EmbedRequest& request, const Registry& registry)
{
    return request.modelFolder.empty() ? openPretrained(request.pretrained, registry) : openTrained(request.modelFolder, registry);
}

Result<std::string> TextEmbedder::identity(const EmbedRequest& request)
{
    if (!request.modelFolder.empty()) {
        // It names the run and the moment; parsing it for each query would take longer than the search.
        FETTLE_TRY_ASSIGN(const auto about, platform::sha256OfFile(platform::fromUtf8(request.modelFolder) / "model.yaml"));
        return "trained " + about;
    }
    const auto library = pretrained::libraryFolder();
    FETTLE_TRY_ASSIGN(const auto about, pretrained::findModel(library, request.pretrained));
    auto text = "pretrained " + about.id + "@" + std::to_string(about.addedMs);
    for (const auto& [file, sum] : about.sha256)
        text += " " + file + ":" + sum;
    return text + " " + std::to_string(longestText(pretrained::modelFolder(library, about.id), about.network));
}

Result<void> TextEmbedder::build(const Graph& graph, const std::string& model, const Registry& registry)
{
    const auto node = embeddingNode(graph);
    if (node.empty())
        return makeError("training.embedding_layer", {{"model", model}});
    const auto part = graphUpTo(graph, node);
    const auto reads = std::ranges::count(part.nodes, "input", &GraphNode::component);
    const bool readsTable = std::ranges::any_of(part.nodes, [](const GraphNode& each) { return each.component == "table_features"; });
    if (reads != 1 || readsTable || !m_encoder || m_encoder->spec().dtype != DType::Int64)
        return makeError("training.embedding_inputs", {{"model", model}});
    const std::vector<std::pair<std::string, TensorSpec>> inputs{{m_field, m_encoder->spec()}};
    model::GraphChecker checker(registry);
    const auto report = checker.check(part, inputs, {});
    if (const auto found = report.outputs.find(kEmbeddingHead); found != report.outputs.end() && found->second.dimensions.size() == 2)
        m_dimensions = found->second.dimensions[1].size;
    if (m_dimensions < 1)
        return makeError("training.embedding_layer", {{"model", model}});
    BuildContext context;
    context.initialize = false;
    FETTLE_TRY_ASSIGN(m_network, model::buildNetwork(part, inputs, registry, context, 1));
    return {};
}

Result<std::unique_ptr<TextEmbedder>> TextEmbedder::openPretrained(const std::string& id, const Registry& registry)
{
    const auto library = pretrained::libraryFolder();
    FETTLE_TRY_ASSIGN(const auto about, pretrained::findModel(library, id));
    const auto folder = pretrained::modelFolder(library, id);
    auto made = std::unique_ptr<TextEmbedder>(new TextEmbedder);
    made->m_field = kTextField;
    FETTLE_TRY_ASSIGN(const auto encoder,
                      registry.resolve<Encoder>(ComponentKind::Encoder,
                                                {kTextEncoder, {{"model", id}, {"max_length", longestText(folder, about.network)}}}));
    FieldInfo field;
    field.name = kTextField;
    const data::MemoryColumn none(field, std::vector<std::optional<std::string>>{});
    FETTLE_TRY_ASSIGN(made->m_encoder, encoder.first->fit(encoder.second, none, {}, false));
    FETTLE_TRY_ASSIGN(const auto wanted,
                      registry.resolve<GraphTemplate>(ComponentKind::Template,
                                                      {kPretrainedTemplate, {{"model", id}, {"normalize", false}, {"dropout", 0.0}}}));
    TemplateContext context;
    context.inputs = {{kTextField, made->m_encoder->spec()}};
    context.heads = {{"answer", {{"C", 1}}}};
    FETTLE_TRY_ASSIGN(const auto graph, wanted.first->generate(wanted.second, context));
    FETTLE_TRY(made->build(graph, about.title, registry));
    FETTLE_TRY(model::loadPretrained(*made->m_network, folder, about));
    prepareNetwork(*made->m_network, {});
    return made;
}

Result<std::unique_ptr<TextEmbedder>> TextEmbedder::openTrained(const std::string& modelFolder, const Registry& registry)
{
    const auto folder = platform::fromUtf8(modelFolder);
    FETTLE_TRY_ASSIGN(const auto manifest, documents::readModelManifestFile(folder / "model.yaml"));
    if (manifest.networks.empty())
        return makeError("training.model_incomplete", {{"folder", modelFolder}, {"what", FETTLE_PHRASE("it has no network")}});
    FETTLE_TRY(checkComponentVersions(manifest, registry));
    auto made = std::unique_ptr<TextEmbedder>(new TextEmbedder);
    const auto& graph = manifest.networks.contains("model") ? manifest.networks.at("model") : manifest.networks.begin()->second;
    if (const auto node = embeddingNode(graph); !node.empty())
        made->m_field = onlyField(graphUpTo(graph, node));
    for (const auto& use : manifest.inputs)
        if (const auto state = manifest.encoders.find(use.field); use.field == made->m_field && state != manifest.encoders.end()) {
            FETTLE_TRY_ASSIGN(const auto found, registry.resolve<Encoder>(ComponentKind::Encoder, use.encoder));
            FETTLE_TRY_ASSIGN(made->m_encoder, found.first->restore(found.second, state->second));
        }
    FETTLE_TRY(made->build(graph, manifest.name, registry));
    FETTLE_TRY(loadModelWeights(*made->m_network, folder, manifest.weightsFile, true));
    prepareNetwork(*made->m_network, {});
    return made;
}

std::optional<torch::Tensor> TextEmbedder::embed(const Column& column, std::span<const std::int64_t> rows,
                                                 const std::function<bool()>& cancelled) const
{
    if (rows.empty())
        return torch::empty({0, m_dimensions});
    EncodeOptions encode;
    encode.memoryBytes = std::int64_t{1} << 30;
    const EncodedSplit split({{m_field, &column, m_encoder.get()}}, {}, nullptr, {rows.begin(), rows.end()}, encode);
    EvaluateOptions options;
    options.batchSize = evaluationBatchSize({{m_field, m_encoder->spec()}});
    options.cancelled = cancelled;
    const auto outputs = runSplit(*m_network, split, options);
    if (!outputs)
        return std::nullopt;
    const torch::NoGradGuard noGrad;
    // A text without any direction stays without one.
    return torch::nn::functional::normalize(outputs->at(kEmbeddingHead).output.to(torch::kFloat32).clone(),
                                            torch::nn::functional::NormalizeFuncOptions().dim(1).eps(1e-12));
}

torch::Tensor TextEmbedder::embed(const std::vector<std::string>& texts) const
{
    FieldInfo field;
    field.name = m_field;
    const data::MemoryColumn column(field, std::vector<std::optional<std::string>>(texts.begin(), texts.end()));
    const auto rows = countedRows(texts.size());
    return *embed(column, rows);
}

} // namespace fettle::training
