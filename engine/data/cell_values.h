// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace fettle::data {

/// ASCII letters made small, the rest as it stands.
[[nodiscard]] std::string lowered(std::string_view text);

/// How the cells of a column of numbers are written. Recognised per column, because "1,234" alone says nothing.
enum class NumberStyle {
    Plain,        ///< 1234.5, -1e3
    Thousands,    ///< 1,234.5
    DecimalComma, ///< 1.234,5
    DateYmd,      ///< 2024-03-01, 2024/3/1 12:30, 2024-03-01T12:30:00.5+02:00
    DateDmy,      ///< 01.03.2024, 1/3/2024 12:30
    DateMdy,      ///< 3/1/2024
};

/// Without blanks at both ends.
[[nodiscard]] std::string_view trimmed(std::string_view text);
/// "", ?, NA, N/A, #N/A, null, NaN, nan … after trimming; "-" and "." only in columns of numbers (`ofNumbers`).
[[nodiscard]] bool isMissingMark(std::string_view text, bool ofNumbers);

/// The number or the date's seconds since 1970 UTC, after trimming. Nothing for anything else, out of range included.
[[nodiscard]] std::optional<double> parseNumber(std::string_view text, NumberStyle style);
/// Plain style alone, the fast path. `text` needs no trimming where it has no blanks.
[[nodiscard]] bool parsePlainNumber(std::string_view text, double& value);
[[nodiscard]] std::optional<double> parseDate(std::string_view text, NumberStyle style);

/// Digits that a number would lose: 007, or more than 15 of them.
[[nodiscard]] bool losesDigits(std::string_view text);
/// 0 or 1 for true/false, yes/no, t/f, y/n in any case; nothing else.
[[nodiscard]] std::optional<bool> parseBoolean(std::string_view text);

/// The shortest text that reads back as the same number: 25, 0.1, 1e+20.
[[nodiscard]] std::string numberText(double value);
/// "2024-03-01", with time where it is not midnight: "2024-03-01T12:30:00Z".
[[nodiscard]] std::string dateText(double secondsSince1970);

/// What a report shows of a cell: its beginning.
[[nodiscard]] std::string excerpt(std::string_view text);

} // namespace fettle::data
