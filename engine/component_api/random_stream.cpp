// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/component_api/transform.h"

namespace fettle {
namespace {

/// The finaliser of SplitMix64 (Steele, Lea, Flood 2014, "Fast splittable pseudorandom number generators").
std::uint64_t mix(std::uint64_t z)
{
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
}

constexpr std::uint64_t kGolden = 0x9E3779B97F4A7C15ULL;

} // namespace

RandomStream::RandomStream(std::uint64_t seed, std::uint64_t epoch, std::uint64_t sample, std::uint64_t stage)
    : m_state(mix(mix(mix(mix(seed + kGolden) + epoch + kGolden) + sample + kGolden) + stage + kGolden))
{
}

std::uint64_t RandomStream::next()
{
    m_state += kGolden;
    return mix(m_state);
}

double RandomStream::uniform() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }

double RandomStream::uniform(double low, double high) { return low + (high - low) * uniform(); }

std::int64_t RandomStream::below(std::int64_t bound)
{
    // Multiply-shift: the bias is below 2^-32 for any bound that a picture or a dataset has.
    __extension__ using Wide = unsigned __int128;
    return static_cast<std::int64_t>((static_cast<Wide>(next()) * static_cast<Wide>(bound)) >> 64);
}

} // namespace fettle
