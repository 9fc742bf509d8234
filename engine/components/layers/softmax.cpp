// SPDX-License-Identifier: GPL-3.0-or-later
#include <torch/torch.h>

#include "engine/model/elementwise_layer.h"

namespace fettle::components {
namespace {

class SoftmaxInstance final : public UnaryLayer {
public:
    explicit SoftmaxInstance(std::int64_t dim) : m_dim(dim) {}
    torch::Tensor apply(const torch::Tensor& input, const ForwardContext&) override { return at::softmax(input, m_dim); }

private:
    std::int64_t m_dim;
};

class SoftmaxLayer final : public model::ElementwiseLayer {
public:
    ComponentInfo describe() const override
    {
        auto info = model::activationInfo("softmax", FETTLE_TEXT("Softmax"),
            FETTLE_TEXT("Turns numbers into shares that add up to 1. Not needed before an Output with classes: the loss does it by itself."));
        info.parameters = {
            integerParameter("dim", -1).range(-8, 7).title(FETTLE_TEXT("Dimension"))
                .help(FETTLE_TEXT("The dimension along which the shares add up to 1; −1 is the last."))
                .when(FETTLE_TEXT("Choose 1 to weigh the channels of a picture against each other."))
                .advanced()};
        info.keywords = {"probabilities", "activation"};
        return info;
    }
    std::string pytorchCode(const Parameters& parameters, std::span<const TensorSpec>) const override
    {
        return "nn.Softmax(dim=" + std::to_string(parameters.integer("dim")) + ")";
    }
    std::vector<ValueMap> exampleParameters() const override { return {{{"dim", 1}}}; }

protected:
    std::unique_ptr<LayerInstance> instance(const Parameters& parameters) const override
    {
        return std::make_unique<SoftmaxInstance>(parameters.integer("dim"));
    }
    void check(const Parameters& parameters, const TensorSpec& input) const override
    {
        // Along the batch, one example's result would depend on the others.
        if (model::requireDimension(input, parameters.integer("dim")) == 0)
            throw LayerError(makeError("model.dimension_missing", {{"expected", parameters.integer("dim")}, {"got", toDisplay(input)}}),
                             {model::setParameter("dim", -1)});
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(layers, softmax, components::SoftmaxLayer)
