// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <span>
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

/// What the network gave for some rows at one head.
struct HeadResult {
    torch::Tensor output;              ///< N×C, N×1; of a head over tokens those of all rows, one after the other: ΣT×C
    std::vector<std::int64_t> offsets; ///< over tokens: row i has output[offsets[i]] to before output[offsets[i + 1]]
};

/// The rows behind a result, for answers that are told in a row's own terms (places in its text).
struct TargetRows {
    std::span<const std::int64_t> rows{};
    const Column* column = nullptr;         ///< the target; null where it is not known
    const FittedEncoder* encoder = nullptr; ///< of the target
    AlignedField input{};                   ///< what the target is aligned to; empty for most
};

/// A task set up for a dataset: pure functions, thread-safe.
///
/// A head's answers have a form. Class, number and labels are read off a row of scores: such a task says how scores come
/// of outputs, what is true, and how a row of scores is told; the rest follows. Answers that need more than that (spans
/// need the text) override answers, addTruth, baselineAnswers and told instead.
class TaskInstance {
public:
    virtual ~TaskInstance() = default;
    [[nodiscard]] virtual std::vector<TaskHead> heads() const = 0;
    [[nodiscard]] virtual AnswerForm form(const std::string& head) const = 0;
    /// Ids of metrics to compute, the first is the one that early stopping and comparisons use.
    [[nodiscard]] virtual std::vector<std::string> metrics() const = 0;

    /// Head output (N×C logits, N×1 numbers) → scores as in EvaluationData: softmax, back to the target's unit.
    [[nodiscard]] virtual torch::Tensor scores(const std::string& head, const torch::Tensor& output) const;
    /// Encoded target as EvaluationData wants it (class index; number in its unit); labels: N×C, not 0 where the row has it.
    [[nodiscard]] virtual torch::Tensor truth(const std::string& head, const torch::Tensor& encoded) const;
    /// Labels: from which score on a row has each of the C labels (C float64).
    [[nodiscard]] virtual torch::Tensor thresholds(const std::string& head) const;
    /// The honest baseline's scores for N examples: majority (class shares as scores), mean.
    [[nodiscard]] virtual torch::Tensor baselineScores(const std::string& head, std::int64_t count) const;
    /// One example's prediction for people: {"value": …, "score": …, "scores": {class: p}}; labels: the value is a list.
    [[nodiscard]] virtual Value prediction(const std::string& head, const torch::Tensor& scores) const;

    /// Everything of EvaluationData but what is true, the loss and the names of classes.
    [[nodiscard]] virtual EvaluationData answers(const std::string& head, const HeadResult& result, const TargetRows& rows) const;
    /// What is true, beside the answers. `encoded`: N, N×1, N×C or, over tokens, ΣT.
    virtual void addTruth(const std::string& head, const torch::Tensor& encoded, const TargetRows& rows,
                          EvaluationData& data) const;
    /// The honest baseline's answers.
    [[nodiscard]] virtual EvaluationData baselineAnswers(const std::string& head, const TargetRows& rows) const;
    /// The answer at a place, for people, as prediction has it. Spans: a list of {start, end, label, text, score}.
    [[nodiscard]] virtual Value told(const std::string& head, const EvaluationData& answers, std::int64_t place,
                                     const TargetRows& rows) const;

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
    /// Whether the network reads the target too, as one more text beside the first input: such a field is both.
    [[nodiscard]] virtual bool readsTarget() const { return false; }
    /// Shorthand that a recipe may leave out: loss, optimizer, schedule of the main objective.
    [[nodiscard]] virtual Objective defaultObjective() const = 0;
};

} // namespace fettle
