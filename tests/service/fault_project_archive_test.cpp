// SPDX-License-Identifier: GPL-3.0-or-later
// Project files: what is written comes back; what was cut, changed or made by hand is refused.
#include <functional>
#include <utility>

#include <archive.h>
#include <archive_entry.h>
#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "engine/contract/worker_protocol.h"
#include "engine/documents/manifest_document.h"
#include "engine/documents/recipe_document.h"
#include "engine/platform/file_faults.h"
#include "engine/platform/files.h"
#include "engine/platform/hash.h"
#include "engine/platform/random_id.h"
#include "engine/service/project_archive.h"
#include "tests/support/temporary_folder.h"

using namespace fettle;
using namespace fettle::test;

namespace {

std::string smallRecipe()
{
    Recipe recipe;
    recipe.name = "small";
    recipe.dataset.name = "flowers";
    recipe.dataset.version = "v1";
    recipe.task.component = "tabular_classification";
    return documents::writeRecipe(recipe);
}

/// A project with one of everything.
struct SmallProject {
    TemporaryFolder folder;
    service::GatheredProject gathered;
    std::string dataset = platform::randomId();
    std::string run = platform::randomId();
    std::string model = platform::randomId();

    SmallProject()
    {
        auto& rows = gathered.document.rows;
        rows.project = {platform::randomId(), "flowers", "2026-03-01T12:00:00.000Z", ""};
        const std::string part = "the rows, as Arrow would write them";
        DatasetManifest manifest;
        manifest.name = "flowers";
        manifest.id = "v1";
        manifest.rowCount = 3;
        manifest.parts = {{"rows", platform::sha256Hex(part) + ".arrow", platform::sha256Hex(part), static_cast<std::int64_t>(part.size()), 3}};
        add("datasets/" + dataset + "/versions/v1/dataset.yaml", documents::writeManifest(manifest));
        add("datasets/" + dataset + "/parts/" + manifest.parts[0].path, part);
        store::DatasetRecord row;
        row.id = dataset;
        row.name = "flowers";
        rows.datasets.push_back(row);
        store::DatasetVersionRecord version;
        version.dataset = dataset;
        version.version = "v1";
        version.number = 1;
        version.manifestPath = "versions/v1/dataset.yaml";
        version.rowCount = 3;
        rows.versions.push_back(version);
        store::BundledRun bundled;
        bundled.run.id = run;
        bundled.run.number = 4;
        bundled.run.dataset = dataset;
        bundled.run.datasetVersion = "v1";
        bundled.run.model = model;
        bundled.run.state = JobState::Completed;
        bundled.run.recipe = smallRecipe();
        rows.runs.push_back(bundled);
        add("runs/" + run + "/artifacts/predictions.safetensors", "predictions");
        add("metrics/" + run + ".jsonl", encodeMessage("metrics", toJson(MetricBatch{run, {{"train/loss", {1, 2}, {0.5, 0.25}}}})) + '\n');
        ModelManifest modelManifest;
        modelManifest.id = model;
        add("models/" + model + "/model.yaml", documents::writeModelManifest(modelManifest));
        add("models/" + model + "/weights.safetensors", std::string(300, 'w'));
        store::ModelRecord modelRow;
        modelRow.id = model;
        modelRow.name = "flowers 4";
        modelRow.run = run;
        rows.models.push_back(modelRow);
        add("project/recipe.yaml", smallRecipe());
    }

    void add(const std::string& entry, const std::string& bytes)
    {
        const auto name = "source/" + std::to_string(gathered.files.size());
        folder.write(name, bytes);
        gathered.files.push_back({entry, folder.path() / name});
    }

