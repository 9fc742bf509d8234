// SPDX-License-Identifier: GPL-3.0-or-later
#include <torch/torch.h>

#include "engine/components/adam_family.h"

namespace fettle::components {
namespace {

class AdamOptimizer final : public Optimizer {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Optimizer;
        info.id = "adam";
        info.title = FETTLE_TEXT("Adam");
        info.help = FETTLE_TEXT("Adapts the step of every weight to its own gradients; weight decay is part of the gradient.");
        info.parameters = adamParameters(0.0);
        return info;
    }

    std::unique_ptr<OptimizerInstance> create(const Parameters& parameters, std::vector<ParameterGroup> groups) const override
    {
        return createAdam(parameters, std::move(groups), false);
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(optimizers, adam, components::AdamOptimizer)
