// SPDX-License-Identifier: GPL-3.0-or-later
#include <torch/torch.h>

#include "engine/components/kaiming.h"

namespace fettle::components {
namespace {

class KaimingNormalInitializer final : public Initializer {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Initializer;
        info.id = "kaiming_normal";
        info.title = FETTLE_TEXT("Kaiming normal");
        info.help = FETTLE_TEXT("Normal spread that suits ReLU and its cousins.");
        info.parameters = kaimingParameters();
        return info;
    }
    void initialize(torch::Tensor& weight, const Parameters& parameters) const override
    {
        torch::NoGradGuard guard;
        weight.normal_(0.0, kaimingDeviation(weight, parameters));
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(initializers, kaiming_normal, components::KaimingNormalInitializer)
