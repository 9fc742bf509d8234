// SPDX-License-Identifier: GPL-3.0-or-later
// Labels of a row that can have several: cells of kind spans ("Paris" is a place) and of kind tags (urgent, invoice).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace fettle {

/// A label of a stretch of the row's text, or of the row as a whole.
struct Mark {
    std::string label;
    std::int64_t start = 0; ///< in code points of the text that it belongs to; start == end: the whole row
    std::int64_t end = 0;   ///< behind the last one
    [[nodiscard]] bool isSpan() const { return end > start; }
    friend bool operator==(const Mark&, const Mark&) = default;
};

/// The longest cell that is read; more than a person marks in a text.
inline constexpr std::size_t kMostMarkBytes = std::size_t{4} << 20;

/// A cell as it is stored: a JSON list, of {"start":0,"end":5,"label":"place"} for stretches and of plain texts for labels
/// of the whole row, in the order of their places. An empty list is a row in which nothing is marked; an empty cell is
/// one of which nobody knows.
[[nodiscard]] std::string writeMarks(std::span<const Mark> marks);
/// Nothing where it is no such list: not JSON, a place that is no place (negative, or its end before its start), an empty
/// label.
[[nodiscard]] std::optional<std::vector<Mark>> parseMarks(std::string_view cell);

/// Code points of a UTF-8 text, and the byte at which one of them begins; places behind the end give the text's length.
[[nodiscard]] std::int64_t codePointCount(std::string_view text);
[[nodiscard]] std::size_t byteOfCodePoint(std::string_view text, std::int64_t codePoint);
/// The marked stretch of a text; empty for a mark of the whole row.
[[nodiscard]] std::string_view markedText(std::string_view text, const Mark& mark);

} // namespace fettle
