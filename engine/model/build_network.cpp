// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <map>

#include <torch/torch.h>

#include "engine/component_api/initializer.h"
#include "engine/model/graph_checker.h"
#include "engine/model/graph_plan.h"
#include "engine/model/layer_checks.h"
#include "engine/model/network.h"
#include "engine/model/random_state.h"

namespace fettle::model {
namespace {

/// FNV-1a over the path, mixed with the seed by SplitMix64's finaliser.
std::uint64_t nodeSeed(std::uint64_t seed, const std::string& path)
{
    std::uint64_t hash = 0xCBF29CE484222325ULL;
    for (const char c : path)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
    std::uint64_t z = seed + 0x9E3779B97F4A7C15ULL * (hash | 1);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
}

std::string weightPrefix(std::string path)
{
    std::ranges::replace(path, '/', '.');
    return path + ".";
}

} // namespace

class NetworkBuilder {
public:
    NetworkBuilder(const NamedSpecs& inputs, const Registry& registry, const BuildContext& context, std::uint64_t seed)
        : m_inputs(inputs), m_registry(registry), m_context(context), m_seed(seed)
    {
        // Weights are made on the CPU in single or double precision, so that they are the same for every device.
        const auto dtype = context.options.dtype() == torch::kFloat64 ? torch::kFloat64 : torch::kFloat32;
        m_buildContext = context;
        m_buildContext.options = torch::TensorOptions(dtype);
    }

    Result<std::unique_ptr<Network>> build(const Graph& graph)
    {
        auto plan = planGraph(graph, m_inputs, m_registry);
        if (!plan.problems.empty())
            return std::move(plan.problems.front());
        const KeptRandomState kept;
        m_slotOf.resize(plan.nodes.size());
        m_specs.resize(plan.nodes.size());
        assignInputs(plan);
        for (std::size_t i = 0; i < plan.nodes.size(); ++i) {
            auto& node = plan.nodes[i];
            if (!node.reachesOutput)
                continue;
            if (node.error)
                return std::move(*node.error);
            FETTLE_TRY(addNode(plan, i));
        }
        finish();
        return std::move(m_network);
    }

private:
    /// The fields that some node reads, in the order of the recipe: the first slots.
    void assignInputs(const GraphPlan& plan)
    {
        m_fieldSlots.assign(m_inputs.size(), -1);
        for (const auto& node : plan.nodes)
            if (node.reachesOutput)
                for (const int field : node.fields)
                    m_fieldSlots[static_cast<std::size_t>(field)] = 0;
        for (std::size_t i = 0; i < m_inputs.size(); ++i)
            if (m_fieldSlots[i] == 0) {
                m_fieldSlots[i] = newSlot(-1);
                m_network->m_inputNames.push_back(m_inputs[i].first);
            }
    }

    int newSlot(int producer)
    {
        m_producers.push_back(producer);
        return static_cast<int>(m_producers.size()) - 1;
    }

    Result<void> addNode(const GraphPlan& plan, std::size_t index)
    {
        const auto& node = plan.nodes[index];
        std::vector<int> slots;
        std::vector<TensorSpec> specs;
        for (const int field : node.fields) {
            slots.push_back(m_fieldSlots[static_cast<std::size_t>(field)]);
            specs.push_back(m_inputs[static_cast<std::size_t>(field)].second);
        }
        for (const auto& input : node.inputs) {
            slots.push_back(m_slotOf[static_cast<std::size_t>(input.node)][static_cast<std::size_t>(input.output)]);
            specs.push_back(m_specs[static_cast<std::size_t>(input.node)][static_cast<std::size_t>(input.output)]);
        }
        if (node.role == PlanRole::Input || node.role == PlanRole::Output) {
            m_slotOf[index] = {slots[0]};
            m_specs[index] = {specs[0]};
            if (node.role == PlanRole::Output) {
                m_network->m_headNames.push_back(node.head);
                m_network->m_headSlots.push_back(slots[0]);
            }
            return {};
        }
        FETTLE_TRY_ASSIGN(m_specs[index], outputSpecs(node, specs));
        return addStep(node, index, std::move(slots), specs);
    }

