// SPDX-License-Identifier: GPL-3.0-or-later
// A plug-in is a shared library of components built with the exact compiler, LibTorch and component_api of the
// program that loads it: FETTLE_PLUGIN(type, …) in one of its files. It is probed in a process of its own first.
#pragma once

#include "engine/component_api/registry.h"

namespace fettle {

inline constexpr const char* kPluginTagSymbol = "fettlePluginBuildTag";
inline constexpr const char* kPluginRegisterSymbol = "fettlePluginRegister";

} // namespace fettle

/// Defines the two symbols that the loader looks for; `...` are the component classes.
#define FETTLE_PLUGIN(name, ...)                                                                                      \
    extern "C" __attribute__((visibility("default"))) const char* fettlePluginBuildTag() { return FETTLE_BUILD_TAG; }\
    extern "C" __attribute__((visibility("default"))) void fettlePluginRegister(fettle::Registry& registry)          \
    {                                                                                                                 \
        fettle::addPluginComponents<__VA_ARGS__>(registry, name);                                                     \
    }

namespace fettle {
template <class... Components>
void addPluginComponents(Registry& registry, const char* name)
{
    (registry.add(std::make_unique<Components>(), name), ...);
}
} // namespace fettle
