// SPDX-License-Identifier: GPL-3.0-or-later
// Questions with their answers, as a user has them: a table in, a model that finds the answer to a new question out.
#include <fstream>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "tests/e2e/cli_runner.h"

using namespace fettle;
using namespace fettle::test;

namespace {

const char* const kAskedOf[] = {"refund", "parcel", "password", "shoes", "scratch", "invoice", "voucher", "warranty", "courier", "newsletter"};
const char* const kToldOf[] = {"money back", "shipment", "login code", "boots", "damage", "bill", "coupon", "guarantee", "driver", "weekly mail"};
const char* const kAskedIn[] = {"berlin", "vienna", "zurich", "paris", "rome", "madrid", "lisbon", "oslo"};
const char* const kToldIn[] = {"germany", "austria", "switzerland", "france", "italy", "spain", "portugal", "norway"};
const char* const kAskedHow[] = {"what about the", "please help me with the", "where is the", "i ask for the"};
const char* const kToldHow[] = {"we look after", "nobody waits for", "this is how we handle", "here is all on"};
const char* const kWhen[] = {"today", "every week", "at once", "by phone", "without cost"};

} // namespace

TEST_CASE("a column of answers is all that is said, and the model finds answers by their meaning")
{
    CliRunner cli;
    cli.environment.emplace_back("FETTLE_PRETRAINED", (cli.folder() / "none").string());
    const auto table = (cli.folder() / "faq.csv").string();
    {
        std::ofstream out(table);
        out << "question,answer\n";
        unsigned draw = 7;
        const auto next = [&draw](unsigned below) {
            draw = draw * 1103515245U + 12345U;
            return (draw >> 16U) % below;
        };
        for (int i = 0; i < 600; ++i) {
            const auto thing = next(10);
            const auto place = next(8);
            out << kAskedHow[next(4)] << ' ' << kAskedOf[thing] << " in " << kAskedIn[place] << " case " << i << ',' << kToldHow[next(4)] << ' '
                << kToldOf[thing] << " from " << kToldIn[place] << ' ' << kWhen[next(5)] << '\n';
        }
    }
    const auto trained = cli.json({"train", table, "--target", "answer"});
    REQUIRE(trained.at("state") == "completed");
    const auto models = cli.json({"models", "list"}).at("models");
    REQUIRE(models.size() == 1);
    const auto& test = models[0].at("metrics").at("test");
    CHECK(test.at("mrr").get<double>() > 0.4);
    CHECK(test.at("recall_at_5").get<double>() > 0.5);

    const auto id = models[0].at("id").get<std::string>();
    const auto likeness = [&](const char* answer) {
        const auto told = cli.json({"predict", id, "--value", "question=where is the parcel in rome", "--value", std::string("answer=") + answer});
        return told.at("predictions")[0].at("targets").at("answer").at("value").get<double>();
    };
    CHECK(likeness("we look after shipment from italy today") > likeness("we look after coupon from norway today") + 0.2);

    // A table of pairs comes back with how alike they are.
    std::ofstream(cli.folder() / "new.csv") << "question,answer\nwhere is the parcel in rome,we look after shipment from italy today\n";
    const auto scored = (cli.folder() / "scored.csv").string();
    REQUIRE(cli.run({"predict", id, (cli.folder() / "new.csv").string(), "--output", scored}).exitCode == 0);
    std::ifstream in(scored);
    std::string header;
    std::string row;
    std::getline(in, header);
    std::getline(in, row);
    CHECK(header.ends_with("id,question,answer,answer_predicted,answer_score")); // behind a byte order mark
    CHECK(row.find("today,0.") != std::string::npos);

    // Nothing else is there to search with, and nothing has to be said: the model was made for this column.
    const auto found = cli.json({"search", "faq", "the voucher in lisbon", "--column", "answer", "--top", "3"});
    REQUIRE(found.at("hits").size() == 3);
    CHECK(found.dump().find("coupon from portugal") != std::string::npos);
}
