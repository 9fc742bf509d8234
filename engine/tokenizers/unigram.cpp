// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <limits>

#include "engine/tokenizers/code_points.h"
#include "engine/tokenizers/token_model.h"
#include "engine/tokenizers/token_trie.h"

namespace fettle::tokenizers {
namespace {

constexpr double kUnknownPenalty = 10.0;
constexpr double kRebasedScore = -100'000.0;

std::vector<std::pair<std::string_view, std::uint32_t>> visibleEntries(const Vocabulary& vocabulary,
                                                                       const std::vector<UnigramPiece>& pieces)
{
    auto entries = vocabulary.entries();
    std::erase_if(entries, [&](const auto& entry) { return pieces[entry.second].isHidden; });
    return entries;
}

/// The cut whose scores sum up highest, by dynamic programming from left to right.
class UnigramModel final : public TokenModel {
public:
    UnigramModel(Vocabulary vocabulary, std::vector<UnigramPiece> pieces, const UnigramOptions& options)
        : m_vocabulary(std::move(vocabulary)), m_pieces(std::move(pieces)), m_options(options),
            m_trie(visibleEntries(m_vocabulary, m_pieces))
    {
        m_bytes = byteTokenIds(m_vocabulary);
        double lowest = std::numeric_limits<double>::max();
        // The smallest positive float stands where all scores are negative, as in SentencePiece.
        m_highest = std::numeric_limits<float>::min();
        for (const auto& piece : m_pieces) {
            if (m_options.isSentencePiece && (piece.isHidden || piece.isUserDefined || piece.isUnused))
                continue;
            lowest = std::min(lowest, piece.score);
            m_highest = std::max(m_highest, piece.score);
        }
        m_unknownScore = stored(lowest - kUnknownPenalty);
    }

    Result<void> tokenize(std::string_view piece, ModelScratch& scratch, std::vector<ModelToken>& tokens) const override
    {
        const auto size = static_cast<std::uint32_t>(piece.size());
        auto& path = scratch.path;
        path.assign(piece.size() + 1, {0.0, kUnreached, kUnknownPiece});
        for (std::uint32_t at = 0; at < size;) {
            const auto characterBytes = codePointAt(piece, at).sizeBytes;
            if (m_options.isSentencePiece && path[at].score < kRebasedScore)
                rebase(path, at);
            bool hasCharacter = false;
            std::uint32_t node = TokenTrie::kRoot;
            for (std::uint32_t end = at; end < size;) {
                node = m_trie.empty() ? TokenTrie::kNone : m_trie.child(node, static_cast<unsigned char>(piece[end]));
                if (node == TokenTrie::kNone)
                    break;
                ++end;
                const auto id = m_trie.value(node);
                if (id == TokenTrie::kNone || m_pieces[id].isUnused)
                    continue;
                hasCharacter |= end - at == characterBytes;
                const double score = m_pieces[id].isUserDefined ? static_cast<double>(end - at) * m_highest - 0.1
                    : m_pieces[id].score;
                reach(path[end], stored(path[at].score + score), at, id);
            }
            if (!hasCharacter) {
                if (!m_options.unknown)
                    return makeError("tokenizers.no_unknown_token");
                reach(path[at + characterBytes], stored(path[at].score + m_unknownScore), at, kUnknownPiece);
            }
            at += characterBytes;
        }
        walkBack(piece, scratch, tokens);
        return {};
    }
    const Vocabulary& vocabulary() const override { return m_vocabulary; }

private:
    static constexpr std::uint32_t kUnreached = 0xFFFFFFFFu;
    static constexpr std::uint32_t kUnknownPiece = 0xFFFFFFFFu;

    /// SentencePiece adds in single precision, and where two cuts are worth the same, the rounding decides between
    /// them.
    [[nodiscard]] double stored(double score) const
    {
        return m_options.isSentencePiece ? static_cast<double>(static_cast<float>(score)) : score;
    }
    static void reach(ModelScratch::PathNode& node, double score, std::uint32_t start, std::uint32_t id)
    {
        if (node.start == kUnreached || score > node.score)
            node = {score, start, id};
    }

    /// In a long text the sum would outgrow single precision: what was reached so far counts as zero from here on.
    static void rebase(std::vector<ModelScratch::PathNode>& path, std::size_t at)
    {
        const double base = path[at].score;
        const auto end = std::min(path.size(), at + kMaxTokenBytes + 1);
        for (std::size_t i = at; i < end; ++i)
            if (path[i].start != kUnreached)
                path[i].score = static_cast<double>(static_cast<float>(path[i].score - base));
    }

