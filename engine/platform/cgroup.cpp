// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/platform/cgroup.h"

#include <algorithm>
#include <charconv>
#include <system_error>

#include "engine/platform/files.h"

namespace fettle::platform {
namespace {

std::optional<std::uint64_t> numberIn(std::string_view text)
{
    const auto begin = text.find_first_not_of(" \t");
    if (begin == std::string_view::npos)
        return std::nullopt;
    text.remove_prefix(begin);
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() ? std::optional(number) : std::nullopt;
}

std::string_view takeLine(std::string_view& text)
{
    const auto end = std::min(text.find('\n'), text.size());
    const auto line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return line;
}

} // namespace

std::string readKernelFile(const Path& path)
{
    constexpr std::uint64_t kMaxBytes = 4U << 20U;
    auto text = readWholeFile(path, kMaxBytes);
    return text.ok() ? std::move(*text) : std::string();
}

std::string textAfter(std::string_view text, std::string_view key)
{
    while (!text.empty()) {
        std::string_view line = takeLine(text);
        if (!line.starts_with(key))
            continue;
        line.remove_prefix(key.size());
        // "oom" is not "oom_kill".
        if (line.empty() || std::string_view(" \t:=").find(line.front()) == std::string_view::npos)
            continue;
        const auto begin = line.find_first_not_of(" \t:=");
        if (begin == std::string_view::npos)
            return {};
        line = line.substr(begin);
        return std::string(line.substr(0, line.find_last_not_of(" \t\r") + 1));
    }
    return {};
}

std::optional<std::uint64_t> numberAfter(std::string_view text, std::string_view key)
{
    return numberIn(textAfter(text, key));
}

std::vector<int> numbersOfList(std::string_view text)
{
    std::vector<int> numbers;
    while (!text.empty()) {
        const auto end = std::min(text.find(','), text.size());
        const std::string_view item = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        const auto first = numberIn(item);
        const auto dash = item.find('-');
        const auto last = dash == std::string_view::npos ? first : numberIn(item.substr(dash + 1));
        constexpr std::uint64_t kMaxCpu = 1U << 16U;
        if (!first || !last || *last > kMaxCpu)
            continue;
        for (std::uint64_t number = *first; number <= *last; ++number)
            numbers.push_back(static_cast<int>(number));
    }
    return numbers;
}

Cgroup::Cgroup(Path root) : m_root(std::move(root)) {}

std::vector<Cgroup::Level> Cgroup::levels(std::string_view controller) const
{
    std::string version1Path;
    std::string version2Path;
    bool inVersion1 = false;
    const std::string all = readKernelFile(m_root / "proc/self/cgroup");
    std::string_view text = all;
    while (!text.empty()) {
        // "0::/user.slice/…" or "4:cpu,cpuacct:/docker/…"
        std::string_view line = takeLine(text);
        const auto first = line.find(':');
        const auto second = first == std::string_view::npos ? first : line.find(':', first + 1);
        if (second == std::string_view::npos)
            continue;
        const std::string names = ',' + std::string(line.substr(first + 1, second - first - 1)) + ',';
        const std::string_view path = line.substr(second + 1);
        if (names == ",,") {
            version2Path = path;
        } else if (names.find(',' + std::string(controller) + ',') != std::string::npos) {
            version1Path = path;
            inVersion1 = true;
        }
    }
    const Path mount = inVersion1 ? m_root / "sys/fs/cgroup" / controller : m_root / "sys/fs/cgroup";
    const Path relative = Path(inVersion1 ? version1Path : version2Path).relative_path();
    std::vector<Level> levels;
    std::error_code error;
    // In a container the path may be the host's, which is not there: then the mount itself is ours.
    for (Path at = relative; !at.empty(); at = at.parent_path()) {
        if (std::filesystem::is_directory(mount / at, error))
            levels.push_back({mount / at, !inVersion1});
    }
    if (std::filesystem::is_directory(mount, error))
        levels.push_back({mount, !inVersion1});
    return levels;
}

std::optional<double> Cgroup::cpuQuota() const
{
    std::optional<double> least;
    const auto consider = [&least](std::optional<std::uint64_t> quota, std::optional<std::uint64_t> period) {
        if (!quota || !period || *period == 0)
            return;
        const double cpus = static_cast<double>(*quota) / static_cast<double>(*period);
        least = std::min(least.value_or(cpus), cpus);
    };
    for (const auto& level : levels("cpu")) {
        if (level.version2) {
            // "max 100000" or "150000 100000"
            const std::string text = readKernelFile(level.folder / "cpu.max");
            const auto space = text.find(' ');
            if (space != std::string::npos)
                consider(numberIn(text), numberIn(std::string_view(text).substr(space)));
        } else {
            // "-1" is no limit and no number for numberIn.
            consider(numberIn(readKernelFile(level.folder / "cpu.cfs_quota_us")),
                     numberIn(readKernelFile(level.folder / "cpu.cfs_period_us")));
        }
    }
    return least;
}

std::optional<Cgroup::Memory> Cgroup::memoryAt(const Level& level) const
{
    const bool v2 = level.version2;
    const auto limit = numberIn(readKernelFile(level.folder / (v2 ? "memory.max" : "memory.limit_in_bytes")));
    const auto usage = numberIn(readKernelFile(level.folder / (v2 ? "memory.current" : "memory.usage_in_bytes")));
    // Version 1 writes "no limit" as a number near 2^63.
    constexpr std::uint64_t kNoLimit = std::uint64_t{1} << 60U;
    if (!limit || *limit >= kNoLimit)
        return std::nullopt;
    const auto idle = numberAfter(readKernelFile(level.folder / "memory.stat"),
                                  v2 ? "inactive_file" : "total_inactive_file");
    const std::uint64_t used = usage.value_or(0);
    return Memory{*limit, used - std::min(used, idle.value_or(0))};
}

std::optional<Cgroup::Memory> Cgroup::memory() const
{
    const auto left = [](const Memory& memory) { return memory.limitBytes - std::min(memory.limitBytes, memory.usedBytes); };
    std::optional<Memory> least;
    for (const auto& level : levels("memory")) {
        const auto memory = memoryAt(level);
        if (memory && (!least || left(*memory) < left(*least)))
            least = memory;
    }
    return least;
}

std::optional<std::uint64_t> Cgroup::outOfMemoryKills() const
{
    // Our own group counts its own and its children's; a topmost group of version 2 has no such file.
    for (const auto& level : levels("memory")) {
        const auto count = numberAfter(
            readKernelFile(level.folder / (level.version2 ? "memory.events" : "memory.oom_control")), "oom_kill");
        if (count)
            return count;
    }
    return std::nullopt;
}

} // namespace fettle::platform
