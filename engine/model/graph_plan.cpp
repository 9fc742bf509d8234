// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/graph_plan.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <map>
#include <set>

#include "engine/model/flat_node.h"
#include "engine/model/layer_checks.h"

namespace fettle::model {
namespace {

/// Where the edges of one node's ports lead: to itself, or through a group to its block's Inputs and Outputs.
struct Endpoint {
    int flat = -1;
    bool isGroup = false;
    std::vector<std::pair<std::string, int>> entries;
    std::vector<std::pair<std::string, int>> exits;
};

struct PortName {
    std::string base;
    std::int64_t index = std::numeric_limits<std::int64_t>::max();
    bool hasIndex = false;
};

PortName readPort(const std::string& text)
{
    const auto colon = text.rfind(':');
    PortName port{text};
    if (colon == std::string::npos)
        return port;
    const char* end = text.data() + text.size();
    std::int64_t index = 0;
    const auto [stop, problem] = std::from_chars(text.data() + colon + 1, end, index);
    if (problem == std::errc() && stop == end && index >= 0)
        return {text.substr(0, colon), index, true};
    return port;
}

constexpr std::size_t kMaxPlanEdges = 20 * kMaxPlanNodes;
constexpr std::size_t kMaxProblems = 200;

bool isValidId(const std::string& id)
{
    return !id.empty() && id.size() <= 100 && std::ranges::none_of(id, [](char c) {
        return c == '/' || c == '.' || static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
    });
}

class Planner {
public:
    Planner(const NamedSpecs& inputs, const Registry& registry) : m_inputs(inputs), m_registry(registry) {}

    GraphPlan plan(const Graph& graph)
    {
        std::vector<const Graph*> scopes{&graph};
        if (graph.nodes.empty())
            problem(makeError("model.empty"));
        else
            unfold(scopes, "");
        if (m_full)
            problem(makeError("model.too_many_nodes", {{"limit", kMaxPlanNodes}}));
        requireEnds(graph);
        for (auto& node : m_flat)
            connect(node);
        return orderNodes(std::move(m_flat), std::move(m_problems));
    }

private:
    /// The first hundreds tell enough; a hostile graph must not fill memory with the others.
    void problem(Error error)
    {
        if (m_problems.size() < kMaxProblems)
            m_problems.push_back(std::move(error));
    }

    int addFlat(FlatNode node)
    {
        m_flat.push_back(std::move(node));
        return static_cast<int>(m_flat.size()) - 1;
    }

    /// One graph or block: its nodes, then its edges. Gives the endpoints by node id.
    std::map<std::string, Endpoint, std::less<>> unfold(std::vector<const Graph*>& scopes, const std::string& prefix)
    {
        const Graph& graph = *scopes.back();
        std::map<std::string, Endpoint, std::less<>> endpoints;
        for (const auto& node : graph.nodes) {
            if (m_visited++ >= kMaxPlanNodes) {
                m_full = true;
                break;
            }
            if (!isValidId(node.id)) {
                problem(makeError("model.node_id_invalid", {{"node", prefix + node.id.substr(0, 120)}}));
                continue;
            }
            if (endpoints.contains(node.id)) {
                problem(makeError("model.node_id_taken", {{"node", prefix + node.id}}));
                continue;
            }
            endpoints.emplace(node.id, unfoldNode(scopes, prefix, node));
        }
        for (const auto& edge : graph.edges) {
            if (m_edges++ >= kMaxPlanEdges) {
                m_full = true;
                break;
            }
            addEdge(edge, endpoints, prefix);
        }
        return endpoints;
    }

    Endpoint unfoldNode(std::vector<const Graph*>& scopes, const std::string& prefix, const GraphNode& node)
    {
        FlatNode flat;
        flat.plan.path = prefix + node.id;
        flat.plan.weightsPath = m_weightsPrefix + node.id;
        flat.plan.node = &node;
        const auto fail = [&](Error error) {
            error.arguments.insert_or_assign("node", flat.plan.path);
            flat.plan.error = std::move(error);
            flat.anyPort = flat.plan.info == nullptr || flat.plan.info->id == "group";
            return Endpoint{addFlat(std::move(flat)), false, {}, {}};
        };
        auto resolved = m_registry.resolve<Layer>(ComponentKind::Layer, {node.component, node.parameters});
        flat.plan.info = m_registry.info(ComponentKind::Layer, node.component);
        if (!resolved)
            return fail(std::move(resolved).error());
        flat.plan.layer = resolved->first;
        flat.plan.parameters = std::move(resolved->second);
        const bool atTop = scopes.size() == 1;
        const auto& id = flat.plan.info->id;
        if (id == "group")
            return unfoldGroup(scopes, std::move(flat));
        if (id == "input" && !atTop)
            flat.handsOn = true;
        else if (id == "input")
            readInput(flat.plan);
        else if (id == "output" && !atTop)
            flat.handsOn = true;
        else if (id == "output")
            readOutput(flat.plan);
        else
            readFields(flat.plan);
        return Endpoint{addFlat(std::move(flat)), false, {}, {}};
    }