    std::filesystem::path pack()
    {
        const auto file = folder.path() / "flowers.fettle";
        const auto packed = service::packProject(gathered, file);
        INFO((packed.ok() ? std::string() : toLogLine(packed.error())));
        REQUIRE(packed.ok());
        return file;
    }
};

std::string codeOfUnpacking(const TemporaryFolder& folder, const std::string& bytes, std::string* detail = nullptr)
{
    folder.write("hostile.fettle", bytes);
    const auto into = folder.path() / "out";
    std::filesystem::remove_all(into);
    std::filesystem::create_directory(into);
    const auto unpacked = service::unpackProject(folder.path() / "hostile.fettle", into);
    if (unpacked)
        return {};
    if (detail)
        *detail = toLogLine(unpacked.error());
    return unpacked.error().code;
}

struct ZipEntry {
    std::string name;
    std::string bytes;
    std::string link; ///< not empty: a symbolic link
};

/// A ZIP of any entries, also of those that Fettle never writes.
std::string zipOf(const std::vector<ZipEntry>& entries)
{
    std::string out;
    auto* handle = archive_write_new();
    archive_write_set_format_zip(handle);
    archive_write_set_bytes_in_last_block(handle, 1);
    archive_write_open(handle, &out, nullptr,
                       [](archive*, void* self, const void* bytes, size_t count) {
                           static_cast<std::string*>(self)->append(static_cast<const char*>(bytes), count);
                           return static_cast<la_ssize_t>(count);
                       }, nullptr);
    for (const auto& wanted : entries) {
        auto* entry = archive_entry_new();
        archive_entry_set_pathname(entry, wanted.name.c_str());
        archive_entry_set_perm(entry, 0644);
        if (wanted.link.empty()) {
            archive_entry_set_filetype(entry, AE_IFREG);
            archive_entry_set_size(entry, static_cast<la_int64_t>(wanted.bytes.size()));
        } else {
            archive_entry_set_filetype(entry, AE_IFLNK);
            archive_entry_set_symlink(entry, wanted.link.c_str());
        }
        archive_write_header(handle, entry);
        archive_write_data(handle, wanted.bytes.data(), wanted.bytes.size());
        archive_entry_free(entry);
    }
    archive_write_close(handle);
    archive_write_free(handle);
    return out;
}

/// The project's list, changed as a hand would change it, with the files beside it.
std::string changed(SmallProject& project, const std::function<void(nlohmann::json&, std::vector<ZipEntry>&)>& change)
{
    std::vector<ZipEntry> entries;
    auto& document = project.gathered.document;
    document.files.clear();
    for (const auto& file : project.gathered.files) {
        const auto bytes = readBytes(file.source);
        document.files.push_back({file.entry, bytes.size(), platform::sha256Hex(bytes)});
        entries.push_back({file.entry, bytes, {}});
    }
    auto json = nlohmann::json::parse(service::writeProjectDocument(document));
    change(json, entries);
    entries.insert(entries.begin(), {std::string(service::kProjectDocumentName), json.dump(), {}});
    return zipOf(entries);
}

void addFile(nlohmann::json& json, std::vector<ZipEntry>& entries, const std::string& path)
{
    json["files"].push_back({{"path", path}, {"size_bytes", 1}, {"sha256", platform::sha256Hex("x")}});
    entries.push_back({path, "x", {}});
}

} // namespace

TEST_CASE("a project file gives back what was put into it")
{
    SmallProject project;
    const auto file = project.pack();
    const auto into = project.folder.path() / "into";
    std::filesystem::create_directory(into);
    std::uint64_t last = 0;
    const auto unpacked = service::unpackProject(file, into, [&](std::uint64_t done, std::uint64_t total) {
        CHECK(done <= total);
        CHECK(done >= last);
        last = done;
    });
    INFO((unpacked.ok() ? std::string() : toLogLine(unpacked.error())));
    REQUIRE(unpacked.ok());
    CHECK(last == unpacked->totalBytes());
    CHECK(unpacked->rows == project.gathered.document.rows);
    CHECK(unpacked->files == project.gathered.document.files);
    for (const auto& source : project.gathered.files)
        CHECK(readBytes(into / source.entry) == readBytes(source.source));
}

TEST_CASE("a project file that is cut short at any byte is refused")
{
    SmallProject project;
    const auto bytes = readBytes(project.pack());
    CHECK(codeOfUnpacking(project.folder, bytes).empty());
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        const auto code = codeOfUnpacking(project.folder, bytes.substr(0, size));
        INFO(size);
        REQUIRE((code == "service.project_file_damaged" || code == "service.not_a_project_file"));
    }
}

TEST_CASE("a project file with another byte anywhere is refused, or the byte says nothing")
{
    SmallProject project;
    const auto bytes = readBytes(project.pack());
    const auto original = project.gathered.document;
    for (std::size_t at = 0; at < bytes.size(); at += 11) {
        auto other = bytes;
        other[at] = static_cast<char>(other[at] ^ 0x41);
        project.folder.write("other.fettle", other);
        const auto into = project.folder.path() / "out";
        std::filesystem::remove_all(into);
        std::filesystem::create_directory(into);
        const auto unpacked = service::unpackProject(project.folder.path() / "other.fettle", into);
        INFO(at);
        // Times and permissions of entries stand outside of every hash.
        REQUIRE((!unpacked.ok() || (unpacked->rows == original.rows && unpacked->files == original.files)));
    }
}

