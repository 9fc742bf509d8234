// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/platform/random_id.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>

#include <sys/random.h>

namespace fettle::platform {
namespace {

/// Crockford's base 32 in lower case: sorts like the number, and nothing in it is mistaken for something else.
constexpr std::string_view kDigits = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr std::size_t kIdLength = 26;

std::string encode(std::int64_t utcMs, const std::array<std::uint8_t, 10>& random)
{
    std::array<std::uint8_t, 16> bytes{};
    for (std::size_t i = 0; i < 6; ++i)
        bytes[i] = static_cast<std::uint8_t>(utcMs >> (40 - 8 * i));
    std::ranges::copy(random, bytes.begin() + 6);
    // 128 bits in 26 digits of 5: the first digit has two leading zero bits.
    std::string id;
    id.reserve(kIdLength);
    unsigned value = 0;
    int bits = 2;
    for (const std::uint8_t byte : bytes) {
        value = (value << 8U) | byte;
        bits += 8;
        while (bits >= 5) {
            bits -= 5;
            id += kDigits[(value >> static_cast<unsigned>(bits)) & 31U];
        }
    }
    return id;
}

} // namespace

void fillRandom(std::span<std::byte> bytes)
{
    while (!bytes.empty()) {
        const auto got = ::getrandom(bytes.data(), bytes.size(), 0);
        if (got < 0 && errno != EINTR)
            std::abort(); // the kernel's generator does not fail once it has started
        if (got > 0)
            bytes = bytes.subspan(static_cast<std::size_t>(got));
    }
}

std::uint64_t randomNumber()
{
    std::uint64_t number = 0;
    fillRandom(std::as_writable_bytes(std::span(&number, 1)));
    return number;
}

std::string IdSource::next()
{
    const std::lock_guard lock(m_mutex);
    const std::int64_t nowMs = m_clock.utcMs();
    if (nowMs > m_lastMs) {
        m_lastMs = nowMs;
        fillRandom(std::as_writable_bytes(std::span(m_lastRandom)));
        return encode(m_lastMs, m_lastRandom);
    }
    // The same millisecond, or the clock went back: count on from the last one.
    auto byte = m_lastRandom.rbegin();
    while (byte != m_lastRandom.rend() && ++*byte == 0)
        ++byte;
    if (byte == m_lastRandom.rend())
        ++m_lastMs;
    return encode(m_lastMs, m_lastRandom);
}

std::string randomId()
{
    std::array<std::uint8_t, 10> random{};
    fillRandom(std::as_writable_bytes(std::span(random)));
    return encode(SystemClock().utcMs(), random);
}

bool isId(std::string_view text) noexcept
{
    return text.size() == kIdLength && text.find_first_not_of(kDigits) == std::string_view::npos;
}

} // namespace fettle::platform
