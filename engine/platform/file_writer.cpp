// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/platform/file_writer.h"

#include <algorithm>
#include <cerrno>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/platform/checked_io.h"
#include "engine/platform/file_faults.h"
#include "engine/platform/files.h"
#include "engine/platform/system_error.h"

namespace fettle::platform {

FileWriter::FileWriter(FileDescriptor fd, Path path, std::size_t bufferBytes, std::uint64_t sizeBytes)
    : m_fd(std::move(fd)), m_path(std::move(path)), m_bufferBytes(bufferBytes), m_sizeBytes(sizeBytes)
{
    m_buffer.reserve(bufferBytes);
}

Result<FileWriter> FileWriter::open(const Path& path, Mode mode, std::size_t bufferBytes)
{
    int flags = O_WRONLY | O_CREAT;
    if (mode == Mode::Create)
        flags |= O_EXCL | O_NOFOLLOW;
    else
        flags |= mode == Mode::Append ? O_APPEND : O_TRUNC;
    // O_NONBLOCK: a named pipe under the path gives an error instead of a wait.
    FETTLE_TRY_ASSIGN(auto fd, openChecked(path, flags | O_NONBLOCK, 0666));
    struct stat info {};
    if (::fstat(fd.get(), &info) != 0)
        return systemError("platform.file_not_opened", errno, path);
    if (!S_ISREG(info.st_mode))
        return makeError("platform.not_a_file", {{"path", toUtf8(path)}});
    return FileWriter(std::move(fd), path, bufferBytes, static_cast<std::uint64_t>(info.st_size));
}

FileWriter::~FileWriter()
{
    if (m_fd.isOpen())
        [[maybe_unused]] const auto ignored = flush();
}

FileWriter& FileWriter::operator=(FileWriter&& other) noexcept
{
    if (this == &other)
        return *this;
    if (m_fd.isOpen())
        [[maybe_unused]] const auto ignored = flush();
    m_fd = std::move(other.m_fd);
    m_path = std::move(other.m_path);
    m_bufferBytes = other.m_bufferBytes;
    m_buffer = std::move(other.m_buffer);
    other.m_buffer.clear();
    m_sizeBytes = other.m_sizeBytes;
    m_error = std::move(other.m_error);
    return *this;
}

Result<void> FileWriter::fail(Error error)
{
    m_error = error;
    m_buffer.clear();
    return error;
}

Result<void> FileWriter::writeNow(std::string_view bytes)
{
    if (auto written = writeChecked(m_fd.get(), bytes, m_path); !written.ok())
        return fail(std::move(written).error());
    return {};
}

Result<void> FileWriter::write(std::string_view bytes)
{
    if (m_error)
        return *m_error;
    if (!m_fd.isOpen())
        return fail(systemError("platform.write_failed", EBADF, m_path));
    m_sizeBytes += bytes.size();
    if (m_buffer.size() + bytes.size() <= m_bufferBytes && m_bufferBytes > 0) {
        m_buffer += bytes;
        return {};
    }
    FETTLE_TRY(flush());
    if (bytes.size() >= m_bufferBytes)
        return writeNow(bytes);
    m_buffer += bytes;
    return {};
}

Result<void> FileWriter::write(std::span<const std::byte> bytes)
{
    return write(std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
}

Result<void> FileWriter::flush()
{
    if (m_error)
        return *m_error;
    if (!m_fd.isOpen())
        return fail(systemError("platform.write_failed", EBADF, m_path));
    FETTLE_TRY(writeNow(m_buffer));
    m_buffer.clear();
    return {};
}

Result<void> FileWriter::sync()
{
    FETTLE_TRY(flush());
    // After a failed fsync the kernel may call the lost pages clean, so trying again would lie: the error stays.
    if (auto synced = syncChecked(m_fd.get(), m_path); !synced.ok())
        return fail(std::move(synced).error());
    return {};
}

Result<void> FileWriter::close()
{
    FETTLE_TRY(flush());
    // Some file systems tell of a failed write only here.
    if (::close(m_fd.release()) != 0 && errno != EINTR)
        return fail(systemError("platform.write_failed", errno, m_path));
    return {};
}

void FileWriter::abandon() noexcept
{
    m_buffer.clear();
    m_fd.reset();
}

Result<AtomicFile> AtomicFile::create(const Path& finalPath, std::size_t bufferBytes)
{
    const Path draft = draftPathFor(finalPath, "draft");
    FETTLE_TRY_ASSIGN(auto writer, FileWriter::open(draft, FileWriter::Mode::Create, bufferBytes));
    // What replaces a file keeps its permissions: a private file must not become readable by others.
    struct stat info {};
    if (::lstat(finalPath.c_str(), &info) == 0 && S_ISREG(info.st_mode) &&
        ::chmod(draft.c_str(), info.st_mode & 0777U) != 0) {
        const int error = errno;
        ::unlink(draft.c_str());
        return systemError("platform.file_not_opened", error, draft);
    }
    return AtomicFile(std::move(writer), finalPath);
}

AtomicFile::AtomicFile(AtomicFile&& other) noexcept
    : m_writer(std::move(other.m_writer)), m_finalPath(std::move(other.m_finalPath)),
      m_pending(std::exchange(other.m_pending, false))
{
}

AtomicFile::~AtomicFile()
{
    if (!m_pending)
        return;
    m_writer.abandon();
    ::unlink(m_writer.path().c_str());
}

Result<void> AtomicFile::commit(Durability durability)
{
    if (!m_pending)
        return systemError("platform.write_failed", EBADF, m_finalPath);
    const bool durable = durability == Durability::SurvivesPowerLoss;
    if (durable)
        FETTLE_TRY(m_writer.sync());
    FETTLE_TRY(m_writer.close());
    FETTLE_TRY(renameChecked(m_writer.path(), m_finalPath));
    m_pending = false;
    return durable ? syncParent(m_finalPath) : Result<void>();
}

Result<FileWriter> openLinesForAppend(const Path& path)
{
    FETTLE_TRY_ASSIGN(auto writer, FileWriter::open(path, FileWriter::Mode::Append, 0));
    if (writer.sizeBytes() == 0)
        return writer;
    // From the end backwards to the last '\n'.
    const FileDescriptor fd(::open(path.c_str(), O_RDWR | O_CLOEXEC));
    if (!fd.isOpen())
        return systemError("platform.file_not_opened", errno, path);
    std::string block(64 * 1024, '\0');
    std::uint64_t end = writer.sizeBytes();
    std::uint64_t keep = 0;
    while (end > 0) {
        const std::uint64_t begin = end - std::min<std::uint64_t>(end, block.size());
        const auto got = ::pread(fd.get(), block.data(), end - begin, static_cast<off_t>(begin));
        if (got < 0 && errno == EINTR)
            continue;
        if (got != static_cast<ssize_t>(end - begin))
            return systemError("platform.read_failed", got < 0 ? errno : EIO, path);
        const auto lineEnd = std::string_view(block.data(), static_cast<std::size_t>(got)).rfind('\n');
        if (lineEnd != std::string_view::npos) {
            keep = begin + lineEnd + 1;
            break;
        }
        end = begin;
    }
    if (keep == writer.sizeBytes())
        return writer;
    if (const auto fault = consultFileFaults(FileOperation::Write, path); fault.errorNumber != 0)
        return systemError("platform.write_failed", fault.errorNumber, path);
    if (::ftruncate(fd.get(), static_cast<off_t>(keep)) != 0)
        return systemError("platform.write_failed", errno, path);
    return FileWriter::open(path, FileWriter::Mode::Append, 0);
}

} // namespace fettle::platform
