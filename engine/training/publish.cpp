// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/publish.h"

#include <algorithm>

#include <torch/torch.h>

#include "engine/documents/manifest_document.h"
#include "engine/platform/clock.h"
#include "engine/platform/files.h"
#include "engine/platform/folder_draft.h"
#include "engine/pretrained/base_reference.h"
#include "engine/training/component_versions.h"
#include "engine/training/model_weights.h"
#include "engine/training/pair_fields.h"
#include "engine/training/predictor.h"

namespace fettle::training {
namespace {

// Loaded again, the same rows in the same batches give the same bits; this much is left to other processors.
constexpr double kScoreTolerance = 1e-6;
// Features of a frozen part were worked out in other batches than those in which the whole network runs.
constexpr double kFeatureTolerance = 1e-3;

ModelManifest makeManifest(Session& session, const SplitMetrics& metrics)
{
    const auto& recipe = session.experiment.recipe;
    ModelManifest manifest;
    const auto folder = platform::fromUtf8(session.request.modelFolder);
    manifest.id = platform::toUtf8(folder.filename());
    manifest.name = recipe.name.empty() ? session.experiment.dataset->manifest().name : recipe.name;
    manifest.run = session.request.run;
    manifest.datasetVersion = session.experiment.dataset->manifest().id;
    manifest.task = recipe.task;
    manifest.networks[session.experiment.mainNetwork()] = *recipe.networks.at(session.experiment.mainNetwork()).graph;
    manifest.inputs = recipe.inputs;
    manifest.targets = recipe.targets;
    manifest.decoder = recipe.decoder;
    for (const auto* uses : {&recipe.inputs, &recipe.targets})
        for (const auto& use : *uses) {
            const auto& experiment = session.experiment;
            if (std::ranges::find(manifest.fields, use.field, &FieldInfo::name) == manifest.fields.end())
                manifest.fields.push_back(*experiment.dataset->manifest().findField(use.field));
            if (uses == &recipe.inputs)
                manifest.encoders[use.field] = experiment.encoders.at(use.field)->state();
            else
                manifest.targetEncoders[use.field] = experiment.targetEncoders.at(use.field)->state();
            recordVersion(manifest.componentVersions, session.registry, ComponentKind::Encoder, use.encoder.component);
        }
    recordVersion(manifest.componentVersions, session.registry, ComponentKind::Task, recipe.task.component);
    recordLayers(manifest.componentVersions, session.registry, manifest.networks.begin()->second);
    manifest.metrics = metrics;
    manifest.precision = std::string(toText(session.pass.precision));
    manifest.createdUtc = platform::nowUtc();
    manifest.taskState = ValueMap{{kTaskStateKey, session.experiment.task->state()},
                                  {kChannelsLastKey, session.pass.channelsLast}};
    if (const auto* task = session.registry.get<Task>(ComponentKind::Task, recipe.task.component); task && task->readsTarget())
        leaveOutNegative(manifest);
    return manifest;
}

/// `whole`: with all weights, also where most of them are a pretrained model's.
Result<void> write(Session& session, const SplitMetrics& metrics, const platform::Path& folder, bool whole)
{
    const auto manifest = makeManifest(session, metrics);
    std::vector<NamedTensor> weights;
    for (const auto& named : session.publishedState())
        weights.push_back({named.name, named.tensor.detach()});
    FETTLE_TRY(platform::makeFolders(folder.parent_path()));
    FETTLE_TRY_ASSIGN(auto draft, platform::FolderDraft::create(folder));
    const auto& tuner = session.tuners[session.experiment.mainNetwork()];
    // Of LoRA what it changed, alone: a few hundred kilobytes, in PEFT's layout too for others who have the same model.
    FETTLE_TRY(writeModelWeights(draft.path(), manifest.weightsFile, weights, tuner,
                                 whole || session.experiment.recipe.training.emaDecay > 0.0, session.request.run));
    if (tuner.lowRank().isOn())
        FETTLE_TRY(writeAdapter(tuner, session.experiment.recipe.training.fineTuning, draft.path() / "adapter"));
    FETTLE_TRY(platform::writeFileAtomically(draft.path() / "model.yaml", documents::writeModelManifest(manifest)));
    // A run that was resumed after publishing publishes again.
    return draft.publish(platform::FolderDraft::IfExists::Replace);
}

Result<void> verify(Session& session, const SplitEvaluation& evaluation)
{
    FETTLE_TRY_ASSIGN(const auto predictor, Predictor::open(session.request.modelFolder, session.registry));
    // The first batch as evaluation passed it.
    const auto batch = static_cast<std::size_t>(session.evaluateOptions().batchSize);
    const std::span rows(evaluation.ids.data(), std::min(evaluation.ids.size(), batch));
    if (rows.empty())
        return {};
    FETTLE_TRY_ASSIGN(const auto scores, predictor->scores(*session.experiment.dataset, rows));
    // Batches are made by the lengths of all inputs; a model with fewer of them makes others.
    const bool sameBatches = predictor->manifest().inputs.size() == session.experiment.recipe.inputs.size();
    for (const auto& [head, data] : evaluation.heads) {
        const auto expected = data.scores.narrow(0, 0, static_cast<std::int64_t>(rows.size())).to(torch::kFloat64);
        const auto found = scores.at(head).to(torch::kFloat64);
        // A number's tolerance grows with the number; equal_nan, because a hostile column may give no score on either side.
        const double tolerance = session.features || !sameBatches ? kFeatureTolerance : kScoreTolerance;
        if (!torch::allclose(found, expected, tolerance, tolerance, true))
            return makeError("training.verification_failed",
                             {{"head", head}, {"difference", (found - expected).abs().max().item<double>()}});
    }
    FETTLE_TRY_ASSIGN(const auto predictions, predictor->predict(*session.experiment.dataset, rows.first(1)));
    if (predictions.size() != 1)
        return makeError("training.verification_failed", {}, "no prediction");
    return {};
}

} // namespace

Result<void> publishModel(Session& session, const SplitMetrics& metrics, const SplitEvaluation& evaluation)
{
    for (const auto& named : session.publishedState())
        if (named.tensor.is_floating_point() && !named.tensor.isfinite().all().item<bool>())
            return makeError("training.model_not_finite", {{"tensor", named.name}});
    const auto folder = platform::fromUtf8(session.request.modelFolder);
    FETTLE_TRY(write(session, metrics, folder, false));
    auto verified = verify(session, evaluation);
    if (!verified && pretrained::namesBase(folder)) {
        // The pretrained model was removed, or another revision took its place, while this was trained or paused.
        const auto written = write(session, metrics, folder, true);
        verified = written ? verify(session, evaluation) : written;
        if (verified)
            session.note(makeError("training.base_gone", {{"base", session.tuners[session.experiment.mainNetwork()].pretrained().title}}));
    }
    if (!verified)
        static_cast<void>(platform::removeTree(folder));
    return verified;
}

} // namespace fettle::training
