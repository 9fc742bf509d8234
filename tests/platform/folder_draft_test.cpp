// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/platform/folder_draft.h"

#include <doctest/doctest.h>

#include "engine/platform/file_faults.h"
#include "engine/platform/file_writer.h"
#include "engine/platform/files.h"
#include "tests/platform/child.h"

using namespace fettle;
using namespace fettle::platform;

namespace {

Result<void> fill(const FolderDraft& draft, const std::string& text)
{
    std::filesystem::create_directory(draft.path() / "sub");
    for (const char* name : {"a", "b", "sub/c"}) {
        FETTLE_TRY_ASSIGN(auto writer, FileWriter::open(draft.path() / name, FileWriter::Mode::Create, 0));
        FETTLE_TRY(writer.write(text));
        FETTLE_TRY(writer.close());
    }
    return {};
}

Result<void> publish(const Path& folder, const std::string& text, FolderDraft::IfExists ifExists)
{
    FETTLE_TRY_ASSIGN(auto draft, FolderDraft::create(folder));
    FETTLE_TRY(fill(draft, text));
    return draft.publish(ifExists);
}

/// The text that all three files hold; "(mixed)" where they differ or one is missing, "(absent)" without a folder.
std::string textOf(const Path& folder)
{
    if (!std::filesystem::exists(folder))
        return "(absent)";
    std::string text;
    for (const char* name : {"a", "b", "sub/c"}) {
        const auto bytes = readWholeFile(folder / name, 1U << 20U);
        if (!bytes.ok() || (!text.empty() && *bytes != text))
            return "(mixed)";
        text = *bytes;
    }
    return text;
}

std::size_t entryCount(const Path& folder) { return listFolder(folder).value().size(); }

} // namespace

TEST_CASE("a draft becomes a folder or goes")
{
    const auto root = TemporaryFolder::create();
    REQUIRE(root.ok());
    const Path folder = root->path() / "checkpoint";
    {
        auto draft = FolderDraft::create(folder);
        REQUIRE(draft.ok());
        REQUIRE(fill(*draft, "x").ok());
        CHECK(isDraftName(draft->path().filename()));
    }
    CHECK(entryCount(root->path()) == 0);
    REQUIRE(publish(folder / "", "one", FolderDraft::IfExists::Fail).ok());
    CHECK(textOf(folder) == "one");
    CHECK(publish(folder, "two", FolderDraft::IfExists::Fail).error().code == "platform.already_exists");
    CHECK(textOf(folder) == "one");
    REQUIRE(publish(folder, "two", FolderDraft::IfExists::Replace).ok());
    CHECK(textOf(folder) == "two");
    CHECK(entryCount(root->path()) == 1);
    CHECK(FolderDraft::create(root->path() / "none" / "x").error().code == "platform.folder_not_created");

    auto draft = FolderDraft::create(folder);
    REQUIRE(draft.ok());
    REQUIRE(fill(*draft, "three").ok());
    REQUIRE(draft->publish(FolderDraft::IfExists::Replace).ok());
    CHECK_FALSE(draft->publish(FolderDraft::IfExists::Replace).ok());
    CHECK(textOf(folder) == "three");
}

TEST_CASE("whatever write fails while a folder is published, the old or the new one is whole")
{
    const auto root = TemporaryFolder::create();
    REQUIRE(root.ok());
    const Path folder = root->path() / "version";
    for (const char* action : {"ENOSPC", "EIO", "SHORT"}) {
        int n = 1;
        for (bool done = false; !done; ++n) {
            REQUIRE(n < 200);
            CAPTURE(n);
            CAPTURE(action);
            REQUIRE(publish(folder, "old", FolderDraft::IfExists::Replace).ok());
            {
                const ScopedFileFaults faults("any:" + std::to_string(n) + ":" + action);
                const auto published = publish(folder, "brand new", FolderDraft::IfExists::Replace);
                done = faults.injectedCount() == 0;
                const bool replaced = published.ok() || published.error().code == "platform.not_durable";
                CHECK(textOf(folder) == (replaced ? "brand new" : "old"));
                CHECK((!done || published.ok()));
            }
            const auto entries = listFolder(root->path());
            REQUIRE(entries.ok());
            for (const auto& entry : *entries) {
                if (entry.name != "version")
                    CHECK(isDraftName(entry.name));
            }
        }
        // Two folders, three files of open + write, five fsyncs, renames, the parent's fsync, the removal.
        CHECK(n > 14);
    }
}

