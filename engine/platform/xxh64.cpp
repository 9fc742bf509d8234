// SPDX-License-Identifier: GPL-3.0-or-later
// Written from the public specification of XXH64 ("xxHash fast digest algorithm", section "XXH64 algorithm description").
#include <algorithm>
#include <bit>
#include <cstdio>
#include <cstring>

#include "engine/platform/hash.h"

namespace fettle::platform {
namespace {

constexpr std::uint64_t kPrime1 = 0x9E3779B185EBCA87ULL;
constexpr std::uint64_t kPrime2 = 0xC2B2AE3D27D4EB4FULL;
constexpr std::uint64_t kPrime3 = 0x165667B19E3779F9ULL;
constexpr std::uint64_t kPrime4 = 0x85EBCA77C2B2AE63ULL;
constexpr std::uint64_t kPrime5 = 0x27D4EB2F165667C5ULL;
constexpr std::size_t kStripeBytes = 32;

template <class Number>
Number littleEndian(const std::uint8_t* bytes)
{
    Number number = 0;
    std::memcpy(&number, bytes, sizeof number);
    if constexpr (std::endian::native == std::endian::big) {
        Number swapped = 0;
        for (std::size_t i = 0; i < sizeof number; ++i)
            swapped = static_cast<Number>(swapped | (static_cast<Number>(bytes[i]) << (8 * i)));
        return swapped;
    }
    return number;
}

std::uint64_t round(std::uint64_t lane, std::uint64_t input)
{
    return std::rotl(lane + input * kPrime2, 31) * kPrime1;
}

std::uint64_t merge(std::uint64_t hash, std::uint64_t lane)
{
    return (hash ^ round(0, lane)) * kPrime1 + kPrime4;
}

void consumeStripe(std::array<std::uint64_t, 4>& lanes, const std::uint8_t* stripe)
{
    for (std::size_t i = 0; i < lanes.size(); ++i)
        lanes[i] = round(lanes[i], littleEndian<std::uint64_t>(stripe + 8 * i));
}

} // namespace

Xxh64::Xxh64(std::uint64_t seed)
    : m_seed(seed), m_lanes{seed + kPrime1 + kPrime2, seed + kPrime2, seed, seed - kPrime1}
{
}

void Xxh64::update(std::span<const std::byte> bytes)
{
    update(std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
}

void Xxh64::update(std::string_view bytes)
{
    m_totalBytes += bytes.size();
    if (m_blockBytes > 0) {
        const std::size_t taken = std::min(bytes.size(), kStripeBytes - m_blockBytes);
        bytes.copy(reinterpret_cast<char*>(m_block.data()) + m_blockBytes, taken);
        m_blockBytes += taken;
        bytes.remove_prefix(taken);
        if (m_blockBytes < kStripeBytes)
            return;
        consumeStripe(m_lanes, m_block.data());
        m_blockBytes = 0;
    }
    for (; bytes.size() >= kStripeBytes; bytes.remove_prefix(kStripeBytes))
        consumeStripe(m_lanes, reinterpret_cast<const std::uint8_t*>(bytes.data()));
    bytes.copy(reinterpret_cast<char*>(m_block.data()), bytes.size());
    m_blockBytes = bytes.size();
}

std::uint64_t Xxh64::digest() const
{
    std::uint64_t hash = m_seed + kPrime5;
    if (m_totalBytes >= kStripeBytes) {
        hash = std::rotl(m_lanes[0], 1) + std::rotl(m_lanes[1], 7) + std::rotl(m_lanes[2], 12) +
               std::rotl(m_lanes[3], 18);
        for (const std::uint64_t lane : m_lanes)
            hash = merge(hash, lane);
    }
    hash += m_totalBytes;

    const std::uint8_t* rest = m_block.data();
    std::size_t left = m_blockBytes;
    for (; left >= 8; left -= 8, rest += 8)
        hash = std::rotl(hash ^ round(0, littleEndian<std::uint64_t>(rest)), 27) * kPrime1 + kPrime4;
    for (; left >= 4; left -= 4, rest += 4)
        hash = std::rotl(hash ^ (littleEndian<std::uint32_t>(rest) * kPrime1), 23) * kPrime2 + kPrime3;
    for (; left > 0; --left, ++rest)
        hash = std::rotl(hash ^ (*rest * kPrime5), 11) * kPrime1;

    hash = (hash ^ (hash >> 33U)) * kPrime2;
    hash = (hash ^ (hash >> 29U)) * kPrime3;
    return hash ^ (hash >> 32U);
}

std::uint64_t xxh64(std::string_view bytes, std::uint64_t seed)
{
    Xxh64 hash(seed);
    hash.update(bytes);
    return hash.digest();
}

std::string toHex(std::uint64_t number)
{
    char text[17];
    std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(number));
    return text;
}

} // namespace fettle::platform
