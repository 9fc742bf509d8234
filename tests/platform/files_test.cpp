// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/platform/files.h"

#include <cerrno>

#include <doctest/doctest.h>
#include <sys/stat.h>

#include "engine/platform/file_faults.h"
#include "engine/platform/file_writer.h"
#include "engine/platform/folder_draft.h"
#include "engine/platform/mapped_file.h"
#include "engine/platform/regular_file.h"
#include "tests/platform/child.h"

using namespace fettle;
using namespace fettle::platform;

namespace {

constexpr std::uint64_t kMaxBytes = 1U << 24U;

std::string contentOf(const Path& path)
{
    const auto bytes = readWholeFile(path, kMaxBytes);
    return bytes.ok() ? *bytes : "(" + bytes.error().code + ")";
}

} // namespace

TEST_CASE("reading a file keeps to its cap")
{
    const auto folder = TemporaryFolder::create();
    REQUIRE(folder.ok());
    const Path file = folder->path() / "f";
    REQUIRE(writeFileDurably(file, "0123456789").ok());
    CHECK(readWholeFile(file, 10).value() == "0123456789");
    CHECK(readWholeFile(file, 9).error().code == "platform.file_too_large");
    CHECK(readFileStart(file, 4).value() == "0123");
    CHECK(readFileStart(file, 400).value() == "0123456789");
    CHECK(readWholeFile(folder->path() / "none", 9).error().code == "platform.file_not_opened");
    CHECK(readWholeFile(folder->path(), 9).error().code == "platform.not_a_file");
    CHECK(readWholeFile("/dev/zero", 9).error().code == "platform.not_a_file");
    // Files of /proc say that they have no size.
    CHECK(readWholeFile("/proc/self/status", kMaxBytes).value().find("Pid:") != std::string::npos);
    CHECK(readWholeFile("/proc/self/status", 5).error().code == "platform.file_too_large");
    // A named pipe must not make anybody wait.
    REQUIRE(::mkfifo((folder->path() / "pipe").c_str(), 0600) == 0);
    CHECK(readWholeFile(folder->path() / "pipe", 9).error().code == "platform.not_a_file");
    CHECK_FALSE(FileWriter::open(folder->path() / "pipe", FileWriter::Mode::Overwrite).ok());
    CHECK(readWholeFile(std::string("a\0b", 3), 9).error().code == "platform.file_not_opened");
}

TEST_CASE("a fault while reading, renaming or mapping has its own words")
{
    // The kernel's view of our own memory: opens like a file, and byte 0 cannot be read.
    CHECK(readFileStart("/proc/self/mem", 0).ok());
    auto memory = RegularFile::open("/proc/self/mem");
    REQUIRE(memory.ok());
    char byte = 0;
    CHECK(memory->read(&byte, 1).error().code == "platform.read_failed");
    CHECK(MappedFile::open("/sys/kernel/mm/transparent_hugepage/enabled").error().code == "platform.file_not_mapped");
    const auto folder = TemporaryFolder::create();
    REQUIRE(folder.ok());
    REQUIRE(writeFileAtomically(folder->path() / "a", "x").ok());
    REQUIRE(makeFolders(folder->path() / "sub").ok());
    CHECK(renameDurably(folder->path() / "none", folder->path() / "b").error().code == "platform.rename_failed");
    CHECK(renameDurably(folder->path() / "a", folder->path() / "sub" / "b").ok());
    CHECK(contentOf(folder->path() / "sub" / "b") == "x");
    CHECK(syncPath(folder->path() / "none").error().code == "platform.write_failed");
}

TEST_CASE("a regular file is read in pieces and at places")
{
    const auto folder = TemporaryFolder::create();
    REQUIRE(folder.ok());
    REQUIRE(writeFileAtomically(folder->path() / "f", "abcdef").ok());
    auto file = RegularFile::open(folder->path() / "f");
    REQUIRE(file.ok());
    std::string into(4, '\0');
    CHECK(file->read(into.data(), 4).value() == 4);
    CHECK(into == "abcd");
    CHECK(file->read(into.data(), 4).value() == 2);
    CHECK(file->read(into.data(), 4).value() == 0);
    CHECK(file->readAt(1, into.data(), 2).value() == 2);
    CHECK(into.substr(0, 2) == "bc");
    CHECK(file->readAt(~std::uint64_t{0}, into.data(), 2).value() == 0);
    file->seek(5);
    CHECK(file->read(into.data(), 4).value() == 1);
}

