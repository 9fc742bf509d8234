// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/platform/paths.h"

#include <set>

#include <doctest/doctest.h>
#include <sys/stat.h>

#include "engine/platform/file_faults.h"
#include "engine/platform/files.h"
#include "engine/platform/process.h"
#include "engine/platform/workspace_socket.h"

using namespace fettle;
using namespace fettle::platform;

namespace {

const std::vector<std::string> kHostileLabels = {
    "",          ".",           "..",          "...",         "/",          "//",          "../../etc/passwd",
    "/etc/passwd", "a/b",       "a\\b",        "a\nb",        "a\tb",       "-rf",         "--help",
    "~root",     ".hidden",     " lead",       "trail ",      "trail.",     "CON",         "con.txt",
    "nul",       "COM1",        "lpt9.csv",    "a:b",         "C:\\x",      "\\\\srv\\x",  "a*?\"<>|b",
    "$(rm)",     "`id`",        "\xFF\xFE",    "ok\xC3",      "\xC0\xAF",   "\xED\xA0\x80", "\xE2\x80\xAE"
                                                                                          "gpj.exe",
    "\xE2\x80\x8B", "\xEF\xBB\xBF" "bom", "\xEF\xBC\x8F" "fullwidth", std::string("a\0b", 3), std::string(5000, 'x'),
    std::string(300, '/'), "unnamed", "a_b", "\xF4\x8F\xBB\xBF",
};

} // namespace

TEST_CASE("bytes become valid UTF-8 and come back")
{
    std::set<std::string> texts;
    std::vector<std::string> all = kHostileLabels;
    for (int byte = 1; byte < 256; ++byte)
        all.push_back("x" + std::string(1, static_cast<char>(byte)));
    // What an escaped byte looks like must not be mistaken for one.
    all.push_back(bytesToUtf8("\x80"));
    all.push_back(bytesToUtf8(bytesToUtf8("\xFF")));
    for (const auto& bytes : all) {
        const std::string text = bytesToUtf8(bytes);
        CHECK(isValidUtf8(text));
        CHECK(utf8ToBytes(text) == bytes);
        CHECK_MESSAGE(texts.insert(text).second, "two byte strings gave the same text: ", text);
    }
    CHECK(bytesToUtf8("猫/größe.csv") == "猫/größe.csv");
    CHECK(bytesToUtf8("\x80") == "\xF4\x8F\xBA\x80");
}

TEST_CASE("a text is cut between its characters")
{
    const std::string text = "a\xC3\xA9\xE7\x8C\xAB\xF0\x9F\x99\x82"; // 1, 2, 3 and 4 bytes
    const std::vector<std::size_t> ends{0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10, 10};
    for (std::size_t most = 0; most < ends.size(); ++most)
        CHECK(utf8Start(text, most) == std::string_view(text).substr(0, ends[most]));
}

TEST_CASE("what is valid UTF-8 and what is not")
{
    for (const char* good : {"", "a", "\xC2\x80", "\xDF\xBF", "\xE0\xA0\x80", "\xED\x9F\xBF", "\xEE\x80\x80",
                             "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF"})
        CHECK_MESSAGE(isValidUtf8(good), bytesToUtf8(good));
    for (const char* bad : {"\x80", "\xC0\x80", "\xC1\xBF", "\xC2", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xE2\x82",
                            "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF", "a\xFE"})
        CHECK_FALSE_MESSAGE(isValidUtf8(bad), bytesToUtf8(bad));
}

TEST_CASE("every file name that the disk takes survives the way through text")
{
    const auto folder = TemporaryFolder::create();
    REQUIRE(folder.ok());
    int count = 0;
    for (const auto& label : kHostileLabels) {
        if (label.empty() || label.size() > 200 || label.find('/') != std::string::npos ||
            label.find('\0') != std::string::npos || label == "." || label == "..")
            continue;
        REQUIRE(writeFileAtomically(folder->path() / label, label).ok());
        ++count;
    }
    const auto entries = listFolder(folder->path());
    REQUIRE(entries.ok());
    CHECK(entries->size() == static_cast<std::size_t>(count));
    for (const auto& entry : *entries) {
        const auto bytes = readWholeFile(folder->path() / fromUtf8(toUtf8(entry.name)), 1000);
        REQUIRE(bytes.ok());
        CHECK(*bytes == entry.name.native());
    }
}

