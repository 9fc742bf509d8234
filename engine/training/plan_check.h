// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "engine/component_api/encoder.h"
#include "engine/component_api/registry.h"
#include "engine/contract/recipe.h"
#include "engine/data/dataset_reader.h"
#include "engine/data/recommend.h"
#include "engine/model/graph_checker.h"

namespace fettle::training {

/// One field's encoder as training would fit it; an unset `encoder` means the kind's default.
[[nodiscard]] Result<std::unique_ptr<FittedEncoder>> fitEncoder(const Registry& registry, ComponentRef encoder,
                                                                const data::Dataset& dataset, const Column& column,
                                                                bool asTarget);

/// Resolves a recipe against its data without training and checks its networks:
/// {"networks": {name: {"graph": Graph, "report": GraphReport, "pytorch": code of a right one}}, "recipe": the resolved
/// recipe, "time": {"once_seconds", "epoch_seconds"}}: what training takes on `machine`, where all networks are right. Cost in
/// the reports is that of texts as long as these are on average.
/// Errors: what training would stop with before its first step.
[[nodiscard]] Result<Value> checkPlan(const Recipe& recipe, std::shared_ptr<const data::Dataset> dataset,
                                      const Registry& registry, model::GraphChecker& checker, data::MachineFacts machine);

} // namespace fettle::training
