// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/component_api/encoder.h"
#include "engine/component_api/registry.h"
#include "engine/component_api/task.h"
#include "engine/contract/run.h"
#include "engine/data/dataset_reader.h"
#include "engine/data/observer.h"
#include "engine/training/evaluation.h"

namespace fettle::training {

/// Head → scores (float64): what evaluation calls EvaluationData::scores.
using HeadScores = std::map<std::string, torch::Tensor>;
/// Head → answers: evaluation's EvaluationData without what is true.
using HeadAnswers = std::map<std::string, EvaluationData>;

/// A published model at work, from its folder alone. Batches are as large as evaluation's, so that the same rows in the
/// same order give the same bits.
class Predictor {
public:
    /// Errors: documents.*, model.* (weights file), training.model_incomplete, components.*.
    [[nodiscard]] static Result<std::unique_ptr<Predictor>> open(const std::string& modelFolder,
                                                                 const Registry& registry);

    [[nodiscard]] const ModelManifest& manifest() const { return m_manifest; }
    /// Scores of `rows`, in their order. Errors: training.field_missing, data.*.
    [[nodiscard]] Result<HeadScores> scores(const data::Dataset& dataset, std::span<const std::int64_t> rows) const;
    [[nodiscard]] Result<HeadAnswers> answers(const data::Dataset& dataset, std::span<const std::int64_t> rows) const;
    /// For people, in the order of `rows`.
    [[nodiscard]] Result<std::vector<Prediction>> predict(const data::Dataset& dataset,
                                                          std::span<const std::int64_t> rows) const;

    [[nodiscard]] const TaskInstance& task() const { return *m_task; }
    /// Null where the model has no such input or target.
    [[nodiscard]] const FittedEncoder* encoder(const std::string& field) const;
    [[nodiscard]] const FittedEncoder* targetEncoder(const std::string& field) const;
    [[nodiscard]] model::Network& network() const { return *m_network; }
    [[nodiscard]] EvaluateOptions evaluateOptions() const;
    /// The model's inputs, and its targets where `withTargets`, over a dataset. Errors: training.field_missing.
    [[nodiscard]] Result<std::unique_ptr<EncodedSplit>> encode(const data::Dataset& dataset,
                                                               std::span<const std::int64_t> rows,
                                                               bool withTargets) const;

private:
    Predictor() = default;
    [[nodiscard]] std::vector<Prediction> toPredictions(const HeadAnswers& answers, const data::Dataset& dataset,
                                                        std::span<const std::int64_t> rows) const;
    /// The input that a target is aligned to, over a dataset; empty for most.
    [[nodiscard]] AlignedField alignedInput(const FieldUse& target, const data::Dataset& dataset) const;
    [[nodiscard]] TargetRows targetRows(const std::string& target, const data::Dataset& dataset,
                                        std::span<const std::int64_t> rows) const;

    ModelManifest m_manifest;
    std::map<std::string, std::unique_ptr<FittedEncoder>> m_encoders; ///< of inputs
    std::map<std::string, std::unique_ptr<FittedEncoder>> m_targetEncoders;
    std::unique_ptr<TaskInstance> m_task;
    std::unique_ptr<model::Network> m_network;
    PassOptions m_pass;
    std::vector<std::pair<std::string, TensorSpec>> m_inputSpecs;
};

/// The predict job and the interactive worker's "predict". Rows come from files, a dataset version or the request
/// itself; per column it says what was missing, superfluous, reordered or unseen. With an output path the predictions
/// go there (PredictionWriter), else at most 1000 stand in the reply.
[[nodiscard]] Result<PredictResult> predict(const PredictRequest& request, const Registry& registry,
                                            data::Observer& observer);
/// The same with a model that is open already; `request.modelFolder` is not looked at.
[[nodiscard]] Result<PredictResult> predict(const Predictor& predictor, const PredictRequest& request,
                                            const Registry& registry, data::Observer& observer);

} // namespace fettle::training
