// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/near_duplicates.h"

#include <algorithm>
#include <bit>
#include <numeric>
#include <unordered_map>

#include "engine/data/picture_likeness.h"
#include "engine/platform/hash.h"

namespace fettle::data {
namespace {

constexpr std::int64_t kStrideRows = 65'536;
/// Above these shares of all rows, being equal is usual and says nothing.
constexpr std::int64_t kMostGroupedPercent = 40;
constexpr std::int64_t kLargestGroupPercent = 4;

std::uint64_t foldedHash(std::uint64_t hash, std::uint64_t value)
{
    hash ^= value + 0x9E3779B97F4A7C15ULL + (hash << 6) + (hash >> 2);
    hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9ULL;
    return hash ^ (hash >> 31);
}

void addNumberHashes(const Column& column, const std::vector<std::int64_t>& rows, std::vector<std::uint64_t>& hashes)
{
    std::vector<double> numbers(rows.size());
    column.readNumbers(rows, numbers);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        auto& hash = hashes[static_cast<std::size_t>(rows[i])];
        // −0 is 0, and every kind of missing is one.
        hash = foldedHash(hash, numbers[i] != numbers[i] ? 1 : std::bit_cast<std::uint64_t>(numbers[i] + 0.0));
    }
}

void addTextHashes(const Column& column, const std::vector<std::int64_t>& rows, std::vector<std::uint64_t>& hashes)
{
    std::vector<std::string_view> texts(rows.size());
    column.readTexts(rows, texts);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        auto& hash = hashes[static_cast<std::size_t>(rows[i])];
        hash = foldedHash(hash, texts[i].data() ? platform::xxh64(texts[i]) : 1);
    }
}

/// Which of many hashes may occur twice, in four bytes for each: only those need an exact look.
class RepeatFilter {
public:
    explicit RepeatFilter(std::size_t count)
        : m_shift(64 - std::clamp(static_cast<int>(std::bit_width(count)) + 4, 10, 30)), m_once(words()), m_again(words())
    {
    }
    void add(std::uint64_t hash)
    {
        const auto bit = hash >> m_shift;
        auto& once = m_once[bit / 64];
        const auto mask = std::uint64_t{1} << bit % 64;
        if (once & mask)
            m_again[bit / 64] |= mask;
        once |= mask;
    }
    [[nodiscard]] bool mayRepeat(std::uint64_t hash) const
    {
        const auto bit = hash >> m_shift;
        return (m_again[bit / 64] >> bit % 64 & 1) != 0;
    }

private:
    [[nodiscard]] std::size_t words() const { return (std::size_t{1} << (64 - m_shift)) / 64; }

    int m_shift;
    std::vector<std::uint64_t> m_once;
    std::vector<std::uint64_t> m_again;
};

/// Counts; drops everything where no row has another.
DuplicateGroups counted(std::vector<std::int64_t> firstOfGroup)
{
    DuplicateGroups found;
    std::vector<std::int64_t> sizes(firstOfGroup.size());
    for (const auto first : firstOfGroup)
        ++sizes[static_cast<std::size_t>(first)];
    for (const auto size : sizes)
        if (size > 1) {
            ++found.groups;
            found.rows += size;
        }
    if (found.groups > 0)
        found.firstOfGroup = std::move(firstOfGroup);
    return found;
}

} // namespace

DuplicateGroups findEqualRows(const std::vector<ComparedColumn>& columns, std::int64_t rows)
{
    if (columns.empty() || rows < 2)
        return {};
    std::vector<std::uint64_t> hashes(static_cast<std::size_t>(rows));
    std::vector<std::int64_t> stride;
    for (std::int64_t first = 0; first < rows; first += kStrideRows) {
        stride.resize(static_cast<std::size_t>(std::min(kStrideRows, rows - first)));
        std::iota(stride.begin(), stride.end(), first);
        for (const auto& compared : columns) {
            if (compared.storage == CellStorage::Numbers)
                addNumberHashes(*compared.column, stride, hashes);
            else
                addTextHashes(*compared.column, stride, hashes);
        }
    }
    RepeatFilter filter(hashes.size());
    for (const auto hash : hashes)
        filter.add(hash);
    std::vector<std::int64_t> firstOfGroup(static_cast<std::size_t>(rows));
    std::unordered_map<std::uint64_t, std::int64_t> firsts;
    for (std::int64_t row = 0; row < rows; ++row) {
        const auto hash = hashes[static_cast<std::size_t>(row)];
        firstOfGroup[static_cast<std::size_t>(row)] = filter.mayRepeat(hash) ? firsts.try_emplace(hash, row).first->second : row;
    }
    return counted(std::move(firstOfGroup));
}

DuplicateGroups findAlikePictures(const std::vector<PictureLikeness>& pictures) { return counted(groupAlike(pictures)); }

DuplicateGroups unlessUsual(DuplicateGroups found)
{
    const auto rows = static_cast<std::int64_t>(found.firstOfGroup.size());
    if (found.rows * 100 > rows * kMostGroupedPercent)
        return {};
    std::vector<std::int64_t> sizes(found.firstOfGroup.size());
    for (const auto first : found.firstOfGroup)
        // Of few rows even a pair is a large share.
        if (++sizes[static_cast<std::size_t>(first)] > std::max<std::int64_t>(2, rows * kLargestGroupPercent / 100))
            return {};
    return found;
}

} // namespace fettle::data
