// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/contract/value.h"

#include <cmath>
#include <limits>

#include <nlohmann/json.hpp>

#include "engine/contract/result.h"

namespace fettle {
namespace {

const std::string kEmptyText;
const ValueList kEmptyList;
const ValueMap kEmptyMap;
const Value kNullValue;

double realFromText(const std::string& text, double fallback)
{
    if (text == "NaN")
        return std::numeric_limits<double>::quiet_NaN();
    if (text == "Infinity")
        return std::numeric_limits<double>::infinity();
    if (text == "-Infinity")
        return -std::numeric_limits<double>::infinity();
    return fallback;
}

} // namespace

Value::Value(ValueList value) : m_data(std::make_shared<const ValueList>(std::move(value))) {}
Value::Value(ValueMap value) : m_data(std::make_shared<const ValueMap>(std::move(value))) {}

bool Value::asBoolean(bool fallback) const noexcept
{
    const auto* value = std::get_if<bool>(&m_data);
    return value ? *value : fallback;
}

std::int64_t Value::asInteger(std::int64_t fallback) const noexcept
{
    if (const auto* value = std::get_if<std::int64_t>(&m_data))
        return *value;
    if (const auto* value = std::get_if<double>(&m_data);
        value && std::trunc(*value) == *value && std::abs(*value) < 9.0e18)
        return static_cast<std::int64_t>(*value);
    return fallback;
}

double Value::asReal(double fallback) const noexcept
{
    if (const auto* value = std::get_if<double>(&m_data))
        return *value;
    if (const auto* value = std::get_if<std::int64_t>(&m_data))
        return static_cast<double>(*value);
    if (const auto* value = std::get_if<std::string>(&m_data))
        return realFromText(*value, fallback);
    return fallback;
}

const std::string& Value::asText() const noexcept
{
    const auto* value = std::get_if<std::string>(&m_data);
    return value ? *value : kEmptyText;
}

const ValueList& Value::asList() const noexcept
{
    const auto* value = std::get_if<std::shared_ptr<const ValueList>>(&m_data);
    return value ? **value : kEmptyList;
}

const ValueMap& Value::asMap() const noexcept
{
    const auto* value = std::get_if<std::shared_ptr<const ValueMap>>(&m_data);
    return value ? **value : kEmptyMap;
}

const Value& Value::at(std::string_view key) const noexcept
{
    const auto& map = asMap();
    const auto found = map.find(key);
    return found == map.end() ? kNullValue : found->second;
}

std::string Value::toDisplay() const
{
    if (isText())
        return asText();
    return toJson(*this).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

bool operator==(const Value& a, const Value& b)
{
    if (a.type() != b.type())
        return false;
    switch (a.type()) {
    case Value::Type::List: return a.asList() == b.asList();
    case Value::Type::Map: return a.asMap() == b.asMap();
    case Value::Type::Real: {
        const double x = a.asReal();
        const double y = b.asReal();
        return x == y || (std::isnan(x) && std::isnan(y));
    }
    default: return a.m_data == b.m_data;
    }
}

nlohmann::json toJson(const ValueMap& map)
{
    auto json = nlohmann::json::object();
    for (const auto& [key, value] : map)
        json[key] = toJson(value);
    return json;
}

nlohmann::json toJson(const Value& value)
{
    switch (value.type()) {
    case Value::Type::Null: return nullptr;
    case Value::Type::Boolean: return value.asBoolean();
    case Value::Type::Integer: return value.asInteger();
    case Value::Type::Text: return value.asText();
    case Value::Type::Map: return toJson(value.asMap());
    case Value::Type::Real: {
        const double real = value.asReal();
        if (std::isnan(real))
            return "NaN";
        if (std::isinf(real))
            return real > 0 ? "Infinity" : "-Infinity";
        return real;
    }
    case Value::Type::List: break;
    }
    auto json = nlohmann::json::array();
    for (const auto& item : value.asList())
        json.push_back(toJson(item));
    return json;
}

Value valueFromJson(const nlohmann::json& json)
{
    using Kind = nlohmann::json::value_t;
    switch (json.type()) {
    case Kind::boolean: return json.get<bool>();
    case Kind::number_integer: return json.get<std::int64_t>();
    case Kind::number_unsigned: {
        const auto number = json.get<std::uint64_t>();
        if (number > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
            return static_cast<double>(number);
        return static_cast<std::int64_t>(number);
    }
    case Kind::number_float: return json.get<double>();
    case Kind::string: return json.get_ref<const std::string&>();
    case Kind::array: {
        ValueList list;
        list.reserve(json.size());
        for (const auto& item : json)
            list.push_back(valueFromJson(item));
        return list;
    }
    case Kind::object: {
        ValueMap map;
        for (const auto& [key, item] : json.items())
            map.emplace(key, valueFromJson(item));
        return map;
    }
    default: return {};
    }
}

nlohmann::json toJson(const Error& error)
{
    return {{"code", error.code}, {"arguments", toJson(error.arguments)}, {"detail", error.detail}};
}

Error errorFromJson(const nlohmann::json& json)
{
    Error error;
    if (!json.is_object())
        return error;
    const auto text = [&json](const char* key) {
        const auto found = json.find(key);
        return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
    };
    error.code = text("code");
    error.detail = text("detail");
    if (const auto found = json.find("arguments"); found != json.end())
        error.arguments = valueFromJson(*found).asMap();
    return error;
}

Error makeError(std::string_view code, std::initializer_list<ValueMap::value_type> arguments, std::string detail)
{
    return Error{std::string(code), ValueMap(arguments), std::move(detail)};
}

std::string toLogLine(const Error& error)
{
    std::string line = error.code;
    if (!error.arguments.empty())
        line += ' ' + Value(error.arguments).toDisplay();
    if (!error.detail.empty())
        line += ": " + error.detail;
    return line;
}

} // namespace fettle
