// SPDX-License-Identifier: GPL-3.0-or-later
// kill −9 at random moments of an import: one dataset of that name, with the rows and the id of an undisturbed one.
#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <set>

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/platform/folder_draft.h"
#include "tests/faults/kills.h"
#include "tests/faults/workspace_state.h"

namespace fettle::test {
namespace {

constexpr int kRows = 700'000;

/// Rows with commas, quotation marks and line breaks in cells, so that no shortcut of the reader applies.
void writeTable(const std::filesystem::path& path)
{
    std::ofstream file(path, std::ios::binary);
    file << "number,amount,colour,remark,label\n";
    constexpr std::array kColours{"red", "green", "blue"};
    for (std::size_t i = 0; i < kRows; ++i)
        file << fmt::format("{},{:.3f},{},\"line {}\nsays \"\"{}\"\", then goes on\",{}\n", i,
                            static_cast<double>(i * 7919 % 100'003) / 37.0, kColours[i % 3], i, i * 31 % 977,
                            i % 4 == 0 ? "yes" : "no");
    REQUIRE(file.good());
}

std::set<std::string> namesIn(const std::filesystem::path& folder)
{
    std::set<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        names.insert(entry.path().filename().string());
    return names;
}

/// Queues an import and leaves it to itself; returns its job.
std::string startImport(const CliRunner& cli, const std::filesystem::path& table, const std::string& name)
{
    const auto client = cli.start({"import", table.string(), "--name", name, "--target", "label"});
    std::string job;
    REQUIRE(waitUntil([&] {
        job = textFrom(cli, "SELECT id FROM jobs WHERE kind = 'import' AND title = '" + name + "'");
        return !job.empty();
    }, 20'000));
    return job;
}

void checkDataset(const CliRunner& cli, const std::string& name, const nlohmann::json& calm)
{
    const auto datasets = cli.json({"datasets", "list"})["datasets"];
    CHECK(std::ranges::count_if(datasets, [&](const auto& dataset) { return dataset["name"] == name; }) == 1);
    const auto shown = cli.json({"datasets", "show", name});
    CHECK(shown["row_count"] == kRows);
    CHECK(shown["version"] == calm["version"]);
    CHECK(shown["number"] == 1);
    CHECK(shown["versions"].size() == 1);
    CHECK(shown["manifest"]["split_rows"] == calm["manifest"]["split_rows"]);
    // Nothing but this version lies there: what the killed ones left went with the start of the next.
    const std::filesystem::path folder = shown["folder"].get<std::string>();
    CHECK((namesIn(folder) == std::set<std::string>{"import.lock", "parts", "versions"}));
    CHECK((namesIn(folder / "versions") == std::set<std::string>{shown["version"].get<std::string>()}));
    std::set<std::string> parts;
    for (const auto& part : shown["manifest"]["parts"])
        parts.insert(part["path"].get<std::string>());
    CHECK((namesIn(folder / "parts") == parts));
    for (const auto& part : shown["manifest"]["parts"])
        CHECK(std::filesystem::file_size(folder / "parts" / part["path"].get<std::string>()) == part["size_bytes"]);
}

} // namespace

TEST_CASE("kills during imports: one dataset of that name, whole, with the same id, and nothing left beside it")
{
    const CliRunner cli;
    const auto table = cli.folder() / "table.csv";
    writeTable(table);
    const auto imported = cli.json({"import", table.string(), "--name", "calm", "--target", "label"});
    REQUIRE(imported["rows"] == kRows);
    const auto calm = cli.json({"datasets", "show", "calm"});
    const int usualMs = static_cast<int>(imported["seconds"].get<double>() * 1000.0);
    KillTally tally("imports");
    for (int number = 1; !tally.isDone(); ++number) {
        const auto name = "wild " + std::to_string(number);
        CAPTURE(name);
        const auto job = startImport(cli, table, name);
        // Longer than an import takes, so that some kills come to its very end.
        killWhileItRuns(cli, {.job = job, .run = {}, .mostKills = 3, .longestWaitMs = usualMs + usualMs / 4}, tally);
        const auto row = waitForEnd(cli, job);
        CAPTURE(row.dump());
        CHECK(row["state"] == "completed");
        checkDatabase(cli);
        checkDataset(cli, name, calm);
    }
    CHECK(tally.counted == tally.wanted);
    CHECK(numberFrom(cli, "SELECT count(*) FROM jobs WHERE kind = 'import' AND state <> 'completed'") == 0);
}

} // namespace fettle::test
