// SPDX-License-Identifier: GPL-3.0-or-later
#include <torch/torch.h>

#include "engine/components/window_pooling.h"
#include "engine/model/layer_checks.h"

namespace fettle::components {
namespace {

class AvgPoolInstance final : public UnaryLayer {
public:
    AvgPoolInstance(const model::Window& window, bool countsPadding) : m_window(window), m_countsPadding(countsPadding) {}
    torch::Tensor apply(const torch::Tensor& input, const ForwardContext&) override
    {
        return at::avg_pool2d(input, m_window.kernelSize, m_window.stride, m_window.padding, m_window.ceilMode,
                              m_countsPadding);
    }
    bool outputMayBeOverwritten() const override { return true; }

private:
    model::Window m_window;
    bool m_countsPadding;
};

class AvgPoolLayer final : public WindowPooling {
public:
    AvgPoolLayer() : WindowPooling(false) {}
    ComponentInfo describe() const override
    {
        ComponentInfo info = describeWindow();
        info.id = "avg_pool";
        info.title = FETTLE_TEXT("Average pooling");
        info.help = FETTLE_TEXT("Shrinks the picture: keeps the mean of each window.");
        info.keywords = {"pooling", "mean", "downsample"};
        info.parameters.push_back(
            booleanParameter("count_include_pad", true).title(FETTLE_TEXT("Count padding"))
                .help(FETTLE_TEXT("Counts the empty pixels around the picture in the mean."))
                .when(FETTLE_TEXT("Switch it off so that the edges do not get darker."))
                .advanced());
        return info;
    }

    std::unique_ptr<LayerInstance> build(const Parameters& parameters, std::span<const TensorSpec> inputs,
                                         const BuildContext&) const override
    {
        static_cast<void>(shape(parameters, inputs));
        return std::make_unique<AvgPoolInstance>(window(parameters), parameters.boolean("count_include_pad"));
    }
    std::string pytorchCode(const Parameters& parameters, std::span<const TensorSpec>) const override
    {
        return openPytorchCall("AvgPool2d", parameters)
            + (parameters.boolean("count_include_pad") ? ")" : ", count_include_pad=False)");
    }
    std::vector<ValueMap> exampleParameters() const override
    {
        return {{{"kernel_size", 3}, {"stride", 2}, {"padding", 1}, {"count_include_pad", false}},
                {{"kernel_size", ValueList{3, 2}}, {"ceil_mode", true}}};
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(layers, avg_pool, components::AvgPoolLayer)
