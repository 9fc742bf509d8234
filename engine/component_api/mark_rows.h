// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/contract/evaluation.h"

namespace fettle {

/// A Mark (engine/contract/marks.h) whose label is an index of the head's classes; −1: one that training did not have.
struct RowMark {
    std::int32_t label = 0;
    std::int32_t start = 0; ///< start == end: of the whole row
    std::int32_t end = 0;
    [[nodiscard]] bool isSpan() const { return end > start; }
    friend bool operator==(const RowMark&, const RowMark&) = default;
};

/// The marks of some rows, one row after the other: sets of labels and spans alike.
struct MarkRows {
    std::vector<RowMark> marks;
    std::vector<std::int64_t> offsets{0};
    std::vector<double> scores; ///< how sure the model is of each mark; empty for what is true

    [[nodiscard]] std::int64_t size() const { return static_cast<std::int64_t>(offsets.size()) - 1; }
    [[nodiscard]] std::span<const RowMark> row(std::int64_t index) const
    {
        const auto at = static_cast<std::size_t>(index);
        return std::span(marks).subspan(static_cast<std::size_t>(offsets[at]),
                                        static_cast<std::size_t>(offsets[at + 1] - offsets[at]));
    }
    /// After a row's marks were appended.
    void endRow() { offsets.push_back(static_cast<std::int64_t>(marks.size())); }
};

/// How the marks of one row stand to each other.
struct MarkMatch {
    std::vector<MarkOutcome> targets;   ///< of each true mark: right, wrong_label, wrong_border or missed
    std::vector<MarkOutcome> predicted; ///< of each predicted mark: right, wrong_label, wrong_border or spurious
    std::vector<std::int64_t> partners; ///< of each true mark: its predicted mark, −1 where it was missed
};

/// Pairs the marks of one row, each with at most one: first those that are equal; then, of spans, those at the same place
/// with another label; then those of one label that overlap, in the order of the text. A label of the whole row is there
/// or it is not.
[[nodiscard]] MarkMatch matchMarks(std::span<const RowMark> targets, std::span<const RowMark> predicted);

} // namespace fettle
