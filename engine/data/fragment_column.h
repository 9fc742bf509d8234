// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/component_api/column.h"
#include "engine/contract/result.h"
#include "engine/platform/paths.h"

namespace fettle::data {

/// A fragment on disk, with what its manifest says of it.
struct FragmentFile {
    platform::Path path;
    std::int64_t sizeBytes = 0;
    std::int64_t rows = 0;
};

/// The rows of a dataset version: memory-mapped Arrow IPC files, one after the other.
class FragmentTable : public std::enable_shared_from_this<FragmentTable> {
public:
    /// `mediaFolder`: where media lie that were too large to be inline.
    /// Errors: data.part_missing, data.part_damaged (size, structure or columns differ from what was said).
    [[nodiscard]] static Result<std::shared_ptr<const FragmentTable>> open(const std::vector<FragmentFile>& files,
                                                                           std::size_t columnCount,
                                                                           const platform::Path& mediaFolder);
    virtual ~FragmentTable() = default;
    /// Column `index` of the fragments under the description `field`; keeps the table alive.
    [[nodiscard]] virtual std::unique_ptr<Column> column(std::size_t index, FieldInfo field) const = 0;
    [[nodiscard]] virtual std::int64_t rowCount() const = 0;
};

/// Reads the split fragment. Errors: as above; every value must be 0, 1 or 2.
[[nodiscard]] Result<std::vector<std::uint8_t>> readSplitFragment(const FragmentFile& file);

} // namespace fettle::data
