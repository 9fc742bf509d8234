// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/catalog_cache.h"

#include <nlohmann/json.hpp>

#include "engine/contract/client_protocol.h"
#include "engine/contract/json.h"
#include "engine/platform/files.h"
#include "engine/platform/hash.h"
#include "engine/platform/process.h"

namespace fettle::service {
namespace {

void addStamp(std::string& text, const platform::Path& path)
{
    if (const auto stamp = platform::fileStamp(path))
        text += path.native() + ' ' + std::to_string(stamp->sizeBytes) + ' ' + std::to_string(stamp->modifiedNs) + ' ' +
                std::to_string(stamp->inode) + '\n';
}

/// Where the worker looks for plug-ins (engine/worker/plugins.h).
platform::Path pluginFolder()
{
    if (const auto named = platform::environmentVariable("FETTLE_PLUGIN_FOLDER"))
        return platform::Path(*named);
    return platform::userDataFolder() / "plugins";
}

std::string fileOf(const std::string& buildTag)
{
    return "catalog-" + platform::sha256Hex(buildTag).substr(0, 16) + ".json";
}

} // namespace

CatalogCache::CatalogCache(platform::Path folder, platform::Path workerProgram)
    : m_folder(std::move(folder)), m_workerProgram(std::move(workerProgram))
{
}

std::string CatalogCache::stamp() const
{
    std::string text = std::string(kFettleVersion) + '\n';
    addStamp(text, m_workerProgram);
    if (const auto entries = platform::listFolder(pluginFolder()))
        for (const auto& entry : *entries)
            addStamp(text, pluginFolder() / entry.name);
    return platform::sha256Hex(text);
}

std::optional<Value> CatalogCache::load() const
{
    const auto index = platform::readWholeFile(indexPath(), 1 << 16);
    const auto json = index ? parseJson(*index) : Result<nlohmann::json>(index.error());
    if (!json)
        return std::nullopt;
    const Value entry = valueFromJson(*json);
    if (entry.at("stamp").asText() != stamp())
        return std::nullopt;
    const auto tag = entry.at("build_tag").asText();
    const auto text = platform::readWholeFile(m_folder / fileOf(tag), std::uint64_t{64} << 20);
    const auto catalog = text ? parseJson(*text) : Result<nlohmann::json>(text.error());
    if (!catalog)
        return std::nullopt;
    Value value = valueFromJson(*catalog);
    if (value.at("build_tag").asText() != tag)
        return std::nullopt;
    return value;
}

Result<void> CatalogCache::store(const Value& catalog) const
{
    const auto tag = catalog.at("build_tag").asText();
    const auto kept = fileOf(tag);
    FETTLE_TRY(platform::writeFileAtomically(m_folder / kept, toLine(toJson(catalog))));
    const ValueMap index{{"stamp", stamp()}, {"build_tag", tag}};
    FETTLE_TRY(platform::writeFileAtomically(indexPath(), toLine(toJson(index))));
    if (const auto entries = platform::listFolder(m_folder))
        for (const auto& entry : *entries) {
            const auto name = entry.name.native();
            if (name.starts_with("catalog-") && name != kept && name != indexPath().filename().native())
                static_cast<void>(platform::removeFile(m_folder / entry.name));
        }
    return {};
}

} // namespace fettle::service
