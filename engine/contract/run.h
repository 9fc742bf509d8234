// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "engine/contract/dataset.h"
#include "engine/contract/job.h"
#include "engine/contract/recipe.h"

namespace fettle {

/// split → metric → value: {"validation": {"accuracy": 0.91}}
using SplitMetrics = std::map<std::string, std::map<std::string, double>>;

/// The train job. The worker reads the dataset and the run folder; it knows no workspace.
struct TrainRequest {
    Recipe recipe;
    std::string run;          ///< id, stamped on metrics
    std::string runFolder;    ///< checkpoints/, artifacts/, log.txt
    std::string manifestPath; ///< dataset.yaml of the version; empty: recipe.dataset.paths are imported first
    std::string modelFolder;  ///< where the model version is published
    bool resume = false;      ///< go on from the newest whole checkpoint in runFolder that is not beyond lastStep
    /// The step of the newest checkpoint whose row is stored, so with all points before it; later points are new.
    /// −1: none, begin anew. A checkpoint may be on disk before its row is stored, so the worker keeps the one before
    /// the newest too.
    std::int64_t lastStep = -1;
    std::int64_t threads = 0;
    std::int64_t memoryBudgetBytes = 0; ///< 0: what the machine has
    std::int64_t microBatchSize = 0;    ///< after memory ran short
    friend bool operator==(const TrainRequest&, const TrainRequest&) = default;
};

/// A checkpoint that is whole on disk. Sent after all metric points up to its step; its row and the deletion of later
/// points are one transaction.
struct CheckpointInfo {
    std::string run;
    std::string path; ///< folder, relative to the run folder: "checkpoints/000000001200"
    std::int64_t step = 0;
    double epoch = 0.0;
    bool best = false;
    double metric = 0.0; ///< of the evaluation that made it the best
    std::int64_t sizeBytes = 0;
    std::string reason;  ///< time, improvement, pause, stop, end, signal
    friend bool operator==(const CheckpointInfo&, const CheckpointInfo&) = default;
};

struct ArtifactInfo {
    std::string run;
    std::string kind; ///< recipe, predictions, confusion_matrix, log, model
    std::string split;
    std::string path; ///< relative to the run folder
    std::string sha256;
    std::int64_t sizeBytes = 0;
    friend bool operator==(const ArtifactInfo&, const ArtifactInfo&) = default;
};

/// What a training came to; the train job's result.
struct TrainResult {
    std::string run;
    std::string modelFolder;
    std::string reason; ///< finished, early_stopped, stopped_by_user, time_limit
    SplitMetrics metrics;
    SplitMetrics baseline;
    std::string primaryMetric;
    std::int64_t steps = 0;
    double epochs = 0.0;
    std::int64_t bestStep = 0;
    std::int64_t parameterCount = 0;
    std::int64_t threads = 0;
    std::string device;
    std::string precision;
    std::map<std::string, double> seconds; ///< load, prepare, train, evaluate, checkpoint, total
    double examplesPerSecond = 0.0;
    std::int64_t peakMemoryBytes = 0;
    std::vector<Note> notes;
    friend bool operator==(const TrainResult&, const TrainResult&) = default;
};

/// A published model version: enough to predict, from this folder alone.
struct ModelManifest {
    std::string id;
    std::string name;
    std::string run;
    std::string datasetVersion;
    ComponentRef task;
    std::map<std::string, Graph> networks;
    std::vector<FieldUse> inputs;
    std::vector<FieldUse> targets;
    std::vector<FieldInfo> fields;          ///< of inputs and targets as they were
    std::map<std::string, Value> encoders;  ///< field → fitted state, of inputs
    /// The same of targets: a field may be both. Older models have theirs among `encoders`.
    std::map<std::string, Value> targetEncoders;
    ComponentRef decoder;
    std::string weightsFile = "weights.safetensors";
    std::map<std::string, int> componentVersions; ///< "layer/linear" → behaviour version
    SplitMetrics metrics;
    std::string precision;
    std::string createdUtc;
    Value taskState; ///< what the task keeps: thresholds, baseline
    friend bool operator==(const ModelManifest&, const ModelManifest&) = default;
};

struct PredictRequest {
    std::string modelFolder;
    std::vector<std::string> paths;  ///< a file or folder as import takes it
    std::string manifestPath;        ///< or rows of a dataset version
    std::string split;               ///< of manifestPath; empty: all
    std::vector<std::int64_t> ids;   ///< these rows of manifestPath alone; empty: all of the split
    std::vector<ValueMap> rows;      ///< or rows given directly: field → value
    std::string outputPath;          ///< .csv, .xlsx, else JSON lines; empty: in the reply, at most 1000 rows
    ValueMap options;
    friend bool operator==(const PredictRequest&, const PredictRequest&) = default;
};

/// One example's prediction: target field → {"value", "score", "scores": {class: p}, "unsure": true}; the last only
/// where the score lies below the model's threshold (models.threshold).
struct Prediction {
    std::int64_t id = 0;
    std::map<std::string, Value> targets;
    friend bool operator==(const Prediction&, const Prediction&) = default;
};

struct PredictResult {
    std::int64_t count = 0;
    std::vector<Prediction> predictions; ///< where no output file was asked for
    std::string outputPath;
    std::vector<Note> columns;           ///< missing, extra, reordered columns, unseen categories: one per column
    SplitMetrics metrics;                ///< where the targets are known
    friend bool operator==(const PredictResult&, const PredictResult&) = default;
};

struct EvaluateRequest {
    std::string modelFolder;
    std::string manifestPath;
    std::string runFolder;
    std::string run;
    friend bool operator==(const EvaluateRequest&, const EvaluateRequest&) = default;
};

[[nodiscard]] nlohmann::json toJson(const TrainRequest& value);
[[nodiscard]] nlohmann::json toJson(const CheckpointInfo& value);
[[nodiscard]] nlohmann::json toJson(const ArtifactInfo& value);
[[nodiscard]] nlohmann::json toJson(const TrainResult& value);
[[nodiscard]] nlohmann::json toJson(const ModelManifest& value);
[[nodiscard]] nlohmann::json toJson(const PredictRequest& value);
[[nodiscard]] nlohmann::json toJson(const Prediction& value);
[[nodiscard]] nlohmann::json toJson(const PredictResult& value);
[[nodiscard]] nlohmann::json toJson(const EvaluateRequest& value);

} // namespace fettle
