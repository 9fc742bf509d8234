// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "engine/contract/recipe.h"
#include "engine/contract/result.h"
#include "engine/documents/document_node.h"
#include "engine/platform/paths.h"

namespace fettle::documents {

// recipe.yaml, the whole experiment as text for people:
//
//     fettle: recipe
//     version: 1
//     name: adult with an MLP
//     dataset: adult                        # a dataset of the workspace by name; or
//     # dataset: {name: adult, version: 3f2a…}       one version of it
//     # dataset: {path: ../data/adult}               a dataset.yaml, a file or a folder (a text with "/" is a path too)
//     # dataset: {paths: [a.csv, b.csv], options: {header: false, target: "14"}}
//     inputs: [age, {field: job, encoder: {category: {maximum: 50}}}]   # left out: every field with the role input
//     targets: [income]
//     task: tabular_classification
//     model: {template: mlp, hidden_sizes: [128, 64]}    # template: and its parameters; or `model: mlp`; or
//     # model: {graph: {nodes: […], edges: […]}}     a graph as drawn; or
//     # model: {graph_file: net.json}                a graph file in the recipe's folder or below
//     # model: {template: cnn, weights: {model: 7c1d…}, trainable: false}
//     # model: {template: {bert: {model: all-MiniLM-L6-v2}}}   a model of the library, fine-tuned
//     loss: cross_entropy
//     optimizer: {adamw: {lr: 0.001, weight_decay: 0.01}}
//     schedule: {cosine: {warmup_steps: 100}}
//     augmentation: [flip, {crop: {padding: 4}}]
//     sampler: balanced
//     training:
//       epochs: 10
//       batch_size: 64
//       early_stopping: false              # or {patience: 5, metric: accuracy}
//       fine_tuning: lora                  # or {method: full, layer_decay: 0.9}; of a model with pretrained weights
//
// A component is its id, or a map of one key, the id, to its parameters: `adamw` or `{adamw: {lr: 0.001}}`.
// `loss`, `optimizer` and `schedule` are shorthand for one objective over everything trainable, `model` for one network
// of that name; several are written as
//
//     networks:
//       generator: {template: …}
//       discriminator: {graph_file: discriminator.json}
//     objectives:
//       - {name: discriminate, loss: hinge, networks: [discriminator], optimizer: {adam: {lr: 0.0002}}}
//       - {name: generate, loss: hinge, networks: [generator], optimizer: {adam: {lr: 0.0001}}, every_steps: 2}
//
// Reading is strict: an unknown key is an error with file, line, column and the nearest known name. Whether components
// and parameters exist is checked where the catalog is.
//
// Paths in a recipe are data. readRecipeFile resolves relative paths of the dataset and of weights against the
// recipe's folder and checks nothing else about them: whether a program may read such a path is its caller's check
// (a recipe may be hostile). Only `graph_file` is read here, and only in the recipe's folder or below.

/// What reading needs to know beside the text.
struct RecipeSource {
    std::string file = "recipe.yaml"; ///< the name that errors give
    /// Relative paths resolve against it; empty: they stay as written and `graph_file` is refused.
    platform::Path folder;
};

/// Errors: documents.*.
[[nodiscard]] Result<Recipe> readRecipe(std::string_view text, std::string_view fileForErrors = "recipe.yaml");
[[nodiscard]] Result<Recipe> readRecipe(std::string_view text, const RecipeSource& source);
/// Also platform.file_not_opened and the other errors of reading a file.
[[nodiscard]] Result<Recipe> readRecipeFile(const platform::Path& path);

/// Sets what `path` names below `training:` ("l1", "fine_tuning.method"), as strictly as reading a recipe does; whatever
/// is wrong leaves `training` as it is. Errors: documents.unknown_key, documents.unknown_value, documents.wrong_type.
[[nodiscard]] Result<void> setTrainingOption(TrainingOptions& training, std::string_view path, const Value& value);

enum class Defaults { Omit, Write };
/// Canonical: equal recipes give equal bytes, and reading gives an equal recipe. With Defaults::Write the training
/// options are complete, as in the resolved copy that a run keeps.
[[nodiscard]] std::string writeRecipe(const Recipe& recipe, Defaults defaults = Defaults::Omit);

} // namespace fettle::documents
