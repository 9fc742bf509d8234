// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include <torch/torch.h>

#include "engine/component_api/initializer.h"

namespace fettle::components {
namespace {

class UniformInitializer final : public Initializer {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Initializer;
        info.id = "uniform";
        info.title = FETTLE_TEXT("Uniform");
        info.help = FETTLE_TEXT("Random numbers spread evenly between two bounds.");
        info.parameters = {
            realParameter("a", -0.05).range(-1e6, 1e6).title(FETTLE_TEXT("From"))
                .help(FETTLE_TEXT("The lower bound."))
                .when(FETTLE_TEXT("Wider bounds start with stronger signals.")),
            realParameter("b", 0.05).range(-1e6, 1e6).title(FETTLE_TEXT("To"))
                .help(FETTLE_TEXT("The upper bound."))
                .when(FETTLE_TEXT("Wider bounds start with stronger signals."))};
        return info;
    }
    void initialize(torch::Tensor& weight, const Parameters& parameters) const override
    {
        torch::NoGradGuard guard;
        const auto [low, high] = std::minmax({parameters.real("a"), parameters.real("b")});
        weight.uniform_(low, high);
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(initializers, uniform, components::UniformInitializer)
