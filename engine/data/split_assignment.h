// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/component_api/column.h"
#include "engine/contract/dataset.h"
#include "engine/contract/result.h"
#include "engine/data/near_duplicates.h"

namespace fettle::data {

struct SplitInput {
    std::int64_t rows = 0;
    std::vector<std::uint8_t> given;    ///< by row: 0 train, 1 validation, 2 test, kNoSplit; empty: files say nothing
    std::optional<SplitPolicy> asked;   ///< by the user
    std::int64_t seed = 1;              ///< where nothing was asked
    const Column* target = nullptr;     ///< of classes, to keep their shares alike; null: none
    const Column* by = nullptr;         ///< the column of Group and Column
    /// Rows that must not be parted where the rows are divided at random; null or without groups: each row by itself,
    /// and the division is the same as ever.
    const DuplicateGroups* duplicates = nullptr;
};

inline constexpr std::uint8_t kNoSplit = 255;

struct SplitResult {
    std::vector<std::uint8_t> splits; ///< by row: 0 train, 1 validation, 2 test
    SplitPolicy policy;               ///< as it was applied
    std::vector<Note> notes;
};

/// Whether duplicates matter to this division: looking for them costs a pass over the data.
[[nodiscard]] bool dividesAtRandom(const SplitInput& input);

/// Divides the rows: as the files say and what they lack cut from training, else at random, stratified, by group or by
/// column. A pure function of its input. Errors: data.split_column_values, data.split_shares.
[[nodiscard]] Result<SplitResult> assignSplits(const SplitInput& input);

} // namespace fettle::data
