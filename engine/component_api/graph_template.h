// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "engine/component_api/component.h"
#include "engine/component_api/parameters.h"
#include "engine/component_api/registry.h"
#include "engine/contract/graph.h"

namespace fettle {

/// What a network must end in: asked by the task. `dimensions` without N: {{"C", 10}}.
struct HeadSpec {
    std::string name;
    std::vector<Dimension> dimensions;
    /// Not an answer but the inputs themselves as rows of numbers: N×K×D, one for each of the K texts, all read by one block
    /// with one set of weights. D is what the block gives.
    bool isEmbedding = false;
    friend bool operator==(const HeadSpec&, const HeadSpec&) = default;
};

struct TemplateContext {
    std::vector<std::pair<std::string, TensorSpec>> inputs; ///< encoded fields in recipe order
    std::vector<HeadSpec> heads;
    std::int64_t trainingRows = 0;
};

/// Generates an ordinary, editable graph. ComponentInfo::suits names what it needs: "image", "table".
class GraphTemplate : public Component {
public:
    /// Errors: components.template_inputs where the inputs don't suit.
    [[nodiscard]] virtual Result<Graph> generate(const Parameters& parameters, const TemplateContext& context) const = 0;
    /// The pretrained model (its id in the library) whose weights the network begins with and whose tokenizer cuts its
    /// texts; empty: none.
    [[nodiscard]] virtual std::string pretrainedModel(const Parameters&) const { return {}; }
};

} // namespace fettle
