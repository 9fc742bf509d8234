// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tokenizers/vocabulary.h"

#include <algorithm>

namespace fettle::tokenizers {
namespace {

Result<void> checkToken(std::string_view token)
{
    if (token.size() > kMaxTokenBytes)
        return makeError("tokenizers.token_too_long", {{"size_bytes", static_cast<std::int64_t>(token.size())},
                                                       {"limit_bytes", static_cast<std::int64_t>(kMaxTokenBytes)}});
    return {};
}

Error tooManyTokens(const std::string& place)
{
    return makeError("tokenizers.too_many", {{"limit", static_cast<std::int64_t>(kMaxTokens)}, {"place", place}});
}

} // namespace

Result<Vocabulary> Vocabulary::read(const nlohmann::json& object, const std::string& place)
{
    if (!object.is_object())
        return fieldError(place, FETTLE_PHRASE("an object"));
    if (object.size() > kMaxTokens)
        return tooManyTokens(place);
    // Gaps are allowed, but a single number may not ask for gigabytes.
    const std::uint64_t idLimit = 4 * static_cast<std::uint64_t>(object.size()) + 100'000;
    Vocabulary vocabulary;
    for (const auto& [token, id] : object.items()) {
        FETTLE_TRY(checkToken(token));
        if (!id.is_number_unsigned())
            return fieldError(place + "." + token.substr(0, 100), FETTLE_PHRASE("a whole number that is not negative"));
        const auto number = id.get<std::uint64_t>();
        if (number >= idLimit)
            return makeError("tokenizers.ids",
                             {{"token", token.substr(0, 100)},
                                 {"id", static_cast<std::int64_t>(std::min<std::uint64_t>(number, 1ull << 53))},
                                                {"count", static_cast<std::int64_t>(object.size())}});
        if (number >= vocabulary.m_tokens.size()) {
            vocabulary.m_tokens.resize(number + 1);
            vocabulary.m_isUsed.resize(number + 1);
        }
        vocabulary.m_tokens[number] = token;
        vocabulary.m_isUsed[number] = true;
    }
    vocabulary.m_ids.reserve(object.size());
    for (std::size_t id = 0; id < vocabulary.m_tokens.size(); ++id)
        if (vocabulary.m_isUsed[id])
            vocabulary.m_ids[vocabulary.m_tokens[id]] = static_cast<std::uint32_t>(id);
    return vocabulary;
}

Result<Vocabulary> Vocabulary::ofList(std::vector<std::string> tokens)
{
    if (tokens.size() > kMaxTokens)
        return tooManyTokens("vocab");
    Vocabulary vocabulary;
    vocabulary.m_tokens = std::move(tokens);
    vocabulary.m_isUsed.assign(vocabulary.m_tokens.size(), true);
    vocabulary.m_ids.reserve(vocabulary.m_tokens.size());
    for (std::size_t id = 0; id < vocabulary.m_tokens.size(); ++id) {
        FETTLE_TRY(checkToken(vocabulary.m_tokens[id]));
        vocabulary.m_ids[vocabulary.m_tokens[id]] = static_cast<std::uint32_t>(id);
    }
    return vocabulary;
}

std::optional<std::uint32_t> Vocabulary::idOf(std::string_view token) const
{
    const auto found = m_ids.find(token);
    return found == m_ids.end() ? std::nullopt : std::optional(found->second);
}

const std::string* Vocabulary::token(std::uint32_t id) const
{
    return id < m_tokens.size() && m_isUsed[id] ? &m_tokens[id] : nullptr;
}

std::vector<std::pair<std::string_view, std::uint32_t>> Vocabulary::entries() const
{
    std::vector<std::pair<std::string_view, std::uint32_t>> all;
    all.reserve(m_tokens.size());
    for (std::size_t id = 0; id < m_tokens.size(); ++id)
        if (m_isUsed[id])
            all.emplace_back(m_tokens[id], static_cast<std::uint32_t>(id));
    return all;
}

} // namespace fettle::tokenizers
