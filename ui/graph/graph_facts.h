// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "engine/contract/graph.h"

namespace fettle::ui {

/// What the engine's check says of one node; of a group the sum of what is inside.
struct NodeFacts {
    const NodeReport* report = nullptr; ///< null for groups
    std::vector<TensorSpec> outputs;
    std::int64_t parameterCount = 0;
    std::int64_t multiplyAdds = 0;
    std::int64_t activationBytes = 0;
    double costShare = 0.0; ///< of the whole network's multiply-adds
    bool blocked = false;   ///< not reached, or after something that is wrong
    /// The first error, of a group the first one inside.
    const Error* error = nullptr;
    std::string errorPath;
};

/// A report by path, groups summed up. Keeps the report.
class GraphFacts {
public:
    GraphFacts() = default;
    /// The report of `graph`, or of one much like it.
    GraphFacts(GraphReport report, const Graph& graph);
    GraphFacts(GraphFacts&&) = default;
    GraphFacts& operator=(GraphFacts&&) = default;

    [[nodiscard]] const GraphReport& report() const { return m_report; }
    [[nodiscard]] bool isEmpty() const { return m_report.nodes.empty() && m_report.problems.empty(); }
    /// Null: the check knows nothing of it (yet).
    [[nodiscard]] const NodeFacts* find(const std::string& path) const;
    /// What flows out of a node's port; null: unknown. `index`: the port's place among the outputs.
    [[nodiscard]] const TensorSpec* output(const std::string& path, std::size_t index) const;
    /// How many nodes are wrong, and the problems of the network as a whole.
    [[nodiscard]] int errorCount() const { return m_errorCount; }
    /// What lies in the way, first problem first; null: nothing.
    [[nodiscard]] const Error* firstError() const { return m_firstError; }

private:
    void addEnds(const Graph& root, const Graph& graph, const std::vector<std::string>& scope);
    [[nodiscard]] const TensorSpec* trace(const Graph& root, const std::vector<std::string>& scope, const std::string& id,
                                          const std::string& port, int depth) const;

    GraphReport m_report;
    std::unordered_map<std::string, NodeFacts> m_facts;
    int m_errorCount = 0;
    const Error* m_firstError = nullptr;
};

/// "9,408", "36.9k", "2.36M", "4.09G": four figures at most.
[[nodiscard]] std::string compactCount(std::int64_t count);

} // namespace fettle::ui
