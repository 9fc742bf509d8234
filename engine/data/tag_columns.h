// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/component_api/importer.h"
#include "engine/data/tag_cells.h"

namespace fettle::data {

/// The columns of an import whose cells are sets of labels, whichever importer reads them: found by the first batch, then
/// written as they are stored. An empty text that is not missing says that a row has no label; in a column of another
/// kind it says nothing, and is missing.
class TagColumns {
public:
    /// Marks the columns that hold labels in `columns`: those that the user says, and those that are plainly so.
    void choose(std::vector<ColumnPlan>& columns, const RowBatch& first, std::span<const FieldOverride> overrides);
    void rewrite(RowBatch& batch) const;
    void clear() { m_separators.clear(); }

private:
    std::vector<std::optional<TagSeparator>> m_separators; ///< by column
};

/// What a preview says of a column before it is imported, from its first rows. True where it holds labels.
bool describeTags(FieldInfo& field, std::span<const std::string_view> cells);

} // namespace fettle::data
