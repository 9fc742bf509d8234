// SPDX-License-Identifier: GPL-3.0-or-later
// Texts as a user has them, from the command line: nothing said but the path, a pretrained model by its name, tokens.
#include <filesystem>
#include <fstream>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "tests/e2e/cli_runner.h"
#include "tests/support/environment.h"

using namespace fettle;
using namespace fettle::test;

namespace {

/// Trains with nothing said but `paths`; the model is right on about as many test texts as TF-IDF with a linear model.
void checkNothingElseSaid(const std::vector<std::string>& paths)
{
    CliRunner cli;
    // Without any pretrained model.
    cli.environment.emplace_back("FETTLE_PRETRAINED", (cli.folder() / "none").string());
    std::vector<std::string> command{"train"};
    command.insert(command.end(), paths.begin(), paths.end());
    const auto trained = cli.json(command);
    REQUIRE(trained.at("state") == "completed");
    const auto run = cli.json({"runs", "show", trained.at("run").get<std::string>()});
    nlohmann::json compared;
    for (const auto& event : run.at("events"))
        if (event.at("note").at("code") == "training.text_baseline")
            compared = event.at("note").at("arguments");
    REQUIRE(compared.is_object());
    CHECK(compared.at("split") == "test");
    const double accuracy = 100.0 * trained.at("metrics").at("test").at("accuracy").get<double>();
    CAPTURE(compared.dump());
    CHECK(accuracy >= compared.at("baseline").get<double>() - 1.0);
}

void writeMessages(const std::filesystem::path& file)
{
    std::ofstream out(file);
    out << "message,topic\n";
    const char* const topics[] = {"parcels", "money", "praise"};
    const char* const texts[] = {"my parcel did not come, case ", "the bill is too high, case ", "thanks a lot for all the help, case "};
    for (int i = 0; i < 120; ++i)
        out << '"' << texts[i % 3] << i << "\"," << topics[i % 3] << '\n';
}

} // namespace

TEST_CASE("nothing else said, spam among messages: as good as TF-IDF and a linear model")
{
    FETTLE_REQUIRE_DATA("text_sms_spam/SMSSpamCollection.tsv");
    checkNothingElseSaid({sharedData("text_sms_spam/SMSSpamCollection.tsv").string()});
}

TEST_CASE("nothing else said, two files that are a class each: as good as TF-IDF and a linear model")
{
    FETTLE_REQUIRE_DATA("text_mr_polarity");
    checkNothingElseSaid({sharedData("text_mr_polarity/rt-polarity.pos").string(), sharedData("text_mr_polarity/rt-polarity.neg").string()});
}

TEST_CASE("a pretrained model by its name, trained as --set says, with the reasons told before")
{
    CliRunner cli;
    cli.environment.emplace_back("FETTLE_PRETRAINED", (cli.folder() / "library").string());
    const auto table = (cli.folder() / "messages.csv").string();
    writeMessages(table);
    // A name that no template has.
    std::filesystem::copy(sourceFolder() / "tests/golden/pretrained/bert", cli.folder() / "reader", std::filesystem::copy_options::recursive);
    REQUIRE(cli.run({"models", "fetch", (cli.folder() / "reader").string(), "--yes"}).exitCode == 0);
    const auto model = cli.json({"models", "list"}).at("pretrained")[0].at("id").get<std::string>();
    const auto recipeOf = [&](const nlohmann::json& trained) {
        return cli.json({"runs", "show", trained.at("run").get<std::string>()}).at("resolved_recipe").get<std::string>();
    };
    const std::vector<std::string> wishes{"--template", model, "--epochs", "1", "--set", "fine_tuning.method=lora",
                                          "--set", "fine_tuning.lora_rank=2"};
    const auto with = [&wishes](std::vector<std::string> command) {
        command.insert(command.end(), wishes.begin(), wishes.end());
        return command;
    };
    const auto recipe = recipeOf(cli.json(with({"train", table, "--kind", "message=text", "--target", "topic"})));
    CHECK(recipe.find("model: " + model) != std::string::npos);
    CHECK(recipe.find("method: lora") != std::string::npos);
    CHECK(recipe.find("lora_rank: 2") != std::string::npos);

    // The same over a recipe of another network.
    const auto file = (cli.folder() / "recipe.yaml").string();
    std::ofstream(file) << "fettle: recipe\nversion: 1\ndataset: messages\ntargets: [topic]\nmodel: {template: text_cnn}\n";
    CHECK(recipeOf(cli.json(with({"train", file}))).find("model: " + model) != std::string::npos);

    const auto told = cli.run({"train", "--dataset", "messages", "--template", "bag_of_ngrams", "--epochs", "1"});
    CHECK(told.exitCode == 0);
    CHECK(told.errors.find("training.batch_size = ") != std::string::npos);
    CHECK(told.errors.find("training.epochs = ") == std::string::npos); // a flag says otherwise
    CHECK(cli.json({"train", "--dataset", "messages", "--set", "fine_tuning.methd=lora"}, 2).at("error").at("code") == "client.bad_argument");

    const auto fits = cli.json({"models", "show", model}).at("training");
    REQUIRE(fits.size() == 3);
    CHECK(fits[0].at("method") == "full");
    CHECK(fits[0].at("memory_bytes").get<double>() > fits[2].at("memory_bytes").get<double>());
    CHECK(cli.run({"models", "show", model}).output.find("fits") != std::string::npos);
}

TEST_CASE("texts as tokens: lengths, what is unknown and what is cut off")
{
    CliRunner cli;
    cli.environment.emplace_back("FETTLE_PRETRAINED", (cli.folder() / "library").string());
    const auto table = (cli.folder() / "messages.csv").string();
    writeMessages(table);
    const auto read = cli.json({"preview", table, "--tokens", "--column", "message", "--count", "3", "--max-length", "4"});
    CHECK(read.at("column") == "message");
    REQUIRE(read.at("rows").size() == 3);
    CHECK(read.at("rows")[0].at("after").size() == 4);
    CHECK(read.at("rows")[0].at("after")[1] == "parcel");
    CHECK(read.at("rows")[0].at("cut").get<int>() > 0);
    CHECK(read.at("train").at("cut_rows") == read.at("train").at("rows"));
    CHECK(cli.json({"preview", table, "--tokens", "--column", "topic"}, 2).at("error").at("code") == "client.bad_argument");

    const auto shown = cli.run({"preview", "messages", "--tokens", "--count", "1", "--max-length", "4"});
    CHECK(shown.exitCode == 0);
    CHECK(shown.output.find("my parcel did not") != std::string::npos);
    CHECK(shown.output.find("4 tokens are read") != std::string::npos);
    CHECK(shown.errors.find("lose their end") != std::string::npos);

    // A recipe whose model reads too little says so before it is trained.
    const auto file = (cli.folder() / "recipe.yaml").string();
    std::ofstream(file) << "fettle: recipe\nversion: 1\ndataset: messages\ninputs: [{field: message, encoder: {text: {max_length: 4}}}]\n"
                        << "targets: [topic]\nmodel: {template: bag_of_ngrams}\ntraining: {epochs: 1}\n";
    CHECK(cli.run({"train", file}).errors.find("lose their end") != std::string::npos);
}
