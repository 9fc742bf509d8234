// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tokenizers/token_trie.h"

#include <algorithm>

namespace fettle::tokenizers {

TokenTrie::TokenTrie(std::vector<std::pair<std::string_view, std::uint32_t>> entries)
{
    std::ranges::stable_sort(entries, {}, &std::pair<std::string_view, std::uint32_t>::first);
    struct Pending {
        std::uint32_t node;
        std::size_t begin;
        std::size_t end;
        std::size_t depth;
    };
    m_nodes.emplace_back();
    std::vector<Pending> pending{{kRoot, 0, entries.size(), 0}};
    // Level by level without recursion: a token may be long.
    while (!pending.empty()) {
        const auto [node, begin, end, depth] = pending.back();
        pending.pop_back();
        std::size_t at = begin;
        while (at < end && entries[at].first.size() == depth) {
            if (depth > 0)
                m_nodes[node].value = entries[at].second;
            ++at;
        }
        std::vector<std::pair<unsigned char, std::uint32_t>> children;
        while (at < end) {
            const auto label = entries[at].first[depth];
            const auto first = at;
            while (at < end && entries[at].first[depth] == label)
                ++at;
            const auto target = static_cast<std::uint32_t>(m_nodes.size());
            m_nodes.emplace_back();
            children.emplace_back(static_cast<unsigned char>(label), target);
            pending.push_back({target, first, at, depth + 1});
        }
        m_nodes[node].edgeCount = static_cast<std::uint32_t>(children.size());
        if (children.size() > kFewEdges) {
            m_nodes[node].firstEdge = static_cast<std::uint32_t>(m_tables.size());
            auto& table = m_tables.emplace_back();
            table.fill(kNone);
            for (const auto& [label, target] : children)
                table[label] = target;
            continue;
        }
        m_nodes[node].firstEdge = static_cast<std::uint32_t>(m_labels.size());
        for (const auto& [label, target] : children) {
            m_labels.push_back(label);
            m_targets.push_back(target);
        }
    }
}

std::uint32_t TokenTrie::walk(std::uint32_t node, std::string_view text) const
{
    if (m_nodes.empty())
        return kNone;
    for (const char c : text) {
        if (node == kNone)
            return kNone;
        node = child(node, static_cast<unsigned char>(c));
    }
    return node;
}

std::optional<TokenTrie::Match> TokenTrie::longest(std::string_view text, std::uint32_t from) const
{
    std::optional<Match> found;
    if (m_nodes.empty())
        return found;
    std::uint32_t node = from;
    for (std::size_t i = 0; i < text.size(); ++i) {
        node = child(node, static_cast<unsigned char>(text[i]));
        if (node == kNone)
            break;
        if (const auto value = m_nodes[node].value; value != kNone)
            found = Match{i + 1, value};
    }
    return found;
}

} // namespace fettle::tokenizers
