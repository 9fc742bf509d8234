// SPDX-License-Identifier: GPL-3.0-or-later
#include <torch/torch.h>

#include "engine/components/adam_family.h"

namespace fettle::components {
namespace {

class AdamWOptimizer final : public Optimizer {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Optimizer;
        info.id = "adamw";
        info.title = FETTLE_TEXT("AdamW");
        info.help = FETTLE_TEXT("Adapts the step of every weight to its own gradients, and decays weights apart from that. A good first choice.");
        info.parameters = adamParameters(0.01);
        return info;
    }

    std::unique_ptr<OptimizerInstance> create(const Parameters& parameters, std::vector<ParameterGroup> groups) const override
    {
        return createAdam(parameters, std::move(groups), true);
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(optimizers, adamw, components::AdamWOptimizer)
