// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/documents/component_nodes.h"

#include <memory>

#include "engine/contract/recipe_fields.h"

namespace fettle::documents {

bool sameNode(const Node& a, const Node& b)
{
    if (a.kind != b.kind || a.text != b.text || (a.isScalar() && a.plain != b.plain) || a.items.size() != b.items.size())
        return false;
    for (std::size_t i = 0; i < a.items.size(); ++i)
        if (!sameNode(a.items[i], b.items[i]))
            return false;
    return true;
}

void readNode(ReadContext& context, std::string_view key, const Node& node, ComponentRef& member)
{
    member = {};
    if (node.isNull())
        return;
    if (node.isScalar()) {
        member.component = node.text;
        return;
    }
    if (!node.isMap() || node.items.size() != 2)
        return context.failType(node, key, FETTLE_PHRASE("a name, or one name with its options"));
    member.component = node.items[0].text;
    if (!node.items[1].isNull())
        readNode(context, joinKey(key, member.component), node.items[1], member.parameters);
}

Node writeNode(const WriteContext&, const ComponentRef& value)
{
    // An unset component is written as null, which is also what it equals as a default.
    if (!value.isSet())
        return Node::scalar("null", true);
    if (value.parameters.empty())
        return Node::scalar(value.component, false);
    Node node = Node::map();
    node.flow = true;
    node.add(value.component, Node::fromValue(Value(value.parameters)));
    return node;
}

void readNode(ReadContext& context, std::string_view key, const Node& node, FieldUse& member)
{
    member = {};
    if (node.isScalar())
        readNode(context, key, node, member.field);
    else
        readStruct(context, key, node, member);
}

Node writeNode(const WriteContext& context, const FieldUse& value)
{
    if (!value.encoder.isSet())
        return Node::scalar(value.field, false);
    Node node = Node::map();
    node.flow = true;
    node.add("field", Node::scalar(value.field, false));
    node.add("encoder", writeNode(context, value.encoder));
    return node;
}

} // namespace fettle::documents
