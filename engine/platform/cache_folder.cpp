// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/platform/cache_folder.h"

#include <algorithm>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <sys/stat.h>

#include "engine/platform/files.h"

namespace fettle::platform {

void touchFile(const Path& path) noexcept
{
    // Both times as of now: the clock of the file system, which the times of written files are from.
    static_cast<void>(::utimensat(AT_FDCWD, path.c_str(), nullptr, 0));
}

void trimFolder(const Path& folder, std::uint64_t mostBytes, const Path& keep)
{
    const auto entries = listFolder(folder);
    if (!entries.ok())
        return;
    std::vector<std::pair<FileStamp, Path>> files;
    std::uint64_t total = 0;
    for (const auto& entry : *entries) {
        if (entry.kind != EntryKind::File)
            continue;
        if (const auto stamp = fileStamp(folder / entry.name); stamp.ok()) {
            files.emplace_back(*stamp, folder / entry.name);
            total += stamp->sizeBytes;
        }
    }
    std::ranges::stable_sort(files, {}, [](const auto& file) { return file.first.modifiedNs; });
    for (const auto& [stamp, path] : files) {
        if (total <= mostBytes)
            return;
        if (path != keep && removeFile(path).ok())
            total -= stamp.sizeBytes;
    }
}

} // namespace fettle::platform
