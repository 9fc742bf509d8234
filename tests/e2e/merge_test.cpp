// SPDX-License-Identifier: GPL-3.0-or-later
// A model that LoRA trained, from a table to one file that needs no other model.
#include <filesystem>
#include <fstream>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "tests/e2e/cli_runner.h"
#include "tests/support/environment.h"

using namespace fettle;
using namespace fettle::test;

TEST_CASE("a model of LoRA says what it needs, and merged it answers as before without the pretrained model")
{
    CliRunner cli;
    const auto library = cli.folder() / "library";
    cli.environment.emplace_back("FETTLE_PRETRAINED", library.string());
    const auto table = (cli.folder() / "messages.csv").string();
    {
        std::ofstream out(table);
        out << "message,topic\n";
        const char* const topics[] = {"parcels", "money", "praise"};
        const char* const texts[] = {"my parcel did not come, case ", "the bill is too high, case ", "thanks a lot for all the help, case "};
        for (int i = 0; i < 120; ++i)
            out << '"' << texts[i % 3] << i << "\"," << topics[i % 3] << '\n';
    }
    REQUIRE(cli.run({"models", "fetch", (sourceFolder() / "tests/golden/pretrained/bert").string(), "--yes"}).exitCode == 0);
    const auto base = cli.json({"models", "list"}).at("pretrained")[0].at("id").get<std::string>();
    REQUIRE(cli.json({"import", table, "--name", "messages", "--kind", "message=text"}).at("state") == "completed");
    const auto recipe = (cli.folder() / "recipe.yaml").string();
    std::ofstream(recipe) << "fettle: recipe\nversion: 1\ndataset: messages\ntargets: [topic]\nmodel: {template: bert, model: " << base << "}\n"
                          << "training: {epochs: 1, fine_tuning: {method: lora, lora_rank: 2}}\n";
    REQUIRE(cli.json({"train", recipe}).at("state") == "completed");
    const auto model = cli.json({"models", "list"}).at("models")[0].at("id").get<std::string>();
    const auto answer = [&] {
        return cli.json({"predict", model, "--value", "message=where is my parcel"}).at("predictions")[0].at("targets").at("topic").at("scores");
    };

    const auto part = cli.json({"models", "show", model}).at("files");
    CHECK(part.contains("base"));
    CHECK(std::filesystem::exists(std::filesystem::path(part.at("adapter_folder").get<std::string>()) / "adapter_model.safetensors"));
    const auto before = answer();
    const auto merged = cli.run({"models", "merge", model});
    CHECK(merged.exitCode == 0);
    CHECK(merged.output.find("needs no other model") != std::string::npos);
    CHECK_FALSE(cli.json({"models", "merge", model}).at("merged").get<bool>());
    const auto whole = cli.json({"models", "show", model}).at("files");
    CHECK_FALSE(whole.contains("base"));
    CHECK(whole.contains("adapter_folder"));
    CHECK(whole.at("bytes").get<double>() > 2.0 * part.at("bytes").get<double>());

    // Another process, and nothing left that the model could be put together from.
    REQUIRE(cli.run({"models", "remove", base}).exitCode == 0);
    REQUIRE(cli.run({"engine", "stop"}).exitCode == 0);
    const auto after = answer();
    REQUIRE(after.size() == before.size());
    for (const auto& [topic, score] : before.items())
        CHECK(after.at(topic).get<double>() == doctest::Approx(score.get<double>()).epsilon(1e-4));
    CHECK(cli.json({"models", "merge", "nothing"}, 1).at("error").at("code") == "service.unknown_model");
}
