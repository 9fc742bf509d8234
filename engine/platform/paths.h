// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "engine/contract/result.h"

namespace fettle::platform {

/// File names are bytes on Linux; text on the wire, in documents and in the database is UTF-8. This file is the one
/// place where the two meet.
using Path = std::filesystem::path;

/// Bytes to valid UTF-8, reversibly. Valid UTF-8 stays as it stands. Every byte B (0x80..0xFF) that is not part of
/// valid UTF-8 becomes the private-use character U+10FE00 + B (U+10FE80..U+10FEFF). Bytes that already spell one of
/// these 128 characters are escaped byte by byte as well, so that no two byte strings give the same text.
[[nodiscard]] std::string bytesToUtf8(std::string_view bytes);
/// The inverse of bytesToUtf8. Bytes that are no valid UTF-8 pass unchanged.
[[nodiscard]] std::string utf8ToBytes(std::string_view text);
[[nodiscard]] bool isValidUtf8(std::string_view bytes) noexcept;
/// The beginning of valid UTF-8, at most `maxBytes` of it, that ends with a whole character.
[[nodiscard]] std::string_view utf8Start(std::string_view text, std::size_t maxBytes) noexcept;

/// The path as text for messages, documents and the database; fromUtf8 gives the same path back.
[[nodiscard]] std::string toUtf8(const Path& path);
[[nodiscard]] Path fromUtf8(std::string_view text);

/// Whether `candidate` (absolute, or relative to `base`) lies in the folder `base` or is it, after resolving "..", and
/// every symbolic link on the way. What does not exist yet is judged by its existing parents.
[[nodiscard]] bool isInside(const Path& base, const Path& candidate);
/// `base / relative` where it stays inside `base`; for every path that comes from a document, an archive or a label.
/// Errors: platform.path_outside (also for absolute paths and embedded NUL bytes).
[[nodiscard]] Result<Path> resolveInside(const Path& base, const Path& relative);

/// A file name from any label a user may type: never empty, no separators, control, bidirectional or invisible
/// characters, no leading dot or dash, no trailing dot or space, no name reserved on Windows, at most `maxBytes` (at least 32) of UTF-8.
/// Where anything had to change, "-" and 16 hexadecimal digits of the label's SHA-256 follow, so that different labels
/// keep different names. Letter case is kept.
[[nodiscard]] std::string fileNameFromLabel(std::string_view label, std::size_t maxBytes = 80);

/// Makes the folder and its missing parents, readable by the user only (0700). An existing folder of this user keeps
/// its contents and loses the permissions of others. What was made survives power loss (fsync of the parent).
/// Errors: platform.folder_not_created, platform.folder_not_private, platform.not_durable.
[[nodiscard]] Result<void> makePrivateFolder(const Path& folder);
/// Makes the folder and its missing parents with the user's usual permissions, as durably. Errors:
/// platform.folder_not_created, platform.not_durable.
[[nodiscard]] Result<void> makeFolders(const Path& folder);

/// $HOME, or the account's home folder where HOME is unset.
[[nodiscard]] Path homeFolder();
/// $XDG_CACHE_HOME/fettle or ~/.cache/fettle. Not created here; the same for the next three.
[[nodiscard]] Path userCacheFolder();
/// $XDG_CONFIG_HOME/fettle or ~/.config/fettle.
[[nodiscard]] Path userConfigFolder();
/// $XDG_DATA_HOME/fettle or ~/.local/share/fettle; the usual workspace's parent.
[[nodiscard]] Path userDataFolder();
/// $XDG_RUNTIME_DIR/fettle, or TMP/fettle-UID where no runtime folder exists; short enough for a local socket. Make it with makePrivateFolder, which
/// refuses a folder that belongs to somebody else.
[[nodiscard]] Path userRuntimeFolder();
/// The folder of temporary files ($TMPDIR or /tmp).
[[nodiscard]] Path temporaryRoot();
/// The path of the running program and its folder, with links resolved.
[[nodiscard]] Path executablePath();
[[nodiscard]] Path executableFolder();

} // namespace fettle::platform
