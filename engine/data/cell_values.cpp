// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/cell_values.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>

#include <fmt/format.h>

namespace fettle::data {

std::string lowered(std::string_view text)
{
    std::string result(text);
    std::ranges::transform(result, result.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return result;
}

namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\v' || c == '\f'; }

constexpr std::array<double, 23> kPowersOfTen = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                                 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

bool parseSlowly(const char* begin, const char* end, double& value)
{
    if (begin < end && *begin == '+')
        ++begin;
    // from_chars also takes "inf" and "nan", which are no numbers here.
    if (begin >= end || !(isDigit(*begin) || *begin == '-' || *begin == '.'))
        return false;
    if (*begin == '-' && (begin + 1 >= end || !(isDigit(begin[1]) || begin[1] == '.')))
        return false;
    const auto [rest, error] = std::from_chars(begin, end, value);
    return error == std::errc{} && rest == end;
}

/// Removes grouping marks that stand where they should, turns the decimal mark into a point.
bool normalise(std::string_view text, char group, char decimal, std::string& out)
{
    out.clear();
    std::size_t i = 0;
    if (i < text.size() && (text[i] == '-' || text[i] == '+'))
        out.push_back(text[i++]);
    std::size_t digits = 0;
    bool grouped = false;
    while (i < text.size() && (isDigit(text[i]) || text[i] == group)) {
        if (text[i] == group) {
            if (digits == 0 || (grouped ? digits != 3 : digits > 3))
                return false;
            grouped = true;
            digits = 0;
        } else {
            out.push_back(text[i]);
            ++digits;
        }
        ++i;
    }
    if (grouped && digits != 3)
        return false;
    if (i < text.size() && text[i] == decimal) {
        out.push_back('.');
        ++i;
    }
    while (i < text.size() && (isDigit(text[i]) || text[i] == 'e' || text[i] == 'E' || text[i] == '-' || text[i] == '+'))
        out.push_back(text[i++]);
    return i == text.size() && !out.empty();
}

/// Reads decimal digits as a number: between `atLeast` and `atMost` of them.
bool readDigits(std::string_view& text, std::size_t atLeast, std::size_t atMost, int& value)
{
    std::size_t count = 0;
    value = 0;
    while (count < text.size() && count < atMost && isDigit(text[count]))
        value = value * 10 + (text[count++] - '0');
    text.remove_prefix(count);
    return count >= atLeast;
}

bool readChar(std::string_view& text, std::string_view choices, char* found = nullptr)
{
    if (text.empty() || choices.find(text.front()) == std::string_view::npos)
        return false;
    if (found)
        *found = text.front();
    text.remove_prefix(1);
    return true;
}

/// hh:mm[:ss[.fff]][ AM|PM][Z|+hh[:mm]] → seconds after midnight UTC.
bool readTime(std::string_view& text, double& seconds)
{
    int hour = 0;
    int minute = 0;
    int second = 0;
    double fraction = 0.0;
    if (!readDigits(text, 1, 2, hour) || !readChar(text, ":.") || !readDigits(text, 2, 2, minute))
        return false;
    if (readChar(text, ":.") && !readDigits(text, 2, 2, second))
        return false;
    if (text.size() > 1 && text[0] == '.' && isDigit(text[1])) {
        text.remove_prefix(1);
        for (double unit = 0.1; !text.empty() && isDigit(text.front()); unit /= 10) {
            fraction += unit * (text.front() - '0');
            text.remove_prefix(1);
        }
    }
    const std::string half = lowered(text.substr(0, 3));
    if (half == " am" || half == " pm") {
        if (hour < 1 || hour > 12)
            return false;
        hour = hour % 12 + (half == " pm" ? 12 : 0);
        text.remove_prefix(3);
    }
    int offset = 0;
    char sign = 0;
    if (readChar(text, "Zz")) {
        // UTC
    } else if (readChar(text, "+-", &sign)) {
        int offsetHour = 0;
        int offsetMinute = 0;
        if (!readDigits(text, 2, 2, offsetHour))
            return false;
        const bool colon = readChar(text, ":");
        if (!readDigits(text, colon ? 2 : 0, 2, offsetMinute))
            return false;
        offset = (offsetHour * 60 + offsetMinute) * (sign == '-' ? -60 : 60);
    }
    if (hour > 24 || minute > 59 || second > 60)
        return false;
    seconds = hour * 3600.0 + minute * 60.0 + second + fraction - offset;
    return true;
}

} // namespace

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && isBlank(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isBlank(text.back()))
        text.remove_suffix(1);
    return text;
}

bool isMissingMark(std::string_view text, bool ofNumbers)
{
    text = trimmed(text);
    if (text.empty())
        return true;
    if (text.size() > 9)
        return false;
    const char first = text.front();
    // Almost all cells leave here.
    if (isDigit(first) || (first == '-' && text.size() > 1 && isDigit(text[1])))
        return false;
    if (ofNumbers && (text == "-" || text == "--" || text == "."))
        return true;
    constexpr std::array<std::string_view, 16> kMarks = {"?",    "NA",   "N/A",  "n/a",  "na",   "#N/A", "#NA", "<NA>",
                                                         "NULL", "null", "Null", "NaN",  "nan",  "NAN",  "-nan", "-NaN"};
    return std::ranges::find(kMarks, text) != kMarks.end();
}

