// SPDX-License-Identifier: GPL-3.0-or-later
// Folders of models: what is wrong with them is told, and none comes into the library half.
#include <filesystem>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "engine/platform/file_faults.h"
#include "engine/pretrained/adapter.h"
#include "tests/pretrained/archive_builder.h"
#include "tests/support/pretrained_models.h"
#include "tests/support/temporary_folder.h"

using namespace fettle;
using namespace fettle::pretrained;
using namespace fettle::test;

namespace {

/// A whole model of four words in "model", and an empty library beside it.
struct TinyModel {
    TinyModel()
    {
        folder.write("model/config.json", tinyConfig("bert", 4));
        folder.write("model/vocab.txt", "[UNK]\n[CLS]\n[SEP]\nword\n");
        writeZeroWeights(model());
    }

    [[nodiscard]] std::filesystem::path model() const { return folder.path() / "model"; }
    [[nodiscard]] std::filesystem::path library() const { return folder.path() / "library"; }
    void write(const std::string& name, const std::string& bytes) const { folder.write("model/" + name, bytes); }
    void remove(const std::string& name) const { std::filesystem::remove(model() / name); }

    [[nodiscard]] Result<PretrainedModel> publish() const
    {
        FETTLE_TRY_ASSIGN(const auto draft, openDraft(library(), "tiny"));
        FETTLE_TRY(copyIntoDraft(model(), draft, {}));
        PretrainedModel about;
        about.id = "tiny";
        return publishDraft(library(), draft, about, {});
    }

    TemporaryFolder folder;
};

/// Two files of weights that the index names, each with these tensors.
void writeShards(const TinyModel& tiny, const nlohmann::json& first, const nlohmann::json& second)
{
    tiny.remove("model.safetensors");
    nlohmann::json map = nlohmann::json::object();
    int number = 0;
    for (const auto& names : {first, second}) {
        const auto file = "model-0000" + std::to_string(++number) + "-of-00002.safetensors";
        std::vector<SafetensorsEntry> entries;
        for (const auto& name : names) {
            auto& entry = entries.emplace_back();
            entry.name = name.get<std::string>();
            entry.shape = {2};
            map[entry.name] = file;
        }
        auto bytes = writeSafetensorsHeader(entries, {});
        bytes.resize(bytes.size() + entries.back().end, '\0');
        tiny.write(file, bytes);
    }
    tiny.write("model.safetensors.index.json", nlohmann::json{{"weight_map", map}}.dump());
}

} // namespace

TEST_CASE("weights that do not fit are told together: what is missing, of another shape and left over")
{
    const TinyModel tiny;
    CHECK(codeOf(tiny.publish()) == "");
    writeZeroWeights(tiny.model(), {{"embeddings.LayerNorm.bias", "strange.bias"},
                                    {"encoder.layer.0.output.dense.bias", "encoder.layer.0.output.dense.weight"},
                                    {"encoder.layer.0.output.dense.weight", "encoder.layer.0.output.dense.bias"}});
    const auto refused = tiny.publish();
    REQUIRE(codeOf(refused) == "pretrained.weights_mismatch");
    const auto& arguments = refused.error().arguments;
    CHECK(arguments.at("missing").asText() == "embeddings.LayerNorm.bias");
    CHECK(arguments.at("unexpected").asText() == "strange.bias");
    CHECK(arguments.at("wrong").asText().find("encoder.layer.0.output.dense.weight (8, 8×16)") != std::string::npos);
    // The model that was there before is there still.
    CHECK(findModel(tiny.library(), "tiny").ok());
}

