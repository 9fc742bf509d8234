// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tokenizers/added_tokens.h"

#include <algorithm>

#include "engine/tokenizers/code_points.h"

namespace fettle::tokenizers {

Result<AddedTokens> AddedTokens::read(const nlohmann::json& list, const Vocabulary& vocabulary,
                                      const Normalizer* normalizer)
{
    if (!list.is_array())
        return fieldError("added_tokens", FETTLE_PHRASE("a list"));
    std::vector<AddedToken> tokens;
    for (std::size_t i = 0; i < list.size(); ++i) {
        const JsonFields fields(list[i], "added_tokens[" + std::to_string(i) + "]");
        AddedToken token;
        FETTLE_TRY_ASSIGN(token.content, fields.text("content"));
        FETTLE_TRY_ASSIGN(token.id, fields.number("id"));
        FETTLE_TRY_ASSIGN(token.isSpecial, fields.flag("special", false));
        FETTLE_TRY_ASSIGN(token.isSingleWord, fields.flag("single_word", false));
        FETTLE_TRY_ASSIGN(token.stripsLeft, fields.flag("lstrip", false));
        FETTLE_TRY_ASSIGN(token.stripsRight, fields.flag("rstrip", false));
        FETTLE_TRY_ASSIGN(token.isNormalized, fields.flag("normalized", !token.isSpecial));
        tokens.push_back(std::move(token));
    }
    return of(std::move(tokens), vocabulary, normalizer);
}

Result<AddedTokens> AddedTokens::of(std::vector<AddedToken> tokens, const Vocabulary& vocabulary,
                                    const Normalizer* normalizer)
{
    if (tokens.size() > kMaxTokens)
        return makeError("tokenizers.too_many",
                         {{"limit", static_cast<std::int64_t>(kMaxTokens)}, {"place", "added_tokens"}});
    AddedTokens added;
    auto nextId = static_cast<std::uint32_t>(vocabulary.size());
    std::vector<std::pair<std::string, std::uint32_t>> raw;
    std::vector<std::pair<std::string, std::uint32_t>> normalized;
    for (auto& token : tokens) {
        if (token.content.empty() || added.m_byContent.contains(token.content))
            continue;
        if (token.content.size() > kMaxTokenBytes)
            return makeError("tokenizers.token_too_long",
                             {{"size_bytes", static_cast<std::int64_t>(token.content.size())},
                                                           {"limit_bytes", static_cast<std::int64_t>(kMaxTokenBytes)}});
        const auto known = vocabulary.idOf(token.content);
        token.id = known ? *known : nextId;
        nextId = std::max(nextId, token.id + (known ? 0 : 1));
        auto text = token.content;
        if (token.isNormalized && normalizer) {
            AlignedText aligned;
            aligned.assign(text, 0, false);
            FETTLE_TRY(normalizer->apply(aligned));
            text = aligned.text();
        }
        (token.isNormalized ? normalized : raw).emplace_back(std::move(text), token.id);
        added.m_byId[token.id] = added.m_tokens.size();
        added.m_byContent[token.content] = added.m_tokens.size();
        added.m_tokens.push_back(std::move(token));
    }
    fill(added.m_raw, std::move(raw));
    fill(added.m_normalized, std::move(normalized));
    return added;
}

Result<AddedTokens> AddedTokens::special(std::initializer_list<const char*> contents, const Vocabulary& vocabulary)
{
    std::vector<AddedToken> tokens;
    for (const char* content : contents)
        if (vocabulary.idOf(content)) {
            auto& token = tokens.emplace_back();
            token.content = content;
            token.isSpecial = true;
        }
    return of(std::move(tokens), vocabulary, nullptr);
}

void AddedTokens::fill(Finder& finder, std::vector<std::pair<std::string, std::uint32_t>> entries)
{
    std::vector<std::pair<std::string_view, std::uint32_t>> views;
    finder.texts.reserve(entries.size());
    // Of equal texts the first is found, so it is put in last.
    for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry) {
        finder.texts.push_back(std::move(entry->first));
        views.emplace_back(finder.texts.back(), entry->second);
        if (!finder.texts.back().empty())
            finder.canStart[static_cast<unsigned char>(finder.texts.back().front())] = true;
    }
    finder.trie = TokenTrie(std::move(views));
}

void AddedTokens::cut(std::string_view text, const Finder& finder, std::vector<Section>& sections) const
{
    sections.clear();
    std::size_t open = 0; // what no section holds yet
    const auto isWordAt = [&](std::size_t at) { return isWordCharacter(codePointAt(text, at).value); };
    for (std::size_t at = 0; !finder.trie.empty() && at < text.size();) {
        if (!finder.canStart[static_cast<unsigned char>(text[at])]) {
            ++at;
            continue;
        }
        const auto match = finder.trie.longest(text.substr(at));
        if (!match) {
            ++at;
            continue;
        }
        std::size_t begin = at;
        std::size_t end = at + match->lengthBytes;
        at = end;
        const auto& token = m_tokens[m_byId.at(match->value)];
        if (token.isSingleWord
            && ((begin > 0 && isWordAt(characterBefore(text, begin))) || (end < text.size() && isWordAt(end))))
            continue;
        while (token.stripsLeft && begin > open) {
            const auto before = characterBefore(text, begin);
            if (!isWhitespace(codePointAt(text, before).value))
                break;
            begin = before;
        }
        while (token.stripsRight && end < text.size() && isWhitespace(codePointAt(text, end).value))
            end += codePointAt(text, end).sizeBytes;
        // A neighbour that took the whitespace may have taken what this token starts with.
        begin = std::max(begin, open);
        if (begin >= end)
            continue;
        if (open < begin)
            sections.push_back({{static_cast<std::uint32_t>(open), static_cast<std::uint32_t>(begin)},
                TokenTrie::kNone});
        sections.push_back({{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}, match->value});
        open = end;
    }
    if (open < text.size())
        sections.push_back({{static_cast<std::uint32_t>(open), static_cast<std::uint32_t>(text.size())},
            TokenTrie::kNone});
}

const AddedToken* AddedTokens::find(std::uint32_t id) const
{
    const auto found = m_byId.find(id);
    return found == m_byId.end() ? nullptr : &m_tokens[found->second];
}

const AddedToken* AddedTokens::find(std::string_view content) const
{
    const auto found = m_byContent.find(std::string(content));
    return found == m_byContent.end() ? nullptr : &m_tokens[found->second];
}

} // namespace fettle::tokenizers
