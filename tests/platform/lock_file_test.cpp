// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/platform/lock_file.h"

#include <atomic>
#include <chrono>
#include <thread>

#include <doctest/doctest.h>

#include "engine/platform/file_faults.h"
#include "engine/platform/files.h"
#include "engine/platform/machine.h"
#include "tests/platform/child.h"

using namespace fettle;
using namespace fettle::platform;

TEST_CASE("a lock is held once and says by whom")
{
    const auto folder = TemporaryFolder::create();
    REQUIRE(folder.ok());
    const Path path = folder->path() / "engine.lock";
    CHECK_FALSE(lockHolder(path).value().has_value());
    {
        const auto lock = LockFile::tryLock(path, "0.1.0");
        REQUIRE(lock.ok());
        CHECK_FALSE(lock->staleHolder().has_value());
        const auto holder = lockHolder(path).value();
        REQUIRE(holder.has_value());
        CHECK(holder->pid == ownProcessId());
        CHECK(holder->processStart == ownProcessStart());
        CHECK(holder->version == "0.1.0");
        CHECK(holder->host == Machine().hostName());
        const auto second = LockFile::tryLock(path, "0.1.0");
        REQUIRE_FALSE(second.ok());
        CHECK(second.error().code == "platform.lock_held");
        CHECK(second.error().arguments.at("pid").asInteger() == ownProcessId());
        CHECK(second.error().arguments.at("version").asText() == "0.1.0");
    }
    CHECK_FALSE(lockHolder(path).value().has_value());
    const auto again = LockFile::tryLock(path, "0.1.0");
    REQUIRE(again.ok());
    CHECK_FALSE(again->staleHolder().has_value());
    CHECK(LockFile::tryLock(folder->path() / "none" / "x", "1").error().code == "platform.file_not_opened");
}

TEST_CASE("a killed holder's lock is free and recognised as stale")
{
    const auto folder = TemporaryFolder::create();
    REQUIRE(folder.ok());
    const Path path = folder->path() / "engine.lock";
    auto child = ChildProcess::spawn(childOptions({"lock", path.native()}));
    REQUIRE(child.ok());
    LineReader output(child->takeOutput(), 1000);
    REQUIRE(firstLine(output) == "locked");
    const auto held = LockFile::tryLock(path, "0.1.0");
    REQUIRE_FALSE(held.ok());
    CHECK(held.error().arguments.at("pid").asInteger() == child->pid());
    CHECK(held.error().arguments.at("version").asText() == "1.2.3");
    CHECK(lockHolder(path).value()->processStart == child->start());
    child->kill();
    REQUIRE(child->wait(-1)->killed());
    CHECK_FALSE(lockHolder(path).value().has_value());
    const auto lock = LockFile::lock(path, "0.1.0", 1000);
    REQUIRE(lock.ok());
    REQUIRE(lock->staleHolder().has_value());
    CHECK(lock->staleHolder()->pid == child->pid());
    // Another process sees the new holder, not the stale one.
    auto other = ChildProcess::spawn(childOptions({"lock", path.native()}));
    REQUIRE(other.ok());
    LineReader otherOutput(other->takeOutput(), 1000);
    CHECK(firstLine(otherOutput).find("\"pid\":" + std::to_string(ownProcessId())) != std::string::npos);
    CHECK(other->wait(20'000)->code == 3);
}

TEST_CASE("rubbish in the lock file is no holder")
{
    const auto folder = TemporaryFolder::create();
    REQUIRE(folder.ok());
    const Path path = folder->path() / "engine.lock";
    for (const std::string& text : {std::string("\xFF\xFE garbage"), std::string(100'000, '\n'), std::string("pid: 1"),
                                   std::string("pid: -5\nsince: x\n"), std::string("pid: 99999999999999999999\nsince: x\n")}) {
        REQUIRE(writeFileAtomically(path, text).ok());
        CHECK_FALSE(lockHolder(path).value().has_value());
        const auto lock = LockFile::tryLock(path, "1\nhost: forged");
        REQUIRE(lock.ok());
        CHECK_FALSE(lock->staleHolder().has_value());
        CHECK(lockHolder(path).value()->host == Machine().hostName());
    }
    std::filesystem::remove(path);
    std::filesystem::create_symlink("/etc/passwd", path);
    CHECK_FALSE(LockFile::tryLock(path, "1").ok());
}

TEST_CASE("of many that race for a lock one has it at a time")
{
    const auto folder = TemporaryFolder::create();
    REQUIRE(folder.ok());
    const Path path = folder->path() / "lock";
    std::atomic<int> inside = 0;
    std::atomic<int> most = 0;
    std::atomic<int> turns = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&] {
            for (int turn = 0; turn < 5; ++turn) {
                const auto lock = LockFile::lock(path, "1", 20'000);
                if (!lock.ok())
                    continue;
                most = std::max(most.load(), ++inside);
                std::this_thread::sleep_for(std::chrono::milliseconds(2));
                --inside;
                ++turns;
            }
        });
    }
    for (auto& thread : threads)
        thread.join();
    CHECK(most == 1);
    CHECK(turns == 20);
}

TEST_CASE("the mount that holds a path, and whether it is a network's")
{
    const std::string mounts = "22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw\n"
                               "30 22 0:30 / /home rw - btrfs /dev/sdb rw\n"
                               "31 30 0:31 / /home/me/My\\040Share rw shared:5 master:2 - cifs //srv/x rw\n"
                               "32 22 0:32 / /mnt/nas rw - nfs4 srv:/x rw\n"
                               "33 22 0:33 / /mnt/over rw - ext4 /dev/a rw\n"
                               "34 22 0:34 / /mnt/over rw - fuse.sshfs x rw\n"
                               "garbage\n";
    CHECK(mountOf("/etc", mounts)->filesystem == "ext4");
    CHECK(mountOf("/home/me/x", mounts)->filesystem == "btrfs");
    CHECK(mountOf("/home/me/My Share/w", mounts)->filesystem == "cifs");
    CHECK(mountOf("/home/me/My Sharee", mounts)->filesystem == "btrfs");
    CHECK(mountOf("/mnt/nas", mounts)->filesystem == "nfs4");
    CHECK(mountOf("/mnt/over/a", mounts)->filesystem == "fuse.sshfs");
    CHECK_FALSE(mountOf("/x", "").has_value());
    for (const char* network : {"nfs", "nfs4", "cifs", "smb3", "9p", "fuse.sshfs", "fuse.rclone", "fuse", "ceph"})
        CHECK_MESSAGE(isNetworkFilesystem(network), network);
    for (const char* local : {"ext4", "btrfs", "xfs", "tmpfs", "overlay", "fuseblk", "fuse.gocryptfs", "zfs", "vfat"})
        CHECK_FALSE_MESSAGE(isNetworkFilesystem(local), local);
}

TEST_CASE("a workspace on a network's file system is refused by name")
{
    const auto folder = TemporaryFolder::create();
    REQUIRE(folder.ok());
    const std::string at = std::filesystem::canonical(folder->path()).native();
    const std::string mounts = "1 0 8:1 / / rw - ext4 /dev/sda rw\n2 1 0:9 / " + at + " rw - nfs4 srv:/x rw\n";
    const auto refused = checkWorkspaceFolder(folder->path() / "a" / "b", mounts);
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().code == "platform.network_folder");
    CHECK(refused.error().arguments.at("filesystem").asText() == "nfs4");
    CHECK(checkWorkspaceFolder(folder->path().parent_path() / "elsewhere", mounts).ok());
}

