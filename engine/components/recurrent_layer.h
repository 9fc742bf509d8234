// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "engine/component_api/layer.h"
#include "engine/components/recurrent_function.h"

namespace fettle::components {

/// What LSTM, GRU and the simple recurrent layer have in common: everything but their cell and their words.
class RecurrentLayer : public Layer {
public:
    std::unique_ptr<LayerInstance> build(const Parameters& parameters, std::span<const TensorSpec> inputs,
                                         const BuildContext& context) const override;
    std::optional<std::vector<TensorSpec>> shape(const Parameters& parameters,
                                                 std::span<const TensorSpec> inputs) const override;
    std::vector<std::string> dimensionNames(const Parameters& parameters, std::span<const TensorSpec> inputs,
                                            std::size_t rank) const override;
    LayerCost cost(const Parameters& parameters, std::span<const TensorSpec> inputs,
                   std::span<const TensorSpec> outputs) const override;
    std::string pytorchCode(const Parameters& parameters, std::span<const TensorSpec> inputs) const override;
    std::vector<std::vector<TensorSpec>> exampleInputs() const override;
    std::vector<ValueMap> exampleParameters() const override;
    bool hasTrainingMode() const override { return true; }

protected:
    /// All but id, title, help, keywords and parameters of its own.
    [[nodiscard]] static ComponentInfo describeRecurrent();
    [[nodiscard]] virtual RecurrentCell cell(const Parameters& parameters) const = 0;
    /// "nn.LSTM", and the options that the others do not have (", nonlinearity=\"relu\"").
    [[nodiscard]] virtual std::string pytorchName() const = 0;
    [[nodiscard]] virtual std::string pytorchOptions(const Parameters&) const { return {}; }
};

} // namespace fettle::components
