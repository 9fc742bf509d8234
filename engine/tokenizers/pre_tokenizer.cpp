// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tokenizers/pre_tokenizer.h"

#include <algorithm>
#include <functional>
#include <map>

#include <unicode/uscript.h>

#include "engine/tokenizers/code_points.h"
#include "engine/tokenizers/normalizer.h"
#include "engine/tokenizers/piece_split.h"
#include "engine/tokenizers/text_pattern.h"

namespace fettle::tokenizers {
namespace {

/// Cuts at characters that a predicate picks.
class CharacterSplit final : public PreTokenizer {
public:
    CharacterSplit(std::function<bool(char32_t)> picks, SplitBehavior behavior)
        : m_picks(std::move(picks)), m_behavior(behavior)
    {
    }

    Result<void> apply(CutText& cut) const override
    {
        cut.sparePieces.clear();
        for (const auto& piece : cut.pieces) {
            cut.matches.clear();
            for (std::uint32_t at = piece.begin; at < piece.end;) {
                const auto [c, size] = codePointAt(cut.text.text(), at);
                if (m_picks(c))
                    cut.matches.push_back({at, at + size});
                at += size;
            }
            splitPiece(piece, cut.matches, m_behavior, false, cut.sparePieces);
        }
        cut.pieces.swap(cut.sparePieces);
        return {};
    }

private:
    std::function<bool(char32_t)> m_picks;
    SplitBehavior m_behavior;
};

class PatternSplit final : public PreTokenizer {
public:
    PatternSplit(TextPattern pattern, SplitBehavior behavior, bool isInverted)
        : m_pattern(std::move(pattern)), m_behavior(behavior), m_isInverted(isInverted)
    {
        m_isScanned = isScannedPattern(m_pattern.expression());
    }

    Result<void> apply(CutText& cut) const override
    {
        cut.sparePieces.clear();
        for (const auto& piece : cut.pieces) {
            cut.matches.clear();
            if (m_isScanned)
                scanWords(cut.text.text(), piece.begin, piece.end, cut.matches);
            else
                FETTLE_TRY(m_pattern.find(cut.text.text(), piece.begin, piece.end, cut.matches));
            splitPiece(piece, cut.matches, m_behavior, m_isInverted, cut.sparePieces);
        }
        cut.pieces.swap(cut.sparePieces);
        return {};
    }

private:
    TextPattern m_pattern;
    SplitBehavior m_behavior;
    bool m_isInverted;
    bool m_isScanned = false;
};

/// Whitespace goes, punctuation stands alone; one walk.
class BertPreTokenizer final : public PreTokenizer {
public:
    Result<void> apply(CutText& cut) const override
    {
        cut.sparePieces.clear();
        const std::string& text = cut.text.text();
        for (const auto& piece : cut.pieces) {
            std::uint32_t start = piece.begin;
            const auto close = [&](std::uint32_t end) {
                if (start < end)
                    cut.sparePieces.push_back({start, end});
            };
            for (std::uint32_t at = piece.begin; at < piece.end;) {
                const auto [c, size] = codePointAt(text, at);
                const auto next = at + size;
                if ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') {
                    at = next;
                    continue;
                }
                if (isWhitespace(c)) {
                    close(at);
                    start = next;
                } else if (isBertPunctuation(c)) {
                    close(at);
                    cut.sparePieces.push_back({at, next});
                    start = next;
                }
                at = next;
            }
            close(piece.end);
        }
        cut.pieces.swap(cut.sparePieces);
        return {};
    }
};

/// \w+|[^\w\s]+
class WhitespacePreTokenizer final : public PreTokenizer {
public:
    Result<void> apply(CutText& cut) const override
    {
        cut.sparePieces.clear();
        for (const auto& piece : cut.pieces) {
            int last = 0; // 0: whitespace, 1: word, 2: other
            for (std::uint32_t at = piece.begin; at < piece.end;) {
                const auto [c, size] = codePointAt(cut.text.text(), at);
                const int kind = isWordCharacter(c) ? 1 : isWhitespace(c) ? 0 : 2;
                if (kind != 0 && kind == last)
                    cut.sparePieces.back().end = at + size;
                else if (kind != 0)
                    cut.sparePieces.push_back({at, at + size});
                last = kind;
                at += size;
            }
        }
        cut.pieces.swap(cut.sparePieces);
        return {};
    }
};

class ByteLevelPreTokenizer final : public PreTokenizer {
public:
    ByteLevelPreTokenizer(bool addsPrefixSpace, bool usesPattern)
        : m_addsPrefixSpace(addsPrefixSpace), m_usesPattern(usesPattern)
    {
    }

