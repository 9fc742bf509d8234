// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/field_statistics.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

#include "engine/data/cell_values.h"
#include "engine/platform/hash.h"

namespace fettle::data {
namespace {

std::uint64_t mixed(std::uint64_t x)
{
    x ^= x >> 30;
    x *= 0xBF58476D1CE4E5B9ULL;
    x ^= x >> 27;
    x *= 0x94D049BB133111EBULL;
    return x ^ (x >> 31);
}

} // namespace

void DistinctEstimate::add(std::uint64_t hash)
{
    const auto rank = static_cast<std::uint8_t>(std::countl_zero((hash << 12) | (1ULL << 11)) + 1);
    std::uint8_t& slot = m_registers[hash >> 52];
    slot = std::max(slot, rank);
}

std::int64_t DistinctEstimate::count() const
{
    constexpr double m = 4096.0;
    double sum = 0.0;
    double empty = 0.0;
    for (const std::uint8_t rank : m_registers) {
        sum += std::ldexp(1.0, -rank);
        empty += rank == 0;
    }
    double estimate = 0.7213 / (1.0 + 1.079 / m) * m * m / sum;
    if (estimate < 2.5 * m && empty > 0.0)
        estimate = m * std::log(m / empty);
    return static_cast<std::int64_t>(std::llround(estimate));
}

void GrowingHistogram::growUp()
{
    for (std::size_t i = 0; i < kBins / 2; ++i)
        m_counts[i] = m_counts[2 * i] + m_counts[2 * i + 1];
    std::fill(m_counts.begin() + kBins / 2, m_counts.end(), 0);
    m_width *= 2.0;
    m_inverseWidth = 1.0 / m_width;
}

void GrowingHistogram::growDown()
{
    std::array<std::int64_t, kBins> counts{};
    for (std::size_t i = 0; i < kBins / 2; ++i)
        counts[kBins / 2 + i] = m_counts[2 * i] + m_counts[2 * i + 1];
    m_counts = counts;
    m_low -= m_width * kBins;
    m_width *= 2.0;
    m_inverseWidth = 1.0 / m_width;
}

void GrowingHistogram::add(double value)
{
    if (!std::isfinite(value))
        return; // no bin would ever be wide enough
    if (m_width == 0.0) {
        // A bin far smaller than the value would be lost in rounding; powers of two keep the edges exact.
        m_width = std::ldexp(1.0, std::max(-1000, std::ilogb(std::max(std::abs(value), 1e-300)) - 20));
        m_inverseWidth = 1.0 / m_width;
        m_low = std::floor(value / m_width) * m_width;
    }
    while (value < m_low)
        growDown();
    while (value >= m_low + m_width * kBins)
        growUp();
    const double place = (value - m_low) * m_inverseWidth;
    ++m_counts[place >= 0.0 && place < kBins ? static_cast<std::size_t>(place) : kBins - 1];
}

void GrowingHistogram::write(std::size_t bins, double minimum, double maximum, std::vector<double>& edges,
                             std::vector<std::int64_t>& counts) const
{
    if (m_width == 0.0)
        return;
    const auto binOf = [&](double value) {
        const double place = (value - m_low) / m_width;
        return place >= 0.0 && place < kBins ? static_cast<std::size_t>(place) : place < 0.0 ? 0 : kBins - 1;
    };
    const std::size_t first = binOf(minimum);
    const std::size_t last = binOf(maximum);
    const std::size_t step = (last - first) / bins + 1;
    edges.push_back(m_low + m_width * static_cast<double>(first));
    for (std::size_t bin = first; bin <= last; bin += step) {
        std::int64_t count = 0;
        for (std::size_t i = bin; i < std::min(bin + step, kBins); ++i)
            count += m_counts[i];
        counts.push_back(count);
        edges.push_back(m_low + m_width * static_cast<double>(bin + step));
    }
}

std::size_t ColumnStatistics::TextHash::operator()(std::string_view text) const noexcept
{
    return std::hash<std::string_view>{}(text);
}

void ColumnStatistics::countNumber(double value, std::uint64_t hash)
{
    if (m_overflowed)
        return;
    if (m_numbers.empty())
        m_numbers.resize(64);
    const std::uint64_t bits = std::bit_cast<std::uint64_t>(value);
    std::size_t slot = hash & (m_numbers.size() - 1);
    while (m_numbers[slot].count != 0 && m_numbers[slot].bits != bits)
        slot = (slot + 1) & (m_numbers.size() - 1);
    if (m_numbers[slot].count++ != 0)
        return;
    m_numbers[slot].bits = bits;
    if (++m_numberCount > kMaxExact) {
        m_overflowed = true;
        m_numbers = {};
        return;
    }
    if (m_numberCount * 2 < m_numbers.size())
        return;
    std::vector<NumberSlot> larger(m_numbers.size() * 4);
    for (const NumberSlot& old : m_numbers) {
        if (old.count == 0)
            continue;
        std::size_t place = mixed(old.bits) & (larger.size() - 1);
        while (larger[place].count != 0)
            place = (place + 1) & (larger.size() - 1);
        larger[place] = old;
    }
    m_numbers = std::move(larger);
}

/// Range and moments of a batch, merged with what came before (Chan, Golub, LeVeque 1979): two short loops over the
/// batch instead of a division per value.
void ColumnStatistics::addMoments(std::span<const double> numbers)
{
    double sum = 0.0;
    std::int64_t count = 0;
    for (const double value : numbers)
        if (!std::isnan(value)) {
            sum += value;
            ++count;
        }
    m_missing += static_cast<std::int64_t>(numbers.size()) - count;
    if (count == 0)
        return;
    const double mean = sum / static_cast<double>(count);
    double squares = 0.0;
    double minimum = std::numeric_limits<double>::infinity();
    double maximum = -minimum;
    for (const double value : numbers) {
        if (std::isnan(value))
            continue;
        const double difference = value - mean;
        squares += difference * difference;
        minimum = std::min(minimum, value);
        maximum = std::max(maximum, value);
        m_allIntegers = m_allIntegers && value == std::floor(value);
    }
    m_minimum = m_present == 0 ? minimum : std::min(m_minimum, minimum);
    m_maximum = m_present == 0 ? maximum : std::max(m_maximum, maximum);
    const auto before = static_cast<double>(m_present);
    const auto here = static_cast<double>(count);
    const double difference = mean - m_mean;
    m_mean += difference * here / (before + here);
    m_sumOfSquares += squares + difference * difference * before * here / (before + here);
}

void ColumnStatistics::addNumber(double value)
{
    if (value == 0.0)
        value = 0.0; // −0 is 0
    m_countsUp = m_countsUp && (m_present == 0 || value == m_last + 1.0);
    m_last = value;
    ++m_present;
    m_histogram.add(value);
    const std::uint64_t hash = mixed(std::bit_cast<std::uint64_t>(value));
    m_estimate.add(hash);
    countNumber(value, hash);
}

namespace {

/// Chinese has no spaces; two characters are about a word. Ideographs begin with these bytes in UTF-8.
std::int64_t countWordBreaks(std::string_view text)
{
    std::int64_t spaces = 0;
    std::int64_t ideographs = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        spaces += byte == ' ' ? 1 : 0;
        ideographs += byte >= 0xE4 && byte <= 0xE9 ? 1 : 0;
    }
    return spaces + ideographs / 2;
}

} // namespace

