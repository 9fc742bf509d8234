// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/platform/regular_file.h"

#include <cerrno>
#include <limits>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/platform/system_error.h"

namespace fettle::platform {

Result<RegularFile> RegularFile::open(const Path& path)
{
    if (path.native().find('\0') != std::string::npos)
        return systemError("platform.file_not_opened", EINVAL, path);
    // O_NONBLOCK: opening a named pipe would wait for a writer; it has no effect on ordinary files.
    FileDescriptor fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
    if (!fd.isOpen())
        return systemError("platform.file_not_opened", errno, path);
    struct stat info {};
    if (::fstat(fd.get(), &info) != 0)
        return systemError("platform.file_not_opened", errno, path);
    if (!S_ISREG(info.st_mode))
        return makeError("platform.not_a_file", {{"path", toUtf8(path)}});
    return RegularFile(std::move(fd), path, static_cast<std::uint64_t>(info.st_size));
}

Result<std::size_t> RegularFile::readAt(std::uint64_t offset, char* into, std::size_t sizeBytes) const
{
    if (offset > static_cast<std::uint64_t>(std::numeric_limits<off_t>::max()))
        return std::size_t{0};
    std::size_t got = 0;
    while (got < sizeBytes) {
        const auto count = ::pread(m_fd.get(), into + got, sizeBytes - got, static_cast<off_t>(offset + got));
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return systemError("platform.read_failed", errno, m_path);
        if (count == 0)
            break;
        got += static_cast<std::size_t>(count);
    }
    return got;
}

Result<std::size_t> RegularFile::read(char* into, std::size_t sizeBytes)
{
    FETTLE_TRY_ASSIGN(const std::size_t got, readAt(m_position, into, sizeBytes));
    m_position += got;
    return got;
}

} // namespace fettle::platform
