// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include <torch/torch.h>

#include "engine/component_api/initializer.h"

namespace fettle::components {
namespace {

class ZerosInitializer final : public Initializer {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Initializer;
        info.id = "zeros";
        info.title = FETTLE_TEXT("Zeros");
        info.help = FETTLE_TEXT("All 0. For biases, or for a last layer that should start neutral.");
        return info;
    }
    void initialize(torch::Tensor& weight, const Parameters&) const override
    {
        torch::NoGradGuard guard;
        weight.zero_();
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(initializers, zeros, components::ZerosInitializer)
