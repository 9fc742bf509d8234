// SPDX-License-Identifier: GPL-3.0-or-later
// An import looks at the free space before it writes.
#include <doctest/doctest.h>

#include <set>
#include <string>

#include "engine/data/import_space.h"
#include "tests/data/table_import_support.h"
#include "tests/support/temporary_folder.h"

namespace fettle::test {
namespace {

constexpr std::uint64_t kMegabyte = 1'000'000;

data::FreeSpace freeSpaceOf(std::uint64_t bytes)
{
    return [bytes](const platform::Path&) { return platform::DiskSpace{std::uint64_t{1} << 40, bytes}; };
}

Result<DatasetManifest> importInto(const ImportRequest& request, const data::FreeSpace& freeSpace)
{
    data::SilentObserver observer;
    return data::importDataset(request, builtInRegistry(), observer, freeSpace);
}

std::string table(int rows)
{
    std::string text = "size,label\n";
    for (int i = 0; i < rows; ++i)
        text += std::to_string(i * 7 % 1001) + (i % 3 == 0 ? ",yes\n" : ",no\n");
    return text;
}

} // namespace

TEST_CASE("too little room on the disk: the import says how much it needs and writes nothing")
{
    const TemporaryFolder folder;
    const ImportRequest request = importRequest(folder.write("t.csv", table(200'000)), folder.path() / "set");
    const auto needed = data::estimateImportBytes("table", request.paths);
    CHECK_GT(needed, 17 * kMegabyte);
    const auto refused = importInto(request, freeSpaceOf(needed - 1));
    REQUIRE_FALSE(refused.ok());
    CHECK_EQ(refused.error().code, "data.disk_low");
    CHECK_EQ(refused.error().arguments.at("folder").asText(), request.datasetFolder);
    const auto neededMegabytes = refused.error().arguments.at("needed_megabytes").asInteger();
    CHECK_EQ(neededMegabytes, static_cast<std::int64_t>(needed / kMegabyte) + 1);
    CHECK_LT(refused.error().arguments.at("free_megabytes").asInteger(), neededMegabytes);
    std::set<std::string> found;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.path() / "set"))
        found.insert(entry.path().filename().string());
    CHECK((found == std::set<std::string>{"import.lock", "parts", "versions"}));
    // Enough, and a disk that does not say.
    CHECK(importInto(request, freeSpaceOf(needed)).ok());
    CHECK(importInto(request, [](const platform::Path& path) -> Result<platform::DiskSpace> {
              return makeError("platform.disk_space_unknown", {{"path", platform::toUtf8(path)}, {"reason", "test"}});
          }).ok());
}

TEST_CASE("the estimate stays below what an import of short numbers writes")
{
    const TemporaryFolder folder;
    const ImportRequest request = importRequest(folder.write("t.csv", table(200'000)), folder.path() / "set");
    const auto base = data::estimateImportBytes("table", {});
    const auto manifest = importInto(request, freeSpaceOf(std::uint64_t{1} << 40));
    REQUIRE_MESSAGE(manifest.ok(), toLogLine(manifest.error()));
    std::uint64_t written = 0;
    for (const auto& part : manifest->parts)
        written += static_cast<std::uint64_t>(part.sizeBytes);
    CHECK_LE(data::estimateImportBytes("table", request.paths) - base, written);
}

TEST_CASE("what counts: the parts of a table, pictures below a folder, and whatever else was named itself")
{
    const TemporaryFolder folder;
    const auto sizeWithout = [](const std::string& importer, const std::filesystem::path& path) {
        return data::estimateImportBytes(importer, {platform::toUtf8(path)}) - data::estimateImportBytes(importer, {});
    };
    const std::string bytes(1000, 'x');
    folder.write("tables/train.csv", bytes);
    folder.write("tables/test.csv", bytes);
    folder.write("tables/film.bin", std::string(100'000, 'x'));
    CHECK_EQ(sizeWithout("table", folder.path() / "tables"), 3000u);
    CHECK_EQ(sizeWithout("table", folder.write("packed.csv.gz", bytes)), 6000u);
    folder.write("photos/cat/1.jpg", bytes);
    folder.write("photos/dog/2.PNG", bytes);
    folder.write("photos/dog/film.bin", std::string(100'000, 'x'));
    std::filesystem::create_symlink(folder.path() / "photos/dog/2.PNG", folder.path() / "photos/dog/3.png");
    CHECK_EQ(sizeWithout("image_folder", folder.path() / "photos"), 2000u);
    CHECK_EQ(sizeWithout("idx", folder.write("train-images-idx3-ubyte", bytes)), 1000u);
    CHECK_EQ(sizeWithout("image_folder", folder.path() / "nowhere"), 0u);
}

} // namespace fettle::test
