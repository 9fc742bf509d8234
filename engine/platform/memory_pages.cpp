// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/platform/memory_pages.h"

#include <cerrno>

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

} // namespace fettle::platform