TEST_CASE("kill -9 at every operation of a publication leaves the old or the new folder whole")
{
    const auto root = TemporaryFolder::create();
    REQUIRE(root.ok());
    const Path folder = root->path() / "version";
    REQUIRE(publish(folder, "old", FolderDraft::IfExists::Replace).ok());
    std::string expectedNew;
    for (int i = 0; i < 50; ++i)
        expectedNew += "7\n";
    int oldCount = 0;
    int newCount = 0;
    for (int n = 1;; ++n) {
        REQUIRE(n < 200);
        auto options = childOptions({"publish-once", folder.native(), "7"});
        options.environment = {{"FETTLE_FAULT_WRITE", "any:" + std::to_string(n) + ":KILLSHORT"}};
        auto child = ChildProcess::spawn(options);
        REQUIRE(child.ok());
        const auto status = child->wait(-1);
        const std::string text = textOf(folder);
        CAPTURE(n);
        CHECK((text == "old" || text == expectedNew));
        oldCount += text == "old" ? 1 : 0;
        newCount += text == expectedNew ? 1 : 0;
        REQUIRE(removeStaleDrafts(root->path()).ok());
        CHECK(entryCount(root->path()) == 1);
        if (status->succeeded())
            break;
        CHECK(status->killed());
        REQUIRE(publish(folder, "old", FolderDraft::IfExists::Replace).ok());
    }
    CHECK(oldCount > 10);
    CHECK(newCount > 1);
}

TEST_CASE("what was published goes in one step: whole or absent, whatever fails on the way")
{
    const auto root = TemporaryFolder::create();
    REQUIRE(root.ok());
    const Path folder = root->path() / "version";
    CHECK(removePublished(folder).ok());
    REQUIRE(publish(folder, "old", FolderDraft::IfExists::Fail).ok());
    {
        const ScopedFileFaults faults("rename:1:EIO");
        CHECK(removePublished(folder).error().code == "platform.rename_failed");
    }
    CHECK(textOf(folder) == "old");
    {
        // Stopped after the first step, as by a kill.
        const ScopedFileFaults faults("remove:1:EIO");
        CHECK(removePublished(folder / "").error().code == "platform.remove_failed");
    }
    CHECK(textOf(folder) == "(absent)");
    const auto left = listFolder(root->path());
    REQUIRE(left.ok());
    REQUIRE(left->size() == 1);
    CHECK(isDraftName(left->front().name));
    REQUIRE(publish(folder, "new", FolderDraft::IfExists::Fail).ok());
    CHECK(removePublished(folder).ok());
    CHECK(textOf(folder) == "(absent)");
    CHECK(entryCount(root->path()) == 1); // the draft of a process that lives: this one
}

TEST_CASE("kill -9 at random moments of publishing in a loop")
{
    const auto root = TemporaryFolder::create();
    REQUIRE(root.ok());
    const Path folder = root->path() / "version";
    int last = 0;
    for (int round = 0; round < 25; ++round) {
        killInTheMiddle({"publish-loop", folder.native(), std::to_string(last + 1)}, round);
        const std::string text = textOf(folder);
        REQUIRE(text != "(mixed)");
        if (text != "(absent)") {
            const int number = std::atoi(text.c_str());
            std::string expected;
            for (int i = 0; i < 50; ++i)
                expected += std::to_string(number) + '\n';
            CHECK(text == expected);
            CHECK(number >= last);
            last = number;
        } else {
            CHECK(last == 0);
        }
        REQUIRE(removeStaleDrafts(root->path()).ok());
        CHECK(entryCount(root->path()) == (text == "(absent)" ? 0 : 1));
    }
    CHECK(last > 0);
}

TEST_CASE("stale drafts go, living ones and strangers stay, a half replaced folder comes back")
{
    const auto root = TemporaryFolder::create();
    REQUIRE(root.ok());
    const std::string dead = "-999999999-12345-1";
    for (const std::string& name : {std::string(".x.draft" + dead), ".gone.replaced" + dead, ".there.replaced" + dead, std::string("there"),
                                   std::string(".draft-me"), std::string(".x.draft-1"), std::string("x.draft" + dead)})
        REQUIRE(makeFolders(root->path() / name).ok());
    REQUIRE(writeFileAtomically(root->path() / ".f.draft-999999999-1-2", "x").ok());
    const auto living = FolderDraft::create(root->path() / "living");
    REQUIRE(living.ok());
    CHECK(removeStaleDrafts(root->path()).value() == 4);
    CHECK(std::filesystem::exists(root->path() / "gone"));
    CHECK(std::filesystem::exists(root->path() / "there"));
    CHECK(std::filesystem::exists(living->path()));
    CHECK(entryCount(root->path()) == 6);
    CHECK(removeStaleDrafts(root->path()).value() == 0);
    CHECK(removeStaleDrafts(root->path() / "none").error().code == "platform.folder_not_read");
}

TEST_CASE("a very long name can be published")
{
    const auto root = TemporaryFolder::create();
    REQUIRE(root.ok());
    const Path folder = root->path() / std::string(250, 'n');
    REQUIRE(publish(folder, "one", FolderDraft::IfExists::Fail).ok());
    REQUIRE(publish(folder, "two", FolderDraft::IfExists::Replace).ok());
    CHECK(textOf(folder) == "two");
}
