// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/platform/machine.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cmath>
#include <cstdlib>
#include <ctime>
#include <set>
#include <system_error>

#include <sys/resource.h>
#include <sys/statvfs.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "engine/platform/cgroup.h"
#include "engine/platform/files.h"
#include "engine/platform/system_error.h"

namespace fettle::platform {
namespace {

constexpr std::uint64_t kBytesPerKib = 1024;

std::vector<std::string> wordsOf(const std::string& text)
{
    std::vector<std::string> words;
    std::size_t at = 0;
    while ((at = text.find_first_not_of(" \t\n", at)) != std::string::npos) {
        const auto end = std::min(text.find_first_of(" \t\n", at), text.size());
        words.push_back(text.substr(at, end - at));
        at = end;
    }
    return words;
}

std::optional<ProcessMemory> memoryFromStatus(const std::string& status)
{
    const auto resident = numberAfter(status, "VmRSS");
    const auto peak = numberAfter(status, "VmHWM");
    if (!resident || !peak)
        return std::nullopt;
    return ProcessMemory{*resident * kBytesPerKib, *peak * kBytesPerKib};
}

std::string unquoted(std::string text)
{
    if (text.size() >= 2 && (text.front() == '"' || text.front() == '\'') && text.back() == text.front())
        return text.substr(1, text.size() - 2);
    return text;
}

/// How many physical cores these logical ones make: those with the same siblings are one.
int countCores(const Path& root, const std::vector<int>& logical)
{
    std::set<std::string> cores;
    int unknown = 0;
    for (const int number : logical) {
        const Path topology = root / "sys/devices/system/cpu" / ("cpu" + std::to_string(number)) / "topology";
        const std::string siblings = readKernelFile(topology / "thread_siblings_list");
        if (siblings.empty())
            ++unknown;
        else
            cores.insert(siblings);
    }
    return static_cast<int>(cores.size()) + unknown;
}

} // namespace

bool CpuInfo::has(std::string_view feature) const { return std::ranges::find(features, feature) != features.end(); }

Machine::Machine(Path root) : m_root(std::move(root)) {}

CpuInfo Machine::cpu() const
{
    CpuInfo info;
    const std::string text = readKernelFile(m_root / "proc/cpuinfo");
    info.name = textAfter(text, "model name");
    if (info.name.empty())
        info.name = textAfter(text, "Model"); // ARM boards
    info.features = wordsOf(textAfter(text, "flags"));
    if (info.features.empty())
        info.features = wordsOf(textAfter(text, "Features"));

    const auto online = numbersOfList(readKernelFile(m_root / "sys/devices/system/cpu/online"));
    auto allowed = numbersOfList(textAfter(readKernelFile(m_root / "proc/self/status"), "Cpus_allowed_list"));
    if (!online.empty()) {
        // The mask may name processors that could be plugged in one day.
        std::erase_if(allowed, [&](int number) { return std::ranges::find(online, number) == online.end(); });
        if (allowed.empty())
            allowed = online;
    }
    info.logicalCores = std::max(1, static_cast<int>(online.empty() ? allowed.size() : online.size()));
    info.physicalCores = std::max(1, countCores(m_root, online.empty() ? allowed : online));
    info.usableLogicalCores = std::clamp(static_cast<int>(allowed.size()), 1, info.logicalCores);
    info.usablePhysicalCores = std::clamp(countCores(m_root, allowed), 1, info.usableLogicalCores);
    if (const auto quota = Cgroup(m_root).cpuQuota()) {
        const int cpus = std::max(1, static_cast<int>(std::ceil(std::min(*quota, 65536.0))));
        info.usableLogicalCores = std::min(info.usableLogicalCores, cpus);
        info.usablePhysicalCores = std::min(info.usablePhysicalCores, cpus);
    }
    return info;
}

MemoryInfo Machine::memory() const
{
    const std::string text = readKernelFile(m_root / "proc/meminfo");
    MemoryInfo info;
    info.totalBytes = numberAfter(text, "MemTotal").value_or(0) * kBytesPerKib;
    info.availableBytes = numberAfter(text, "MemAvailable").value_or(0) * kBytesPerKib;
    info.swapFreeBytes = numberAfter(text, "SwapFree").value_or(0) * kBytesPerKib;
    if (const auto group = Cgroup(m_root).memory()) {
        const std::uint64_t left = group->limitBytes - std::min(group->limitBytes, group->usedBytes);
        info.limitedByCgroup = group->limitBytes < info.totalBytes || left < info.availableBytes;
        info.totalBytes = std::min(info.totalBytes, group->limitBytes);
        info.availableBytes = std::min(info.availableBytes, left);
    }
    return info;
}

GpuPresence Machine::nvidiaGpus() const
{
    GpuPresence gpus;
    const Path driver = m_root / "proc/driver/nvidia";
    const std::string version = readKernelFile(driver / "version");
    gpus.driverLoaded = !version.empty();
    // "NVRM version: NVIDIA UNIX x86_64 Kernel Module  550.54.15  Tue Mar …": the first word with a digit and a dot.
    for (const auto& word : wordsOf(textAfter(version, "NVRM version"))) {
        if (gpus.driverVersion.empty() && word.front() >= '0' && word.front() <= '9' &&
            word.find('.') != std::string::npos)
            gpus.driverVersion = word;
    }
    if (const auto entries = listFolder(driver / "gpus"); entries.ok()) {
        for (const auto& entry : *entries)
            gpus.names.push_back(textAfter(readKernelFile(driver / "gpus" / entry.name / "information"), "Model"));
    }
    const auto mayUse = [&](const char* device) { return ::access((m_root / device).c_str(), R_OK | W_OK) == 0; };
    bool anyDevice = false;
    for (int i = 0; i < 16 && !anyDevice; ++i)
        anyDevice = mayUse(("dev/nvidia" + std::to_string(i)).c_str());
    gpus.devicesUsable = anyDevice && mayUse("dev/nvidiactl");

    const Path pci = m_root / "sys/bus/pci/devices";
    if (const auto entries = listFolder(pci); entries.ok()) {
        for (const auto& entry : *entries) {
            const std::string kind = readKernelFile(pci / entry.name / "class");
            // 0x03: display and 3-D controllers, 0x12: accelerators; an HDMI audio function is neither.
            const bool computes = kind.starts_with("0x03") || kind.starts_with("0x12");
            gpus.pciDevices += computes && readKernelFile(pci / entry.name / "vendor").starts_with("0x10de") ? 1 : 0;
        }
    }
    return gpus;
}

std::optional<std::uint64_t> Machine::outOfMemoryKills() const
{
    if (const auto count = Cgroup(m_root).outOfMemoryKills())
        return count;
    return numberAfter(readKernelFile(m_root / "proc/vmstat"), "oom_kill");
}

double Machine::load() const { return std::strtod(readKernelFile(m_root / "proc/loadavg").c_str(), nullptr); }

std::string Machine::hostName() const
{
    const auto words = wordsOf(readKernelFile(m_root / "proc/sys/kernel/hostname"));
    return words.empty() ? "localhost" : bytesToUtf8(words.front());
}

std::string Machine::operatingSystem() const
{
    for (const char* file : {"etc/os-release", "usr/lib/os-release"}) {
        if (auto name = unquoted(textAfter(readKernelFile(m_root / file), "PRETTY_NAME")); !name.empty())
            return name;
    }
    utsname names{};
    return ::uname(&names) == 0 ? std::string(names.sysname) + ' ' + names.release : "unknown";
}

ProcessMemory ownMemory()
{
    return memoryFromStatus(readKernelFile("/proc/self/status")).value_or(ProcessMemory());
}

std::optional<ProcessMemory> processMemory(std::int64_t pid)
{
    return memoryFromStatus(readKernelFile("/proc/" + std::to_string(pid) + "/status"));
}

double ownCpuSeconds()
{
    timespec time{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

Result<DiskSpace> diskSpace(const Path& path)
{
    std::error_code ignored;
    Path at = std::filesystem::absolute(path, ignored);
    struct statvfs info {};
    while (::statvfs(at.c_str(), &info) != 0) {
        const int error = errno;
        if (error == EINTR)
            continue;
        const bool missing = error == ENOENT || error == ENOTDIR;
        if (!missing || at == at.parent_path())
            return systemError("platform.disk_space_unknown", error, path);
        at = at.parent_path();
    }
    return DiskSpace{std::uint64_t{info.f_blocks} * info.f_frsize, std::uint64_t{info.f_bavail} * info.f_frsize};
}

Result<void> requireDiskSpace(const Path& path, std::uint64_t neededBytes)
{
    FETTLE_TRY_ASSIGN(const auto space, diskSpace(path));
    if (space.freeBytes >= neededBytes)
        return {};
    return makeError("platform.disk_space_low",
                     {{"path", toUtf8(path)}, {"needed_bytes", neededBytes}, {"free_bytes", space.freeBytes}});
}

} // namespace fettle::platform
