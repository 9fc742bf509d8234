// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace fettle::platform {

/// A thread that may be asked where it is. Made in that thread; one per process at a time.
class ObservedThread {
public:
    /// Takes a signal (SIGURG) for its question.
    ObservedThread();
    ~ObservedThread();
    ObservedThread(const ObservedThread&) = delete;
    ObservedThread& operator=(const ObservedThread&) = delete;

    /// From any other thread: the observed thread's calls, innermost first, as the C library names them; empty where it
    /// does not answer in time. For debug builds: the observed thread stops for some microseconds.
    [[nodiscard]] std::vector<std::string> stack(int timeoutMs = 200) const;

private:
    std::uint64_t m_thread = 0;
};

} // namespace fettle::platform
