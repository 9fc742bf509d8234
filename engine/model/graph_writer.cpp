// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/graph_writer.h"

#include <algorithm>

#include "engine/model/layer_checks.h"

namespace fettle::model {
namespace {

constexpr double kColumnPx = 11 * 24; ///< a node is 208 wide
constexpr double kRowPx = 5 * 24;

/// "join_texts:parts" → the node and its port.
std::pair<std::string, std::string> outputOf(const std::string& source)
{
    const auto colon = source.find(':');
    return colon == std::string::npos ? std::pair(source, std::string("output")) : std::pair(source.substr(0, colon), source.substr(colon + 1));
}

std::string inputPort(const std::string& component, std::size_t index)
{
    if (component == "add" || component == "concat" || component == "join_texts")
        return "inputs:" + std::to_string(index);
    if (component == "compare")
        return index == 0 ? "first" : "second";
    return "input";
}

} // namespace

GraphWriter::GraphWriter(std::string name) { m_graph.name = std::move(name); }

std::string GraphWriter::add(std::string id, std::string component, ValueMap parameters,
                             const std::vector<std::string>& sources, int row)
{
    for (std::size_t i = 0; i < sources.size(); ++i) {
        const auto [from, port] = outputOf(sources[i]);
        m_graph.edges.push_back({from, port, id, inputPort(component, i)});
    }
    GraphNode node;
    node.id = id;
    node.component = std::move(component);
    node.parameters = std::move(parameters);
    int column = 0;
    for (const auto& source : sources)
        column = std::max(column, m_columns.at(outputOf(source).first) + 1);
    m_columns[id] = column;
    node.x = kColumnPx * column;
    node.y = kRowPx * row;
    m_graph.nodes.push_back(std::move(node));
    return id;
}

void GraphWriter::initialize(const std::string& tensor, ValueMap initializer)
{
    m_graph.nodes.back().initializers.emplace(tensor, std::move(initializer));
}

std::string GraphWriter::addGroup(std::string id, const std::string& block, const std::string& source, int row, bool sharesWeights)
{
    ValueMap parameters{{"block", block}};
    if (sharesWeights)
        parameters["weights"] = "shared";
    return add(std::move(id), "group", std::move(parameters), {source}, row);
}

void GraphWriter::addBlock(const std::string& name, Graph block) { m_graph.blocks.emplace(name, std::move(block)); }

const std::pair<std::string, TensorSpec>* pictureInput(const TemplateContext& context)
{
    const auto found = std::ranges::find_if(context.inputs, [](const auto& input) { return input.second.dimensions.size() == 4; });
    return found == context.inputs.end() ? nullptr : &*found;
}

bool hasTableInputs(const TemplateContext& context)
{
    return std::ranges::any_of(context.inputs, [](const auto& input) {
        return input.second.dimensions.size() == 2 && isReal(input.second.dtype);
    });
}

bool headsPerToken(const TemplateContext& context)
{
    return std::ranges::any_of(context.heads, [](const HeadSpec& head) {
        return !head.isEmbedding && head.dimensions.size() == 2 && head.dimensions.front().size < 0;
    });
}

bool headIsEmbedding(const TemplateContext& context)
{
    return std::ranges::any_of(context.heads, &HeadSpec::isEmbedding);
}

Result<std::string> writeRowSource(GraphWriter& writer, const TemplateContext& context, const std::string& templateId)
{
    std::vector<std::string> rows;
    if (hasTableInputs(context))
        rows.push_back(writer.add("table", "table_features", {}, {}));
    int row = rows.empty() ? 0 : 1;
    for (const auto& [name, spec] : context.inputs) {
        if (spec.dimensions.size() < 3)
            continue;
        const std::string suffix = row == 0 ? "" : "_" + std::to_string(row + 1);
        const auto input = writer.add("input" + suffix, "input", {{"field", name}}, {}, row);
        rows.push_back(writer.add("flatten" + suffix, "flatten", {}, {input}, row++));
    }
    if (rows.empty())
        return templateInputsError(templateId, FETTLE_PHRASE("columns of numbers or categories, or pictures"), context);
    return rows.size() == 1 ? rows[0] : writer.add("join", "concat", {}, rows);
}

Result<void> writeHeads(GraphWriter& writer, const TemplateContext& context, const std::string& source, const std::string& templateId)
{
    if (context.heads.empty())
        return makeError("components.template_heads", {{"template", templateId}});
    if (headIsEmbedding(context))
        return makeError("components.template_embedding", {{"template", templateId}});
    int row = 0;
    for (const auto& head : context.heads) {
        const std::string suffix = context.heads.size() == 1 ? "" : "_" + std::to_string(row + 1);
        std::int64_t outputs = 1;
        ValueList sizes;
        for (const auto& dimension : head.dimensions) {
            outputs *= std::max<std::int64_t>(dimension.size, 1);
            if (dimension.size > 0) // an open one is that of the tokens, which are there already
                sizes.emplace_back(dimension.size);
        }
        auto last = writer.add("head" + suffix, "linear", {{"out_features", outputs}}, {source}, row);
        if (sizes.size() > 1)
            last = writer.add("shape" + suffix, "reshape", {{"shape", sizes}}, {last}, row);
        static_cast<void>(writer.add("output" + suffix, "output", {{"name", head.name}}, {last}, row++));
    }
    return {};
}

Error templateInputsError(const std::string& templateId, const std::string& expected, const TemplateContext& context)
{
    ValueList got;
    for (const auto& [name, spec] : context.inputs)
        got.push_back(name + " " + toDisplay(spec));
    return makeError("components.template_inputs", {{"template", templateId}, {"expected", expected},
                                                    {"got", got.empty() ? Value(FETTLE_PHRASE("nothing")) : Value(std::move(got))}});
}

} // namespace fettle::model
