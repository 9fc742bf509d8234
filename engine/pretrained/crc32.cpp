// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/pretrained/crc32.h"

#include <array>
#include <bit>
#include <cstring>

namespace fettle::pretrained {
namespace {

// Eight bytes a step: row k of the table is the checksum of a byte with k zero bytes behind it.
using CrcTable = std::array<std::array<std::uint32_t, 256>, 8>;

constexpr CrcTable makeCrcTable()
{
    CrcTable table{};
    for (std::uint32_t i = 0; i < 256; ++i) {
        std::uint32_t value = i;
        for (int bit = 0; bit < 8; ++bit)
            value = (value >> 1) ^ ((value & 1) != 0 ? 0xEDB88320U : 0U);
        table[0][i] = value;
    }
    for (std::size_t k = 1; k < 8; ++k)
        for (std::size_t i = 0; i < 256; ++i)
            table[k][i] = (table[k - 1][i] >> 8) ^ table[0][table[k - 1][i] & 0xFF];
    return table;
}

constexpr CrcTable kCrcTable = makeCrcTable();

} // namespace

std::uint32_t crc32Of(std::span<const std::byte> bytes, std::uint32_t before)
{
    static_assert(std::endian::native == std::endian::little, "eight bytes are taken as two little-endian numbers");
    std::uint32_t crc = ~before;
    const auto* at = reinterpret_cast<const unsigned char*>(bytes.data());
    std::size_t left = bytes.size();
    for (; left >= 8; left -= 8, at += 8) {
        std::uint32_t low = 0;
        std::uint32_t high = 0;
        std::memcpy(&low, at, 4);
        std::memcpy(&high, at + 4, 4);
        low ^= crc;
        crc = kCrcTable[7][low & 0xFF] ^ kCrcTable[6][(low >> 8) & 0xFF] ^ kCrcTable[5][(low >> 16) & 0xFF]
            ^ kCrcTable[4][low >> 24] ^ kCrcTable[3][high & 0xFF] ^ kCrcTable[2][(high >> 8) & 0xFF]
            ^ kCrcTable[1][(high >> 16) & 0xFF] ^ kCrcTable[0][high >> 24];
    }
    for (; left > 0; --left, ++at)
        crc = (crc >> 8) ^ kCrcTable[0][(crc ^ *at) & 0xFF];
    return ~crc;
}

} // namespace fettle::pretrained
