// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <utility>

#include "engine/tokenizers/code_points.h"
#include "engine/tokenizers/pair_ranks.h"
#include "engine/tokenizers/token_model.h"
#include "engine/tokenizers/token_trie.h"

namespace fettle::tokenizers {
namespace {

/// Up to so many symbols the earliest merge is looked for by going over all of them; beyond, in a heap, so that a word
/// of a million letters takes n log n.
constexpr std::size_t kMaxScannedSymbols = 40;
constexpr std::size_t kDirectCharacters = 0x800;

class BytePairModel final : public TokenModel {
public:
    BytePairModel(Vocabulary vocabulary, PairRanks ranks, BytePairOptions options, std::uint32_t unknown)
        : m_vocabulary(std::move(vocabulary)), m_ranks(std::move(ranks)), m_options(std::move(options)),
            m_unknown(unknown)
    {
        m_bytes = byteTokenIds(m_vocabulary);
        m_isPlain = m_options.prefix.empty() && m_options.suffix.empty();
        m_direct.fill(TokenTrie::kNone);
        for (char32_t c = 0; c < kDirectCharacters; ++c) {
            std::string text;
            appendUtf8(text, c);
            m_direct[c] = m_vocabulary.idOf(text).value_or(TokenTrie::kNone);
        }
    }

    Result<void> tokenize(std::string_view piece, ModelScratch& scratch, std::vector<ModelToken>& tokens) const override
    {
        if (m_options.ignoresMerges) {
            if (const auto id = m_vocabulary.idOf(piece)) {
                tokens.push_back({*id, 0, static_cast<std::uint32_t>(piece.size())});
                return {};
            }
        }
        FETTLE_TRY(collectSymbols(piece, scratch.symbols));
        if (scratch.symbols.size() <= kMaxScannedSymbols)
            mergeByScan(scratch);
        else
            mergeByHeap(scratch);
        for (const auto& symbol : scratch.symbols)
            if (symbol.begin != symbol.end)
                tokens.push_back({symbol.id, symbol.begin, symbol.end});
        return {};
    }
    const Vocabulary& vocabulary() const override { return m_vocabulary; }

private:
    using Symbols = std::vector<ModelScratch::Symbol>;

    [[nodiscard]] std::uint32_t characterId(std::string_view piece, std::size_t at, std::size_t size) const
    {
        if (m_isPlain) {
            const auto c = codePointAt(piece, at).value;
            return c < kDirectCharacters ? m_direct[c]
                : m_vocabulary.idOf(piece.substr(at, size)).value_or(TokenTrie::kNone);
        }
        return m_vocabulary.idOf(symbolText(piece, at, size)).value_or(TokenTrie::kNone);
    }
    [[nodiscard]] std::string symbolText(std::string_view piece, std::size_t at, std::size_t size) const
    {
        std::string text(piece.substr(at, size));
        if (at > 0)
            text.insert(0, m_options.prefix);
        if (at + size == piece.size())
            text += m_options.suffix;
        return text;
    }

    /// One symbol for each character: its token, its bytes, or what is unknown. Bytes that become nothing move those
    /// that follow to the left, as the reference implementation has it.
    Result<void> collectSymbols(std::string_view piece, Symbols& symbols) const
    {
        symbols.clear();
        std::uint32_t at = 0;
        std::uint32_t unknownBytes = 0;
        const auto add = [&](std::uint32_t id, std::uint32_t size) {
            symbols.push_back({id, at, at + size, -1, -1});
            at += size;
        };
        const auto flushUnknown = [&] {
            if (unknownBytes > 0)
                add(m_unknown, std::exchange(unknownBytes, 0));
        };
        for (std::size_t i = 0; i < piece.size();) {
            const auto size = codePointAt(piece, i).sizeBytes;
            const auto id = characterId(piece, i, size);
            if (id != TokenTrie::kNone) {
                flushUnknown();
                add(id, size);
            } else if (m_options.fallsBackToBytes && addBytes(piece, i, size, add)) {
                // Done: one symbol for each byte.
            } else if (m_options.unknown) {
                if (m_unknown == TokenTrie::kNone)
                    return makeError("tokenizers.no_unknown_token");
                if (!m_options.fusesUnknown)
                    flushUnknown();
                unknownBytes += size;
            }
            i += size;
        }
        flushUnknown();
        return {};
    }
    template <class Add>
    bool addBytes(std::string_view piece, std::size_t at, std::size_t size, const Add& add) const
    {
        const auto text = m_isPlain ? std::string(piece.substr(at, size)) : symbolText(piece, at, size);
        const auto idOf = [&](char c) { return m_bytes[static_cast<unsigned char>(c)]; };
        if (std::ranges::any_of(text, [&](char c) { return idOf(c) == TokenTrie::kNone; }))
            return false;
        for (const char c : text)
            add(idOf(c), 1);
        return true;
    }

