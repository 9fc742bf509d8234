// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/platform/file_descriptor.h"

#include <algorithm>
#include <cerrno>

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include "engine/platform/clock.h"
#include "engine/platform/system_error.h"

namespace fettle::platform {
namespace {

Error descriptorError(int errorNumber)
{
    return makeError("platform.descriptor_failed", {{"reason", errnoText(errorNumber)}});
}

} // namespace

void FileDescriptor::reset() noexcept
{
    // Linux closes the descriptor even where close() reports EINTR: never call it twice.
    if (m_fd >= 0)
        ::close(std::exchange(m_fd, -1));
}

Result<PipeEnds> makePipe()
{
    int ends[2] = {-1, -1};
    if (::pipe2(ends, O_CLOEXEC) != 0)
        return descriptorError(errno);
    return PipeEnds{FileDescriptor(ends[0]), FileDescriptor(ends[1])};
}

Result<FileDescriptor> duplicateDescriptor(int fd)
{
    FileDescriptor copy(::fcntl(fd, F_DUPFD_CLOEXEC, 3));
    if (!copy.isOpen())
        return descriptorError(errno);
    return copy;
}

Result<bool> waitReadable(int fd, int timeoutMs)
{
    if (fd < 0) // poll() would pass it over and wait
        return descriptorError(EBADF);
    const SystemClock clock;
    const std::int64_t endMs = clock.monotonicMs() + timeoutMs;
    int leftMs = timeoutMs;
    for (;;) {
        pollfd request{fd, POLLIN, 0};
        const int ready = ::poll(&request, 1, leftMs);
        if (ready > 0 && (request.revents & POLLNVAL) != 0)
            return descriptorError(EBADF);
        if (ready >= 0)
            return ready > 0;
        if (errno != EINTR)
            return descriptorError(errno);
        if (timeoutMs >= 0)
            leftMs = static_cast<int>(std::max<std::int64_t>(0, endMs - clock.monotonicMs()));
    }
}

} // namespace fettle::platform