    Result<std::vector<TensorSpec>> outputSpecs(const PlanNode& node, const std::vector<TensorSpec>& specs)
    {
        Error error;
        try {
            if (auto asked = node.layer->shape(node.parameters, specs))
                return std::move(*asked);
            auto finding = GraphChecker::examine(*node.layer, node.parameters, specs);
            if (!finding.error)
                return std::move(finding.outputs);
            error = std::move(*finding.error);
        } catch (const LayerError& problem) {
            error = problem.error();
        }
        error.arguments.insert_or_assign("node", node.path);
        return error;
    }

    Result<void> addStep(const PlanNode& node, std::size_t index, std::vector<int> slots, const std::vector<TensorSpec>& specs)
    {
        FETTLE_TRY_ASSIGN(auto* const instance, instanceOf(node, specs));
        Network::Step step;
        step.layer = instance;
        step.unary = slots.size() == 1 ? dynamic_cast<UnaryLayer*>(instance) : nullptr;
        step.keepsLayout = !step.unary || step.unary->keepsLayout();
        step.path = node.path;
        if (node.info->id == "transformer_encoder_block") {
            step.isBlock = true;
            countBlock(node, specs);
        }
        step.inputs = std::move(slots);
        for (std::size_t i = 0; i < m_specs[index].size(); ++i)
            step.outputs.push_back(newSlot(static_cast<int>(m_network->m_steps.size())));
        m_slotOf[index] = step.outputs;
        m_network->m_steps.push_back(std::move(step));
        return {};
    }

    /// What a block keeps for one step of a sequence: what it says of a sequence of one.
    void countBlock(const PlanNode& node, std::vector<TensorSpec> specs)
    {
        specs[0].dimensions[1].size = 1;
        m_network->m_blockBytesPerStep += std::max<std::int64_t>(node.layer->cost(node.parameters, specs, specs).activationBytes, 0);
    }

    /// The node's layer: made, or where it shares its weights the one that was made first.
    Result<LayerInstance*> instanceOf(const PlanNode& node, const std::vector<TensorSpec>& specs)
    {
        if (const auto made = m_made.find(node.weightsPath); made != m_made.end()) {
            if (made->second.specs != specs)
                return makeError("model.shared_inputs_differ", {{"node", node.path},
                                                                {"other", node.weightsPath},
                                                                {"expected", made->second.specs.empty() ? "" : toDisplay(made->second.specs[0])},
                                                                {"got", specs.empty() ? "" : toDisplay(specs[0])}});
            return made->second.layer;
        }
        const KeptRandomState kept(nodeSeed(m_seed, node.weightsPath));
        std::unique_ptr<LayerInstance> instance;
        try {
            instance = node.layer->build(node.parameters, specs, m_buildContext);
        } catch (const LayerError& error) {
            auto copy = error.error();
            copy.arguments.insert_or_assign("node", node.path);
            return copy;
        } catch (const std::exception& error) {
            return makeError("model.layer_failed", {{"node", node.path}, {"got", specs.empty() ? "" : toDisplay(specs[0])}}, error.what());
        }
        FETTLE_TRY(initialize(node, *instance));
        const auto prefix = weightPrefix(node.weightsPath);
        for (const auto& entry : instance->parameters())
            m_network->m_parameters.push_back({prefix + entry.name, entry.tensor});
        for (const auto& entry : instance->buffers())
            m_network->m_buffers.push_back({prefix + entry.name, entry.tensor});
        // Dropout looks at single numbers; what keeps statistics looks at the batch.
        m_network->m_dependsOnBatch = m_network->m_dependsOnBatch || (node.layer->hasTrainingMode() && !instance->buffers().empty());
        auto* const layer = instance.get();
        m_made.emplace(node.weightsPath, Made{layer, specs});
        m_network->m_layers.push_back(std::move(instance));
        return layer;
    }

