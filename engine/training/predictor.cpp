// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/predictor.h"

#include <algorithm>

#include <torch/torch.h>

#include "engine/data/prediction_data.h"
#include "engine/documents/manifest_document.h"
#include "engine/model/safetensors.h"
#include "engine/platform/paths.h"
#include "engine/training/evaluation_summary.h"
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
    // Encoders as they were fitted.
    for (const auto* uses : {&manifest.inputs, &manifest.targets})
        for (const auto& use : *uses) {
            const auto state = manifest.encoders.find(use.field);
            if (state == manifest.encoders.end())
                return makeError("training.model_incomplete", {{"folder", modelFolder}, {"field", use.field}});
            FETTLE_TRY_ASSIGN(const auto found, registry.resolve<Encoder>(ComponentKind::Encoder, use.encoder));
            FETTLE_TRY_ASSIGN(predictor->m_encoders[use.field], found.first->restore(found.second, state->second));
            if (uses == &manifest.inputs)
                predictor->m_inputSpecs.emplace_back(use.field, predictor->m_encoders[use.field]->spec());
        }
    // The task.
    TaskContext context;
    for (const auto& use : manifest.targets) {
        context.targetFields.push_back(use.field);
        context.targetEncoders[use.field] = predictor->m_encoders[use.field].get();
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
    FETTLE_TRY_ASSIGN(const auto path, platform::resolveInside(folder, platform::fromUtf8(manifest.weightsFile)));
    FETTLE_TRY_ASSIGN(const auto weights, model::openSafetensors(path));
    FETTLE_TRY(predictor->m_network->load(weights.tensors()));
    return predictor;
}

const FittedEncoder* Predictor::encoder(const std::string& field) const
{
    const auto found = m_encoders.find(field);
    return found == m_encoders.end() ? nullptr : found->second.get();
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
            (uses == &m_manifest.inputs ? inputs : targets).push_back({use.field, column, encoder(use.field)});
        }
    }
    EncodeOptions options;
    options.memoryBytes = std::int64_t{1} << 30;
    options.channelsLast = m_pass.channelsLast;
    return std::make_unique<EncodedSplit>(std::move(inputs), std::move(targets), nullptr,
                                          std::vector<std::int64_t>(rows.begin(), rows.end()), options);
}

Result<HeadScores> Predictor::scores(const data::Dataset& dataset, std::span<const std::int64_t> rows) const
{
    HeadScores scores;
    if (rows.empty())
        return scores;
    FETTLE_TRY_ASSIGN(const auto split, encode(dataset, rows, false));
    const torch::InferenceMode guard;
    const auto outputs = runSplit(*m_network, *split, evaluateOptions());
    for (const auto& [head, output] : *outputs)
        scores[head] = m_task->scores(head, output).to(torch::kFloat64);
    return scores;
}

Result<std::vector<Prediction>> Predictor::predict(const data::Dataset& dataset, std::span<const std::int64_t> rows) const
{
    FETTLE_TRY_ASSIGN(const auto found, scores(dataset, rows));
    return toPredictions(found, rows);
}

std::vector<Prediction> Predictor::toPredictions(const HeadScores& scores, std::span<const std::int64_t> rows) const
{
    const torch::InferenceMode guard;
    const auto threshold = thresholdOf(m_manifest);
    std::vector<Prediction> predictions(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        predictions[i].id = rows[i];
        for (const auto& head : m_task->heads()) {
            auto& answer = predictions[i].targets[head.target];
            answer = m_task->prediction(head.head.name, scores.at(head.head.name)[static_cast<std::int64_t>(i)]);
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
