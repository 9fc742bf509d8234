// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/platform/paths.h"

namespace fettle::platform {

/// What the control groups of this process allow; version 2 (Debian 12, containers of today) and version 1. Used inside
/// this room only; `root` as in Machine.
class Cgroup {
public:
    explicit Cgroup(Path root);

    /// CPUs' worth of time, the least of all levels; nothing where unlimited.
    [[nodiscard]] std::optional<double> cpuQuota() const;

    struct Memory {
        std::uint64_t limitBytes = 0;
        /// What counts against the limit, less what the kernel can take back at once (file pages not lately used).
        std::uint64_t usedBytes = 0;
    };
    /// Of the level with the least left.
    [[nodiscard]] std::optional<Memory> memory() const;
    [[nodiscard]] std::optional<std::uint64_t> outOfMemoryKills() const;

private:
    struct Level {
        Path folder;
        bool version2 = true;
    };
    /// From this process's own group up to the topmost that can be seen.
    [[nodiscard]] std::vector<Level> levels(std::string_view controller) const;
    [[nodiscard]] std::optional<Memory> memoryAt(const Level& level) const;

    Path m_root;
};

/// The text of a small file of /proc or /sys; empty where it cannot be read.
[[nodiscard]] std::string readKernelFile(const Path& path);
/// The number after `key` at the beginning of a line ("MemTotal:  123 kB"); nothing where there is none.
[[nodiscard]] std::optional<std::uint64_t> numberAfter(std::string_view text, std::string_view key);
/// The words after `key` and an optional ":" at the beginning of a line, trimmed.
[[nodiscard]] std::string textAfter(std::string_view text, std::string_view key);
/// "0-3,8" → 0 1 2 3 8.
[[nodiscard]] std::vector<int> numbersOfList(std::string_view text);

} // namespace fettle::platform