void ColumnStatistics::addText(std::string_view text)
{
    ++m_present;
    m_bytes += static_cast<std::int64_t>(text.size());
    // Most texts of most columns were there before: then only their count changes.
    if (const auto found = m_texts.find(text); found != m_texts.end()) {
        ++found->second.count;
        m_wordBreaks += found->second.wordBreaks;
        return;
    }
    const std::int64_t wordBreaks = countWordBreaks(text);
    m_wordBreaks += wordBreaks;
    m_allBooleans = m_allBooleans && parseBoolean(text).has_value();
    m_estimate.add(platform::xxh64(text));
    if (m_texts.size() < kMaxExact)
        m_texts.emplace(text, TextCount{1, wordBreaks});
    else
        m_overflowed = true;
}

void ColumnStatistics::add(const CellBatch& cells, std::int64_t rows)
{
    if (m_storage == CellStorage::Numbers) {
        addMoments(cells.numbers());
        for (const double value : cells.numbers())
            if (!std::isnan(value))
                addNumber(value);
        return;
    }
    for (std::int64_t row = 0; row < rows; ++row) {
        const std::string_view text = cells.text(row);
        if (!text.data())
            ++m_missing;
        else if (m_storage == CellStorage::Texts)
            addText(text);
        else
            ++m_present;
    }
}

