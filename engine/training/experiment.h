// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/component_api/encoder.h"
#include "engine/component_api/registry.h"
#include "engine/component_api/sampler.h"
#include "engine/component_api/task.h"
#include "engine/contract/recipe.h"
#include "engine/data/dataset_reader.h"
#include "engine/training/batch_pipeline.h"
#include "engine/training/encoded_split.h"
#include "engine/training/network_pass.h"

namespace fettle::training {

/// A recipe made concrete for a dataset version: every value filled in, encoders fitted, the training split in memory.
struct Experiment {
    Recipe recipe; ///< resolved: components with all parameters, graphs generated, options decided
    std::shared_ptr<const data::Dataset> dataset;
    std::map<std::string, std::unique_ptr<FittedEncoder>> encoders;       ///< of inputs, by field
    std::map<std::string, std::unique_ptr<FittedEncoder>> targetEncoders; ///< a field may be both
    std::vector<EncodedField> inputs;
    std::vector<EncodedField> targets;
    const Column* weights = nullptr; ///< the column with the role weight
    std::vector<std::pair<std::string, TensorSpec>> inputSpecs;
    std::unique_ptr<TaskInstance> task;
    std::map<std::string, std::vector<std::int64_t>> classCounts; ///< target → counts in the training split
    std::vector<TransformUse> augmentation;
    std::int64_t evaluationCacheBytes = 0; ///< what a split that is evaluated may take
    std::unique_ptr<EncodedSplit> train; ///< without rows that have no target

    /// Other inputs than the recipe's from now on: what a part of the network made of them. The training split is encoded
    /// anew, without augmentation.
    void readInputs(std::vector<EncodedField> fields);
    /// A split as evaluation wants it: no augmentation; rows without a target are left out.
    [[nodiscard]] std::unique_ptr<EncodedSplit> encodeForEvaluation(std::vector<std::int64_t> rows) const;
    /// The order of an epoch, from the sampler. `registry` must outlive it.
    [[nodiscard]] EpochOrder epochOrder(const Registry& registry) const;
    /// The network that is evaluated and published: "model", else the first.
    [[nodiscard]] const std::string& mainNetwork() const;
};

/// What fitted encoders keep, by field.
struct EncoderStates {
    std::map<std::string, Value> inputs;
    std::map<std::string, Value> targets;
};

struct ResolveOptions {
    std::int64_t threads = 1;
    std::int64_t cacheBytes = 0; ///< for the examples in memory
    std::int64_t microBatchSize = 0;
    /// Of an earlier part of the run or a model: encoders are restored from it instead of fitted.
    const EncoderStates* encoderStates = nullptr;
    std::function<void(const Note&)> note;
};

/// Decides what the recipe leaves open and sets everything up but the network's weights.
/// Errors: training.*, components.*, data.* of the encoders.
[[nodiscard]] Result<Experiment> resolveExperiment(const Recipe& recipe, std::shared_ptr<const data::Dataset> dataset,
                                                   const Registry& registry, const ResolveOptions& options);

/// The encoder that a kind of field gets by itself, or an unset reference.
[[nodiscard]] ComponentRef defaultEncoderFor(const Registry& registry, FieldKind kind, bool asTarget);

} // namespace fettle::training
