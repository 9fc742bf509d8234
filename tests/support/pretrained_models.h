// SPDX-License-Identifier: GPL-3.0-or-later
// Pretrained models for tests: of the golden files, or of any folder in Hugging Face's layout.
#pragma once

#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "engine/pretrained/adapter.h"
#include "engine/pretrained/model_folder.h"
#include "engine/pretrained/model_library.h"
#include "engine/pretrained/safetensors_header.h"
#include "engine/pretrained/weight_plan.h"
#include "tests/support/environment.h"
#include "tests/support/temporary_folder.h"

namespace fettle::test {

/// Takes the model, or the adapter of one of `library`, in `from` into `library` as `id`.
inline PretrainedModel addPretrained(const std::filesystem::path& library, const std::filesystem::path& from, const std::string& id)
{
    const auto draft = pretrained::openDraft(library, id);
    REQUIRE_MESSAGE(draft.ok(), (draft.ok() ? "" : toLogLine(draft.error())));
    const auto copied = pretrained::isAdapter(from) ? pretrained::copyAdapterIntoDraft(library, from, *draft, {})
                                                    : pretrained::copyIntoDraft(from, *draft, {});
    REQUIRE_MESSAGE(copied.ok(), (copied.ok() ? "" : toLogLine(copied.error())));
    PretrainedModel about;
    about.id = id;
    auto model = pretrained::publishDraft(library, *draft, about, {});
    REQUIRE_MESSAGE(model.ok(), (model.ok() ? "" : toLogLine(model.error())));
    return *model;
}

/// Takes a case of golden/pretrained/cases.json into `library` under its folder's name, after the base of an adapter.
inline PretrainedModel addGolden(const std::filesystem::path& library, const nlohmann::json& golden)
{
    const auto root = sourceFolder() / "tests/golden/pretrained";
    if (golden.contains("base"))
        addPretrained(library, root / golden["base"].get<std::string>(), golden["base"].get<std::string>());
    const auto name = golden["folder"].get<std::string>();
    return addPretrained(library, root / name, name);
}

/// A config.json of one narrow block; "bert", "roberta", "xlm-roberta" or "camembert".
inline std::string tinyConfig(const std::string& family, std::int64_t tokens)
{
    const nlohmann::json config{{"model_type", family}, {"hidden_size", 8}, {"num_hidden_layers", 1}, {"num_attention_heads", 2},
                                {"intermediate_size", 16}, {"vocab_size", tokens}, {"max_position_embeddings", 18},
                                {"type_vocab_size", 2}, {"hidden_act", "gelu"}, {"hidden_dropout_prob", 0.1}, {"pad_token_id", 1}};
    return config.dump();
}

/// The bytes of a model.safetensors. `names`: instead of theirs. `fill`: each byte of the numbers.
inline std::string plainWeights(const PretrainedNetwork& network, const std::map<std::string, std::string>& names = {}, char fill = '\0')
{
    std::vector<pretrained::SafetensorsEntry> entries;
    const auto add = [&](const std::string& name, std::vector<std::int64_t> shape) {
        auto& entry = entries.emplace_back();
        entry.name = names.contains(name) ? names.at(name) : name;
        entry.shape = std::move(shape);
    };
    for (const auto& rule : pretrained::weightRules(network)) {
        auto shape = rule.shape;
        shape.front() = shape.front() / static_cast<std::int64_t>(rule.sources.size()) + rule.skippedRows;
        for (const auto& source : rule.sources)
            add(source, shape);
        if (!rule.addedRow.empty())
            add(rule.addedRow, {network.tokenTypes, network.hiddenSize});
    }
    auto bytes = pretrained::writeSafetensorsHeader(entries, {});
    bytes.resize(bytes.size() + entries.back().end, fill);
    return bytes;
}

/// Writes weights that fit the folder's config.json.
inline void writeZeroWeights(const std::filesystem::path& folder, const std::map<std::string, std::string>& names = {})
{
    const auto network = pretrained::readNetwork(folder);
    REQUIRE_MESSAGE(network.ok(), (network.ok() ? "" : toLogLine(network.error())));
    std::ofstream(folder / "model.safetensors", std::ios::binary) << plainWeights(*network, names);
}

/// The small BERT of the golden tests, with drawn weights, as the library's "small".
inline PretrainedModel addSmallBert(const std::filesystem::path& library)
{
    return addPretrained(library, sourceFolder() / "tests/golden/pretrained/bert", "small");
}

/// It alone as this user's library, and a cache of its own.
struct SmallBert {
    SmallBert() { addSmallBert(library()); }
    [[nodiscard]] std::filesystem::path library() const { return folder.path() / "library"; }

    TemporaryFolder folder;
    ScopedVariable inUse{"FETTLE_PRETRAINED", library().string()};
    ScopedVariable cache{"XDG_CACHE_HOME", (folder.path() / "cache").string()};
};

} // namespace fettle::test
