// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

namespace fettle::tokenizers {

/// Which pairs of tokens merge, how early and into what: one flat table, one look for most pairs.
class PairRanks {
public:
    static constexpr std::uint32_t kNone = 0xFFFFFFFFu;
    struct Merge {
        std::uint32_t rank = kNone;
        std::uint32_t id = 0;
    };

    explicit PairRanks(std::size_t count = 0)
    {
        std::size_t size = 16;
        while (size < 2 * count)
            size *= 2;
        m_slots.resize(size);
        m_mask = size - 1;
    }

    /// A pair that is there already is replaced.
    void set(std::uint32_t left, std::uint32_t right, Merge merge)
    {
        auto at = placeOf(left, right);
        while (m_slots[at].merge.rank != kNone && !(m_slots[at].left == left && m_slots[at].right == right))
            at = (at + 1) & m_mask;
        m_slots[at] = {left, right, merge};
    }
    [[nodiscard]] Merge find(std::uint32_t left, std::uint32_t right) const
    {
        for (auto at = placeOf(left, right);; at = (at + 1) & m_mask) {
            const auto& slot = m_slots[at];
            if (slot.merge.rank == kNone || (slot.left == left && slot.right == right))
                return slot.merge;
        }
    }

private:
    struct Slot {
        std::uint32_t left = 0;
        std::uint32_t right = 0;
        Merge merge;
    };
    [[nodiscard]] std::size_t placeOf(std::uint32_t left, std::uint32_t right) const
    {
        auto key = (static_cast<std::uint64_t>(left) << 32) | right;
        key *= 0x9E3779B97F4A7C15ull;
        return static_cast<std::size_t>(key ^ (key >> 29)) & m_mask;
    }
    std::vector<Slot> m_slots;
    std::size_t m_mask = 0;
};

} // namespace fettle::tokenizers
