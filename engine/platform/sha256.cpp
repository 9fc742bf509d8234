// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <bit>
#include <cstring>

#if defined(__x86_64__)
#include <cpuid.h>
#include <immintrin.h>
#endif

#include "engine/platform/hash.h"
#include "engine/platform/regular_file.h"

namespace fettle::platform {
namespace {

// FIPS 180-4, 4.2.2: the first 32 bits of the fractional parts of the cube roots of the first 64 primes.
alignas(16) constexpr std::array<std::uint32_t, 64> kRound = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

constexpr std::array<std::uint32_t, 8> kStart = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                                 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};

std::uint32_t bigEndian32(const std::uint8_t* bytes)
{
    return (std::uint32_t{bytes[0]} << 24U) | (std::uint32_t{bytes[1]} << 16U) | (std::uint32_t{bytes[2]} << 8U) |
           bytes[3];
}

/// FIPS 180-4, 6.2.2.
void compressPortable(std::uint32_t* state, const std::uint8_t* blocks, std::size_t blockCount)
{
    std::array<std::uint32_t, 64> w{};
    for (; blockCount > 0; --blockCount, blocks += 64) {
        for (std::size_t t = 0; t < 16; ++t)
            w[t] = bigEndian32(blocks + 4 * t);
        for (std::size_t t = 16; t < 64; ++t) {
            const std::uint32_t s0 = std::rotr(w[t - 15], 7) ^ std::rotr(w[t - 15], 18) ^ (w[t - 15] >> 3U);
            const std::uint32_t s1 = std::rotr(w[t - 2], 17) ^ std::rotr(w[t - 2], 19) ^ (w[t - 2] >> 10U);
            w[t] = s1 + w[t - 7] + s0 + w[t - 16];
        }
        std::uint32_t a = state[0], b = state[1], c = state[2], d = state[3];
        std::uint32_t e = state[4], f = state[5], g = state[6], h = state[7];
        for (std::size_t t = 0; t < 64; ++t) {
            const std::uint32_t s1 = std::rotr(e, 6) ^ std::rotr(e, 11) ^ std::rotr(e, 25);
            const std::uint32_t t1 = h + s1 + ((e & f) ^ (~e & g)) + kRound[t] + w[t];
            const std::uint32_t s0 = std::rotr(a, 2) ^ std::rotr(a, 13) ^ std::rotr(a, 22);
            const std::uint32_t t2 = s0 + ((a & b) ^ (a & c) ^ (b & c));
            h = g, g = f, f = e, e = d + t1;
            d = c, c = b, b = a, a = t1 + t2;
        }
        state[0] += a, state[1] += b, state[2] += c, state[3] += d;
        state[4] += e, state[5] += f, state[6] += g, state[7] += h;
    }
}

#if defined(__x86_64__)

bool hasShaInstructions()
{
    unsigned a = 0, b = 0, c = 0, d = 0;
    return __get_cpuid_count(7, 0, &a, &b, &c, &d) != 0 && (b & (1U << 29U)) != 0 &&
           __builtin_cpu_supports("sse4.1") && __builtin_cpu_supports("ssse3");
}

/// The same rounds by sha256rnds2, which does two at a time on the state split into ABEF and CDGH.
__attribute__((target("sha,sse4.1,ssse3"))) void compressWithInstructions(std::uint32_t* state,
                                                                          const std::uint8_t* blocks,
                                                                          std::size_t blockCount)
{
    const __m128i byteOrder = _mm_set_epi64x(0x0c0d0e0f08090a0bLL, 0x0405060700010203LL);
    const __m128i dcba = _mm_loadu_si128(reinterpret_cast<const __m128i*>(state));
    const __m128i hgfe = _mm_loadu_si128(reinterpret_cast<const __m128i*>(state + 4));
    const __m128i cdab = _mm_shuffle_epi32(dcba, 0xB1);
    const __m128i efgh = _mm_shuffle_epi32(hgfe, 0x1B);
    __m128i abef = _mm_alignr_epi8(cdab, efgh, 8);
    __m128i cdgh = _mm_blend_epi16(efgh, cdab, 0xF0);

    for (; blockCount > 0; --blockCount, blocks += 64) {
        const __m128i abefBefore = abef;
        const __m128i cdghBefore = cdgh;
        __m128i w[4];
        for (int i = 0; i < 4; ++i)
            w[i] = _mm_shuffle_epi8(_mm_loadu_si128(reinterpret_cast<const __m128i*>(blocks) + i), byteOrder);
#pragma GCC unroll 16
        for (int group = 0; group < 16; ++group) {
            const auto* constants = reinterpret_cast<const __m128i*>(kRound.data()) + group;
            const __m128i sum = _mm_add_epi32(w[group & 3], _mm_load_si128(constants));
            cdgh = _mm_sha256rnds2_epu32(cdgh, abef, sum);
            abef = _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32(sum, 0x0E));
            if (group < 12) {
                // w[t] for the group after the next three: from w[t-16], w[t-15], w[t-7] and w[t-2].
                const __m128i wMinus7 = _mm_alignr_epi8(w[(group + 3) & 3], w[(group + 2) & 3], 4);
                const __m128i partial = _mm_add_epi32(_mm_sha256msg1_epu32(w[group & 3], w[(group + 1) & 3]), wMinus7);
                w[group & 3] = _mm_sha256msg2_epu32(partial, w[(group + 3) & 3]);
            }
        }
        abef = _mm_add_epi32(abef, abefBefore);
        cdgh = _mm_add_epi32(cdgh, cdghBefore);
    }

