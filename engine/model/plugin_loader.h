// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "engine/component_api/registry.h"
#include "engine/platform/paths.h"

namespace fettle::model {

/// What a plug-in must have been built with: compiler, LibTorch, hash of the component API.
[[nodiscard]] std::string pluginBuildTag();

/// Loads a plug-in and adds its components: all of them or, on an error, none. The library stays loaded for the life
/// of the process. Native code runs here: probe the file in a process of its own first (`fettle-worker probe-plugin
/// FILE`, which calls probePlugin). Errors: model.plugin_not_loaded, model.plugin_symbol, model.plugin_tag,
/// model.plugin_component.
[[nodiscard]] Result<void> loadPlugin(const platform::Path& file, Registry& registry);

/// What a probe found: the components that the plug-in would bring.
struct PluginProbe {
    std::string buildTag;
    std::vector<ComponentInfo> components;
};

/// Loads the plug-in beside the built-in components and runs the contract tests of what it brings. A crash here is the
/// answer that the parent process looks for. Errors: as loadPlugin, and model.plugin_component with the first failure.
[[nodiscard]] Result<PluginProbe> probePlugin(const platform::Path& file);

/// The plug-ins of a folder (*.so) in the order of their names. No error where there is no such folder.
[[nodiscard]] std::vector<platform::Path> pluginFiles(const platform::Path& folder);

} // namespace fettle::model
