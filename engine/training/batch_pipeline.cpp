// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/batch_pipeline.h"

#include <algorithm>
#include <span>

#include <torch/torch.h>

namespace fettle::training {

std::int64_t BatchPipeline::batchesPerEpoch(std::int64_t rows, const Options& options)
{
    const auto full = rows / options.batchSize;
    const auto rest = rows % options.batchSize;
    const bool skipsRest = rest == 0 || (rest == 1 && options.dropSingle && full > 0);
    return full + (skipsRest ? 0 : 1);
}

BatchPipeline::BatchPipeline(const EncodedSplit& split, EpochOrder order, const Options& options, DataPosition start)
    : m_split(split), m_order(std::move(order)), m_options(options),
      m_batchesPerEpoch(batchesPerEpoch(split.size(), options))
{
    // One more than is prepared ahead: the step still uses the slot that next() gave out.
    const auto slots = options.threads > 0 ? std::max<std::int64_t>(options.prefetch, options.threads) + 1 : 1;
    for (std::int64_t i = 0; i < slots; ++i) {
        m_slots.push_back(std::make_unique<Slot>());
        m_slots.back()->full = split.makeSlot(options.batchSize);
    }
    this->start(start);
}

BatchPipeline::~BatchPipeline() { stop(); }

void BatchPipeline::start(DataPosition position)
{
    m_firstBatch = position.epoch * m_batchesPerEpoch + position.batch;
    m_nextTicket = 0;
    m_released = 0;
    m_taken = 0;
    m_stopping = false;
    for (auto& slot : m_slots)
        slot->ready = -1;
    for (std::int64_t i = 0; i < m_options.threads; ++i)
        m_threads.emplace_back([this] { work(); });
}

void BatchPipeline::stop()
{
    m_stopping = true;
    m_released.fetch_add(1); // wakes every waiter: the value that it waits on has changed
    m_released.notify_all();
    for (auto& thread : m_threads)
        thread.join();
    m_threads.clear();
}

void BatchPipeline::restartAt(DataPosition position)
{
    stop();
    start(position);
}

const Batch& BatchPipeline::next()
{
    const auto ticket = m_taken++;
    auto& slot = *m_slots[static_cast<std::size_t>(ticket) % m_slots.size()];
    if (m_options.threads == 0) {
        fillSlot(slot, ticket);
    } else {
        m_released.store(ticket, std::memory_order_release); // the batch before this one is done with
        m_released.notify_all();
        for (auto ready = slot.ready.load(std::memory_order_acquire); ready != ticket;
             ready = slot.ready.load(std::memory_order_acquire))
            slot.ready.wait(ready, std::memory_order_acquire);
        if (slot.failure)
            std::rethrow_exception(std::exchange(slot.failure, nullptr));
    }
    return slot.used->batch;
}

void BatchPipeline::work()
{
    // Not InferenceMode: a tensor that is made under it cannot take part in a backward pass.
    const torch::NoGradGuard guard;
    const auto slots = static_cast<std::int64_t>(m_slots.size());
    while (true) {
        const auto ticket = m_nextTicket.fetch_add(1);
        auto& slot = *m_slots[static_cast<std::size_t>(ticket % slots)];
        for (auto released = m_released.load(std::memory_order_acquire); !m_stopping && released < ticket - slots + 1;
             released = m_released.load(std::memory_order_acquire))
            m_released.wait(released, std::memory_order_acquire);
        if (m_stopping)
            return;
        try {
            fillSlot(slot, ticket);
        } catch (...) {
            slot.failure = std::current_exception();
        }
        slot.ready.store(ticket, std::memory_order_release);
        slot.ready.notify_all();
    }
}

void BatchPipeline::fillSlot(Slot& slot, std::int64_t ticket)
{
    const auto batch = m_firstBatch + ticket;
    const auto epoch = batch / m_batchesPerEpoch;
    const auto order = orderOf(epoch);
    const auto first = (batch % m_batchesPerEpoch) * m_options.batchSize;
    const auto count = std::min(m_options.batchSize, static_cast<std::int64_t>(order->size()) - first);
    slot.used = &slot.full;
    if (count < m_options.batchSize) {
        if (!slot.tail || slot.tail->batch.size != count)
            slot.tail = std::make_unique<BatchSlot>(m_split.makeSlot(count));
        slot.used = slot.tail.get();
    }
    m_split.fill(*slot.used, std::span(order->data() + first, static_cast<std::size_t>(count)), epoch);
}

std::shared_ptr<const std::vector<std::int64_t>> BatchPipeline::orderOf(std::int64_t epoch)
{
    const std::lock_guard lock(m_orderMutex);
    auto& order = m_orders[epoch];
    if (!order) {
        order = std::make_shared<const std::vector<std::int64_t>>(m_order(epoch));
        // Prefetching reaches into the next epoch; whoever still fills an older batch holds its order itself.
        auto result = order;
        while (m_orders.size() > 2)
            m_orders.erase(m_orders.begin());
        return result;
    }
    return order;
}

double paddingShare(const EncodedSplit& split, std::span<const std::int64_t> order, std::int64_t batchSize)
{
    const auto batch = static_cast<std::size_t>(std::max<std::int64_t>(batchSize, 1));
    std::int64_t real = 0;
    std::int64_t places = 0;
    for (std::size_t first = 0; first < order.size(); first += batch) {
        const auto tokens = split.batchTokens(order.subspan(first, std::min(batch, order.size() - first)));
        real += tokens.real;
        places += tokens.places;
    }
    return places == 0 ? 0.0 : 1.0 - static_cast<double>(real) / static_cast<double>(places);
}

} // namespace fettle::training
