// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/component_api/graph_template.h"
#include "engine/component_api/layer.h"
#include "engine/contract/graph.h"

namespace fettle::model {

/// Checks graphs: runs each node on a batch of two without initializing weights, and remembers what a component gave
/// for the same options and input shapes, so that an edit re-runs only what it reaches. Large nodes are asked for
/// their shape instead (Layer::shape). Never throws, whatever the graph. Not for two threads at once.
class GraphChecker {
public:
    explicit GraphChecker(const Registry& registry);
    ~GraphChecker();

    /// `inputs`: encoded fields in recipe order, N = −1. `heads`: what the task asks for; empty: nothing.
    [[nodiscard]] GraphReport check(const Graph& graph, const std::vector<std::pair<std::string, TensorSpec>>& inputs,
                                    const std::vector<HeadSpec>& heads);

    /// How many nodes were run or asked, and not remembered, since construction. For tests.
    [[nodiscard]] std::uint64_t examinedCount() const { return m_examinedCount; }

    /// What one layer gave for its options and inputs.
    struct Finding {
        std::vector<TensorSpec> outputs;
        std::int64_t parameterCount = 0;
        std::int64_t multiplyAdds = 0;
        std::int64_t activationBytes = 0;
        std::optional<Error> error;
        std::vector<GraphRepair> repairs;
    };
    /// Runs or asks one layer. Public for the contract tests.
    [[nodiscard]] static Finding examine(const Layer& layer, const Parameters& parameters,
                                         const std::vector<TensorSpec>& inputs);

private:
    const Finding& remembered(const Layer& layer, const ComponentInfo& info, const Parameters& parameters,
                              const std::vector<TensorSpec>& inputs);

    const Registry& m_registry;
    std::unordered_map<std::string, Finding> m_findings;
    std::uint64_t m_examinedCount = 0;
};

} // namespace fettle::model
