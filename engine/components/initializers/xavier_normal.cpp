// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include <torch/torch.h>

#include "engine/component_api/initializer.h"
#include "engine/model/initialization.h"

namespace fettle::components {
namespace {

class XavierNormalInitializer final : public Initializer {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Initializer;
        info.id = "xavier_normal";
        info.title = FETTLE_TEXT("Xavier normal");
        info.help = FETTLE_TEXT("Normal spread that keeps the size of numbers from layer to layer. Suits Tanh and Sigmoid.");
        info.parameters = {
            realParameter("gain", 1.0).range(0, 1000).title(FETTLE_TEXT("Gain"))
                .help(FETTLE_TEXT("Multiplies the spread."))
                .when(FETTLE_TEXT("1.41 before ReLU, 1.67 before Tanh, else 1."))};
        return info;
    }
    void initialize(torch::Tensor& weight, const Parameters& parameters) const override
    {
        torch::NoGradGuard guard;
        const auto [fanIn, fanOut] = model::fans(weight);
        weight.normal_(0.0, parameters.real("gain") * std::sqrt(2.0 / static_cast<double>(fanIn + fanOut)));
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(initializers, xavier_normal, components::XavierNormalInitializer)
