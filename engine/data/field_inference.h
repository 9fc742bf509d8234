// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "engine/contract/dataset.h"
#include "engine/contract/result.h"
#include "engine/data/field_statistics.h"

namespace fettle::data {

/// A column with all that is known of its values.
struct ColumnFacts {
    ColumnPlan plan;
    const ColumnStatistics* statistics = nullptr;
};

/// Decides kinds, roles and classes with their reasons. `target`: the user's choice of the column to predict, or empty.
/// What plans and overrides decided stays. Errors: data.unknown_column {column, nearest}.
[[nodiscard]] Result<std::vector<FieldInfo>> inferFields(const std::vector<ColumnFacts>& columns,
                                                         const std::string& target,
                                                         const std::vector<FieldOverride>& overrides);

/// The column that is most likely to be predicted, or empty: by its name, else the last one where it suits.
[[nodiscard]] std::string guessTarget(const std::vector<FieldInfo>& fields, Note& reason);

} // namespace fettle::data
