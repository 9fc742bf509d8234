// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <map>

#include "engine/component_api/sampler.h"
#include "engine/component_api/transform.h"

namespace fettle::components {
namespace {

class BalancedSampler final : public Sampler {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Sampler;
        info.id = "balanced";
        info.title = FETTLE_TEXT("Balanced classes");
        info.help = FETTLE_TEXT("Shows examples of all classes equally often: rare ones again, common ones not every epoch. An epoch keeps its length.");
        info.keywords = {"imbalance", "oversampling"};
        return info;
    }

    /// Classes take turns in a random order; within a class examples come once before any comes again.
    std::vector<std::int64_t> order(const Parameters&, const SamplerContext& context) const override
    {
        RandomStream random(context.seed, static_cast<std::uint64_t>(context.epoch), 0, 1);
        std::map<std::int64_t, std::vector<std::int64_t>> byClass;
        for (std::size_t i = 0; i < context.rows.size(); ++i)
            byClass[context.classIndices.empty() ? 0 : context.classIndices[i]].push_back(context.rows[i]);
        for (auto& [index, rows] : byClass)
            shuffle(rows, random);
        std::vector<std::int64_t> result;
        result.reserve(context.rows.size());
        for (std::size_t turn = 0; result.size() < context.rows.size(); ++turn)
            for (auto& [index, rows] : byClass)
                if (result.size() < context.rows.size())
                    result.push_back(rows[turn % rows.size()]);
        shuffle(result, random);
        return result;
    }

private:
    static void shuffle(std::vector<std::int64_t>& rows, RandomStream& random)
    {
        for (std::size_t i = rows.size(); i > 1; --i)
            std::swap(rows[i - 1], rows[static_cast<std::size_t>(random.below(static_cast<std::int64_t>(i)))]);
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(samplers, balanced, components::BalancedSampler)