    void walkBack(std::string_view piece, ModelScratch& scratch, std::vector<ModelToken>& tokens) const
    {
        auto& backwards = scratch.backwards;
        backwards.clear();
        for (auto end = static_cast<std::uint32_t>(piece.size()); end > 0;) {
            const auto& [score, start, id] = scratch.path[end];
            // The token that says "unknown" may itself stand in a text.
            const bool isUnknown = id == kUnknownPiece || (m_options.unknown && id == *m_options.unknown);
            if (isUnknown && !backwards.empty() && backwards.back().id == kUnknownPiece)
                backwards.back().begin = start; // neighbours that are unknown become one
            else
                backwards.push_back({isUnknown ? kUnknownPiece : id, start, end});
            end = start;
        }
        for (auto token = backwards.rbegin(); token != backwards.rend(); ++token) {
            if (token->id != kUnknownPiece) {
                tokens.push_back(*token);
                continue;
            }
            emitUnknown(piece, *token, tokens);
        }
    }

    void emitUnknown(std::string_view piece, const ModelToken& token, std::vector<ModelToken>& tokens) const
    {
        const auto text = piece.substr(token.begin, token.end - token.begin);
        if (!m_options.isSentencePiece) {
            // What was put together may be a token after all.
            if (const auto id = m_vocabulary.idOf(text)) {
                tokens.push_back({*id, token.begin, token.end});
                return;
            }
        }
        const auto isMissing = [&](char c) { return m_bytes[static_cast<unsigned char>(c)] == TokenTrie::kNone; };
        if (m_options.fallsBackToBytes && std::ranges::none_of(text, isMissing)) {
            for (const char c : text)
                tokens.push_back({m_bytes[static_cast<unsigned char>(c)], token.begin, token.end});
            return;
        }
        tokens.push_back({*m_options.unknown, token.begin, token.end});
    }

    Vocabulary m_vocabulary;
    std::vector<UnigramPiece> m_pieces;
    UnigramOptions m_options;
    TokenTrie m_trie;
    std::vector<std::uint32_t> m_bytes;
    double m_highest = 0;
    double m_unknownScore = 0;
};

/// SentencePiece's BPE: neighbours merge where the vocabulary holds both together, the highest score first.
class ScoredPairModel final : public TokenModel {
public:
    ScoredPairModel(Vocabulary vocabulary, std::vector<UnigramPiece> pieces, const UnigramOptions& options,
                    bool mergesNothing)
        : m_vocabulary(std::move(vocabulary)), m_pieces(std::move(pieces)), m_options(options),
            m_mergesNothing(mergesNothing)
    {
        m_bytes = byteTokenIds(m_vocabulary);
        auto entries = visibleEntries(m_vocabulary, m_pieces);
        m_trie = TokenTrie(entries);
        std::erase_if(entries, [&](const auto& entry) { return !m_pieces[entry.second].isUserDefined; });
        m_symbols = TokenTrie(std::move(entries));
    }

    Result<void> tokenize(std::string_view piece, ModelScratch& scratch, std::vector<ModelToken>& tokens) const override
    {
        auto& symbols = scratch.symbols;
        symbols.clear();
        // User-defined symbols are never cut and never merge: their `id` says so.
        for (std::uint32_t at = 0; at < piece.size();) {
            const auto symbol = m_symbols.longest(piece.substr(at));
            const auto size = symbol ? static_cast<std::uint32_t>(symbol->lengthBytes)
                : codePointAt(piece, at).sizeBytes;
            const auto index = static_cast<std::int32_t>(symbols.size());
            symbols.push_back({symbol ? kFrozen : 0, at, at + size, index - 1, index + 1});
            at += size;
        }
        if (symbols.empty())
            return {};
        symbols.back().next = -1;
        if (!m_mergesNothing)
            merge(piece, scratch);
        bool wasUnknown = false;
        for (const auto& symbol : symbols)
            if (symbol.begin != symbol.end)
                FETTLE_TRY(emit(piece, symbol.begin, symbol.end, 0, tokens, wasUnknown));
        return {};
    }
    const Vocabulary& vocabulary() const override { return m_vocabulary; }

private:
    static constexpr std::uint32_t kFrozen = 1;
    static constexpr int kMaxCutDepth = 64;

    [[nodiscard]] std::uint32_t pieceId(std::string_view text) const
    {
        if (text.size() > kMaxTokenBytes || m_trie.empty())
            return TokenTrie::kNone;
        const auto node = m_trie.walk(TokenTrie::kRoot, text);
        return node == TokenTrie::kNone ? TokenTrie::kNone : m_trie.value(node);
    }

