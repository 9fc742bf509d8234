// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/pretrained/base_reference.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "engine/platform/files.h"
#include "engine/pretrained/model_library.h"

namespace fettle::pretrained {
namespace {

constexpr const char* kReferenceFile = "base.json";
constexpr std::size_t kMaxReferenceBytes = std::size_t{16} << 20;

std::string textAt(const nlohmann::json& json, const char* name)
{
    const auto found = json.find(name);
    return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

nlohmann::json objectAt(const nlohmann::json& json, const char* name)
{
    const auto found = json.find(name);
    return found != json.end() && found->is_object() ? *found : nlohmann::json::object();
}

} // namespace

std::string BaseReference::fetchName() const
{
    if (source == "starter")
        return source;
    if (source.starts_with("hub:"))
        return source.substr(4, source.find('@') == std::string::npos ? std::string::npos : source.find('@') - 4);
    return title;
}

bool namesBase(const platform::Path& modelFolder)
{
    std::error_code ignored;
    return std::filesystem::is_regular_file(modelFolder / kReferenceFile, ignored);
}

Result<std::optional<BaseReference>> readBaseReference(const platform::Path& modelFolder)
{
    FETTLE_TRY_ASSIGN(const auto bytes, platform::readWholeFile(modelFolder / kReferenceFile, kMaxReferenceBytes));
    const auto json = nlohmann::json::parse(bytes, nullptr, false);
    if (!json.is_object() || !json.contains("scale") || !json["scale"].is_number() || !json.contains("parts") || !json["parts"].is_array())
        return std::optional<BaseReference>();
    BaseReference base{textAt(json, "id"), textAt(json, "title"), textAt(json, "source"), {}, {}, {}, json["scale"].get<double>()};
    const auto files = objectAt(json, "sha256");
    for (const auto& [file, sum] : files.items())
        if (sum.is_string())
            base.sha256[file] = sum.get<std::string>();
    const auto sums = objectAt(json, "sums");
    for (const auto& [weight, sum] : sums.items())
        if (sum.is_number_integer())
            base.sums[weight] = sum.get<std::int64_t>();
    for (const auto& part : json["parts"]) {
        if (!part.is_object() || !part.contains("first_row") || !part["first_row"].is_number_integer())
            return std::optional<BaseReference>();
        base.parts.push_back({textAt(part, "weight"), textAt(part, "name"), part["first_row"].get<std::int64_t>()});
    }
    return std::optional(std::move(base));
}

Result<void> writeBaseReference(const platform::Path& modelFolder, const BaseReference& base)
{
    auto parts = nlohmann::json::array();
    for (const auto& part : base.parts)
        parts.push_back({{"weight", part.weight}, {"name", part.name}, {"first_row", part.firstRow}});
    const nlohmann::json json = {{"id", base.id},         {"title", base.title}, {"source", base.source}, {"sha256", base.sha256},
                                 {"scale", base.scale}, {"parts", parts},      {"sums", base.sums}};
    return platform::writeFileAtomically(modelFolder / kReferenceFile, json.dump(1) + "\n");
}

Result<void> removeBase(const platform::Path& modelFolder)
{
    FETTLE_TRY(platform::removeFile(modelFolder / kReferenceFile));
    std::error_code ignored;
    return std::filesystem::exists(modelFolder / kBundledBase, ignored) ? platform::removeTree(modelFolder / kBundledBase) : Result<void>();
}

std::optional<platform::Path> baseToTakeAlong(const platform::Path& modelFolder)
{
    if (!namesBase(modelFolder) || findModel(modelFolder, kBundledBase))
        return std::nullopt;
    const auto base = readBaseReference(modelFolder);
    if (!base || !*base)
        return std::nullopt;
    const auto library = libraryFolder();
    std::vector<Error> ignored;
    const auto models = listModels(library, ignored);
    auto found = std::ranges::find(models, (*base)->id, &PretrainedModel::id);
    if (found == models.end() && !(*base)->sha256.empty())
        found = std::ranges::find(models, (*base)->sha256, &PretrainedModel::sha256);
    if (found == models.end())
        return std::nullopt;
    return pretrained::modelFolder(library, found->id);
}

} // namespace fettle::pretrained
