// SPDX-License-Identifier: GPL-3.0-or-later
// The main job as a user runs it: from a file to a model that predicts, over the real programs.
#include <algorithm>
#include <fstream>
#include <set>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "tests/e2e/cli_runner.h"
#include "tests/support/environment.h"

using namespace fettle;
using test::CliRunner;

TEST_CASE("the sensible thing with nothing else said: sample, train, predict")
{
    const CliRunner cli;
    const auto written = cli.json({"samples", "write", "customers", cli.folder().string()});
    REQUIRE(written["target"] == "churn");
    const auto file = cli.folder() / "customers.csv";
    REQUIRE(std::filesystem::exists(file));
    const auto trained = cli.json({"train", file.string(), "--target", "churn", "--max-minutes", "2"});
    CHECK(trained["state"] == "completed");
    CHECK(trained["attempts"] == 1);
    const double accuracy = trained["metrics"]["test"]["accuracy"];
    const double baseline = trained["baseline"]["test"]["accuracy"];
    CHECK(accuracy > baseline + 0.02);
    CHECK(accuracy < 0.99); // not trivial
    const auto predicted = cli.json({"predict", trained["model"].get<std::string>(), file.string()});
    CHECK(predicted["count"].get<int>() > 1000);
    CHECK(!predicted["predictions"].empty());

    const auto runs = cli.json({"runs", "list"});
    REQUIRE(runs["runs"].size() == 1);
    const auto exported = cli.run({"runs", "export", trained["run"].get<std::string>(), "--csv"});
    CHECK(exported.exitCode == 0);
    CHECK(exported.output.starts_with("step,series,value\n"));
    CHECK(exported.output.find(",train/loss,") != std::string::npos);
    CHECK(exported.output.find(",validation/accuracy,") != std::string::npos);
}

TEST_CASE("Adult: two files without a header, test labels that end in a period")
{
    FETTLE_REQUIRE_DATA("tab_adult");
    const CliRunner cli;
    const auto imported = cli.json({"import", test::sharedData("tab_adult").string(), "--name", "adult", "--target", "14"});
    CHECK(imported["rows"] == 32561 + 16281);
    CHECK(imported["splits"]["test"] == 16281);
    CHECK(imported["splits"]["train"].get<int>() + imported["splits"]["validation"].get<int>() == 32561);
    const auto target = std::find_if(imported["fields"].begin(), imported["fields"].end(),
                                     [](const nlohmann::json& field) { return field["role"] == "target"; });
    REQUIRE(target != imported["fields"].end());
    CHECK((*target)["name"] == "14");
    CHECK((*target)["classes"].size() == 2);
    const auto trained = cli.json({"train", "--dataset", "adult", "--template", "mlp", "--epochs", "2", "--batch-size", "256"});
    CHECK(trained["state"] == "completed");
    CHECK(trained["metrics"]["test"]["accuracy"].get<double>() > 0.83);
}

TEST_CASE("pictures in class folders: import, train, predict the folder")
{
    FETTLE_REQUIRE_DATA("img_mnist/png_folder");
    const CliRunner cli;
    const auto imported = cli.json({"import", test::sharedData("img_mnist/png_folder").string(), "--name", "digits"});
    CHECK(imported["rows"] == 500);
    CHECK(imported["splits"]["test"] == 100);
    const auto trained = cli.json({"train", "--dataset", "digits", "--template", "cnn_batch_norm", "--epochs", "8",
                                   "--batch-size", "32"});
    CHECK(trained["state"] == "completed");
    CHECK(trained["metrics"]["test"]["accuracy"].get<double>() > 0.7);
}

TEST_CASE("detached trainings queue up, can be paused, resumed, moved and stopped with the model kept")
{
    const CliRunner cli;
    REQUIRE(cli.json({"samples", "write", "sensors", cli.folder().string()}).contains("paths"));
    REQUIRE(cli.json({"import", (cli.folder() / "sensors.csv").string(), "--name", "sensors"})["state"] == "completed");
    const auto queue = [&cli](const char* epochs) {
        return cli.json({"train", "--dataset", "sensors", "--template", "mlp", "--epochs", epochs, "--early-stopping", "false",
                         "--detach"});
    };
    const auto first = queue("100000");
    const auto second = queue("1");
    const std::string firstJob = first["job"];
    const std::string secondJob = second["job"];
    CHECK(cli.run({"queue", "pause", firstJob}).exitCode == 0);
    // The second runs now that the first has given the machine back.
    CHECK(cli.json({"queue", "wait", secondJob})["state"] == "completed");
    CHECK(cli.json({"queue", "wait", firstJob}, 3)["state"] == "paused");
    CHECK(cli.run({"queue", "resume", firstJob}).exitCode == 0);
    CHECK(cli.run({"queue", "stop", firstJob}).exitCode == 0);
    const auto stopped = cli.json({"queue", "wait", firstJob}, 0);
    CHECK(stopped["state"] == "completed");
    CHECK(stopped["reason"] == "stopped_by_user");
    CHECK(cli.json({"models", "list"})["models"].size() == 2);
}

