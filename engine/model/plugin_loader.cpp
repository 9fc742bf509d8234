// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/plugin_loader.h"

#include <sstream>

#include "engine/component_api/plugin.h"
#include "engine/model/selftest.h"
#include "engine/platform/dynamic_library.h"

namespace fettle::model {
namespace {

std::string nameOf(const platform::Path& file) { return file.filename().string(); }

} // namespace

Result<void> loadPlugin(const platform::Path& file, std::string_view buildTag, Registry& registry)
{
    const auto absolute = file.is_absolute() ? file : std::filesystem::absolute(file);
    auto library = platform::DynamicLibrary::open(absolute);
    if (!library)
        return makeError("model.plugin_not_loaded", {{"file", nameOf(file)}}, library.error().detail);
    const auto tag = library->function<const char*()>(kPluginTagSymbol);
    if (!tag)
        return makeError("model.plugin_symbol", {{"file", nameOf(file)}, {"symbol", kPluginTagSymbol}});
    const auto add = library->function<void(Registry&)>(kPluginRegisterSymbol);
    if (!add)
        return makeError("model.plugin_symbol", {{"file", nameOf(file)}, {"symbol", kPluginRegisterSymbol}});
    // The tag's function returns plain characters, so that it may be called whatever built it.
    const std::string got = (*tag)();
    if (got != buildTag)
        return makeError("model.plugin_tag", {{"file", nameOf(file)}, {"expected", buildTag}, {"got", got}});
    try {
        // First into a registry of its own: a doubled id in the middle must not leave half of the plug-in behind.
        {
            Registry trial;
            (*add)(trial);
            for (const auto& component : trial.catalog({}).components)
                if (registry.find(component.kind, component.id))
                    return makeError("model.plugin_component", {{"file", nameOf(file)}, {"taken", component.id}});
        }
        (*add)(registry);
    } catch (const std::exception& error) {
        return makeError("model.plugin_component", {{"file", nameOf(file)}}, error.what());
    }
    library->keepLoaded();
    return {};
}

Result<std::vector<ComponentInfo>> probePlugin(const platform::Path& file, std::string_view buildTag)
{
    Registry registry;
    FETTLE_TRY(loadPlugin(file, buildTag, registry));
    std::ostringstream out;
    if (runComponentContractTests(registry, out) > 0)
        return makeError("model.plugin_component", {{"file", nameOf(file)}}, out.str());
    return registry.catalog({}).components;
}

} // namespace fettle::model
