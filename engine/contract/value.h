// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <nlohmann/json_fwd.hpp>

namespace fettle {

class Value;
using ValueList = std::vector<Value>;
/// Ordered by key, so that equal maps are written as equal bytes.
using ValueMap = std::map<std::string, Value, std::less<>>;

/// A plain tree of data: null, bool, integer, real, text, list or map. It carries a component's parameters, an
/// error's arguments and an encoder's state across processes without dragging a JSON library into every header.
/// Reals may be NaN or infinite; on the wire these are the texts "NaN", "Infinity" and "-Infinity", which
/// asReal() reads back.
class Value {
public:
    enum class Type { Null, Boolean, Integer, Real, Text, List, Map };

    Value() = default;
    Value(bool value) : m_data(value) {}
    Value(int value) : m_data(static_cast<std::int64_t>(value)) {}
    Value(unsigned value) : m_data(static_cast<std::int64_t>(value)) {}
    Value(long value) : m_data(static_cast<std::int64_t>(value)) {}
    Value(long long value) : m_data(static_cast<std::int64_t>(value)) {}
    Value(unsigned long value) : m_data(static_cast<std::int64_t>(value)) {}
    Value(double value) : m_data(value) {}
    Value(const char* value) : m_data(std::string(value)) {}
    Value(std::string value) : m_data(std::move(value)) {}
    Value(std::string_view value) : m_data(std::string(value)) {}
    Value(ValueList value);
    Value(ValueMap value);

    [[nodiscard]] Type type() const noexcept { return static_cast<Type>(m_data.index()); }
    [[nodiscard]] bool isNull() const noexcept { return type() == Type::Null; }
    [[nodiscard]] bool isNumber() const noexcept { return type() == Type::Integer || type() == Type::Real; }
    [[nodiscard]] bool isText() const noexcept { return type() == Type::Text; }
    [[nodiscard]] bool isList() const noexcept { return type() == Type::List; }
    [[nodiscard]] bool isMap() const noexcept { return type() == Type::Map; }

    /// Readers give `fallback` where the type does not fit; integers read as reals, whole reals as integers.
    [[nodiscard]] bool asBoolean(bool fallback = false) const noexcept;
    [[nodiscard]] std::int64_t asInteger(std::int64_t fallback = 0) const noexcept;
    [[nodiscard]] double asReal(double fallback = 0.0) const noexcept;
    [[nodiscard]] const std::string& asText() const noexcept;
    [[nodiscard]] const ValueList& asList() const noexcept;
    [[nodiscard]] const ValueMap& asMap() const noexcept;
    /// The value at `key` of a map, or a null value.
    [[nodiscard]] const Value& at(std::string_view key) const noexcept;

    /// Short English form for logs: text as it stands, lists as "[1, 2]".
    [[nodiscard]] std::string toDisplay() const;

    friend bool operator==(const Value& a, const Value& b);

private:
    std::variant<std::monostate, bool, std::int64_t, double, std::string, std::shared_ptr<const ValueList>,
                 std::shared_ptr<const ValueMap>>
        m_data;
};

[[nodiscard]] nlohmann::json toJson(const Value& value);
[[nodiscard]] Value valueFromJson(const nlohmann::json& json);
[[nodiscard]] nlohmann::json toJson(const ValueMap& map);

} // namespace fettle