TEST_CASE("a durable write replaces the file, keeps its permissions and follows no link")
{
    const auto folder = TemporaryFolder::create();
    REQUIRE(folder.ok());
    const Path file = folder->path() / "f";
    REQUIRE(writeFileDurably(file, "one").ok());
    REQUIRE(::chmod(file.c_str(), 0600) == 0);
    REQUIRE(writeFileDurably(file, "two").ok());
    CHECK(contentOf(file) == "two");
    struct stat info {};
    REQUIRE(::stat(file.c_str(), &info) == 0);
    CHECK((info.st_mode & 0777U) == 0600U);

    std::filesystem::create_symlink(file, folder->path() / "link");
    REQUIRE(writeFileDurably(folder->path() / "link", "three").ok());
    CHECK(contentOf(file) == "two");
    CHECK(contentOf(folder->path() / "link") == "three");
    CHECK(writeFileDurably(folder->path() / "no" / "f", "x").error().code == "platform.file_not_opened");
    CHECK(listFolder(folder->path())->size() == 2);
}

TEST_CASE("whatever write fails, the old file is whole and nothing is left")
{
    const auto folder = TemporaryFolder::create();
    REQUIRE(folder.ok());
    const Path file = folder->path() / "f";
    for (const char* action : {"ENOSPC", "EIO", "SHORT"}) {
        int n = 1;
        for (bool done = false; !done; ++n) {
            REQUIRE(writeFileDurably(file, "old").ok());
            const ScopedFileFaults faults("any:" + std::to_string(n) + ":" + action);
            const auto written = writeFileDurably(file, "the new content");
            CAPTURE(n);
            CAPTURE(action);
            REQUIRE(n < 100);
            done = written.ok();
            CHECK(faults.injectedCount() == (done ? 0 : 1));
            const bool replaced = done || written.error().code == "platform.not_durable";
            CHECK(contentOf(file) == (replaced ? "the new content" : "old"));
            CHECK(listFolder(folder->path())->size() == 1);
            if (!done && std::string_view(action) == "ENOSPC" && !replaced)
                CHECK(written.error().code == "platform.disk_full");
        }
        // open, write, fsync, rename, fsync of the folder, and one that succeeds.
        CHECK(n - 1 == 6);
    }
}

TEST_CASE("faults are counted by operation, place and number")
{
    const auto folder = TemporaryFolder::create();
    REQUIRE(folder.ok());
    {
        const ScopedFileFaults faults("write:2:EIO@wanted");
        CHECK(writeFileAtomically(folder->path() / "other", "x").ok());
        CHECK(writeFileAtomically(folder->path() / "wanted", "x").ok());
        CHECK(writeFileAtomically(folder->path() / "other", "x").ok());
        CHECK(writeFileAtomically(folder->path() / "wanted", "x").error().code == "platform.write_failed");
        CHECK(writeFileAtomically(folder->path() / "wanted", "x").ok());
        CHECK(faults.injectedCount() == 1);
        CHECK(faults.operationCount() > 10);
    }
    {
        const ScopedFileFaults faults("fsync:2+");
        CHECK(writeFileDurably(folder->path() / "a", "x").error().code == "platform.not_durable");
        CHECK(writeFileDurably(folder->path() / "a", "x").error().code == "platform.disk_full");
        CHECK(writeFileDurably(folder->path() / "a", "x").error().code == "platform.disk_full");
    }
    CHECK(writeFileDurably(folder->path() / "a", "x").ok());
    const auto parsed = parseFileFaults("open:1;any:17+:KILL@a:b");
    REQUIRE(parsed.ok());
    REQUIRE(parsed->size() == 2);
    CHECK((*parsed)[0] == FileFault{FileOperation::Open, 1, false, ENOSPC, false, false, ""});
    CHECK((*parsed)[1] == FileFault{FileOperation::Any, 17, true, ENOSPC, false, true, "a:b"});
    for (const char* bad : {"write", "write:", "write:0", "write:x", "wrote:1", "write:1:EWHAT", "write:1x"})
        CHECK(parseFileFaults(bad).error().code == "platform.fault_not_understood");
}

