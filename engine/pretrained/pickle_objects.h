// SPDX-License-Identifier: GPL-3.0-or-later
// What a pickle describes, as data: a tree (or a graph, since parts may be shared and may hold themselves) of numbered
// objects. Numbers instead of pointers, so that nothing is freed by recursion, however deep a file nests.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/pretrained/pickle_globals.h"

namespace fettle::pretrained {

using PickleRef = std::uint32_t;

enum class PickleKind : std::uint8_t {
    None,
    Boolean,
    Integer,
    HugeInteger, ///< does not fit into 64 bits; kept as its bytes
    Real,
    Text,
    Bytes,
    Tuple,
    List,
    Dict,
    Set,
    Global,     ///< a name of the allow-list
    Call,       ///< a name of the allow-list with arguments; nothing is called
    Persistent, ///< a mark for something that lies outside of the pickle: a storage
};

// The memory that a file may ask for, whatever its size. A weights file with 50,000 tensors stays below.
inline constexpr std::size_t kMaxPickleObjects = 1'000'000;
inline constexpr std::size_t kMaxPickleItems = 2'000'000;
inline constexpr std::size_t kMaxPickleChunks = 1'000'000;

class PickleObjects {
public:
    static constexpr PickleRef kNone = 0;
    static constexpr PickleRef kFalse = 1;
    static constexpr PickleRef kTrue = 2;
    static constexpr PickleRef kEmptyTuple = 3;

    /// Texts stay in `pickle`, which has to outlive the objects.
    explicit PickleObjects(std::string_view pickle);

    [[nodiscard]] PickleRef root() const noexcept { return m_root; }
    [[nodiscard]] std::size_t size() const noexcept { return m_objects.size(); }
    [[nodiscard]] PickleKind kind(PickleRef ref) const { return m_objects[ref].kind; }
    /// Of Integer and Boolean; nothing for others.
    [[nodiscard]] std::optional<std::int64_t> integer(PickleRef ref) const;
    /// Of Text and Bytes, of HugeInteger its two's complement or its digits; empty for others.
    [[nodiscard]] std::string_view text(PickleRef ref) const;
    /// Of Tuple, List, Dict (keys and values in turn) and Set; 0 for others.
    [[nodiscard]] std::size_t itemCount(PickleRef ref) const;
    [[nodiscard]] std::vector<PickleRef> items(PickleRef ref) const;
    /// Of Global, and what a Call names; null for others.
    [[nodiscard]] const KnownGlobal* global(PickleRef ref) const;
    /// A Call's arguments, a tuple; a Persistent's id.
    [[nodiscard]] PickleRef inner(PickleRef ref) const { return static_cast<PickleRef>(m_objects[ref].value); }
    [[nodiscard]] const std::vector<PickleRef>& persistents() const noexcept { return m_persistents; }

    // Building, for the machine. One call may pass the limits by what lies on the machine's stack; it asks isFull()
    // between its steps.
    [[nodiscard]] bool isFull() const noexcept;
    void setRoot(PickleRef ref) noexcept { m_root = ref; }
    PickleRef addInteger(std::int64_t value);
    PickleRef addReal() { return add({PickleKind::Real, false, 0, 0}); }
    /// Text, Bytes or HugeInteger at a place of the pickle.
    PickleRef addSpan(PickleKind kind, std::size_t offset, std::size_t size);
    /// An empty List, Dict or Set.
    PickleRef addContainer(PickleKind kind) { return add({kind, false, 0, kNoChunks}); }
    /// collections.OrderedDict: a Dict that may be given attributes.
    PickleRef addOrderedDict() { return add({PickleKind::Dict, true, 0, kNoChunks}); }
    [[nodiscard]] bool isOrderedDict(PickleRef ref) const { return m_objects[ref].isOrdered; }
    PickleRef addTuple(const PickleRef* items, std::size_t count);
    void append(PickleRef container, const PickleRef* items, std::size_t count);
    PickleRef addGlobal(const KnownGlobal& global);
    PickleRef addCall(PickleRef global, PickleRef arguments);
    PickleRef addPersistent(PickleRef id);

private:
    struct Object {
        PickleKind kind = PickleKind::None;
        bool isOrdered = false;
        std::uint32_t count = 0;
        std::uint64_t value = 0;
    };
    /// Items that were added together; a container is a chain of these.
    struct Chunk {
        std::uint32_t begin = 0;
        std::uint32_t count = 0;
        std::uint32_t next = 0;
    };
    static constexpr std::uint32_t kNoChunk = 0xFFFFFFFF;
    /// First chunk in the lower half, last one in the upper.
    static constexpr std::uint64_t kNoChunks = 0xFFFFFFFFFFFFFFFF;

    PickleRef add(Object object);

    std::string_view m_pickle;
    PickleRef m_root = kNone;
    std::deque<Object> m_objects;
    std::vector<PickleRef> m_items;
    std::vector<Chunk> m_chunks;
    std::vector<const KnownGlobal*> m_globals;
    std::vector<PickleRef> m_persistents;
};

} // namespace fettle::pretrained
