// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/component_api/layer.h"
#include "engine/model/layer_checks.h"

namespace fettle::model {

/// A layer that keeps its input's shape and works on any shape of real numbers: activations, dropout.
class ElementwiseLayer : public Layer {
public:
    std::unique_ptr<LayerInstance> build(const Parameters& parameters, std::span<const TensorSpec> inputs,
                                         const BuildContext&) const final
    {
        requireReal(inputs[0]);
        check(parameters, inputs[0]);
        return instance(parameters);
    }
    std::optional<std::vector<TensorSpec>> shape(const Parameters& parameters,
                                                 std::span<const TensorSpec> inputs) const final
    {
        requireReal(inputs[0]);
        check(parameters, inputs[0]);
        return std::vector{inputs[0]};
    }
    std::vector<std::vector<TensorSpec>> exampleInputs() const override
    {
        return {{tensorSpec({{"N", -1}, {"D", 6}})}, {tensorSpec({{"N", -1}, {"C", 3}, {"H", 4}, {"W", 5}})}};
    }

protected:
    [[nodiscard]] virtual std::unique_ptr<LayerInstance> instance(const Parameters& parameters) const = 0;
    virtual void check(const Parameters&, const TensorSpec&) const {}
};

/// The two ports of a layer that takes one tensor and gives one of the same shape.
[[nodiscard]] std::vector<PortInfo> sameShapeInput();
[[nodiscard]] std::vector<PortInfo> sameShapeOutput();
/// What all activations have in common: kind, category, ports.
[[nodiscard]] ComponentInfo activationInfo(std::string id, std::string title, std::string help);

} // namespace fettle::model