    Result<void> apply(CutText& cut) const override
    {
        if (m_addsPrefixSpace)
            addSpaces(cut);
        if (m_usesPattern) {
            cut.sparePieces.clear();
            for (const auto& piece : cut.pieces)
                scanWords(cut.text.text(), piece.begin, piece.end, cut.sparePieces);
            cut.pieces.swap(cut.sparePieces);
        }
        auto& out = cut.spareText;
        out.startFrom(cut.text);
        const std::string& text = cut.text.text();
        for (auto& piece : cut.pieces) {
            const auto begin = out.size();
            for (std::size_t at = piece.begin; at < piece.end; ++at)
                out.appendInPlaceOf(cut.text, at, textOfByte(static_cast<unsigned char>(text[at])));
            piece = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(out.size())};
        }
        std::swap(cut.text, cut.spareText);
        return {};
    }

private:
    static void addSpaces(CutText& cut)
    {
        auto& out = cut.spareText;
        out.startFrom(cut.text);
        for (auto& piece : cut.pieces) {
            const auto begin = out.size();
            if (!isWhitespace(codePointAt(cut.text.text(), piece.begin).value))
                out.appendInPlaceOf(cut.text, piece.begin, " ");
            out.append(cut.text, piece.begin, piece.end);
            piece = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(out.size())};
        }
        std::swap(cut.text, cut.spareText);
    }

    bool m_addsPrefixSpace;
    bool m_usesPattern;
};

class MetaspacePreTokenizer final : public PreTokenizer {
public:
    MetaspacePreTokenizer(std::string replacement, MetaspacePrefix prefix, bool splits)
        : m_replacement(std::move(replacement)), m_prefix(prefix), m_splits(splits)
    {
    }
    bool asksForOrigin() const override { return m_prefix == MetaspacePrefix::First; }

    Result<void> apply(CutText& cut) const override
    {
        auto& out = cut.spareText;
        out.startFrom(cut.text);
        cut.sparePieces.clear();
        const std::string_view text = cut.text.text();
        for (const auto& piece : cut.pieces) {
            const auto begin = static_cast<std::uint32_t>(out.size());
            const auto rest = text.substr(piece.begin, piece.end - piece.begin);
            const bool isMarked = rest.starts_with(' ') || rest.starts_with(m_replacement);
            const bool wantsPrefix = m_prefix == MetaspacePrefix::Always
                || (m_prefix == MetaspacePrefix::First && cut.text.originalOf(piece.begin, piece.end).begin == 0);
            if (wantsPrefix && !isMarked)
                out.appendInPlaceOf(cut.text, piece.begin, m_replacement);
            std::size_t copied = piece.begin;
            // Never beyond the piece: the next space may be far away.
            const auto within = text.substr(0, piece.end);
            for (auto at = within.find(' ', copied); at != std::string_view::npos; at = within.find(' ', at + 1)) {
                out.append(cut.text, copied, at);
                out.appendInPlaceOf(cut.text, at, m_replacement);
                copied = at + 1;
            }
            out.append(cut.text, copied, piece.end);
            const TextSpan made{begin, static_cast<std::uint32_t>(out.size())};
            if (m_splits)
                split(out.text(), made, cut);
            else
                cut.sparePieces.push_back(made);
        }
        std::swap(cut.text, cut.spareText);
        cut.pieces.swap(cut.sparePieces);
        return {};
    }

private:
    void split(std::string_view text, TextSpan piece, CutText& cut) const
    {
        cut.matches.clear();
        const auto size = static_cast<std::uint32_t>(m_replacement.size());
        text = text.substr(0, piece.end);
        for (auto at = text.find(m_replacement,
                                 piece.begin); at != std::string_view::npos; at = text.find(m_replacement, at + size))
            cut.matches.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at) + size});
        splitPiece(piece, cut.matches, SplitBehavior::MergedWithNext, false, cut.sparePieces);
    }

    std::string m_replacement;
    MetaspacePrefix m_prefix;
    bool m_splits;
};

