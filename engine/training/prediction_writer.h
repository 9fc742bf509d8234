// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/contract/result.h"
#include "engine/contract/run.h"
#include "engine/data/dataset_reader.h"
#include "engine/platform/paths.h"

namespace fettle::training {

/// Writes predictions as they come, to a file that appears whole or not at all. By the path's extension:
///
/// .csv   UTF-8 with a byte order mark, so that spreadsheets read Chinese as Chinese
/// .xlsx  a workbook of one sheet; numbers are numbers, everything else is text, never a formula
///        Both: `id` (the row, counted from 0), the columns that were given, those first that the model does not look
///        at (the file of a picture), then for each target `<target>_predicted`, `<target>_score` and, where the model has a threshold,
///        `<target>_unsure` ("yes" or nothing).
/// else   one Prediction as JSON a line
class PredictionWriter {
public:
    /// `rows`: how many will come. Errors: training.workbook_rows (more than a sheet holds), platform.*.
    [[nodiscard]] static Result<std::unique_ptr<PredictionWriter>> create(const platform::Path& path,
                                                                          const ModelManifest& model,
                                                                          const data::Dataset& dataset, std::int64_t rows);
    virtual ~PredictionWriter() = default;
    PredictionWriter(const PredictionWriter&) = delete;
    PredictionWriter& operator=(const PredictionWriter&) = delete;

    /// In the order of the file. Errors: platform.*, training.workbook_not_written.
    [[nodiscard]] virtual Result<void> write(std::span<const Prediction> predictions) = 0;
    [[nodiscard]] virtual Result<void> commit() = 0;

protected:
    PredictionWriter() = default;
};

} // namespace fettle::training
