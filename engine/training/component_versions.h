// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/component_api/registry.h"
#include "engine/contract/result.h"
#include "engine/contract/run.h"

namespace fettle::training {

/// Whether every component that a model was made with still works as it did then: its learned numbers fit nothing else.
/// Errors: training.component_older, training.component_newer.
[[nodiscard]] Result<void> checkComponentVersions(const ModelManifest& manifest, const Registry& registry);

} // namespace fettle::training
