// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/pretrained/base_reference.h"

#include <algorithm>
#include <cctype>

#include <nlohmann/json.hpp>

#include "engine/contract/json.h"
#include "engine/platform/files.h"
#include "engine/pretrained/model_folder.h"
#include "engine/pretrained/model_library.h"

namespace fettle::pretrained {
namespace {

constexpr const char* kReferenceFile = "base.json";
/// MiniLM needs about 6 KB, a model of 24 blocks with all its matrices changed about 35.
constexpr std::size_t kMaxReferenceBytes = std::size_t{1} << 20;

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

bool isWeightsFile(std::string_view name)
{
    return name.ends_with(".safetensors") || name.ends_with(".bin") || name.ends_with(".pt") || name.ends_with(".pth");
}

/// Whether what is known of the files says that these are other weights. A card that was written anew changes none.
bool hasOtherWeights(const PretrainedModel& model, const BaseReference& base)
{
    auto theirs = model.sha256;
    auto ours = base.sha256;
    for (auto* files : {&theirs, &ours})
        std::erase_if(*files, [](const auto& file) { return !isWeightsFile(file.first); });
    return !theirs.empty() && !ours.empty() && theirs != ours;
}

/// What stands in a command that somebody is to copy: whoever wrote the file may mean harm.
bool isPlainWord(std::string_view text)
{
    const auto isPlain = [](unsigned char c) { return std::isalnum(c) != 0 || c == '.' || c == '_' || c == '-' || c == '/'; };
    return !text.empty() && text.front() != '-' && std::ranges::all_of(text, isPlain);
}

/// Of the library: the one with the same files, then the one of the same id.
std::vector<BasePlace> placesInLibrary(const BaseReference& base)
{
    const auto library = libraryFolder();
    std::vector<Error> ignored;
    std::vector<BasePlace> places;
    const auto models = listModels(library, ignored);
    const auto same = base.sha256.empty() ? models.end() : std::ranges::find(models, base.sha256, &PretrainedModel::sha256);
    const auto named = std::ranges::find(models, base.id, &PretrainedModel::id);
    if (same != models.end())
        places.push_back({pretrained::modelFolder(library, same->id), *same});
    if (named != models.end() && named != same)
        places.push_back({pretrained::modelFolder(library, named->id), *named});
    return places;
}

} // namespace

std::string hubNameOf(const std::string& source)
{
    constexpr std::string_view kHub = "hub:";
    return source.starts_with(kHub) ? source.substr(kHub.size(), source.find('@') - kHub.size()) : std::string();
}

ValueMap BaseReference::origin() const
{
    ValueMap origin{{"base", title}};
    if (source == "starter")
        origin["name"] = source;
    if (source.starts_with("file:"))
        origin["file"] = source.substr(5);
    if (const auto name = hubNameOf(source); !name.empty()) {
        const auto at = source.find('@');
        const auto revision = at == std::string::npos ? std::string() : source.substr(at + 1);
        if (isPlainWord(name))
            origin["name"] = name;
        if (isPlainWord(name) && isPlainWord(revision))
            origin["revision"] = revision;
    }
    return origin;
}

bool namesBase(const platform::Path& modelFolder)
{
    std::error_code ignored;
    return std::filesystem::is_regular_file(modelFolder / kReferenceFile, ignored);
}

bool bundlesBase(const platform::Path& modelFolder)
{
    std::error_code ignored;
    return std::filesystem::is_regular_file(modelFolder / kBundledBase / "config.json", ignored);
}

Result<std::optional<BaseReference>> readBaseReference(const platform::Path& modelFolder)
{
    FETTLE_TRY_ASSIGN(const auto bytes, platform::readWholeFile(modelFolder / kReferenceFile, kMaxReferenceBytes));
    const auto parsed = parseJson(bytes);
    if (!parsed)
        return std::optional<BaseReference>();
    const auto& json = *parsed;
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

std::vector<BasePlace> placesOfBase(const platform::Path& modelFolder, const BaseReference& base)
{
    std::vector<BasePlace> places;
    // A model comes from anywhere: of the folder beside it nothing is believed but what its own config.json says, checked.
    if (const auto folder = modelFolder / kBundledBase; bundlesBase(modelFolder))
        if (auto network = readNetwork(folder)) {
            PretrainedModel bundled;
            bundled.id = base.id;
            bundled.title = base.title;
            bundled.network = std::move(network).value();
            places.push_back({folder, std::move(bundled)});
        }
    for (auto& place : placesInLibrary(base))
        places.push_back(std::move(place));
    return places;
}

BaseToTake baseToTakeAlong(const platform::Path& modelFolder)
{
    if (!namesBase(modelFolder) || bundlesBase(modelFolder))
        return {};
    const auto base = readBaseReference(modelFolder);
    if (!base || !*base)
        return {};
    for (const auto& place : placesInLibrary(**base))
        if (!hasOtherWeights(place.model, **base))
            return {place.folder, {}};
    return {std::nullopt, (*base)->title};
}

} // namespace fettle::pretrained
