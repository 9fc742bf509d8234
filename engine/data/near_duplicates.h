// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "engine/component_api/column.h"
#include "engine/component_api/importer.h"

namespace fettle::data {

/// Examples that are the same, or nearly so, and have to stay on one side of a split.
struct DuplicateGroups {
    /// By row the first row of its group, its own number where it stands alone; empty: no row has another like it.
    std::vector<std::int64_t> firstOfGroup;
    std::int64_t groups = 0; ///< of two and more
    std::int64_t rows = 0;   ///< in them
    [[nodiscard]] bool any() const { return groups > 0; }
};

/// A column that counts for being equal, and how its cells are stored.
struct ComparedColumn {
    const Column* column = nullptr;
    CellStorage storage = CellStorage::Texts;
};

/// Rows whose cells are equal in all of these columns.
[[nodiscard]] DuplicateGroups findEqualRows(const std::vector<ComparedColumn>& columns, std::int64_t rows);

/// Pictures that are alike (picture_likeness.h).
[[nodiscard]] DuplicateGroups findAlikePictures(const std::vector<PictureLikeness>& pictures);

/// Nothing where repeating is in the nature of the data: a table of a few categories, where most rows have others like
/// them, or one group that would fill a part by itself.
[[nodiscard]] DuplicateGroups unlessUsual(DuplicateGroups found);

} // namespace fettle::data
