// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>

#include "engine/component_api/registry.h"
#include "engine/contract/run.h"
#include "engine/training/experiment.h"

namespace fettle::training {

struct TextComparison {
    std::function<bool()> cancelled;
    double seconds = 60.0; ///< at most; what takes longer is left out
    std::function<void(double share)> progress;
};

/// Beside a model for texts: what TF-IDF and a linear model, learned from the same rows, reach on the test part (on the
/// validation part where there is none). A note training.text_baseline {split, baseline, model} for classes and
/// training.text_baseline_error for numbers, training.text_baseline_labels for sets of labels; training.text_baseline_late
/// where time ran out. Nothing where no input is a text, the model has no such figure, there are more labels than memory
/// should be taken for, or where it was cancelled. Does not throw: a model that is trained is published, whatever becomes of
/// the simple one.
[[nodiscard]] std::optional<Note> compareWithTextBaseline(const Experiment& experiment, const SplitMetrics& metrics,
                                                          const Registry& registry, const TextComparison& comparison);

} // namespace fettle::training
