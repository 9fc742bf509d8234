// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <utility>

#include "engine/contract/result.h"

namespace fettle::platform {

/// Owns a file descriptor and closes it. Everything in this room opens descriptors close-on-exec.
class FileDescriptor {
public:
    FileDescriptor() = default;
    explicit FileDescriptor(int fd) noexcept : m_fd(fd) {}
    FileDescriptor(FileDescriptor&& other) noexcept : m_fd(other.release()) {}
    FileDescriptor& operator=(FileDescriptor&& other) noexcept
    {
        if (this != &other) {
            reset();
            m_fd = other.release();
        }
        return *this;
    }
    FileDescriptor(const FileDescriptor&) = delete;
    FileDescriptor& operator=(const FileDescriptor&) = delete;
    ~FileDescriptor() { reset(); }

    [[nodiscard]] int get() const noexcept { return m_fd; }
    [[nodiscard]] bool isOpen() const noexcept { return m_fd >= 0; }
    [[nodiscard]] int release() noexcept { return std::exchange(m_fd, -1); }
    void reset() noexcept;

private:
    int m_fd = -1;
};

struct PipeEnds {
    FileDescriptor readEnd;
    FileDescriptor writeEnd;
};

/// A pipe, both ends close-on-exec. Errors: platform.descriptor_failed.
[[nodiscard]] Result<PipeEnds> makePipe();
/// A close-on-exec duplicate of `fd`, numbered 3 or higher. Errors: platform.descriptor_failed.
[[nodiscard]] Result<FileDescriptor> duplicateDescriptor(int fd);
/// Waits until `fd` has something to read (or is closed at the other end). False after `timeoutMs`; -1 waits for ever.
[[nodiscard]] Result<bool> waitReadable(int fd, int timeoutMs);

} // namespace fettle::platform