TEST_CASE("a writer buffers, counts and stays in its error")
{
    const auto folder = TemporaryFolder::create();
    REQUIRE(folder.ok());
    const Path file = folder->path() / "f";
    {
        auto writer = FileWriter::open(file, FileWriter::Mode::Create, 8);
        REQUIRE(writer.ok());
        std::string expected;
        for (int i = 0; i < 100; ++i) {
            const std::string piece(static_cast<std::size_t>(i % 13), static_cast<char>('a' + i % 26));
            REQUIRE(writer->write(piece).ok());
            expected += piece;
            CHECK(writer->sizeBytes() == expected.size());
        }
        REQUIRE(writer->sync().ok());
        CHECK(contentOf(file) == expected);
        REQUIRE(writer->close().ok());
        CHECK_FALSE(writer->write("x").ok());
    }
    CHECK(FileWriter::open(file, FileWriter::Mode::Create).error().code == "platform.file_not_opened");
    {
        auto writer = FileWriter::open(file, FileWriter::Mode::Overwrite, 0);
        REQUIRE(writer.ok());
        const ScopedFileFaults faults("write:2:SHORT");
        CHECK(writer->write("12345678").ok());
        CHECK(writer->write("abcdefgh").error().code == "platform.disk_full");
        CHECK(writer->write("x").error().code == "platform.disk_full");
        CHECK(writer->sync().error().code == "platform.disk_full");
        CHECK(writer->close().error().code == "platform.disk_full");
    }
    CHECK(contentOf(file) == "12345678abcd");
    {
        auto writer = FileWriter::open(file, FileWriter::Mode::Append);
        REQUIRE(writer.ok());
        CHECK(writer->sizeBytes() == 12);
        CHECK(writer->write("!").ok());
    }
    CHECK(contentOf(file) == "12345678abcd!");
    {
        const auto abandoned = AtomicFile::create(file);
        REQUIRE(abandoned.ok());
        CHECK(listFolder(folder->path())->size() == 2);
    }
    CHECK(listFolder(folder->path())->size() == 1);
}

TEST_CASE("a writer that gives way to another writes what it had")
{
    const auto folder = TemporaryFolder::create();
    REQUIRE(folder.ok());
    auto writer = FileWriter::open(folder->path() / "one", FileWriter::Mode::Create);
    REQUIRE(writer.ok());
    REQUIRE(writer->write("first").ok());
    auto second = FileWriter::open(folder->path() / "two", FileWriter::Mode::Create);
    REQUIRE(second.ok());
    REQUIRE(second->write("second").ok());
    *writer = std::move(*second);
    CHECK(contentOf(folder->path() / "one") == "first");
    REQUIRE(writer->write(" time").ok());
    REQUIRE(writer->close().ok());
    CHECK(contentOf(folder->path() / "two") == "second time");
}