/// Cuts where the script changes. Japanese syllables go with Han, spaces with anything.
class ScriptSplit final : public PreTokenizer {
public:
    Result<void> apply(CutText& cut) const override
    {
        cut.sparePieces.clear();
        for (const auto& piece : cut.pieces) {
            int last = kNoScript;
            std::uint32_t start = piece.begin;
            for (std::uint32_t at = piece.begin; at < piece.end;) {
                const auto [c, size] = codePointAt(cut.text.text(), at);
                const int script = scriptOf(c);
                if (script != kAnyScript && last != script && at > start) {
                    if (last != kNoScript) {
                        cut.sparePieces.push_back({start, at});
                        start = at;
                    } else {
                        start = at; // what stands before the first script belongs to no piece
                    }
                }
                if (script != kAnyScript)
                    last = script;
                at += size;
            }
            if (last != kNoScript)
                cut.sparePieces.push_back({start, piece.end});
        }
        cut.pieces.swap(cut.sparePieces);
        return {};
    }

private:
    static constexpr int kNoScript = -2;
    static constexpr int kAnyScript = -1;

    static int scriptOf(char32_t c)
    {
        if (c == 0x30FC)
            return USCRIPT_HAN;
        if (c == ' ')
            return kAnyScript;
        UErrorCode status = U_ZERO_ERROR;
        const auto script = uscript_getScript(static_cast<UChar32>(c), &status);
        if (script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA)
            return USCRIPT_HAN;
        return U_FAILURE(status) || script == USCRIPT_UNKNOWN ? kAnyScript : script;
    }
};

class SequencePreTokenizer final : public PreTokenizer {
public:
    explicit SequencePreTokenizer(std::vector<std::unique_ptr<PreTokenizer>> parts) : m_parts(std::move(parts)) {}
    Result<void> apply(CutText& cut) const override
    {
        for (const auto& part : m_parts) {
            FETTLE_TRY(part->apply(cut));
            FETTLE_TRY(checkRoom(cut.text));
        }
        return {};
    }
    bool asksForOrigin() const override
    {
        return std::ranges::any_of(m_parts, [](const auto& part) { return part->asksForOrigin(); });
    }

private:
    std::vector<std::unique_ptr<PreTokenizer>> m_parts;
};

using PreTokenizerResult = Result<std::unique_ptr<PreTokenizer>>;

template <class T, class... Arguments>
PreTokenizerResult madePreTokenizer(Arguments&&... arguments)
{
    return std::unique_ptr<PreTokenizer>(std::make_unique<T>(std::forward<Arguments>(arguments)...));
}

PreTokenizerResult readByteLevel(const JsonFields& fields)
{
    FETTLE_TRY_ASSIGN(const bool addsSpace, fields.flag("add_prefix_space", true));
    FETTLE_TRY_ASSIGN(const bool usesPattern, fields.flag("use_regex", true));
    return byteLevelPreTokenizer(addsSpace, usesPattern);
}

PreTokenizerResult readMetaspace(const JsonFields& fields)
{
    FETTLE_TRY_ASSIGN(const auto replacement, fields.character("replacement", U'\x2581'));
    FETTLE_TRY_ASSIGN(const auto prefix, readMetaspacePrefix(fields));
    FETTLE_TRY_ASSIGN(const bool splits, fields.flag("split", true));
    std::string text;
    appendUtf8(text, replacement);
    return metaspacePreTokenizer(std::move(text), prefix, splits);
}

PreTokenizerResult readDigits(const JsonFields& fields)
{
    FETTLE_TRY_ASSIGN(const bool individual, fields.flag("individual_digits", false));
    return madePreTokenizer<CharacterSplit>(isNumber, individual ? SplitBehavior::Isolated : SplitBehavior::Contiguous);
}

PreTokenizerResult readPunctuation(const JsonFields& fields)
{
    FETTLE_TRY_ASSIGN(const auto behavior, readSplitBehavior(fields, SplitBehavior::Isolated));
    return madePreTokenizer<CharacterSplit>(isBertPunctuation, behavior);
}

