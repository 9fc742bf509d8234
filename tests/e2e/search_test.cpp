// SPDX-License-Identifier: GPL-3.0-or-later
// Own texts searched by meaning and sorted by names, from files to answers, with a small pretrained model.
#include <filesystem>
#include <fstream>
#include <regex>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "tests/e2e/cli_runner.h"
#include "tests/support/environment.h"

using namespace fettle;
using namespace fettle::test;

namespace {

struct SearchRunner {
    CliRunner cli;
    std::string file;

    SearchRunner()
    {
        cli.environment.emplace_back("FETTLE_PRETRAINED", (cli.folder() / "library").string());
        file = (cli.folder() / "messages.csv").string();
        std::ofstream out(file);
        out << "message,topic\n";
        const char* const topics[] = {"parcels", "money", "praise"};
        const char* const texts[] = {"my parcel number %d did not come", "the bill number %d is too high", "thanks a lot for help %d"};
        for (int i = 0; i < 60; ++i) {
            char line[120];
            std::snprintf(line, sizeof line, texts[i % 3], i);
            out << '"' << line << "\"," << topics[i % 3] << '\n';
        }
    }

    void fetchModel() const
    {
        const auto from = (sourceFolder() / "tests/golden/pretrained/bert").string();
        REQUIRE(cli.run({"models", "fetch", from, "--yes"}).exitCode == 0);
    }
    void importTexts() const { REQUIRE(cli.json({"import", file, "--name", "messages", "--kind", "message=text"}).at("state") == "completed"); }
};

} // namespace

TEST_CASE("a search prepares the texts once, finds them, keeps to a class and goes on from a row")
{
    const SearchRunner runner;
    const auto& cli = runner.cli;
    runner.importTexts();
    const auto none = cli.json({"search", "messages", "my parcel"}, 1);
    CHECK(none.at("error").at("code") == "service.no_text_model");
    runner.fetchModel();

    const auto first = cli.json({"search", "messages", "my parcel number 6 did not come", "--top", "3"});
    REQUIRE(first.at("hits").size() == 3);
    CHECK(first.at("field") == "message");
    CHECK(first.at("searched") == 60);
    CHECK(first.at("hits")[0].at("id") == 6);
    CHECK(first.at("hits")[0].at("score").get<double>() > 0.999);
    const auto folder = cli.workspace() / "cache" / "search";
    const auto files = [&] { return std::distance(std::filesystem::directory_iterator(folder), {}); };
    CHECK(files() == 1);
    // The job is in the list of what was done, and a second search needs none.
    const auto jobsBefore = cli.json({"queue", "list", "--all"}).dump();
    CHECK(jobsBefore.find("\"embed\"") != std::string::npos);
    const auto money = cli.json({"search", "messages", "the bill", "--where", "topic=praise", "--top", "50"});
    CHECK(money.at("searched") == 20);
    for (const auto& hit : money.at("hits"))
        CHECK(hit.at("id").get<int>() % 3 == 2);
    CHECK(cli.json({"queue", "list", "--all"}).dump() == jobsBefore);
    CHECK(files() == 1);

    // People count rows from 1, in what they ask and in what they are shown: the seventh row is the one with the id 6.
    const auto like = cli.json({"search", "messages", "--like", "7", "--top", "59"});
    REQUIRE(like.at("hits").size() == 59);
    for (const auto& hit : like.at("hits"))
        CHECK(hit.at("id") != 6);
    CHECK(cli.run({"search", "messages", "--like", "0"}).exitCode != 0);
    CHECK(cli.json({"search", "messages", "--like", "61"}, 1).at("error").at("arguments").at("row") == 61);
    const auto shown = cli.run({"search", "messages", "my parcel number 0 did not come", "--top", "1"});
    CHECK(shown.exitCode == 0);
    CHECK(shown.output.find("message") != std::string::npos);
    CHECK(std::regex_search(shown.output, std::regex("1\\.00 +1 +my parcel number 0")));
    const auto page = cli.run({"preview", "messages", "--first", "1", "--count", "1"});
    CHECK(page.exitCode == 0);
    CHECK(page.output.find("my parcel number 0 did not come") != std::string::npos);
    CHECK(cli.json({"search", "messages"}, 2).at("error").at("code") == "client.nothing_to_search");
    CHECK(cli.json({"search", "messages", "x", "--where", "topic"}, 2).at("error").at("code") == "client.bad_argument");
    CHECK(cli.json({"search", "messages", "x", "--column", "mesage"}, 1).at("error").at("code") == "training.unknown_field");
    CHECK(cli.json({"search", "nothing", "x"}, 1).at("error").at("code") == "service.unknown_dataset");
}

TEST_CASE("texts and rows are sorted by the names of labels, and the suggestions are a file that can be imported")
{
    const SearchRunner runner;
    const auto& cli = runner.cli;
    runner.fetchModel();
    const auto texts = cli.json({"classify", "This is about money.", "something else", "--labels", "parcels,money", "--sentence", "This is about {}."});
    REQUIRE(texts.at("answers").size() == 2);
    CHECK(texts.at("answers")[0].at("label") == "money");
    const auto quoted = cli.json({"classify", "x", "--labels", "\"parcels, letters\",money", "praise"});
    REQUIRE(quoted.at("answers")[0].at("scores").size() == 3);
    CHECK(quoted.at("answers")[0].at("scores").contains("parcels, letters"));
    CHECK(quoted.at("answers")[0].at("scores").contains("praise"));
    CHECK(cli.json({"classify", "x", "--labels", "one"}, 1).at("error").at("code") == "training.labels_few");
    CHECK(cli.json({"classify", "--labels", "a,b"}, 2).at("error").at("code") == "client.nothing_to_classify");

    runner.importTexts();
    const auto output = (cli.folder() / "suggested.csv").string();
    const auto rows = cli.json({"classify", "--dataset", "messages", "--labels", "parcels,money,praise", "--output", output});
    CHECK(rows.at("count") == 60);
    CHECK(rows.at("known") == 60);
    CHECK(rows.at("target") == "topic");
    CHECK(cli.json({"import", output, "--name", "suggested"}).at("state") == "completed");
    const auto columns = cli.json({"datasets", "show", "suggested"}).dump();
    CHECK(columns.find("label_predicted") != std::string::npos);
}
