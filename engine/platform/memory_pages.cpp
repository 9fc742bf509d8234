// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/platform/memory_pages.h"

#include <cerrno>
#include <cstdint>

#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <sys/mman.h>
#include <unistd.h>

namespace fettle::platform {
namespace {

std::size_t pageBytes() noexcept
{
    static const auto bytes = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
    return bytes;
}

std::size_t roundedUp(std::size_t bytes, std::size_t step) noexcept
{
    return (bytes + step - 1) / step * step;
}

} // namespace

void preferLargePages(void* memory, std::size_t sizeBytes) noexcept
{
    const int savedErrno = errno; // called from allocators, whose callers do not expect it to change
#ifdef MADV_HUGEPAGE
    ::madvise(memory, sizeBytes, MADV_HUGEPAGE);
#else
    static_cast<void>(memory);
    static_cast<void>(sizeBytes);
#endif
    errno = savedErrno;
}

void keepFreedMemory() noexcept
{
#ifdef __GLIBC__
    ::mallopt(M_MMAP_THRESHOLD, 32 << 20); // the most that glibc takes
    ::mallopt(M_TRIM_THRESHOLD, 512 << 20);
#endif
}

void* takePages(std::size_t sizeBytes, std::size_t alignment) noexcept
{
    const int savedErrno = errno;
    const std::size_t size = roundedUp(sizeBytes, pageBytes());
    const std::size_t spare = alignment > pageBytes() ? alignment - pageBytes() : 0;
    void* all = ::mmap(nullptr, size + spare, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    errno = savedErrno;
    if (all == MAP_FAILED)
        return nullptr;
    auto* begin = static_cast<char*>(all);
    const auto address = reinterpret_cast<std::uintptr_t>(begin);
    const std::size_t before = roundedUp(address, alignment) - address;
    if (before > 0)
        ::munmap(begin, before);
    if (spare > before)
        ::munmap(begin + before + size, spare - before);
    return begin + before;
}

void returnPages(void* memory, std::size_t sizeBytes) noexcept
{
    const int savedErrno = errno;
    ::munmap(memory, roundedUp(sizeBytes, pageBytes()));
    errno = savedErrno;
}

} // namespace fettle::platform
