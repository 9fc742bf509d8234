// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/contract/dataset.h"
#include "engine/contract/result.h"
#include "engine/data/csv_scanner.h"

namespace fettle::data {

/// What the user decided; the rest is recognised.
struct CsvChoices {
    std::optional<char> delimiter;
    std::optional<char> quote;    ///< '\0': none
    std::optional<char> comment;
    std::optional<bool> header;
    std::optional<char> lineEnd; ///< given where the records are a sheet's rows
};

/// From importer options: delimiter (",", "tab", "\\t", "space" …), quote ("none"), comment, header ("yes", "no",
/// "auto" or a boolean). Errors: data.option_value.
[[nodiscard]] Result<CsvChoices> csvChoices(const ValueMap& options);

/// How a table is laid out, with reasons.
struct CsvLayout {
    CsvDialect dialect;
    bool header = true;
    std::size_t width = 0;           ///< columns
    std::size_t skippedRecords = 0;  ///< title lines before the header (blank and comment lines not counted)
    bool nameless = false;           ///< the header has one name less than there are columns: row names come first
    std::vector<std::string> names;  ///< unique, never empty; without a header "0", "1", …
    std::vector<Note> notes;
};

/// From a table's beginning in UTF-8. `isWhole`: the file ends with the sample. Width 0: there is nothing in it.
[[nodiscard]] CsvLayout sniffCsv(std::string_view sample, bool isWhole, const CsvChoices& choices);

/// Column names as they are stored: trimmed, without control characters, blank ones by their number, repeated ones
/// with "_2" …; says so in `notes`.
[[nodiscard]] std::vector<std::string> columnNames(const std::vector<std::string>& header, std::vector<Note>& notes);

} // namespace fettle::data