    Endpoint unfoldGroup(std::vector<const Graph*>& scopes, FlatNode flat)
    {
        const auto& name = flat.plan.parameters.text("block");
        const Graph* block = nullptr;
        std::vector<std::string> known;
        for (auto scope = scopes.rbegin(); scope != scopes.rend() && !block; ++scope)
            for (const auto& [key, candidate] : (*scope)->blocks) {
                known.push_back(key);
                if (key == name)
                    block = &candidate;
            }
        const auto fail = [&](Error error) {
            flat.plan.error = std::move(error);
            flat.anyPort = true;
            return Endpoint{addFlat(std::move(flat)), false, {}, {}};
        };
        const std::string path = flat.plan.path;
        if (!block)
            return fail(makeError("model.block_unknown", {{"node", path}, {"block", name}, {"nearest", nearestName(name, known)}}));
        if (std::ranges::find(scopes, block) != scopes.end() || scopes.size() > kMaxBlockDepth)
            return fail(makeError("model.block_recursive", {{"node", path}, {"block", name}}));
        // The first use of a block that shares its weights has them for all others.
        auto weights = flat.plan.weightsPath + "/";
        if (flat.plan.parameters.text("weights") == "shared")
            weights = m_shared.emplace(block, std::move(weights)).first->second;
        std::swap(weights, m_weightsPrefix);
        scopes.push_back(block);
        const auto inside = unfold(scopes, path + "/");
        scopes.pop_back();
        std::swap(weights, m_weightsPrefix);
        Endpoint endpoint;
        endpoint.isGroup = true;
        for (const auto& node : block->nodes) {
            const auto found = inside.find(node.id);
            if (found == inside.end() || found->second.isGroup)
                continue;
            const auto& plan = m_flat[static_cast<std::size_t>(found->second.flat)].plan;
            // A wrong one has no name to connect to; its own error says why.
            if (!plan.info || plan.node != &node || plan.error)
                continue;
            if (plan.info->id == "input")
                addPort(endpoint.entries, plan.parameters.text("field"), "input", found->second.flat);
            else if (plan.info->id == "output")
                addPort(endpoint.exits, plan.parameters.text("name"), "output", found->second.flat);
        }
        return endpoint;
    }

    void addPort(std::vector<std::pair<std::string, int>>& ports, const std::string& name, const char* unnamed, int flat)
    {
        const std::string port = name.empty() ? unnamed : name;
        if (std::ranges::any_of(ports, [&](const auto& each) { return each.first == port; }))
            problem(makeError("model.output_name_taken", {{"head", port}}));
        else
            ports.emplace_back(port, flat);
    }

    void readInput(PlanNode& plan)
    {
        plan.role = PlanRole::Input;
        const auto& field = plan.parameters.text("field");
        std::vector<std::string> known;
        for (const auto& [name, spec] : m_inputs)
            known.push_back(name);
        if (field.empty() && m_inputs.size() == 1) {
            plan.fields = {0};
            return;
        }
        if (field.empty()) {
            plan.error = makeError("model.input_unnamed", {{"node", plan.path}, {"known", listed(known)}});
            for (const auto& name : known)
                plan.repairs.push_back(setParameter("field", name));
            return;
        }
        const auto found = std::ranges::find(known, field);
        if (found == known.end()) {
            plan.error = makeError("model.input_unknown", {{"node", plan.path}, {"field", field}, {"known", listed(known)}});
            if (const auto nearest = known.size() == 1 ? known[0] : nearestName(field, known); !nearest.empty())
                plan.repairs.push_back(setParameter("field", nearest));
            return;
        }
        plan.fields = {static_cast<int>(found - known.begin())};
    }

