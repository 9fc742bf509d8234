// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/component_api/column.h"
#include "engine/contract/dataset.h"
#include "engine/contract/result.h"

namespace fettle::data {

/// Where a row's thumbnail lies: an encoded picture within a file that a client may map.
struct ThumbnailPlace {
    std::string file; ///< UTF-8 path
    std::int64_t offset = 0;
    std::int64_t sizeBytes = 0;
    friend bool operator==(const ThumbnailPlace&, const ThumbnailPlace&) = default;
};

/// A dataset version opened for reading: its columns lie in memory-mapped fragments. Const and thread-safe.
class Dataset {
public:
    static constexpr std::int64_t kMaxPageRows = 256;

    /// `manifestPath`: a dataset.yaml within `<datasetFolder>/versions/<id>/`, UTF-8; the parts are in
    /// `<datasetFolder>/parts`. Sizes and structure are checked, bytes are not read.
    /// Errors: documents.*, data.part_missing, data.part_damaged.
    [[nodiscard]] static Result<std::shared_ptr<const Dataset>> open(const std::string& manifestPath);
    /// From columns in memory: rows given by hand, tests. Every row is in `split`.
    [[nodiscard]] static std::shared_ptr<const Dataset> fromColumns(DatasetManifest manifest,
                                                                    std::vector<std::unique_ptr<Column>> columns,
                                                                    Split split = Split::Test);
    /// The same with a split per row (0 train, 1 validation, 2 test); `keepAlive` lives as long as the dataset.
    [[nodiscard]] static std::shared_ptr<const Dataset> fromColumns(DatasetManifest manifest,
                                                                    std::vector<std::unique_ptr<Column>> columns,
                                                                    std::vector<std::uint8_t> splits,
                                                                    std::shared_ptr<const void> keepAlive);

    virtual ~Dataset() = default;
    [[nodiscard]] const DatasetManifest& manifest() const { return m_manifest; }
    [[nodiscard]] std::int64_t rowCount() const { return m_manifest.rowCount; }
    /// Null where there is no such column.
    [[nodiscard]] const Column* column(std::string_view name) const;
    /// Row numbers of a split, ascending.
    [[nodiscard]] const std::vector<std::int64_t>& rows(Split split) const;
    [[nodiscard]] Split splitOf(std::int64_t row) const;
    /// At most 256 rows from `first` on, counted within `split` where one is given. Pictures are
    /// {"file", "offset", "size_bytes"} of their thumbnails. Errors: data.page_outside.
    [[nodiscard]] Result<RowPage> page(std::int64_t first, std::int64_t count,
                                       std::optional<Split> split = std::nullopt) const;
    [[nodiscard]] std::optional<ThumbnailPlace> thumbnail(std::int64_t row) const;

protected:
    Dataset() = default;
    friend class DatasetOpener;
    DatasetManifest m_manifest;
    std::vector<std::unique_ptr<Column>> m_columns;
    std::vector<std::uint8_t> m_splitOfRow;
    std::array<std::vector<std::int64_t>, 3> m_rowsOfSplit;
    std::string m_thumbnailFile;
    std::vector<std::int64_t> m_thumbnailOffsets; ///< rowCount + 1 positions in m_thumbnailFile, or empty
    std::shared_ptr<const void> m_keepAlive;      ///< a temporary folder, for example
};

/// A column whose cells are held in memory.
class MemoryColumn final : public Column {
public:
    /// Numbers: NaN where missing.
    MemoryColumn(FieldInfo field, std::vector<double> numbers);
    /// Texts; std::nullopt where missing.
    MemoryColumn(FieldInfo field, std::vector<std::optional<std::string>> texts);
    /// Media bytes; empty where missing.
    MemoryColumn(FieldInfo field, std::vector<std::vector<std::byte>> media);

    [[nodiscard]] const FieldInfo& field() const override { return m_field; }
    [[nodiscard]] std::int64_t size() const override { return m_size; }
    void readNumbers(std::span<const std::int64_t> rows, std::span<double> out) const override;
    void readTexts(std::span<const std::int64_t> rows, std::span<std::string_view> out) const override;
    [[nodiscard]] std::span<const std::byte> media(std::int64_t row) const override;

private:
    FieldInfo m_field;
    std::int64_t m_size = 0;
    std::vector<double> m_numbers;
    std::vector<std::optional<std::string>> m_texts;
    std::vector<std::vector<std::byte>> m_media;
};

} // namespace fettle::data
