// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/pretrained/model_folder.h"

#include <algorithm>
#include <optional>
#include <set>

#include <nlohmann/json.hpp>

#include "engine/contract/json.h"
#include "engine/platform/files.h"

namespace fettle::pretrained {
namespace {

using platform::Path;

constexpr std::uint64_t kMaxConfigBytes = 16u << 20;
/// Beyond these a size is damage, not a model: products of three of them stay within 63 bits.
constexpr std::int64_t kMaxSize = std::int64_t{1} << 20;
constexpr std::int64_t kMaxVocabulary = std::int64_t{1} << 26;

/// Where the families keep what: their names for one and the same thing.
struct FamilyNames {
    std::string_view type;   ///< config.json's model_type
    std::string_view family; ///< whose weights are named alike
    std::string_view hidden, layers, heads, inner, positions, activation, dropout;
    bool hasTokenTypes;
    bool offsetsPositions; ///< positions begin after the padding's number
};

constexpr FamilyNames kFamilies[] = {
    {"bert", "bert", "hidden_size", "num_hidden_layers", "num_attention_heads", "intermediate_size",
     "max_position_embeddings", "hidden_act", "hidden_dropout_prob", true, false},
    {"roberta", "roberta", "hidden_size", "num_hidden_layers", "num_attention_heads", "intermediate_size",
     "max_position_embeddings", "hidden_act", "hidden_dropout_prob", true, true},
    {"xlm-roberta", "roberta", "hidden_size", "num_hidden_layers", "num_attention_heads", "intermediate_size",
     "max_position_embeddings", "hidden_act", "hidden_dropout_prob", true, true},
    {"camembert", "roberta", "hidden_size", "num_hidden_layers", "num_attention_heads", "intermediate_size",
     "max_position_embeddings", "hidden_act", "hidden_dropout_prob", true, true},
    {"distilbert", "distilbert", "dim", "n_layers", "n_heads", "hidden_dim", "max_position_embeddings", "activation",
     "dropout", false, false},
};

/// config.json as its fields are asked for, with the first problem found.
class ConfigReader {
public:
    ConfigReader(const nlohmann::json& json, std::string file) : m_json(json), m_file(std::move(file)) {}

    std::int64_t size(std::string_view name, std::int64_t least, std::int64_t most)
    {
        const auto found = m_json.find(name);
        if (found == m_json.end() || !found->is_number_integer() || found->get<std::int64_t>() < least || found->get<std::int64_t>() > most) {
            fail(name, std::to_string(least) + "…" + std::to_string(most));
            return least;
        }
        return found->get<std::int64_t>();
    }
    std::int64_t size(std::string_view name, std::int64_t least, std::int64_t most, std::int64_t usual)
    {
        const auto found = m_json.find(name);
        return found == m_json.end() || found->is_null() ? usual : size(name, least, most);
    }
    double real(std::string_view name, double least, double most, double usual)
    {
        const auto found = m_json.find(name);
        if (found == m_json.end() || found->is_null())
            return usual;
        if (!found->is_number() || !(found->get<double>() >= least) || !(found->get<double>() <= most)) {
            fail(name, std::to_string(least) + "…" + std::to_string(most));
            return usual;
        }
        return found->get<double>();
    }
    std::string text(std::string_view name, std::string_view usual) const
    {
        const auto found = m_json.find(name);
        return found != m_json.end() && found->is_string() ? found->get<std::string>() : std::string(usual);
    }
    [[nodiscard]] const std::optional<Error>& problem() const { return m_problem; }

private:
    void fail(std::string_view name, std::string expected)
    {
        if (!m_problem)
            m_problem = makeError("pretrained.config_field", {{"file", m_file}, {"field", name}, {"expected", std::move(expected)}});
    }

