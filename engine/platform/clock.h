// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace fettle::platform {

/// Time as something that can be handed in.
class Clock {
public:
    virtual ~Clock() = default;
    /// Milliseconds that never go back; for durations, leases and timeouts.
    [[nodiscard]] virtual std::int64_t monotonicMs() const = 0;
    /// Milliseconds since 1970-01-01 UTC; for what people read and for ids.
    [[nodiscard]] virtual std::int64_t utcMs() const = 0;
};

class SystemClock final : public Clock {
public:
    [[nodiscard]] std::int64_t monotonicMs() const override;
    [[nodiscard]] std::int64_t utcMs() const override;
};

/// Stands still until told; for tests. Threads may share it.
class ManualClock final : public Clock {
public:
    explicit ManualClock(std::int64_t utcMs = 1'700'000'000'000) : m_utcMs(utcMs) {}
    [[nodiscard]] std::int64_t monotonicMs() const override { return m_monotonicMs; }
    [[nodiscard]] std::int64_t utcMs() const override { return m_utcMs; }
    void advance(std::int64_t durationMs)
    {
        m_monotonicMs += durationMs;
        m_utcMs += durationMs;
    }
    /// A jump of the wall clock alone, as when the user or NTP sets it.
    void setUtcMs(std::int64_t utcMs) { m_utcMs = utcMs; }

private:
    std::atomic<std::int64_t> m_monotonicMs = 0;
    std::atomic<std::int64_t> m_utcMs;
};

/// "2026-11-22T13:05:07.042Z"; sorts like the time for the years 0 to 9999.
[[nodiscard]] std::string formatUtc(std::int64_t utcMs);
/// Reads formatUtc's form, with or without milliseconds; nothing for any other text or an impossible date.
[[nodiscard]] std::optional<std::int64_t> parseUtc(std::string_view text);
/// Now, from the system's clock.
[[nodiscard]] std::string nowUtc();

} // namespace fettle::platform
