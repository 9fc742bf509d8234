// SPDX-License-Identifier: GPL-3.0-or-later
#include <filesystem>

#include <doctest/doctest.h>

#include "engine/platform/process.h"
#include "engine/service/log_tail.h"
#include "engine/service/workspace.h"
#include "tests/support/temporary_folder.h"

using namespace fettle;
using namespace fettle::service;

TEST_CASE("a workspace is private, says who holds it and lets go")
{
    const test::TemporaryFolder folder;
    const auto path = folder.path() / "ws";
    {
        const auto workspace = Workspace::open(path);
        REQUIRE(workspace.ok());
        for (const char* name : {"", "datasets", "projects", "runs", "models", "cache"})
            CHECK((std::filesystem::status(path / name).permissions() & std::filesystem::perms::all) ==
                  std::filesystem::perms::owner_all);
        CHECK(test::readBytes(path / "engine.pid") == std::to_string(platform::ownProcessId()) + "\n");
        const auto second = Workspace::open(path);
        REQUIRE_FALSE(second.ok());
        CHECK(second.error().code == "platform.lock_held");
        CHECK(second.error().arguments.at("pid").asInteger() == platform::ownProcessId());
    }
    CHECK_FALSE(std::filesystem::exists(path / "engine.pid"));
    CHECK(Workspace::open(path).ok());
}

TEST_CASE("labels and ids never leave the workspace")
{
    const test::TemporaryFolder folder;
    const auto workspace = Workspace::open(folder.path() / "ws");
    REQUIRE(workspace.ok());
    for (const char* hostile : {"../../etc", "/etc/passwd", "..", "a/b", "a\nb", ""}) {
        CHECK(platform::isInside(workspace->folder() / "datasets", workspace->newDatasetFolder(hostile, "id")));
        CHECK(workspace->newDatasetFolder(hostile, "id").parent_path() == workspace->folder() / "datasets");
        CHECK(workspace->runFolder(hostile).parent_path() == workspace->folder() / "runs");
        CHECK(workspace->modelFolder(hostile).parent_path() == workspace->folder() / "models");
    }
    CHECK_FALSE(workspace->resolve("../outside").ok());
    CHECK_FALSE(workspace->resolve("runs/../../outside").ok());
    const auto inside = workspace->resolve("runs/x");
    REQUIRE(inside.ok());
    CHECK(workspace->stored(*inside) == "runs/x");
    CHECK(workspace->stored("/somewhere/else") == "/somewhere/else");
}

TEST_CASE("a file is no workspace")
{
    const test::TemporaryFolder folder;
    const auto file = folder.write("file", "x");
    const auto workspace = Workspace::open(file);
    REQUIRE_FALSE(workspace.ok());
    CHECK(workspace.error().code == "service.workspace_is_file");
}

TEST_CASE("a log tail keeps the last lines within its bound")
{
    LogTail tail(100);
    for (int i = 0; i < 1000; ++i)
        tail.add("line " + std::to_string(i));
    CHECK(tail.text().size() <= 100);
    CHECK(tail.last(1) == "line 999\n");
}
