// SPDX-License-Identifier: GPL-3.0-or-later
#include <doctest/doctest.h>

#include <algorithm>
#include <csignal>
#include <map>
#include <set>
#include <sys/wait.h>
#include <unistd.h>

#include "engine/contract/error_codes.h"
#include "engine/data/dataset_reader.h"
#include "engine/data/split_assignment.h"
#include "engine/platform/file_faults.h"
#include "engine/platform/files.h"
#include "tests/data/table_import_support.h"
#include "tests/support/environment.h"
#include "tests/support/temporary_folder.h"

namespace fettle::test {
namespace {

std::string smallTable(int rows, int salt = 0)
{
    std::string text = "id,colour,size,label\n";
    for (int i = 0; i < rows; ++i)
        text += std::to_string(i) + "," + (i % 3 == 0 ? "red" : "blue") + "," + std::to_string((i * 7 + salt) % 11) + ".5,"
            + (i % 4 == 0 ? "yes" : "no") + "\n";
    return text;
}

/// Every file below a folder with its bytes.
std::map<std::string, std::string> contentOf(const std::filesystem::path& folder)
{
    std::map<std::string, std::string> content;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
        if (entry.is_regular_file())
            content[entry.path().lexically_relative(folder).string()] = readBytes(entry.path());
    return content;
}

/// The earlier version is there as it was and opens; nothing else claims to be a version.
void checkUntouched(const ImportRequest& request, const std::string& id, const std::map<std::string, std::string>& before,
                    std::size_t versions)
{
    const auto after = contentOf(platform::fromUtf8(request.datasetFolder));
    for (const auto& [name, bytes] : before)
        if (name != "import.lock") {
            REQUIRE_MESSAGE(after.contains(name), name);
            CHECK(after.at(name) == bytes);
        }
    const auto opened = data::Dataset::open(data::versionManifestPath(request.datasetFolder, id));
    REQUIRE_MESSAGE(opened.ok(), toLogLine(opened.error()));
    std::size_t found = 0;
    for (const auto& [name, bytes] : after)
        if (name.starts_with("versions/") && name.find("draft") == std::string::npos)
            ++found;
    CHECK_LE(found, versions);
}

class CancellingObserver final : public data::Observer {
public:
    explicit CancellingObserver(int after) : m_left(after) {}
    void progress(const Progress&) override {}
    void note(const Note&) override {}
    [[nodiscard]] bool cancelled() const override { return m_left-- <= 0; }

private:
    mutable int m_left;
};

} // namespace

TEST_CASE("a version holds rows, split, statistics and report, and the same content is the same version")
{
    const TemporaryFolder folder;
    const auto file = folder.write("t.csv", smallTable(200));
    ImportRequest request = importRequest(file, folder.path() / "set");
    request.options["target"] = "label";
    const auto first = importWith(request);
    REQUIRE_MESSAGE(first.ok(), toLogLine(first.error()));
    CHECK_EQ(first->rowCount, 200);
    CHECK_EQ(first->number, 1);
    CHECK_EQ(first->findField("id")->role, FieldRole::Ignore);
    CHECK_EQ(first->findField("label")->role, FieldRole::Target);
    CHECK(first->findField("colour")->classes == std::vector<std::string>{"blue", "red"});
    CHECK_EQ(first->splitRows.at("train"), 160);
    CHECK_EQ(first->splitRows.at("validation"), 20);
    CHECK_EQ(first->splitRows.at("test"), 20);
    const auto size = std::ranges::find(first->statistics, "size", &FieldStatistics::field);
    REQUIRE(size != first->statistics.end());
    CHECK_EQ(size->count, 200);
    CHECK_EQ(size->minimum, 0.5);
    CHECK_EQ(size->maximum, 10.5);
    CHECK_EQ(size->distinct, 11);
    std::int64_t inBins = 0;
    for (const std::int64_t count : size->histogramCounts)
        inBins += count;
    CHECK_EQ(inBins, 200);
    CHECK_EQ(size->histogramEdges.size(), size->histogramCounts.size() + 1);
    const auto label = std::ranges::find(first->statistics, "label", &FieldStatistics::field);
    CHECK((label->classCounts.at("test") == std::vector<ValueCount>{{"no", 15}, {"yes", 5}}));

    const auto again = importWith(request);
    REQUIRE(again.ok());
    CHECK_EQ(again->id, first->id);
    CHECK_EQ(again->number, 1);
    // Another seed is another split of the same rows: the rows' part is shared.
    request.seed = 2;
    const auto other = importWith(request);
    REQUIRE(other.ok());
    CHECK_NE(other->id, first->id);
    CHECK_EQ(other->number, 2);
    CHECK_EQ(other->parts.front().sha256, first->parts.front().sha256);
    CHECK_NE(other->parts.back().sha256, first->parts.back().sha256);
}

TEST_CASE("parts that no version names are collected, those in use stay")
{
    const TemporaryFolder folder;
    ImportRequest request = importRequest(folder.write("t.csv", smallTable(50)), folder.path() / "set");
    const auto kept = importWith(request);
    REQUIRE(kept.ok());
    request.paths = {platform::toUtf8(folder.write("u.csv", smallTable(60)))};
    const auto dropped = importWith(request);
    REQUIRE(dropped.ok());
    const auto parts = [&] { return std::distance(std::filesystem::directory_iterator(folder.path() / "set/parts"), {}); };
    CHECK_EQ(parts(), 4);
    std::filesystem::remove_all(folder.path() / "set/versions" / dropped->id);
    REQUIRE(data::collectUnusedParts(request.datasetFolder).ok());
    CHECK_EQ(parts(), 2);
    CHECK(data::Dataset::open(data::versionManifestPath(request.datasetFolder, kept->id)).ok());
}

TEST_CASE("a failing write anywhere in an import leaves what was there, and the next import works")
{
    const TemporaryFolder folder;
    ImportRequest request = importRequest(folder.write("t.csv", smallTable(80)), folder.path() / "set");
    const auto first = importWith(request);
    REQUIRE(first.ok());
    const auto before = contentOf(folder.path() / "set");
    request.paths = {platform::toUtf8(folder.write("u.csv", smallTable(90, 3)))};
    int failed = 0;
    for (const char* action : {"ENOSPC", "SHORT"}) {
        for (int nth = 1;; ++nth) {
            CAPTURE(action);
            CAPTURE(nth);
            bool injected = false;
            {
                const platform::ScopedFileFaults faults("any:" + std::to_string(nth) + "+:" + action + "@set");
                const auto result = importWith(request);
                injected = faults.injectedCount() > 0;
                if (injected && !result.ok()) {
                    ++failed;
                    CHECK(findErrorCode(result.error().code) != nullptr);
                }
                if (!injected)
                    REQUIRE_MESSAGE(result.ok(), toLogLine(result.error()));
            }
            checkUntouched(request, first->id, before, 2);
            if (!injected)
                break;
            REQUIRE_LT(nth, 200);
        }
        // What the last, undisturbed import published goes, for the next round.
        for (const auto& entry : std::filesystem::directory_iterator(folder.path() / "set/versions"))
            if (entry.path().filename() != first->id)
                std::filesystem::remove_all(entry.path());
        REQUIRE(data::collectUnusedParts(request.datasetFolder).ok());
    }
    CHECK_GT(failed, 20);
}

TEST_CASE("killed at any step of an import: earlier versions stand, leftovers go with the next import")
{
    const TemporaryFolder folder;
    ImportRequest request = importRequest(folder.write("t.csv", smallTable(80)), folder.path() / "set");
    const auto first = importWith(request);
    REQUIRE(first.ok());
    const auto before = contentOf(folder.path() / "set");
    request.paths = {platform::toUtf8(folder.write("u.csv", smallTable(90, 3)))};
    int killed = 0;
    for (int nth = 1; nth < 200; ++nth) {
        CAPTURE(nth);
        const pid_t child = fork();
        if (child == 0) {
            const platform::ScopedFileFaults faults("any:" + std::to_string(nth) + ":KILL@set");
            _exit(importWith(request).ok() ? 0 : 1);
        }
        REQUIRE_GT(child, 0);
        int status = 0;
        REQUIRE_EQ(waitpid(child, &status, 0), child);
        checkUntouched(request, first->id, before, 2);
        if (WIFEXITED(status)) {
            CHECK_EQ(WEXITSTATUS(status), 0);
            break;
        }
        CHECK_EQ(WTERMSIG(status), SIGKILL);
        ++killed;
    }
    CHECK_GT(killed, 10);
    const auto last = importWith(request);
    REQUIRE_MESSAGE(last.ok(), toLogLine(last.error()));
    for (const auto& [name, bytes] : contentOf(folder.path() / "set"))
        CHECK_MESSAGE(name.find("draft") == std::string::npos, name);
}

TEST_CASE("cancelled at any point, an import leaves no version")
{
    const TemporaryFolder folder;
    ImportRequest request = importRequest(folder.write("t.csv", smallTable(80)), folder.path() / "set");
    bool done = false;
    int cancelled = 0;
    for (int after = 0; after < 50 && !done; ++after) {
        CancellingObserver observer(after);
        const auto result = data::importDataset(request, builtInRegistry(), observer);
        done = result.ok();
        if (done)
            break;
        ++cancelled;
        CHECK_EQ(result.error().code, "data.cancelled");
        CHECK(std::filesystem::is_empty(folder.path() / "set/versions"));
        CHECK(std::filesystem::is_empty(folder.path() / "set/parts"));
    }
    CHECK(done);
    CHECK_GE(cancelled, 3);
}

TEST_CASE("Adult: two files are one dataset, their labels one set")
{
    FETTLE_REQUIRE_DATA("tab_adult");
    const TemporaryFolder folder;
    ImportRequest request = importRequest(sharedData("tab_adult"), folder.path() / "set");
    request.options["target"] = "14";
    const auto manifest = importWith(request);
    REQUIRE_MESSAGE(manifest.ok(), toLogLine(manifest.error()));
    CHECK_EQ(manifest->fields.size(), 15u);
    CHECK_EQ(manifest->rowCount, 32'561 + 16'281);
    CHECK_EQ(manifest->splitRows.at("test"), 16'281);
    CHECK_EQ(manifest->splitRows.at("train") + manifest->splitRows.at("validation"), 32'561);
    CHECK_EQ(manifest->splitRows.at("validation"), 3256);
    CHECK(manifest->findField("14")->classes == std::vector<std::string>{"<=50K", ">50K"});
    CHECK(hasNote(manifest->report.notes, "data.labels_merged"));
    CHECK(hasNote(manifest->report.notes, "data.part_cut"));
    CHECK_EQ(manifest->report.rowsSkipped, 0);
    CHECK_EQ(manifest->statistics[1].missing, 2799);
    int numbers = 0;
    for (const FieldInfo& field : manifest->fields)
        numbers += field.role == FieldRole::Input && field.kind == FieldKind::Number;
    CHECK_EQ(numbers, 6);
}

TEST_CASE("wishes: kinds, roles, target, unknown columns")
{
    const TemporaryFolder folder;
    const auto file = folder.write("t.csv", smallTable(100));
    ImportRequest request = importRequest(file, folder.path() / "set");
    request.overrides = {{"id", FieldKind::Number, FieldRole::Input}, {"colour", std::nullopt, FieldRole::Ignore},
                         {"size", FieldKind::Category, FieldRole::Target}};
    const auto manifest = importWith(request);
    REQUIRE_MESSAGE(manifest.ok(), toLogLine(manifest.error()));
    CHECK_EQ(manifest->findField("id")->role, FieldRole::Input);
    CHECK_EQ(manifest->findField("id")->kind, FieldKind::Number);
    CHECK_EQ(manifest->findField("colour")->role, FieldRole::Ignore);
    CHECK_EQ(manifest->findField("size")->kind, FieldKind::Category);
    CHECK_EQ(manifest->findField("size")->classes.size(), 11u);
    CHECK_EQ(manifest->findField("label")->role, FieldRole::Input);
    request.options["target"] = "labell";
    const auto wrong = importWith(request);
    REQUIRE_FALSE(wrong.ok());
    CHECK_EQ(wrong.error().code, "data.unknown_column");
    CHECK_EQ(wrong.error().arguments.at("nearest").asText(), "label");
    CHECK_EQ(importWith(importRequest("/nowhere/at/all.csv", folder.path() / "x")).error().code, "data.path_missing");
}

TEST_CASE("splits: stratified, by group, by column, seeded")
{
    std::vector<std::optional<std::string>> labels;
    std::vector<std::optional<std::string>> groups;
    std::vector<std::optional<std::string>> parts;
    for (int i = 0; i < 1000; ++i) {
        labels.emplace_back(i % 10 == 0 ? "rare" : "common");
        groups.emplace_back("g" + std::to_string(i % 50));
        parts.emplace_back(i < 700 ? "train" : i < 800 ? "dev" : "TEST");
    }
    const FieldInfo field{"f", FieldKind::Category, FieldRole::Target, {}, {}};
    const data::MemoryColumn target(field, labels);
    const data::MemoryColumn group(field, groups);
    const data::MemoryColumn part(field, parts);
    data::SplitInput input;
    input.rows = 1000;
    input.target = &target;
    const auto stratified = data::assignSplits(input);
    REQUIRE(stratified.ok());
    std::map<std::pair<int, bool>, int> counts;
    for (std::size_t i = 0; i < 1000; ++i)
        ++counts[{stratified->splits[i], i % 10 == 0}];
    CHECK_EQ(counts[{1, true}], 10);
    CHECK_EQ(counts[{1, false}], 90);
    CHECK_EQ(counts[{2, true}], 10);
    CHECK(data::assignSplits(input)->splits == stratified->splits);
    input.seed = 7;
    CHECK(data::assignSplits(input)->splits != stratified->splits);

    input.by = &group;
    input.asked = SplitPolicy{SplitMethod::Group, "f", 0.1, 0.2, 3};
    const auto grouped = data::assignSplits(input);
    REQUIRE(grouped.ok());
    std::map<std::string, std::set<int>> splitsOfGroup;
    for (std::size_t i = 0; i < 1000; ++i)
        splitsOfGroup[*groups[i]].insert(grouped->splits[i]);
    for (const auto& [name, splits] : splitsOfGroup)
        CHECK_EQ(splits.size(), 1u);
    CHECK_EQ(std::ranges::count(grouped->splits, 1), 100);
    CHECK_EQ(std::ranges::count(grouped->splits, 2), 200);

    input.by = &part;
    input.asked = SplitPolicy{SplitMethod::Column, "f", 0.1, 0.1, 1};
    const auto byColumn = data::assignSplits(input);
    REQUIRE(byColumn.ok());
    CHECK_EQ(std::ranges::count(byColumn->splits, 1), 100);
    CHECK_EQ(std::ranges::count(byColumn->splits, 2), 200);
    input.by = &target;
    CHECK_EQ(data::assignSplits(input).error().code, "data.split_column_values");
    input.asked = SplitPolicy{SplitMethod::Random, "", 0.6, 0.5, 1};
    CHECK_EQ(data::assignSplits(input).error().code, "data.split_shares");
}

TEST_CASE("a column that divides the rows is no input, unless somebody says so")
{
    const TemporaryFolder folder;
    std::string text = "message,part,label\n";
    for (int i = 0; i < 60; ++i)
        text += "message number " + std::to_string(i) + "," + (i < 40 ? "train" : i < 50 ? "validation" : "test") + "," + (i % 2 ? "yes" : "no") + "\n";
    ImportRequest request = importRequest(folder.write("t.csv", text), folder.path() / "set");
    request.split = SplitPolicy{SplitMethod::Column, "part", 0.1, 0.1, 1};
    const auto divided = importWith(request);
    REQUIRE_MESSAGE(divided.ok(), toLogLine(divided.error()));
    REQUIRE(divided->findField("part"));
    CHECK(divided->findField("part")->role == FieldRole::Split);
    CHECK_EQ(divided->splitRows.at("train"), 40);
    request.split->method = SplitMethod::Group;
    CHECK(importWith(request)->findField("part")->role == FieldRole::Group);
    request.overrides = {{"part", {}, FieldRole::Input}};
    CHECK(importWith(request)->findField("part")->role == FieldRole::Input);
}

} // namespace fettle::test
