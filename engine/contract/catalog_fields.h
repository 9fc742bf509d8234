// SPDX-License-Identifier: GPL-3.0-or-later
// The fields of the structs in catalog.h, in the order they are written. For .cpp files only.
#pragma once

#include "engine/contract/catalog.h"
#include "engine/contract/json_fields.h"

namespace fettle {

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<ParameterChoice> auto& value)
{
    visit("value", value.value);
    visit("title", value.title);
}

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<ParameterInfo> auto& value)
{
    visit.need("name", value.name);
    visit.need("type", value.type);
    visit("default", value.defaultValue);
    visit("minimum", value.minimum);
    visit("maximum", value.maximum);
    visit("choices", value.choices);
    visit("component_kind", value.componentKind);
    visit("unit", value.unit);
    visit("title", value.title);
    visit("help", value.help);
    visit("when_to_change", value.whenToChange);
    visit("required", value.required);
    visit("advanced", value.advanced);
    visit("logarithmic", value.logarithmic);
}

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<PortInfo> auto& value)
{
    visit("name", value.name);
    visit("help", value.help);
    visit("variadic", value.variadic);
    visit("optional", value.optional);
}

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<ComponentInfo> auto& value)
{
    visit.need("kind", value.kind);
    visit.need("id", value.id);
    visit("version", value.version);
    visit("title", value.title);
    visit("help", value.help);
    visit("category", value.category);
    visit("inputs", value.inputs);
    visit("outputs", value.outputs);
    visit("parameters", value.parameters);
    visit("replaces", value.replaces);
    visit("keywords", value.keywords);
    visit("suits", value.suits);
    visit("advanced", value.advanced);
    visit("plugin", value.plugin);
}

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<Catalog> auto& value)
{
    visit("build_tag", value.buildTag);
    visit("components", value.components);
}

template <class Visitor>
void visitFields(Visitor& visit, MaybeConst<ComponentRef> auto& value)
{
    visit.need("component", value.component);
    visit("parameters", value.parameters);
}

} // namespace fettle
