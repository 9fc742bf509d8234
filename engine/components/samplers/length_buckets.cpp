// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <numeric>

#include "engine/component_api/sampler.h"
#include "engine/component_api/transform.h"

namespace fettle::components {
namespace {

class LengthBucketsSampler final : public Sampler {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Sampler;
        info.id = "length_buckets";
        info.title = FETTLE_TEXT("Alike in length");
        info.help = FETTLE_TEXT("Every example once per epoch, in a new random order each time, with texts of about the "
                                "same length in a batch: less time goes into filling up short ones.");
        info.keywords = {"bucket", "group by length", "padding"};
        info.parameters = {
            integerParameter("batches_per_bucket", 200)
                .range(1, 100'000)
                .title(FETTLE_TEXT("Batches sorted together"))
                .help(FETTLE_TEXT("So many batches of random examples are sorted by length among themselves."))
                .when(FETTLE_TEXT("Lower it for an order that is closer to a random one, raise it for less filling up."))
                .advanced(),
        };
        return info;
    }

    std::vector<std::int64_t> order(const Parameters& parameters, const SamplerContext& context) const override
    {
        RandomStream random(context.seed, static_cast<std::uint64_t>(context.epoch), 0, 0);
        std::vector<std::size_t> places(context.rows.size());
        std::iota(places.begin(), places.end(), std::size_t{0});
        shuffleByHand(places, random);
        const auto batch = static_cast<std::size_t>(std::max<std::int64_t>(1, context.batchSize));
        if (context.lengths.size() == places.size())
            sortInBuckets(places, context.lengths, batch, static_cast<std::size_t>(parameters.integer("batches_per_bucket")), random);
        std::vector<std::int64_t> rows;
        rows.reserve(places.size());
        for (const auto place : places)
            rows.push_back(context.rows[place]);
        return rows;
    }

private:
    /// std::shuffle may differ between standard libraries, and runs move between machines.
    template <class T>
    static void shuffleByHand(std::vector<T>& items, RandomStream& random)
    {
        for (std::size_t i = items.size(); i > 1; --i)
            std::swap(items[i - 1], items[static_cast<std::size_t>(random.below(static_cast<std::int64_t>(i)))]);
    }

    static void sortInBuckets(std::vector<std::size_t>& places, std::span<const std::int64_t> lengths, std::size_t batch,
                              std::size_t batchesPerBucket, RandomStream& random)
    {
        // What is left over for a batch that is not full is taken at random before anything is sorted: it is the last step of
        // every epoch, and would else be the longest texts of all each time.
        const auto whole = places.size() / batch;
        const auto bucket = batch * batchesPerBucket;
        for (std::size_t first = 0; first < whole * batch; first += bucket) {
            const auto end = std::min(whole * batch, first + bucket);
            std::stable_sort(places.begin() + static_cast<std::ptrdiff_t>(first), places.begin() + static_cast<std::ptrdiff_t>(end),
                             [&](std::size_t a, std::size_t b) { return lengths[a] < lengths[b]; });
        }
        // Whole batches in random order, or an epoch would go from short to long.
        std::vector<std::size_t> order(whole);
        std::iota(order.begin(), order.end(), std::size_t{0});
        shuffleByHand(order, random);
        std::vector<std::size_t> sorted;
        sorted.reserve(places.size());
        for (const auto index : order)
            sorted.insert(sorted.end(), places.begin() + static_cast<std::ptrdiff_t>(index * batch),
                          places.begin() + static_cast<std::ptrdiff_t>((index + 1) * batch));
        sorted.insert(sorted.end(), places.begin() + static_cast<std::ptrdiff_t>(whole * batch), places.end());
        places = std::move(sorted);
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(samplers, length_buckets, components::LengthBucketsSampler)
