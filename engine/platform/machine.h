// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/contract/result.h"
#include "engine/platform/paths.h"

namespace fettle::platform {

struct CpuInfo {
    /// "AMD EPYC 9554"; empty where unknown.
    std::string name;
    /// Of the machine.
    int physicalCores = 1;
    int logicalCores = 1;
    /// What this process may use: its CPU set and its cgroup's quota (rounded up) taken into account; ≥ 1.
    int usablePhysicalCores = 1;
    int usableLogicalCores = 1;
    /// In the kernel's words: "avx2", "avx512f", "avx512_bf16", "amx_bf16", "sha_ni" …
    std::vector<std::string> features;

    [[nodiscard]] bool has(std::string_view feature) const;
};

struct MemoryInfo {
    /// Of the machine, or of the cgroup where that is less.
    std::uint64_t totalBytes = 0;
    /// What could be had without swapping, the cgroup's limit taken into account.
    std::uint64_t availableBytes = 0;
    std::uint64_t swapFreeBytes = 0;
    /// Whether a cgroup's limit is what binds.
    bool limitedByCgroup = false;
};

struct ProcessMemory {
    std::uint64_t residentBytes = 0;
    std::uint64_t peakResidentBytes = 0;
};

struct DiskSpace {
    std::uint64_t totalBytes = 0;
    /// For this user.
    std::uint64_t freeBytes = 0;
};

/// What is known of NVIDIA GPUs without CUDA.
struct GpuPresence {
    /// The kernel's driver is loaded.
    bool driverLoaded = false;
    /// "550.54.15"; empty without a driver.
    std::string driverVersion;
    /// The device files are there and this user may open them.
    bool devicesUsable = false;
    /// "NVIDIA H100 80GB HBM3", one per GPU.
    std::vector<std::string> names;
    /// PCI devices of NVIDIA's that display or compute, driver or not.
    int pciDevices = 0;
};

/// Facts about this machine and this process. `root` is "/" but for tests, which write /proc and /sys by hand.
class Machine {
public:
    explicit Machine(Path root = "/");

    [[nodiscard]] CpuInfo cpu() const;
    [[nodiscard]] MemoryInfo memory() const;
    [[nodiscard]] GpuPresence nvidiaGpus() const;
    /// How often the kernel killed for want of memory: in this process's cgroup (memory.events), else on the machine
    /// (/proc/vmstat). Compare two readings. Nothing where neither can be read.
    [[nodiscard]] std::optional<std::uint64_t> outOfMemoryKills() const;
    /// The one-minute load average.
    [[nodiscard]] double load() const;
    [[nodiscard]] std::string hostName() const;
    /// "Debian GNU/Linux 12 (bookworm)".
    [[nodiscard]] std::string operatingSystem() const;

private:
    Path m_root;
};

/// Of this process.
[[nodiscard]] ProcessMemory ownMemory();
/// Of another one; nothing where it has ended.
[[nodiscard]] std::optional<ProcessMemory> processMemory(std::int64_t pid);
/// User and system CPU time of this process so far.
[[nodiscard]] double ownCpuSeconds();
/// Of the file system that holds `path` or its nearest existing parent. Errors: platform.disk_space_unknown.
[[nodiscard]] Result<DiskSpace> diskSpace(const Path& path);
/// Errors: platform.disk_space_low {path, needed_bytes, free_bytes}, platform.disk_space_unknown.
[[nodiscard]] Result<void> requireDiskSpace(const Path& path, std::uint64_t neededBytes);

} // namespace fettle::platform
