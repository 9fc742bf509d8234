// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/pretrained/adapter.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <filesystem>
#include <optional>
#include <set>

#include <nlohmann/json.hpp>

#include "engine/contract/json.h"
#include "engine/platform/files.h"
#include "engine/pretrained/model_folder.h"
#include "engine/pretrained/torch_archive.h"
#include "engine/pretrained/weight_plan.h"

namespace fettle::pretrained {
namespace {

using platform::Path;

constexpr const char* kConfigFile = "adapter_config.json";
constexpr const char* kWeightsFile = "adapter_model.safetensors";
constexpr const char* kArchiveFile = "adapter_model.bin";
constexpr std::size_t kMaxAdapterConfigBytes = 4 << 20;

bool isFileAt(const Path& path)
{
    std::error_code ignored;
    return std::filesystem::is_regular_file(path, ignored);
}

Path folderOf(const Path& path) { return isFileAt(path) ? path.parent_path() : path; }

Error damaged(const Path& folder)
{
    return makeError("pretrained.adapter_damaged", {{"file", platform::toUtf8(folder / kConfigFile)}});
}

Error otherKind(const Path& folder, std::string field, std::string value)
{
    return makeError("pretrained.adapter_kind", {{"file", platform::toUtf8(folder / kConfigFile)}, {"field", std::move(field)}, {"value", std::move(value)}});
}

Result<nlohmann::json> readConfig(const Path& folder)
{
    FETTLE_TRY_ASSIGN(const auto bytes, platform::readWholeFile(folder / kConfigFile, kMaxAdapterConfigBytes));
    auto json = parseJson(bytes);
    return json.ok() && json->is_object() ? json : damaged(folder);
}

std::string lowerCase(std::string text)
{
    std::ranges::transform(text, text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

/// "owner/Model" and "/home/me/Model/" are Model's.
std::string lastPart(std::string text)
{
    while (text.ends_with('/') || text.ends_with('\\'))
        text.pop_back();
    return lowerCase(text.substr(text.find_last_of("/\\") + 1));
}

/// What an adapter may say that is more than adding B·A to weights.
Result<void> checkKind(const Path& folder, const nlohmann::json& config)
{
    const auto text = [&](const char* name) { return config.contains(name) && config[name].is_string() ? config[name].get<std::string>() : std::string(); };
    const auto isOn = [&](const char* name) { return config.contains(name) && config[name].is_boolean() && config[name].get<bool>(); };
    if (text("peft_type") != "LORA")
        return otherKind(folder, "peft_type", text("peft_type"));
    if (const auto bias = text("bias"); !bias.empty() && bias != "none")
        return otherKind(folder, "bias", bias);
    for (const char* name : {"use_dora", "fan_in_fan_out"})
        if (isOn(name))
            return otherKind(folder, name, "true");
    return {};
}

/// lora_alpha / r, or / √r, with alpha_pattern's own alphas by the ends of the modules' names.
class Scales {
public:
    static Result<Scales> read(const Path& folder, const nlohmann::json& config)
    {
        Scales scales;
        if (!config.contains("lora_alpha") || !config["lora_alpha"].is_number())
            return damaged(folder);
        scales.m_alpha = config["lora_alpha"].get<double>();
        scales.m_byRoot = config.contains("use_rslora") && config["use_rslora"].is_boolean() && config["use_rslora"].get<bool>();
        if (const auto found = config.find("alpha_pattern"); found != config.end() && found->is_object())
            for (const auto& [name, alpha] : found->items()) {
                if (name.find_first_of("*+?[](){}|^$\\") != std::string::npos)
                    return otherKind(folder, "alpha_pattern", name);
                if (!alpha.is_number())
                    return damaged(folder);
                scales.m_patterns.emplace_back(name, alpha.get<double>());
            }
        return scales;
    }

    [[nodiscard]] double of(std::string_view module, std::int64_t rank) const
    {
        double alpha = m_alpha;
        for (const auto& [name, own] : m_patterns)
            if (module == name || module.ends_with("." + name))
                alpha = own;
        const auto r = static_cast<double>(rank);
        return alpha / (m_byRoot ? std::sqrt(r) : r);
    }

private:
    double m_alpha = 1.0;
    bool m_byRoot = false;
    std::vector<std::pair<std::string, double>> m_patterns;
};

/// The matrices that an adapter can change: the names that the rules have for them, with rows and columns.
std::map<std::string, std::vector<std::int64_t>> matricesOf(const PretrainedNetwork& network)
{
    std::map<std::string, std::vector<std::int64_t>> matrices;
    for (const auto& rule : weightRules(network)) {
        if (rule.shape.size() != 2 || rule.target.find("block") != 0)
            continue;
        for (const auto& source : rule.sources)
            matrices[source] = {rule.shape[0] / static_cast<std::int64_t>(rule.sources.size()), rule.shape[1]};
    }
    return matrices;
}

struct LoraName {
    std::string module;
    bool isA = false;
};

/// "base_model.model.bert.encoder.layer.0.attention.self.query.lora_A.weight"; none: no part of a low-rank change.
std::optional<LoraName> parseLoraName(std::string name)
{
    const auto begin = name.find(".lora_");
    if (begin == std::string::npos)
        return {};
    const auto kind = name.substr(begin + 6);
    if (kind != "A.weight" && kind != "B.weight" && kind != "A.default.weight" && kind != "B.default.weight")
        return {};
    name.resize(begin);
    for (const std::string_view before : {"base_model.model."})
        if (name.starts_with(before))
            name.erase(0, before.size());
    return LoraName{name, kind.front() == 'A'};
}

/// A module under the rules' name for its weight, without the prefixes that whole models put before ("bert."); empty: none.
std::string sourceOf(std::string module, const std::map<std::string, std::vector<std::int64_t>>& matrices)
{
    while (true) {
        if (matrices.contains(module + ".weight"))
            return module + ".weight";
        const auto dot = module.find('.');
        if (dot == std::string::npos)
            return {};
        module.erase(0, dot + 1);
    }
}

std::string joinedNames(const std::set<std::string>& names)
{
    std::string text;
    for (const auto& name : names)
        text += (text.empty() ? "" : ", ") + name;
    return text;
}

} // namespace

bool isAdapter(const Path& path)
{
    const auto folder = folderOf(path);
    return isFileAt(folder / kConfigFile) && !isFileAt(folder / "config.json");
}

Result<PretrainedModel> adapterBase(const Path& library, const Path& folder)
{
    FETTLE_TRY_ASSIGN(const auto config, readConfig(folderOf(folder)));
    const auto named = config.find("base_model_name_or_path");
    if (named == config.end() || !named->is_string())
        return damaged(folderOf(folder));
    const auto base = named->get<std::string>();
    std::vector<Error> ignored;
    std::string known;
    for (auto& model : listModels(library, ignored)) {
        if (isAdapter(modelFolder(library, model.id) / kAdapterFolder))
            continue; // a model with another adapter
        const auto hub = "hub:" + lowerCase(base) + "@";
        if (lastPart(base) == lowerCase(model.id) || lastPart(base) == lastPart(model.title) || lowerCase(model.source).starts_with(hub))
            return std::move(model);
        known += (known.empty() ? "" : ", ") + model.id;
    }
    return makeError("pretrained.adapter_base", {{"base", base}, {"known", known}});
}

Result<Adapter> readAdapter(const Path& folder, const PretrainedNetwork& network)
{
    FETTLE_TRY_ASSIGN(const auto config, readConfig(folder));
    FETTLE_TRY(checkKind(folder, config));
    FETTLE_TRY_ASSIGN(const auto scales, Scales::read(folder, config));
    Adapter adapter;
    adapter.file = folder / kWeightsFile;
    FETTLE_TRY_ASSIGN(const auto shapes, weightShapes({adapter.file}));
    const auto matrices = matricesOf(network);
    std::set<std::string> wrong;
    for (const auto& [name, shape] : shapes) {
        const auto parsed = parseLoraName(name);
        if (!parsed) {
            // Another task's head is trained anew here; a part of the change that nobody knows would be missed.
            if (name.find("lora_") == std::string::npos)
                adapter.leftOut.push_back(name);
            else
                wrong.insert(name);
            continue;
        }
        const auto source = sourceOf(parsed->module, matrices);
        if (source.empty() || shape.size() != 2) {
            wrong.insert(name);
            continue;
        }
        auto& change = adapter.changes[source];
        (parsed->isA ? change.a : change.b) = name;
        if (parsed->isA && shape[0] > 0)
            change.scale = scales.of(parsed->module, shape[0]);
    }
    for (const auto& [source, change] : adapter.changes) {
        const auto& matrix = matrices.at(source);
        if (change.a.empty() || change.b.empty()) {
            wrong.insert(change.a.empty() ? change.b : change.a);
            continue;
        }
        const auto& a = shapes.at(change.a);
        const auto& b = shapes.at(change.b);
        if (a[0] < 1 || a[1] != matrix[1] || b[0] != matrix[0] || b[1] != a[0])
            wrong.insert(source);
    }
    if (!wrong.empty() || adapter.changes.empty())
        return makeError("pretrained.adapter_mismatch", {{"file", platform::toUtf8(adapter.file)}, {"tensors", joinedNames(wrong)}});
    return adapter;
}

Result<void> copyAdapterIntoDraft(const Path& library, const Path& from, const Path& draft, const InstallProgress& progress)
{
    const auto folder = folderOf(from);
    FETTLE_TRY_ASSIGN(const auto base, adapterBase(library, folder));
    const auto baseFolder = modelFolder(library, base.id);
    FETTLE_TRY(copyIntoDraft(baseFolder, draft, progress));
    const auto target = draft / kAdapterFolder;
    FETTLE_TRY(platform::makeFolders(target));
    FETTLE_TRY(platform::copyFile(folder / kConfigFile, target / kConfigFile));
    if (isFileAt(folder / kWeightsFile)) {
        FETTLE_TRY(platform::copyFile(folder / kWeightsFile, target / kWeightsFile));
        return {};
    }
    if (!isFileAt(folder / kArchiveFile))
        return makeError("pretrained.no_weights", {{"folder", platform::toUtf8(folder)}});
    FETTLE_TRY_ASSIGN(const auto archive, openTorchArchive(folder / kArchiveFile));
    return writeAsSafetensors(archive.tensors, target / kWeightsFile, progress);
}

} // namespace fettle::pretrained
