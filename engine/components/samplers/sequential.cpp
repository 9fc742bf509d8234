// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/component_api/sampler.h"

namespace fettle::components {
namespace {

class SequentialSampler final : public Sampler {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Sampler;
        info.id = "sequential";
        info.title = FETTLE_TEXT("In order");
        info.help = FETTLE_TEXT("Every example once per epoch, always in the order of the data.");
        return info;
    }

    std::vector<std::int64_t> order(const Parameters&, const SamplerContext& context) const override
    {
        return {context.rows.begin(), context.rows.end()};
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(samplers, sequential, components::SequentialSampler)