std::int64_t ColumnStatistics::distinct() const
{
    if (m_storage == CellStorage::Bytes)
        return 0;
    if (!m_overflowed)
        return static_cast<std::int64_t>(m_storage == CellStorage::Numbers ? m_numberCount : m_texts.size());
    // The estimate is off by a percent or two: no more values than cells, and "all different" where it is that near.
    const std::int64_t estimate = m_estimate.count();
    return estimate * 100 >= m_present * 95 ? m_present : estimate;
}

std::vector<ValueCount> ColumnStatistics::values(bool asDates) const
{
    std::vector<ValueCount> values;
    if (m_storage == CellStorage::Numbers) {
        for (const NumberSlot& slot : m_numbers)
            if (slot.count > 0) {
                const double value = std::bit_cast<double>(slot.bits);
                values.push_back({asDates ? dateText(value) : numberText(value), slot.count});
            }
    } else {
        for (const auto& [text, count] : m_texts)
            values.push_back({text, count.count});
    }
    std::ranges::sort(values, [](const ValueCount& a, const ValueCount& b) {
        return a.count != b.count ? a.count > b.count : a.value < b.value;
    });
    return values;
}

double ColumnStatistics::meanLength() const
{
    return m_present == 0 ? 0.0 : static_cast<double>(m_bytes) / static_cast<double>(m_present);
}

double ColumnStatistics::meanWordBreaks() const
{
    return m_present == 0 ? 0.0 : static_cast<double>(m_wordBreaks) / static_cast<double>(m_present);
}

FieldStatistics ColumnStatistics::finish(const std::string& field, bool asDates) const
{
    FieldStatistics statistics;
    statistics.field = field;
    statistics.count = m_present;
    statistics.missing = m_missing;
    statistics.distinct = distinct();
    if (m_storage == CellStorage::Numbers && m_present > 0) {
        statistics.minimum = m_minimum;
        statistics.maximum = m_maximum;
        statistics.mean = m_mean;
        statistics.standardDeviation = m_present > 1 ? std::sqrt(m_sumOfSquares / static_cast<double>(m_present - 1)) : 0.0;
        m_histogram.write(32, m_minimum, m_maximum, statistics.histogramEdges, statistics.histogramCounts);
    }
    statistics.topValues = values(asDates);
    // A list of values that occur once each says nothing and costs room.
    if (m_storage == CellStorage::Numbers && statistics.topValues.size() > 100)
        statistics.topValues.clear();
    if (statistics.topValues.size() > 100)
        statistics.topValues.resize(100);
    if (!statistics.topValues.empty() && statistics.topValues.front().count == 1 && statistics.topValues.size() > 20)
        statistics.topValues.clear();
    for (ValueCount& value : statistics.topValues)
        if (value.value.size() > 200) {
            std::size_t cut = 197;
            while (cut > 0 && (static_cast<unsigned char>(value.value[cut]) & 0xC0) == 0x80)
                --cut;
            value.value = value.value.substr(0, cut) + "…";
        }
    return statistics;
}

} // namespace fettle::data