PreTokenizerResult readDelimiter(const JsonFields& fields)
{
    FETTLE_TRY_ASSIGN(const auto delimiter, fields.character("delimiter"));
    return madePreTokenizer<CharacterSplit>([delimiter](char32_t c) { return c == delimiter; }, SplitBehavior::Removed);
}

PreTokenizerResult readSplit(const JsonFields& fields)
{
    FETTLE_TRY_ASSIGN(auto pattern, TextPattern::read(fields, "pattern"));
    FETTLE_TRY_ASSIGN(const auto behavior, readSplitBehavior(fields));
    FETTLE_TRY_ASSIGN(const bool inverted, fields.flag("invert", false));
    return madePreTokenizer<PatternSplit>(std::move(pattern), behavior, inverted);
}

PreTokenizerResult readPreSequence(const JsonFields& fields)
{
    FETTLE_TRY_ASSIGN(const auto* list, fields.list("pretokenizers"));
    if (list->size() > kMaxParts)
        return makeError("tokenizers.too_many",
                         {{"limit", static_cast<std::int64_t>(kMaxParts)}, {"place", fields.placeOf("pretokenizers")}});
    std::vector<std::unique_ptr<PreTokenizer>> parts;
    for (std::size_t i = 0; i < list->size(); ++i) {
        FETTLE_TRY_ASSIGN(auto part,
                          readPreTokenizer((*list)[i], fields.placeOf("pretokenizers[" + std::to_string(i) + "]")));
        parts.push_back(std::move(part));
    }
    return madePreTokenizer<SequencePreTokenizer>(std::move(parts));
}

} // namespace

Result<MetaspacePrefix> readMetaspacePrefix(const JsonFields& fields)
{
    // Older files say add_prefix_space where newer ones say prepend_scheme.
    FETTLE_TRY_ASSIGN(const bool addsSpace, fields.flag("add_prefix_space", true));
    FETTLE_TRY_ASSIGN(const auto scheme,
                      fields.choice("prepend_scheme", {"always", "first", "never"}, addsSpace ? 0 : 2));
    return static_cast<MetaspacePrefix>(scheme);
}

PreTokenizerResult readPreTokenizer(const nlohmann::json& object, const std::string& place)
{
    using Reader = std::function<PreTokenizerResult(const JsonFields&)>;
    static const std::map<std::string, Reader, std::less<>> kReaders{
        {"BertPreTokenizer", [](const JsonFields&) { return madePreTokenizer<BertPreTokenizer>(); }},
        {"Whitespace", [](const JsonFields&) { return madePreTokenizer<WhitespacePreTokenizer>(); }},
        {"WhitespaceSplit",
            [](const JsonFields&) { return madePreTokenizer<CharacterSplit>(isWhitespace, SplitBehavior::Removed); }},
        {"UnicodeScripts", [](const JsonFields&) { return madePreTokenizer<ScriptSplit>(); }},
        {"ByteLevel", readByteLevel},
        {"Metaspace", readMetaspace},
        {"Punctuation", readPunctuation},
        {"Digits", readDigits},
        {"Split", readSplit},
        {"CharDelimiterSplit", readDelimiter},
        {"Sequence", readPreSequence},
    };
    const JsonFields fields(object, place);
    const auto reader = kReaders.find(fields.type());
    return reader == kReaders.end() ? PreTokenizerResult(unknownPart(fields)) : reader->second(fields);
}

std::unique_ptr<PreTokenizer> bertPreTokenizer() { return std::make_unique<BertPreTokenizer>(); }

std::unique_ptr<PreTokenizer> byteLevelPreTokenizer(bool addsPrefixSpace, bool usesPattern)
{
    return std::make_unique<ByteLevelPreTokenizer>(addsPrefixSpace, usesPattern);
}

std::unique_ptr<PreTokenizer> metaspacePreTokenizer(std::string replacement, MetaspacePrefix prefix, bool splits)
{
    return std::make_unique<MetaspacePreTokenizer>(std::move(replacement), prefix, splits);
}

} // namespace fettle::tokenizers