TEST_CASE("a label makes a file name that is safe, bounded and its own")
{
    const auto folder = TemporaryFolder::create();
    REQUIRE(folder.ok());
    std::set<std::string> names;
    for (const auto& label : kHostileLabels) {
        const std::string name = fileNameFromLabel(label, 64);
        CAPTURE(bytesToUtf8(label));
        CAPTURE(name);
        CHECK_FALSE(name.empty());
        CHECK(name.size() <= 64);
        CHECK(isValidUtf8(name));
        CHECK(name.find_first_of("/\\:*?\"<>|\n\t") == std::string::npos);
        CHECK(name.front() != '.');
        CHECK(name.front() != '-');
        CHECK(names.insert(name).second);
        CHECK((folder->path() / name).parent_path() == folder->path());
        CHECK(writeFileAtomically(folder->path() / name, "x").ok());
        CHECK(fileNameFromLabel(label, 64) == name);
    }
    CHECK(listFolder(folder->path())->size() == kHostileLabels.size());
    for (const char* plain : {"fashion", "Adult 2024", "猫と犬", "größe_1", "a.b.csv", "run-7"})
        CHECK(fileNameFromLabel(plain) == plain);
    // Nobody can type the name that another label was given.
    const std::string taken = fileNameFromLabel("a/b");
    CHECK(taken.starts_with("a_b-"));
    CHECK(fileNameFromLabel(taken) != taken);
    // Cut between characters, never within one.
    CHECK(isValidUtf8(fileNameFromLabel(std::string(60, 'a') + "猫猫猫猫猫猫猫猫", 81)));
    CHECK(fileNameFromLabel(std::string(200, 'a')) != fileNameFromLabel(std::string(201, 'a')));
}

TEST_CASE("inside and outside of a folder")
{
    const auto folder = TemporaryFolder::create();
    REQUIRE(folder.ok());
    const Path base = folder->path() / "base";
    std::filesystem::create_directories(base / "sub");
    std::filesystem::create_directories(folder->path() / "base-other");
    std::filesystem::create_directory_symlink("/etc", base / "escape");
    std::filesystem::create_directory_symlink(base / "sub", base / "within");
    std::filesystem::create_symlink(folder->path() / "nowhere", base / "dangling");
    CHECK(isInside(base, base));
    CHECK(isInside(base, "sub/new/file"));
    CHECK(isInside(base, base / "sub"));
    CHECK(isInside(base / "", "sub"));
    CHECK(isInside(base, "within/x"));
    CHECK(isInside(base, "sub/../sub"));
    CHECK_FALSE(isInside(base, ".."));
    CHECK_FALSE(isInside(base, "sub/../../base-other"));
    CHECK_FALSE(isInside(base, folder->path() / "base-other"));
    CHECK_FALSE(isInside(base, "/etc/passwd"));
    CHECK_FALSE(isInside(base, "escape/passwd"));
    CHECK_FALSE(isInside(base, "dangling"));
    CHECK_FALSE(isInside(base, "new/../../x"));
    CHECK_FALSE(isInside(base, std::string("sub\0/x", 6)));

    CHECK(resolveInside(base, "sub/x.txt").value() == base / "sub/x.txt");
    for (const char* bad : {"", "..", "../x", "/etc/passwd", "escape/x", "sub/../../x", "sub/../x", "dangling"}) {
        const auto resolved = resolveInside(base, bad);
        CAPTURE(bad);
        REQUIRE_FALSE(resolved.ok());
        CHECK(resolved.error().code == "platform.path_outside");
    }
}

