// SPDX-License-Identifier: GPL-3.0-or-later
// SentencePiece's .model: a protocol-buffer message of pieces and the settings of its training and normalizing.
#include <algorithm>
#include <bit>
#include <cmath>
#include <unordered_set>

#include "engine/tokenizers/tokenizer.h"
#include "engine/tokenizers/tokenizer_parts.h"

namespace fettle::tokenizers {
namespace {

Error damagedModel(std::string_view reason)
{
    return makeError("tokenizers.sentencepiece", {{"reason", std::string(reason)}});
}

/// The fields of one message, one after the other.
class MessageReader {
public:
    explicit MessageReader(std::string_view bytes) : m_rest(bytes) {}

    enum class Wire { Varint = 0, Fixed64 = 1, Bytes = 2, Fixed32 = 5 };
    struct Field {
        std::uint32_t number = 0;
        Wire wire = Wire::Varint;
        std::uint64_t value = 0;
        std::string_view bytes;

        [[nodiscard]] bool isBytes(std::uint32_t wanted) const { return number == wanted && wire == Wire::Bytes; }
        [[nodiscard]] bool isVarint(std::uint32_t wanted) const { return number == wanted && wire == Wire::Varint; }
    };

    [[nodiscard]] bool atEnd() const noexcept { return m_rest.empty(); }
    /// Nothing where the message is damaged.
    [[nodiscard]] std::optional<Field> next()
    {
        const auto tag = varint();
        if (!tag || (*tag >> 3) == 0 || (*tag >> 3) > 0x1FFFFFFF)
            return std::nullopt;
        Field field;
        field.number = static_cast<std::uint32_t>(*tag >> 3);
        switch (*tag & 7) {
        case 0:
            if (const auto value = varint()) {
                field.value = *value;
                return field;
            }
            return std::nullopt;
        case 1: return fixed(field, 8, Wire::Fixed64);
        case 5: return fixed(field, 4, Wire::Fixed32);
        case 2: {
            const auto size = varint();
            if (!size || *size > m_rest.size())
                return std::nullopt;
            field.wire = Wire::Bytes;
            field.bytes = m_rest.substr(0, *size);
            m_rest.remove_prefix(*size);
            return field;
        }
        default: return std::nullopt;
        }
    }

private:
    std::optional<std::uint64_t> varint()
    {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64 && !m_rest.empty(); shift += 7) {
            const auto byte = static_cast<unsigned char>(m_rest.front());
            m_rest.remove_prefix(1);
            value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
            if (byte < 0x80)
                return value;
        }
        return std::nullopt;
    }
    std::optional<Field> fixed(Field field, std::size_t size, Wire wire)
    {
        if (m_rest.size() < size)
            return std::nullopt;
        for (std::size_t i = size; i-- > 0;)
            field.value = (field.value << 8) | static_cast<unsigned char>(m_rest[i]);
        field.wire = wire;
        m_rest.remove_prefix(size);
        return field;
    }

