// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <vector>

#include "engine/component_api/registry.h"
#include "engine/contract/result.h"
#include "engine/contract/run.h"
#include "engine/data/dataset_reader.h"

namespace fettle::data {

/// The examples of a prediction as a dataset with the model's fields first, whatever the file holds: columns are
/// found by name (or, without a header on both sides, by position), missing ones are all missing values, extra ones
/// stand behind and are not looked at. Says so per column: data.column_missing, data.column_extra, data.columns_reordered,
/// data.unseen_categories. Rows of a dataset version keep their row numbers.
/// Errors: data.no_model_columns (nothing fits), and those of importDataset and Dataset::open.
[[nodiscard]] Result<std::shared_ptr<const Dataset>> openForPrediction(const ModelManifest& model,
                                                                       const PredictRequest& request,
                                                                       const Registry& registry,
                                                                       std::vector<Note>& columns);

} // namespace fettle::data
