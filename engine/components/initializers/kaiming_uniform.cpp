// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include <torch/torch.h>

#include "engine/components/kaiming.h"

namespace fettle::components {
namespace {

class KaimingUniformInitializer final : public Initializer {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Initializer;
        info.id = "kaiming_uniform";
        info.title = FETTLE_TEXT("Kaiming uniform");
        info.help = FETTLE_TEXT("Even spread that suits ReLU and its cousins.");
        info.parameters = kaimingParameters();
        return info;
    }
    void initialize(torch::Tensor& weight, const Parameters& parameters) const override
    {
        torch::NoGradGuard guard;
        const double bound = std::sqrt(3.0) * kaimingDeviation(weight, parameters);
        weight.uniform_(-bound, bound);
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(initializers, kaiming_uniform, components::KaimingUniformInitializer)
