// SPDX-License-Identifier: GPL-3.0-or-later
// For .cpp files of this room only: a document's tree into contract structs by their visitFields lists, strictly.
//
// readNode(context, key, node, member) is the customisation point: an overload in this namespace, found through
// ReadContext, takes precedence over the general one (component_nodes.h has those of the shorthand forms).
#pragma once

#include <cmath>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/contract/json_fields.h"
#include "engine/documents/document_node.h"

namespace fettle::documents {

/// The file's name and the first mistake found; once there is one, reading goes on without looking.
class ReadContext {
public:
    explicit ReadContext(std::string_view file) : m_file(file) {}

    [[nodiscard]] const std::string& file() const noexcept { return m_file; }
    [[nodiscard]] bool failed() const noexcept { return m_error.has_value(); }
    [[nodiscard]] const std::optional<Error>& error() const noexcept { return m_error; }

    void fail(Error error)
    {
        if (!m_error)
            m_error = std::move(error);
    }
    /// documents.<code> with file, line, column and key; `more` beside them.
    void fail(std::string_view code, const Node& where, std::string_view key, const ValueMap& more = {});
    /// documents.wrong_type; `expected` is a FETTLE_PHRASE, `known` the names that one of them could be.
    void failType(const Node& where, std::string_view key, std::string_view expected, ValueList known = {});
    /// documents.unknown_key with the nearest of `known`, or with all of them.
    void failUnknownKey(const Node& key, const std::vector<std::string>& known);
    void failUnknownValue(const Node& where, std::string_view key, const std::vector<std::string>& known);
    /// Fails at the first key of `map` that is not in `known`.
    void checkKeys(const Node& map, const std::vector<std::string>& known);

private:
    std::string m_file;
    std::optional<Error> m_error;
};

[[nodiscard]] std::string joinKey(std::string_view parent, std::string_view key);

void readNode(ReadContext& context, std::string_view key, const Node& node, Value& member);
void readNode(ReadContext& context, std::string_view key, const Node& node, ValueMap& member);
void readNode(ReadContext& context, std::string_view key, const Node& node, bool& member);
void readNode(ReadContext& context, std::string_view key, const Node& node, double& member);
void readNode(ReadContext& context, std::string_view key, const Node& node, std::string& member);
/// A whole number from `minimum` to `maximum`.
std::int64_t readWhole(ReadContext& context, std::string_view key, const Node& node, std::int64_t minimum,
                       std::int64_t maximum);

template <class T> void readNode(ReadContext& context, std::string_view key, const Node& node, T& member);

/// The visitor of visitFields.
class StrictReader {
public:
    StrictReader(ReadContext& context, std::string_view key, const Node& node)
        : m_context(context), m_key(key), m_node(node)
    {
        if (!node.isMap())
            context.failType(node, key, FETTLE_PHRASE("a map of keys and values"));
    }

    template <class T> void operator()(const char* name, T& member) { field(name, member, false); }
    template <class T> void need(const char* name, T& member) { field(name, member, true); }

    /// Fails where a key was not asked for.
    void finish()
    {
        if (!m_context.failed())
            m_context.checkKeys(m_node, m_names);
    }

private:
    template <class T> void field(const char* name, T& member, bool needed)
    {
        m_names.emplace_back(name);
        if (m_context.failed())
            return;
        if (const Node* node = m_node.find(name))
            readNode(m_context, joinKey(m_key, name), *node, member);
        else if (needed) {
            // A misspelt key explains a missing one better than the missing one does; the names asked for later are
            // not known yet, so only near misses of this one count.
            for (std::size_t i = 0; i + 1 < m_node.items.size(); i += 2)
                if (m_node.items[i].text != name && nearestName(m_node.items[i].text, {name}))
                    return m_context.failUnknownKey(m_node.items[i], {name});
            m_context.fail("documents.missing_key", m_node, joinKey(m_key, name));
        }
    }

    ReadContext& m_context;
    std::string m_key;
    const Node& m_node;
    std::vector<std::string> m_names;
};

template <class T> void readStruct(ReadContext& context, std::string_view key, const Node& node, T& member)
{
    StrictReader reader(context, key, node);
    visitFields(reader, member);
    reader.finish();
}

template <class T> void readList(ReadContext& context, std::string_view key, const Node& node, std::vector<T>& member)
{
    if (!node.isList())
        return context.failType(node, key, FETTLE_PHRASE("a list"));
    member.clear();
    member.reserve(node.items.size());
    for (std::size_t i = 0; i < node.items.size() && !context.failed(); ++i) {
        T element{};
        readNode(context, std::string(key) + '[' + std::to_string(i + 1) + ']', node.items[i], element);
        member.push_back(std::move(element));
    }
}

template <class T> void readNode(ReadContext& context, std::string_view key, const Node& node, T& member)
{
    if constexpr (TextEnum<T>) {
        std::vector<std::string> known;
        for (const auto& [value, name] : EnumText<T>::kNames) {
            if (node.isScalar() && node.text == name) {
                member = value;
                return;
            }
            known.emplace_back(name);
        }
        context.failUnknownValue(node, key, known);
    } else if constexpr (std::is_integral_v<T>) {
        using Limits = std::numeric_limits<T>;
        const auto maximum = sizeof(T) == 8 ? std::numeric_limits<std::int64_t>::max() : static_cast<std::int64_t>(Limits::max());
        const auto minimum = std::is_signed_v<T> ? static_cast<std::int64_t>(Limits::min()) : 0;
        member = static_cast<T>(readWhole(context, key, node, minimum, maximum));
    } else if constexpr (IsOptional<T>::value) {
        member.reset();
        if (!node.isNull())
            readNode(context, key, node, member.emplace());
    } else if constexpr (IsVector<T>::value) {
        readList(context, key, node, member);
    } else if constexpr (IsTextMap<T>::value) {
        if (!node.isMap())
            return context.failType(node, key, FETTLE_PHRASE("a map of keys and values"));
        member.clear();
        for (std::size_t i = 0; i + 1 < node.items.size() && !context.failed(); i += 2)
            readNode(context, joinKey(key, node.items[i].text), node.items[i + 1], member[node.items[i].text]);
    } else {
        readStruct(context, key, node, member);
    }
}

} // namespace fettle::documents
