// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include <torch/torch.h>

#include "engine/component_api/initializer.h"
#include "engine/model/initialization.h"

namespace fettle::components {
namespace {

class XavierUniformInitializer final : public Initializer {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Initializer;
        info.id = "xavier_uniform";
        info.title = FETTLE_TEXT("Xavier uniform");
        info.help = FETTLE_TEXT("Even spread that keeps the size of numbers from layer to layer. Suits Tanh and Sigmoid.");
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
        const double deviation = parameters.real("gain") * std::sqrt(2.0 / static_cast<double>(fanIn + fanOut));
        const double bound = std::sqrt(3.0) * deviation;
        weight.uniform_(-bound, bound);
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(initializers, xavier_uniform, components::XavierUniformInitializer)
