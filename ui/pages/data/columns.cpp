// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/columns.h"

#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

namespace fettle::ui {
namespace {

bool isUsed(const std::vector<FieldUse>& uses, const std::string& field)
{
    return std::ranges::find(uses, field, &FieldUse::field) != uses.end();
}

bool hasReason(const FieldInfo& field, std::string_view code)
{
    return std::ranges::find(field.reasons, code, &Note::code) != field.reasons.end();
}

/// A role that the recipe does not know, so that changing it makes another data version.
bool isOfData(FieldRole role)
{
    return role == FieldRole::Weight || role == FieldRole::Split || role == FieldRole::Group || role == FieldRole::Order;
}

} // namespace

FieldRole roleNow(const FieldInfo& field, const Recipe& recipe, const DatasetManifest& manifest)
{
    if (field.name == targetNow(recipe, manifest))
        return FieldRole::Target;
    const bool groups = manifest.splitPolicy.method == SplitMethod::Group && manifest.splitPolicy.column == field.name;
    if (recipe.inputs.empty())
        return groups ? FieldRole::Group : field.role == FieldRole::Target ? FieldRole::Input : field.role;
    if (isUsed(recipe.inputs, field.name))
        return FieldRole::Input;
    return groups ? FieldRole::Group : isOfData(field.role) ? field.role : FieldRole::Ignore;
}

std::string targetNow(const Recipe& recipe, const DatasetManifest& manifest)
{
    if (!recipe.targets.empty())
        return recipe.targets.front().field;
    const auto found = std::ranges::find(manifest.fields, FieldRole::Target, &FieldInfo::role);
    return found == manifest.fields.end() ? std::string() : found->name;
}

bool canBeTarget(const FieldInfo& field)
{
    return field.kind == FieldKind::Category || field.kind == FieldKind::Boolean || field.kind == FieldKind::Number
        || field.kind == FieldKind::Spans || field.kind == FieldKind::Tags;
}

bool canBeTarget(const FieldInfo& field, const DatasetManifest& manifest)
{
    if (canBeTarget(field))
        return true;
    const auto isLearned = [](const FieldInfo& text) {
        return text.kind == FieldKind::Text && (text.role == FieldRole::Input || text.role == FieldRole::Target);
    };
    return isLearned(field) && std::ranges::count_if(manifest.fields, isLearned) > 1;
}

std::vector<FieldKind> kindsFor(const FieldInfo& field)
{
    constexpr std::array kOfTables = {FieldKind::Number, FieldKind::Category, FieldKind::Boolean,
                                      FieldKind::Date,   FieldKind::Text,     FieldKind::Id,
                                      FieldKind::Tags};
    if (std::ranges::find(kOfTables, field.kind) == kOfTables.end())
        return {field.kind};
    return {kOfTables.begin(), kOfTables.end()};
}

std::vector<FieldRole> rolesFor(const FieldInfo& field)
{
    if (field.kind == FieldKind::Image || field.kind == FieldKind::Audio)
        return {FieldRole::Input, FieldRole::Ignore};
    std::vector<FieldRole> roles{FieldRole::Input};
    if (canBeTarget(field) || field.role == FieldRole::Target)
        roles.push_back(FieldRole::Target);
    roles.push_back(FieldRole::Split);
    if (field.kind == FieldKind::Number || field.role == FieldRole::Weight)
        roles.push_back(FieldRole::Weight);
    roles.push_back(FieldRole::Group);
    roles.push_back(FieldRole::Ignore);
    return roles;
}

std::vector<FieldRole> rolesFor(const FieldInfo& field, const DatasetManifest& manifest)
{
    auto roles = rolesFor(field);
    if (canBeTarget(field, manifest) && std::ranges::find(roles, FieldRole::Target) == roles.end())
        roles.insert(roles.begin() + 1, FieldRole::Target);
    return roles;
}

Rereading::Rereading(Session& session) : m_session(session)
{
    keepColumns();
    keepRequest();
}

FieldOverride& Rereading::overrideOf(const std::string& field)
{
    const auto found = std::ranges::find(m_overrides, field, &FieldOverride::field);
    if (found != m_overrides.end())
        return *found;
    return m_overrides.emplace_back(FieldOverride{field, {}, {}});
}

/// What was said of columns stands in the version's own reasons; what was said since then, in the recipe.
void Rereading::keepColumns()
{
    const auto& manifest = m_session.data().manifest;
    const auto& recipe = m_session.draft().recipe();
    const auto* advised = m_session.recommendation() ? &m_session.recommendation()->recipe : nullptr;
    for (const auto& field : manifest.fields) {
        if (hasReason(field, "data.kind_given"))
            overrideOf(field.name).kind = field.kind;
        if (hasReason(field, "data.role_given"))
            overrideOf(field.name).role = field.role;
        const auto role = roleNow(field, recipe, manifest);
        if (!advised || role == FieldRole::Target)
            continue;
        const bool wasInput = isUsed(advised->inputs, field.name);
        if (wasInput != (role == FieldRole::Input) && !isOfData(role))
            overrideOf(field.name).role = role;
    }
}

void Rereading::keepRequest()
{
    if (const auto request = m_session.importRequest()) {
        m_options = request->options;
        m_split = request->split;
    }
    if (const auto target = targetNow(m_session.draft().recipe(), m_session.data().manifest); !target.empty())
        m_options["target"] = target;
}

Rereading& Rereading::kind(const std::string& field, FieldKind kind)
{
    overrideOf(field).kind = kind;
    return *this;
}

Rereading& Rereading::role(const std::string& field, FieldRole role)
{
    const bool wasGroup = m_split && m_split->method == SplitMethod::Group && m_split->column == field;
    if (role == FieldRole::Group) {
        SplitPolicy policy = m_split.value_or(m_session.data().manifest.splitPolicy);
        policy.method = SplitMethod::Group;
        policy.column = field;
        m_split = policy;
    } else if (wasGroup) {
        m_split.reset();
    }
    // The splitter asks for the column by its role; one at a time.
    if (role == FieldRole::Split) {
        m_split.reset();
        for (auto& other : m_overrides)
            if (other.role == FieldRole::Split)
                other.role = FieldRole::Ignore;
    }
    if (role == FieldRole::Target)
        m_options["target"] = field;
    else
        overrideOf(field).role = role == FieldRole::Group ? FieldRole::Ignore : role;
    return *this;
}

Rereading& Rereading::option(const std::string& name, Value value)
{
    m_options[name] = std::move(value);
    return *this;
}

Rereading& Rereading::options(const ValueMap& options)
{
    for (const auto& [name, value] : options) {
        if (value.isNull())
            m_options.erase(name);
        else
            m_options[name] = value;
    }
    return *this;
}

Rereading& Rereading::split(SplitPolicy policy)
{
    m_split = std::move(policy);
    return *this;
}

void Rereading::start() { m_session.importAgain(m_overrides, m_options, m_split); }

void useColumn(Session& session, const std::string& field, FieldRole role)
{
    const auto& manifest = session.data().manifest;
    const auto* info = manifest.findField(field);
    if (!info)
        return;
    const auto now = roleNow(*info, session.draft().recipe(), manifest);
    // What is to be predicted is given up by choosing another column for it.
    if (now == role || now == FieldRole::Target)
        return;
    if (role == FieldRole::Target && !isOfData(now))
        session.setTarget(field);
    else if ((role == FieldRole::Input || role == FieldRole::Ignore) && !isOfData(now))
        session.setInput(field, role == FieldRole::Input);
    else
        Rereading(session).role(field, role).start();
}

} // namespace fettle::ui