TEST_CASE("what somebody made by hand is refused")
{
    SmallProject project;
    using Json = nlohmann::json;
    using Entries = std::vector<ZipEntry>;
    CHECK(codeOfUnpacking(project.folder, changed(project, [](Json&, Entries&) {})).empty());
    const auto code = [&](const std::function<void(Json&, Entries&)>& change) {
        return codeOfUnpacking(project.folder, changed(project, change));
    };
    const std::string damaged = "service.project_file_damaged";
    const auto run = "runs/" + project.run + "/";
    CHECK(code([](Json& json, Entries&) { json["version"] = 2; }) == "service.project_file_newer");
    CHECK(code([](Json& json, Entries&) { json["fettle"] = "recipe"; }) == "service.not_a_project_file");
    // Names
    for (const std::string& path : {std::string("../outside"), std::string("/etc/passwd"), run + "../../../outside",
                                    run + "a/../b", run + "./a", run + "a//b", run + "a\\b", run + ".hidden", run + "c:x",
                                    run + "caf\xc3\xa9", run + std::string(500, 'a'), std::string("elsewhere/x"),
                                    "runs/" + platform::randomId() + "/x", std::string("metrics/x.jsonl"), std::string("project/other")}) {
        INFO(path);
        CHECK(code([&](Json& json, Entries& entries) { addFile(json, entries, path); }) == damaged);
    }
    CHECK_FALSE(std::filesystem::exists(project.folder.path() / "outside"));
    CHECK(code([&](Json& json, Entries& entries) { addFile(json, entries, run + "harmless"); }).empty());
    // A list and a ZIP that do not agree
    CHECK(code([&](Json&, Entries& entries) { entries.push_back({run + "more", "x", {}}); }) == damaged);
    CHECK(code([&](Json&, Entries& entries) { entries.push_back(entries.front()); }) == damaged);
    CHECK(code([&](Json&, Entries& entries) { entries.pop_back(); }) == damaged);
    CHECK(code([&](Json& json, Entries&) { json["files"].push_back(json["files"][0]); }) == damaged);
    CHECK(code([&](Json&, Entries& entries) { entries[0].bytes += "x"; }) == damaged);
    CHECK(code([&](Json&, Entries& entries) { entries[0].bytes[0] ^= 1; }) == damaged);
    CHECK(code([&](Json& json, Entries&) { json["files"][0]["size_bytes"] = -1; }) == damaged);
    CHECK(code([&](Json& json, Entries&) { json["files"][0]["size_bytes"] = 1LL << 39; }) == damaged);
    CHECK(code([&](Json& json, Entries&) { json["files"][0]["sha256"] = "../x"; }) == damaged);
    // Links
    CHECK(code([&](Json&, Entries& entries) { entries[0] = {entries[0].name, "", "/etc/passwd"}; }) == damaged);
    CHECK(code([&](Json&, Entries& entries) { entries.insert(entries.begin(), {"runs", "", "/tmp"}); }) == damaged);
}