    const __m128i feba = _mm_shuffle_epi32(abef, 0x1B);
    const __m128i dchg = _mm_shuffle_epi32(cdgh, 0xB1);
    _mm_storeu_si128(reinterpret_cast<__m128i*>(state), _mm_blend_epi16(feba, dchg, 0xF0));
    _mm_storeu_si128(reinterpret_cast<__m128i*>(state + 4), _mm_alignr_epi8(dchg, feba, 8));
}

#endif

} // namespace

Sha256::Sha256(Implementation implementation) : m_compress(&compressPortable)
{
#if defined(__x86_64__)
    static const bool s_hasInstructions = hasShaInstructions();
    if (implementation == Implementation::Best && s_hasInstructions)
        m_compress = &compressWithInstructions;
#else
    static_cast<void>(implementation);
#endif
    reset();
}

void Sha256::reset()
{
    m_state = kStart;
    m_blockBytes = 0;
    m_totalBytes = 0;
}

void Sha256::update(std::span<const std::byte> bytes)
{
    update(std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
}

void Sha256::update(std::string_view bytes)
{
    if (bytes.empty())
        return;
    m_totalBytes += bytes.size();
    if (m_blockBytes > 0) {
        const std::size_t taken = std::min(bytes.size(), m_block.size() - m_blockBytes);
        std::memcpy(m_block.data() + m_blockBytes, bytes.data(), taken);
        m_blockBytes += taken;
        bytes.remove_prefix(taken);
        if (m_blockBytes < m_block.size())
            return;
        m_compress(m_state.data(), m_block.data(), 1);
        m_blockBytes = 0;
    }
    const std::size_t blockCount = bytes.size() / m_block.size();
    m_compress(m_state.data(), reinterpret_cast<const std::uint8_t*>(bytes.data()), blockCount);
    bytes.remove_prefix(blockCount * m_block.size());
    if (!bytes.empty())
        std::memcpy(m_block.data(), bytes.data(), bytes.size());
    m_blockBytes = bytes.size();
}

Sha256::Digest Sha256::finish()
{
    const std::uint64_t totalBits = m_totalBytes * 8;
    std::array<std::uint8_t, 72> padding{0x80};
    const std::size_t zeros = (m_blockBytes < 56 ? 56 : 120) - m_blockBytes;
    for (std::size_t i = 0; i < 8; ++i)
        padding[zeros + i] = static_cast<std::uint8_t>(totalBits >> (56 - 8 * i));
    update(std::string_view(reinterpret_cast<const char*>(padding.data()), zeros + 8));
    Digest digest{};
    for (std::size_t i = 0; i < digest.size(); ++i)
        digest[i] = static_cast<std::uint8_t>(m_state[i / 4] >> (24 - 8 * (i % 4)));
    reset();
    return digest;
}

std::string Sha256::finishHex()
{
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    text.reserve(2 * sizeof(Digest));
    for (const std::uint8_t byte : finish()) {
        text += kDigits[byte >> 4U];
        text += kDigits[byte & 15U];
    }
    return text;
}

std::string sha256Hex(std::string_view bytes)
{
    Sha256 hash;
    hash.update(bytes);
    return hash.finishHex();
}

Result<std::string> sha256OfFile(const Path& path)
{
    FETTLE_TRY_ASSIGN(auto file, RegularFile::open(path));
    Sha256 hash;
    std::string block(256 * 1024, '\0');
    for (;;) {
        FETTLE_TRY_ASSIGN(const std::size_t got, file.read(block.data(), block.size()));
        if (got == 0)
            return hash.finishHex();
        hash.update(std::string_view(block.data(), got));
    }
}

bool isSha256Hex(std::string_view text) noexcept
{
    return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

} // namespace fettle::platform
