// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>

#include "engine/contract/result.h"
#include "engine/platform/file_descriptor.h"
#include "engine/platform/paths.h"

namespace fettle::platform {

// The system calls that change files, behind the seam of file_faults.h. Used inside this room only; others call
// files.h, file_writer.h and folder_draft.h.

/// open() for writing, close-on-exec, never through a link at the last step where `flags` say O_NOFOLLOW.
[[nodiscard]] Result<FileDescriptor> openChecked(const Path& path, int flags, unsigned mode);
/// All of `bytes` at the file's position.
[[nodiscard]] Result<void> writeChecked(int fd, std::string_view bytes, const Path& path);
[[nodiscard]] Result<void> syncChecked(int fd, const Path& path);
/// rename(); replaces a file.
[[nodiscard]] Result<void> renameChecked(const Path& from, const Path& to);

enum class RenameRule { MustNotExist, Exchange };
/// renameat2(); the errno, 0 for success. EINVAL or ENOSYS: not supported here.
[[nodiscard]] int renameByRule(const Path& from, const Path& to, RenameRule rule);

/// fsync of the folder that holds `path`, after a rename: platform.not_durable.
[[nodiscard]] Result<void> syncParent(const Path& path);

/// How much of a final name fits into a draft's; longer ones are cut.
inline constexpr std::size_t kMaxDraftNameBytes = 180;
/// A name for what is not finished, beside `finalPath`: `.NAME.TAG-PID-START-N`.
[[nodiscard]] Path draftPathFor(const Path& finalPath, std::string_view tag);
/// "a/b/" → "a/b".
[[nodiscard]] Path withoutTrailingSlash(const Path& path);
/// The folder that holds `path`, "." for a bare name.
[[nodiscard]] Path parentOf(const Path& path);

} // namespace fettle::platform
