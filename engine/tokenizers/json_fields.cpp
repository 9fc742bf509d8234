// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tokenizers/json_fields.h"

#include <limits>

#include "engine/tokenizers/code_points.h"

namespace fettle::tokenizers {

Error fieldError(std::string place, std::string_view expected)
{
    return makeError("tokenizers.field", {{"place", std::move(place)}, {"expected", std::string(expected)}});
}

Error unknownPart(const JsonFields& fields)
{
    return makeError("tokenizers.unknown_part", {{"type", fields.type()}, {"place", fields.place()}});
}

const nlohmann::json* JsonFields::find(std::string_view key) const
{
    if (!m_object.is_object())
        return nullptr;
    const auto found = m_object.find(std::string(key));
    return found == m_object.end() || found->is_null() ? nullptr : &*found;
}

std::string JsonFields::type() const
{
    const auto* value = find("type");
    return value && value->is_string() ? value->get<std::string>() : std::string();
}

Result<bool> JsonFields::flag(std::string_view key, bool fallback) const
{
    const auto* value = find(key);
    if (!value)
        return fallback;
    if (!value->is_boolean())
        return fieldError(placeOf(key), FETTLE_PHRASE("true or false"));
    return value->get<bool>();
}

Result<std::string> JsonFields::text(std::string_view key, std::optional<std::string> fallback) const
{
    const auto* value = find(key);
    if (!value && fallback)
        return *std::move(fallback);
    if (!value || !value->is_string())
        return fieldError(placeOf(key), FETTLE_PHRASE("a text"));
    return value->get<std::string>();
}

Result<std::uint32_t> JsonFields::number(std::string_view key, std::optional<std::uint32_t> fallback) const
{
    const auto* value = find(key);
    if (!value && fallback)
        return *fallback;
    if (!value || !value->is_number_unsigned()
        || value->get<std::uint64_t>() > std::numeric_limits<std::uint32_t>::max())
        return fieldError(placeOf(key), FETTLE_PHRASE("a whole number that is not negative"));
    return value->get<std::uint32_t>();
}

Result<char32_t> JsonFields::character(std::string_view key, std::optional<char32_t> fallback) const
{
    if (!find(key) && fallback)
        return *fallback;
    FETTLE_TRY_ASSIGN(const auto text, this->text(key));
    if (text.empty() || codePointAt(text, 0).sizeBytes != text.size())
        return fieldError(placeOf(key), FETTLE_PHRASE("one character"));
    return codePointAt(text, 0).value;
}

Result<const nlohmann::json*> JsonFields::object(std::string_view key) const
{
    const auto* value = find(key);
    if (!value || !value->is_object())
        return fieldError(placeOf(key), FETTLE_PHRASE("an object"));
    return value;
}

Result<const nlohmann::json*> JsonFields::list(std::string_view key) const
{
    const auto* value = find(key);
    if (!value || !value->is_array())
        return fieldError(placeOf(key), FETTLE_PHRASE("a list"));
    return value;
}

Result<std::size_t> JsonFields::choice(std::string_view key, std::initializer_list<std::string_view> names,
                                       std::optional<std::size_t> fallback) const
{
    if (!find(key) && fallback)
        return *fallback;
    FETTLE_TRY_ASSIGN(const auto text, this->text(key));
    std::size_t index = 0;
    for (const auto name : names) {
        // The same choice is spelled Right and right, BatchLongest and batch_longest by different writers.
        std::string plain;
        for (const char c : text)
            if (c != '_')
                plain += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
        if (plain == name)
            return index;
        ++index;
    }
    return fieldError(placeOf(key), FETTLE_PHRASE("one of the values that are known"));
}

Result<JsonFields::NamedId> JsonFields::namedId(std::string_view key) const
{
    const auto* value = find(key);
    if (!value || !value->is_array() || value->size() != 2 || !(*value)[0].is_string()
        || !(*value)[1].is_number_unsigned()
        || (*value)[1].get<std::uint64_t>() > std::numeric_limits<std::uint32_t>::max())
        return fieldError(placeOf(key), FETTLE_PHRASE("a token and its number"));
    return NamedId{(*value)[0].get<std::string>(), (*value)[1].get<std::uint32_t>()};
}

} // namespace fettle::tokenizers
