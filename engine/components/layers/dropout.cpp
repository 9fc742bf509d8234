// SPDX-License-Identifier: GPL-3.0-or-later
#include <torch/torch.h>

#include "engine/components/random_zeros.h"
#include "engine/model/elementwise_layer.h"

namespace fettle::components {
namespace {

class DropoutInstance final : public UnaryLayer {
public:
    explicit DropoutInstance(double p) : m_p(p) {}
    torch::Tensor apply(const torch::Tensor& input, const ForwardContext& context) override
    {
        return randomZeros(input, m_p, context.training);
    }

private:
    double m_p;
};

class DropoutLayer final : public model::ElementwiseLayer {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Layer;
        info.id = "dropout";
        info.title = FETTLE_TEXT("Dropout");
        info.help = FETTLE_TEXT("Sets a random share of the numbers to 0 while training, so that the network does not rely on single ones. Does nothing when predicting.");
        info.category = NodeCategory::Norm;
        info.inputs = model::sameShapeInput();
        info.outputs = model::sameShapeOutput();
        info.parameters = {
            realParameter("p", 0.5).range(0, 1).title(FETTLE_TEXT("Share"))
                .help(FETTLE_TEXT("The share of numbers that is set to 0 at each step."))
                .when(FETTLE_TEXT("Raise it when the network overfits (good on the training set, worse on the validation set); 0.1 to 0.5 is usual."))};
        info.keywords = {"regularization", "overfitting"};
        return info;
    }
    std::string pytorchCode(const Parameters& parameters, std::span<const TensorSpec>) const override
    {
        return "nn.Dropout(p=" + Value(parameters.real("p")).toDisplay() + ")";
    }
    std::vector<ValueMap> exampleParameters() const override { return {{{"p", 0.25}}}; }
    bool hasTrainingMode() const override { return true; }

protected:
    std::unique_ptr<LayerInstance> instance(const Parameters& parameters) const override
    {
        return std::make_unique<DropoutInstance>(parameters.real("p"));
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(layers, dropout, components::DropoutLayer)
