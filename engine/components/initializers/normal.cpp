// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include <torch/torch.h>

#include "engine/component_api/initializer.h"

namespace fettle::components {
namespace {

class NormalInitializer final : public Initializer {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Initializer;
        info.id = "normal";
        info.title = FETTLE_TEXT("Normal");
        info.help = FETTLE_TEXT("Random numbers from a normal distribution.");
        info.parameters = {
            realParameter("mean", 0.0).range(-1e6, 1e6).title(FETTLE_TEXT("Mean"))
                .help(FETTLE_TEXT("The middle of the numbers."))
                .when(FETTLE_TEXT("Leave it at 0 nearly always.")),
            realParameter("std", 0.02).range(0, 1e6).title(FETTLE_TEXT("Spread"))
                .help(FETTLE_TEXT("The standard deviation of the numbers."))
                .when(FETTLE_TEXT("0.02 is usual for embeddings and networks for text."))};
        return info;
    }
    void initialize(torch::Tensor& weight, const Parameters& parameters) const override
    {
        torch::NoGradGuard guard;
        weight.normal_(parameters.real("mean"), parameters.real("std"));
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(initializers, normal, components::NormalInitializer)