TEST_CASE("files of weights that are missing, named twice or named elsewhere")
{
    const TinyModel tiny;
    tiny.remove("model.safetensors");
    CHECK(codeOf(tiny.publish()) == "pretrained.no_weights");
    CHECK(codeOf(weightFiles(tiny.model())) == "pretrained.no_weights");

    writeShards(tiny, {"a", "b"}, {"c"});
    const auto files = weightFiles(tiny.model());
    REQUIRE(codeOf(files) == "");
    CHECK(files->size() == 2);
    CHECK(weightShapes(*files)->size() == 3);
    writeShards(tiny, {"a", "b"}, {"b"});
    CHECK(codeOf(weightShapes(*weightFiles(tiny.model()))) == "pretrained.tensor_twice");
    CHECK(codeOf(tiny.publish()) == "pretrained.tensor_twice");
    tiny.remove("model-00002-of-00002.safetensors");
    const auto missing = tiny.publish();
    REQUIRE(codeOf(missing) == "pretrained.shard_missing");
    CHECK(missing.error().arguments.at("file").asText() == "model-00002-of-00002.safetensors");

    for (const char* index : {"{}", R"({"weight_map": {}})", R"({"weight_map": ["a"]})", R"({"weight_map": {"a": 7}})"}) {
        tiny.write("model.safetensors.index.json", index);
        CHECK_MESSAGE(codeOf(tiny.publish()) == "pretrained.index_damaged", index);
    }
    for (const char* index : {"", "{", "[]"}) {
        tiny.write("model.safetensors.index.json", index);
        CHECK_MESSAGE(codeOf(tiny.publish()) == "pretrained.config_damaged", index);
    }
    // Names are not paths: what lies elsewhere is not reached, though it is there.
    tiny.folder.write("elsewhere.safetensors", "numbers");
    tiny.write("below/other.safetensors", "numbers");
    tiny.write(".hidden.safetensors", "numbers");
    for (const std::string& name : {std::string("../elsewhere.safetensors"), (tiny.folder.path() / "elsewhere.safetensors").string(),
                                   std::string("below/other.safetensors"), std::string("..\\elsewhere.safetensors"), std::string(".."),
                                   std::string(".hidden.safetensors"), std::string("a\0b", 3), std::string()}) {
        tiny.write("model.safetensors.index.json", nlohmann::json{{"weight_map", {{"w", name}}}}.dump());
        CHECK_MESSAGE(codeOf(weightFiles(tiny.model())) == "pretrained.index_damaged", name);
    }
}

// Stanza 1.12.0: when the careful way of reading had refused a file, it was read without care.
TEST_CASE("weights that the careful reader refuses are read in no other way")
{
    const TinyModel tiny;
    tiny.remove("model.safetensors");
    const auto trace = tiny.folder.path() / "trace";
    const auto program = pickle(pCall(pGlobal("os", "system"), {pText("touch " + trace.string())}));
    for (const auto& bytes : {archiveOf(program), legacyStart() + program, program}) {
        tiny.write("pytorch_model.bin", bytes);
        CHECK(codeOf(tiny.publish()) == (bytes == program ? "pretrained.archive_unknown" : "pretrained.pickle_forbidden"));
        CHECK_FALSE(std::filesystem::exists(trace));
        std::vector<Error> problems;
        CHECK(listModels(tiny.library(), problems).empty());
    }
}

TEST_CASE("a description that is damaged, missing, or of what cannot be built")
{
    const TinyModel tiny;
    for (const auto& bytes : {std::string(), std::string("{"), std::string("[]"), std::string("\xff{}"),
                              "{\"a\": " + std::string(200, '[') + std::string(200, ']') + "}"}) {
        tiny.write("config.json", bytes);
        CHECK(codeOf(tiny.publish()) == "pretrained.config_damaged");
    }
    tiny.remove("config.json");
    CHECK(codeOf(readNetwork(tiny.model())) == "pretrained.no_config");
    CHECK(codeOf(tiny.publish()) == "pretrained.no_config");
    auto config = nlohmann::json::parse(tinyConfig("bert", 4));
    config["position_embedding_type"] = "relative_key";
    tiny.write("config.json", config.dump());
    CHECK(codeOf(readNetwork(tiny.model())) == "pretrained.variant_unknown");
    // That only says how a table of positions was first filled.
    config = nlohmann::json::parse(tinyConfig("bert", 4));
    config["sinusoidal_pos_embds"] = true;
    tiny.write("config.json", config.dump());
    CHECK(readNetwork(tiny.model())->tokenTypes == 2);
}

