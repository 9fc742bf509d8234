// SPDX-License-Identifier: GPL-3.0-or-later
#include <filesystem>
#include <string>

#include <doctest/doctest.h>
#include <unistd.h>

#include "engine/service/storage_usage.h"
#include "tests/support/temporary_folder.h"

using namespace fettle;
using namespace fettle::service;

namespace {

std::string bytes(std::size_t count) { return std::string(count, 'x'); }

std::int64_t filesOf(const StorageUsage& usage, std::string_view part)
{
    for (const auto& item : usage.parts)
        if (item.part == part)
            return item.files;
    return -1;
}

} // namespace

TEST_CASE("every file counts once, in the part it belongs to")
{
    const test::TemporaryFolder folder;
    folder.write("datasets/flowers-1/media/ab/ab12", bytes(1000));
    folder.write("datasets/flowers-1/dataset.yaml", bytes(10));
    folder.write("runs/r1/checkpoints/last/weights", bytes(200));
    folder.write("models/m1/model.yaml", bytes(30));
    folder.write("projects/p1/recipe.yaml", bytes(4));
    folder.write("cache/catalog.json", bytes(500));
    folder.write("fettle.db", bytes(70));
    folder.write("fettle.db-wal", bytes(7));
    folder.write("engine.pid", bytes(3));
    const auto usage = measureStorage({.workspace = folder.path(), .trashed = {}});
    REQUIRE(usage);
    CHECK(usage->bytesOf("datasets") == 1010);
    CHECK(usage->bytesOf("runs") == 200);
    CHECK(usage->bytesOf("models") == 30);
    CHECK(usage->bytesOf("projects") == 4);
    CHECK(usage->bytesOf("cache") == 500);
    CHECK(usage->bytesOf("database") == 77);
    CHECK(usage->bytesOf("other") == 3);
    CHECK(usage->bytesOf("trash") == 0);
    CHECK(usage->totalBytes() == 1824);
    CHECK(filesOf(*usage, "datasets") == 2);
    CHECK(usage->complete);

    const auto value = toValue(*usage);
    CHECK(value.at("total_bytes").asInteger() == 1824);
    CHECK(value.at("parts").asList().size() == 8);
    CHECK(value.at("parts").asList().front().at("part").asText() == "datasets");
    CHECK(value.at("complete").asBoolean());
}

TEST_CASE("what is in the trash counts there, with all below it")
{
    const test::TemporaryFolder folder;
    folder.write("runs/kept/a", bytes(5));
    folder.write("runs/gone/a", bytes(11));
    folder.write("runs/gone/deep/er/b", bytes(100));
    const auto usage = measureStorage({.workspace = folder.path(), .trashed = {folder.path() / "runs" / "gone"}});
    REQUIRE(usage);
    CHECK(usage->bytesOf("runs") == 5);
    CHECK(usage->bytesOf("trash") == 111);
    CHECK(filesOf(*usage, "trash") == 2);
}

TEST_CASE("links are neither counted nor followed")
{
    const test::TemporaryFolder folder;
    const test::TemporaryFolder elsewhere;
    elsewhere.write("big", bytes(4096));
    folder.write("runs/a", bytes(1));
    std::filesystem::create_directory_symlink(elsewhere.path(), folder.path() / "runs" / "out");
    std::filesystem::create_symlink(elsewhere.path() / "big", folder.path() / "runs" / "file");
    std::filesystem::create_directory_symlink(folder.path(), folder.path() / "runs" / "round");
    const auto usage = measureStorage({.workspace = folder.path(), .trashed = {}});
    REQUIRE(usage);
    CHECK(usage->totalBytes() == 1);
    CHECK(usage->complete);
}

TEST_CASE("a bound on entries ends the walk and is admitted")
{
    const test::TemporaryFolder folder;
    for (int i = 0; i < 20; ++i)
        folder.write("runs/" + std::to_string(i), bytes(1));
    const auto usage = measureStorage({.workspace = folder.path(), .trashed = {}, .mostEntries = 10});
    REQUIRE(usage);
    CHECK_FALSE(usage->complete);
    CHECK(usage->bytesOf("runs") == 9); // the tenth entry is the folder itself
}

TEST_CASE("a folder that cannot be read leaves a gap that is admitted, and hides nothing else")
{
    const test::TemporaryFolder folder;
    folder.write("datasets/a", bytes(3));
    folder.write("runs/a", bytes(5));
    const auto closed = folder.path() / "models";
    std::filesystem::create_directory(closed);
    std::filesystem::permissions(closed, std::filesystem::perms::none);
    const auto usage = measureStorage({.workspace = folder.path(), .trashed = {}});
    std::filesystem::permissions(closed, std::filesystem::perms::owner_all);
    REQUIRE(usage);
    CHECK(usage->bytesOf("datasets") == 3);
    CHECK(usage->bytesOf("runs") == 5);
    if (::geteuid() != 0)
        CHECK_FALSE(usage->complete);
}

TEST_CASE("a walk that is told to stop has no answer; a folder that is not there is empty")
{
    const test::TemporaryFolder folder;
    folder.write("runs/a", bytes(5));
    std::stop_source stop;
    stop.request_stop();
    CHECK_FALSE(measureStorage({.workspace = folder.path(), .trashed = {}}, stop.get_token()));
    const auto nothing = measureStorage({.workspace = folder.path() / "absent", .trashed = {}});
    REQUIRE(nothing);
    CHECK(nothing->totalBytes() == 0);
}