TEST_CASE("private folders belong to their user alone")
{
    const auto folder = TemporaryFolder::create();
    REQUIRE(folder.ok());
    const Path wanted = folder->path() / "a" / "b" / "c";
    REQUIRE(makePrivateFolder(wanted).ok());
    struct stat info {};
    REQUIRE(::stat(wanted.c_str(), &info) == 0);
    CHECK((info.st_mode & 0777U) == 0700U);
    // One that others could read is closed to them.
    REQUIRE(::chmod(wanted.c_str(), 0755) == 0);
    REQUIRE(makePrivateFolder(wanted / "").ok());
    REQUIRE(::stat(wanted.c_str(), &info) == 0);
    CHECK((info.st_mode & 0777U) == 0700U);
    REQUIRE(writeFileAtomically(folder->path() / "file", "x").ok());
    const auto overFile = makePrivateFolder(folder->path() / "file" / "x");
    REQUIRE_FALSE(overFile.ok());
    CHECK(overFile.error().code == "platform.folder_not_created");
    if (::geteuid() == 0) {
        const Path foreign = folder->path() / "foreign";
        REQUIRE(::mkdir(foreign.c_str(), 0700) == 0);
        REQUIRE(::chown(foreign.c_str(), 12345, 12345) == 0);
        const auto refused = makePrivateFolder(foreign);
        REQUIRE_FALSE(refused.ok());
        CHECK(refused.error().code == "platform.folder_not_private");
    }
}

TEST_CASE("a made folder is durable or an error")
{
    const auto folder = TemporaryFolder::create();
    REQUIRE(folder.ok());
    const ScopedFileFaults faults("fsync:2:EIO");
    CHECK(makeFolders(folder->path() / "a" / "b").error().code == "platform.not_durable");
    CHECK(makeFolders(folder->path() / "a" / "b").ok());
    CHECK(makeFolders(folder->path() / "a" / "b" / "c").ok());
    const ScopedFileFaults full("folder:2");
    CHECK(makeFolders(folder->path() / "x" / "y").error().code == "platform.disk_full");
}

TEST_CASE("two ways of naming a workspace meet in one socket")
{
    const auto folder = TemporaryFolder::create();
    REQUIRE(folder.ok());
    REQUIRE(makeFolders(folder->path() / "w").ok());
    std::filesystem::create_directory_symlink(folder->path() / "w", folder->path() / "link");
    const Path socket = workspaceSocketPath(folder->path() / "w");
    CHECK(workspaceSocketPath(folder->path() / "w" / "") == socket);
    CHECK(workspaceSocketPath(folder->path() / "x" / ".." / "w") == socket);
    CHECK(workspaceSocketPath(folder->path() / "link") == socket);
    CHECK(workspaceSocketPath(folder->path() / "other") != socket);
    CHECK(socket.parent_path() == userRuntimeFolder());
}

TEST_CASE("the user's folders follow the XDG variables")
{
    const auto before = environmentVariable("XDG_CACHE_HOME");
    setEnvironmentVariable("XDG_CACHE_HOME", "/somewhere/cache");
    CHECK(userCacheFolder() == "/somewhere/cache/fettle");
    setEnvironmentVariable("XDG_CACHE_HOME", "relative");
    CHECK(userCacheFolder() == homeFolder() / ".cache" / "fettle");
    setEnvironmentVariable("XDG_CACHE_HOME", before);

    const auto runtimeBefore = environmentVariable("XDG_RUNTIME_DIR");
    setEnvironmentVariable("XDG_RUNTIME_DIR", "/does/not/exist");
    CHECK(userRuntimeFolder() == temporaryRoot() / ("fettle-" + std::to_string(::geteuid())));
    const auto folder = TemporaryFolder::create();
    REQUIRE(folder.ok());
    setEnvironmentVariable("XDG_RUNTIME_DIR", folder->path().native());
    CHECK(userRuntimeFolder() == folder->path() / "fettle");
    const Path deep = folder->path() / std::string(90, 'd');
    REQUIRE(makeFolders(deep).ok());
    setEnvironmentVariable("XDG_RUNTIME_DIR", deep.native());
    CHECK(userRuntimeFolder().native().size() <= 77);
    CHECK(workspaceSocketPath("/some/workspace").native().size() <= 107);
    setEnvironmentVariable("XDG_RUNTIME_DIR", runtimeBefore);
    CHECK(std::filesystem::exists(executablePath()));
}