TEST_CASE("a tokenizer whose numbers the network does not have is refused, also those around the text")
{
    const TinyModel tiny;
    const auto tokenizer = [](std::uint32_t separator) {
        return nlohmann::json{{"model", {{"type", "WordPiece"}, {"unk_token", "[UNK]"}, {"vocab", {{"[UNK]", 0}, {"[CLS]", 1}, {"[SEP]", 2}, {"word", 3}}}}},
                              {"post_processor", {{"type", "BertProcessing"}, {"cls", {"[CLS]", 1}}, {"sep", {"[SEP]", separator}}}}}
            .dump();
    };
    tiny.write("tokenizer.json", tokenizer(2));
    CHECK(codeOf(tiny.publish()) == "");
    for (const std::uint32_t separator : {4U, 4'000'000'000U}) {
        tiny.write("tokenizer.json", tokenizer(separator));
        CHECK(codeOf(tiny.publish()) == "pretrained.tokenizer_too_large");
    }
    tiny.remove("tokenizer.json");
    tiny.remove("vocab.txt");
    CHECK(codeOf(tiny.publish()) == "tokenizers.none_found");
    tiny.write("spiece.model", "\n");
    CHECK(codeOf(tiny.publish()) == "tokenizers.numbers_unknown");
}

TEST_CASE("what a model's makers say of it comes in whatever its bytes are")
{
    const TinyModel tiny;
    tiny.write("README.md", "---\nlicense: Libert\xE9\nlanguage:\n- fran\xE7""ais\n- en\n---\n");
    const auto model = tiny.publish();
    REQUIRE(codeOf(model) == "");
    CHECK(platform::isValidUtf8(model->license));
    CHECK(model->license.starts_with("Libert"));
    REQUIRE(model->languages.size() == 2);
    CHECK(platform::isValidUtf8(model->languages[0]));
    CHECK(model->languages[1] == "en");
    std::vector<Error> problems;
    CHECK(listModels(tiny.library(), problems).size() == 1);
    CHECK(problems.empty());
    CHECK(readModelCard("---\nlicense: " + std::string(299, 'a') + "\xC3\xA9\n---\n").license == std::string(299, 'a'));
}

TEST_CASE("an older model is there until the newer one is, wherever publishing breaks off")
{
    const TinyModel tiny;
    REQUIRE(codeOf(tiny.publish()) == "");
    for (int n = 1; n < 40; ++n) {
        CAPTURE(n);
        std::uint64_t injected = 0;
        {
            const platform::ScopedFileFaults faults("rename:" + std::to_string(n) + ":EIO");
            const auto published = tiny.publish();
            injected = faults.injectedCount();
            if (injected == 0)
                CHECK(codeOf(published) == "");
        }
        REQUIRE(findModel(tiny.library(), "tiny").ok());
        CHECK(codeOf(weightFiles(modelFolder(tiny.library(), "tiny"))) == "");
        if (injected == 0)
            return;
    }
    FAIL("publishing renames without end");
}

TEST_CASE("an adapter's description has the depth that others have")
{
    const TinyModel tiny;
    const auto described = [](std::size_t depth) {
        return "{\"peft_type\": \"LORA\", \"base_model_name_or_path\": \"somebody/else\", \"more\": " + std::string(depth, '[')
            + std::string(depth, ']') + "}";
    };
    tiny.folder.write("adapter/adapter_config.json", described(10));
    CHECK(codeOf(adapterBase(tiny.library(), tiny.folder.path() / "adapter")) == "pretrained.adapter_base");
    tiny.folder.write("adapter/adapter_config.json", described(200));
    CHECK(codeOf(adapterBase(tiny.library(), tiny.folder.path() / "adapter")) == "pretrained.adapter_damaged");
}
