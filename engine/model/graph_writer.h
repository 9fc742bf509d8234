// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/component_api/graph_template.h"
#include "engine/contract/graph.h"

namespace fettle::model {

/// Writes a graph from left to right, as templates do: each node is connected to those given and placed one column
/// behind the last of them, on the canvas's grid of 24 px.
class GraphWriter {
public:
    explicit GraphWriter(std::string name);

    /// Adds a node fed by `sources` in `row`, and gives its id. A source is a node's first output, or "node:port". They
    /// go into its input, one after the other where it takes several.
    std::string add(std::string id, std::string component, ValueMap parameters, const std::vector<std::string>& sources,
                    int row = 0);
    /// How the weights of the last node begin.
    void initialize(const std::string& tensor, ValueMap initializer);
    /// A group that holds `block`, which must have one Input and one Output.
    std::string addGroup(std::string id, const std::string& block, const std::string& source, int row = 0, bool sharesWeights = false);
    void addBlock(const std::string& name, Graph block);
    [[nodiscard]] bool hasBlock(const std::string& name) const { return m_graph.blocks.contains(name); }

    [[nodiscard]] Graph take() { return std::move(m_graph); }

private:
    Graph m_graph;
    std::map<std::string, int> m_columns; ///< of the nodes so far
};

/// The picture among a template's inputs: the first N×C×H×W. Null if there is none.
[[nodiscard]] const std::pair<std::string, TensorSpec>* pictureInput(const TemplateContext& context);
/// Whether there are columns that table_features joins.
[[nodiscard]] bool hasTableInputs(const TemplateContext& context);
/// Whether there is something to say of each token and not of the text as a whole: no pooling, then.
[[nodiscard]] bool headsPerToken(const TemplateContext& context);
/// Whether the texts themselves are wanted as rows of numbers (HeadSpec::isEmbedding).
[[nodiscard]] bool headIsEmbedding(const TemplateContext& context);
/// A row of numbers for each example from everything that the data gives: table columns and flattened pictures.
/// Errors: components.template_inputs.
[[nodiscard]] Result<std::string> writeRowSource(GraphWriter& writer, const TemplateContext& context, const std::string& templateId);
/// For each head a Linear layer (and a Reshape where the head has several dimensions) and an Output.
/// Errors: components.template_heads, components.template_embedding.
[[nodiscard]] Result<void> writeHeads(GraphWriter& writer, const TemplateContext& context, const std::string& source,
                                      const std::string& templateId);
/// Error components.template_inputs.
[[nodiscard]] Error templateInputsError(const std::string& templateId, const std::string& expected, const TemplateContext& context);

} // namespace fettle::model
