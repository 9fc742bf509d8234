// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <span>
#include <string>
#include <string_view>

#include "engine/platform/clock.h"

namespace fettle::platform {

/// Fills with bytes of the kernel's random generator.
void fillRandom(std::span<std::byte> bytes);
[[nodiscard]] std::uint64_t randomNumber();

/// Makes ids of 26 characters (0-9, a-z without i, l, o, u): 48 bits of UTC milliseconds, then 80 random bits, so ids
/// sort by their time and serve as file names. Within one source each id is greater than the one before, also in the
/// same millisecond and when the clock goes back. Threads may share it.
class IdSource {
public:
    explicit IdSource(const Clock& clock) : m_clock(clock) {}
    [[nodiscard]] std::string next();

private:
    const Clock& m_clock;
    std::mutex m_mutex;
    std::int64_t m_lastMs = -1;
    std::array<std::uint8_t, 10> m_lastRandom{};
};

/// One id by the system's clock; sorted by the millisecond only.
[[nodiscard]] std::string randomId();
/// Whether the text has an id's form: what comes from outside is checked before it becomes a path.
[[nodiscard]] bool isId(std::string_view text) noexcept;

} // namespace fettle::platform
