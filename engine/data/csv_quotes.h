// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "engine/data/csv_scanner.h"

namespace fettle::data {

/// The mark around cells, from a table's beginning: a double quotation mark unless cells begin and end with single ones.
[[nodiscard]] char recogniseQuote(std::string_view sample);

/// Whether a backslash makes a mark part of the cell.
[[nodiscard]] bool usesBackslash(std::string_view sample, char quote);

/// Between tabs quotation marks are often text: messages as people wrote them. They are where a cell goes on behind a
/// closing one and no cell needs them. `isWhole`: the table ends with the sample.
[[nodiscard]] bool quotesAreText(std::string_view sample, bool isWhole, const CsvDialect& dialect);

} // namespace fettle::data
