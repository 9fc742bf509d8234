// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>

#include "engine/contract/result.h"
#include "engine/platform/file_descriptor.h"
#include "engine/platform/paths.h"

namespace fettle::platform {

/// An ordinary file opened for reading from its beginning; never blocks on a pipe or a device that stands under a
/// user's path. For streaming what is larger than memory.
class RegularFile {
public:
    /// Errors: platform.file_not_opened, platform.not_a_file.
    [[nodiscard]] static Result<RegularFile> open(const Path& path);

    /// Up to `sizeBytes` bytes, fewer only at the end; 0: the end. Errors: platform.read_failed.
    [[nodiscard]] Result<std::size_t> read(char* into, std::size_t sizeBytes);
    /// The same from a place of its own; the reading position stays.
    [[nodiscard]] Result<std::size_t> readAt(std::uint64_t offset, char* into, std::size_t sizeBytes) const;
    void seek(std::uint64_t offset) noexcept { m_position = offset; }
    /// When it was opened.
    [[nodiscard]] std::uint64_t sizeBytes() const noexcept { return m_sizeBytes; }
    [[nodiscard]] const Path& path() const noexcept { return m_path; }
    [[nodiscard]] int descriptor() const noexcept { return m_fd.get(); }

private:
    RegularFile(FileDescriptor fd, Path path, std::uint64_t sizeBytes)
        : m_fd(std::move(fd)), m_path(std::move(path)), m_sizeBytes(sizeBytes)
    {
    }
    FileDescriptor m_fd;
    Path m_path;
    std::uint64_t m_sizeBytes = 0;
    std::uint64_t m_position = 0;
};

} // namespace fettle::platform
