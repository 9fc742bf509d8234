// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/memory_pool.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <mutex>

#include <c10/core/Allocator.h>
#include <c10/core/CPUAllocator.h>
#include <c10/util/Exception.h>

#include "engine/platform/memory_pages.h"

namespace fettle::training {
namespace {

// A block is a header of one cache line (so that the data stays aligned for the widest vectors), then the data.
constexpr std::size_t kAlignment = 64;
constexpr std::size_t kHeaderBytes = 64;
// Four classes per power of two from 64 bytes on: at most a quarter of a block is waste.
constexpr std::size_t kClassCount = 4 * 40;
// From here on a block comes from the system and goes back to it: in the C library's heap, blocks of changing sizes would
// leave holes as large as all that lives.
constexpr std::size_t kMappedBytes = std::size_t{1} << 20;
// A block may stand in for one of half its size: batches of texts differ in their lengths.
constexpr std::size_t kLargerClasses = 4;
// Sizes of one step do not fit into those of another to the byte.
constexpr std::int64_t kSlackShare = 16;

struct Header {
    std::size_t bytes = 0; ///< of the class, header included
    std::size_t sizeClass = 0;
    std::uint64_t keptAt = 0; ///< how many blocks had been kept before it
    Header* newer = nullptr;
    Header* older = nullptr;
};
static_assert(sizeof(Header) <= kHeaderBytes);

struct SizeClass {
    std::size_t index = 0;
    std::size_t bytes = 0;
};

SizeClass sizeClassOf(std::size_t bytes)
{
    if (bytes <= kAlignment)
        return {0, kAlignment};
    const auto exponent = static_cast<std::size_t>(std::bit_width(bytes - 1) - 1); // 2^exponent < bytes <= 2^(exponent+1)
    const std::size_t base = std::size_t{1} << exponent;
    const std::size_t step = std::max(base / 4, kAlignment);
    const std::size_t steps = (bytes - base + step - 1) / step;
    return {4 * (exponent - 6) + std::min<std::size_t>(steps * step * 4 / base, 4), base + steps * step};
}

class SpinLock {
public:
    void lock() noexcept
    {
        while (m_flag.test_and_set(std::memory_order_acquire))
            m_flag.wait(true, std::memory_order_relaxed);
    }
    void unlock() noexcept
    {
        m_flag.clear(std::memory_order_release);
        m_flag.notify_one();
    }

private:
    std::atomic_flag m_flag;
};

class Pool final : public c10::Allocator {
public:
    c10::DataPtr allocate(std::size_t bytes) override
    {
        if (bytes == 0)
            return {nullptr, nullptr, &Pool::release, c10::Device(c10::DeviceType::CPU)};
        void* data = take(bytes);
        return {data, data, &Pool::release, c10::Device(c10::DeviceType::CPU)};
    }
    c10::DeleterFnPtr raw_deleter() const override { return &Pool::release; }
    void copy_data(void* to, const void* from, std::size_t count) const override { std::memcpy(to, from, count); }

    void setBudget(std::int64_t bytes)
    {
        m_budget.store(bytes, std::memory_order_relaxed);
        m_peak.store(m_live.load());
        m_need.store(m_live.load());
    }
    MemoryUse use() const
    {
        return {m_live.load(), m_cached.load(), m_peak.load(), m_budget.load()};
    }
    void releaseCached()
    {
        m_need.store(m_live.load());
        releaseCached(std::numeric_limits<std::int64_t>::max());
    }

    static Pool* s_pool; ///< the deleter that torch asks for is a plain function

private:
    /// Blocks of a class that are kept. The newest, which the processor's caches may still hold, is used first; the oldest
    /// goes first.
    struct Bin {
        SpinLock lock;
        Header* newest = nullptr;
        Header* oldest = nullptr;

        void keep(Header* block)
        {
            block->newer = nullptr;
            block->older = newest;
            (newest ? newest->newer : oldest) = block;
            newest = block;
        }
        /// `block` is the newest or the oldest; null where there is none.
        Header* take(Header* block)
        {
            if (!block)
                return nullptr;
            (block->newer ? block->newer->older : newest) = block->older;
            (block->older ? block->older->newer : oldest) = block->newer;
            return block;
        }
    };

    /// At least so many bytes where there are as many, those first that were not used for longest.
    void releaseCached(std::int64_t bytes)
    {
        while (bytes > 0) {
            Header* block = takeOldest();
            if (!block)
                return;
            const auto count = static_cast<std::int64_t>(block->bytes);
            m_cached.fetch_sub(count, std::memory_order_relaxed);
            discard(block);
            bytes -= count;
        }
    }

    /// Null where nothing is kept. Where another thread takes a block meanwhile, the second oldest may go: no harm.
    Header* takeOldest()
    {
        Bin* found = nullptr;
        auto oldest = std::numeric_limits<std::uint64_t>::max();
        for (auto& bin : m_bins) {
            const std::lock_guard guard(bin.lock);
            if (bin.oldest && bin.oldest->keptAt < oldest) {
                oldest = bin.oldest->keptAt;
                found = &bin;
            }
        }
        if (!found)
            return nullptr;
        const std::lock_guard guard(found->lock);
        return found->take(found->oldest);
    }

    /// What may be live and kept together. A step needs again what a step had live at most; where batches differ in their
    /// lengths, blocks of other sizes would pile up beside those.
    std::int64_t mostHeld() const
    {
        const auto need = m_need.load(std::memory_order_relaxed);
        return need + need / kSlackShare;
    }