TEST_CASE("training goes on when the terminal closes, and resumes by itself after engine stop")
{
    const CliRunner cli;
    REQUIRE(cli.json({"samples", "write", "customers", cli.folder().string()}).contains("paths"));
    REQUIRE(cli.json({"import", (cli.folder() / "customers.csv").string(), "--name", "customers"})["state"] == "completed");
    const auto queued = cli.json({"train", "--dataset", "customers", "--template", "mlp", "--epochs", "300", "--early-stopping",
                                  "false", "--detach"});
    CHECK(cli.run({"engine", "stop"}).exitCode == 0);
    CHECK(!cli.supervisorPid());
    const auto job = cli.json({"queue", "wait", queued["job"].get<std::string>()});
    CHECK(job["state"] == "completed");
}

TEST_CASE("a recipe runs with neither supervisor nor database, and its folder can be adopted")
{
    const CliRunner cli;
    REQUIRE(cli.json({"samples", "write", "customers", cli.folder().string()}).contains("paths"));
    std::ofstream recipe(cli.folder() / "recipe.yaml");
    recipe << "fettle: recipe\nversion: 1\nname: churn\ndataset: {path: customers.csv}\ntargets: [churn]\n"
              "model: {template: mlp}\ntraining: {epochs: 3, batch_size: 64}\n";
    recipe.close();
    const auto out = cli.folder() / "run";
    const auto run = test::runProgram("fettle-worker", {"run", (cli.folder() / "recipe.yaml").string(), "--out", out.string()});
    CAPTURE(run.errors);
    REQUIRE(run.exitCode == 0);
    CHECK(std::filesystem::exists(out / "metrics.jsonl"));
    CHECK(std::filesystem::exists(out / "model"));
    const auto adopted = cli.json({"runs", "adopt", out.string()});
    CHECK(cli.json({"runs", "list"})["runs"].size() == 1);
    CHECK(cli.json({"models", "list"})["models"].size() == 1);
}

TEST_CASE("mistakes are answered with a sentence, in both languages, and the right exit code")
{
    const CliRunner cli;
    CHECK(cli.run({"no-such-command"}).exitCode == 2);
    const auto missing = cli.run({"train", "--dataset", "nothing"});
    CHECK(missing.exitCode == 1);
    CHECK(missing.errors.find("nothing") != std::string::npos);
    const auto chinese = cli.run({"--lang", "zh_CN", "train", "--dataset", "nothing"});
    CHECK(chinese.exitCode == 1);
    CHECK(chinese.errors.find("数据集") != std::string::npos);
    const auto document = cli.json({"import", (cli.folder() / "absent.csv").string()}, 1);
    CHECK(document["error"]["code"].get<std::string>().find('.') != std::string::npos);
    CHECK(document["error"]["sentence"].get<std::string>().find("absent.csv") != std::string::npos);
}

TEST_CASE("doctor, components, templates and check answer")
{
    const CliRunner cli;
    CHECK(cli.json({"doctor"})["training_threads"].get<int>() >= 1);
    CHECK(cli.json({"components", "layer", "conv2d"})["components"].size() == 1);
    CHECK(cli.json({"templates"})["components"].size() >= 6);
    REQUIRE(cli.json({"samples", "write", "customers", cli.folder().string()}).contains("paths"));
    REQUIRE(cli.json({"import", (cli.folder() / "customers.csv").string(), "--name", "customers"})["state"] == "completed");
    std::ofstream recipe(cli.folder() / "recipe.yaml");
    recipe << "fettle: recipe\nversion: 1\ndataset: customers\ntargets: [churn]\nmodel: {template: mlp}\ntraining: {epochs: 1}\n";
    recipe.close();
    const auto checked = cli.json({"check", (cli.folder() / "recipe.yaml").string()});
    CHECK(checked["networks"]["model"]["report"]["parameter_count"].get<int>() > 1000);
    CHECK(cli.run({"engine", "status"}).exitCode == 0);
}
