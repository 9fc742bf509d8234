// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/component_api/sampler.h"
#include "engine/component_api/transform.h"

namespace fettle::components {
namespace {

class ShuffleSampler final : public Sampler {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Sampler;
        info.id = "shuffle";
        info.title = FETTLE_TEXT("Shuffled");
        info.help = FETTLE_TEXT("Every example once per epoch, in a new random order each time.");
        return info;
    }

    std::vector<std::int64_t> order(const Parameters&, const SamplerContext& context) const override
    {
        std::vector<std::int64_t> rows(context.rows.begin(), context.rows.end());
        RandomStream random(context.seed, static_cast<std::uint64_t>(context.epoch), 0, 0);
        // Fisher–Yates by hand: std::shuffle may differ between standard libraries, and runs move between machines.
        for (std::size_t i = rows.size(); i > 1; --i)
            std::swap(rows[i - 1], rows[static_cast<std::size_t>(random.below(static_cast<std::int64_t>(i)))]);
        return rows;
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(samplers, shuffle, components::ShuffleSampler)
