// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/platform/files.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <linux/fs.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/platform/checked_io.h"
#include "engine/platform/file_faults.h"
#include "engine/platform/file_writer.h"
#include "engine/platform/regular_file.h"
#include "engine/platform/system_error.h"

namespace fettle::platform {
namespace {

Result<void> writeThenCommit(const Path& path, std::string_view bytes, AtomicFile::Durability durability)
{
    FETTLE_TRY_ASSIGN(auto file, AtomicFile::create(path, 0));
    FETTLE_TRY(file.writer().write(bytes));
    return file.commit(durability);
}

EntryKind kindOf(std::filesystem::file_type type)
{
    using std::filesystem::file_type;
    switch (type) {
    case file_type::regular: return EntryKind::File;
    case file_type::directory: return EntryKind::Folder;
    case file_type::symlink: return EntryKind::Link;
    default: return EntryKind::Other;
    }
}

Result<void> copyContent(RegularFile& source, FileWriter& target)
{
    std::string block(1024 * 1024, '\0');
    for (;;) {
        FETTLE_TRY_ASSIGN(const std::size_t got, source.read(block.data(), block.size()));
        if (got == 0)
            return target.close();
        FETTLE_TRY(target.write(std::string_view(block.data(), got)));
    }
}

} // namespace

Result<std::string> readFileStart(const Path& path, std::size_t maxBytes)
{
    FETTLE_TRY_ASSIGN(auto file, RegularFile::open(path));
    std::string bytes(std::min<std::uint64_t>(maxBytes, file.sizeBytes()), '\0');
    FETTLE_TRY_ASSIGN(const std::size_t got, file.read(bytes.data(), bytes.size()));
    bytes.resize(got);
    return bytes;
}

Result<std::string> readWholeFile(const Path& path, std::uint64_t maxBytes)
{
    FETTLE_TRY_ASSIGN(auto file, RegularFile::open(path));
    const auto tooLarge = [&] {
        return makeError("platform.file_too_large", {{"path", toUtf8(path)}, {"limit_bytes", maxBytes}});
    };
    if (file.sizeBytes() > maxBytes)
        return tooLarge();
    // Files of /proc say 0, and a file may grow meanwhile: read until the end, not until the size.
    std::string bytes;
    constexpr std::size_t kBlockBytes = 64 * 1024;
    std::size_t wanted = static_cast<std::size_t>(file.sizeBytes()) + 1;
    for (;;) {
        const std::size_t before = bytes.size();
        bytes.resize(before + wanted);
        FETTLE_TRY_ASSIGN(const std::size_t got, file.read(bytes.data() + before, wanted));
        bytes.resize(before + got);
        if (bytes.size() > maxBytes)
            return tooLarge();
        if (got < wanted)
            return bytes;
        wanted = kBlockBytes;
    }
}

Result<void> writeFileDurably(const Path& path, std::string_view bytes)
{
    return writeThenCommit(path, bytes, AtomicFile::Durability::SurvivesPowerLoss);
}

Result<void> writeFileAtomically(const Path& path, std::string_view bytes)
{
    return writeThenCommit(path, bytes, AtomicFile::Durability::SurvivesCrash);
}

Result<void> renameDurably(const Path& from, const Path& to)
{
    FETTLE_TRY(renameChecked(from, to));
    FETTLE_TRY(syncParent(to));
    return parentOf(from) == parentOf(to) ? Result<void>() : syncParent(from);
}

Result<void> syncPath(const Path& path)
{
    const FileDescriptor fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
    if (!fd.isOpen())
        return systemError("platform.write_failed", errno, path);
    return syncChecked(fd.get(), path);
}

Result<void> syncTree(const Path& folder)
{
    namespace fs = std::filesystem;
    std::error_code error;
    for (fs::recursive_directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
        const auto type = entry->symlink_status(error).type();
        if (error)
            break;
        if (type == fs::file_type::regular || type == fs::file_type::directory)
            FETTLE_TRY(syncPath(entry->path()));
    }
    if (error)
        return systemError("platform.write_failed", error.value(), folder);
    return syncPath(folder);
}

Result<CopyMethod> copyFile(const Path& from, const Path& to)
{
    FETTLE_TRY_ASSIGN(auto source, RegularFile::open(from));
    FETTLE_TRY_ASSIGN(auto target, openChecked(to, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0666));
    const auto giveUp = [&](Error error) {
        ::unlink(to.c_str());
        return error;
    };
    if (const auto fault = consultFileFaults(FileOperation::Copy, to); fault.errorNumber != 0)
        return giveUp(systemError("platform.write_failed", fault.errorNumber, to));
    if (::ioctl(target.get(), FICLONE, source.descriptor()) == 0)
        return CopyMethod::Reflinked;
    target.reset();
    auto writer = FileWriter::open(to, FileWriter::Mode::Overwrite, 0);
    if (!writer.ok())
        return giveUp(std::move(writer).error());
    if (auto copied = copyContent(source, *writer); !copied.ok())
        return giveUp(std::move(copied).error());
    return CopyMethod::Copied;
}

Result<void> removeTree(const Path& path)
{
    // Without the slash: "link/" would mean what the link points to.
    const Path plain = withoutTrailingSlash(path);
    if (const auto fault = consultFileFaults(FileOperation::Remove, plain); fault.errorNumber != 0)
        return systemError("platform.remove_failed", fault.errorNumber, plain);
    std::error_code error;
    std::filesystem::remove_all(plain, error); // works by openat and O_NOFOLLOW: no link is followed
    if (error)
        return systemError("platform.remove_failed", error.value(), plain);
    return {};
}

Result<void> removeFile(const Path& path)
{
    if (const auto fault = consultFileFaults(FileOperation::Remove, path); fault.errorNumber != 0)
        return systemError("platform.remove_failed", fault.errorNumber, path);
    if (::unlink(path.c_str()) != 0 && errno != ENOENT)
        return systemError("platform.remove_failed", errno, path);
    return {};
}

Result<std::vector<FolderEntry>> listFolder(const Path& folder)
{
    namespace fs = std::filesystem;
    std::vector<FolderEntry> entries;
    std::error_code error;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
        std::error_code gone;
        FolderEntry item{entry->path().filename(), kindOf(entry->symlink_status(gone).type()), 0};
        // An entry that went meanwhile is no error of the folder.
        if (gone)
            continue;
        if (item.kind == EntryKind::File) {
            const auto size = entry->file_size(gone);
            item.sizeBytes = gone ? 0 : size;
        }
        entries.push_back(std::move(item));
    }
    if (error)
        return systemError("platform.folder_not_read", error.value(), folder);
    std::ranges::sort(entries, {}, [](const FolderEntry& entry) -> const std::string& { return entry.name.native(); });
    return entries;
}

