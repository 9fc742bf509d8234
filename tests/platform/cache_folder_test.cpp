// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/platform/cache_folder.h"

#include <chrono>
#include <filesystem>
#include <fstream>
#include <set>

#include <doctest/doctest.h>

#include "tests/support/temporary_folder.h"

using namespace fettle;

namespace {

/// 100 bytes, last used so many hours ago.
std::filesystem::path usedFile(const std::filesystem::path& folder, const std::string& name, int hoursAgo)
{
    const auto path = folder / name;
    std::ofstream(path) << std::string(100, 'x');
    std::filesystem::last_write_time(path, std::filesystem::file_time_type::clock::now() - std::chrono::hours(hoursAgo));
    return path;
}

std::set<std::string> namesIn(const std::filesystem::path& folder)
{
    std::set<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        names.insert(entry.path().filename());
    return names;
}

} // namespace

TEST_CASE("a cache folder loses what was not used for longest, not what is oldest")
{
    const test::TemporaryFolder place;
    const auto folder = place.path() / "cache";
    std::filesystem::create_directory(folder);
    const auto oldest = usedFile(folder, "b-oldest", 9);
    usedFile(folder, "c-old", 5);
    usedFile(folder, "a-new", 1);
    std::filesystem::create_directory(folder / "inner");
    usedFile(folder / "inner", "deep", 99);
    platform::trimFolder(folder, 300);
    CHECK(namesIn(folder) == std::set<std::string>{"a-new", "b-oldest", "c-old", "inner"});
    platform::touchFile(oldest);
    platform::trimFolder(folder, 299);
    CHECK(namesIn(folder) == std::set<std::string>{"a-new", "b-oldest", "inner"});
    // What was just made stays, be it ever so large or old.
    const auto made = usedFile(folder, "made", 20);
    platform::trimFolder(folder, 50, made);
    CHECK(namesIn(folder) == std::set<std::string>{"made", "inner"});
    CHECK(std::filesystem::exists(folder / "inner" / "deep"));
    platform::trimFolder(place.path() / "nowhere", 0);
    platform::touchFile(place.path() / "nowhere");
    CHECK_FALSE(std::filesystem::exists(place.path() / "nowhere"));
}
