// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdlib>

#include <doctest/doctest.h>

#include "engine/platform/paths.h"
#include "engine/service/catalog_cache.h"
#include "tests/support/temporary_folder.h"

using namespace fettle;

TEST_CASE("a plug-in that comes into the user's folder makes the kept catalog an old one")
{
    const test::TemporaryFolder folder;
    ::setenv("XDG_DATA_HOME", (folder.path() / "data").c_str(), 1);
    ::unsetenv("FETTLE_PLUGIN_FOLDER");
    std::filesystem::create_directory(folder.path() / "cache");
    const service::CatalogCache cache(folder.path() / "cache", folder.write("fettle-worker", "a program"));
    REQUIRE(cache.store(ValueMap{{"build_tag", "g++ 12"}}).ok());
    CHECK(cache.load().has_value());
    // Where plugins/README.md says that people put them.
    REQUIRE(platform::userDataFolder() == folder.path() / "data" / "fettle");
    folder.write("data/fettle/plugins/mine.so", "a library");
    CHECK_FALSE(cache.load().has_value());
    ::unsetenv("XDG_DATA_HOME");
}
