// SPDX-License-Identifier: GPL-3.0-or-later
// What README shows works as it stands there.
#include <filesystem>
#include <fstream>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "tests/e2e/cli_runner.h"
#include "tests/support/environment.h"

using namespace fettle;

namespace {

/// The first fenced block of README that begins with this line.
std::string readmeBlock(const std::string& firstLine)
{
    const auto text = test::readBytes(test::sourceFolder() / "README.md");
    const auto begin = text.find("\n" + firstLine + "\n");
    REQUIRE(begin != std::string::npos);
    return text.substr(begin + 1, text.find("```", begin) - begin - 1);
}

} // namespace

TEST_CASE("README's first recipe trains")
{
    const test::TemporaryFolder folder;
    test::CliRunner cli;
    REQUIRE(cli.run({"samples", "write", "customers", folder.path().string()}).exitCode == 0);
    std::ofstream(folder.path() / "churn.yaml") << readmeBlock("# churn.yaml");
    const auto done = test::runProgram("fettle-worker", {"run", (folder.path() / "churn.yaml").string(), "--out",
                                                         (folder.path() / "run").string(), "--quiet"});
    CAPTURE(done.errors);
    REQUIRE(done.exitCode == 0);
    CHECK(nlohmann::json::parse(done.output)["state"] == "completed");
}
