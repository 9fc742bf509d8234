// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>
#include <vector>

#include "engine/tokenizers/token_model.h"

namespace fettle::tokenizers {

/// The tokens of words that came lately. Every word has one place, whose former owner it drives out: no search, no
/// growth, nothing that a text could be made to overfill.
class WordCache {
public:
    static constexpr std::size_t kMaxWordBytes = 46;
    static constexpr std::size_t kMaxTokens = 12;

    struct Slot {
        std::uint64_t hash = 0;
        std::uint8_t wordBytes = 0; ///< 0: empty
        std::uint8_t tokenCount = 0;
        std::array<char, kMaxWordBytes> word;
        std::array<std::uint32_t, kMaxTokens> ids;
        std::array<std::uint8_t, kMaxTokens> begins;
        std::array<std::uint8_t, kMaxTokens> ends;
    };

    WordCache() : m_slots(kSlots) {}

    [[nodiscard]] static std::uint64_t hashOf(std::string_view word)
    {
        std::uint64_t hash = word.size() * kMultiplier;
        const char* at = word.data();
        std::size_t left = word.size();
        for (; left >= 8; left -= 8, at += 8) {
            std::uint64_t part = 0;
            std::memcpy(&part, at, 8);
            hash = mixed(hash ^ part);
        }
        std::uint64_t rest = 0;
        std::memcpy(&rest, at, left);
        return mixed(hash ^ rest);
    }
    /// Null where the word is not there.
    [[nodiscard]] const Slot* find(std::string_view word, std::uint64_t hash) const
    {
        const auto& slot = m_slots[hash & (kSlots - 1)];
        const bool isIt = slot.hash == hash && slot.wordBytes == word.size()
            && std::memcmp(slot.word.data(), word.data(), word.size()) == 0;
        return isIt ? &slot : nullptr;
    }
    /// Only for words of 1 … kMaxWordBytes bytes; those of more than kMaxTokens tokens are not kept.
    void keep(std::string_view word, std::uint64_t hash, std::span<const ModelToken> tokens)
    {
        if (tokens.size() > kMaxTokens)
            return;
        auto& slot = m_slots[hash & (kSlots - 1)];
        slot.hash = hash;
        slot.wordBytes = static_cast<std::uint8_t>(word.size());
        slot.tokenCount = static_cast<std::uint8_t>(tokens.size());
        std::memcpy(slot.word.data(), word.data(), word.size());
        for (std::size_t i = 0; i < tokens.size(); ++i) {
            slot.ids[i] = tokens[i].id;
            slot.begins[i] = static_cast<std::uint8_t>(tokens[i].begin);
            slot.ends[i] = static_cast<std::uint8_t>(tokens[i].end);
        }
    }

private:
    static constexpr std::size_t kSlots = 1u << 15;
    static constexpr std::uint64_t kMultiplier = 0x9E3779B97F4A7C15ull;
    static std::uint64_t mixed(std::uint64_t value)
    {
        value *= kMultiplier;
        return value ^ (value >> 32);
    }
    std::vector<Slot> m_slots;
};

} // namespace fettle::tokenizers