    /// A layer with a parameter of the type Fields reads encoded fields beside its ports.
    void readFields(PlanNode& plan)
    {
        const auto parameter = std::ranges::find(plan.info->parameters, ParameterType::Fields, &ParameterInfo::type);
        if (parameter == plan.info->parameters.end())
            return;
        plan.role = PlanRole::Fields;
        std::vector<std::string> known;
        for (const auto& [name, spec] : m_inputs)
            known.push_back(name);
        const auto names = plan.parameters.textList(parameter->name);
        for (const auto& name : names) {
            const auto found = std::ranges::find(known, name);
            if (found == known.end()) {
                plan.error = makeError("model.input_unknown", {{"node", plan.path}, {"field", name}, {"known", listed(known)}});
                plan.repairs.push_back(setParameter(parameter->name, ValueList{}));
                return;
            }
            plan.fields.push_back(static_cast<int>(found - known.begin()));
        }
        if (names.empty())
            for (std::size_t i = 0; i < m_inputs.size(); ++i)
                if (const auto& spec = m_inputs[i].second; spec.dimensions.size() == 2 && isReal(spec.dtype))
                    plan.fields.push_back(static_cast<int>(i));
        if (plan.fields.empty())
            plan.error = makeError("model.no_table_fields", {{"node", plan.path}});
    }

    void readOutput(PlanNode& plan)
    {
        plan.role = PlanRole::Output;
        plan.head = plan.parameters.text("name");
        if (plan.head.empty())
            plan.head = "output";
        if (!m_heads.insert(plan.head).second)
            problem(makeError("model.output_name_taken", {{"head", plan.head}}));
    }

    void requireEnds(const Graph& graph)
    {
        if (graph.nodes.empty())
            return;
        const auto has = [this](auto... roles) {
            return std::ranges::any_of(m_flat, [=](const FlatNode& node) { return ((node.plan.role == roles) || ...); });
        };
        if (!has(PlanRole::Output))
            problem(makeError("model.no_output"));
        if (!has(PlanRole::Input, PlanRole::Fields))
            problem(makeError("model.no_input"));
    }

    void addEdge(const GraphEdge& edge, const std::map<std::string, Endpoint, std::less<>>& endpoints, const std::string& prefix)
    {
        const auto find = [&](const std::string& id) -> const Endpoint* {
            if (const auto found = endpoints.find(id); found != endpoints.end())
                return &found->second;
            std::vector<std::string> known;
            for (const auto& [key, endpoint] : endpoints)
                known.push_back(key);
            problem(makeError("model.edge_unknown_node", {{"node", prefix + id.substr(0, 120)}, {"nearest", nearestName(id.substr(0, 120), known)}}));
            return nullptr;
        };
        const auto* from = find(edge.fromNode);
        const auto* to = find(edge.toNode);
        if (!from || !to)
            return;
        const auto source = sourceOf(*from, edge.fromPort, prefix + edge.fromNode);
        if (!source)
            return;
        if (to->isGroup) {
            if (const int entry = groupPort(to->entries, edge.toPort, "input"); entry >= 0)
                m_flat[static_cast<std::size_t>(entry)].arrivals[""].push_back({0, *source});
            else
                problem(makeError("model.port_unknown", {{"node", prefix + edge.toNode}, {"port", edge.toPort}, {"known", portNames(to->entries)}}));
            return;
        }
        arrive(m_flat[static_cast<std::size_t>(to->flat)], edge.toPort, *source);
    }

    static ValueList portNames(const std::vector<std::pair<std::string, int>>& ports)
    {
        std::vector<std::string> names;
        for (const auto& [name, flat] : ports)
            names.push_back(name);
        return listed(names);
    }

    /// By the name of the block's Input or Output; "input" alone where there is one, "input:1" for the second.
    static int groupPort(const std::vector<std::pair<std::string, int>>& ports, const std::string& port, const std::string& common)
    {
        for (const auto& [name, flat] : ports)
            if (name == port)
                return flat;
        const auto read = readPort(port);
        if (read.hasIndex && read.base == common && static_cast<std::size_t>(read.index) < ports.size())
            return ports[static_cast<std::size_t>(read.index)].second;
        return ports.size() == 1 && (port.empty() || port == common) ? ports[0].second : -1;
    }

