// SPDX-License-Identifier: GPL-3.0-or-later
#include <torch/torch.h>

#include "engine/components/window_pooling.h"
#include "engine/model/layer_checks.h"

namespace fettle::components {
namespace {

class MaxPoolInstance final : public UnaryLayer {
public:
    explicit MaxPoolInstance(const model::Window& window) : m_window(window) {}
    torch::Tensor apply(const torch::Tensor& input, const ForwardContext&) override
    {
        return at::max_pool2d(input, m_window.kernelSize, m_window.stride, m_window.padding, m_window.dilation,
                              m_window.ceilMode);
    }

private:
    model::Window m_window;
};

class MaxPoolLayer final : public WindowPooling {
public:
    MaxPoolLayer() : WindowPooling(true) {}
    ComponentInfo describe() const override
    {
        ComponentInfo info = describeWindow();
        info.id = "max_pool";
        info.title = FETTLE_TEXT("Max pooling");
        info.help = FETTLE_TEXT("Shrinks the picture: keeps the largest number of each window.");
        info.keywords = {"pooling", "downsample", "subsample"};
        return info;
    }

    std::unique_ptr<LayerInstance> build(const Parameters& parameters, std::span<const TensorSpec> inputs,
                                         const BuildContext&) const override
    {
        static_cast<void>(shape(parameters, inputs));
        return std::make_unique<MaxPoolInstance>(window(parameters));
    }
    std::string pytorchCode(const Parameters& parameters, std::span<const TensorSpec>) const override
    {
        return openPytorchCall("MaxPool2d", parameters) + ")";
    }
    std::vector<ValueMap> exampleParameters() const override
    {
        return {{{"kernel_size", 3}, {"stride", 2}, {"padding", 1}},
                {{"kernel_size", ValueList{3, 2}}, {"ceil_mode", true}, {"stride", ValueList{2, 3}}},
                {{"kernel_size", 2}, {"dilation", 2}, {"stride", 1}}};
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(layers, max_pool, components::MaxPoolLayer)
