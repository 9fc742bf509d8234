// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "engine/component_api/registry.h"
#include "engine/contract/dataset.h"
#include "engine/platform/paths.h"

namespace fettle::worker {

struct PluginFolderReport {
    std::vector<std::string> loaded; ///< file names
    std::vector<Note> putAside;      ///< worker.plugin_put_aside: file and reason
    std::string hashes;              ///< of the loaded ones, part of the catalog's build tag
};

/// Where people put plug-ins: $FETTLE_PLUGIN_FOLDER, else plugins/ in platform::userDataFolder(), which is Fettle's own.
[[nodiscard]] platform::Path pluginFolder();

/// Loads every *.so of `folder` whose content was tried before in a process of its own and did not crash; new ones are
/// tried now with `<program> probe-plugin FILE`. What was found is kept by content hash in `cacheFile`, so that a
/// crashing plug-in is tried once.
[[nodiscard]] PluginFolderReport loadPlugins(const platform::Path& folder, const platform::Path& program,
                                             const platform::Path& cacheFile, const std::string& buildTag,
                                             Registry& registry);

} // namespace fettle::worker
