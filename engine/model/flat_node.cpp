// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/flat_node.h"

#include <algorithm>
#include <functional>
#include <queue>

#include "engine/model/layer_checks.h"

namespace fettle::model {
namespace {

class NodeOrder {
public:
    NodeOrder(std::vector<FlatNode> nodes, std::vector<Error> problems) : m_flat(std::move(nodes)), m_problems(std::move(problems)) {}

    /// Kahn's algorithm, the earliest node of the document first, so that the order is stable under edits elsewhere.
    GraphPlan run()
    {
        const auto count = m_flat.size();
        std::vector<std::vector<int>> readers(count);
        std::vector<int> waiting(count, 0);
        for (std::size_t i = 0; i < count; ++i)
            for (const auto& input : m_flat[i].plan.inputs)
                if (input.node >= 0) {
                    readers[static_cast<std::size_t>(input.node)].push_back(static_cast<int>(i));
                    ++waiting[i];
                }
        std::priority_queue<int, std::vector<int>, std::greater<>> ready;
        for (std::size_t i = 0; i < count; ++i)
            if (waiting[i] == 0)
                ready.push(static_cast<int>(i));
        std::vector<int> sequence;
        std::vector<bool> placed(count, false);
        while (!ready.empty()) {
            const int next = ready.top();
            ready.pop();
            sequence.push_back(next);
            placed[static_cast<std::size_t>(next)] = true;
            for (const int reader : readers[static_cast<std::size_t>(next)])
                if (--waiting[static_cast<std::size_t>(reader)] == 0)
                    ready.push(reader);
        }
        if (sequence.size() < count)
            nameCycle(placed, waiting);
        for (std::size_t i = 0; i < count; ++i)
            if (!placed[i])
                sequence.push_back(static_cast<int>(i));
        return collect(sequence, placed);
    }

private:
    void nameCycle(const std::vector<bool>& placed, const std::vector<int>& waiting)
    {
        // Backwards from a node that waits: each step leads to another one that waits, so it must come round.
        int at = 0;
        while (placed[static_cast<std::size_t>(at)] || waiting[static_cast<std::size_t>(at)] == 0)
            ++at;
        std::vector<int> trail;
        std::vector<bool> seen(m_flat.size(), false);
        while (!seen[static_cast<std::size_t>(at)]) {
            seen[static_cast<std::size_t>(at)] = true;
            trail.push_back(at);
            for (const auto& input : m_flat[static_cast<std::size_t>(at)].plan.inputs)
                if (input.node >= 0 && !placed[static_cast<std::size_t>(input.node)]) {
                    at = input.node;
                    break;
                }
        }
        std::vector<std::string> names;
        for (auto node = std::ranges::find(trail, at); node != trail.end() && names.size() < 9; ++node)
            names.push_back(m_flat[static_cast<std::size_t>(*node)].plan.path);
        std::ranges::reverse(names);
        m_problems.push_back(makeError("model.cycle", {{"nodes", listed(names)}}));
    }

    /// Leaves out what hands on, and turns flat numbers into positions in the plan.
    GraphPlan collect(const std::vector<int>& sequence, const std::vector<bool>& placed)
    {
        std::vector<int> position(m_flat.size(), -1);
        int next = 0;
        for (const int flat : sequence)
            if (const auto& node = m_flat[static_cast<std::size_t>(flat)]; !node.handsOn || node.plan.error)
                position[static_cast<std::size_t>(flat)] = next++;
        GraphPlan plan;
        plan.problems = std::move(m_problems);
        for (const int flat : sequence) {
            auto& node = m_flat[static_cast<std::size_t>(flat)];
            if (position[static_cast<std::size_t>(flat)] < 0)
                continue;
            auto copy = node.plan;
            for (auto& input : copy.inputs)
                input = placed[static_cast<std::size_t>(flat)] ? origin(input, position) : PlanSource{};
            plan.nodes.push_back(std::move(copy));
        }
        markReaching(plan);
        return plan;
    }

    PlanSource origin(PlanSource source, const std::vector<int>& position) const
    {
        // Placed nodes have no cycle before them, so this ends.
        while (source.node >= 0 && position[static_cast<std::size_t>(source.node)] < 0) {
            const auto& inputs = m_flat[static_cast<std::size_t>(source.node)].plan.inputs;
            source = inputs.empty() ? PlanSource{} : inputs[0];
        }
        if (source.node >= 0)
            source.node = position[static_cast<std::size_t>(source.node)];
        return source;
    }

    static void markReaching(GraphPlan& plan)
    {
        for (auto node = plan.nodes.rbegin(); node != plan.nodes.rend(); ++node) {
            node->reachesOutput = node->reachesOutput || node->role == PlanRole::Output;
            if (node->reachesOutput)
                for (const auto& input : node->inputs)
                    if (input.node >= 0)
                        plan.nodes[static_cast<std::size_t>(input.node)].reachesOutput = true;
        }
    }

    std::vector<FlatNode> m_flat;
    std::vector<Error> m_problems;
};

} // namespace

GraphPlan orderNodes(std::vector<FlatNode> nodes, std::vector<Error> problems)
{
    return NodeOrder(std::move(nodes), std::move(problems)).run();
}

} // namespace fettle::model
