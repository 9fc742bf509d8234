// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/follow_advice.h"

#include <nlohmann/json.hpp>

#include "engine/contract/json.h"
#include "ui/session/thoroughness.h"

namespace fettle::ui {
namespace {

/// A merge of three: nulls stand for what is not there.
Value followed(const Value& own, const Value& before, const Value& after)
{
    if (own == before)
        return after;
    if (own.isMap() && before.isMap() && after.isMap()) {
        // Somebody's own component, or the parameters of one that is not advised any more.
        if (own.at("component") != before.at("component") || own.at("component") != after.at("component"))
            return own;
        ValueMap merged;
        const auto take = [&](const std::string& name) {
            if (auto value = followed(own.at(name), before.at(name), after.at(name)); !value.isNull())
                merged.insert_or_assign(name, std::move(value));
        };
        for (const auto& [name, value] : own.asMap())
            take(name);
        for (const auto& [name, value] : after.asMap())
            take(name);
        return merged;
    }
    const auto& items = own.asList();
    if (!own.isList() || !before.isList() || !after.isList() || items.size() != before.asList().size() || items.size() != after.asList().size())
        return own;
    ValueList merged;
    for (std::size_t i = 0; i < items.size(); ++i)
        merged.push_back(followed(items[i], before.asList()[i], after.asList()[i]));
    return merged;
}

} // namespace

Recipe followAdvice(const Recipe& own, const Recipe& before, const Recipe& after)
{
    const auto length = thoroughnessOf(own, before).value_or(Thoroughness::Balanced);
    Recipe then = before;
    Recipe now = after;
    setThoroughness(then, before, length);
    setThoroughness(now, after, length);
    const auto merged = fromValue<Recipe>(followed(toValue(own), toValue(then), toValue(now)));
    return merged ? *merged : own;
}

} // namespace fettle::ui
