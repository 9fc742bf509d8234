// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/documents/document_node.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace fettle::documents {
namespace {

std::optional<Value> wordScalar(std::string_view text)
{
    if (text.empty() || text == "~" || text == "null" || text == "Null" || text == "NULL")
        return Value();
    if (text == "true" || text == "True" || text == "TRUE")
        return Value(true);
    if (text == "false" || text == "False" || text == "FALSE")
        return Value(false);
    if (text == ".nan" || text == ".NaN" || text == ".NAN" || text == "NaN")
        return Value(std::numeric_limits<double>::quiet_NaN());
    const bool negative = text.front() == '-';
    const auto unsignedText = negative || text.front() == '+' ? text.substr(1) : text;
    if (unsignedText == ".inf" || unsignedText == ".Inf" || unsignedText == ".INF" || unsignedText == "Infinity") {
        const double infinity = std::numeric_limits<double>::infinity();
        return Value(negative ? -infinity : infinity);
    }
    return std::nullopt;
}

std::optional<Value> numberScalar(std::string_view text)
{
    if (text.front() == '+')
        text.remove_prefix(1);
    const auto digits = !text.empty() && text.front() == '-' ? text.substr(1) : text;
    // from_chars would also take "inf", "nan" and hexadecimal digits without this.
    if (digits.empty() || digits.find_first_not_of("0123456789.eE+-") != std::string_view::npos)
        return std::nullopt;
    const char* end = text.data() + text.size();
    std::int64_t whole = 0;
    if (const auto [stop, status] = std::from_chars(text.data(), end, whole); status == std::errc() && stop == end)
        return Value(whole);
    double real = 0.0;
    const auto [stop, status] = std::from_chars(text.data(), end, real);
    if (stop != end || status == std::errc::invalid_argument)
        return std::nullopt;
    if (status == std::errc::result_out_of_range) // too small or too large for a double: what strtod makes of it
        return Value(std::strtod(std::string(text).c_str(), nullptr));
    return Value(real);
}

} // namespace

Value plainScalar(std::string_view text)
{
    if (auto word = wordScalar(text))
        return *word;
    if (auto number = numberScalar(text))
        return *number;
    return Value(text);
}

std::string realText(double real)
{
    if (std::isnan(real))
        return ".nan";
    if (std::isinf(real))
        return real > 0 ? ".inf" : "-.inf";
    std::array<char, 40> buffer{};
    const auto [end, status] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), real);
    std::string text(buffer.data(), end);
    if (text.find_first_of(".e") == std::string::npos)
        text += ".0";
    return text;
}

Node Node::scalar(std::string text, bool plain)
{
    Node node;
    node.plain = plain;
    node.text = std::move(text);
    return node;
}

Node Node::list()
{
    Node node;
    node.kind = Kind::List;
    return node;
}

Node Node::map()
{
    Node node;
    node.kind = Kind::Map;
    return node;
}

Node Node::fromValue(const Value& value)
{
    switch (value.type()) {
    case Value::Type::Null: return scalar("null", true);
    case Value::Type::Boolean: return scalar(value.asBoolean() ? "true" : "false", true);
    case Value::Type::Integer: return scalar(std::to_string(value.asInteger()), true);
    case Value::Type::Real: return scalar(realText(value.asReal()), true);
    case Value::Type::Text: return scalar(value.asText(), false);
    case Value::Type::List: {
        Node node = list();
        node.flow = true;
        node.items.reserve(value.asList().size());
        for (const auto& item : value.asList())
            node.items.push_back(fromValue(item));
        return node;
    }
    case Value::Type::Map: break;
    }
    Node node = map();
    node.flow = true;
    for (const auto& [key, item] : value.asMap())
        node.add(key, fromValue(item));
    return node;
}

bool Node::isNull() const noexcept
{
    return isScalar() && plain && (text.empty() || text == "~" || text == "null" || text == "Null" || text == "NULL");
}

Value Node::toValue() const
{
    if (isScalar())
        return plain ? plainScalar(text) : Value(text);
    if (isList()) {
        ValueList values;
        values.reserve(items.size());
        for (const auto& item : items)
            values.push_back(item.toValue());
        return values;
    }
    ValueMap values;
    for (std::size_t i = 0; i + 1 < items.size(); i += 2)
        values.insert_or_assign(items[i].text, items[i + 1].toValue());
    return values;
}

const Node* Node::find(std::string_view key) const noexcept
{
    if (!isMap())
        return nullptr;
    for (std::size_t i = 0; i + 1 < items.size(); i += 2)
        if (items[i].text == key)
            return &items[i + 1];
    return nullptr;
}

Node* Node::find(std::string_view key) noexcept
{
    return const_cast<Node*>(std::as_const(*this).find(key));
}

Node& Node::add(std::string_view key, Node value)
{
    items.push_back(scalar(std::string(key), false));
    return items.emplace_back(std::move(value));
}

bool Node::remove(std::string_view key)
{
    for (std::size_t i = 0; isMap() && i + 1 < items.size(); i += 2) {
        if (items[i].text != key)
            continue;
        const auto at = items.begin() + static_cast<std::ptrdiff_t>(i);
        items.erase(at, at + 2);
        return true;
    }
    return false;
}

bool Node::rename(std::string_view key, std::string_view newKey)
{
    for (std::size_t i = 0; isMap() && i + 1 < items.size(); i += 2) {
        if (items[i].text != key)
            continue;
        items[i].text = newKey;
        return true;
    }
    return false;
}

std::optional<std::string> nearestName(std::string_view name, const std::vector<std::string>& candidates)
{
    // Longer names never come from a typing mistake, and the table grows with the length.
    if (name.size() > 100)
        return std::nullopt;
    std::optional<std::string> nearest;
    // Two letters swapped count as two edits.
    std::size_t fewest = (name.size() < 4 ? 1 : std::max<std::size_t>(2, name.size() / 3)) + 1;
    for (const auto& candidate : candidates) {
        std::vector<std::size_t> row(candidate.size() + 1);
        for (std::size_t j = 0; j < row.size(); ++j)
            row[j] = j;
        for (std::size_t i = 0; i < name.size(); ++i) {
            std::size_t diagonal = row[0];
            row[0] = i + 1;
            for (std::size_t j = 0; j < candidate.size(); ++j) {
                const std::size_t replaced = diagonal + (name[i] == candidate[j] ? 0 : 1);
                diagonal = row[j + 1];
                row[j + 1] = std::min({row[j] + 1, row[j + 1] + 1, replaced});
            }
        }
        if (row.back() < fewest) {
            fewest = row.back();
            nearest = candidate;
        }
    }
    return nearest;
}

} // namespace fettle::documents
