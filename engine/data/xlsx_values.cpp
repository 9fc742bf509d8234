// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/xlsx_values.h"

#include <cmath>

#include "engine/data/cell_values.h"

namespace fettle::data {
namespace {

constexpr double kSecondsPerDay = 86'400.0;
constexpr double kDaysTo1970From1900 = 25'569.0; ///< from 1899-12-30, where day 61 is 1900-03-01
constexpr double kDaysTo1970From1904 = 24'107.0;
constexpr double kLastSerial = 2'958'466.0; ///< 10000-01-01

bool isHexDigit(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

void appendCodePoint(std::string& out, std::uint32_t code)
{
    if (code < 0x80) {
        out.push_back(static_cast<char>(code));
    } else if (code < 0x800) {
        out.push_back(static_cast<char>(0xC0 | code >> 6));
        out.push_back(static_cast<char>(0x80 | (code & 0x3F)));
    } else {
        out.push_back(static_cast<char>(0xE0 | code >> 12));
        out.push_back(static_cast<char>(0x80 | (code >> 6 & 0x3F)));
        out.push_back(static_cast<char>(0x80 | (code & 0x3F)));
    }
}

/// "_x000D_" at `at`: the character's code.
std::optional<std::uint32_t> escapeAt(std::string_view text, std::size_t at)
{
    if (at + 7 > text.size() || text[at] != '_' || text[at + 1] != 'x' || text[at + 6] != '_')
        return std::nullopt;
    std::uint32_t code = 0;
    for (std::size_t i = at + 2; i < at + 6; ++i) {
        if (!isHexDigit(text[i]))
            return std::nullopt;
        const char c = text[i];
        code = code * 16 + static_cast<std::uint32_t>(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
    }
    return code;
}

} // namespace

SheetFormat builtInSheetFormat(std::int64_t id)
{
    if ((id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 54) || id == 57 || id == 58)
        return SheetFormat::Date;
    if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || id == 45 || id == 47 || id == 55 || id == 56)
        return SheetFormat::Time;
    return SheetFormat::Number;
}

SheetFormat sheetFormatOf(std::string_view code)
{
    const std::string lower = lowered(code);
    bool days = false;
    bool months = false;
    bool time = false;
    for (std::size_t i = 0; i < lower.size() && lower[i] != ';'; ++i) {
        const char c = lower[i];
        if (c == '"' || c == '[') {
            const auto close = lower.find(c == '"' ? '"' : ']', i + 1);
            if (close == std::string::npos)
                break;
            // [h], [mm], [s]: hours beyond 24 are a length of time.
            const char unit = c == '[' && i + 1 < close ? lower[i + 1] : ' ';
            if ((unit == 'h' || unit == 'm' || unit == 's') && lower.find_first_not_of(unit, i + 1) == close)
                return SheetFormat::Number;
            i = close;
        } else if (c == '\\' || c == '_' || c == '*') {
            ++i; // the next character stands for itself, or for a width
        } else if (lower.compare(i, 7, "general") == 0) {
            i += 6;
        } else {
            days = days || c == 'y' || c == 'd';
            time = time || c == 'h' || c == 's';
            months = months || c == 'm'; // or minutes
        }
    }
    if (days || (months && !time))
        return SheetFormat::Date;
    return time ? SheetFormat::Time : SheetFormat::Number;
}

std::optional<std::string> serialDateText(double serial, bool from1904)
{
    if (!(serial >= 0.0 && serial < kLastSerial))
        return std::nullopt;
    double days = serial - (from1904 ? kDaysTo1970From1904 : kDaysTo1970From1900);
    // In the system of 1900 the days before its invented 29 February lie one further.
    if (!from1904 && serial < 60.0)
        days += 1.0;
    const double seconds = std::round(days * kSecondsPerDay * 1000.0) / 1000.0;
    auto text = dateText(seconds);
    return text.empty() ? std::nullopt : std::optional(std::move(text));
}

std::string unescapedSheetText(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (const auto code = text[i] == '_' ? escapeAt(text, i) : std::nullopt) {
            const bool surrogate = *code >= 0xD800 && *code < 0xE000;
            appendCodePoint(out, surrogate || (*code < 0x20 && *code != '\t' && *code != '\n' && *code != '\r') ? ' ' : *code);
            i += 6;
            continue;
        }
        const auto c = static_cast<unsigned char>(text[i]);
        out.push_back(c < 0x20 && c != '\t' && c != '\n' && c != '\r' ? ' ' : text[i]);
    }
    return out;
}

std::optional<CellPlace> cellPlace(std::string_view reference)
{
    CellPlace place;
    std::uint32_t column = 0;
    std::size_t i = 0;
    for (; i < reference.size() && i < 4 && ((reference[i] | 0x20) >= 'a' && (reference[i] | 0x20) <= 'z'); ++i)
        column = column * 26 + static_cast<std::uint32_t>((reference[i] | 0x20) - 'a' + 1);
    if (i == 0 || column > kMaxSheetColumns)
        return std::nullopt;
    place.column = column - 1;
    std::uint64_t row = 0;
    for (; i < reference.size() && reference[i] >= '0' && reference[i] <= '9' && row <= kMaxSheetRows; ++i)
        row = row * 10 + static_cast<std::uint64_t>(reference[i] - '0');
    if (i != reference.size() || row > kMaxSheetRows)
        return std::nullopt;
    place.row = static_cast<std::uint32_t>(row);
    return place;
}

} // namespace fettle::data
