// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/pretrained/pickle_objects.h"

#include <bit>

namespace fettle::pretrained {

PickleObjects::PickleObjects(std::string_view pickle) : m_pickle(pickle)
{
    // In the order of kNone, kFalse, kTrue, kEmptyTuple: a file may ask for millions of these with a byte each.
    add({PickleKind::None, false, 0, 0});
    add({PickleKind::Boolean, false, 0, 0});
    add({PickleKind::Boolean, false, 0, 1});
    add({PickleKind::Tuple, false, 0, kNoChunks});
}

std::optional<std::int64_t> PickleObjects::integer(PickleRef ref) const
{
    const auto& object = m_objects[ref];
    if (object.kind != PickleKind::Integer && object.kind != PickleKind::Boolean)
        return std::nullopt;
    return std::bit_cast<std::int64_t>(object.value);
}

std::string_view PickleObjects::text(PickleRef ref) const
{
    const auto& object = m_objects[ref];
    if (object.kind != PickleKind::Text && object.kind != PickleKind::Bytes && object.kind != PickleKind::HugeInteger)
        return {};
    return m_pickle.substr(object.value, object.count);
}

std::size_t PickleObjects::itemCount(PickleRef ref) const
{
    const auto& object = m_objects[ref];
    switch (object.kind) {
    case PickleKind::Tuple:
    case PickleKind::List:
    case PickleKind::Dict:
    case PickleKind::Set: return object.count;
    default: return 0;
    }
}

std::vector<PickleRef> PickleObjects::items(PickleRef ref) const
{
    std::vector<PickleRef> all;
    if (itemCount(ref) == 0)
        return all;
    all.reserve(itemCount(ref));
    for (auto next = static_cast<std::uint32_t>(m_objects[ref].value); next != kNoChunk; next = m_chunks[next].next) {
        const auto begin = m_items.begin() + m_chunks[next].begin;
        all.insert(all.end(), begin, begin + m_chunks[next].count);
    }
    return all;
}

const KnownGlobal* PickleObjects::global(PickleRef ref) const
{
    const auto& object = m_objects[ref];
    if (object.kind == PickleKind::Call)
        return m_globals[object.count];
    return object.kind == PickleKind::Global ? m_globals[object.count] : nullptr;
}

bool PickleObjects::isFull() const noexcept
{
    return m_objects.size() >= kMaxPickleObjects || m_items.size() >= kMaxPickleItems
        || m_chunks.size() >= kMaxPickleChunks;
}

PickleRef PickleObjects::add(Object object)
{
    m_objects.push_back(object);
    return static_cast<PickleRef>(m_objects.size() - 1);
}

PickleRef PickleObjects::addInteger(std::int64_t value)
{
    return add({PickleKind::Integer, false, 0, std::bit_cast<std::uint64_t>(value)});
}

PickleRef PickleObjects::addSpan(PickleKind kind, std::size_t offset, std::size_t size)
{
    return add({kind, false, static_cast<std::uint32_t>(size), offset});
}

PickleRef PickleObjects::addTuple(const PickleRef* items, std::size_t count)
{
    if (count == 0)
        return kEmptyTuple;
    const auto tuple = addContainer(PickleKind::Tuple);
    append(tuple, items, count);
    return tuple;
}

void PickleObjects::append(PickleRef container, const PickleRef* items, std::size_t count)
{
    if (count == 0)
        return;
    auto& object = m_objects[container];
    object.count += static_cast<std::uint32_t>(count);
    const auto begin = static_cast<std::uint32_t>(m_items.size());
    m_items.insert(m_items.end(), items, items + count);
    const auto last = static_cast<std::uint32_t>(object.value >> 32);
    if (last != kNoChunk && m_chunks[last].begin + m_chunks[last].count == begin) {
        m_chunks[last].count += static_cast<std::uint32_t>(count);
        return;
    }
    const auto added = static_cast<std::uint32_t>(m_chunks.size());
    m_chunks.push_back({begin, static_cast<std::uint32_t>(count), kNoChunk});
    if (last == kNoChunk) {
        object.value = (static_cast<std::uint64_t>(added) << 32) | added;
    } else {
        m_chunks[last].next = added;
        object.value = (static_cast<std::uint64_t>(added) << 32) | (object.value & 0xFFFFFFFF);
    }
}

PickleRef PickleObjects::addGlobal(const KnownGlobal& global)
{
    m_globals.push_back(&global);
    return add({PickleKind::Global, false, static_cast<std::uint32_t>(m_globals.size() - 1), 0});
}

PickleRef PickleObjects::addCall(PickleRef global, PickleRef arguments)
{
    return add({PickleKind::Call, false, m_objects[global].count, arguments});
}

PickleRef PickleObjects::addPersistent(PickleRef id)
{
    const auto ref = add({PickleKind::Persistent, false, 0, id});
    m_persistents.push_back(ref);
    return ref;
}

} // namespace fettle::pretrained
