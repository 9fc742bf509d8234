// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "engine/contract/result.h"
#include "engine/platform/paths.h"
#include "engine/training/prediction_table.h"

namespace fettle::training {

/// An .xlsx file of one sheet, written row by row at constant memory in a folder beside its place, and moved there when
/// it is whole.
class PredictionWorkbook {
public:
    /// What a sheet holds below its header.
    static constexpr std::int64_t kMostRows = 1'048'575;

    /// Errors: platform.folder_not_created, training.workbook_not_written.
    [[nodiscard]] static Result<PredictionWorkbook> create(const platform::Path& path);
    PredictionWorkbook(PredictionWorkbook&&) noexcept;
    PredictionWorkbook& operator=(PredictionWorkbook&&) noexcept;
    ~PredictionWorkbook();

    /// Bold, and in sight while the rows below it scroll. Errors: training.workbook_not_written.
    [[nodiscard]] Result<void> addHeader(const std::vector<TableCell>& cells);
    [[nodiscard]] Result<void> addRow(const std::vector<TableCell>& cells);
    /// The library does not look at every write; so the disk is looked at instead, and not filled to the brim.
    /// Errors: platform.disk_full.
    [[nodiscard]] Result<void> checkSpace() const;
    /// Errors: training.workbook_not_written, platform.*.
    [[nodiscard]] Result<void> commit();

private:
    struct State;
    explicit PredictionWorkbook(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

} // namespace fettle::training
