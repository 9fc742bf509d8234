// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "engine/component_api/encoder.h"
#include "engine/component_api/registry.h"
#include "engine/contract/recipe.h"
#include "engine/data/dataset_reader.h"
#include "engine/model/graph_checker.h"

namespace fettle::training {

/// Whether a recipe could be trained on a dataset version, without training: fields, encoders, task and options are
/// resolved, graphs generated and dry-run. Gives {"recipe": the resolved recipe, "networks": {name: {"graph": Graph,
/// "report": GraphReport, "inputs": {field: TensorSpec}}}}. Errors: those of resolveExperiment.
[[nodiscard]] Result<Value> checkPlan(const Recipe& recipe, std::shared_ptr<const data::Dataset> dataset,
                                      const Registry& registry, model::GraphChecker& checker);

/// The encoder of a column, fitted on the training part: `ref`, or the kind's own where it is unset.
/// Errors: training.no_encoder, components.*, data.*.
[[nodiscard]] Result<std::unique_ptr<FittedEncoder>> fitEncoder(const Registry& registry, ComponentRef ref,
                                                                const data::Dataset& dataset, const Column& column,
                                                                bool asTarget);

} // namespace fettle::training
