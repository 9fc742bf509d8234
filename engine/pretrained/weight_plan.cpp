// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/pretrained/weight_plan.h"

#include <algorithm>
#include <array>
#include <set>

namespace fettle::pretrained {
namespace {

using Shape = std::vector<std::int64_t>;
using Shapes = std::map<std::string, Shape>;

/// A family's names for the parts of one block, behind its prefix.
struct BlockNames {
    std::string_view prefix; ///< before the block's number
    std::string_view query, key, value, out, norm1, linear1, linear2, norm2;
};

constexpr BlockNames kBert = {"encoder.layer.", "attention.self.query", "attention.self.key", "attention.self.value",
                              "attention.output.dense", "attention.output.LayerNorm", "intermediate.dense", "output.dense",
                              "output.LayerNorm"};
constexpr BlockNames kDistilBert = {"transformer.layer.", "attention.q_lin", "attention.k_lin", "attention.v_lin",
                                    "attention.out_lin", "sa_layer_norm", "ffn.lin1", "ffn.lin2", "output_layer_norm"};

/// Before all names of a checkpoint, the longest first.
constexpr std::array<std::string_view, 5> kPrefixes{"distilbert.", "roberta.", "bert.", "model.", "0.auto_model."};

std::string joinedName(std::string_view before, std::int64_t number, std::string_view part, std::string_view end)
{
    return std::string(before) + std::to_string(number) + "." + std::string(part) + std::string(end);
}

/// "LayerNorm.weight" as old checkpoints write it: "LayerNorm.gamma".
std::string oldName(const std::string& name)
{
    for (const auto& [now, before] : {std::pair{".weight", ".gamma"}, std::pair{".bias", ".beta"}})
        if (name.ends_with(now) && (name.find("LayerNorm") != std::string::npos || name.find("layer_norm") != std::string::npos))
            return name.substr(0, name.size() - std::string_view(now).size()) + before;
    return name;
}

std::string shapeText(const Shape& shape)
{
    std::string text;
    for (const auto size : shape)
        text += (text.empty() ? "" : "×") + std::to_string(size);
    return text.empty() ? "1" : text;
}

/// What one source must look like, from its rule.
Shape sourceShape(const WeightRule& rule, std::size_t index)
{
    Shape shape = rule.shape;
    if (index == 0 && rule.skippedRows > 0)
        shape[0] += rule.skippedRows;
    else if (rule.sources.size() > 1)
        shape[0] /= static_cast<std::int64_t>(rule.sources.size());
    return shape;
}

/// A list for a sentence: some names, then how many more.
std::string listed(const std::vector<std::string>& names)
{
    constexpr std::size_t kMost = 6;
    std::string text;
    for (std::size_t i = 0; i < std::min(names.size(), kMost); ++i)
        text += (i ? ", " : "") + names[i];
    if (names.size() > kMost)
        text += ", … (" + std::to_string(names.size()) + ")";
    return text;
}

/// The prefix under which most of the wanted names are there.
std::string_view bestPrefix(const std::vector<WeightRule>& rules, const Shapes& shapes)
{
    std::string_view best;
    std::size_t most = 0;
    const auto count = [&](std::string_view prefix) {
        std::size_t found = 0;
        for (const auto& rule : rules)
            for (const auto& source : rule.sources)
                found += shapes.contains(std::string(prefix) + source) || shapes.contains(std::string(prefix) + oldName(source)) ? 1 : 0;
        if (found > most) {
            most = found;
            best = prefix;
        }
    };
    count("");
    for (const auto prefix : kPrefixes)
        count(prefix);
    return best;
}

} // namespace

std::vector<WeightRule> weightRules(const PretrainedNetwork& network)
{
    const bool distil = network.family == "distilbert";
    const auto& names = distil ? kDistilBert : kBert;
    const auto width = network.hiddenSize;
    std::vector<WeightRule> rules;
    rules.push_back({std::string(kWordNode) + ".weight", {"embeddings.word_embeddings.weight"}, 0, {}, {network.vocabularySize, width}});
    // One text alone is all of the first type: that row goes into the positions, which every step has one of.
    rules.push_back({std::string(kPositionNode) + ".weight", {"embeddings.position_embeddings.weight"}, network.positionOffset,
                     network.tokenTypes > 0 ? "embeddings.token_type_embeddings.weight" : "", {network.positions, width}});
    for (const auto* part : {".weight", ".bias"})
        rules.push_back({std::string(kNormNode) + part, {std::string("embeddings.LayerNorm") + part}, 0, {}, {width}});
    for (std::int64_t i = 0; i < network.layers; ++i) {
        const auto block = std::string(kBlockNode) + std::to_string(i + 1) + ".";
        const auto add = [&](const char* target, std::initializer_list<std::string_view> sources, const char* end, Shape shape) {
            WeightRule rule;
            rule.target = block + target + end;
            // PyTorch writes the packed projection's names with an underscore.
            for (const auto source : sources)
                rule.sources.push_back(joinedName(names.prefix, i, source, std::string(".") + (end + 1)));
            rule.shape = std::move(shape);
            rules.push_back(std::move(rule));
        };
        add("self_attn.in_proj", {names.query, names.key, names.value}, "_weight", {3 * width, width});
        add("self_attn.in_proj", {names.query, names.key, names.value}, "_bias", {3 * width});
        add("self_attn.out_proj", {names.out}, ".weight", {width, width});
        add("self_attn.out_proj", {names.out}, ".bias", {width});
        add("linear1", {names.linear1}, ".weight", {network.innerSize, width});
        add("linear1", {names.linear1}, ".bias", {network.innerSize});
        add("linear2", {names.linear2}, ".weight", {width, network.innerSize});
        add("linear2", {names.linear2}, ".bias", {width});
        for (const auto& [target, source] : {std::pair{"norm1", names.norm1}, std::pair{"norm2", names.norm2}}) {
            add(target, {source}, ".weight", {width});
            add(target, {source}, ".bias", {width});
        }
    }
    return rules;
}

std::optional<WeightRule> typeRule(const PretrainedNetwork& network)
{
    if (network.tokenTypes < 2)
        return std::nullopt;
    WeightRule rule;
    rule.target = std::string(kTypeNode) + ".weight";
    rule.sources = {"embeddings.token_type_embeddings.weight"};
    rule.shape = {network.tokenTypes, network.hiddenSize};
    rule.isRelative = true;
    return rule;
}

Result<WeightNames> matchWeights(const PretrainedNetwork& network, const Shapes& shapes, const std::string& model)
{
    const auto rules = weightRules(network);
    const std::string prefix(bestPrefix(rules, shapes));
    WeightNames names;
    std::set<std::string> used;
    std::vector<std::string> missing;
    std::vector<std::string> wrong;
    const auto match = [&](const std::string& name, const Shape& expected) {
        auto stored = shapes.find(prefix + name);
        if (stored == shapes.end())
            stored = shapes.find(prefix + oldName(name));
        if (stored == shapes.end()) {
            missing.push_back(prefix + name);
            return;
        }
        if (stored->second != expected)
            wrong.push_back(stored->first + " (" + shapeText(stored->second) + ", " + shapeText(expected) + ")");
        names.stored[name] = stored->first;
        used.insert(stored->first);
    };
    for (const auto& rule : rules) {
        for (std::size_t i = 0; i < rule.sources.size(); ++i)
            match(rule.sources[i], sourceShape(rule, i));
        if (!rule.addedRow.empty())
            match(rule.addedRow, {network.tokenTypes, network.hiddenSize});
    }
    for (const auto& [name, shape] : shapes)
        if (!used.contains(name))
            names.leftOut.push_back(name);
    if (!missing.empty() || !wrong.empty())
        return makeError("pretrained.weights_mismatch",
                         {{"model", model}, {"missing", listed(missing)}, {"wrong", listed(wrong)}, {"unexpected", listed(names.leftOut)}});
    return names;
}

} // namespace fettle::pretrained
