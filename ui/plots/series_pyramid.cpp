// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/series_pyramid.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

namespace fettle::ui {
namespace {

/// Points in a block, and blocks in a block above it.
constexpr std::size_t kFan = 16;
constexpr double kLargest = std::numeric_limits<double>::max();
constexpr ValueSpan kNothing{std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()};

void widenBy(ValueSpan& span, const ValueSpan& other)
{
    span.minimum = std::min(span.minimum, other.minimum);
    span.maximum = std::max(span.maximum, other.maximum);
}

void widenBy(ValueSpan& span, double value)
{
    // NaN fails both comparisons.
    span.minimum = value < span.minimum ? value : span.minimum;
    span.maximum = value > span.maximum ? value : span.maximum;
}

} // namespace

void SeriesPyramid::append(std::span<const std::int64_t> steps, std::span<const double> values)
{
    assert(steps.size() == values.size());
    if (steps.empty())
        return;
    if (!m_steps.empty() && steps.front() <= m_steps.back())
        truncateFrom(steps.front());
    const auto before = m_steps.size();
    m_steps.insert(m_steps.end(), steps.begin(), steps.end());
    m_values.insert(m_values.end(), values.begin(), values.end());
    measureStride(before);
    rebuildFrom(before);
}

void SeriesPyramid::replace(std::int64_t first, std::int64_t last, std::span<const std::int64_t> steps,
                            std::span<const double> values)
{
    assert(steps.size() == values.size());
    const auto from = static_cast<std::ptrdiff_t>(indexOf(static_cast<double>(first)));
    const auto to = static_cast<std::ptrdiff_t>(std::upper_bound(m_steps.begin(), m_steps.end(), last) - m_steps.begin());
    m_steps.erase(m_steps.begin() + from, m_steps.begin() + std::max(from, to));
    m_values.erase(m_values.begin() + from, m_values.begin() + std::max(from, to));
    m_steps.insert(m_steps.begin() + from, steps.begin(), steps.end());
    m_values.insert(m_values.begin() + from, values.begin(), values.end());
    measureStride(0);
    rebuildFrom(static_cast<std::size_t>(from));
}

void SeriesPyramid::truncateFrom(std::int64_t step)
{
    const auto keep = indexOf(static_cast<double>(step));
    m_steps.resize(keep);
    m_values.resize(keep);
    rebuildFrom(keep);
}

void SeriesPyramid::clear()
{
    m_steps.clear();
    m_values.clear();
    m_levels.clear();
    m_stride = 0;
    m_hasInfinite = false;
}

void SeriesPyramid::measureStride(std::size_t index)
{
    const auto size = m_steps.size();
    if (index == 0) {
        m_hasInfinite = false;
        m_stride = size > 1 ? m_steps[1] - m_steps[0] : 1;
    } else if (index == 1) {
        m_stride = size > 1 ? m_steps[1] - m_steps[0] : 1;
    }
    for (auto i = std::max<std::size_t>(index, 1); i < size && m_stride > 0; ++i)
        if (m_steps[i] - m_steps[i - 1] != m_stride)
            m_stride = 0;
    for (auto i = index; i < size && !m_hasInfinite; ++i)
        m_hasInfinite = std::isinf(m_values[i]);
}

double SeriesPyramid::stepOf(std::size_t index) const
{
    return static_cast<double>(m_stride > 0 ? m_steps.front() + static_cast<std::int64_t>(index) * m_stride : m_steps[index]);
}

void SeriesPyramid::rebuildFrom(std::size_t index)
{
    std::size_t count = m_values.size();
    for (std::size_t level = 0;; ++level) {
        const std::size_t blocks = (count + kFan - 1) / kFan;
        if (count <= kFan) {
            m_levels.resize(level);
            return;
        }
        if (m_levels.size() == level)
            m_levels.emplace_back();
        auto& above = m_levels[level];
        index = std::min(index / kFan, above.size());
        above.resize(blocks);
        for (std::size_t block = index; block < blocks; ++block) {
            ValueSpan span = kNothing;
            const std::size_t end = std::min(count, (block + 1) * kFan);
            for (std::size_t i = block * kFan; i < end; ++i) {
                if (level > 0)
                    widenBy(span, m_levels[level - 1][i]);
                else if (!std::isinf(m_values[i]))
                    widenBy(span, m_values[i]);
            }
            above[block] = span;
        }
        count = blocks;
    }
}

std::size_t SeriesPyramid::lowerBound(double step, std::size_t hint) const
{
    const auto size = m_steps.size();
    if (m_stride > 0 && size > 0) {
        const double index = std::ceil((step - static_cast<double>(m_steps.front())) / static_cast<double>(m_stride));
        auto guess = static_cast<std::size_t>(std::clamp(index, 0.0, static_cast<double>(size)));
        // The division rounds.
        while (guess > 0 && stepOf(guess - 1) >= step)
            --guess;
        while (guess < size && stepOf(guess) < step)
            ++guess;
        return guess;
    }
    const auto before = [&](std::size_t i) { return static_cast<double>(m_steps[i]) < step; };
    // From the guess outwards in growing strides: columns follow each other at nearly equal distances.
    std::size_t low = 0;
    std::size_t high = size;
    std::size_t stride = 1;
    if (hint < size && before(hint)) {
        low = hint + 1;
        while (low + stride < size && before(low + stride)) {
            low += stride + 1;
            stride *= 2;
        }
        high = std::min(size, low + stride);
    } else if (hint < size) {
        high = hint;
        while (high > stride && !before(high - stride)) {
            high -= stride;
            stride *= 2;
        }
        low = high > stride ? high - stride : 0;
    }
    while (low < high) {
        const auto middle = low + (high - low) / 2;
        if (before(middle))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

std::optional<std::size_t> SeriesPyramid::nearest(double step) const
{
    if (m_steps.empty())
        return std::nullopt;
    const auto after = indexOf(step);
    if (after == 0)
        return 0;
    if (after == m_steps.size())
        return after - 1;
    const double back = step - static_cast<double>(m_steps[after - 1]);
    const double ahead = static_cast<double>(m_steps[after]) - step;
    return back <= ahead ? after - 1 : after;
}

void SeriesPyramid::widen(ValueSpan& span, std::size_t level, std::size_t first, std::size_t end) const
{
    // `level` 0 are points, 1 the blocks over them.
    const auto take = [&](std::size_t from, std::size_t to) {
        if (level > 0)
            for (; from < to; ++from)
                widenBy(span, m_levels[level - 1][from]);
        else if (!m_hasInfinite)
            for (; from < to; ++from)
                widenBy(span, m_values[from]);
        else
            for (; from < to; ++from)
                if (!std::isinf(m_values[from]))
                    widenBy(span, m_values[from]);
    };
    const std::size_t firstBlock = (first + kFan - 1) / kFan;
    const std::size_t endBlock = end / kFan;
    if (level >= m_levels.size() || firstBlock >= endBlock) {
        take(first, end);
        return;
    }
    take(first, firstBlock * kFan);
    widen(span, level + 1, firstBlock, endBlock);
    take(endBlock * kFan, end);
}

ValueSpan SeriesPyramid::valueSpan(std::size_t first, std::size_t end) const
{
    ValueSpan span = kNothing;
    if (first < end)
        widen(span, 0, first, std::min(end, m_values.size()));
    return span;
}

std::size_t SeriesPyramid::nextFinite(std::size_t first, std::size_t end) const
{
    while (first < end) {
        if (std::isfinite(m_values[first]))
            return first;
        // Whole blocks without a finite value are passed over, the largest that begin here.
        std::size_t size = 1;
        std::size_t index = first;
        for (const auto& level : m_levels) {
            if (index % kFan != 0 || !level[index / kFan].isEmpty())
                break;
            index /= kFan;
            size *= kFan;
        }
        first += size;
    }
    return end;
}

std::size_t SeriesPyramid::afterLastFinite(std::size_t first, std::size_t end) const
{
    while (end > first) {
        if (std::isfinite(m_values[end - 1]))
            return end;
        std::size_t size = 1;
        std::size_t index = end; // one behind, in blocks of the level
        for (const auto& level : m_levels) {
            if (index % kFan != 0 || !level[index / kFan - 1].isEmpty())
                break;
            index /= kFan;
            size *= kFan;
        }
        end = end > size ? end - size : 0;
    }
    return first;
}

SeriesPyramid::Column SeriesPyramid::makeColumn(int column, std::size_t first, std::size_t end, bool gapBefore) const
{
    const auto span = valueSpan(first, end);
    return {column, stepOf(first), stepOf(end - 1), m_values[first], m_values[end - 1], span.minimum, span.maximum, gapBefore};
}

void SeriesPyramid::query(double first, double last, int count, std::vector<Column>& columns) const
{
    columns.clear();
    if (m_steps.empty() || count <= 0 || !(first <= last))
        return;
    std::size_t index = indexOf(first);
    bool gap = false;
    if (const auto end = afterLastFinite(0, index); end > 0) {
        columns.push_back(makeColumn(-1, end - 1, end, false));
        gap = end < index;
    }
    const double width = (last - first) / count;
    std::size_t advance = 1;
    for (int column = 0; column < count && index < m_steps.size(); ++column) {
        // The last column has its right edge too.
        const double edge = column + 1 == count ? std::nextafter(last, kLargest) : first + (column + 1) * width;
        if (stepOf(index) >= edge) {
            // A run of empty columns: on to the one with the next point.
            const double next = width > 0.0 ? std::floor((stepOf(index) - first) / width) : count;
            column = std::max(column, static_cast<int>(std::min(next, static_cast<double>(count))) - 2);
            continue;
        }
        const auto end = lowerBound(edge, std::min(index + advance, m_steps.size() - 1));
        const auto head = nextFinite(index, end);
        gap = gap || head > index;
        if (head < end) {
            const auto tail = afterLastFinite(head, end);
            columns.push_back(makeColumn(column, head, tail, gap));
            gap = tail < end;
        }
        advance = end - index;
        index = end;
    }
    const auto behind = indexOf(std::nextafter(last, kLargest));
    if (const auto next = nextFinite(behind, m_steps.size()); next < m_steps.size())
        columns.push_back(makeColumn(count, next, next + 1, gap || next > behind));
}

} // namespace fettle::ui
