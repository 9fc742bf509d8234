// SPDX-License-Identifier: GPL-3.0-or-later
// Cells of a workbook as the texts that a table holds.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace fettle::data {

/// What a number format makes of a number.
enum class SheetFormat { Number, Date, Time };

/// Of a built-in format's number; 164 and above are the workbook's own.
[[nodiscard]] SheetFormat builtInSheetFormat(std::int64_t id);
/// Of a format code: "yyyy-mm-dd", "h:mm", "0.00 %", "[Red]General". Lengths of time ("[h]:mm") are numbers.
[[nodiscard]] SheetFormat sheetFormatOf(std::string_view code);

/// The day and time of a serial number as parseDate reads it; nothing outside of the years 1900 to 9999.
[[nodiscard]] std::optional<std::string> serialDateText(double serial, bool from1904);

/// _x000D_ and the like become their characters; what a table cannot hold becomes a space.
[[nodiscard]] std::string unescapedSheetText(std::string_view text);

/// The zero-based column and one-based row of "AB12"; nothing where it is none, or beyond a sheet's bounds.
struct CellPlace {
    std::uint32_t column = 0;
    std::uint32_t row = 0; ///< 0: not given
    friend bool operator==(const CellPlace&, const CellPlace&) = default;
};
[[nodiscard]] std::optional<CellPlace> cellPlace(std::string_view reference);

inline constexpr std::uint32_t kMaxSheetRows = 1'048'576;
inline constexpr std::uint32_t kMaxSheetColumns = 16'384;

} // namespace fettle::data
