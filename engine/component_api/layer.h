// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include <torch/types.h>

#include "engine/component_api/component.h"
#include "engine/component_api/parameters.h"
#include "engine/component_api/registry.h"
#include "engine/component_api/signal.h"
#include "engine/contract/graph.h"

namespace fettle {

/// A tensor with its name within the layer, PyTorch's: weight, bias, running_mean.
struct NamedTensor {
    std::string name;
    torch::Tensor tensor;
};

/// Thrown by Layer::build and forward where the inputs don't fit; becomes NodeReport::error and its repairs.
class LayerError : public std::runtime_error {
public:
    explicit LayerError(Error error, std::vector<GraphRepair> repairs = {})
        : std::runtime_error(toLogLine(error)), m_error(std::move(error)), m_repairs(std::move(repairs)) {}
    [[nodiscard]] const Error& error() const { return m_error; }
    [[nodiscard]] const std::vector<GraphRepair>& repairs() const { return m_repairs; }

private:
    Error m_error;
    std::vector<GraphRepair> m_repairs;
};

struct ForwardContext {
    bool training = false;
};

/// A built layer: its weights and its function. Deterministic but for torch's default generator (dropout), which
/// checkpoints keep.
class LayerInstance {
public:
    LayerInstance() = default;
    LayerInstance(const LayerInstance&) = delete;
    LayerInstance& operator=(const LayerInstance&) = delete;
    virtual ~LayerInstance() = default;

    /// One Signal per input port (variadic ports spread out), gives one per output port.
    virtual std::vector<Signal> forward(std::span<const Signal> inputs, const ForwardContext& context) = 0;

    /// Whether the outputs are new tensors whose numbers nothing needs again, not even this layer's backward pass: then
    /// a following layer that is their only reader may overwrite them (UnaryLayer::applyInPlace).
    [[nodiscard]] virtual bool outputMayBeOverwritten() const { return false; }

    [[nodiscard]] const std::vector<NamedTensor>& parameters() const { return m_parameters; }
    [[nodiscard]] const std::vector<NamedTensor>& buffers() const { return m_buffers; }

protected:
    /// The tensor keeps its identity for the life of the layer: loading and flattening work through set_data.
    torch::Tensor& addParameter(std::string name, torch::Tensor tensor);
    torch::Tensor& addBuffer(std::string name, torch::Tensor tensor);

private:
    // Handles: a layer keeps its own member tensors, which share storage and identity with these.
    std::vector<NamedTensor> m_parameters;
    std::vector<NamedTensor> m_buffers;
};

/// One tensor in, one out; the sequence layout goes through unless keepsLayout() says otherwise.
class UnaryLayer : public LayerInstance {
public:
    std::vector<Signal> forward(std::span<const Signal> inputs, const ForwardContext& context) final;
    /// The fast path that the model takes when a node has one input and one output.
    [[nodiscard]] virtual torch::Tensor apply(const torch::Tensor& input, const ForwardContext& context) = 0;
    /// The same numbers, written over the input where the layer can: called where nothing else reads the input.
    [[nodiscard]] virtual torch::Tensor applyInPlace(torch::Tensor input, const ForwardContext& context)
    {
        return apply(input, context);
    }
    [[nodiscard]] virtual bool keepsLayout() const { return true; }
};

struct BuildContext {
    torch::TensorOptions options = torch::kFloat32; ///< dtype and device of weights
    bool initialize = true;                         ///< false in a dry run: weights are left as memory was
    /// An uninitialised weight.
    [[nodiscard]] torch::Tensor empty(torch::IntArrayRef sizes) const { return torch::empty(sizes, options); }
};

/// Cost of one example, forward.
struct LayerCost {
    std::int64_t multiplyAdds = 0;
    std::int64_t activationBytes = -1; ///< kept for the backward pass; −1: as much as the outputs take
};

/// A layer as a component: describes itself, checks its inputs and builds.
class Layer : public Component {
public:
    /// `inputs` have N = −1. Throws LayerError (model.* codes with {expected}, {got}) where they don't fit.
    /// Weights get the layer's default initialisation (PyTorch's) unless the context says not to.
    [[nodiscard]] virtual std::unique_ptr<LayerInstance> build(const Parameters& parameters,
                                                               std::span<const TensorSpec> inputs,
                                                               const BuildContext& context) const = 0;
    /// Names of the output dimensions by position; the dry run supplies the sizes. Default: the first input's names
    /// where the rank is equal, else N and the usual ones.
    [[nodiscard]] virtual std::vector<std::string> dimensionNames(const Parameters& parameters,
                                                                  std::span<const TensorSpec> inputs,
                                                                  std::size_t rank) const;
    [[nodiscard]] virtual LayerCost cost(const Parameters& parameters, std::span<const TensorSpec> inputs,
                                         std::span<const TensorSpec> outputs) const;
    /// Output specs without running, for nodes too large for a dry run; a contract test holds it against the dry run.
    [[nodiscard]] virtual std::optional<std::vector<TensorSpec>> shape(const Parameters& parameters,
                                                                       std::span<const TensorSpec> inputs) const;
    /// The module as PyTorch code: "nn.Linear(128, 10, bias=False)"; for functions "torch.cat" style, `{x}` names
    /// the input variables: see ends-with rule in engine/model/pytorch_code.h.
    [[nodiscard]] virtual std::string pytorchCode(const Parameters& parameters,
                                                  std::span<const TensorSpec> inputs) const = 0;
    /// Small input specs on which the contract tests try it, with defaults: at least one set.
    [[nodiscard]] virtual std::vector<std::vector<TensorSpec>> exampleInputs() const = 0;
    /// Parameters with which the examples are tried beside the defaults.
    [[nodiscard]] virtual std::vector<ValueMap> exampleParameters() const { return {}; }
    /// Whether forward differs between training and evaluation.
    [[nodiscard]] virtual bool hasTrainingMode() const { return false; }
};

/// Makes a spec: spec({{"N", -1}, {"D", 8}}).
[[nodiscard]] TensorSpec tensorSpec(std::initializer_list<Dimension> dimensions, DType dtype = DType::Float32);
[[nodiscard]] torch::ScalarType toScalarType(DType dtype);
[[nodiscard]] DType fromScalarType(torch::ScalarType type);

} // namespace fettle