Result<FileStamp> fileStamp(const Path& path)
{
    struct stat info {};
    if (::stat(path.c_str(), &info) != 0)
        return systemError("platform.file_not_opened", errno, path);
    constexpr std::int64_t kNsPerSecond = 1'000'000'000;
    return FileStamp{static_cast<std::uint64_t>(info.st_size),
                     std::int64_t{info.st_mtim.tv_sec} * kNsPerSecond + info.st_mtim.tv_nsec, info.st_ino, info.st_dev};
}

Result<TemporaryFolder> TemporaryFolder::create(const Path& parent, std::string_view prefix)
{
    std::string name = (parent / (std::string(prefix) + "XXXXXX")).native();
    if (const auto fault = consultFileFaults(FileOperation::Folder, name); fault.errorNumber != 0)
        return systemError("platform.folder_not_created", fault.errorNumber, name);
    if (!::mkdtemp(name.data()))
        return systemError("platform.folder_not_created", errno, name);
    return TemporaryFolder(Path(name));
}

TemporaryFolder::TemporaryFolder(TemporaryFolder&& other) noexcept : m_path(std::exchange(other.m_path, {})) {}

TemporaryFolder& TemporaryFolder::operator=(TemporaryFolder&& other) noexcept
{
    if (this != &other) {
        removeNow();
        m_path = std::exchange(other.m_path, {});
    }
    return *this;
}

TemporaryFolder::~TemporaryFolder() { removeNow(); }

Path TemporaryFolder::keep() noexcept { return std::exchange(m_path, {}); }

void TemporaryFolder::removeNow() noexcept
{
    if (m_path.empty())
        return;
    std::error_code ignored;
    std::filesystem::remove_all(m_path, ignored);
    m_path.clear();
}

} // namespace fettle::platform
