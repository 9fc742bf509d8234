// SPDX-License-Identifier: GPL-3.0-or-later
// The fields of the structs in run.h, in the order they are written. For .cpp files only.
#pragma once

#include "engine/contract/run.h"
#include "engine/contract/recipe_fields.h"
#include "engine/contract/job_fields.h"
#include "engine/contract/json_fields.h"

namespace fettle {

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<TrainRequest> auto& value)
{
    visit("recipe", value.recipe);
    visit("run", value.run);
    visit("run_folder", value.runFolder);
    visit("manifest_path", value.manifestPath);
    visit("model_folder", value.modelFolder);
    visit("resume", value.resume);
    visit("last_step", value.lastStep);
    visit("threads", value.threads);
    visit("memory_budget_bytes", value.memoryBudgetBytes);
    visit("micro_batch_size", value.microBatchSize);
}

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<CheckpointInfo> auto& value)
{
    visit("run", value.run);
    visit.need("path", value.path);
    visit.need("step", value.step);
    visit("epoch", value.epoch);
    visit("best", value.best);
    visit("metric", value.metric);
    visit("size_bytes", value.sizeBytes);
    visit("reason", value.reason);
}

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<ArtifactInfo> auto& value)
{
    visit("run", value.run);
    visit.need("kind", value.kind);
    visit("split", value.split);
    visit.need("path", value.path);
    visit("sha256", value.sha256);
    visit("size_bytes", value.sizeBytes);
}

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<TrainResult> auto& value)
{
    visit("run", value.run);
    visit("model_folder", value.modelFolder);
    visit("reason", value.reason);
    visit("metrics", value.metrics);
    visit("baseline", value.baseline);
    visit("primary_metric", value.primaryMetric);
    visit("steps", value.steps);
    visit("epochs", value.epochs);
    visit("best_step", value.bestStep);
    visit("parameter_count", value.parameterCount);
    visit("threads", value.threads);
    visit("device", value.device);
    visit("precision", value.precision);
    visit("seconds", value.seconds);
    visit("examples_per_second", value.examplesPerSecond);
    visit("peak_memory_bytes", value.peakMemoryBytes);
    visit("notes", value.notes);
}

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<ModelManifest> auto& value)
{
    visit("id", value.id);
    visit("name", value.name);
    visit("run", value.run);
    visit("dataset_version", value.datasetVersion);
    visit("task", value.task);
    visit("networks", value.networks);
    visit("inputs", value.inputs);
    visit("targets", value.targets);
    visit("fields", value.fields);
    visit("encoders", value.encoders);
    visit("target_encoders", value.targetEncoders);
    visit("decoder", value.decoder);
    visit("weights_file", value.weightsFile);
    visit("component_versions", value.componentVersions);
    visit("metrics", value.metrics);
    visit("precision", value.precision);
    visit("created_utc", value.createdUtc);
    visit("task_state", value.taskState);
}

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<PredictRequest> auto& value)
{
    visit("model_folder", value.modelFolder);
    visit("paths", value.paths);
    visit("manifest_path", value.manifestPath);
    visit("split", value.split);
    visit("ids", value.ids);
    visit("rows", value.rows);
    visit("output_path", value.outputPath);
    visit("options", value.options);
}

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<Prediction> auto& value)
{
    visit("id", value.id);
    visit("targets", value.targets);
}

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<PredictResult> auto& value)
{
    visit("count", value.count);
    visit("predictions", value.predictions);
    visit("output_path", value.outputPath);
    visit("columns", value.columns);
    visit("metrics", value.metrics);
}

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<EvaluateRequest> auto& value)
{
    visit("model_folder", value.modelFolder);
    visit("manifest_path", value.manifestPath);
    visit("run_folder", value.runFolder);
    visit("run", value.run);
}

} // namespace fettle
