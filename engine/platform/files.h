// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/contract/result.h"
#include "engine/platform/paths.h"

namespace fettle::platform {

// Reading and small, whole-file operations. Long-lived writers stand in file_writer.h, folders that appear whole in
// folder_draft.h. All changes pass the seam of file_faults.h.

/// Errors: platform.file_not_opened, platform.file_too_large (more than `maxBytes`; also for a file that grows),
/// platform.read_failed, platform.not_a_file (folders, devices, pipes: never blocks on one).
[[nodiscard]] Result<std::string> readWholeFile(const Path& path, std::uint64_t maxBytes);
/// At most `maxBytes` from the beginning, for sniffing a format. Errors: as above, less file_too_large.
[[nodiscard]] Result<std::string> readFileStart(const Path& path, std::size_t maxBytes);

/// Replaces `path` by `bytes`, durably: temporary file beside it, write, fsync, rename, fsync of the folder. After
/// any failure or power loss the old content is whole or the new one is. A symbolic link is replaced, not followed.
/// Errors: platform.file_not_opened, platform.disk_full, platform.write_failed, platform.rename_failed.
[[nodiscard]] Result<void> writeFileDurably(const Path& path, std::string_view bytes);
/// The same without the two fsyncs: whole or old after a crash of the program, not after power loss. For caches.
[[nodiscard]] Result<void> writeFileAtomically(const Path& path, std::string_view bytes);

/// Renames within one file system and makes the rename durable (fsync of both parent folders). Replaces a file.
[[nodiscard]] Result<void> renameDurably(const Path& from, const Path& to);
/// fsync of a file or a folder. Errors: platform.write_failed.
[[nodiscard]] Result<void> syncPath(const Path& path);
/// fsync of every file and folder below and of the folder itself.
[[nodiscard]] Result<void> syncTree(const Path& folder);

enum class CopyMethod { Reflinked, Copied };
/// Copies a file's content to a path that must not exist, sharing blocks where the file system can (Btrfs, XFS). Not
/// synced: publish the folder afterwards. Leaves nothing behind on failure.
[[nodiscard]] Result<CopyMethod> copyFile(const Path& from, const Path& to);

/// Removes a file, a link (never what it points to) or a folder with all below. What does not exist is no error.
/// Errors: platform.remove_failed.
[[nodiscard]] Result<void> removeTree(const Path& path);
[[nodiscard]] Result<void> removeFile(const Path& path);

enum class EntryKind { File, Folder, Link, Other };
struct FolderEntry {
    Path name;
    EntryKind kind = EntryKind::Other;
    /// Of files; 0 otherwise.
    std::uint64_t sizeBytes = 0;

    friend bool operator==(const FolderEntry&, const FolderEntry&) = default;
};
/// The entries of one folder by name, in byte order, the same on every machine. Links are named, not followed.
/// Errors: platform.folder_not_read.
[[nodiscard]] Result<std::vector<FolderEntry>> listFolder(const Path& folder);

/// What tells whether a file changed since it was looked at.
struct FileStamp {
    std::uint64_t sizeBytes = 0;
    /// Nanoseconds since 1970.
    std::int64_t modifiedNs = 0;
    std::uint64_t inode = 0;
    std::uint64_t device = 0;

    friend bool operator==(const FileStamp&, const FileStamp&) = default;
};
/// Errors: platform.file_not_opened.
[[nodiscard]] Result<FileStamp> fileStamp(const Path& path);

/// A folder of its own (0700) that goes with the object.
class TemporaryFolder {
public:
    /// Errors: platform.folder_not_created.
    [[nodiscard]] static Result<TemporaryFolder> create(const Path& parent = temporaryRoot(),
                                                        std::string_view prefix = "fettle-");
    TemporaryFolder(TemporaryFolder&& other) noexcept;
    TemporaryFolder& operator=(TemporaryFolder&& other) noexcept;
    ~TemporaryFolder();

    [[nodiscard]] const Path& path() const noexcept { return m_path; }
    /// The folder stays; the caller removes it.
    Path keep() noexcept;

private:
    explicit TemporaryFolder(Path path) : m_path(std::move(path)) {}
    void removeNow() noexcept;
    Path m_path;
};

} // namespace fettle::platform
