// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/documents/strict_reader.h"

#include <algorithm>

namespace fettle::documents {
namespace {

/// Long texts are cut in messages.
std::string shortened(const std::string& text)
{
    constexpr std::size_t kMaxBytes = 60;
    if (text.size() <= kMaxBytes)
        return text;
    std::size_t end = kMaxBytes;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80U)
        --end;
    return text.substr(0, end) + "…";
}

/// What stands there in place of a value; empty for a value, which speaks for itself.
const char* describe(const Node& node)
{
    if (node.isMap())
        return FETTLE_PHRASE("a map");
    if (node.isList())
        return FETTLE_PHRASE("a list");
    return node.isNull() ? FETTLE_PHRASE("empty") : "";
}

ValueList listed(const std::vector<std::string>& names) { return {names.begin(), names.end()}; }

} // namespace

std::string joinKey(std::string_view parent, std::string_view key)
{
    return parent.empty() ? std::string(key) : std::string(parent) + '.' + std::string(key);
}

void ReadContext::fail(std::string_view code, const Node& where, std::string_view key, const ValueMap& more)
{
    ValueMap arguments = more;
    arguments.insert_or_assign("file", m_file);
    arguments.insert_or_assign("line", where.line);
    arguments.insert_or_assign("column", where.column);
    arguments.insert_or_assign("key", shortened(std::string(key)));
    fail(Error{std::string(code), std::move(arguments), {}});
}

void ReadContext::failType(const Node& where, std::string_view key, std::string_view expected, ValueList known)
{
    const bool isValue = where.isScalar() && !where.isNull();
    fail("documents.wrong_type", where, key, {{"expected", expected}, {"found", describe(where)},
                                              {"value", isValue ? shortened(where.text) : std::string()},
                                              {"known", std::move(known)}});
}

void ReadContext::failUnknownKey(const Node& key, const std::vector<std::string>& known)
{
    if (const auto nearest = nearestName(key.text, known))
        fail("documents.unknown_key", key, key.text, {{"nearest", *nearest}});
    else
        fail("documents.unknown_key", key, key.text, {{"known", listed(known)}});
}

void ReadContext::failUnknownValue(const Node& where, std::string_view key, const std::vector<std::string>& known)
{
    if (!where.isScalar())
        return failType(where, key, FETTLE_PHRASE("one of the known names"), listed(known));
    fail("documents.unknown_value", where, key, {{"value", shortened(where.text)}, {"known", listed(known)}});
}

void ReadContext::checkKeys(const Node& map, const std::vector<std::string>& known)
{
    for (std::size_t i = 0; map.isMap() && i + 1 < map.items.size(); i += 2)
        if (std::ranges::find(known, map.items[i].text) == known.end())
            return failUnknownKey(map.items[i], known);
}

void readNode(ReadContext&, std::string_view, const Node& node, Value& member) { member = node.toValue(); }

void readNode(ReadContext& context, std::string_view key, const Node& node, ValueMap& member)
{
    if (!node.isMap())
        return context.failType(node, key, FETTLE_PHRASE("a map of keys and values"));
    member = node.toValue().asMap();
}

void readNode(ReadContext& context, std::string_view key, const Node& node, bool& member)
{
    const Value value = node.isScalar() ? node.toValue() : Value();
    if (value.type() != Value::Type::Boolean)
        return context.failType(node, key, FETTLE_PHRASE("true or false"));
    member = value.asBoolean();
}

void readNode(ReadContext& context, std::string_view key, const Node& node, double& member)
{
    // JSON has no NaN of its own: there it is a text.
    const Value value = node.isScalar() ? plainScalar(node.text) : Value();
    if (!value.isNumber() || (!node.plain && std::isfinite(value.asReal())))
        return context.failType(node, key, FETTLE_PHRASE("a number"));
    member = value.asReal();
}

void readNode(ReadContext& context, std::string_view key, const Node& node, std::string& member)
{
    if (!node.isScalar())
        return context.failType(node, key, FETTLE_PHRASE("a text"));
    member = node.text;
}

std::int64_t readWhole(ReadContext& context, std::string_view key, const Node& node, std::int64_t minimum,
                       std::int64_t maximum)
{
    const Value value = node.isScalar() ? node.toValue() : Value();
    const bool whole = value.type() == Value::Type::Integer ||
                       (value.type() == Value::Type::Real && std::trunc(value.asReal()) == value.asReal() &&
                        std::abs(value.asReal()) < 9.0e15);
    const std::int64_t number = whole ? value.asInteger() : 0;
    if (!whole || number < minimum || number > maximum) {
        context.failType(node, key, FETTLE_PHRASE("a whole number"));
        return 0;
    }
    return number;
}

} // namespace fettle::documents