bool parsePlainNumber(std::string_view text, double& value)
{
    const char* p = text.data();
    const char* const end = p + text.size();
    bool negative = false;
    if (p < end && *p == '-') {
        negative = true;
        ++p;
    }
    std::uint64_t mantissa = 0;
    const char* const digits = p;
    while (p < end && isDigit(*p))
        mantissa = mantissa * 10 + static_cast<std::uint64_t>(*p++ - '0');
    std::size_t count = static_cast<std::size_t>(p - digits);
    std::size_t decimals = 0;
    if (p < end && *p == '.') {
        const char* const point = ++p;
        while (p < end && isDigit(*p))
            mantissa = mantissa * 10 + static_cast<std::uint64_t>(*p++ - '0');
        decimals = static_cast<std::size_t>(p - point);
        count += decimals;
    }
    // Exact by one rounding (Clinger): the mantissa and the power of ten are both exact doubles.
    if (p == end && count > 0 && count <= 18 && mantissa <= (1ULL << 53) && decimals <= 22) {
        const double magnitude = static_cast<double>(mantissa) / kPowersOfTen[decimals];
        value = negative ? -magnitude : magnitude;
        return true;
    }
    return parseSlowly(text.data(), end, value);
}

std::optional<double> parseNumber(std::string_view text, NumberStyle style)
{
    text = trimmed(text);
    double value = 0.0;
    if (style == NumberStyle::Plain)
        return parsePlainNumber(text, value) ? std::optional(value) : std::nullopt;
    if (style == NumberStyle::Thousands || style == NumberStyle::DecimalComma) {
        thread_local std::string plain;
        const bool comma = style == NumberStyle::DecimalComma;
        if (!normalise(text, comma ? '.' : ',', comma ? ',' : '.', plain))
            return std::nullopt;
        return parsePlainNumber(plain, value) ? std::optional(value) : std::nullopt;
    }
    return parseDate(text, style);
}

std::optional<double> parseDate(std::string_view text, NumberStyle style)
{
    text = trimmed(text);
    if (text.size() < 8 || text.size() > 40 || !isDigit(text.front()))
        return std::nullopt;
    int year = 0;
    int month = 0;
    int day = 0;
    char first = 0;
    bool read = false;
    if (style == NumberStyle::DateYmd) {
        read = readDigits(text, 4, 4, year) && readChar(text, "-/.", &first) && readDigits(text, 1, 2, month)
            && readChar(text, std::string_view(&first, 1)) && readDigits(text, 1, 2, day);
    } else {
        int& one = style == NumberStyle::DateDmy ? day : month;
        int& two = style == NumberStyle::DateDmy ? month : day;
        read = readDigits(text, 1, 2, one) && readChar(text, "-/.", &first) && readDigits(text, 1, 2, two)
            && readChar(text, std::string_view(&first, 1)) && readDigits(text, 4, 4, year);
    }
    const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                           std::chrono::day(static_cast<unsigned>(day))};
    if (!read || !date.ok())
        return std::nullopt;
    double seconds = 0.0;
    if (!text.empty() && (!readChar(text, "T ") || !readTime(text, seconds) || !text.empty()))
        return std::nullopt;
    return static_cast<double>(std::chrono::sys_days(date).time_since_epoch().count()) * 86400.0 + seconds;
}

bool losesDigits(std::string_view text)
{
    text = trimmed(text);
    if (!text.empty() && (text.front() == '-' || text.front() == '+'))
        text.remove_prefix(1);
    if (text.size() > 1 && text[0] == '0' && isDigit(text[1]))
        return true;
    return text.size() > 15 && std::ranges::all_of(text, isDigit);
}

std::optional<bool> parseBoolean(std::string_view text)
{
    text = trimmed(text);
    if (text.empty() || text.size() > 5)
        return std::nullopt;
    const std::string lower = lowered(text);
    if (lower == "true" || lower == "yes" || lower == "t" || lower == "y")
        return true;
    if (lower == "false" || lower == "no" || lower == "f" || lower == "n")
        return false;
    return std::nullopt;
}

std::string numberText(double value)
{
    if (std::isnan(value))
        return {};
    if (value == std::floor(value) && std::abs(value) < 1e15)
        return fmt::format("{}", static_cast<std::int64_t>(value));
    return fmt::format("{}", value);
}

std::string dateText(double secondsSince1970)
{
    const double days = std::floor(secondsSince1970 / 86400.0);
    if (!(std::abs(days) < 3'000'000.0))
        return {};
    const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(static_cast<int>(days)))};
    std::string text = fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                                   static_cast<unsigned>(date.day()));
    const double rest = secondsSince1970 - days * 86400.0;
    if (rest == 0.0)
        return text;
    const int whole = static_cast<int>(rest);
    text += fmt::format("T{:02}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60);
    if (const double fraction = rest - whole; fraction > 0.0005)
        text += fmt::format("{:.3f}", fraction).substr(1);
    return text + "Z";
}

std::string excerpt(std::string_view text)
{
    if (text.size() <= 60)
        return std::string(text);
    std::size_t cut = 57;
    while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80)
        --cut;
    return std::string(text.substr(0, cut)) + "…";
}

} // namespace fettle::data
