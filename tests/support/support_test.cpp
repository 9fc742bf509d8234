// SPDX-License-Identifier: GPL-3.0-or-later
#include <doctest/doctest.h>

#include "tests/support/environment.h"
#include "tests/support/temporary_folder.h"

#include <cstdlib>
#include <stdexcept>

using namespace fettle::test;

TEST_CASE("a temporary folder holds files and goes with its scope") {
    std::filesystem::path kept;
    {
        const TemporaryFolder folder;
        kept = folder.path();
        const auto file = folder.write("a/b.txt", std::string_view("x\0y", 3));
        CHECK(readBytes(file) == std::string("x\0y", 3));
        const auto permissions = std::filesystem::status(kept).permissions();
        CHECK((permissions & std::filesystem::perms::others_all) == std::filesystem::perms::none);
    }
    CHECK_FALSE(std::filesystem::exists(kept));
}

TEST_CASE("a program that is not built is an error, not an empty path") {
    CHECK_THROWS_AS(static_cast<void>(program("fettle-no-such-program")), std::runtime_error);
}

TEST_CASE("the source folder is the root of the tree") {
    CHECK(std::filesystem::exists(sourceFolder() / "CMakePresets.json"));
}

TEST_CASE("a variable of the environment is as before when its scope ends") {
    const char* const name = "FETTLE_TEST_SCOPED";
    {
        const ScopedVariable outer(name, "one");
        {
            const ScopedVariable inner(name, "two");
            CHECK(std::string(std::getenv(name)) == "two");
        }
        REQUIRE(std::getenv(name) != nullptr);
        CHECK(std::string(std::getenv(name)) == "one");
    }
    CHECK(std::getenv(name) == nullptr);
}
