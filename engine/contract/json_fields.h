// SPDX-License-Identifier: GPL-3.0-or-later
// For .cpp files only: one list of fields per struct gives toJson, fromJson and the strict document reader.
//
//     template <class Visitor> void visitFields(Visitor& visit, auto& job) { visit.need("id", job.id); visit("title", job.title); }
//
// `need` fields must be present; others keep their default where they are missing. Reading is lenient (unknown keys
// ignored); documents ask for JsonReader::Strict, where an unknown key is an error.
#pragma once

#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <type_traits>
#include <vector>

#include <nlohmann/json.hpp>

#include "engine/contract/enum_text.h"
#include "engine/contract/json.h"
#include "engine/contract/result.h"

namespace fettle {

/// `MaybeConst<Job> auto&` : a Job to be read into, or a const one to be written.
template <class T, class S> concept MaybeConst = std::is_same_v<std::remove_const_t<T>, S>;

template <class T> struct IsVector : std::false_type {};
template <class T> struct IsVector<std::vector<T>> : std::true_type {};
template <class T> struct IsOptional : std::false_type {};
template <class T> struct IsOptional<std::optional<T>> : std::true_type {};
template <class T> struct IsTextMap : std::false_type {};
template <class T, class C> struct IsTextMap<std::map<std::string, T, C>> : std::true_type {};

[[nodiscard]] inline nlohmann::json realToJson(double real)
{
    if (std::isnan(real))
        return "NaN";
    if (std::isinf(real))
        return real > 0 ? "Infinity" : "-Infinity";
    return real;
}

class JsonWriter {
public:
    template <class T> void operator()(const char* name, const T& member) { m_json[name] = write(member); }
    template <class T> void need(const char* name, const T& member) { m_json[name] = write(member); }

    template <class T> static nlohmann::json write(const T& member)
    {
        if constexpr (std::is_same_v<T, Value>)
            return toJson(member);
        else if constexpr (std::is_same_v<T, ValueMap>)
            return toJson(member);
        else if constexpr (std::is_floating_point_v<T>)
            return realToJson(member);
        else if constexpr (TextEnum<T>)
            return std::string(toText(member));
        else if constexpr (std::is_arithmetic_v<T> || std::is_same_v<T, std::string>)
            return member;
        else if constexpr (IsOptional<T>::value)
            return member ? write(*member) : nlohmann::json(nullptr);
        else if constexpr (IsVector<T>::value) {
            auto json = nlohmann::json::array();
            json.template get_ref<nlohmann::json::array_t&>().reserve(member.size());
            for (const auto& item : member)
                json.push_back(write(item));
            return json;
        } else if constexpr (IsTextMap<T>::value) {
            auto json = nlohmann::json::object();
            for (const auto& [key, item] : member)
                json[key] = write(item);
            return json;
        } else
            return toJson(member);
    }

    nlohmann::json take() { return std::move(m_json); }

private:
    nlohmann::json m_json = nlohmann::json::object();
};

class JsonReader {
public:
    enum class Unknown { Ignored, Error };

    explicit JsonReader(const nlohmann::json& json, Unknown unknown = Unknown::Ignored) : m_json(json), m_unknown(unknown)
    {
        if (!json.is_object())
            fail("", FETTLE_PHRASE("an object"));
    }

    template <class T> void operator()(const char* name, T& member) { field(name, member, false); }
    template <class T> void need(const char* name, T& member) { field(name, member, true); }

    /// The first thing that was wrong, if any; with Unknown::Error also a key that nothing asked for.
    [[nodiscard]] std::optional<Error> finish()
    {
        if (!m_error && m_unknown == Unknown::Error && m_json.is_object())
            for (const auto& [key, item] : m_json.items())
                if (!m_seen.contains(key))
                    return makeError("contract.unknown_name", {{"field", key}, {"value", key}});
        return m_error;
    }

private:
    void fail(const std::string& name, const char* expected)
    {
        if (!m_error)
            m_error = makeError("contract.wrong_type", {{"field", name}, {"expected", expected}});
    }

    template <class T> void field(const char* name, T& member, bool needed)
    {
        if (m_error)
            return;
        if (m_unknown == Unknown::Error)
            m_seen.insert(name);
        const auto found = m_json.find(name);
        if (found == m_json.end()) {
            if (needed)
                m_error = makeError("contract.missing_field", {{"field", name}});
            return;
        }
        read(name, *found, member);
    }

