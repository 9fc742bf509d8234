// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>

#include "engine/component_api/registry.h"
#include "engine/contract/graph.h"
#include "engine/contract/result.h"
#include "engine/contract/run.h"

namespace fettle::training {

/// Whether every component that a model was made with still works as it did then: its learned numbers fit nothing else.
/// Errors: training.component_older, training.component_newer.
[[nodiscard]] Result<void> checkComponentVersions(const ModelManifest& manifest, const Registry& registry);

/// Behaviour versions by "layer/linear", as ModelManifest::componentVersions has them.
using ComponentVersions = std::map<std::string, int>;
void recordVersion(ComponentVersions& versions, const Registry& registry, ComponentKind kind, const std::string& id);
/// Of all layers of a graph and its blocks.
void recordLayers(ComponentVersions& versions, const Registry& registry, const Graph& graph);

} // namespace fettle::training
