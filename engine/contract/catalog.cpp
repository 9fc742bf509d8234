// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "engine/contract/catalog_fields.h"

namespace fettle {

FETTLE_JSON(ParameterChoice)
FETTLE_JSON(ParameterInfo)
FETTLE_JSON(PortInfo)
FETTLE_JSON(ComponentInfo)
FETTLE_JSON(Catalog)
FETTLE_JSON(ComponentRef)

const ComponentInfo* Catalog::find(ComponentKind kind, std::string_view id) const
{
    const auto named = [&](const ComponentInfo& info) { return info.kind == kind && info.id == id; };
    if (const auto found = std::ranges::find_if(components, named); found != components.end())
        return &*found;
    const auto replaced = [&](const ComponentInfo& info) {
        return info.kind == kind && std::ranges::find(info.replaces, id) != info.replaces.end();
    };
    const auto found = std::ranges::find_if(components, replaced);
    return found == components.end() ? nullptr : &*found;
}
} // namespace fettle
