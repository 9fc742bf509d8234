// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/component_api/parameters.h"
#include "engine/model/graph_writer.h"

namespace fettle::model {

/// Where a template's nodes of one text go: its own row of the canvas and a suffix that keeps its names apart.
struct TextBranch {
    GraphWriter& writer;
    std::string suffix; ///< empty for the only text
    int row = 0;
    std::string parts;  ///< of joined texts: the output that says of each token which text it is of; empty: one text

    std::string add(const std::string& id, const std::string& component, ValueMap parameters,
                    const std::vector<std::string>& sources, int below = 0) const
    {
        return writer.add(id + suffix, component, std::move(parameters), sources, row + below);
    }
};

/// From a text's tokens (int64 N×T) to one row of numbers for each text; gives the id of the last node.
using TextBody = std::function<std::string(const TextBranch& branch, const std::string& tokens)>;

/// What becomes of several columns of text.
struct TextColumns {
    std::string mode;     ///< "compare", "join", "apart": see textColumnsParameter
    ValueMap join;        ///< options of join_texts
};

/// A graph for texts: `body` for each of them, or for all in one, side by side with the columns of a table where there are
/// some, then dropout, then the heads. `rows`: how many rows of the canvas a body takes. Columns whose vocabularies
/// differ stay apart. Where the texts themselves are wanted as rows of numbers, all are read by one block, and nothing stands
/// behind it. Errors: components.template_inputs, components.template_heads.
[[nodiscard]] Result<Graph> writeTextGraph(const std::string& templateId, const TemplateContext& context, double dropout,
                                           int rows, const TextColumns& columns, const TextBody& body);

/// The parameters that all templates for texts share: embedding_dim, dropout, text_columns.
[[nodiscard]] ParameterInfo textWidthParameter(std::int64_t usual);
[[nodiscard]] ParameterInfo textDropoutParameter(double usual);
[[nodiscard]] ParameterInfo textColumnsParameter(const char* usual);

} // namespace fettle::model
