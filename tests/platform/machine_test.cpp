// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/platform/machine.h"

#include <algorithm>
#include <thread>

#include <doctest/doctest.h>

#include "engine/platform/files.h"
#include "engine/platform/process.h"

using namespace fettle;
using namespace fettle::platform;

namespace {

/// A machine written by hand: files below a folder that stands for "/".
class FakeRoot {
public:
    FakeRoot() : m_folder(TemporaryFolder::create().value()) {}
    void write(const std::string& path, const std::string& text) const
    {
        const Path file = m_folder.path() / path;
        REQUIRE(makeFolders(file.parent_path()).ok());
        REQUIRE(writeFileAtomically(file, text).ok());
    }
    [[nodiscard]] const Path& path() const { return m_folder.path(); }
    [[nodiscard]] Machine machine() const { return Machine(m_folder.path()); }

private:
    TemporaryFolder m_folder;
};

/// Four cores of two threads each: 0 and 4, 1 and 5 …
void writeEightThreads(const FakeRoot& root, const std::string& allowed)
{
    root.write("proc/cpuinfo", "processor\t: 0\nmodel name\t: Test CPU 9000\nflags\t\t: fpu avx2 avx512f avx512_bf16\n\n"
                               "processor\t: 1\nmodel name\t: Test CPU 9000\n");
    root.write("sys/devices/system/cpu/online", "0-7\n");
    for (int i = 0; i < 8; ++i)
        root.write("sys/devices/system/cpu/cpu" + std::to_string(i) + "/topology/thread_siblings_list",
                   std::to_string(i % 4) + "," + std::to_string(i % 4 + 4) + "\n");
    root.write("proc/self/status", "Name:\tx\nCpus_allowed:\tff\nCpus_allowed_list:\t" + allowed + "\n");
}

constexpr std::uint64_t kMib = 1024 * 1024;

} // namespace

TEST_CASE("this machine has a processor, memory and a disk")
{
    const Machine machine;
    const CpuInfo cpu = machine.cpu();
    CHECK(cpu.logicalCores >= cpu.physicalCores);
    CHECK(cpu.usableLogicalCores >= 1);
    CHECK(cpu.usablePhysicalCores >= 1);
    CHECK(cpu.usableLogicalCores <= cpu.logicalCores);
    CHECK_FALSE(cpu.features.empty());
    const MemoryInfo memory = machine.memory();
    CHECK(memory.totalBytes > 100 * kMib);
    CHECK(memory.availableBytes > 0);
    CHECK(memory.availableBytes <= memory.totalBytes);
    CHECK_FALSE(machine.hostName().empty());
    CHECK_FALSE(machine.operatingSystem().empty());
    CHECK(machine.load() >= 0.0);
    CHECK(machine.outOfMemoryKills().has_value());
    const auto space = diskSpace("/does/not/exist/yet");
    REQUIRE(space.ok());
    CHECK(space->totalBytes >= space->freeBytes);
    CHECK(requireDiskSpace(temporaryRoot(), 1).ok());
    const auto low = requireDiskSpace(temporaryRoot(), ~std::uint64_t{0} / 4);
    REQUIRE_FALSE(low.ok());
    CHECK(low.error().code == "platform.disk_space_low");
}

