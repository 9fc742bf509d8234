// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tokenizers/sequence_encoder.h"

#include "engine/tokenizers/code_points.h"

namespace fettle::tokenizers {
namespace {

constexpr char32_t kByteLevelSpace = 0x120; // GPT-2's character for a space

/// The whitespace that a token's text starts and ends with.
RawTokens::Trim trimOf(std::string_view token)
{
    const auto isSpaceAt = [&](std::size_t at) {
        const auto c = codePointAt(token, at).value;
        return c == kByteLevelSpace || isWhitespace(c);
    };
    RawTokens::Trim trim;
    for (std::size_t at = 0; at < token.size() && isSpaceAt(at); at += codePointAt(token, at).sizeBytes)
        ++trim.leading;
    for (std::size_t end = token.size(); end > 0; end = characterBefore(token, end)) {
        if (!isSpaceAt(characterBefore(token, end)))
            break;
        ++trim.trailing;
    }
    return trim;
}

} // namespace

Result<void> SequenceEncoder::encode(std::string_view text, RawTokens& out)
{
    auto& sections = m_scratch.rawSections;
    m_parts.added.cutRaw(text, sections);
    for (const auto& section : sections) {
        if (section.id == TokenTrie::kNone) {
            FETTLE_TRY(encodeRawSection(text, section.span, out));
            continue;
        }
        out.ids.push_back(section.id);
        if (m_wantsOffsets) {
            out.spans.push_back(section.span);
            out.trims.push_back(trimOf(text.substr(section.span.begin, section.span.end - section.span.begin)));
        }
    }
    return {};
}

Result<void> SequenceEncoder::encodeRawSection(std::string_view text, TextSpan span, RawTokens& out)
{
    const bool aligned = m_wantsOffsets || (m_parts.preTokenizer && m_parts.preTokenizer->asksForOrigin());
    auto& cut = m_scratch.cut;
    cut.text.assign(text.substr(span.begin, span.end - span.begin), span.begin, aligned);
    if (m_parts.normalizer)
        FETTLE_TRY(m_parts.normalizer->apply(cut.text));
    if (cut.text.empty())
        return {};
    if (!m_parts.added.hasNormalized()) {
        cut.pieces.assign(1, {0, static_cast<std::uint32_t>(cut.text.size())});
        return encodePieces(out);
    }
    auto& sections = m_scratch.sections;
    m_parts.added.cutNormalized(cut.text.text(), sections);
    if (sections.size() == 1 && sections[0].id == TokenTrie::kNone) {
        cut.pieces.assign(1, {0, static_cast<std::uint32_t>(cut.text.size())});
        return encodePieces(out);
    }
    std::swap(m_scratch.section, cut.text);
    for (const auto& section : sections) {
        if (section.id != TokenTrie::kNone) {
            addToken(section, m_scratch.section, out);
            continue;
        }
        cut.text.startFrom(m_scratch.section);
        cut.text.append(m_scratch.section, section.span.begin, section.span.end);
        cut.pieces.assign(1, {0, section.span.end - section.span.begin});
        FETTLE_TRY(encodePieces(out));
    }
    return {};
}

Result<void> SequenceEncoder::encodePieces(RawTokens& out)
{
    auto& cut = m_scratch.cut;
    if (m_parts.preTokenizer)
        FETTLE_TRY(m_parts.preTokenizer->apply(cut));
    for (const auto& piece : cut.pieces)
        FETTLE_TRY(encodePiece(piece, out));
    return {};
}

Result<void> SequenceEncoder::encodePiece(TextSpan piece, RawTokens& out)
{
    const auto word = std::string_view(m_scratch.cut.text.text()).substr(piece.begin, piece.end - piece.begin);
    if (word.empty())
        return {};
    const bool isCached = word.size() <= WordCache::kMaxWordBytes;
    const auto hash = isCached ? WordCache::hashOf(word) : 0;
    if (isCached) {
        if (const auto* slot = m_scratch.cache.find(word, hash)) {
            if (!m_wantsOffsets) {
                out.ids.insert(out.ids.end(), slot->ids.begin(), slot->ids.begin() + slot->tokenCount);
                return {};
            }
            for (std::size_t i = 0; i < slot->tokenCount; ++i)
                addModelToken(slot->ids[i], {piece.begin + slot->begins[i], piece.begin + slot->ends[i]}, out);
            return {};
        }
    }
    auto& tokens = m_scratch.tokens;
    tokens.clear();
    FETTLE_TRY(m_parts.model->tokenize(word, m_scratch.model, tokens));
    if (isCached)
        m_scratch.cache.keep(word, hash, tokens);
    for (const auto& token : tokens) {
        if (m_wantsOffsets)
            addModelToken(token.id, {piece.begin + token.begin, piece.begin + token.end}, out);
        else
            out.ids.push_back(token.id);
    }
    return {};
}

void SequenceEncoder::addToken(const AddedTokens::Section& section, const AlignedText& text, RawTokens& out)
{
    out.ids.push_back(section.id);
    if (!m_wantsOffsets)
        return;
    out.spans.push_back(text.originalOf(section.span.begin, section.span.end));
    out.trims.push_back(trimOf(std::string_view(text.text()).substr(section.span.begin,
                                                                    section.span.end - section.span.begin)));
}

void SequenceEncoder::addModelToken(std::uint32_t id, TextSpan bytes, RawTokens& out)
{
    out.ids.push_back(id);
    out.spans.push_back(m_scratch.cut.text.originalOf(bytes.begin, bytes.end));
    RawTokens::Trim trim;
    if (m_parts.post.trimsOffsets) {
        if (const auto* token = m_parts.model->vocabulary().token(id))
            trim = trimOf(*token);
    }
    out.trims.push_back(trim);
}

} // namespace fettle::tokenizers
