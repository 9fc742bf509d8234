// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <torch/types.h>

#include "engine/component_api/layer.h"
#include "engine/contract/graph.h"

namespace fettle::model {

/// A graph with weights: a list of steps in the order of execution, compiled once, so that a step of the training
/// looks nothing up by name. Not for two threads at once.
class Network {
public:
    Network();
    Network(const Network&) = delete;
    Network& operator=(const Network&) = delete;
    ~Network();

    /// The encoded fields that it reads, in the order that `forwardOrdered` takes them.
    [[nodiscard]] const std::vector<std::string>& inputNames() const { return m_inputNames; }
    [[nodiscard]] bool reads(const std::string& field) const;
    /// The names of its Outputs, in the order that `forwardOrdered` gives them.
    [[nodiscard]] const std::vector<std::string>& headNames() const { return m_headNames; }

    /// The fast path: inputs in the order of inputNames(), outputs in the order of headNames(). What it gives stays
    /// valid until the next call. Throws c10::Error or LayerError, with {node}, where a tensor does not fit.
    [[nodiscard]] std::span<const Signal> forwardOrdered(std::span<const Signal> inputs, const ForwardContext& context);
    /// What forwardOrdered gave, and with it what a backward pass would need of it.
    void letGo();
    /// By name. Throws std::out_of_range where an input is missing.
    [[nodiscard]] std::map<std::string, torch::Tensor> forward(const std::map<std::string, Signal>& inputs,
                                                               const ForwardContext& context);
    /// The only head of a network with one head (std::logic_error otherwise).
    [[nodiscard]] torch::Tensor forwardSingle(const std::map<std::string, Signal>& inputs, const ForwardContext& context);

    /// Full names: "conv1.weight", in a block "stage1.conv1.weight". In the order of execution, then of the layer.
    /// Handles: they keep their identity when to() or set_data changes their numbers.
    [[nodiscard]] const std::vector<NamedTensor>& parameters() const { return m_parameters; }
    [[nodiscard]] const std::vector<NamedTensor>& buffers() const { return m_buffers; }
    /// Parameters and buffers, what a checkpoint or model holds.
    [[nodiscard]] std::vector<NamedTensor> state() const;
    /// Copies numbers by name; memory format and device stay. Every tensor must be there in its shape, and no other.
    /// Errors: model.weights_missing, model.weights_shape, model.weights_unexpected; then nothing was changed.
    [[nodiscard]] Result<void> load(const std::vector<NamedTensor>& state);

    void to(torch::Device device);
    /// Parameters and floating-point buffers; counters stay whole numbers.
    void to(torch::ScalarType dtype);
    /// Four-dimensional weights; others have no such order.
    void to(torch::MemoryFormat format);
    /// Whether channels-last pays: some layer has four-dimensional weights.
    [[nodiscard]] bool hasConvolutions() const;
    /// Whether Transformer blocks forget while training what they worked out, and work it out again for the backward pass:
    /// the same numbers for less memory and more time.
    void recomputeBlocks(bool recompute) { m_recomputesBlocks = recompute; }
    [[nodiscard]] bool recomputesBlocks() const { return m_recomputesBlocks; }
    /// Bytes that its Transformer blocks keep for the backward pass, for each step of a sequence; 0: it has none.
    [[nodiscard]] std::int64_t blockBytesPerStep() const { return m_blockBytesPerStep; }
    /// Some layer's numbers depend on the rest of the batch, so that a smaller batch gives other results.
    [[nodiscard]] bool dependsOnBatch() const { return m_dependsOnBatch; }

private:
    friend class NetworkBuilder;

    /// One layer to run. Slots are places in m_slots; the first hold the inputs.
    struct Step {
        LayerInstance* layer = nullptr;
        UnaryLayer* unary = nullptr; ///< the layer where it takes one tensor and gives one
        bool keepsLayout = true;
        bool isBlock = false;        ///< may be worked out a second time
        bool inPlace = false;        ///< its input is read by nothing else and may be overwritten
        std::vector<int> inputs;
        std::vector<int> outputs;
        std::vector<int> released;   ///< slots that nothing reads after this step
        std::string path;
    };

    /// A LayerError gets the step's name.
    void runNamed(const Step& step, const ForwardContext& context);
    void run(const Step& step, const ForwardContext& context);

    std::vector<std::unique_ptr<LayerInstance>> m_layers;
    std::vector<Step> m_steps;
    std::vector<std::string> m_inputNames;
    std::vector<std::string> m_headNames;
    std::vector<int> m_headSlots;
    std::vector<NamedTensor> m_parameters;
    std::vector<NamedTensor> m_buffers;
    bool m_dependsOnBatch = false;
    bool m_recomputesBlocks = false;
    std::int64_t m_blockBytesPerStep = 0;

    std::vector<Signal> m_slots;     ///< scratch, kept between calls
    std::vector<Signal> m_arguments; ///< scratch of layers with several inputs
    std::vector<Signal> m_heads;
};

/// Builds a network: groups unfolded, nodes in order of execution, those that lead to no Output left out. Each node's
/// weights come from a seed of their own (seed and path), so that an edit elsewhere leaves them as they were; torch's
/// default generator is left as it was. Errors: the first model.* or components.* problem of the graph.
[[nodiscard]] Result<std::unique_ptr<Network>> buildNetwork(
    const Graph& graph, const std::vector<std::pair<std::string, TensorSpec>>& inputs, const Registry& registry,
    const BuildContext& context, std::uint64_t seed);

} // namespace fettle::model
