// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "engine/component_api/column.h"
#include "engine/contract/dataset.h"

namespace fettle::data {

/// The labels of a column of spans or of sets of labels, over all rows: `field`'s classes, most frequent first, and how
/// often each occurs, in all and by split (`splits`: one Split a row). The kind is `field`'s; of labels `distinct` counts
/// the labels, not their combinations.
void countMarks(const Column& column, const std::vector<std::uint8_t>& splits, FieldInfo& field, FieldStatistics& statistics);

} // namespace fettle::data