    template <class T> void read(const std::string& name, const nlohmann::json& json, T& member)
    {
        if constexpr (std::is_same_v<T, Value>) {
            member = valueFromJson(json);
        } else if constexpr (std::is_same_v<T, ValueMap>) {
            if (!json.is_object())
                return fail(name, FETTLE_PHRASE("an object"));
            member = valueFromJson(json).asMap();
        } else if constexpr (std::is_same_v<T, bool>) {
            if (!json.is_boolean())
                return fail(name, "true or false");
            member = json.template get<bool>();
        } else if constexpr (std::is_floating_point_v<T>) {
            const Value value = valueFromJson(json);
            const double odd = value.asReal(-1.5) != value.asReal(-2.5) ? std::numeric_limits<double>::quiet_NaN() : 0.0;
            if (!value.isNumber() && (value.asText() != "NaN" && std::isnan(odd)))
                return fail(name, FETTLE_PHRASE("a number"));
            member = static_cast<T>(value.asReal());
        } else if constexpr (std::is_integral_v<T>) {
            readInteger(name, json, member);
        } else if constexpr (std::is_same_v<T, std::string>) {
            if (!json.is_string())
                return fail(name, FETTLE_PHRASE("a text"));
            member = json.template get_ref<const std::string&>();
        } else if constexpr (TextEnum<T>) {
            const auto value = json.is_string() ? fromText<T>(json.template get_ref<const std::string&>()) : std::nullopt;
            if (!value) {
                m_error = makeError("contract.unknown_name", {{"field", name}, {"value", valueFromJson(json).toDisplay()}});
                return;
            }
            member = *value;
        } else if constexpr (IsOptional<T>::value) {
            if (json.is_null()) {
                member.reset();
                return;
            }
            typename T::value_type item{};
            read(name, json, item);
            member = std::move(item);
        } else if constexpr (IsVector<T>::value) {
            if (!json.is_array())
                return fail(name, FETTLE_PHRASE("a list"));
            member.clear();
            member.reserve(json.size());
            for (const auto& item : json) {
                typename T::value_type element{};
                read(name, item, element);
                if (m_error)
                    return;
                member.push_back(std::move(element));
            }
        } else if constexpr (IsTextMap<T>::value) {
            if (!json.is_object())
                return fail(name, FETTLE_PHRASE("an object"));
            member.clear();
            for (const auto& [key, item] : json.items()) {
                typename T::mapped_type element{};
                read(name + "." + key, item, element);
                if (m_error)
                    return;
                member.emplace(key, std::move(element));
            }
        } else {
            JsonReader inner(json, m_unknown);
            visitFields(inner, member);
            if (auto error = inner.finish()) {
                auto field = error->arguments.find("field");
                if (field != error->arguments.end())
                    field->second = field->second.asText().empty() ? name : name + "." + field->second.asText();
                m_error = std::move(error);
            }
        }
    }

    template <class T> void readInteger(const std::string& name, const nlohmann::json& json, T& member)
    {
        const Value value = valueFromJson(json);
        const auto whole = value.asInteger();
        const bool fits = value.isNumber() && static_cast<double>(whole) == value.asReal() &&
                          (std::is_signed_v<T> || whole >= 0) &&
                          (sizeof(T) == 8 || (whole >= static_cast<std::int64_t>(std::numeric_limits<T>::min()) &&
                                              whole <= static_cast<std::int64_t>(std::numeric_limits<T>::max())));
        if (!fits)
            return fail(name, FETTLE_PHRASE("a whole number"));
        member = static_cast<T>(whole);
    }

    const nlohmann::json& m_json;
    Unknown m_unknown;
    std::set<std::string> m_seen;
    std::optional<Error> m_error;
};

/// toJson and fromJson of a struct with visitFields.
template <class T> [[nodiscard]] nlohmann::json writeFields(const T& value)
{
    JsonWriter writer;
    visitFields(writer, value);
    return writer.take();
}
template <class T> [[nodiscard]] Result<T> readFields(const nlohmann::json& json, JsonReader::Unknown unknown = JsonReader::Unknown::Ignored)
{
    T value{};
    JsonReader reader(json, unknown);
    visitFields(reader, value);
    if (auto error = reader.finish())
        return *error;
    return value;
}

template <class Visitor> void visitFields(Visitor& visit, MaybeConst<Error> auto& error)
{
    visit.need("code", error.code);
    visit("arguments", error.arguments);
    visit("detail", error.detail);
}

} // namespace fettle

/// Defines `toJson(const type&)` and `fromJson<type>(const json&)` from visitFields, in namespace fettle.
#define FETTLE_JSON(type)                                                                                             \
    nlohmann::json toJson(const type& value) { return writeFields(value); }                                          \
    template <> Result<type> fromJson<type>(const nlohmann::json& json) { return readFields<type>(json); }
