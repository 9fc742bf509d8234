// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/plugin_loader.h"

#include <algorithm>
#include <sstream>

#include "engine/component_api/plugin.h"
#include "engine/model/selftest.h"
#include "engine/platform/dynamic_library.h"
#include "engine/platform/files.h"

namespace fettle::model {
namespace {

std::string nameOf(const platform::Path& file) { return file.filename().string(); }

} // namespace

std::string pluginBuildTag() { return FETTLE_BUILD_TAG; }

Result<void> loadPlugin(const platform::Path& file, Registry& registry)
{
    const auto absolute = file.is_absolute() ? file : std::filesystem::absolute(file);
    auto library = platform::DynamicLibrary::open(absolute);
    if (!library)
        return makeError("model.plugin_not_loaded", {{"file", nameOf(file)}, {"reason", library.error().arguments.at("reason").asText()}},
                         toLogLine(library.error()));
    const auto tag = library->function<const char*()>(kPluginTagSymbol);
    if (!tag)
        return makeError("model.plugin_symbol", {{"file", nameOf(file)}, {"symbol", kPluginTagSymbol}});
    const auto add = library->function<void(Registry&)>(kPluginRegisterSymbol);
    if (!add)
        return makeError("model.plugin_symbol", {{"file", nameOf(file)}, {"symbol", kPluginRegisterSymbol}});
    // The tag's function returns plain characters, so that it may be called whatever built it.
    const std::string got = (*tag)();
    if (got != pluginBuildTag())
        return makeError("model.plugin_tag", {{"file", nameOf(file)}, {"expected", pluginBuildTag()}, {"got", got}});
    try {
        // First into a registry of its own: a doubled id in the middle must not leave half of the plug-in behind.
        {
            Registry trial;
            (*add)(trial);
            for (const auto& component : trial.catalog({}).components)
                if (registry.find(component.kind, component.id))
                    return makeError("model.plugin_component", {{"file", nameOf(file)}, {"reason", "there is a component \"" + component.id + "\" already"}});
        }
        (*add)(registry);
    } catch (const std::exception& error) {
        return makeError("model.plugin_component", {{"file", nameOf(file)}, {"reason", error.what()}});
    }
    library->keepLoaded();
    return {};
}

Result<PluginProbe> probePlugin(const platform::Path& file)
{
    Registry registry;
    FETTLE_TRY(loadPlugin(file, registry));
    std::ostringstream out;
    if (runComponentContractTests(registry, out) > 0) {
        const auto text = out.str();
        const auto failed = text.find("FAILED ");
        return makeError("model.plugin_component", {{"file", nameOf(file)}, {"reason", text.substr(failed, text.find('\n', failed) - failed)}}, text);
    }
    return PluginProbe{pluginBuildTag(), registry.catalog({}).components};
}

std::vector<platform::Path> pluginFiles(const platform::Path& folder)
{
    std::vector<platform::Path> files;
    if (const auto entries = platform::listFolder(folder))
        for (const auto& entry : *entries)
            if (entry.kind == platform::EntryKind::File && entry.name.extension() == ".so")
                files.push_back(folder / entry.name);
    return files;
}

} // namespace fettle::model
