// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/worker/plugins.h"

#include <nlohmann/json.hpp>

#include "engine/contract/json.h"
#include "engine/model/plugin_loader.h"
#include "engine/platform/child_process.h"
#include "engine/platform/files.h"
#include "engine/platform/hash.h"
#include "engine/platform/process.h"

namespace fettle::worker {
namespace {

using platform::Path;

constexpr int kProbeTimeoutMs = 60'000;
constexpr std::uint64_t kMaxPluginBytes = std::uint64_t{256} << 20;
constexpr std::uint64_t kMaxCacheBytes = std::uint64_t{1} << 20;

ValueMap readCache(const Path& file)
{
    const auto text = platform::readWholeFile(file, kMaxCacheBytes);
    if (!text.ok())
        return {};
    const auto json = parseJson(*text);
    return json.ok() ? valueFromJson(*json).asMap() : ValueMap{};
}

/// "ok", or how the probing process ended.
std::string probe(const Path& program, const Path& file)
{
    platform::ChildOptions options;
    options.program = program;
    options.arguments = {"probe-plugin", file.string()};
    options.output = platform::ChildOptions::Stream::Null;
    options.errors = platform::ChildOptions::Stream::Null;
    options.dieWithParent = true;
    auto child = platform::ChildProcess::spawn(options);
    if (!child.ok())
        return toLogLine(child.error());
    const auto status = child->wait(kProbeTimeoutMs);
    if (!status)
        return "timeout";
    return status->succeeded() ? "ok" : status->describe();
}

} // namespace

Path pluginFolder()
{
    if (const auto folder = platform::environmentVariable("FETTLE_PLUGIN_FOLDER"))
        return Path(*folder);
    return platform::userDataFolder() / "plugins";
}

PluginFolderReport loadPlugins(const Path& folder, const Path& program, const Path& cacheFile,
                               const std::string& buildTag, Registry& registry)
{
    PluginFolderReport report;
    const auto entries = platform::listFolder(folder);
    if (!entries.ok())
        return report;
    ValueMap cache = readCache(cacheFile);
    bool changed = false;
    for (const auto& entry : *entries) {
        const Path file = folder / entry.name;
        if (file.extension() != ".so")
            continue;
        const auto name = platform::toUtf8(file.filename());
        const auto putAside = [&](const char* reason, std::string detail) {
            report.putAside.push_back(makeError("worker.plugin_put_aside", {{"file", name}, {"reason", reason}}, std::move(detail)));
        };
        const auto bytes = platform::readWholeFile(file, kMaxPluginBytes);
        if (!bytes.ok()) {
            putAside(FETTLE_PHRASE("it cannot be read"), toLogLine(bytes.error()));
            continue;
        }
        // The build tag is part of the key: another Fettle must look for itself.
        const auto key = platform::sha256Hex(*bytes + buildTag);
        if (!cache.contains(key)) {
            cache[key] = probe(program, file);
            changed = true;
        }
        if (cache[key].asText() != "ok") {
            putAside(FETTLE_PHRASE("it failed when it was tried out"), cache[key].asText());
            continue;
        }
        if (const auto loaded = model::loadPlugin(file, buildTag, registry); !loaded.ok()) {
            putAside(FETTLE_PHRASE("it could not be loaded"), toLogLine(loaded.error()));
            continue;
        }
        report.loaded.push_back(name);
        report.hashes += "+" + key.substr(0, 16);
    }
    if (changed && platform::makeFolders(cacheFile.parent_path()).ok())
        static_cast<void>(platform::writeFileAtomically(cacheFile, toJson(cache).dump()));
    return report;
}

} // namespace fettle::worker
