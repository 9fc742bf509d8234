// SPDX-License-Identifier: GPL-3.0-or-later
// A finished import as texts, for tests that look at every cell.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "engine/data/dataset_reader.h"
#include "tests/data/table_import_support.h"
#include "tests/support/temporary_folder.h"

namespace fettle::test {

struct ImportedRows {
    DatasetManifest manifest;
    std::vector<std::string> names;
    std::vector<std::vector<std::string>> rows; ///< "-" where a cell is missing

    [[nodiscard]] const FieldInfo& field(const std::string& name) const { return *manifest.findField(name); }
    [[nodiscard]] const ImportIssue* issue(std::string_view code) const
    {
        const auto found = std::ranges::find(manifest.report.issues, code, [](const ImportIssue& i) { return std::string_view(i.note.code); });
        return found == manifest.report.issues.end() ? nullptr : &*found;
    }
    [[nodiscard]] std::vector<std::string> column(const std::string& name) const
    {
        const auto at = static_cast<std::size_t>(std::ranges::find(names, name) - names.begin());
        std::vector<std::string> values;
        for (const auto& row : rows)
            values.push_back(row.at(at));
        return values;
    }
};

inline Result<ImportedRows> importRows(const std::vector<std::filesystem::path>& paths, ValueMap options = {},
                                       std::vector<FieldOverride> overrides = {})
{
    const TemporaryFolder folder;
    ImportRequest request = importRequest(paths.front(), folder.path() / "dataset");
    request.paths.clear();
    for (const auto& path : paths)
        request.paths.push_back(platform::toUtf8(path));
    request.options = std::move(options);
    request.overrides = std::move(overrides);
    ImportedRows imported;
    FETTLE_TRY_ASSIGN(imported.manifest, importWith(request));
    FETTLE_TRY_ASSIGN(const auto dataset, data::Dataset::open(data::versionManifestPath(request.datasetFolder, imported.manifest.id)));
    for (const FieldInfo& field : imported.manifest.fields)
        imported.names.push_back(field.name);
    for (std::int64_t row = 0; row < dataset->rowCount(); ++row) {
        auto& cells = imported.rows.emplace_back();
        for (const std::string& name : imported.names) {
            std::string_view text;
            dataset->column(name)->readTexts({&row, 1}, {&text, 1});
            cells.emplace_back(text.data() ? std::string(text) : "-");
        }
    }
    return imported;
}

/// Of one file with this name and content.
inline Result<ImportedRows> importText(const std::string& name, std::string_view bytes, ValueMap options = {},
                                       std::vector<FieldOverride> overrides = {})
{
    const TemporaryFolder folder;
    return importRows({folder.write(name, bytes)}, std::move(options), std::move(overrides));
}

} // namespace fettle::test