TEST_CASE("a file system without locks says so")
{
    const auto folder = TemporaryFolder::create();
    REQUIRE(folder.ok());
    const ScopedFileFaults faults("lock:1:EIO");
    CHECK(LockFile::tryLock(folder->path() / "lock", "1").error().code == "platform.lock_failed");
    CHECK(LockFile::tryLock(folder->path() / "lock", "1").ok());
}

TEST_CASE("folders of sync services are recognised")
{
    CHECK(syncServiceOf("/home/me/Dropbox/work") == "Dropbox");
    CHECK(syncServiceOf("/home/me/Dropbox (Firm)/work") == "Dropbox");
    CHECK(syncServiceOf("/home/me/OneDrive - Firm") == "OneDrive");
    CHECK(syncServiceOf("/Users/me/Library/Mobile Documents/com~apple~CloudDocs/x") == "iCloud Drive");
    CHECK(syncServiceOf("/home/me/Google Drive/x") == "Google Drive");
    CHECK(syncServiceOf("/home/me/Nextcloud") == "Nextcloud");
    CHECK(syncServiceOf("/home/me/我的坚果云/x") == "坚果云");
    CHECK(syncServiceOf("/home/me/dropboxes/x").empty());
    CHECK(syncServiceOf("/home/me/.local/share/fettle").empty());
    const auto folder = TemporaryFolder::create();
    REQUIRE(folder.ok());
    CHECK(checkWorkspaceFolder(folder->path() / "new" / "workspace").ok());
    REQUIRE(makeFolders(folder->path() / "shared" / ".stfolder").ok());
    CHECK(checkWorkspaceFolder(folder->path() / "shared" / "a" / "b").error().arguments.at("service").asText() ==
          "Syncthing");
    REQUIRE(makeFolders(folder->path() / "Dropbox").ok());
    const auto refused = checkWorkspaceFolder(folder->path() / "Dropbox" / "w");
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().code == "platform.sync_folder");
    // By a link as well.
    std::filesystem::create_directory_symlink(folder->path() / "Dropbox", folder->path() / "innocent");
    CHECK_FALSE(checkWorkspaceFolder(folder->path() / "innocent" / "w").ok());
}
