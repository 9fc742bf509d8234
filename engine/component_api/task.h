// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include <torch/types.h>

#include "engine/component_api/component.h"
#include "engine/component_api/encoder.h"
#include "engine/component_api/graph_template.h"
#include "engine/component_api/metric.h"
#include "engine/component_api/parameters.h"
#include "engine/component_api/registry.h"
#include "engine/contract/recipe.h"

namespace fettle {

/// What a task sees of the data when it is set up.
struct TaskContext {
    std::vector<std::string> targetFields;
    std::map<std::string, const FittedEncoder*> targetEncoders;
    std::map<std::string, std::vector<std::int64_t>> classCounts; ///< target → counts in the training split
    std::map<std::string, double> targetMeans; ///< number targets: mean of the encoded values in the training split
};

/// One supervised end of the network: which head is compared with which target field.
struct TaskHead {
    HeadSpec head;
    std::string target;
};

/// A task set up for a dataset: pure functions, thread-safe.
class TaskInstance {
public:
    virtual ~TaskInstance() = default;
    [[nodiscard]] virtual std::vector<TaskHead> heads() const = 0;
    /// Head output (N×C logits, N×1 numbers) → scores as in EvaluationData: softmax, back to the target's unit.
    [[nodiscard]] virtual torch::Tensor scores(const std::string& head, const torch::Tensor& output) const = 0;
    /// Encoded target as EvaluationData wants it (class index; number in its unit).
    [[nodiscard]] virtual torch::Tensor truth(const std::string& head, const torch::Tensor& encoded) const = 0;
    /// Ids of metrics to compute, the first is the one that early stopping and comparisons use.
    [[nodiscard]] virtual std::vector<std::string> metrics() const = 0;
    /// The honest baseline's scores for N examples: majority (class shares as scores), mean.
    [[nodiscard]] virtual torch::Tensor baselineScores(const std::string& head, std::int64_t count) const = 0;
    /// One example's prediction for people: {"value": …, "score": …, "scores": {class: p}}.
    [[nodiscard]] virtual Value prediction(const std::string& head, const torch::Tensor& scores) const = 0;
    /// Kept with the model so that `restore` gives the same functions without the dataset.
    [[nodiscard]] virtual Value state() const = 0;
};

/// What is learnt. ComponentInfo::suits names the kinds of input ("table", "image") and of target ("category",
/// "number") it takes as "input:image", "target:category".
class Task : public Component {
public:
    [[nodiscard]] virtual Result<std::unique_ptr<TaskInstance>> create(const Parameters& parameters,
                                                                       const TaskContext& context) const = 0;
    [[nodiscard]] virtual Result<std::unique_ptr<TaskInstance>> restore(const Parameters& parameters, const Value& state,
                                                                        const TaskContext& context) const = 0;
    /// Shorthand that a recipe may leave out: loss, optimizer, schedule of the main objective.
    [[nodiscard]] virtual Objective defaultObjective() const = 0;
};

} // namespace fettle