    static void release(void* data)
    {
        if (data)
            s_pool->give(reinterpret_cast<Header*>(static_cast<char*>(data) - kHeaderBytes));
    }

    void* take(std::size_t bytes)
    {
        const auto size = sizeClassOf(bytes + kHeaderBytes);
        Header* block = kept(size);
        const auto count = static_cast<std::int64_t>(block ? block->bytes : size.bytes);
        if (block)
            m_cached.fetch_sub(count, std::memory_order_relaxed);
        const auto live = m_live.fetch_add(count, std::memory_order_relaxed) + count;
        if (!block)
            block = fresh(size, bytes, live);
        for (auto* most : {&m_peak, &m_need})
            if (live > most->load(std::memory_order_relaxed))
                most->store(live, std::memory_order_relaxed);
        return reinterpret_cast<char*>(block) + kHeaderBytes;
    }

    /// A block that is kept: of this class or, among those that the system would have to work over again, of a larger one,
    /// where memory is not short: it counts as what it is.
    Header* kept(const SizeClass& size)
    {
        const std::size_t first = std::min(size.index, kClassCount - 1);
        const auto budget = m_budget.load(std::memory_order_relaxed);
        const bool isShort = budget > 0 && m_need.load(std::memory_order_relaxed) > budget / 2;
        const bool mayBeLarger = size.bytes >= kMappedBytes && !isShort;
        const std::size_t last = mayBeLarger ? std::min(first + kLargerClasses, kClassCount - 1) : first;
        for (auto index = first; index <= last; ++index) {
            auto& bin = m_bins[index];
            const std::lock_guard guard(bin.lock);
            if (Header* block = bin.take(bin.newest))
                return block;
        }
        return nullptr;
    }

    Header* fresh(const SizeClass& size, std::size_t wanted, std::int64_t live)
    {
        const auto budget = m_budget.load(std::memory_order_relaxed);
        const auto cached = m_cached.load(std::memory_order_relaxed);
        if (budget > 0 && live + cached > budget)
            releaseCached();
        else if (const auto most = std::max(live, mostHeld()); live + cached > most)
            releaseCached(live + cached - most);
        const bool allowed = budget <= 0 || live <= budget;
        void* memory = allowed ? systemMemory(size.bytes) : nullptr;
        if (!memory) {
            m_live.fetch_sub(static_cast<std::int64_t>(size.bytes), std::memory_order_relaxed);
            TORCH_CHECK_WITH(OutOfMemoryError, false, "training's memory budget of ", budget, " bytes does not hold ",
                             wanted, " bytes more; ", live - static_cast<std::int64_t>(size.bytes), " are in use");
        }
        auto* block = new (memory) Header;
        block->bytes = size.bytes;
        block->sizeClass = std::min(size.index, kClassCount - 1);
        return block;
    }

    static void* systemMemory(std::size_t bytes)
    {
        if (bytes < kMappedBytes)
            return std::aligned_alloc(kAlignment, bytes); // every class is a multiple of the alignment
        // Large pages: a convolution's activations span thousands of small ones, and every miss of their table waits.
        const bool large = bytes >= 2 * platform::kLargePageBytes;
        void* memory = platform::takePages(bytes, large ? platform::kLargePageBytes : kAlignment);
        if (memory && large)
            platform::preferLargePages(memory, bytes);
        return memory;
    }

    static void discard(Header* block)
    {
        if (const auto bytes = block->bytes; bytes >= kMappedBytes)
            platform::returnPages(block, bytes);
        else
            std::free(block);
    }

    void give(Header* block)
    {
        const auto count = static_cast<std::int64_t>(block->bytes);
        const auto live = m_live.fetch_sub(count, std::memory_order_relaxed) - count;
        const auto held = live + m_cached.load(std::memory_order_relaxed) + count;
        if (block->sizeClass >= kClassCount - 1 || live + count > mostHeld()) {
            discard(block);
            return;
        }
        if (held > mostHeld())
            releaseCached(held - mostHeld());
        m_cached.fetch_add(count, std::memory_order_relaxed);
        block->keptAt = m_keptBlocks.fetch_add(1, std::memory_order_relaxed);
        auto& bin = m_bins[block->sizeClass];
        const std::lock_guard guard(bin.lock);
        bin.keep(block);
    }

    std::array<Bin, kClassCount> m_bins;
    std::atomic<std::uint64_t> m_keptBlocks = 0;
    std::atomic<std::int64_t> m_live = 0;
    std::atomic<std::int64_t> m_cached = 0;
    std::atomic<std::int64_t> m_peak = 0;
    std::atomic<std::int64_t> m_need = 0; ///< most that was live at once since what is kept was let go of
    std::atomic<std::int64_t> m_budget = 0;
};

Pool* Pool::s_pool = nullptr;

} // namespace

void installMemoryPool(std::int64_t budgetBytes)
{
    if (!Pool::s_pool) {
        platform::keepFreedMemory();
        Pool::s_pool = new Pool; // never deleted: static tensors of torch are freed after every scope of ours
        c10::SetCPUAllocator(Pool::s_pool, 200);
    }
    Pool::s_pool->setBudget(budgetBytes);
}

MemoryUse memoryUse() { return Pool::s_pool ? Pool::s_pool->use() : MemoryUse{}; }

void releaseCachedMemory()
{
    if (Pool::s_pool)
        Pool::s_pool->releaseCached();
}

} // namespace fettle::training
