// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <charconv>
#include <cmath>

#include "engine/tokenizers/code_points.h"
#include "engine/tokenizers/token_model.h"
#include "engine/tokenizers/token_trie.h"

namespace fettle::tokenizers {
namespace {

/// The longest token that a word starts with, then the longest that continues it; a word that cannot be cut so is
/// unknown as a whole.
class WordPieceModel final : public TokenModel {
public:
    WordPieceModel(Vocabulary vocabulary, std::uint32_t unknown, const WordPieceOptions& options)
        : m_vocabulary(std::move(vocabulary)), m_trie(m_vocabulary.entries()), m_unknown(unknown),
            m_maxCharacters(options.maxCharacters),
          m_continuing(m_trie.walk(TokenTrie::kRoot, options.prefix))
    {
    }

    Result<void> tokenize(std::string_view piece, ModelScratch&, std::vector<ModelToken>& tokens) const override
    {
        const auto before = tokens.size();
        const auto size = static_cast<std::uint32_t>(piece.size());
        bool isKnown = size <= m_maxCharacters || countCharacters(piece) <= m_maxCharacters;
        std::uint32_t node = TokenTrie::kRoot;
        for (std::uint32_t at = 0; isKnown && at < size;) {
            const auto match = node == TokenTrie::kNone ? std::nullopt : m_trie.longest(piece.substr(at), node);
            // A token that ends inside a character cannot come from a text.
            isKnown = match.has_value();
            if (!isKnown)
                break;
            const auto end = at + static_cast<std::uint32_t>(match->lengthBytes);
            tokens.push_back({match->value, at, end});
            at = end;
            node = m_continuing;
        }
        if (!isKnown) {
            tokens.resize(before);
            tokens.push_back({m_unknown, 0, size});
        }
        return {};
    }
    const Vocabulary& vocabulary() const override { return m_vocabulary; }

private:
    Vocabulary m_vocabulary;
    TokenTrie m_trie;
    std::uint32_t m_unknown;
    std::size_t m_maxCharacters;
    std::uint32_t m_continuing;
};

class WordLevelModel final : public TokenModel {
public:
    WordLevelModel(Vocabulary vocabulary, std::optional<std::uint32_t> unknown)
        : m_vocabulary(std::move(vocabulary)), m_unknown(unknown)
    {
    }

    Result<void> tokenize(std::string_view piece, ModelScratch&, std::vector<ModelToken>& tokens) const override
    {
        const auto id = m_vocabulary.idOf(piece);
        if (!id && !m_unknown)
            return makeError("tokenizers.no_unknown_token");
        tokens.push_back({id ? *id : *m_unknown, 0, static_cast<std::uint32_t>(piece.size())});
        return {};
    }
    const Vocabulary& vocabulary() const override { return m_vocabulary; }

private:
    Vocabulary m_vocabulary;
    std::optional<std::uint32_t> m_unknown;
};

ModelResult readWordPiece(const JsonFields& fields)
{
    FETTLE_TRY_ASSIGN(const auto* tokens, fields.object("vocab"));
    FETTLE_TRY_ASSIGN(auto vocabulary, Vocabulary::read(*tokens, fields.placeOf("vocab")));
    WordPieceOptions options;
    FETTLE_TRY_ASSIGN(options.unknown, fields.text("unk_token", options.unknown));
    FETTLE_TRY_ASSIGN(options.prefix, fields.text("continuing_subword_prefix", options.prefix));
    FETTLE_TRY_ASSIGN(const auto limit, fields.number("max_input_chars_per_word", 100));
    options.maxCharacters = limit;
    return wordPieceModel(std::move(vocabulary), options);
}

ModelResult readWordLevel(const JsonFields& fields)
{
    FETTLE_TRY_ASSIGN(const auto* tokens, fields.object("vocab"));
    FETTLE_TRY_ASSIGN(auto vocabulary, Vocabulary::read(*tokens, fields.placeOf("vocab")));
    FETTLE_TRY_ASSIGN(const auto unknown, fields.text("unk_token", "<unk>"));
    const auto id = vocabulary.idOf(unknown);
    return std::unique_ptr<TokenModel>(std::make_unique<WordLevelModel>(std::move(vocabulary), id));
}

/// The programs that made these files read a decimal as its digits times a power of ten, which rounds twice. Where two
/// cuts of a text have the same score but for the last bit, that bit decides.
double scoreAsWritten(double score)
{
    std::array<char, 64> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), std::abs(score),
                                   std::chars_format::scientific).ptr;
    std::uint64_t digits = 0;
    int exponent = 0;
    bool afterPoint = false;
    for (const char* at = text.data(); at < end; ++at) {
        if (*at == '.') {
            afterPoint = true;
        } else if (*at == 'e') {
            int written = 0;
            const char* from = at[1] == '+' ? at + 2 : at + 1;
            std::from_chars(from, end, written);
            exponent += written;
            break;
        } else {
            digits = digits * 10 + static_cast<std::uint64_t>(*at - '0');
            exponent -= afterPoint ? 1 : 0;
        }
    }
    if (digits == 0 || exponent < -300 || exponent > 300)
        return score;
    // Powers of ten up to 22 are exact; beyond, scores do not occur.
    const double power = std::pow(10.0, std::abs(exponent));
    const double magnitude = exponent < 0 ? static_cast<double>(digits) / power : static_cast<double>(digits) * power;
    return score < 0 ? -magnitude : magnitude;
}

