// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/component_api/importer.h"
#include "engine/contract/dataset.h"

namespace fettle::data {

/// How many different 64-bit hashes came by, within about 2 % (HyperLogLog, 4096 registers).
class DistinctEstimate {
public:
    void add(std::uint64_t hash);
    [[nodiscard]] std::int64_t count() const;

private:
    std::array<std::uint8_t, 4096> m_registers{};
};

/// Counts in equal bins whose range grows with the data: exact, in one pass, in fixed memory.
class GrowingHistogram {
public:
    void add(double value); ///< finite
    /// At most `bins` bins from the smallest to the largest value; edges has one more.
    void write(std::size_t bins, double minimum, double maximum, std::vector<double>& edges,
               std::vector<std::int64_t>& counts) const;

private:
    static constexpr std::size_t kBins = 256;
    void growUp();
    void growDown();
    double m_low = 0.0;
    double m_width = 0.0; ///< of a bin, a power of two; 0: nothing yet
    double m_inverseWidth = 0.0;
    std::array<std::int64_t, kBins> m_counts{};
};

/// What the values of one column are like, gathered in one pass. Values in the same order give the same result.
class ColumnStatistics {
public:
    /// Different values up to which counts are exact.
    static constexpr std::size_t kMaxExact = 10'000;

    explicit ColumnStatistics(CellStorage storage) : m_storage(storage) {}
    void add(const CellBatch& cells, std::int64_t rows);

    /// Counts, range, moments, histogram, most frequent values; names of numbers by `asDates`.
    [[nodiscard]] FieldStatistics finish(const std::string& field, bool asDates) const;

    [[nodiscard]] std::int64_t present() const { return m_present; }
    [[nodiscard]] std::int64_t missing() const { return m_missing; }
    [[nodiscard]] std::int64_t distinct() const;
    [[nodiscard]] bool isExact() const { return !m_overflowed; }
    /// All values with their counts, most frequent first, then by text; what fitted where not exact.
    [[nodiscard]] std::vector<ValueCount> values(bool asDates) const;
    [[nodiscard]] bool allIntegers() const { return m_allIntegers; }
    /// Each value is the one before plus one.
    [[nodiscard]] bool countsUp() const { return m_countsUp && m_present > 1; }
    [[nodiscard]] bool allBooleans() const { return m_allBooleans && m_present > 0; }
    [[nodiscard]] double meanLength() const;
    /// Where words end, per text: at spaces, and within Chinese at every other character. Sentences have some.
    [[nodiscard]] double meanWordBreaks() const;

private:
    struct TextHash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const noexcept;
    };
    struct NumberSlot {
        std::uint64_t bits = 0;
        std::int64_t count = 0;
    };
    struct TextCount {
        std::int64_t count = 0;
        std::int64_t wordBreaks = 0; ///< in this text
    };
    void addMoments(std::span<const double> numbers);
    void addNumber(double value);
    void addText(std::string_view text);
    void countNumber(double value, std::uint64_t hash);

    CellStorage m_storage;
    std::int64_t m_present = 0;
    std::int64_t m_missing = 0;
    double m_minimum = 0.0;
    double m_maximum = 0.0;
    double m_mean = 0.0;
    double m_sumOfSquares = 0.0; ///< of differences from the mean
    double m_last = 0.0;
    bool m_allIntegers = true;
    bool m_countsUp = true;
    bool m_allBooleans = true;
    bool m_overflowed = false;
    std::int64_t m_bytes = 0;
    std::int64_t m_wordBreaks = 0;
    GrowingHistogram m_histogram;
    DistinctEstimate m_estimate;
    std::vector<NumberSlot> m_numbers; ///< open addressing, a power of two
    std::size_t m_numberCount = 0;
    std::unordered_map<std::string, TextCount, TextHash, std::equal_to<>> m_texts;
};

} // namespace fettle::data
