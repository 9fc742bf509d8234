// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/platform/memory_pages.h"

#include <cerrno>

#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <sys/mman.h>

namespace fettle::platform {

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

} // namespace fettle::platform
