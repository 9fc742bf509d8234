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

void recordVersion(ComponentVersions& versions, const Registry& registry, ComponentKind kind, const std::string& id)
{
    if (const auto* info = registry.info(kind, id))
        versions[std::string(toText(kind)) + "/" + info->id] = info->version;
}

void recordLayers(ComponentVersions& versions, const Registry& registry, const Graph& graph)
{
    for (const auto& node : graph.nodes)
        recordVersion(versions, registry, ComponentKind::Layer, node.component);
    for (const auto& [name, block] : graph.blocks)
        recordLayers(versions, registry, block);
}

} // namespace fettle::training