TEST_CASE("the space of a path that cannot be asked for is unknown")
{
    CHECK(diskSpace(std::string(100'000, 'x')).error().code == "platform.disk_space_unknown");
}

TEST_CASE("the memory of processes is seen to grow")
{
    const ProcessMemory before = ownMemory();
    CHECK(before.residentBytes > 0);
    {
        const std::string block(64 * kMib, 'x');
        CHECK(ownMemory().residentBytes > before.residentBytes + 32 * kMib);
    }
    CHECK(ownMemory().peakResidentBytes > before.residentBytes + 32 * kMib);
    CHECK(processMemory(ownProcessId()).has_value());
    CHECK_FALSE(processMemory(999'999'999).has_value());
    CHECK(ownCpuSeconds() > 0.0);
}

TEST_CASE("cores are counted with hyper-threads, affinity and quota")
{
    {
        const FakeRoot root;
        writeEightThreads(root, "0-7");
        const CpuInfo cpu = root.machine().cpu();
        CHECK(cpu.name == "Test CPU 9000");
        CHECK(cpu.has("avx512_bf16"));
        CHECK_FALSE(cpu.has("amx_bf16"));
        CHECK_FALSE(cpu.has("avx"));
        CHECK(cpu.logicalCores == 8);
        CHECK(cpu.physicalCores == 4);
        CHECK(cpu.usableLogicalCores == 8);
        CHECK(cpu.usablePhysicalCores == 4);
    }
    {
        const FakeRoot root;
        writeEightThreads(root, "0,4,5,64-127");
        CHECK(root.machine().cpu().usableLogicalCores == 3);
        CHECK(root.machine().cpu().usablePhysicalCores == 2);
        CHECK(root.machine().cpu().physicalCores == 4);
    }
    {
        const FakeRoot root;
        writeEightThreads(root, "0-7");
        root.write("proc/self/cgroup", "0::/user/app\n");
        root.write("sys/fs/cgroup/user/app/cpu.max", "max 100000\n");
        root.write("sys/fs/cgroup/user/cpu.max", "250000 100000\n");
        CHECK(root.machine().cpu().usableLogicalCores == 3);
        CHECK(root.machine().cpu().usablePhysicalCores == 3);
    }
    {
        // Version 1, in a container that shows the host's path.
        const FakeRoot root;
        writeEightThreads(root, "0-7");
        root.write("proc/self/cgroup", "5:cpu,cpuacct:/docker/abc\n4:memory:/docker/abc\n");
        root.write("sys/fs/cgroup/cpu/cpu.cfs_quota_us", "50000\n");
        root.write("sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000\n");
        CHECK(root.machine().cpu().usableLogicalCores == 1);
    }
    {
        const FakeRoot root;
        writeEightThreads(root, "0-7");
        root.write("proc/self/cgroup", "5:cpu,cpuacct:/\n");
        root.write("sys/fs/cgroup/cpu/cpu.cfs_quota_us", "-1\n");
        root.write("sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000\n");
        CHECK(root.machine().cpu().usableLogicalCores == 8);
    }
    // Nothing to read at all: one core, not none and no crash.
    const FakeRoot empty;
    CHECK(empty.machine().cpu().usablePhysicalCores == 1);
    CHECK(empty.machine().memory().totalBytes == 0);
    CHECK_FALSE(empty.machine().outOfMemoryKills().has_value());
    CHECK(empty.machine().hostName() == "localhost");
}

TEST_CASE("memory is what the cgroup leaves")
{
    const std::string meminfo = "MemTotal:       16777216 kB\nMemFree:  1 kB\nMemAvailable:   8388608 kB\nSwapFree: 1024 kB\n";
    {
        const FakeRoot root;
        root.write("proc/meminfo", meminfo);
        root.write("proc/self/cgroup", "0::/a\n");
        root.write("sys/fs/cgroup/a/memory.max", "max\n");
        const MemoryInfo memory = root.machine().memory();
        CHECK(memory.totalBytes == 16384 * kMib);
        CHECK(memory.availableBytes == 8192 * kMib);
        CHECK(memory.swapFreeBytes == kMib);
        CHECK_FALSE(memory.limitedByCgroup);
    }
    {
        const FakeRoot root;
        root.write("proc/meminfo", meminfo);
        root.write("proc/self/cgroup", "0::/a/b\n");
        root.write("sys/fs/cgroup/a/b/memory.max", "max\n");
        root.write("sys/fs/cgroup/a/memory.max", std::to_string(4096 * kMib) + "\n");
        root.write("sys/fs/cgroup/a/memory.current", std::to_string(3072 * kMib) + "\n");
        root.write("sys/fs/cgroup/a/memory.stat",
                   "anon 5\ninactive_file " + std::to_string(1024 * kMib) + "\nactive_file 7\n");
        root.write("sys/fs/cgroup/a/b/memory.events", "low 0\nhigh 0\nmax 12\noom 9\noom_kill 3\noom_group_kill 0\n");
        root.write("proc/vmstat", "oom_kill 99\n");
        const MemoryInfo memory = root.machine().memory();
        CHECK(memory.totalBytes == 4096 * kMib);
        CHECK(memory.availableBytes == 2048 * kMib);
        CHECK(memory.limitedByCgroup);
        CHECK(root.machine().outOfMemoryKills() == 3);
    }
    {
        const FakeRoot root;
        root.write("proc/meminfo", meminfo);
        root.write("proc/self/cgroup", "4:memory:/x\n");
        root.write("sys/fs/cgroup/memory/x/memory.limit_in_bytes", std::to_string(1024 * kMib) + "\n");
        root.write("sys/fs/cgroup/memory/x/memory.usage_in_bytes", std::to_string(2048 * kMib) + "\n");
        root.write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
        root.write("sys/fs/cgroup/memory/x/memory.oom_control", "oom_kill_disable 0\nunder_oom 0\noom_kill 5\n");
        CHECK(root.machine().memory().availableBytes == 0);
        CHECK(root.machine().outOfMemoryKills() == 5);
    }
    const FakeRoot root;
    root.write("proc/vmstat", "nr_free_pages 1\noom_kill 42\n");
    CHECK(root.machine().outOfMemoryKills() == 42);
}

TEST_CASE("NVIDIA's GPUs are found without CUDA")
{
    const FakeRoot none;
    CHECK_FALSE(none.machine().nvidiaGpus().driverLoaded);
    CHECK(none.machine().nvidiaGpus().pciDevices == 0);

    const FakeRoot root;
    root.write("proc/driver/nvidia/version",
               "NVRM version: NVIDIA UNIX x86_64 Kernel Module  550.54.15  Tue Mar  5 22:23:56 UTC 2024\nGCC version: 12\n");
    root.write("proc/driver/nvidia/gpus/0000:41:00.0/information", "Model: \t\t NVIDIA H100 80GB HBM3\nIRQ:   \t\t 1\n");
    root.write("dev/nvidiactl", "");
    root.write("dev/nvidia0", "");
    root.write("sys/bus/pci/devices/0000:41:00.0/vendor", "0x10de\n");
    root.write("sys/bus/pci/devices/0000:41:00.0/class", "0x030200\n");
    root.write("sys/bus/pci/devices/0000:41:00.1/vendor", "0x10de\n");
    root.write("sys/bus/pci/devices/0000:41:00.1/class", "0x040300\n");
    root.write("sys/bus/pci/devices/0000:00:02.0/vendor", "0x8086\n");
    root.write("sys/bus/pci/devices/0000:00:02.0/class", "0x030000\n");
    const GpuPresence gpus = root.machine().nvidiaGpus();
    CHECK(gpus.driverLoaded);
    CHECK(gpus.driverVersion == "550.54.15");
    CHECK(gpus.devicesUsable);
    CHECK(gpus.names == std::vector<std::string>{"NVIDIA H100 80GB HBM3"});
    CHECK(gpus.pciDevices == 1);
}

TEST_CASE("the system's name comes from its release file")
{
    const FakeRoot root;
    root.write("etc/os-release", "NAME=\"Debian\"\nPRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\n");
    CHECK(root.machine().operatingSystem() == "Debian GNU/Linux 12 (bookworm)");
    root.write("proc/sys/kernel/hostname", "box\n");
    CHECK(root.machine().hostName() == "box");
    root.write("proc/loadavg", "1.25 0.5 0.1 1/200 1234\n");
    CHECK(root.machine().load() == doctest::Approx(1.25));
}
