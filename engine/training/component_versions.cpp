// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/component_versions.h"

#include <string_view>

#include "engine/contract/catalog.h"

namespace fettle::training {

Result<void> checkComponentVersions(const ModelManifest& manifest, const Registry& registry)
{
    for (const auto& [name, then] : manifest.componentVersions) {
        const auto slash = name.find('/');
        const auto kind = fromText<ComponentKind>(std::string_view(name).substr(0, slash));
        const auto* info = kind && slash != std::string::npos ? registry.info(*kind, std::string_view(name).substr(slash + 1)) : nullptr;
        // A component that is missing altogether is named where it is needed.
        if (!info || info->version == then)
            continue;
        return makeError(then < info->version ? "training.component_older" : "training.component_newer",
                         {{"model", manifest.name}, {"component", info->id}, {"then", then}, {"now", info->version}});
    }
    return {};
}

} // namespace fettle::training
