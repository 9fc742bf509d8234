// SPDX-License-Identifier: GPL-3.0-or-later
// The fields of the structs in recipe.h, in the order they are written. For .cpp files only.
#pragma once

#include "engine/contract/recipe.h"
#include "engine/contract/graph_fields.h"
#include "engine/contract/catalog_fields.h"
#include "engine/contract/dataset_fields.h"
#include "engine/contract/json_fields.h"

namespace fettle {

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<DatasetRef> auto& value)
{
    visit("name", value.name);
    visit("version", value.version);
    visit("paths", value.paths);
    visit("options", value.options);
}

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<FieldUse> auto& value)
{
    visit.need("field", value.field);
    visit("encoder", value.encoder);
}

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<NetworkSpec> auto& value)
{
    visit("template", value.fromTemplate);
    visit("graph", value.graph);
    visit("weights", value.weights);
    visit("trainable", value.trainable);
}

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<Objective> auto& value)
{
    visit("name", value.name);
    visit("loss", value.loss);
    visit("weight", value.weight);
    visit("networks", value.networks);
    visit("optimizer", value.optimizer);
    visit("schedule", value.schedule);
    visit("every_steps", value.everySteps);
}

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<EarlyStopping> auto& value)
{
    visit("enabled", value.enabled);
    visit("metric", value.metric);
    visit("patience", value.patience);
    visit("minimum_delta", value.minimumDelta);
    visit("restore_best", value.restoreBest);
}

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<FineTuning> auto& value)
{
    visit("method", value.method);
    visit("head_factor", value.headFactor);
    visit("layer_decay", value.layerDecay);
    visit("lora_rank", value.loraRank);
    visit("lora_alpha", value.loraAlpha);
    visit("lora_targets", value.loraTargets);
    visit("contrastive_steps", value.contrastiveSteps);
}

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<TrainingOptions> auto& value)
{
    visit("epochs", value.epochs);
    visit("steps", value.steps);
    visit("max_minutes", value.maxMinutes);
    visit("batch_size", value.batchSize);
    visit("micro_batch_size", value.microBatchSize);
    visit("accumulation", value.accumulation);
    visit("clip_norm", value.clipNorm);
    visit("l1", value.l1);
    visit("ema_decay", value.emaDecay);
    visit("channels_last", value.channelsLast);
    visit("precision", value.precision);
    visit("device", value.device);
    visit("threads", value.threads);
    visit("seed", value.seed);
    visit("early_stopping", value.earlyStopping);
    visit("fine_tuning", value.fineTuning);
    visit("evaluate_every_epochs", value.evaluateEveryEpochs);
    visit("checkpoint_seconds", value.checkpointSeconds);
    visit("deterministic", value.deterministic);
    visit("activation_checkpointing", value.activationCheckpointing);
}

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<Recipe> auto& value)
{
    visit("name", value.name);
    visit("dataset", value.dataset);
    visit("inputs", value.inputs);
    visit("targets", value.targets);
    visit("task", value.task);
    visit("networks", value.networks);
    visit("objectives", value.objectives);
    visit("sampler", value.sampler);
    visit("collator", value.collator);
    visit("augmentation", value.augmentation);
    visit("training", value.training);
    visit("decoder", value.decoder);
}

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<RecommendedOption> auto& value)
{
    visit("path", value.path);
    visit("value", value.value);
    visit("reason", value.reason);
}

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<RecommendedModel> auto& value)
{
    visit("model", value.model);
    visit("parameter_count", value.parameterCount);
    visit("minutes", value.minutes);
    visit("reason", value.reason);
    visit("activation_bytes", value.activationBytes);
    visit("batch_size", value.batchSize);
}

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<Recommendation> auto& value)
{
    visit("recipe", value.recipe);
    visit("task", value.task);
    visit("options", value.options);
    visit("models", value.models);
    visit("minutes", value.minutes);
    visit("warnings", value.warnings);
}

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<RecommendRequest> auto& value)
{
    visit("manifest_path", value.manifestPath);
    visit("target", value.target);
    visit("task", value.task);
    visit("model", value.model);
    visit("tuning", value.tuning);
    visit("from_nothing", value.fromNothing);
}

} // namespace fettle
