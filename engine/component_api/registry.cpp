// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/component_api/registry.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <optional>
#include <set>
#include <stdexcept>

namespace fettle {
namespace {

bool isIdentifier(std::string_view id)
{
    const auto allowed = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
    return !id.empty() && id.front() >= 'a' && id.front() <= 'z' && std::ranges::all_of(id, allowed);
}

/// A description that a form or a document could not rely on is refused when the program starts, not when a user
/// meets it.
void requireValid(const ComponentInfo& info)
{
    const auto fail = [&info](const std::string& what) {
        throw std::logic_error("component '" + info.id + "': " + what);
    };
    if (!isIdentifier(info.id))
        fail("its id is not lower_snake_case");
    if (info.title.empty())
        fail("it has no title");
    std::set<std::string> names;
    for (const auto& parameter : info.parameters) {
        if (!isIdentifier(parameter.name) || parameter.name == "component" || !names.insert(parameter.name).second)
            fail("parameter '" + parameter.name + "' is doubled or not lower_snake_case");
        if (parameter.type == ParameterType::Choice && parameter.choices.empty())
            fail("parameter '" + parameter.name + "' has no choices");
        if (const auto resolved = Parameters::resolve(info, {{parameter.name, parameter.defaultValue}}); !resolved)
            fail("the default of parameter '" + parameter.name + "' is refused: " + toLogLine(resolved.error()));
    }
}

std::size_t editDistance(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
        }
    }
    return row[b.size()];
}

/// What of the longer name is left beside the shorter one that it holds, a begin counting as nearer than a middle;
/// nothing where it does not hold it. Names of one or two letters stand in too many others to mean one.
std::optional<std::size_t> distanceAround(std::string_view a, std::string_view b)
{
    constexpr std::size_t kShortestPart = 3;
    const auto& longer = a.size() < b.size() ? b : a;
    const auto& shorter = a.size() < b.size() ? a : b;
    const auto at = longer.find(shorter);
    if (shorter.size() < kShortestPart || at == std::string_view::npos)
        return std::nullopt;
    constexpr std::size_t kBehindEveryBegin = 1000;
    return longer.size() - shorter.size() + (at == 0 ? 0 : kBehindEveryBegin);
}

} // namespace

void Registry::add(std::unique_ptr<Component> component, const std::string& plugin)
{
    ComponentInfo info = component->describe();
    info.plugin = plugin;
    requireValid(info);
    const auto key = std::pair(info.kind, info.id);
    if (m_entries.contains(key) || m_replaced.contains(key))
        throw std::logic_error("component '" + info.id + "' is registered twice");
    for (const auto& old : info.replaces)
        if (m_entries.contains({info.kind, old}) || !m_replaced.emplace(std::pair(info.kind, old), info.id).second)
            throw std::logic_error("component '" + info.id + "' replaces '" + old + "', which another one is");
    m_entries.emplace(key, Entry{std::move(component), std::move(info)});
}

const Component* Registry::find(ComponentKind kind, std::string_view id) const
{
    auto key = std::pair(kind, std::string(id));
    if (const auto replaced = m_replaced.find(key); replaced != m_replaced.end())
        key.second = replaced->second;
    const auto found = m_entries.find(key);
    return found == m_entries.end() ? nullptr : found->second.component.get();
}

const ComponentInfo* Registry::info(ComponentKind kind, std::string_view id) const
{
    auto key = std::pair(kind, std::string(id));
    if (const auto replaced = m_replaced.find(key); replaced != m_replaced.end())
        key.second = replaced->second;
    const auto found = m_entries.find(key);
    return found == m_entries.end() ? nullptr : &found->second.info;
}

std::vector<const ComponentInfo*> Registry::list(ComponentKind kind) const
{
    std::vector<const ComponentInfo*> infos;
    for (const auto& [key, entry] : m_entries)
        if (key.first == kind)
            infos.push_back(&entry.info);
    return infos;
}

Catalog Registry::catalog(std::string buildTag) const
{
    Catalog catalog;
    catalog.buildTag = std::move(buildTag);
    for (const auto& [key, entry] : m_entries)
        catalog.components.push_back(entry.info);
    return catalog;
}

std::string nearestName(std::string_view unknown, const std::vector<std::string>& known)
{
    std::string nearest;
    // A third of the letters may differ: "lerning_rate" finds "learning_rate", "x" finds nothing.
    std::size_t best = std::max<std::size_t>(1, unknown.size() / 3) + 1;
    for (const auto& candidate : known)
        if (const auto distance = editDistance(unknown, candidate); distance < best) {
            best = distance;
            nearest = candidate;
        }
    if (!nearest.empty())
        return nearest;
    std::size_t least = std::numeric_limits<std::size_t>::max();
    for (const auto& candidate : known)
        if (const auto around = distanceAround(unknown, candidate); around && *around < least) {
            least = *around;
            nearest = candidate;
        }
    return nearest;
}

Error unknownComponent(const Registry& registry, ComponentKind kind, std::string_view id)
{
    std::vector<std::string> known;
    for (const auto* info : registry.list(kind))
        known.push_back(info->id);
    return makeError("components.unknown", {{"kind", std::string(toText(kind))}, {"id", std::string(id)},
                                            {"nearest", nearestName(id, known)}});
}

} // namespace fettle
