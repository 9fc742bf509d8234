// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "engine/contract/dataset.h"
#include "engine/data/dataset_reader.h"

namespace fettle::data {

/// A column that probably would not be known when predicting, because it says what the target is.
struct Leak {
    std::string field;
    bool certain = false; ///< it determines the target in every row: left out of a recommendation
    Note note;            ///< data.warn_leak_*
};

/// Compares each input with a target of classes, on at most 20,000 training rows.
[[nodiscard]] std::vector<Leak> findLeaks(const Dataset& dataset, const std::string& target);

} // namespace fettle::data
