// SPDX-License-Identifier: GPL-3.0-or-later
// For .cpp files of this room only: contract structs into a document's tree by their visitFields lists. What equals
// its default is left out (needed fields stand always), so that equal values give equal trees.
//
// writeNode(context, value) is the customisation point, as readNode is in strict_reader.h.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "engine/contract/json_fields.h"
#include "engine/documents/document_node.h"

namespace fettle::documents {

struct WriteContext {
    bool omitDefaults = true;
};

[[nodiscard]] bool sameNode(const Node& a, const Node& b);

template <class T> [[nodiscard]] Node writeNode(const WriteContext& context, const T& value);

/// The visitor of visitFields.
class NodeWriter {
public:
    explicit NodeWriter(const WriteContext& context) : m_context(context) {}

    template <class T> void operator()(const char* name, const T& member) { field(name, member, false); }
    template <class T> void need(const char* name, const T& member) { field(name, member, true); }

    struct Field {
        const char* name;
        Node node;
        bool needed;
    };
    std::vector<Field> take() { return std::move(m_fields); }

private:
    template <class T> void field(const char* name, const T& member, bool needed)
    {
        m_fields.push_back({name, writeNode(m_context, member), needed});
    }

    const WriteContext& m_context;
    std::vector<Field> m_fields;
};

/// The struct's fields into an existing map.
template <class T> void writeStructInto(const WriteContext& context, const T& value, Node& map)
{
    NodeWriter writer(context);
    visitFields(writer, value);
    NodeWriter defaultWriter(context);
    visitFields(defaultWriter, std::as_const(*std::make_unique<T>()));
    auto fields = writer.take();
    const auto defaults = defaultWriter.take();
    for (std::size_t i = 0; i < fields.size(); ++i)
        if (fields[i].needed || !context.omitDefaults || !sameNode(fields[i].node, defaults[i].node))
            map.add(fields[i].name, std::move(fields[i].node));
}

template <class T> [[nodiscard]] Node writeNode(const WriteContext& context, const T& value)
{
    if constexpr (std::is_same_v<T, Value>) {
        return Node::fromValue(value);
    } else if constexpr (std::is_same_v<T, ValueMap>) {
        return Node::fromValue(Value(value));
    } else if constexpr (std::is_same_v<T, std::string>) {
        return Node::scalar(value, false);
    } else if constexpr (std::is_same_v<T, bool>) {
        return Node::scalar(value ? "true" : "false", true);
    } else if constexpr (std::is_floating_point_v<T>) {
        return Node::scalar(realText(value), true);
    } else if constexpr (std::is_integral_v<T>) {
        return Node::scalar(std::to_string(value), true);
    } else if constexpr (TextEnum<T>) {
        return Node::scalar(std::string(toText(value)), false);
    } else if constexpr (IsOptional<T>::value) {
        return value ? writeNode(context, *value) : Node::scalar("null", true);
    } else if constexpr (IsVector<T>::value) {
        Node node = Node::list();
        node.items.reserve(value.size());
        node.flow = true;
        for (const auto& item : value)
            node.items.push_back(writeNode(context, item));
        // A list of structs has one of them a line.
        for (const auto& item : node.items)
            node.flow = node.flow && !item.isMap();
        return node;
    } else if constexpr (IsTextMap<T>::value) {
        Node node = Node::map();
        node.flow = true;
        for (const auto& [key, item] : value)
            node.add(key, writeNode(context, item));
        for (std::size_t i = 1; i < node.items.size(); i += 2)
            node.flow = node.flow && node.items[i].isScalar();
        return node;
    } else {
        Node node = Node::map();
        writeStructInto(context, value, node);
        node.flow = true;
        return node;
    }
}

} // namespace fettle::documents
