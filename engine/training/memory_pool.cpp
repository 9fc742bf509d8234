// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/memory_pool.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <cstdlib>
#include <cstring>
#include <limits>

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
constexpr std::size_t kHugePageBytes = std::size_t{2} << 20;
// Sizes of one step do not fit into those of another to the byte.
constexpr std::int64_t kSlackShare = 8;

struct Header {
    std::size_t bytes = 0; ///< of the class, header included
    std::size_t sizeClass = 0;
    Header* next = nullptr;
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
    }
    MemoryUse use() const
    {
        return {m_live.load(), m_cached.load(), m_peak.load(), m_budget.load()};
    }
    void releaseCached() { releaseCached(std::numeric_limits<std::int64_t>::max()); }

    static Pool* s_pool; ///< the deleter that torch asks for is a plain function

private:
    struct Bin {
        SpinLock lock;
        Header* first = nullptr;
    };

    /// At least so many bytes where there are as many, largest blocks first.
    void releaseCached(std::int64_t bytes)
    {
        for (auto bin = m_bins.rbegin(); bin != m_bins.rend() && bytes > 0;) {
            bin->lock.lock();
            Header* block = bin->first;
            if (block)
                bin->first = block->next;
            bin->lock.unlock();
            if (!block) {
                ++bin;
                continue;
            }
            const auto count = static_cast<std::int64_t>(block->bytes);
            m_cached.fetch_sub(count, std::memory_order_relaxed);
            std::free(block);
            bytes -= count;
        }
    }

    /// What may be live and kept together. A step needs again what a step had live at most; where batches differ in their
    /// lengths, blocks of other sizes would pile up beside those.
    std::int64_t mostHeld() const
    {
        const auto peak = m_peak.load(std::memory_order_relaxed);
        return peak + peak / kSlackShare;
    }

    static void release(void* data)
    {
        if (data)
            s_pool->give(reinterpret_cast<Header*>(static_cast<char*>(data) - kHeaderBytes));
    }

    void* take(std::size_t bytes)
    {
        const auto size = sizeClassOf(bytes + kHeaderBytes);
        auto& bin = m_bins[std::min(size.index, kClassCount - 1)];
        bin.lock.lock();
        Header* block = bin.first;
        if (block)
            bin.first = block->next;
        bin.lock.unlock();
        const auto count = static_cast<std::int64_t>(size.bytes);
        if (block)
            m_cached.fetch_sub(count, std::memory_order_relaxed);
        const auto live = m_live.fetch_add(count, std::memory_order_relaxed) + count;
        if (!block)
            block = fresh(size, bytes, live);
        if (live > m_peak.load(std::memory_order_relaxed))
            m_peak.store(live, std::memory_order_relaxed);
        return reinterpret_cast<char*>(block) + kHeaderBytes;
    }

    Header* fresh(const SizeClass& size, std::size_t wanted, std::int64_t live)
    {
        const auto budget = m_budget.load(std::memory_order_relaxed);
        const auto cached = m_cached.load(std::memory_order_relaxed);
        if (budget > 0 && live + cached > budget)
            releaseCached();
        else if (const auto most = std::max(live, mostHeld()); live + cached > most)
            releaseCached(live + cached - most);
        void* memory = nullptr;
        const std::size_t alignment = size.bytes >= 2 * kHugePageBytes ? kHugePageBytes : kAlignment;
        const bool allowed = budget <= 0 || live <= budget;
        if (!allowed || posix_memalign(&memory, alignment, size.bytes) != 0) {
            m_live.fetch_sub(static_cast<std::int64_t>(size.bytes), std::memory_order_relaxed);
            TORCH_CHECK_WITH(OutOfMemoryError, false, "training's memory budget of ", budget, " bytes does not hold ",
                             wanted, " bytes more; ", live - static_cast<std::int64_t>(size.bytes), " are in use");
        }
        // Large pages: a convolution's activations span thousands of small ones, and every miss of their table waits.
        if (alignment == kHugePageBytes)
            platform::preferLargePages(memory, size.bytes);
        auto* block = new (memory) Header;
        block->bytes = size.bytes;
        block->sizeClass = std::min(size.index, kClassCount - 1);
        return block;
    }

    void give(Header* block)
    {
        const auto count = static_cast<std::int64_t>(block->bytes);
        const auto live = m_live.fetch_sub(count, std::memory_order_relaxed) - count;
        if (block->sizeClass >= kClassCount - 1 || live + m_cached.load(std::memory_order_relaxed) + count > mostHeld()) {
            std::free(block);
            return;
        }
        m_cached.fetch_add(count, std::memory_order_relaxed);
        auto& bin = m_bins[block->sizeClass];
        bin.lock.lock();
        block->next = bin.first;
        bin.first = block;
        bin.lock.unlock();
    }

    std::array<Bin, kClassCount> m_bins;
    std::atomic<std::int64_t> m_live = 0;
    std::atomic<std::int64_t> m_cached = 0;
    std::atomic<std::int64_t> m_peak = 0;
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
