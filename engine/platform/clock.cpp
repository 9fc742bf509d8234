// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/platform/clock.h"

#include <array>
#include <chrono>
#include <cstdio>

namespace fettle::platform {
namespace {

/// The number in `text` at [begin, begin + length), or nothing where one is no digit.
std::optional<int> digitsAt(std::string_view text, std::size_t begin, std::size_t length)
{
    int number = 0;
    for (const char digit : text.substr(begin, length)) {
        if (digit < '0' || digit > '9')
            return std::nullopt;
        number = number * 10 + (digit - '0');
    }
    return number;
}

} // namespace

std::int64_t SystemClock::monotonicMs() const
{
    using namespace std::chrono;
    return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

std::int64_t SystemClock::utcMs() const
{
    using namespace std::chrono;
    return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

std::string formatUtc(std::int64_t utcMs)
{
    using namespace std::chrono;
    const sys_time<milliseconds> time{milliseconds(utcMs)};
    const auto day = floor<days>(time);
    const year_month_day date(day);
    const hh_mm_ss clock(time - day);
    std::array<char, 64> text{};
    const int length = std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ",
                                     static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                                     static_cast<unsigned>(date.day()), static_cast<int>(clock.hours().count()),
                                     static_cast<int>(clock.minutes().count()),
                                     static_cast<int>(clock.seconds().count()),
                                     static_cast<int>(clock.subseconds().count()));
    return std::string(text.data(), static_cast<std::size_t>(length));
}

std::optional<std::int64_t> parseUtc(std::string_view text)
{
    using namespace std::chrono;
    constexpr std::string_view kForm = "0000-00-00T00:00:00.000Z";
    constexpr std::size_t kSecondsEnd = 19;
    std::string padded(text);
    if (text.size() == kSecondsEnd + 1)
        padded.insert(kSecondsEnd, ".000");
    if (padded.size() != kForm.size())
        return std::nullopt;
    for (std::size_t i = 0; i < kForm.size(); ++i) {
        if (kForm[i] != '0' && padded[i] != kForm[i])
            return std::nullopt;
    }
    constexpr std::array<std::array<std::size_t, 2>, 7> kFields = {
        {{0, 4}, {5, 2}, {8, 2}, {11, 2}, {14, 2}, {17, 2}, {20, 3}}};
    std::array<int, 7> parts{};
    for (std::size_t i = 0; i < kFields.size(); ++i) {
        const auto number = digitsAt(padded, kFields[i][0], kFields[i][1]);
        if (!number)
            return std::nullopt;
        parts[i] = *number;
    }
    const year_month_day date{year(parts[0]), month(static_cast<unsigned>(parts[1])),
                              day(static_cast<unsigned>(parts[2]))};
    if (!date.ok() || parts[3] > 23 || parts[4] > 59 || parts[5] > 59)
        return std::nullopt;
    const auto time = sys_days(date) + hours(parts[3]) + minutes(parts[4]) + seconds(parts[5]) +
                      milliseconds(parts[6]);
    return duration_cast<milliseconds>(time.time_since_epoch()).count();
}

std::string nowUtc() { return formatUtc(SystemClock().utcMs()); }

} // namespace fettle::platform
