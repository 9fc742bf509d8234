// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "engine/component_api/metric.h"
#include "engine/component_api/task.h"
#include "engine/training/encoded_split.h"
#include "engine/training/network_pass.h"
#include "engine/training/objective_runner.h"
#include "engine/training/train_observer.h"

namespace fettle::training {

struct EvaluateOptions {
    PassOptions pass;
    std::int64_t batchSize = 256;
    std::function<bool()> cancelled; ///< asked between batches; empty: never
};

/// A split after a pass through the network without gradients.
struct SplitEvaluation {
    std::map<std::string, double> metrics;  ///< the task's and "loss"; "head/metric" with several heads
    std::map<std::string, double> baseline; ///< the same of the task's honest baseline
    std::map<std::string, EvaluationData> heads;
    std::map<std::string, MarkRows> baselineMarks; ///< of labels and spans, by head
    std::map<std::string, torch::Tensor> baselinePlaces; ///< of rankings
    std::vector<std::int64_t> ids; ///< dataset rows
    bool cancelled = false;
};

/// By head, of all rows of a split.
using SplitOutputs = std::map<std::string, HeadResult>;

/// Head outputs of all rows in order, float, on the CPU; nothing where it was cancelled.
[[nodiscard]] std::optional<SplitOutputs> runSplit(model::Network& network, const EncodedSplit& split,
                                                  const EvaluateOptions& options);

/// `losses` may be null: then no loss is given.
[[nodiscard]] SplitEvaluation evaluateSplit(model::Network& network, const EncodedSplit& split,
                                            const TaskInstance& task,
                                            const std::map<std::string, std::vector<std::string>>& classesOfTarget,
                                            const HeadLosses* losses, const Registry& registry,
                                            const EvaluateOptions& options);

/// The figures of one head.
[[nodiscard]] std::map<std::string, double> computeMetrics(const EvaluationData& data,
                                                           const std::vector<std::string>& metrics,
                                                           const Registry& registry);

/// Stores each example's output and, for classes, the confusion matrix, in `<runFolder>/artifacts`, and says so.
///
/// `predictions-<split>.safetensors`, tensors over the examples in the order of the split, by head (with one head
/// without its prefix "<head>/"): `id` int64 (row of the dataset version), `target` int64 class or float64 number,
/// `predicted` int64 (classes only), `scores` as EvaluationData has them, `loss` float64. Labels and spans have, instead of
/// `target` and `predicted`, for each of `target`, `predicted` and `baseline`: `<which>_marks` int64 M×3 (label, start, end)
/// and `<which>_offsets` int64 N+1, and for `predicted` `predicted_scores` float64 M. Rankings have no `target`; `predicted` and
/// `baseline` int64 N are places, `candidates` int64 1 says of how many. Metadata: run, split, `classes` (a
/// JSON list of names), `forms` (a JSON list, by head).
/// `predictions-<split>.csv`: id, target, predicted, score, loss for people; classes by name, marks as writeMarks has them.
/// `confusion-<split>.json` (classes only): {"classes": […], "counts": [[…]]}, rows are what is true, columns what was predicted.
/// Errors: platform.*, model.*.
[[nodiscard]] Result<void> writeSplitArtifacts(const SplitEvaluation& evaluation, const std::string& split,
                                               const std::string& run, const std::string& runFolder,
                                               TrainObserver& observer);

} // namespace fettle::training
