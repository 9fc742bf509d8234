// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/component_api/importer.h"
#include "engine/contract/dataset.h"
#include "engine/data/field_statistics.h"
#include "engine/data/fragment_column.h"
#include "engine/data/fragment_writer.h"
#include "engine/data/near_duplicates.h"
#include "engine/data/tag_columns.h"
#include "engine/data/text_lengths.h"
#include "engine/platform/paths.h"

namespace fettle::data {

/// A dataset version that is complete but not yet published: its parts lie in the working folder.
struct BuiltDataset {
    DatasetManifest manifest; ///< without name, number, source and times
    std::vector<WrittenPart> parts;
};

/// Takes an importer's rows, writes them as fragments into a working folder, gathers statistics, and at the end decides
/// kinds, roles and splits.
class DatasetBuilder final : public RowSink {
public:
    DatasetBuilder(platform::Path folder, const ImportRequest& request, const ImportMonitor& monitor);

    Result<void> begin(std::vector<ColumnPlan> columns) override;
    Result<void> append(RowBatch batch) override;
    void issue(ImportIssue issue, std::int64_t rowsSkipped) override;
    void note(Note note) override { m_report.notes.push_back(std::move(note)); }
    void format(ValueMap format) override { m_report.format = std::move(format); }

    /// Errors: data.no_rows, data.unknown_column, data.split_*, platform.*.
    [[nodiscard]] Result<BuiltDataset> finish(const std::string& importer);

private:
    [[nodiscard]] Result<void> check(const RowBatch& batch) const;
    Result<void> divide(BuiltDataset& built);
    [[nodiscard]] DuplicateGroups findDuplicates(const FragmentTable& table, const std::vector<FieldInfo>& fields) const;
    void describe(DatasetManifest& manifest) const;

    platform::Path m_folder;
    const ImportRequest& m_request;
    const ImportMonitor& m_monitor;
    std::vector<ColumnPlan> m_columns;
    TagColumns m_tags;
    std::vector<ColumnStatistics> m_statistics;
    std::vector<TextLengths> m_lengths; ///< a column each; used of those that turn out to be texts
    std::unique_ptr<FragmentWriter> m_writer;
    std::unique_ptr<ThumbnailPackWriter> m_thumbnails;
    std::vector<std::uint8_t> m_givenSplits;
    std::vector<PictureLikeness> m_likeness; ///< by row, or empty
    std::int64_t m_rows = 0;
    ImportReport m_report;
};

} // namespace fettle::data
