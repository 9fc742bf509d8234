// SPDX-License-Identifier: GPL-3.0-or-later
// A project goes to another machine as one file: the model there says the same, the curves are the same, and its recipe
// trains there to the same numbers.
#include <fstream>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "tests/e2e/cli_runner.h"

using namespace fettle;
using test::CliRunner;

TEST_CASE("a project that was exported predicts, shows and trains the same in another workspace")
{
    const CliRunner home;
    REQUIRE(home.json({"samples", "write", "customers", home.folder().string()}).contains("paths"));
    const auto data = (home.folder() / "customers.csv").string();
    REQUIRE(home.json({"import", data, "--name", "customers", "--target", "churn"})["state"] == "completed");
    const auto trained = home.json({"train", "--dataset", "customers", "--template", "mlp", "--epochs", "3", "--threads", "1"});
    REQUIRE(trained["state"] == "completed");
    const auto run = trained["run"].get<std::string>();
    const auto predicted = home.json({"predict", trained["model"].get<std::string>(), data});
    const auto curves = home.run({"runs", "export", run, "--csv"}).output;
    const auto file = (home.folder() / "customers.fettle").string();
    const auto exported = home.json({"projects", "export", "default", file});
    CHECK(exported["runs"] == 1);
    CHECK(exported["models"] == 1);
    REQUIRE(home.json({"engine", "stop"}).is_object());

    const CliRunner away;
    const auto taken = away.json({"projects", "import", file});
    CHECK(taken["runs"] == 1);
    CHECK(away.json({"projects", "list"})["projects"].size() == 2);
    const auto shown = away.json({"runs", "show", run});
    CHECK(shown["state"] == "completed");
    CHECK(shown["metrics"] == home.json({"runs", "show", run})["metrics"]);
    const auto model = shown["model"].get<std::string>();
    const auto again = away.json({"predict", model, data});
    CHECK(again["count"] == predicted["count"]);
    CHECK(again["predictions"] == predicted["predictions"]);
    CHECK(away.run({"runs", "export", run, "--csv"}).output == curves);

    // Its recipe, as text, trains there: the same data, so the same loss at every step.
    const auto recipe = away.folder() / "recipe.yaml";
    std::ofstream(recipe) << shown["recipe"].get<std::string>();
    const auto retrained = away.json({"train", recipe.string()});
    REQUIRE(retrained["state"] == "completed");
    CHECK(retrained["metrics"] == trained["metrics"]);

    // A changed byte is refused in words, with the exit code of a failure.
    {
        std::fstream damaged(file, std::ios::in | std::ios::out | std::ios::binary);
        damaged.seekp(static_cast<std::streamoff>(std::filesystem::file_size(file) / 2));
        damaged.put('~').put('~').put('~');
    }
    const auto refused = away.run({"projects", "import", file});
    CHECK(refused.exitCode == 1);
    CHECK(refused.errors.find("damaged") != std::string::npos);
    CHECK(away.json({"projects", "list"})["projects"].size() == 2);
}