    void mergeByScan(ModelScratch& scratch) const
    {
        auto& symbols = scratch.symbols;
        if (symbols.size() < 2)
            return;
        // Per pair its merge, beside the symbols, so that the search runs over one small array.
        auto& ranks = scratch.ranks;
        ranks.resize(symbols.size() - 1);
        for (std::size_t i = 0; i + 1 < symbols.size(); ++i)
            ranks[i] = m_ranks.find(symbols[i].id, symbols[i + 1].id).rank;
        while (!ranks.empty()) {
            const auto best = std::ranges::min_element(ranks);
            if (*best == PairRanks::kNone)
                break;
            const auto at = static_cast<std::size_t>(best - ranks.begin());
            symbols[at].id = m_ranks.find(symbols[at].id, symbols[at + 1].id).id;
            symbols[at].end = symbols[at + 1].end;
            symbols.erase(symbols.begin() + static_cast<std::ptrdiff_t>(at) + 1);
            ranks.erase(best);
            if (at > 0)
                ranks[at - 1] = m_ranks.find(symbols[at - 1].id, symbols[at].id).rank;
            if (at < ranks.size())
                ranks[at] = m_ranks.find(symbols[at].id, symbols[at + 1].id).rank;
        }
    }

    void mergeByHeap(ModelScratch& scratch) const
    {
        auto& symbols = scratch.symbols;
        auto& heap = scratch.merges;
        heap.clear();
        const auto isLater = [](const ModelScratch::Merge& a, const ModelScratch::Merge& b) {
            return a.rank != b.rank ? a.rank > b.rank : a.position > b.position;
        };
        const auto offer = [&](std::int32_t left, std::int32_t right) {
            if (left < 0 || right < 0)
                return;
            const auto& [id, begin, end, previous, next] = symbols[static_cast<std::size_t>(left)];
            const auto& other = symbols[static_cast<std::size_t>(right)];
            if (const auto merge = m_ranks.find(id, other.id); merge.rank != PairRanks::kNone) {
                heap.push_back({static_cast<double>(merge.rank), static_cast<std::uint32_t>(left), merge.id,
                    other.end - begin});
                std::ranges::push_heap(heap, isLater);
            }
        };
        for (std::size_t i = 0; i < symbols.size(); ++i) {
            symbols[i].previous = static_cast<std::int32_t>(i) - 1;
            symbols[i].next = i + 1 < symbols.size() ? static_cast<std::int32_t>(i) + 1 : -1;
        }
        for (std::size_t i = 0; i + 1 < symbols.size(); ++i)
            offer(static_cast<std::int32_t>(i), static_cast<std::int32_t>(i) + 1);
        while (!heap.empty()) {
            std::ranges::pop_heap(heap, isLater);
            const auto merge = heap.back();
            heap.pop_back();
            auto& left = symbols[merge.position];
            if (left.begin == left.end || left.next < 0)
                continue;
            auto& right = symbols[static_cast<std::size_t>(left.next)];
            // What the entry was made for may have been merged otherwise since.
            const auto now = m_ranks.find(left.id, right.id);
            if (right.end - left.begin != merge.sizeBytes || now.rank == PairRanks::kNone || now.id != merge.id)
                continue;
            left.id = merge.id;
            left.end = right.end;
            left.next = right.next;
            right.begin = right.end;
            if (left.next >= 0)
                symbols[static_cast<std::size_t>(left.next)].previous = static_cast<std::int32_t>(merge.position);
            offer(left.previous, static_cast<std::int32_t>(merge.position));
            offer(static_cast<std::int32_t>(merge.position), left.next);
        }
    }

    Vocabulary m_vocabulary;
    PairRanks m_ranks;
    BytePairOptions m_options;
    std::uint32_t m_unknown;
    std::vector<std::uint32_t> m_bytes;
    std::array<std::uint32_t, kDirectCharacters> m_direct{};
    bool m_isPlain = true;
};

} // namespace

std::string byteToken(unsigned char byte)
{
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    return {'<', '0', 'x', kDigits[byte >> 4], kDigits[byte & 15], '>'};
}

std::vector<std::uint32_t> byteTokenIds(const Vocabulary& vocabulary)
{
    std::vector<std::uint32_t> ids;
    for (unsigned byte = 0; byte < 256; ++byte)
        ids.push_back(vocabulary.idOf(byteToken(static_cast<unsigned char>(byte))).value_or(TokenTrie::kNone));
    return ids;
}

ModelResult bytePairModel(Vocabulary vocabulary, const std::vector<std::pair<std::string, std::string>>& merges,
                          const BytePairOptions& options)
{
    PairRanks ranks(merges.size());
    for (std::size_t i = 0; i < merges.size(); ++i) {
        const auto& [left, right] = merges[i];
        const auto refused = [&] { return makeError("tokenizers.merge", {{"index", static_cast<std::int64_t>(i)}}); };
        const auto leftId = vocabulary.idOf(left);
        const auto rightId = vocabulary.idOf(right);
        if (!leftId || !rightId || left.empty() || right.size() < options.prefix.size())
            return refused();
        const auto merged = vocabulary.idOf(left + right.substr(options.prefix.size()));
        if (!merged)
            return refused();
        ranks.set(*leftId, *rightId, {static_cast<std::uint32_t>(i), *merged});
    }
    const auto unknown = options.unknown ? vocabulary.idOf(*options.unknown).value_or(TokenTrie::kNone)
        : TokenTrie::kNone;
    return std::unique_ptr<TokenModel>(std::make_unique<BytePairModel>(std::move(vocabulary), std::move(ranks),
                                                                       options, unknown));
}

} // namespace fettle::tokenizers
