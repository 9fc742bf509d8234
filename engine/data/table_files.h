// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/contract/dataset.h"
#include "engine/contract/result.h"
#include "engine/data/xlsx_sheet.h"
#include "engine/platform/paths.h"

namespace fettle::data {

/// A file of a table and the split that its name gives it.
struct TableFile {
    platform::Path path;
    std::string name; ///< as people see it: relative to the folder that was named
    std::optional<Split> split;
    std::optional<SheetPick> sheet; ///< of a workbook
};

struct TableFiles {
    std::vector<TableFile> files; ///< training parts first
    std::vector<Note> notes;
};

/// The split in a name ("adult-test.csv", "train", "dev_2.tsv.gz") and the rest of the name without it ("adult").
struct NamedSplit {
    std::optional<Split> split;
    std::string stem;
};
[[nodiscard]] NamedSplit splitInName(std::string_view fileName);

/// Whether a file's name says that it is a table: .csv .tsv .tab .ssv .psv, with or without .gz.
[[nodiscard]] bool hasTableName(std::string_view fileName);

enum class TableKind { Text, Workbook, Json, Tagged };
/// Whether a file's name says that it is a workbook: .xlsx, .xlsm.
[[nodiscard]] bool hasWorkbookName(std::string_view fileName);
/// Whether a file's name says that it is JSON: .json .jsonl .ndjson .jsonlines, with or without .gz.
[[nodiscard]] bool hasJsonName(std::string_view fileName);

/// Whether a file's name says that it holds a word and its tag a line: .conll .bio .iob .ner …, and name.train where
/// others are called name.dev and name.test.
[[nodiscard]] bool hasTaggedName(std::string_view fileName);

/// The files of one table among what a user named: files as they are; in a folder the parts of one table, or all
/// tables of it. Errors: data.path_missing, data.folder_without_tables, data.folder_without_json,
/// data.folder_several_tables.
[[nodiscard]] Result<TableFiles> findTableFiles(const std::vector<std::string>& paths, TableKind kind = TableKind::Text);

} // namespace fettle::data
