// SPDX-License-Identifier: GPL-3.0-or-later
// Cells that hold several labels, as people and programs write them: "urgent; invoice", ["urgent", "invoice"].
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace fettle::data {

/// What stands between the labels of a cell; '[': the cell is a list, as JSON or Python writes it.
using TagSeparator = char;

/// Whether cells of a column are sets of labels: many hold several, and the same few come back in ever new combinations.
/// Missing cells have no data(). Nothing where in doubt: names ("Smith, John"), places ("Paris, France") and sentences.
[[nodiscard]] std::optional<TagSeparator> recognizeTags(std::span<const std::string_view> cells);
/// Of a column that somebody said holds labels: what separates them most often.
[[nodiscard]] TagSeparator tagSeparatorOf(std::span<const std::string_view> cells);

/// The labels of a cell as it came, each once, without blanks at their ends.
[[nodiscard]] std::vector<std::string> splitTags(std::string_view cell, TagSeparator separator);
/// The cell as it is stored (contract/marks.h).
[[nodiscard]] std::string tagCell(std::string_view cell, TagSeparator separator);
/// The labels of a stored cell; of one that is not of that form what stands between ; | and line ends.
[[nodiscard]] std::vector<std::string> labelsOfCell(std::string_view cell);

} // namespace fettle::data