    std::string_view m_rest;
};

enum class PieceKind { Normal = 1, Unknown = 2, Control = 3, UserDefined = 4, Unused = 5, Byte = 6 };

struct SentencePieceFile {
    std::vector<std::string> tokens;
    std::vector<UnigramPiece> pieces;
    std::vector<bool> isControl;
    std::optional<std::uint32_t> unknown;
    std::uint64_t modelType = 1;
    bool fallsBackToBytes = false;
    std::string_view charsmap;
    SentencePieceNormalizing normalizing;
};

Result<void> readPiece(std::string_view bytes, SentencePieceFile& file)
{
    std::string text;
    float score = 0;
    std::uint64_t kind = 1;
    MessageReader reader(bytes);
    while (!reader.atEnd()) {
        const auto field = reader.next();
        if (!field)
            return damagedModel(FETTLE_PHRASE("a piece is cut short"));
        if (field->isBytes(1))
            text = std::string(field->bytes);
        else if (field->number == 2 && field->wire == MessageReader::Wire::Fixed32)
            score = std::bit_cast<float>(static_cast<std::uint32_t>(field->value));
        else if (field->isVarint(3))
            kind = field->value;
    }
    if (text.empty() || !platform::isValidUtf8(text))
        return damagedModel(FETTLE_PHRASE("a piece is empty or no UTF-8 text"));
    if (!std::isfinite(score))
        return damagedModel(FETTLE_PHRASE("a score is not a number"));
    if (kind < 1 || kind > 6)
        return damagedModel(FETTLE_PHRASE("a piece is of an unknown kind"));
    const auto known = static_cast<PieceKind>(kind);
    UnigramPiece piece;
    piece.score = score;
    piece.isHidden = known == PieceKind::Unknown || known == PieceKind::Control || known == PieceKind::Byte;
    piece.isUserDefined = known == PieceKind::UserDefined;
    piece.isUnused = known == PieceKind::Unused;
    if (known == PieceKind::Unknown) {
        if (file.unknown)
            return damagedModel(FETTLE_PHRASE("two pieces say what is unknown"));
        file.unknown = static_cast<std::uint32_t>(file.tokens.size());
    }
    file.tokens.push_back(std::move(text));
    file.pieces.push_back(piece);
    file.isControl.push_back(known == PieceKind::Control);
    if (file.tokens.size() > kMaxTokens)
        return makeError("tokenizers.too_many",
                         {{"limit", static_cast<std::int64_t>(kMaxTokens)}, {"place", "pieces"}});
    return {};
}

Result<void> readTraining(std::string_view bytes, SentencePieceFile& file)
{
    MessageReader reader(bytes);
    while (!reader.atEnd()) {
        const auto field = reader.next();
        if (!field)
            return damagedModel(FETTLE_PHRASE("its settings are cut short"));
        if (field->isVarint(3))
            file.modelType = field->value;
        else if (field->isVarint(24))
            file.normalizing.spaceIsSuffix = field->value != 0;
        else if (field->isVarint(35))
            file.fallsBackToBytes = field->value != 0;
    }
    return {};
}

Result<void> readNormalizing(std::string_view bytes, SentencePieceFile& file)
{
    MessageReader reader(bytes);
    while (!reader.atEnd()) {
        const auto field = reader.next();
        if (!field)
            return damagedModel(FETTLE_PHRASE("its settings are cut short"));
        if (field->isBytes(2))
            file.charsmap = field->bytes;
        else if (field->isVarint(3))
            file.normalizing.addsSpace = field->value != 0;
        else if (field->isVarint(4))
            file.normalizing.removesExtraSpaces = field->value != 0;
        else if (field->isVarint(5))
            file.normalizing.escapesSpaces = field->value != 0;
    }
    return {};
}

Result<SentencePieceFile> readSentencePieceFile(std::string_view bytes)
{
    SentencePieceFile file;
    MessageReader reader(bytes);
    while (!reader.atEnd()) {
        const auto field = reader.next();
        if (!field)
            return damagedModel(FETTLE_PHRASE("it is cut short"));
        if (field->isBytes(1))
            FETTLE_TRY(readPiece(field->bytes, file));
        else if (field->isBytes(2))
            FETTLE_TRY(readTraining(field->bytes, file));
        else if (field->isBytes(3))
            FETTLE_TRY(readNormalizing(field->bytes, file));
    }
    if (!file.unknown)
        return damagedModel(FETTLE_PHRASE("no piece says what is unknown"));
    return file;
}

/// Puts the pieces in a family's order. Its networks were made with a list of tokens that begins with tokens of its own,
/// in place of the file's first three or behind the file's first one, and ends with the mask.
Result<void> renumber(SentencePieceFile& file, PieceNumbers numbers)
{
    const std::vector<std::string> expected{"<unk>", "<s>", "</s>"};
    if (file.tokens.size() < expected.size() || !std::equal(expected.begin(), expected.end(), file.tokens.begin()))
        return damagedModel(FETTLE_PHRASE("its first pieces are not those of the model's family"));
    const bool isXlm = numbers == PieceNumbers::XlmRoberta;
    const std::ptrdiff_t leftOut = isXlm ? 3 : 1;
    const auto own = isXlm ? std::vector<std::string>{"<s>", "<pad>", "</s>", "<unk>"}
                           : std::vector<std::string>{"<s>NOTUSED", "<pad>", "</s>NOTUSED", "<unk>", "<unk>NOTUSED"};
    UnigramPiece hidden; // stands in no text
    hidden.isHidden = true;
    const auto arrange = [&](auto& list, const auto& before, const auto& behind) {
        list.erase(list.begin(), list.begin() + leftOut);
        list.insert(list.begin(), before.begin(), before.end());
        list.push_back(behind);
    };
    arrange(file.tokens, own, std::string("<mask>"));
    arrange(file.pieces, std::vector<UnigramPiece>(own.size(), hidden), hidden);
    arrange(file.isControl, std::vector<bool>(own.size(), true), true);
    file.unknown = 3;
    file.isControl[3] = false;
    return {};
}

} // namespace

