// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "engine/contract/evaluation.h"
#include "engine/contract/result.h"
#include "engine/data/dataset_reader.h"
#include "engine/training/stored_evaluation.h"

namespace fettle::training {

/// A page of positions in the view and how many the filter leaves in all.
struct SelectedRows {
    std::vector<std::size_t> positions;
    std::int64_t total = 0;
};

/// The examples that the request's filter leaves, from `first` on in its order. Best and Worst compare the probability
/// of the true class (a class that the model does not know: 0) or the distance from the true number (one that is not
/// known, or no number at all, is worst of all); Random is a shuffle by the seed. Ties stand in the stored order, so
/// that pages fit together. Only as much is put in order as the page needs.
[[nodiscard]] SelectedRows selectRows(const EvaluationView& view, const EvaluationRowsRequest& request);

/// The page with what was true and what was predicted and, where `dataset` is given, each row's values.
/// Errors: training.unknown_class (a filter names it), data.page_outside.
[[nodiscard]] Result<EvaluationPage> evaluationPage(const EvaluationView& view, const EvaluationRowsRequest& request,
                                                    const data::Dataset* dataset);

} // namespace fettle::training
