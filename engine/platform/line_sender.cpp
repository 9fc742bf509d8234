// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/platform/line_sender.h"

#include <cerrno>

#include <fcntl.h>
#include <unistd.h>

#include "engine/platform/system_error.h"

namespace fettle::platform {

LineSender::LineSender(FileDescriptor fd) : m_fd(std::move(fd))
{
    if (const int flags = ::fcntl(m_fd.get(), F_GETFL); flags >= 0)
        ::fcntl(m_fd.get(), F_SETFL, flags | O_NONBLOCK);
}

void LineSender::enqueue(std::string_view line)
{
    // Dropped only now and then, so that a long queue is not moved for every line.
    if (m_written > 0 && (m_written == m_pending.size() || m_written > std::size_t{1} << 20)) {
        m_pending.erase(0, m_written);
        m_written = 0;
    }
    m_pending.append(line);
    m_pending.push_back('\n');
}

Result<void> LineSender::flush()
{
    while (m_written < m_pending.size()) {
        if (!m_fd.isOpen())
            return makeError("platform.pipe_closed");
        const auto count = ::write(m_fd.get(), m_pending.data() + m_written, m_pending.size() - m_written);
        if (count > 0) {
            m_written += static_cast<std::size_t>(count);
            continue;
        }
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
            return {};
        if (errno == EPIPE)
            return makeError("platform.pipe_closed");
        return makeError("platform.pipe_failed", {{"reason", errnoText(errno)}});
    }
    m_pending.clear();
    m_written = 0;
    return {};
}

void LineSender::close() noexcept
{
    m_pending.clear();
    m_written = 0;
    m_fd.reset();
}

} // namespace fettle::platform
