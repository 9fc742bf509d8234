// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "engine/contract/run.h"
#include "engine/data/dataset_reader.h"

namespace fettle::training {

struct TableCell {
    std::string text;
    std::optional<double> number; ///< where it is one
};

/// Predictions as the rows of a table, beside what they were made from.
class PredictionTable {
public:
    /// `dataset` must outlive it.
    PredictionTable(const ModelManifest& model, const data::Dataset& dataset);

    [[nodiscard]] std::vector<TableCell> header() const;
    [[nodiscard]] std::vector<std::vector<TableCell>> rows(std::span<const Prediction> predictions) const;

private:
    std::vector<const Column*> m_columns; ///< of the dataset, less pictures and targets that are not known
    std::vector<std::string> m_targets;
    std::set<std::string> m_spans; ///< targets that are spans
    bool m_hasThreshold = false;
};

} // namespace fettle::training
