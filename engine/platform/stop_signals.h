// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/contract/result.h"
#include "engine/platform/file_descriptor.h"

namespace fettle::platform {

/// SIGTERM, SIGINT and SIGHUP as a flag and a readable descriptor, in place of ending the process. One at a time in a
/// process; the previous handling comes back with its end. Threads may ask requested() at any time.
class StopSignals {
public:
    /// Errors: platform.descriptor_failed.
    [[nodiscard]] static Result<StopSignals> install();
    StopSignals(StopSignals&& other) noexcept;
    StopSignals& operator=(StopSignals&&) = delete;
    ~StopSignals();

    [[nodiscard]] bool requested() const noexcept;
    /// How many have come: a second Ctrl+C means "now".
    [[nodiscard]] int count() const noexcept;
    /// The first signal's number; 0 before.
    [[nodiscard]] int signalNumber() const noexcept;
    /// Becomes readable with the first signal, for poll and event loops. Each signal adds one byte.
    [[nodiscard]] int descriptor() const noexcept { return m_readEnd.get(); }
    /// Forgets the signals that came.
    void reset() noexcept;

private:
    StopSignals(FileDescriptor readEnd, FileDescriptor writeEnd);
    FileDescriptor m_readEnd;
    FileDescriptor m_writeEnd;
};

} // namespace fettle::platform