TEST_CASE("rows that somebody made by hand are refused")
{
    SmallProject project;
    using Json = nlohmann::json;
    const auto code = [&](const std::function<void(Json&)>& change) {
        return codeOfUnpacking(project.folder, changed(project, [&](Json& json, std::vector<ZipEntry>&) { change(json); }));
    };
    const std::string damaged = "service.project_file_damaged";
    CHECK(code([](Json& json) { json["project"]["id"] = "../../x"; }) == damaged);
    CHECK(code([](Json& json) { json["project"]["name"] = " "; }) == damaged);
    CHECK(code([](Json& json) { json["project"] = 7; }) == damaged);
    CHECK(code([](Json& json) { json["datasets"][0]["id"] = "x"; }) == damaged);
    CHECK(code([](Json& json) { json["datasets"][0]["folder"] = "/home"; }) == damaged);
    CHECK(code([](Json& json) { json["datasets"].push_back(json["datasets"][0]); }) == damaged);
    CHECK(code([](Json& json) { json["versions"][0]["manifest_path"] = "../../x"; }) == damaged);
    CHECK(code([](Json& json) { json["versions"][0]["row_count"] = 4; }) == damaged);
    CHECK(code([](Json& json) { json["runs"][0]["run"]["folder"] = "/home"; }) == damaged);
    CHECK(code([](Json& json) { json["runs"][0]["run"]["number"] = 0; }) == damaged);
    CHECK(code([](Json& json) { json["runs"].push_back(json["runs"][0]); }) == damaged);
    CHECK(code([](Json& json) { json["runs"][0]["run"]["dataset"] = platform::randomId(); }) == damaged);
    CHECK(code([](Json& json) { json["runs"][0]["run"]["recipe"] = "fettle: recipe\nversion: 1\nwhat: 1\n"; }) == damaged);
    CHECK(code([](Json& json) {
        json["runs"][0]["run"]["recipe"] = "fettle: recipe\nversion: 1\ndataset: {path: /etc/passwd}\n";
    }) == damaged);
    CHECK(code([](Json& json) {
        json["runs"][0]["artifacts"] = Json::array({{{"run", "x"}, {"path", "../../x"}, {"kind", "log"}}});
    }) == damaged);
    CHECK(code([](Json& json) { json["models"][0]["id"] = "/"; }) == damaged);
    CHECK(code([](Json& json) { json["models"][0]["run"] = platform::randomId(); }) == damaged);
}

TEST_CASE("a file that says to unpack to far more than it holds is refused before anything is written")
{
    SmallProject project;
    const auto bytes = changed(project, [](nlohmann::json& json, std::vector<ZipEntry>&) { json["files"][0]["size_bytes"] = 900 << 20; });
    std::string detail;
    CHECK(codeOfUnpacking(project.folder, bytes, &detail) == "service.project_file_damaged");
    CHECK(detail.find("far more") != std::string::npos);
    CHECK(std::filesystem::is_empty(project.folder.path() / "out"));
}

TEST_CASE("a file that changes while it is packed stops the export")
{
    SmallProject project;
    const auto weights = project.gathered.files[5].source;
    REQUIRE(project.gathered.files[5].entry.ends_with("weights.safetensors"));
    bool changed = false;
    const auto file = project.folder.path() / "flowers.fettle";
    const auto packed = service::packProject(project.gathered, file, [&](std::uint64_t done, std::uint64_t total) {
        if (done > total / 2 && !std::exchange(changed, true))
            project.folder.write(weights.lexically_relative(project.folder.path()).string(), std::string(300, 'x'));
    });
    REQUIRE_FALSE(packed.ok());
    CHECK(packed.error().code == "service.project_changed");
    CHECK_FALSE(std::filesystem::exists(file));
}

TEST_CASE("a full disk leaves no file, and one that stood there as it was")
{
    SmallProject project;
    project.folder.write("flowers.fettle", "an older one");
    for (const char* fault : {"write:1+:ENOSPC@flowers.fettle", "fsync:1:EIO@flowers.fettle", "rename:1:EIO@flowers.fettle"}) {
        const platform::ScopedFileFaults faults{std::string_view(fault)};
        auto gathered = project.gathered;
        CHECK_FALSE(service::packProject(gathered, project.folder.path() / "flowers.fettle").ok());
    }
    CHECK(readBytes(project.folder.path() / "flowers.fettle") == "an older one");
    int files = 0;
    for (const auto& entry : std::filesystem::directory_iterator(project.folder.path()))
        files += entry.path().filename() != "source";
    CHECK(files == 1);
}

TEST_CASE("paths of this machine are cut to names")
{
    CHECK(service::withoutPaths(std::string_view("/home/alice/my data/a.csv")) == "a.csv");
    CHECK(service::withoutPaths(std::string_view("cannot open \"/home/alice/my data/a.csv\": gone")) == "cannot open \"a.csv\": gone");
    CHECK(service::withoutPaths(std::string_view("at /srv/x/y.csv, line 3")) == "at y.csv, line 3");
    CHECK(service::withoutPaths(std::string_view("1/2 of a and/or b")) == "1/2 of a and/or b");
    CHECK(service::withoutPaths(Value(ValueList{Value("/a/b"), Value(3)})) == Value(ValueList{Value("b"), Value(3)}));
}
