// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/picture_likeness.h"

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <unordered_map>

#include "engine/data/picture_resize.h"

namespace fettle::data {
namespace {

constexpr std::int64_t kSide = 16;
constexpr std::int64_t kCellSide = 4; ///< px
/// Smaller steps of brightness are noise of the encoding.
constexpr double kLeastStep = 3.0;
constexpr int kLeastSteps = 32;
constexpr int kLargestDifferencePercent = 8;
constexpr int kLargestColorDifference = 10;
/// Two pictures are compared when they agree in one of so many parts of their grids.
constexpr std::size_t kParts = 16;
constexpr int kLeastStepsOfPart = 3;
constexpr std::size_t kMostCompared = 64;

struct Grid {
    std::array<double, static_cast<std::size_t>((kSide + 1) * kSide)> brightness{};
    std::array<double, 3> color{};
};

/// Means of the cells of a grid of 17 × 16, of the picture in one size: else the cells of a small one would begin at
/// other places than those of the same picture in large.
Grid gridOf(const Picture& original)
{
    const Picture picture = resizePicture(original, kSide * kCellSide, (kSide + 1) * kCellSide);
    Grid grid;
    const auto channels = picture.channels;
    for (std::int64_t row = 0; row < kSide; ++row) {
        const auto top = row * kCellSide;
        for (std::int64_t column = 0; column <= kSide; ++column) {
            const auto left = column * kCellSide;
            std::array<double, 3> sums{};
            for (auto y = top; y < top + kCellSide; ++y)
                for (auto x = left; x < left + kCellSide; ++x)
                    for (std::int64_t c = 0; c < 3; ++c)
                        sums[static_cast<std::size_t>(c)] += picture.pixels[static_cast<std::size_t>(
                            (y * picture.width + x) * channels + std::min(c, channels - 1))];
            constexpr auto area = static_cast<double>(kCellSide * kCellSide);
            for (std::size_t c = 0; c < 3; ++c)
                grid.color[c] += sums[c] / area / static_cast<double>((kSide + 1) * kSide);
            grid.brightness[static_cast<std::size_t>(row * (kSide + 1) + column)]
                = (0.299 * sums[0] + 0.587 * sums[1] + 0.114 * sums[2]) / area;
        }
    }
    return grid;
}

int countBits(const std::array<std::uint64_t, 4>& words)
{
    int count = 0;
    for (const auto word : words)
        count += std::popcount(word);
    return count;
}

int countDifferent(const std::array<std::uint64_t, 4>& one, const std::array<std::uint64_t, 4>& other)
{
    int count = 0;
    for (std::size_t i = 0; i < one.size(); ++i)
        count += std::popcount(one[i] ^ other[i]);
    return count;
}

/// A row of the grid, both ways; 0: hardly anything happens in it.
std::uint64_t partKeyOf(const PictureLikeness& picture, std::size_t part)
{
    const auto shift = part % 4 * 16;
    const auto brighter = picture.brighter[part / 4] >> shift & 0xFFFF;
    const auto darker = picture.darker[part / 4] >> shift & 0xFFFF;
    if (std::popcount(brighter | darker) < kLeastStepsOfPart)
        return 0;
    return (static_cast<std::uint64_t>(part + 1) << 32) | brighter << 16 | darker;
}

} // namespace

PictureLikeness likenessOf(const Picture& picture)
{
    PictureLikeness likeness;
    if (picture.width < 1 || picture.height < 1 || picture.pixels.empty())
        return likeness;
    const Grid grid = gridOf(picture);
    for (std::size_t c = 0; c < 3; ++c)
        likeness.color[c] = static_cast<std::uint8_t>(std::clamp(grid.color[c] + 0.5, 0.0, 255.0));
    for (std::int64_t row = 0; row < kSide; ++row)
        for (std::int64_t column = 0; column < kSide; ++column) {
            const auto at = static_cast<std::size_t>(row * (kSide + 1) + column);
            const double step = grid.brightness[at + 1] - grid.brightness[at];
            const auto bit = static_cast<std::size_t>(row * kSide + column);
            if (step > kLeastStep)
                likeness.brighter[bit / 64] |= std::uint64_t{1} << bit % 64;
            else if (step < -kLeastStep)
                likeness.darker[bit / 64] |= std::uint64_t{1} << bit % 64;
        }
    return likeness;
}

bool areAlike(const PictureLikeness& one, const PictureLikeness& other)
{
    for (std::size_t c = 0; c < 3; ++c)
        if (std::abs(one.color[c] - other.color[c]) > kLargestColorDifference)
            return false;
    const int steps = std::min(countBits(one.brighter) + countBits(one.darker), countBits(other.brighter) + countBits(other.darker));
    const int different = countDifferent(one.brighter, other.brighter) + countDifferent(one.darker, other.darker);
    return steps >= kLeastSteps && different * 100 <= steps * kLargestDifferencePercent;
}

std::vector<std::int64_t> groupAlike(const std::vector<PictureLikeness>& pictures)
{
    std::vector<std::int64_t> groups(pictures.size());
    std::unordered_map<std::uint64_t, std::vector<std::int64_t>> firsts; ///< part of a grid → first pictures of groups
    for (std::size_t i = 0; i < pictures.size(); ++i) {
        const auto own = static_cast<std::int64_t>(i);
        groups[i] = own;
        for (std::size_t part = 0; part < kParts && groups[i] == own; ++part) {
            const auto key = partKeyOf(pictures[i], part);
            const auto found = key == 0 ? firsts.end() : firsts.find(key);
            if (found == firsts.end())
                continue;
            for (const auto first : found->second)
                if (areAlike(pictures[static_cast<std::size_t>(first)], pictures[i])) {
                    groups[i] = first;
                    break;
                }
        }
        if (groups[i] != own)
            continue;
        for (std::size_t part = 0; part < kParts; ++part)
            if (const auto key = partKeyOf(pictures[i], part); key != 0)
                if (auto& list = firsts[key]; list.size() < kMostCompared)
                    list.push_back(own);
    }
    return groups;
}

} // namespace fettle::data
