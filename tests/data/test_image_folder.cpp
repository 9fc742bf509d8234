// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <filesystem>

#include <archive.h>
#include <archive_entry.h>
#include <doctest/doctest.h>

#include "engine/component_api/registry.h"
#include "engine/data/picture_decoder.h"
#include "engine/data/picture_writer.h"
#include "tests/data/picture_import_support.h"
#include "tests/support/environment.h"
#include "tests/support/temporary_folder.h"

namespace fettle {
void registerComponent_importers_image_folder(Registry& registry);
}

namespace {

using namespace fettle;
namespace fs = std::filesystem;

std::string plainPng(std::uint8_t grey, std::int64_t side = 6)
{
    return data::writeStoredPng({side, side, 1, std::vector<std::uint8_t>(static_cast<std::size_t>(side * side), grey)});
}

struct FolderOutcome {
    test::KeepingSink sink;
    test::CountingMonitor monitor;
    Result<void> result;
};

Registry folderRegistry()
{
    Registry registry;
    registerComponent_importers_image_folder(registry);
    return registry;
}

FolderOutcome importFolder(const std::vector<fs::path>& paths, int cancelAfter = 1 << 30)
{
    const auto registry = folderRegistry();
    const auto* importer = registry.get<Importer>(ComponentKind::Importer, "image_folder");
    FolderOutcome outcome;
    outcome.monitor.cancelAfter = cancelAfter;
    ImportSource source;
    for (const auto& path : paths)
        source.paths.push_back(path.string());
    source.threads = 2;
    outcome.result = importer->read(source, outcome.sink, outcome.monitor);
    return outcome;
}

double probeScore(const fs::path& path)
{
    const auto registry = folderRegistry();
    ImportSource source;
    source.paths = {path.string()};
    return registry.get<Importer>(ComponentKind::Importer, "image_folder")->probe(source)->score;
}

/// A ZIP with these entries; a name that ends in "@" becomes a symbolic link.
void writeZip(const fs::path& path, const std::vector<std::pair<std::string, std::string>>& entries, bool compress = false)
{
    auto* writer = archive_write_new();
    archive_write_set_format_zip(writer);
    archive_write_set_options(writer, compress ? "zip:compression=deflate" : "zip:compression=store");
    archive_write_open_filename(writer, path.c_str());
    for (const auto& [name, bytes] : entries) {
        auto* entry = archive_entry_new();
        const bool isLink = name.ends_with("@");
        archive_entry_set_pathname(entry, name.c_str());
        archive_entry_set_filetype(entry, isLink ? AE_IFLNK : AE_IFREG);
        archive_entry_set_perm(entry, 0644);
        if (isLink)
            archive_entry_set_symlink(entry, bytes.c_str());
        else
            archive_entry_set_size(entry, static_cast<la_int64_t>(bytes.size()));
        archive_write_header(writer, entry);
        if (!isLink)
            archive_write_data(writer, bytes.data(), bytes.size());
        archive_entry_free(entry);
    }
    archive_write_close(writer);
    archive_write_free(writer);
}

} // namespace

TEST_CASE("image folder: classes, splits, strays, nested and odd names")
{
    const test::TemporaryFolder folder;
    const auto& root = folder.path();
    folder.write("set/Training/猫/a.png", plainPng(10));
    folder.write("set/Training/dog/a.png", plainPng(20));
    folder.write("set/Training/dog/deeper/x.png", plainPng(30));
    folder.write("set/valid/dog/b.png", plainPng(40));
    folder.write("set/TEST/猫/c.jpg", plainPng(50, 9)); // a PNG, whatever its name says
    folder.write("set/TEST/dog/broken.png", plainPng(60).substr(0, 60));
    folder.write("set/TEST/dog/notes.txt", "hello");
    folder.write("set/TEST/dog/empty.gif", "");
    folder.write("set/Training/dog/.hidden.png", plainPng(1));
    folder.write("set/Thumbs.db", "x");
    folder.write("set/README.md", "x");
    folder.write("set/loose.png", plainPng(1));
    fs::create_symlink(root / "set/Training/dog/a.png", root / "set/Training/dog/link.png");
    const auto outcome = importFolder({root / "set"});
    REQUIRE(outcome.result.ok());
    const auto& sink = outcome.sink;
    CHECK(sink.plan.size() == 3);
    CHECK(sink.plan[0].field.kind == FieldKind::Image);
    CHECK(sink.plan[1].field.role == FieldRole::Target);
    REQUIRE(sink.files.size() == 5);
    CHECK(sink.count(Split::Train) == 3);
    CHECK(sink.count(Split::Validation) == 1);
    CHECK(sink.count(Split::Test) == 1);
    CHECK(sink.thumbnails.size() == 5);
    const auto at = std::find(sink.files.begin(), sink.files.end(), "Training/猫/a.png");
    REQUIRE(at != sink.files.end());
    CHECK(sink.labels[static_cast<std::size_t>(at - sink.files.begin())] == "猫");
    CHECK(std::count(sink.labels.begin(), sink.labels.end(), "deeper") == 1);
    REQUIRE(sink.notes.size() == 1);
    CHECK(sink.notes[0].code == "data.folders_nested");
    CHECK(sink.issueOf("TEST/dog/broken.png")->note.code == "data.picture_truncated");
    CHECK(sink.issueOf("TEST/dog/notes.txt")->note.code == "data.picture_format");
    CHECK(sink.issueOf("TEST/dog/empty.gif")->note.code == "data.picture_empty");
    CHECK(sink.issueOf("loose.png")->note.code == "data.picture_without_class");
    CHECK(sink.issueOf("README.md")->note.code == "data.file_stray");
    CHECK(sink.issueOf("Training/dog/.hidden.png")->note.code == "data.hidden_file");
    CHECK(sink.issueOf("Thumbs.db")->note.code == "data.hidden_file");
    CHECK(sink.issueOf("Training/dog/link.png")->note.code == "data.link_skipped");
    CHECK(sink.skipped == 3);
    CHECK(outcome.monitor.isOrdered);
    CHECK(outcome.monitor.lastDone == outcome.monitor.lastTotal);
    CHECK(importFolder({root / "set"}, 0).result.error().code == "data.cancelled");
}