    void merge(std::string_view piece, ModelScratch& scratch) const
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
            const auto& a = symbols[static_cast<std::size_t>(left)];
            const auto& b = symbols[static_cast<std::size_t>(right)];
            if (a.id == kFrozen || b.id == kFrozen)
                return;
            const auto id = pieceId(piece.substr(a.begin, b.end - a.begin));
            if (id == TokenTrie::kNone)
                return;
            heap.push_back({-m_pieces[id].score, static_cast<std::uint32_t>(left), id, b.end - a.begin});
            std::ranges::push_heap(heap, isLater);
        };
        for (std::size_t i = 0; i + 1 < symbols.size(); ++i)
            offer(static_cast<std::int32_t>(i), static_cast<std::int32_t>(i) + 1);
        while (!heap.empty()) {
            std::ranges::pop_heap(heap, isLater);
            const auto best = heap.back();
            heap.pop_back();
            auto& left = symbols[best.position];
            if (left.begin == left.end || left.next < 0)
                continue;
            auto& right = symbols[static_cast<std::size_t>(left.next)];
            if (right.end - left.begin != best.sizeBytes)
                continue;
            left.end = right.end;
            left.next = right.next;
            right.begin = right.end;
            if (left.next >= 0)
                symbols[static_cast<std::size_t>(left.next)].previous = static_cast<std::int32_t>(best.position);
            offer(left.previous, static_cast<std::int32_t>(best.position));
            offer(static_cast<std::int32_t>(best.position), left.next);
        }
    }

    /// A piece that is marked unused goes back into the two that it was made from.
    [[nodiscard]] Result<void> emit(std::string_view piece, std::uint32_t begin, std::uint32_t end, int depth,
                                    std::vector<ModelToken>& tokens,
                                    bool& wasUnknown) const
    {
        const auto id = pieceId(piece.substr(begin, end - begin));
        if (id != TokenTrie::kNone && m_pieces[id].isUnused && depth < kMaxCutDepth) {
            if (const auto cut = bestCut(piece, begin, end); cut != begin) {
                FETTLE_TRY(emit(piece, begin, cut, depth + 1, tokens, wasUnknown));
                return emit(piece, cut, end, depth + 1, tokens, wasUnknown);
            }
        }
        if (id != TokenTrie::kNone) {
            tokens.push_back({id, begin, end});
            wasUnknown = false;
            return {};
        }
        const auto text = piece.substr(begin, end - begin);
        const auto isMissing = [&](char c) { return m_bytes[static_cast<unsigned char>(c)] == TokenTrie::kNone; };
        if (m_options.fallsBackToBytes && std::ranges::none_of(text, isMissing)) {
            for (const char c : text)
                tokens.push_back({m_bytes[static_cast<unsigned char>(c)], begin, end});
            return {};
        }
        if (!m_options.unknown)
            return makeError("tokenizers.no_unknown_token");
        if (wasUnknown)
            tokens.back().end = end;
        else
            tokens.push_back({*m_options.unknown, begin, end});
        wasUnknown = true;
        return {};
    }
    [[nodiscard]] std::uint32_t bestCut(std::string_view piece, std::uint32_t begin, std::uint32_t end) const
    {
        std::uint32_t best = begin;
        double bestScore = -std::numeric_limits<double>::infinity();
        for (auto cut = begin + codePointAt(piece, begin).sizeBytes; cut < end; cut += codePointAt(piece,
            cut).sizeBytes) {
            const auto left = pieceId(piece.substr(begin, cut - begin));
            const auto right = pieceId(piece.substr(cut, end - cut));
            if (left == TokenTrie::kNone || right == TokenTrie::kNone)
                continue;
            const auto score = std::min(m_pieces[left].score, m_pieces[right].score);
            if (score > bestScore) {
                bestScore = score;
                best = cut;
            }
        }
        return best;
    }

    Vocabulary m_vocabulary;
    std::vector<UnigramPiece> m_pieces;
    UnigramOptions m_options;
    bool m_mergesNothing;
    TokenTrie m_trie;
    TokenTrie m_symbols;
    std::vector<std::uint32_t> m_bytes;
};

} // namespace

ModelResult unigramModel(Vocabulary vocabulary, std::vector<UnigramPiece> pieces, const UnigramOptions& options)
{
    return std::unique_ptr<TokenModel>(std::make_unique<UnigramModel>(std::move(vocabulary), std::move(pieces),
                                                                      options));
}

ModelResult scoredPairModel(Vocabulary vocabulary, std::vector<UnigramPiece> pieces, const UnigramOptions& options,
                            bool mergesNothing)
{
    return std::unique_ptr<TokenModel>(
        std::make_unique<ScoredPairModel>(std::move(vocabulary), std::move(pieces), options, mergesNothing));
}

} // namespace fettle::tokenizers