    std::optional<PlanSource> sourceOf(const Endpoint& from, const std::string& port, const std::string& path)
    {
        if (from.isGroup) {
            const int exit = groupPort(from.exits, port, "output");
            if (exit >= 0)
                return PlanSource{exit, 0};
            problem(makeError("model.port_unknown", {{"node", path}, {"port", port}, {"known", portNames(from.exits)}}));
            return std::nullopt;
        }
        const auto& node = m_flat[static_cast<std::size_t>(from.flat)];
        if (node.anyPort)
            return PlanSource{from.flat, 0};
        const auto& ports = node.plan.info->outputs;
        if (port.empty() && !ports.empty())
            return PlanSource{from.flat, 0};
        std::vector<std::string> names;
        for (std::size_t i = 0; i < ports.size(); ++i) {
            if (ports[i].name == port)
                return PlanSource{from.flat, static_cast<int>(i)};
            names.push_back(ports[i].name);
        }
        problem(makeError("model.port_unknown", {{"node", path}, {"port", port}, {"known", listed(names)}}));
        return std::nullopt;
    }

    void arrive(FlatNode& node, const std::string& toPort, PlanSource source)
    {
        if (node.anyPort) {
            node.arrivals[""].push_back({0, source});
            return;
        }
        const auto& ports = node.plan.info->inputs;
        const auto port = readPort(toPort);
        std::vector<std::string> names;
        for (const auto& info : ports) {
            const bool named = info.name == toPort || (info.variadic && info.name == port.base) || (toPort.empty() && &info == &ports.front());
            if (named) {
                node.arrivals[info.name].push_back({port.index, source});
                return;
            }
            names.push_back(info.variadic ? info.name + ":0" : info.name);
        }
        problem(makeError("model.port_unknown", {{"node", node.plan.path}, {"port", toPort}, {"known", listed(names)}}));
    }

    /// Arrivals → inputs in port order; what is missing or doubled becomes the node's error.
    void connect(FlatNode& node)
    {
        auto& plan = node.plan;
        const auto fail = [&plan](Error error) {
            if (!plan.error)
                plan.error = std::move(error);
        };
        if (node.anyPort) {
            for (const auto& arrival : node.arrivals[""])
                plan.inputs.push_back(arrival.source);
            return;
        }
        if (node.handsOn && plan.info->id == "input") {
            const auto& arrivals = node.arrivals[""];
            const auto slash = plan.path.rfind('/');
            const auto group = plan.path.substr(0, slash);
            const auto& field = plan.parameters.text("field");
            const auto port = field.empty() ? std::string("input") : field;
            if (arrivals.empty())
                problem(makeError("model.not_connected", {{"node", group}, {"port", port}}));
            else if (arrivals.size() > 1)
                problem(makeError("model.port_taken", {{"node", group}, {"port", port}}));
            plan.inputs.push_back(arrivals.empty() ? PlanSource{} : arrivals[0].source);
            return;
        }
        for (const auto& port : plan.info->inputs) {
            auto& arrivals = node.arrivals[port.name];
            std::ranges::stable_sort(arrivals, {}, &FlatNode::Arrival::order);
            if (arrivals.empty() && !port.optional)
                fail(makeError("model.not_connected", {{"node", plan.path}, {"port", port.name}}));
            if (arrivals.size() > 1 && !port.variadic) {
                fail(makeError("model.port_taken", {{"node", plan.path}, {"port", port.name}}));
                plan.repairs.push_back(insertBefore("concat"));
            }
            for (const auto& arrival : arrivals)
                plan.inputs.push_back(arrival.source);
        }
    }

    const NamedSpecs& m_inputs;
    const Registry& m_registry;
    std::vector<FlatNode> m_flat;
    std::vector<Error> m_problems;
    std::set<std::string> m_heads;
    std::string m_weightsPrefix;                     ///< of the nodes that are being unfolded
    std::map<const Graph*, std::string> m_shared;    ///< block → where its shared weights are
    std::size_t m_visited = 0;
    std::size_t m_edges = 0;
    bool m_full = false;
};

} // namespace

bool GraphPlan::ok() const
{
    return problems.empty() && std::ranges::none_of(nodes, [](const PlanNode& node) { return node.error.has_value(); });
}

GraphPlan planGraph(const Graph& graph, const NamedSpecs& inputs, const Registry& registry)
{
    return Planner(inputs, registry).plan(graph);
}

} // namespace fettle::model
