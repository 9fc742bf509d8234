// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace fettle::training {

struct MemoryUse {
    std::int64_t liveBytes = 0;   ///< in tensors now
    std::int64_t cachedBytes = 0; ///< freed and kept for the next step
    std::int64_t peakBytes = 0;   ///< most that was live at once since installMemoryPool
    std::int64_t budgetBytes = 0; ///< 0: no bound
};

/// Puts an allocator of our own under torch's CPU tensors (c10::SetCPUAllocator), for two reasons:
///  * it counts and throws c10::OutOfMemoryError beyond the budget. Linux grants memory that it does not have and then
///    kills the process; a thrown error lets the training halve its micro-batch and go on;
///  * it keeps freed blocks by size. A step frees and allocates the same tensors over and over; from malloc, the large
///    ones come as fresh pages every time, and faulting them in costs a training several percent of its time. It holds
///    what was live at most and a sixteenth; where batches differ in length, a block stands in for one of half its size,
///    and what was not used for longest goes back to the system, whose pages leave no holes as a heap's blocks do.
/// The allocator lives as long as the process (tensors may outlive any scope); further calls set the budget and begin a new peak.
/// Call before the first tensor is made. Thread-safe.
void installMemoryPool(std::int64_t budgetBytes);

/// Of the pool since it was installed; zeros before.
[[nodiscard]] MemoryUse memoryUse();
/// Gives the kept blocks back to the system.
void releaseCachedMemory();

} // namespace fettle::training
