// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

#include "engine/component_api/registry.h"
#include "engine/platform/paths.h"

namespace fettle::model {

/// Loads a plug-in and adds its components: all of them or, on an error, none. The library stays loaded for the life
/// of the process. `buildTag`: what it must have been built with (FETTLE_BUILD_TAG of the program). Native code runs
/// here: probe the file in a process of its own first (`fettle-worker probe-plugin FILE`). Errors: model.plugin_not_loaded, model.plugin_symbol, model.plugin_tag,
/// model.plugin_component.
[[nodiscard]] Result<void> loadPlugin(const platform::Path& file, std::string_view buildTag, Registry& registry);

/// Loads the plug-in by itself and runs the contract tests of what it brings. A crash here is the answer that a parent
/// process looks for. Errors: as loadPlugin, and model.plugin_component with the first failure.
[[nodiscard]] Result<std::vector<ComponentInfo>> probePlugin(const platform::Path& file, std::string_view buildTag);

} // namespace fettle::model
