// SPDX-License-Identifier: GPL-3.0-or-later
// Which pretrained model a model of LoRA changes: where it lies, how to get it again, and files that mean harm.
#include "engine/pretrained/base_reference.h"

#include <filesystem>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "tests/support/environment.h"
#include "tests/support/pretrained_models.h"
#include "tests/support/temporary_folder.h"

using namespace fettle;
using namespace fettle::pretrained;
using namespace fettle::test;

namespace {

/// A library with one model, and the folder of a model that changes it.
struct Changed : SmallBert {
    Changed()
    {
        base.id = "small";
        base.title = "Small";
        base.sha256 = {{"model.safetensors", "aa"}, {"README.md", "bb"}};
    }

    [[nodiscard]] std::filesystem::path model() const { return folder.path() / "model"; }

    /// What the library says of its model's files.
    void setSums(const std::string& id, const std::map<std::string, std::string>& sums) const
    {
        const auto file = library() / id / "fettle.json";
        auto about = nlohmann::json::parse(readBytes(file));
        about["sha256"] = sums;
        folder.write("library/" + id + "/fettle.json", about.dump());
    }
    [[nodiscard]] BaseToTake toTake() const
    {
        folder.write("model/model.yaml", "");
        REQUIRE(writeBaseReference(model(), base).ok());
        return baseToTakeAlong(model());
    }

    BaseReference base;
};

ValueMap originOf(const std::string& source)
{
    BaseReference base;
    base.title = "Small";
    base.source = source;
    return base.origin();
}

} // namespace

TEST_CASE("how to get a base again: the revision that it was, or the file that it was taken from")
{
    CHECK(originOf("hub:makers/small@0123abcd") == ValueMap{{"base", "Small"}, {"name", "makers/small"}, {"revision", "0123abcd"}});
    CHECK(originOf("hub:makers/small") == ValueMap{{"base", "Small"}, {"name", "makers/small"}});
    CHECK(hubNameOf("hub:makers/Small@abc") == "makers/Small");
    CHECK(originOf("starter") == ValueMap{{"base", "Small"}, {"name", "starter"}});
    CHECK(originOf("file:my-bert") == ValueMap{{"base", "Small"}, {"file", "my-bert"}});
    CHECK(originOf("") == ValueMap{{"base", "Small"}});
    // It becomes a command that somebody copies.
    CHECK(originOf("hub:makers/small; rm -rf ~") == ValueMap{{"base", "Small"}});
    CHECK(originOf("hub:makers/small@$(reboot)") == ValueMap{{"base", "Small"}, {"name", "makers/small"}});
    CHECK(originOf("hub:--endpoint@0123") == ValueMap{{"base", "Small"}});
}

TEST_CASE("a base is looked for by its files before its name, and first where the model brought it along")
{
    const Changed changed;
    changed.setSums("small", {{"model.safetensors", "another revision"}});
    addPretrained(changed.library(), sourceFolder() / "tests/golden/pretrained/bert", "renamed");
    changed.setSums("renamed", changed.base.sha256);
    auto places = placesOfBase(changed.model(), changed.base);
    REQUIRE(places.size() == 2);
    CHECK(places[0].folder == changed.library() / "renamed");
    CHECK(places[1].folder == changed.library() / "small");
    std::filesystem::create_directories(changed.model());
    std::filesystem::copy(changed.library() / "small", changed.model() / kBundledBase, std::filesystem::copy_options::recursive);
    places = placesOfBase(changed.model(), changed.base);
    REQUIRE(places.size() == 3);
    CHECK(places[0].folder == changed.model() / kBundledBase);
    CHECK(places[0].model.network == places[1].model.network);
}

TEST_CASE("taken along is the base itself, and never another revision of it; what is not here is named")
{
    Changed changed;
    CHECK(changed.toTake().folder == changed.library() / "small"); // nothing is known of its files
    changed.setSums("small", {{"model.safetensors", "aa"}, {"README.md", "written anew"}});
    CHECK(changed.toTake().folder == changed.library() / "small");
    changed.setSums("small", {{"model.safetensors", "cc"}, {"README.md", "bb"}});
    CHECK_FALSE(changed.toTake().folder);
    CHECK(changed.toTake().missing == "Small");
    std::filesystem::remove_all(changed.library() / "small");
    CHECK(changed.toTake().missing == "Small");
    changed.folder.write("model/base/config.json", "{}"); // with it already
    CHECK(changed.toTake().missing.empty());
    CHECK_FALSE(changed.toTake().folder);
    CHECK(baseToTakeAlong(changed.library()).missing.empty()); // names none
}

TEST_CASE("of a base that came with a model nothing is believed that was not checked")
{
    const Changed changed;
    std::filesystem::create_directories(changed.model());
    const auto bundled = changed.model() / kBundledBase;
    std::filesystem::copy(changed.library() / "small", bundled, std::filesystem::copy_options::recursive);
    std::filesystem::remove_all(changed.library());
    const auto write = [&](const char* name, const char* field) {
        auto json = nlohmann::json::parse(readBytes(bundled / name));
        (std::string_view(name) == "fettle.json" ? json["network"] : json)[field] = 1'000'000'000'000;
        changed.folder.write(std::string("model/base/") + name, json.dump());
    };
    write("fettle.json", "layers");
    const auto places = placesOfBase(changed.model(), changed.base);
    REQUIRE(places.size() == 1);
    CHECK(places[0].model.network.layers == 2);
    write("config.json", "num_hidden_layers");
    CHECK(placesOfBase(changed.model(), changed.base).empty());
}

TEST_CASE("a reference too deep or too large is damaged, not read")
{
    const TemporaryFolder folder;
    const auto isRead = [&](const std::string& bytes) {
        folder.write("base.json", bytes);
        const auto base = readBaseReference(folder.path());
        return base.ok() && base->has_value();
    };
    const auto with = [](const std::string& more) { return R"({"scale": 1, "parts": [], "more": )" + more + "}"; };
    CHECK(isRead(with("1")));
    CHECK(isRead(with('"' + std::string(900'000, 'x') + '"')));
    CHECK_FALSE(isRead(with('"' + std::string(2'000'000, 'x') + '"')));
    CHECK_FALSE(isRead(with(std::string(200'000, '[') + std::string(200'000, ']'))));
    CHECK_FALSE(isRead(R"({"scale": 1, "parts": [{"weight": "w", "name": "w"}]})"));
    CHECK_FALSE(isRead("{\"scale\": 1"));
}