ModelResult readUnigram(const JsonFields& fields)
{
    FETTLE_TRY_ASSIGN(const auto* list, fields.list("vocab"));
    std::vector<std::string> tokens;
    std::vector<UnigramPiece> pieces;
    for (std::size_t i = 0; i < list->size(); ++i) {
        const auto& entry = (*list)[i];
        if (!entry.is_array() || entry.size() != 2 || !entry[0].is_string() || !entry[1].is_number())
            return fieldError(fields.placeOf("vocab[" + std::to_string(i) + "]"),
                              FETTLE_PHRASE("a token and its score"));
        tokens.push_back(entry[0].get<std::string>());
        UnigramPiece piece;
        piece.score = scoreAsWritten(entry[1].get<double>());
        pieces.push_back(piece);
    }
    UnigramOptions options;
    if (fields.find("unk_id")) {
        FETTLE_TRY_ASSIGN(options.unknown, fields.number("unk_id"));
        if (*options.unknown >= tokens.size())
            return fieldError(fields.placeOf("unk_id"), FETTLE_PHRASE("the number of a token"));
    }
    FETTLE_TRY_ASSIGN(options.fallsBackToBytes, fields.flag("byte_fallback", false));
    FETTLE_TRY_ASSIGN(auto vocabulary, Vocabulary::ofList(std::move(tokens)));
    return unigramModel(std::move(vocabulary), std::move(pieces), options);
}

Result<std::vector<std::pair<std::string, std::string>>> readMerges(const JsonFields& fields)
{
    FETTLE_TRY_ASSIGN(const auto* list, fields.list("merges"));
    std::vector<std::pair<std::string, std::string>> merges;
    merges.reserve(list->size());
    for (std::size_t i = 0; i < list->size(); ++i) {
        const auto& entry = (*list)[i];
        if (entry.is_array() && entry.size() == 2 && entry[0].is_string() && entry[1].is_string()) {
            merges.emplace_back(entry[0].get<std::string>(), entry[1].get<std::string>());
            continue;
        }
        const auto line = entry.is_string() ? entry.get<std::string>() : std::string();
        const auto space = line.find(' ');
        if (space == std::string::npos || line.find(' ', space + 1) != std::string::npos)
            return makeError("tokenizers.merge", {{"index", static_cast<std::int64_t>(i)}});
        merges.emplace_back(line.substr(0, space), line.substr(space + 1));
    }
    return merges;
}

ModelResult readBytePair(const JsonFields& fields)
{
    if (const auto* dropout = fields.find("dropout"); dropout
        && !(dropout->is_number() && dropout->get<double>() == 0.0))
        return makeError("tokenizers.dropout",
                         {{"dropout", dropout->is_number() ? Value(dropout->get<double>()) : Value(dropout->dump())}});
    FETTLE_TRY_ASSIGN(const auto* tokens, fields.object("vocab"));
    FETTLE_TRY_ASSIGN(auto vocabulary, Vocabulary::read(*tokens, fields.placeOf("vocab")));
    FETTLE_TRY_ASSIGN(const auto merges, readMerges(fields));
    BytePairOptions options;
    if (fields.find("unk_token")) {
        FETTLE_TRY_ASSIGN(options.unknown, fields.text("unk_token"));
    }
    FETTLE_TRY_ASSIGN(options.prefix, fields.text("continuing_subword_prefix", ""));
    FETTLE_TRY_ASSIGN(options.suffix, fields.text("end_of_word_suffix", ""));
    FETTLE_TRY_ASSIGN(options.fusesUnknown, fields.flag("fuse_unk", false));
    FETTLE_TRY_ASSIGN(options.fallsBackToBytes, fields.flag("byte_fallback", false));
    FETTLE_TRY_ASSIGN(options.ignoresMerges, fields.flag("ignore_merges", false));
    return bytePairModel(std::move(vocabulary), merges, options);
}

} // namespace

ModelResult wordPieceModel(Vocabulary vocabulary, const WordPieceOptions& options)
{
    const auto unknown = vocabulary.idOf(options.unknown);
    if (!unknown)
        return makeError("tokenizers.token_missing", {{"token", options.unknown}});
    return std::unique_ptr<TokenModel>(std::make_unique<WordPieceModel>(std::move(vocabulary), *unknown, options));
}

ModelResult readModel(const nlohmann::json& object)
{
    const JsonFields fields(object, "model");
    auto type = fields.type();
    if (type.empty()) {
        // Files of the first versions name no type; the shape of the model tells it.
        const auto* vocabulary = fields.find("vocab");
        type = vocabulary && vocabulary->is_array() ? "Unigram" : fields.find("merges") ? "BPE"
            : fields.find("continuing_subword_prefix") || fields.find("max_input_chars_per_word") ? "WordPiece"
                : "WordLevel";
    }
    if (type == "WordPiece")
        return readWordPiece(fields);
    if (type == "BPE")
        return readBytePair(fields);
    if (type == "Unigram")
        return readUnigram(fields);
    if (type == "WordLevel")
        return readWordLevel(fields);
    return unknownPart(fields);
}

} // namespace fettle::tokenizers
