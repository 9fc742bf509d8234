// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace fettle::tokenizers {

/// A byte trie over tokens that does not change once it is made. The children of a node lie side by side, sorted.
class TokenTrie {
public:
    static constexpr std::uint32_t kNone = 0xFFFFFFFFu;
    static constexpr std::uint32_t kRoot = 0;
    static constexpr std::uint32_t kFewEdges = 24;

    TokenTrie() = default;
    /// Of equal tokens the last one's value stays. Empty tokens are left out.
    explicit TokenTrie(std::vector<std::pair<std::string_view, std::uint32_t>> entries);

    [[nodiscard]] bool empty() const noexcept { return m_nodes.size() <= 1; }
    /// kNone where there is no such child.
    [[nodiscard]] std::uint32_t child(std::uint32_t node, unsigned char byte) const
    {
        const auto& [firstEdge, edgeCount, value] = m_nodes[node];
        if (edgeCount > kFewEdges)
            return m_tables[firstEdge][byte];
        for (std::uint32_t i = firstEdge; i < firstEdge + edgeCount; ++i)
            if (m_labels[i] == byte)
                return m_targets[i];
        return kNone;
    }
    /// The value of the token that ends here; kNone where none does.
    [[nodiscard]] std::uint32_t value(std::uint32_t node) const { return m_nodes[node].value; }
    /// The node that `text` leads to from `node`; kNone where none.
    [[nodiscard]] std::uint32_t walk(std::uint32_t node, std::string_view text) const;

    struct Match {
        std::size_t lengthBytes = 0;
        std::uint32_t value = kNone;
    };
    /// The longest token that `text` starts with.
    [[nodiscard]] std::optional<Match> longest(std::string_view text, std::uint32_t from = kRoot) const;
    /// No token of this trie starts with such a byte.
    [[nodiscard]] bool startsWith(unsigned char byte) const
    {
        return m_nodes.empty() ? false : child(kRoot, byte) != kNone;
    }

private:
    struct Node {
        std::uint32_t firstEdge = 0;
        std::uint32_t edgeCount = 0;
        std::uint32_t value = kNone;
    };
    using Entries = std::span<const std::pair<std::string_view, std::uint32_t>>;
    std::vector<Node> m_nodes;
    std::vector<unsigned char> m_labels;
    std::vector<std::uint32_t> m_targets;
    /// The children of nodes that have many.
    std::vector<std::array<std::uint32_t, 256>> m_tables;
};

} // namespace fettle::tokenizers
