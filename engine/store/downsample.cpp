// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <optional>

#include "engine/store/reader.h"

namespace fettle::store {
namespace {

/// What is kept of one span of steps, by index.
class Bucket {
public:
    explicit Bucket(std::size_t first) : m_first(first), m_last(first) {}

    void add(std::size_t index, double value, const std::vector<double>& values)
    {
        m_last = index;
        if (std::isnan(value)) {
            if (!m_nan)
                m_nan = index;
            return;
        }
        if (!m_smallest || value < values[*m_smallest])
            m_smallest = index;
        if (!m_largest || value > values[*m_largest])
            m_largest = index;
    }

    void writeTo(const MetricSeries& from, MetricSeries& into) const
    {
        std::vector<std::size_t> kept = {m_first, m_last};
        for (const auto& index : {m_smallest, m_largest, m_nan})
            if (index)
                kept.push_back(*index);
        std::ranges::sort(kept);
        kept.erase(std::unique(kept.begin(), kept.end()), kept.end());
        for (const std::size_t index : kept) {
            into.steps.push_back(from.steps[index]);
            into.values.push_back(from.values[index]);
        }
    }

private:
    std::size_t m_first;
    std::size_t m_last;
    std::optional<std::size_t> m_smallest;
    std::optional<std::size_t> m_largest;
    std::optional<std::size_t> m_nan;
};

} // namespace

MetricSeries downsample(const MetricSeries& series, std::int64_t buckets)
{
    MetricSeries kept{.series = series.series, .total = series.total, .steps = {}, .values = {}};
    if (series.steps.empty())
        return kept;
    buckets = std::max<std::int64_t>(1, buckets);
    const double first = static_cast<double>(series.steps.front());
    const double span = static_cast<double>(series.steps.back()) - first + 1.0;
    const auto bucketOf = [&](std::int64_t step) {
        // Multiplied first: exact for every step below 2^53 / buckets.
        const double place = (static_cast<double>(step) - first) * static_cast<double>(buckets) / span;
        return std::min(buckets - 1, static_cast<std::int64_t>(place));
    };
    Bucket bucket(0);
    std::int64_t number = 0;
    for (std::size_t i = 0; i < series.steps.size(); ++i) {
        if (const std::int64_t next = bucketOf(series.steps[i]); next != number) {
            bucket.writeTo(series, kept);
            bucket = Bucket(i);
            number = next;
        }
        bucket.add(i, series.values[i], series.values);
    }
    bucket.writeTo(series, kept);
    return kept;
}

} // namespace fettle::store
