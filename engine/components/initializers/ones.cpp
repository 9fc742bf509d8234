// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include <torch/torch.h>

#include "engine/component_api/initializer.h"

namespace fettle::components {
namespace {

class OnesInitializer final : public Initializer {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Initializer;
        info.id = "ones";
        info.title = FETTLE_TEXT("Ones");
        info.help = FETTLE_TEXT("All 1. For the scales of normalization layers.");
        return info;
    }
    void initialize(torch::Tensor& weight, const Parameters&) const override
    {
        torch::NoGradGuard guard;
        weight.fill_(1.0);
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(initializers, ones, components::OnesInitializer)
