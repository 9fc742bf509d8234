// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/workspace_state.h"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <vector>

#include <SQLiteCpp/SQLiteCpp.h>
#include <doctest/doctest.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/platform/folder_draft.h"
#include "engine/platform/hash.h"

namespace fettle::test {
namespace {

constexpr int kBusyTimeoutMs = 20'000;
/// The newest ones are read whole; of older ones it is enough that they are complete.
constexpr std::size_t kCheckpointsRead = 4;

/// For reading only: what a kill left is for the supervisor to put right, not for the test.
std::unique_ptr<SQLite::Database> openDatabase(const CliRunner& cli)
{
    const auto file = cli.workspace() / "fettle.db";
    if (!std::filesystem::exists(file))
        return nullptr;
    return std::make_unique<SQLite::Database>(file.string(), SQLite::OPEN_READONLY, kBusyTimeoutMs);
}

std::vector<std::filesystem::path> checkpointFolders(const CliRunner& cli, const std::string& run)
{
    std::vector<std::filesystem::path> folders;
    std::error_code none;
    for (const auto& entry : std::filesystem::directory_iterator(cli.workspace() / "runs" / run / "checkpoints", none))
        if (!platform::isDraftName(entry.path().filename()))
            folders.push_back(entry.path());
    std::ranges::sort(folders);
    return folders;
}

/// What is wrong with a checkpoint; empty where it is whole.
std::string problemOf(const std::filesystem::path& folder, bool readsTensors)
{
    for (const char* name : {"state.json", "state.xxh64", "tensors.safetensors"})
        if (!std::filesystem::exists(folder / name))
            return std::string(name) + " is missing";
    try {
        const auto text = readBytes(folder / "state.json");
        if (readBytes(folder / "state.xxh64") != platform::toHex(platform::xxh64(text)))
            return "state.json does not have its checksum";
        const auto state = nlohmann::json::parse(text);
        if (fmt::format("{:012}", state.at("step").get<std::int64_t>()) != folder.filename().string())
            return "it is of another step";
        if (!readsTensors)
            return {};
        const auto tensors = platform::xxh64(readBytes(folder / "tensors.safetensors"));
        return platform::toHex(tensors) == state.at("tensors_xxh64") ? "" : "its tensors are not those of its state";
    } catch (const std::exception& problem) {
        return problem.what();
    }
}

} // namespace

std::optional<JobRow> findJobRow(const CliRunner& cli, const std::string& job)
{
    const auto database = openDatabase(cli);
    if (!database)
        return std::nullopt;
    SQLite::Statement query(*database, "SELECT state, attempts, worker_pid FROM jobs WHERE id = ?");
    query.bind(1, job);
    if (!query.executeStep())
        return std::nullopt;
    return JobRow{query.getColumn(0).getString(), query.getColumn(1).getInt64(), query.getColumn(2).getInt64()};
}

bool isOver(const std::string& state) { return state == "completed" || state == "failed" || state == "stopped"; }

std::string textFrom(const CliRunner& cli, const std::string& sql)
{
    const auto database = openDatabase(cli);
    if (!database)
        return {};
    SQLite::Statement query(*database, sql);
    return query.executeStep() ? query.getColumn(0).getString() : std::string();
}

std::int64_t numberFrom(const CliRunner& cli, const std::string& sql)
{
    const auto text = textFrom(cli, sql);
    return text.empty() ? -1 : std::stoll(text);
}

void checkDatabase(const CliRunner& cli)
{
    try {
        const auto database = openDatabase(cli);
        if (!database)
            return; // killed before it was made
        SQLite::Statement integrity(*database, "PRAGMA integrity_check");
        REQUIRE(integrity.executeStep());
        CHECK(integrity.getColumn(0).getString() == "ok");
        SQLite::Statement keys(*database, "PRAGMA foreign_key_check");
        CHECK_FALSE(keys.executeStep());
    } catch (const SQLite::Exception& problem) {
        FAIL_CHECK("the database cannot be read: ", std::string(problem.what()));
    }
}

void checkCheckpoints(const CliRunner& cli, const std::string& run)
{
    const auto folders = checkpointFolders(cli, run);
    for (std::size_t i = 0; i < folders.size(); ++i) {
        const bool readsTensors = i + kCheckpointsRead >= folders.size();
        auto problem = problemOf(folders[i], readsTensors);
        // A living worker may have put another in its place, or removed it, between two of these reads.
        if (!problem.empty())
            problem = problemOf(folders[i], readsTensors);
        const bool isThere = std::filesystem::exists(folders[i]);
        CHECK_MESSAGE((problem.empty() || !isThere), folders[i].string(), ": ", problem);
    }
}

bool hasReorderedTensors(const CliRunner& cli, const std::string& run)
{
    for (const auto& folder : checkpointFolders(cli, run)) {
        const auto state = nlohmann::json::parse(readBytes(folder / "state.json"));
        if (!state.at("strides").empty())
            return true;
    }
    return false;
}

} // namespace fettle::test
