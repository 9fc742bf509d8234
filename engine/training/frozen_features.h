// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "engine/model/graph_cut.h"
#include "engine/training/component_versions.h"
#include "engine/training/evaluation.h"
#include "engine/training/experiment.h"

namespace fettle::training {

/// What a frozen part of a network says of every example: worked out once, and kept for the next run on the same texts,
/// whatever became of their labels and splits.
class FrozenFeatures {
public:
    struct Options {
        EvaluateOptions evaluate;
        std::string weights; ///< names the frozen part's weights, so that others' features are not taken for theirs
        ComponentVersions versions; ///< of what the frozen part is made of
        bool keeps = true;   ///< for the next run; not where the weights are this run's own
        std::function<void(double done, double total)> progress;
    };

    /// Runs `network` (built from `cut.frozen`) over all rows of all parts, or reads what an earlier run kept in the
    /// user's cache folder; then lets `experiment` read the features instead of what they were made of.
    /// Returns nothing where evaluation was cancelled. Throws what encoders and networks throw.
    [[nodiscard]] static std::unique_ptr<FrozenFeatures> make(Experiment& experiment, const model::GraphCut& cut, model::Network& network,
                                                              const Options& options);
    ~FrozenFeatures();

    /// Whether an earlier run had worked them out.
    [[nodiscard]] bool wereKept() const { return m_wereKept; }

private:
    FrozenFeatures() = default;
    std::vector<std::unique_ptr<FittedEncoder>> m_encoders;
    bool m_wereKept = false;
};

/// Rows of all parts of the dataset version that `experiment` may look at, ascending.
[[nodiscard]] std::vector<std::int64_t> usedRows(const Experiment& experiment);

} // namespace fettle::training
