// SPDX-License-Identifier: GPL-3.0-or-later
// Texts with marked parts, as a user has them: a folder of tagged words in, a model that marks new texts out.
#include <filesystem>
#include <fstream>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "tests/e2e/cli_runner.h"

using namespace fettle;
using namespace fettle::test;

namespace {

/// People follow "met" and places follow "in", of two words now and then.
void writeTagged(const std::filesystem::path& file, int first, int count)
{
    const char* const people[] = {"Anna", "Bob Miller", "Eve", "Carl Long"};
    const char* const places[] = {"Rome", "New York", "Paris", "Los Angeles"};
    const char* const fillers[] = {"we", "they", "today", "again", "the", "old", "house"};
    std::ofstream out(file);
    const auto mark = [&](std::string words, const char* label) {
        const auto space = words.find(' ');
        out << words.substr(0, space) << "\tB-" << label << '\n';
        if (space != std::string::npos)
            out << words.substr(space + 1) << "\tI-" << label << '\n';
    };
    for (int i = first; i < first + count; ++i) {
        for (int k = 0; k <= i % 4; ++k)
            out << fillers[(i * 3 + k * 5) % 7] << "\tO\n";
        out << "met\tO\n";
        mark(people[i % 4], "person");
        if (i % 3 != 0) {
            out << "in\tO\n";
            mark(places[i / 4 % 4], "place");
        }
        out << fillers[i % 7] << "\tO\n\n";
    }
}

} // namespace

TEST_CASE("a folder of tagged words is trained on with nothing else said, and new texts come back marked")
{
    const CliRunner cli;
    const auto folder = cli.folder() / "names";
    std::filesystem::create_directories(folder);
    writeTagged(folder / "train.conll", 0, 300);
    writeTagged(folder / "dev.conll", 301, 60);
    writeTagged(folder / "test.conll", 402, 60);
    const auto trained = cli.json({"train", folder.string()});
    REQUIRE(trained.at("state") == "completed");
    const auto models = cli.json({"models", "list"}).at("models");
    REQUIRE(models.size() == 1);
    CHECK(models[0].at("metrics").at("test").at("entity_f1").get<double>() > 0.95);

    const auto id = models[0].at("id").get<std::string>();
    const auto told = cli.json({"predict", id, "--value", "text=today we met Bob Miller in New York"});
    const auto spans = told.at("predictions")[0].at("targets").at("entities").at("value");
    REQUIRE(spans.size() == 2);
    CHECK(spans[0].at("text") == "Bob Miller");
    CHECK(spans[0].at("label") == "person");
    CHECK(spans[0].at("start") == 13);
    CHECK(spans[1].at("text") == "New York");

    // The table that it writes is one that can be imported again.
    std::ofstream(cli.folder() / "new.csv") << "text\ntoday we met Bob Miller in New York\nthe old house\n";
    const auto table = (cli.folder() / "marked.csv").string();
    REQUIRE(cli.run({"predict", id, (cli.folder() / "new.csv").string(), "--output", table}).exitCode == 0);
    const auto again = cli.json({"import", table, "--name", "again"});
    REQUIRE(again.at("state") == "completed");
    bool isKnown = false;
    const auto shown = cli.json({"datasets", "show", "again"});
    for (const auto& field : shown.at("manifest").at("fields"))
        isKnown = isKnown || (field.at("name") == "entities_predicted" && field.at("kind") == "spans" && field.at("role") == "target");
    CHECK(isKnown);
}
