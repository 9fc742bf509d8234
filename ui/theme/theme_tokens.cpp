// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

#include <QFile>

#include <nlohmann/json.hpp>

#include "engine/contract/json.h"

namespace fettle::ui {

namespace {

using Json = nlohmann::json;

Error wrongType(const std::string& field, std::string_view expected)
{
    return makeError("contract.wrong_type", {{"field", field}, {"expected", std::string(expected)}});
}

bool isColorText(const Json& json)
{
    return json.is_string() && json.get_ref<const std::string&>().starts_with('#');
}

QColor colorOf(const Json& json)
{
    return QColor(QString::fromStdString(json.get<std::string>()));
}

bool startsWithAny(std::string_view text, std::initializer_list<std::string_view> beginnings)
{
    return std::any_of(beginnings.begin(), beginnings.end(),
                       [text](auto beginning) { return text.starts_with(beginning); });
}

Result<void> readColors(ThemeTokens& tokens, const std::string& name, const Json& json)
{
    std::vector<QColor> colors;
    for (const Json& entry : json) {
        if (!isColorText(entry) || !colorOf(entry).isValid())
            return wrongType(name, "colors like #2C5FD6");
        colors.push_back(colorOf(entry));
    }
    if (startsWithAny(name, {"plot.", "ramp."})) {
        if (colors.size() < 2)
            return wrongType(name, "a list of colors");
        tokens.colorLists[name] = std::move(colors);
        return {};
    }
    if (colors.size() != 2)
        return wrongType(name, "a light and a dark color");
    tokens.colors[name] = {colors[0], colors[1]};
    return {};
}

Result<void> readStates(ThemeTokens& tokens, const std::string& name, const Json& json)
{
    for (const auto& [state, value] : json.items()) {
        // "busy" and "focus" of button.any are sentences for people.
        if (value.is_string())
            continue;
        const std::string field = name + "." + state;
        if (!value.is_array() || value.size() < 2)
            return wrongType(field, "[background, text, border]");
        std::vector<std::string> names;
        for (const Json& color : value) {
            if (!color.is_string())
                return wrongType(field, "names of colors");
            names.push_back(color.get<std::string>());
        }
        tokens.states[field] = std::move(names);
    }
    return {};
}

Result<void> readNumbers(ThemeTokens& tokens, const std::string& name, const Json& json)
{
    for (const auto& [key, value] : json.items()) {
        const std::string field = name + "." + key;
        if (value.is_number())
            tokens.sizes[field] = value.get<double>();
        else if (value.is_array() && value.size() == 2 && value[0].is_number() && value[1].is_number()) {
            tokens.sizes[field + ".light"] = value[0].get<double>();
            tokens.sizes[field + ".dark"] = value[1].get<double>();
        } else if (!value.is_string())
            return wrongType(field, "a number");
    }
    return {};
}

Result<void> readType(ThemeTokens& tokens, const std::string& name, const Json& json)
{
    for (const char* key : {"px", "line", "weight"})
        if (!json.contains(key) || !json[key].is_number_integer())
            return wrongType(name + "." + key, "a whole number");
    tokens.types[name] = {json["px"].get<int>(), json["line"].get<int>(), json["weight"].get<int>()};
    return {};
}

Result<void> readList(ThemeTokens& tokens, const std::string& name, const Json& json)
{
    if (name.starts_with("font.")) {
        QStringList families;
        for (const Json& family : json) {
            if (!family.is_string())
                return wrongType(name, "names of font families");
            families.append(QString::fromStdString(family.get<std::string>()));
        }
        tokens.fonts[name] = families;
        return {};
    }
    if (name == "space" || name == "icon") {
        std::vector<int>& list = name == "space" ? tokens.space : tokens.icon;
        for (const Json& value : json) {
            if (!value.is_number_integer())
                return wrongType(name, "whole numbers");
            list.push_back(value.get<int>());
        }
        return {};
    }
    return readColors(tokens, name, json);
}

Result<void> readToken(ThemeTokens& tokens, const std::string& name, const Json& json)
{
    if (json.is_array())
        return readList(tokens, name, json);
    if (!json.is_object())
        return name == "format" ? Result<void>{} : Result<void>{wrongType(name, "a list or an object")};
    if (name.starts_with("type."))
        return readType(tokens, name, json);
    if (name == "field" || name == "row" || name.starts_with("button."))
        return readStates(tokens, name, json);
    return readNumbers(tokens, name, json);
}

/// Every name that the theme takes for granted, so that a file with a hole is refused and not drawn.
Result<void> checkComplete(const ThemeTokens& tokens)
{
    const auto missing = [](const std::string& name) { return makeError("contract.missing_field", {{"field", name}}); };
    for (const char* name : {"font.en", "font.zh_CN", "font.figure", "font.mono"})
        if (!tokens.fonts.contains(name))
            return missing(name);
    for (const char* name : {"type.title", "type.body", "type.small", "type.strong", "type.code", "type.figure"})
        if (!tokens.types.contains(name))
            return missing(name);
    for (const char* name : {"plot.light", "plot.dark", "ramp.right.light", "ramp.right.dark", "ramp.wrong.light",
                             "ramp.wrong.dark"})
        if (!tokens.colorLists.contains(name))
            return missing(name);
    if (tokens.space.size() != 7)
        return missing("space");
    if (tokens.icon.size() != 3)
        return missing("icon");
    for (const auto& [state, names] : tokens.states)
        for (const std::string& name : names)
            if (!name.empty() && !tokens.colors.contains(name))
                return makeError("contract.unknown_name", {{"field", state}, {"value", name}});
    return {};
}

} // namespace

Result<ThemeTokens> ThemeTokens::parse(std::string_view json)
{
    FETTLE_TRY_ASSIGN(const Json root, parseJson(json));
    if (!root.is_object())
        return wrongType("theme", "an object");
    ThemeTokens tokens;
    for (const auto& [name, value] : root.items())
        FETTLE_TRY(readToken(tokens, name, value));
    FETTLE_TRY(checkComplete(tokens));
    return tokens;
}

} // namespace fettle::ui

// Outside of every namespace, as Q_INIT_RESOURCE wants it.
static void initThemeResource() { Q_INIT_RESOURCE(fettle_theme); }

namespace fettle::ui {

std::shared_ptr<const ThemeTokens> ThemeTokens::builtIn()
{
    static const std::shared_ptr<const ThemeTokens> tokens = [] {
        initThemeResource();
        QFile file(QStringLiteral(":/fettle/themes/fettle.json"));
        const bool open = file.open(QIODevice::ReadOnly);
        auto parsed = ThemeTokens::parse(open ? file.readAll().toStdString() : std::string());
        // The file is part of the program and a test reads it: there is nothing to draw with when it is broken.
        if (!parsed.ok())
            qFatal("the theme compiled into the program is broken: %s", toLogLine(parsed.error()).c_str());
        return std::make_shared<const ThemeTokens>(std::move(parsed).value());
    }();
    return tokens;
}

} // namespace fettle::ui