TEST_CASE("image folder: folders named one by one, a class called test, and pictures without classes")
{
    const test::TemporaryFolder folder;
    const auto& root = folder.path();
    folder.write("a/train/x/1.png", plainPng(1));
    folder.write("a/test/x/2.png", plainPng(2));
    const auto both = importFolder({root / "a/train", root / "a/test"});
    REQUIRE(both.result.ok());
    CHECK(both.sink.count(Split::Train) == 1);
    CHECK(both.sink.count(Split::Test) == 1);
    CHECK(both.sink.labels == std::vector<std::string>{"x", "x"});

    folder.write("b/test/1.png", plainPng(1));
    folder.write("b/rest/2.png", plainPng(2));
    const auto classes = importFolder({root / "b"});
    CHECK(classes.sink.count(Split::Test) == 0);
    CHECK(classes.sink.labels == std::vector<std::string>{"rest", "test"});

    folder.write("c/1.png", plainPng(1));
    const auto loose = importFolder({root / "c"});
    REQUIRE(loose.result.ok());
    CHECK(loose.sink.labels == std::vector<std::string>{"(none)"});
    CHECK(loose.sink.notes.at(0).code == "data.no_class_folders");
    CHECK(importFolder({root / "c/1.png"}).sink.media.at(0) == plainPng(1));

    fs::path deep = "d";
    for (int level = 0; level < 34; ++level)
        deep /= "n";
    folder.write((deep / "1.png").string(), plainPng(1));
    folder.write("d/x/1.png", plainPng(1));
    const auto nested = importFolder({root / "d"});
    CHECK(nested.sink.labels == std::vector<std::string>{"x"});
    CHECK(nested.sink.issues.at(0).note.code == "data.folder_too_deep");
    fs::create_directories(root / "empty");
    CHECK(importFolder({root / "empty"}).result.error().code == "data.no_pictures");
    CHECK(importFolder({root / "nowhere"}).result.error().code == "data.path_missing");
    CHECK(probeScore(root / "a") > 0.8);
    folder.write("table/data.csv", "a,b\n1,2\n");
    CHECK(probeScore(root / "table") == 0.0);
}

TEST_CASE("image folder: a ZIP of class folders, without its tricks")
{
    const test::TemporaryFolder folder;
    const auto zip = folder.path() / "set.zip";
    writeZip(zip, {{"train/cat/1.png", plainPng(1)},
                   {"test/cat/2.png", plainPng(2)},
                   {"../outside/cat/3.png", plainPng(3)},
                   {"/etc/cat/4.png", plainPng(4)},
                   {"train/dog/5.png", plainPng(5)},
                   {"__MACOSX/train/dog/._5.png", "x"},
                   {"train/dog/link@", "/etc/passwd"}});
    const auto outcome = importFolder({zip});
    REQUIRE_MESSAGE(outcome.result.ok(), toLogLine(outcome.result.error()));
    CHECK(outcome.sink.labels == std::vector<std::string>{"cat", "cat", "dog"});
    CHECK(outcome.sink.count(Split::Train) == 2);
    CHECK(std::count_if(outcome.sink.issues.begin(), outcome.sink.issues.end(),
                        [](const auto& issue) { return issue.note.code == "data.archive_entry"; }) >= 2);
    for (const auto& file : outcome.sink.files)
        CHECK(file.find("..") == std::string::npos);
    // A folder that holds ZIPs is what they hold.
    CHECK(importFolder({folder.path()}).sink.labels.size() == 3);

    const auto bomb = folder.path() / "bomb.zip";
    writeZip(bomb, {{"train/cat/1.bmp", std::string(300 << 20, '\0')}}, true);
    CHECK(importFolder({bomb}).result.error().code == "data.archive_ratio");
    auto bytes = test::readBytes(zip);
    folder.write("cut.zip", bytes.substr(0, 100));
    CHECK(importFolder({folder.path() / "cut.zip"}).result.error().code == "data.archive_damaged");
}

TEST_CASE("image folder: real sets in their exact numbers")
{
    FETTLE_REQUIRE_DATA("img_flowers5");
    const auto flowers = importFolder({test::sharedData("img_flowers5")});
    REQUIRE(flowers.result.ok());
    CHECK(flowers.sink.count(Split::Train) == 150);
    CHECK(flowers.sink.count(Split::Validation) == 50);
    CHECK(flowers.sink.issues.empty());
    for (const auto& thumbnail : flowers.sink.thumbnails) {
        const auto facts = data::readPictureFacts(std::as_bytes(std::span(thumbnail)));
        REQUIRE(facts.ok());
        CHECK(std::max(facts->width, facts->height) == 96);
    }
    const auto digits = importFolder({test::sharedData("img_mnist/png_folder")});
    CHECK(digits.sink.count(Split::Train) == 400);
    CHECK(digits.sink.count(Split::Test) == 100);
    const auto cifar = importFolder({test::sharedData("img_cifar10")});
    REQUIRE(cifar.result.ok());
    CHECK(cifar.sink.count(Split::Train) == 5'000);
    CHECK(cifar.sink.count(Split::Test) == 10'000);
}