TEST_CASE("a torn last line is cut before lines are added")
{
    const auto folder = TemporaryFolder::create();
    REQUIRE(folder.ok());
    const Path file = folder->path() / "lines";
    const auto appended = [&](const std::string& before) {
        REQUIRE(writeFileAtomically(file, before).ok());
        auto writer = openLinesForAppend(file);
        REQUIRE(writer.ok());
        REQUIRE(writer->write("new\n").ok());
        return contentOf(file);
    };
    CHECK(appended("") == "new\n");
    CHECK(appended("a\nb\n") == "a\nb\nnew\n");
    CHECK(appended("a\nb") == "a\nnew\n");
    CHECK(appended("torn") == "new\n");
    const std::string longTail(200'000, 'x');
    CHECK(appended("a\n" + longTail) == "a\nnew\n");
    CHECK(appended(longTail) == "new\n");
}

TEST_CASE("a killed writer of whole lines leaves whole lines")
{
    const auto folder = TemporaryFolder::create();
    REQUIRE(folder.ok());
    const Path file = folder->path() / "lines";
    for (int round = 0; round < 5; ++round)
        killInTheMiddle({"append-loop", file.native()}, round);
    REQUIRE(openLinesForAppend(file).ok());
    const auto mapped = readWholeFile(file, std::uint64_t{1} << 32U);
    REQUIRE(mapped.ok());
    CHECK(mapped->size() > 41);
    CHECK(mapped->size() % 41 == 0);
    CHECK(mapped->back() == '\n');
}

TEST_CASE("kill -9 while a file is rewritten: always one of its whole contents")
{
    const auto folder = TemporaryFolder::create();
    REQUIRE(folder.ok());
    const Path file = folder->path() / "f";
    int last = -1;
    for (int round = 0; round < 12; ++round) {
        killInTheMiddle({"write-loop", file.native(), std::to_string(last + 1)}, round);
        const std::string content = contentOf(file);
        const int number = std::atoi(content.c_str());
        std::string expected;
        for (int i = 0; i < 2000; ++i)
            expected += std::to_string(number) + '\n';
        CHECK(content == expected);
        CHECK(number >= last);
        last = number;
        REQUIRE(removeStaleDrafts(folder->path()).ok());
        CHECK(listFolder(folder->path())->size() == 1);
    }
    CHECK(last > 0);
}

TEST_CASE("copies are whole or absent")
{
    const auto folder = TemporaryFolder::create();
    REQUIRE(folder.ok());
    const Path from = folder->path() / "from";
    const Path to = folder->path() / "to";
    const std::string bytes(3'000'000, 'y');
    REQUIRE(writeFileAtomically(from, bytes).ok());
    REQUIRE(copyFile(from, to).ok());
    CHECK(contentOf(to) == bytes);
    CHECK(copyFile(from, to).error().code == "platform.file_not_opened");
    CHECK(contentOf(to) == bytes);
    REQUIRE(removeFile(to).ok());
    for (const char* fault : {"open:1", "copy:1:EIO", "write:2:SHORT@to", "open:2"}) {
        const ScopedFileFaults faults(fault);
        const auto copied = copyFile(from, to);
        // Where blocks are shared nothing is written.
        if (copied.ok() && *copied == CopyMethod::Reflinked) {
            REQUIRE(removeFile(to).ok());
            continue;
        }
        CHECK_FALSE(copied.ok());
        CHECK_FALSE(std::filesystem::exists(to));
    }
}

TEST_CASE("removing a tree removes links and not what they point to")
{
    const auto folder = TemporaryFolder::create();
    REQUIRE(folder.ok());
    const Path precious = folder->path() / "precious";
    REQUIRE(makeFolders(precious).ok());
    REQUIRE(writeFileAtomically(precious / "keep", "x").ok());
    const Path tree = folder->path() / "tree";
    REQUIRE(makeFolders(tree / "a" / "b").ok());
    std::filesystem::create_directory_symlink(precious, tree / "a" / "link");
    std::filesystem::create_directory_symlink(precious, folder->path() / "link");
    REQUIRE(removeTree(tree).ok());
    CHECK_FALSE(std::filesystem::exists(tree));
    REQUIRE(removeTree(folder->path() / "link" / "").ok());
    CHECK_FALSE(std::filesystem::is_symlink(folder->path() / "link"));
    CHECK(contentOf(precious / "keep") == "x");
    CHECK(removeTree(tree).ok());
    CHECK(removeFile(tree).ok());
    const ScopedFileFaults faults("remove:1:EACCES");
    CHECK(removeTree(precious).error().code == "platform.remove_failed");
}

TEST_CASE("listings are sorted and name links as links")
{
    const auto folder = TemporaryFolder::create();
    REQUIRE(folder.ok());
    for (const char* name : {"b", "a", "Z", "10", "9", "猫"})
        REQUIRE(writeFileAtomically(folder->path() / name, name).ok());
    REQUIRE(makeFolders(folder->path() / "c").ok());
    std::filesystem::create_symlink("/etc/passwd", folder->path() / "d");
    const auto entries = listFolder(folder->path());
    REQUIRE(entries.ok());
    std::string names;
    for (const auto& entry : *entries)
        names += entry.name.native() + ' ';
    CHECK(names == "10 9 Z a b c d 猫 ");
    CHECK((*entries)[0] == FolderEntry{"10", EntryKind::File, 2});
    CHECK((*entries)[5].kind == EntryKind::Folder);
    CHECK((*entries)[6] == FolderEntry{"d", EntryKind::Link, 0});
    CHECK(listFolder(folder->path() / "none").error().code == "platform.folder_not_read");

    const auto before = fileStamp(folder->path() / "a");
    REQUIRE(before.ok());
    CHECK(fileStamp(folder->path() / "a").value() == *before);
    REQUIRE(writeFileAtomically(folder->path() / "a", "a").ok());
    CHECK_FALSE(fileStamp(folder->path() / "a").value() == *before);
}

TEST_CASE("a temporary folder goes with its object")
{
    Path path;
    {
        auto folder = TemporaryFolder::create();
        REQUIRE(folder.ok());
        path = folder->path();
        REQUIRE(writeFileAtomically(path / "x", "x").ok());
        const TemporaryFolder moved = std::move(*folder);
        CHECK(moved.path() == path);
        CHECK(std::filesystem::exists(path / "x"));
    }
    CHECK_FALSE(std::filesystem::exists(path));
    CHECK(TemporaryFolder::create("/does/not/exist").error().code == "platform.folder_not_created");
}