Result<Tokenizer> Tokenizer::fromSentencePiece(std::string_view bytes, PieceNumbers numbers)
{
    FETTLE_TRY_ASSIGN(auto file, readSentencePieceFile(bytes));
    if (numbers != PieceNumbers::Own)
        FETTLE_TRY(renumber(file, numbers));
    std::unordered_set<std::string_view> seen;
    for (const auto& token : file.tokens)
        if (!seen.insert(token).second)
            return damagedModel(FETTLE_PHRASE("a piece stands there twice"));
    UnigramOptions options;
    options.unknown = file.unknown;
    options.fallsBackToBytes = file.fallsBackToBytes;
    options.isSentencePiece = true;

    std::vector<std::pair<std::string_view, std::uint32_t>> symbols;
    for (std::size_t i = 0; i < file.tokens.size(); ++i)
        if (file.pieces[i].isUserDefined)
            symbols.emplace_back(file.tokens[i], static_cast<std::uint32_t>(i));
    file.normalizing.symbols = TokenTrie(std::move(symbols));
    FETTLE_TRY_ASSIGN(file.normalizing.map, Charsmap::read(file.charsmap));

    TokenizerParts parts;
    parts.isControl = std::move(file.isControl);
    FETTLE_TRY_ASSIGN(auto vocabulary, Vocabulary::ofList(std::move(file.tokens)));
    enum ModelType : std::uint64_t { Unigram = 1, Pairs = 2, Characters = 4 };
    if (file.modelType == Unigram) {
        FETTLE_TRY_ASSIGN(parts.model, unigramModel(std::move(vocabulary), std::move(file.pieces), options));
    } else if (file.modelType == Pairs || file.modelType == Characters) {
        FETTLE_TRY_ASSIGN(parts.model,
                          scoredPairModel(std::move(vocabulary), std::move(file.pieces), options,
                                          file.modelType == Characters));
    } else {
        return makeError("tokenizers.unknown_part",
                         {{"type", std::to_string(file.modelType)}, {"place", "trainer_spec.model_type"}});
    }
    if (numbers != PieceNumbers::Own) {
        const auto& tokens = parts.model->vocabulary();
        parts.post = PostProcessor::roberta(*tokens.idOf("<s>"), *tokens.idOf("</s>"));
        FETTLE_TRY_ASSIGN(parts.added, AddedTokens::special({"<s>", "</s>", "<pad>", "<unk>", "<mask>", "<s>NOTUSED",
                                                             "</s>NOTUSED", "<unk>NOTUSED"}, tokens));
    }
    parts.decoder = sentencePieceDecoder(file.normalizing.addsSpace);
    parts.normalizer = sentencePieceNormalizer(std::move(file.normalizing));
    return Tokenizer(std::move(parts));
}

} // namespace fettle::tokenizers