    const nlohmann::json& m_json;
    std::string m_file;
    std::optional<Error> m_problem;
};

Result<nlohmann::json> readJsonObject(const Path& path)
{
    FETTLE_TRY_ASSIGN(const auto bytes, platform::readWholeFile(path, kMaxConfigBytes));
    auto json = parseJson(bytes);
    if (!json.ok() || !json->is_object())
        return makeError("pretrained.config_damaged", {{"file", platform::toUtf8(path)}},
                         json.ok() ? std::string() : toLogLine(json.error()));
    return json;
}

PretrainedPooling poolingOf(const Path& folder)
{
    const auto file = folder / "1_Pooling" / "config.json";
    if (!platform::fileStamp(file).ok())
        return PretrainedPooling::Mean;
    const auto json = readJsonObject(file);
    const auto says = [&](const char* name) {
        return json.ok() && json->contains(name) && (*json)[name].is_boolean() && (*json)[name].get<bool>();
    };
    if (says("pooling_mode_cls_token"))
        return PretrainedPooling::First;
    return says("pooling_mode_max_tokens") ? PretrainedPooling::Max : PretrainedPooling::Mean;
}

std::string_view trimmed(std::string_view text)
{
    const auto isBlank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '"' || c == '\''; };
    while (!text.empty() && isBlank(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isBlank(text.back()))
        text.remove_suffix(1);
    return text;
}

bool isPlainName(std::string_view name)
{
    return !name.empty() && name.find('/') == std::string_view::npos && name.find('\\') == std::string_view::npos
        && name.find('\0') == std::string_view::npos && !name.starts_with('.');
}

} // namespace

std::string knownFamilies()
{
    std::string names;
    for (const auto& each : kFamilies)
        names += (names.empty() ? "" : ", ") + std::string(each.type);
    return names;
}

Result<PretrainedNetwork> readNetwork(const Path& folder)
{
    const auto path = folder / "config.json";
    const auto file = platform::toUtf8(path);
    if (!platform::fileStamp(path).ok())
        return makeError("pretrained.no_config", {{"folder", platform::toUtf8(folder)}});
    FETTLE_TRY_ASSIGN(const auto json, readJsonObject(path));
    ConfigReader config(json, file);
    const auto type = config.text("model_type", "");
    const auto* names = std::ranges::find(kFamilies, type, &FamilyNames::type);
    if (names == std::end(kFamilies))
        return makeError("pretrained.family_unknown", {{"file", file}, {"family", type}, {"known", knownFamilies()}});
    PretrainedNetwork network;
    network.family = names->family;
    network.hiddenSize = config.size(names->hidden, 1, kMaxSize);
    network.layers = config.size(names->layers, 1, 1024);
    network.heads = config.size(names->heads, 1, kMaxSize);
    network.innerSize = config.size(names->inner, 1, kMaxSize);
    network.vocabularySize = config.size("vocab_size", 1, kMaxVocabulary);
    network.positions = config.size(names->positions, 1, kMaxSize);
    if (names->offsetsPositions) {
        network.positionOffset = config.size("pad_token_id", 0, kMaxSize, 1) + 1;
        network.positions -= network.positionOffset;
    }
    network.tokenTypes = names->hasTokenTypes ? config.size("type_vocab_size", 0, 1024, 0) : 0;
    network.layerNormEps = config.real("layer_norm_eps", 1e-15, 1.0, 1e-12);
    network.dropout = config.real(names->dropout, 0.0, 0.99, 0.1);
    network.activation = config.text(names->activation, "gelu");
    if (network.activation == "gelu_new" || network.activation == "gelu_pytorch_tanh" || network.activation == "gelu_fast")
        network.activation = "gelu_tanh";
    if (config.problem())
        return *config.problem();
    if (network.positions < 1 || network.hiddenSize % network.heads != 0)
        return makeError("pretrained.config_field",
                         {{"file", file}, {"field", network.positions < 1 ? names->positions : names->heads},
                          {"expected", FETTLE_PHRASE("a number that fits the others")}});
    // What changes the numbers and is not built: better said than silently left out.
    const auto unknown = [&](std::string_view field, const std::string& value) {
        return makeError("pretrained.variant_unknown", {{"file", file}, {"field", field}, {"value", value}});
    };
    if (network.activation != "gelu" && network.activation != "relu" && network.activation != "gelu_tanh")
        return unknown(names->activation, network.activation);
    if (const auto kind = config.text("position_embedding_type", "absolute"); kind != "absolute")
        return unknown("position_embedding_type", kind);
    if (json.contains("is_decoder") && json["is_decoder"].is_boolean() && json["is_decoder"].get<bool>())
        return unknown("is_decoder", "true");
    network.pooling = poolingOf(folder);
    return network;
}

ModelCard readModelCard(std::string_view readme)
{
    ModelCard card;
    const auto said = [](std::string_view text) { return std::string(platform::utf8Start(platform::bytesToUtf8(text.substr(0, 1000)), 300)); };
    const auto next = [&] {
        const auto end = readme.find('\n');
        const auto line = readme.substr(0, end);
        readme.remove_prefix(end == std::string_view::npos ? readme.size() : end + 1);
        return line;
    };
    if (trimmed(next()) != "---")
        return card;
    bool inLanguages = false;
    constexpr int kMostLines = 400;
    for (int i = 0; i < kMostLines && !readme.empty(); ++i) {
        const auto line = next();
        if (trimmed(line) == "---")
            return card;
        const auto text = trimmed(line);
        if (inLanguages && text.starts_with("- ")) {
            card.languages.push_back(said(trimmed(text.substr(2))));
            continue;
        }
        inLanguages = false;
        if (line.starts_with("license:") && card.license.empty())
            card.license = said(trimmed(line.substr(8)));
        if (!line.starts_with("language:"))
            continue;
        auto value = trimmed(line.substr(9));
        inLanguages = value.empty();
        if (value.starts_with('[') && value.ends_with(']'))
            value = value.substr(1, value.size() - 2);
        while (!value.empty()) {
            const auto comma = value.find(',');
            if (const auto one = trimmed(value.substr(0, comma)); !one.empty())
                card.languages.push_back(said(one));
            value.remove_prefix(comma == std::string_view::npos ? value.size() : comma + 1);
        }
    }
    return {}; // without an end it is no front matter
}

Result<std::vector<Path>> weightFiles(const Path& folder)
{
    if (const auto single = folder / "model.safetensors"; platform::fileStamp(single).ok())
        return std::vector{single};
    const auto index = folder / "model.safetensors.index.json";
    if (!platform::fileStamp(index).ok())
        return makeError("pretrained.no_weights", {{"folder", platform::toUtf8(folder)}});
    FETTLE_TRY_ASSIGN(const auto json, readJsonObject(index));
    const auto damaged = makeError("pretrained.index_damaged", {{"file", platform::toUtf8(index)}});
    const auto map = json.find("weight_map");
    if (map == json.end() || !map->is_object() || map->empty())
        return damaged;
    std::set<std::string> names;
    for (const auto& [tensor, file] : map->items()) {
        if (!file.is_string() || !isPlainName(file.get<std::string>()))
            return damaged;
        names.insert(file.get<std::string>());
    }
    std::vector<Path> files;
    for (const auto& name : names) {
        files.push_back(folder / platform::fromUtf8(name));
        if (!platform::fileStamp(files.back()).ok())
            return makeError("pretrained.shard_missing", {{"folder", platform::toUtf8(folder)}, {"file", name}});
    }
    return files;
}

Result<std::map<std::string, std::vector<std::int64_t>>> weightShapes(const std::vector<Path>& files)
{
    std::map<std::string, std::vector<std::int64_t>> shapes;
    for (const auto& file : files) {
        FETTLE_TRY_ASSIGN(const auto stamp, platform::fileStamp(file));
        FETTLE_TRY_ASSIGN(const auto start, platform::readFileStart(file, 8));
        std::uint64_t length = 0;
        for (std::size_t i = 0; i < start.size(); ++i)
            length |= static_cast<std::uint64_t>(static_cast<unsigned char>(start[i])) << (8 * i);
        FETTLE_TRY_ASSIGN(const auto head,
                          platform::readFileStart(file, 8 + static_cast<std::size_t>(std::min(length, kMaxSafetensorsHeaderBytes))));
        FETTLE_TRY_ASSIGN(const auto header, parseSafetensorsHeader(head, stamp.sizeBytes, platform::toUtf8(file)));
        for (const auto& entry : header.entries)
            if (!shapes.emplace(entry.name, entry.shape).second)
                return makeError("pretrained.tensor_twice", {{"file", platform::toUtf8(file)}, {"tensor", entry.name}});
    }
    return shapes;
}

} // namespace fettle::pretrained
