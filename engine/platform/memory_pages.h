// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

namespace fettle::platform {

/// Asks the kernel to back this memory with large pages (2 MiB on x86), which spares the processor page-table misses
/// over big tensors. A hint; best aligned to kLargePageBytes.
void preferLargePages(void* memory, std::size_t sizeBytes) noexcept;
/// Lets the C library keep what is freed, up to half a gigabyte, instead of giving it back to the system at once and
/// faulting it in again: for programs that free and allocate the same large buffers over and over (the work areas of
/// oneDNN and MKL, which come from malloc).
void keepFreedMemory() noexcept;
inline constexpr std::size_t kLargePageBytes = std::size_t{2} << 20U;

/// Zeroed memory straight from the system, null where it has none; `alignment` is a power of two. Given back with
/// returnPages it leaves no hole in a heap, so that what a program holds is what it asked for: for large buffers of ever
/// other sizes. The system works over each page of it again, so keep what is soon needed.
void* takePages(std::size_t sizeBytes, std::size_t alignment) noexcept;
/// What takePages gave, with the same size.
void returnPages(void* memory, std::size_t sizeBytes) noexcept;

} // namespace fettle::platform