    Result<void> initialize(const PlanNode& node, const LayerInstance& instance)
    {
        for (const auto& [name, value] : node.node->initializers) {
            const auto& parameters = instance.parameters();
            const auto entry = std::ranges::find(parameters, name, &NamedTensor::name);
            if (entry == parameters.end()) {
                ValueList known;
                for (const auto& parameter : parameters)
                    known.push_back(parameter.name);
                return makeError("model.initializer_tensor_unknown", {{"node", node.path}, {"tensor", name}, {"known", std::move(known)}});
            }
            ComponentRef ref{value.isText() ? value.asText() : value.at("component").asText(), value.asMap()};
            ref.parameters.erase("component");
            auto resolved = m_registry.resolve<Initializer>(ComponentKind::Initializer, ref);
            if (!resolved) {
                auto error = std::move(resolved).error();
                error.arguments.insert_or_assign("node", node.path);
                return error;
            }
            if (!m_context.initialize)
                continue;
            auto weight = entry->tensor;
            try {
                resolved->first->initialize(weight, resolved->second);
            } catch (const std::exception& error) {
                return makeError("model.initializer_failed", {{"node", node.path}, {"tensor", name}, {"initializer", ref.component},
                                                              {"got", weight.dim()}, {"expected", 2}}, error.what());
            }
        }
        return {};
    }

    void finish()
    {
        auto& network = *m_network;
        network.m_slots.resize(m_producers.size());
        network.m_heads.resize(network.m_headSlots.size());
        std::vector<int> readerCount(m_producers.size(), 0);
        std::vector<int> lastReader(m_producers.size(), -1);
        for (std::size_t i = 0; i < network.m_steps.size(); ++i)
            for (const int slot : network.m_steps[i].inputs) {
                ++readerCount[static_cast<std::size_t>(slot)];
                lastReader[static_cast<std::size_t>(slot)] = static_cast<int>(i);
            }
        for (const int slot : network.m_headSlots)
            readerCount[static_cast<std::size_t>(slot)] += 2; // the caller keeps it
        for (std::size_t i = 0; i < network.m_steps.size(); ++i) {
            auto& step = network.m_steps[i];
            for (const int slot : step.inputs) {
                const auto at = static_cast<std::size_t>(slot);
                const bool isHead = std::ranges::find(network.m_headSlots, slot) != network.m_headSlots.end();
                if (!isHead && lastReader[at] == static_cast<int>(i) && std::ranges::find(step.released, slot) == step.released.end())
                    step.released.push_back(slot);
            }
            if (step.unary && readerCount[static_cast<std::size_t>(step.inputs[0])] == 1) {
                const int producer = m_producers[static_cast<std::size_t>(step.inputs[0])];
                step.inPlace = producer >= 0 && network.m_steps[static_cast<std::size_t>(producer)].layer->outputMayBeOverwritten();
            }
        }
        const auto dtype = m_context.options.dtype().toScalarType();
        if (dtype != m_buildContext.options.dtype().toScalarType())
            network.to(dtype);
        if (!m_context.options.device().is_cpu())
            network.to(m_context.options.device());
    }

    const NamedSpecs& m_inputs;
    const Registry& m_registry;
    BuildContext m_context;
    BuildContext m_buildContext;
    std::uint64_t m_seed;
    std::unique_ptr<Network> m_network = std::make_unique<Network>();
    struct Made {
        LayerInstance* layer = nullptr;
        std::vector<TensorSpec> specs;
    };
    std::map<std::string, Made> m_made;           ///< by the path of the weights
    std::vector<int> m_fieldSlots;                ///< by position in m_inputs
    std::vector<int> m_producers;                 ///< by slot: the step that makes it, −1 for inputs
    std::vector<std::vector<int>> m_slotOf;       ///< by plan node and output
    std::vector<std::vector<TensorSpec>> m_specs; ///< by plan node and output
};

Result<std::unique_ptr<Network>> buildNetwork(const Graph& graph, const NamedSpecs& inputs, const Registry& registry,
                                              const BuildContext& context, std::uint64_t seed)
{
    return NetworkBuilder(inputs, registry, context, seed).build(graph);
}

} // namespace fettle::model
