// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "engine/contract/result.h"
#include "engine/platform/file_descriptor.h"

namespace fettle::platform {

/// Lines to a pipe without ever waiting for its reader; for event loops. What the pipe does not take stays in memory
/// until flush() is called again, when descriptor() has become writable. The caller bounds the queue by pendingBytes().
class LineSender {
public:
    explicit LineSender(FileDescriptor fd);
    /// `line` without its '\n'; it must hold none.
    void enqueue(std::string_view line);
    /// Writes what the reader takes now. Errors: platform.pipe_closed, platform.pipe_failed.
    [[nodiscard]] Result<void> flush();
    [[nodiscard]] std::size_t pendingBytes() const noexcept { return m_pending.size() - m_written; }
    [[nodiscard]] int descriptor() const noexcept { return m_fd.get(); }
    /// Forgets what is pending; the reader sees the end of the stream.
    void close() noexcept;

private:
    FileDescriptor m_fd;
    std::string m_pending;
    std::size_t m_written = 0;
};

} // namespace fettle::platform
