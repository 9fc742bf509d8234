// SPDX-License-Identifier: GPL-3.0-or-later
// What the workspace takes on the disk, and emptying what can be made anew.
#include <filesystem>
#include <fstream>

#include <doctest/doctest.h>

#include "tests/service/engine_fixture.h"

using namespace fettle;
using namespace fettle::test;

namespace {

std::int64_t bytesOf(const Value& usage, std::string_view part)
{
    for (const auto& item : usage.at("parts").asList())
        if (item.at("part").asText() == part)
            return item.at("bytes").asInteger();
    return -1;
}

void fill(const std::filesystem::path& workspace, const std::string& relative, std::size_t bytes)
{
    std::filesystem::create_directories((workspace / relative).parent_path());
    std::ofstream(workspace / relative) << std::string(bytes, 'x');
}

} // namespace

TEST_CASE("storage is counted by what it is for, and a deleted training counts as trash until it is restored")
{
    EngineFixture engine;
    auto connection = engine.connect();
    const auto training = train(*connection, {{"steps", 3}});
    REQUIRE(waitFor(*connection, training.job).state == JobState::Completed);
    const auto folder = mustCall(*connection, "runs.show", {{"run", training.run}}).at("folder").asText();
    fill(folder, "artifacts/large", 100'000);

    auto usage = mustCall(*connection, "storage.usage");
    CHECK(bytesOf(usage, "runs") >= 100'000);
    CHECK(bytesOf(usage, "database") > 0);
    CHECK(bytesOf(usage, "trash") == 0);
    CHECK(usage.at("complete").asBoolean());
    const auto before = bytesOf(usage, "runs");

    mustCall(*connection, "runs.delete", {{"run", training.run}});
    usage = mustCall(*connection, "storage.usage");
    CHECK(bytesOf(usage, "trash") >= 100'000);
    CHECK(bytesOf(usage, "runs") <= before - 100'000);

    mustCall(*connection, "runs.restore", {{"run", training.run}});
    usage = mustCall(*connection, "storage.usage");
    CHECK(bytesOf(usage, "trash") == 0);
    CHECK(bytesOf(usage, "runs") >= 100'000);
}

TEST_CASE("what stands in a deleted project counts as trash")
{
    EngineFixture engine;
    auto connection = engine.connect();
    const auto project = mustCall(*connection, "projects.create", {{"name", "flowers"}}).at("id").asText();
    fill(engine.workspace(), "projects/" + project + "/recipe.yaml", 5000);
    CHECK(bytesOf(mustCall(*connection, "storage.usage"), "projects") == 5000);
    mustCall(*connection, "projects.delete", {{"project", project}});
    const auto usage = mustCall(*connection, "storage.usage");
    CHECK(bytesOf(usage, "projects") == 0);
    CHECK(bytesOf(usage, "trash") == 5000);
}

TEST_CASE("emptying the cache takes what lies in it and nothing else")
{
    EngineFixture engine;
    auto connection = engine.connect();
    fill(engine.workspace(), "cache/previews/a", 70'000);
    fill(engine.workspace(), "cache/b", 7);
    fill(engine.workspace(), "datasets/d/part", 11);
    const auto freed = mustCall(*connection, "storage.empty_cache");
    CHECK(freed.at("freed_bytes").asInteger() >= 70'007);
    const auto usage = mustCall(*connection, "storage.usage");
    CHECK(bytesOf(usage, "cache") == 0);
    CHECK(bytesOf(usage, "datasets") == 11);
    CHECK(std::filesystem::is_directory(engine.workspace() / "cache"));
    CHECK(mustCall(*connection, "storage.empty_cache").at("freed_bytes").asInteger() == 0);
}

TEST_CASE("many who ask at once are all answered, and other requests do not wait for them")
{
    EngineFixture engine;
    auto connection = engine.connect();
    for (int i = 0; i < 3000; ++i)
        fill(engine.workspace(), "datasets/d/" + std::to_string(i % 50) + "/" + std::to_string(i), 10);
    int answered = 0;
    for (int i = 0; i < 20; ++i)
        connection->request("storage.usage", {}, [&](const Result<Value>& usage) {
            answered += usage.ok() && bytesOf(*usage, "datasets") == 30'000;
        });
    int first = -1;
    connection->request("engine.status", {}, [&](const Result<Value>&) { first = answered; });
    REQUIRE(runUntil([&] { return answered == 20 && first >= 0; }));
    CHECK(first < 20);
}
