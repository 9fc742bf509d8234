// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/component_api/importer.h"
#include "engine/data/cell_values.h"

namespace fettle::data {

/// How the cells of one column of a text table are read.
struct CellPlan {
    CellStorage storage = CellStorage::Texts;
    NumberStyle style = NumberStyle::Plain;
    bool given = false; ///< by the user: cells that don't fit are reported, the plan stays
    FieldKind kind = FieldKind::Category; ///< a guess for texts
    std::vector<Note> reasons;
};

/// From cells of the table's beginning. `semicolons`: the table's delimiter, with which decimal commas are usual.
[[nodiscard]] CellPlan planCells(std::span<const std::string> cells, bool semicolons,
                                 std::optional<FieldKind> given = std::nullopt);

} // namespace fettle::data
