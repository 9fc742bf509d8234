// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/predictor.h"

#include <algorithm>

#include <torch/torch.h>

#include "engine/data/prediction_data.h"
#include "engine/documents/manifest_document.h"
#include "engine/platform/paths.h"
#include "engine/training/component_versions.h"
#include "engine/training/evaluation_summary.h"
#include "engine/training/model_weights.h"
#include "engine/training/publish.h"

namespace fettle::training {

Result<std::unique_ptr<Predictor>> Predictor::open(const std::string& modelFolder, const Registry& registry)
{
    const auto folder = platform::fromUtf8(modelFolder);
    auto predictor = std::unique_ptr<Predictor>(new Predictor);
    FETTLE_TRY_ASSIGN(predictor->m_manifest, documents::readModelManifestFile(folder / "model.yaml"));
    const auto& manifest = predictor->m_manifest;
    if (manifest.networks.empty())
        return makeError("training.model_incomplete",
                         {{"folder", modelFolder}, {"what", FETTLE_PHRASE("it has no network")}});
    FETTLE_TRY(checkComponentVersions(manifest, registry));
    // Encoders as they were fitted.
    for (const bool isTarget : {false, true}) {
        const auto& states = isTarget ? manifest.targetEncoders : manifest.encoders;
        auto& encoders = isTarget ? predictor->m_targetEncoders : predictor->m_encoders;
        for (const auto& use : isTarget ? manifest.targets : manifest.inputs) {
            const auto state = states.find(use.field);
            if (state == states.end())
                return makeError("training.model_incomplete", {{"folder", modelFolder}, {"field", use.field}});
            FETTLE_TRY_ASSIGN(const auto found, registry.resolve<Encoder>(ComponentKind::Encoder, use.encoder));
            FETTLE_TRY_ASSIGN(encoders[use.field], found.first->restore(found.second, state->second));
            if (!isTarget)
                predictor->m_inputSpecs.emplace_back(use.field, encoders[use.field]->spec());
        }
    }
    // The task.
    TaskContext context;
    for (const auto& use : manifest.targets) {
        context.targetFields.push_back(use.field);
        context.targetEncoders[use.field] = predictor->m_targetEncoders[use.field].get();
    }
    FETTLE_TRY_ASSIGN(const auto task, registry.resolve<Task>(ComponentKind::Task, manifest.task));
    FETTLE_TRY_ASSIGN(predictor->m_task,
                      task.first->restore(task.second, manifest.taskState.at(kTaskStateKey), context));
    // The network, run as evaluation ran it.
    predictor->m_pass.precision = fromText<Precision>(manifest.precision).value_or(Precision::Float32);
    predictor->m_pass.channelsLast = manifest.taskState.at(kChannelsLastKey).asBoolean(true);
    BuildContext build;
    build.initialize = false;
    const auto& graph = manifest.networks.contains("model") ? manifest.networks.at("model") : manifest.networks.begin()->second;
    FETTLE_TRY_ASSIGN(predictor->m_network, model::buildNetwork(graph, predictor->m_inputSpecs, registry, build, 1));
    prepareNetwork(*predictor->m_network, predictor->m_pass);
    FETTLE_TRY(loadModelWeights(*predictor->m_network, folder, manifest.weightsFile));
    return predictor;
}

const FittedEncoder* Predictor::encoder(const std::string& field) const
{
    const auto found = m_encoders.find(field);
    return found == m_encoders.end() ? nullptr : found->second.get();
}

const FittedEncoder* Predictor::targetEncoder(const std::string& field) const
{
    const auto found = m_targetEncoders.find(field);
    return found == m_targetEncoders.end() ? nullptr : found->second.get();
}

EvaluateOptions Predictor::evaluateOptions() const
{
    EvaluateOptions options;
    options.pass = m_pass;
    options.batchSize = evaluationBatchSize(m_inputSpecs);
    return options;
}

Result<std::unique_ptr<EncodedSplit>> Predictor::encode(const data::Dataset& dataset, std::span<const std::int64_t> rows,
                                                        bool withTargets) const
{
    std::vector<EncodedField> inputs;
    std::vector<EncodedField> targets;
    for (const auto* uses : {&m_manifest.inputs, &m_manifest.targets}) {
        if (uses == &m_manifest.targets && !withTargets)
            break;
        for (const auto& use : *uses) {
            const auto* column = dataset.column(use.field);
            if (!column)
                return makeError("training.field_missing", {{"field", use.field}});
            if (uses == &m_manifest.inputs)
                inputs.push_back({use.field, column, encoder(use.field)});
            else
                targets.push_back({use.field, column, targetEncoder(use.field), alignedInput(use, dataset)});
        }
    }
    EncodeOptions options;
    options.memoryBytes = std::int64_t{1} << 30;
    options.channelsLast = m_pass.channelsLast;
    return std::make_unique<EncodedSplit>(std::move(inputs), std::move(targets), nullptr,
                                          std::vector<std::int64_t>(rows.begin(), rows.end()), options);
}

AlignedField Predictor::alignedInput(const FieldUse& target, const data::Dataset& dataset) const
{
    const auto named = target.encoder.parameters.find(Encoder::kAlignedParameter);
    const auto* fitted = named == target.encoder.parameters.end() ? nullptr : encoder(named->second.asText());
    return fitted ? AlignedField{dataset.column(named->second.asText()), fitted} : AlignedField{};
}

TargetRows Predictor::targetRows(const std::string& target, const data::Dataset& dataset, std::span<const std::int64_t> rows) const
{
    TargetRows found{rows, nullptr, targetEncoder(target), {}};
    for (const auto& use : m_manifest.targets)
        if (use.field == target)
            found.input = alignedInput(use, dataset);
    return found;
}

Result<HeadAnswers> Predictor::answers(const data::Dataset& dataset, std::span<const std::int64_t> rows) const
{
    HeadAnswers answers;
    if (rows.empty())
        return answers;
    FETTLE_TRY_ASSIGN(const auto split, encode(dataset, rows, false));
    const torch::InferenceMode guard;
    const auto outputs = runSplit(*m_network, *split, evaluateOptions());
    for (const auto& head : m_task->heads()) {
        const auto& name = head.head.name;
        auto& answer = answers[name] = m_task->answers(name, outputs->at(name), targetRows(head.target, dataset, rows));
        answer.scores = answer.scores.to(torch::kFloat64);
    }
    return answers;
}

Result<HeadScores> Predictor::scores(const data::Dataset& dataset, std::span<const std::int64_t> rows) const
{
    FETTLE_TRY_ASSIGN(const auto found, answers(dataset, rows));
    HeadScores scores;
    for (const auto& [head, answer] : found)
        scores[head] = answer.scores;
    return scores;
}

Result<std::vector<Prediction>> Predictor::predict(const data::Dataset& dataset, std::span<const std::int64_t> rows) const
{
    FETTLE_TRY_ASSIGN(const auto found, answers(dataset, rows));
    return toPredictions(found, dataset, rows);
}

std::vector<Prediction> Predictor::toPredictions(const HeadAnswers& answers, const data::Dataset& dataset,
                                                 std::span<const std::int64_t> rows) const
{
    const torch::InferenceMode guard;
    const auto threshold = thresholdOf(m_manifest);
    std::vector<Prediction> predictions(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        predictions[i].id = rows[i];
        for (const auto& head : m_task->heads()) {
            auto& answer = predictions[i].targets[head.target];
            answer = m_task->told(head.head.name, answers.at(head.head.name), static_cast<std::int64_t>(i),
                                  targetRows(head.target, dataset, rows));
            if (threshold && answer.at("score").isNumber() && answer.at("score").asReal() < *threshold) {
                ValueMap marked = answer.asMap();
                marked["unsure"] = true;
                answer = std::move(marked);
            }
        }
    }
    return predictions;
}

} // namespace fettle::training
