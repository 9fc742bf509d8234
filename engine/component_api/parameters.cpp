// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/component_api/parameters.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "engine/component_api/registry.h"

namespace fettle {
namespace {

const char* expectedWord(ParameterType type)
{
    switch (type) {
    case ParameterType::Boolean: return FETTLE_PHRASE("true or false");
    case ParameterType::Integer: return FETTLE_PHRASE("a whole number");
    case ParameterType::Real: return FETTLE_PHRASE("a number");
    case ParameterType::Text: return FETTLE_PHRASE("a text");
    case ParameterType::Choice: return FETTLE_PHRASE("one of the choices");
    case ParameterType::IntegerList: return FETTLE_PHRASE("a whole number or a list of them");
    case ParameterType::Fields: return FETTLE_PHRASE("a list of column names");
    case ParameterType::Component: return FETTLE_PHRASE("a component");
    }
    return "";
}

bool isWhole(const Value& value)
{
    return value.isNumber() && static_cast<double>(value.asInteger()) == value.asReal();
}

bool fitsType(const ParameterInfo& info, const Value& value)
{
    const auto allOf = [&value](auto predicate) { return value.isList() && std::ranges::all_of(value.asList(), predicate); };
    switch (info.type) {
    case ParameterType::Boolean: return value.type() == Value::Type::Boolean;
    case ParameterType::Integer: return isWhole(value);
    case ParameterType::Real: return value.isNumber();
    case ParameterType::Text:
    case ParameterType::Choice: return value.isText();
    case ParameterType::IntegerList: return isWhole(value) || allOf(isWhole);
    case ParameterType::Fields: return allOf([](const Value& item) { return item.isText(); });
    case ParameterType::Component: return value.isText() || (value.isMap() && value.at("component").isText());
    }
    return false;
}

/// The form that is stored: whole reals as integers, lists of integers, components as maps.
Value normalised(const ParameterInfo& info, const Value& value)
{
    switch (info.type) {
    case ParameterType::Integer: return value.asInteger();
    case ParameterType::Real: return value.asReal();
    case ParameterType::IntegerList: {
        if (!value.isList())
            return ValueList{value.asInteger()};
        ValueList list;
        for (const auto& item : value.asList())
            list.push_back(item.asInteger());
        return list;
    }
    case ParameterType::Component:
        return value.isText() ? Value(ValueMap{{"component", value}}) : value;
    default: return value;
    }
}

Result<void> checkRange(const ComponentInfo& component, const ParameterInfo& info, const Value& value)
{
    const auto outside = [&info](double number) {
        return !std::isfinite(number) || (info.minimum && number < *info.minimum) || (info.maximum && number > *info.maximum);
    };
    const auto rangeError = [&](double number) {
        return makeError("components.parameter_range",
                         {{"component", component.id}, {"parameter", info.name}, {"value", number},
                          {"minimum", info.minimum ? Value(*info.minimum) : Value("−∞")},
                          {"maximum", info.maximum ? Value(*info.maximum) : Value("∞")}});
    };
    if (info.type == ParameterType::Integer || info.type == ParameterType::Real) {
        if (outside(value.asReal()))
            return rangeError(value.asReal());
    } else if (info.type == ParameterType::IntegerList) {
        for (const auto& item : value.asList())
            if (outside(item.asReal()))
                return rangeError(item.asReal());
    } else if (info.type == ParameterType::Choice) {
        if (std::ranges::find(info.choices, value.asText(), &ParameterChoice::value) == info.choices.end()) {
            ValueList choices;
            for (const auto& choice : info.choices)
                choices.push_back(choice.value);
            return makeError("components.parameter_choice", {{"component", component.id}, {"parameter", info.name},
                                                             {"value", value.asText()}, {"choices", choices}});
        }
    }
    return {};
}

ParameterMaker maker(std::string name, ParameterType type, Value value)
{
    ParameterInfo info;
    info.name = std::move(name);
    info.type = type;
    info.defaultValue = std::move(value);
    return ParameterMaker(std::move(info));
}

} // namespace

Result<Parameters> Parameters::resolve(const ComponentInfo& info, const ValueMap& given)
{
    Parameters result;
    for (const auto& [name, value] : given) {
        const auto declared = std::ranges::find(info.parameters, name, &ParameterInfo::name);
        if (declared == info.parameters.end()) {
            std::vector<std::string> names;
            for (const auto& parameter : info.parameters)
                names.push_back(parameter.name);
            return makeError("components.parameter_unknown",
                             {{"component", info.id}, {"parameter", name}, {"nearest", nearestName(name, names)}});
        }
        if (!fitsType(*declared, value))
            return makeError("components.parameter_type", {{"component", info.id}, {"parameter", name},
                                                           {"expected", expectedWord(declared->type)},
                                                           {"value", value.toDisplay()}});
        auto stored = normalised(*declared, value);
        FETTLE_TRY(checkRange(info, *declared, stored));
        result.m_values[name] = std::move(stored);
        result.m_given.push_back(name);
    }
    for (const auto& parameter : info.parameters)
        if (!result.m_values.contains(parameter.name))
            result.m_values[parameter.name] = normalised(parameter, parameter.defaultValue);
    return result;
}

const Value& Parameters::value(std::string_view name) const
{
    const auto found = m_values.find(name);
    if (found == m_values.end())
        throw std::logic_error("parameter '" + std::string(name) + "' is not declared");
    return found->second;
}

bool Parameters::boolean(std::string_view name) const { return value(name).asBoolean(); }
std::int64_t Parameters::integer(std::string_view name) const { return value(name).asInteger(); }
double Parameters::real(std::string_view name) const { return value(name).asReal(); }
const std::string& Parameters::text(std::string_view name) const { return value(name).asText(); }

std::vector<std::int64_t> Parameters::integerList(std::string_view name) const
{
    std::vector<std::int64_t> list;
    for (const auto& item : value(name).asList())
        list.push_back(item.asInteger());
    return list;
}

std::vector<std::string> Parameters::textList(std::string_view name) const
{
    std::vector<std::string> list;
    for (const auto& item : value(name).asList())
        list.push_back(item.asText());
    return list;
}

ComponentRef Parameters::component(std::string_view name) const
{
    ComponentRef ref{value(name).at("component").asText(), value(name).asMap()};
    ref.parameters.erase("component");
    return ref;
}

bool Parameters::isGiven(std::string_view name) const { return std::ranges::find(m_given, name) != m_given.end(); }

ParameterMaker&& ParameterMaker::range(double minimum, double maximum) &&
{
    m_info.minimum = minimum;
    m_info.maximum = maximum;
    return std::move(*this);
}
ParameterMaker&& ParameterMaker::atLeast(double minimum) &&
{
    m_info.minimum = minimum;
    return std::move(*this);
}
ParameterMaker&& ParameterMaker::choice(std::string value, std::string title) &&
{
    m_info.choices.push_back({std::move(value), std::move(title)});
    return std::move(*this);
}
ParameterMaker&& ParameterMaker::unit(std::string unit) &&
{
    m_info.unit = std::move(unit);
    return std::move(*this);
}
ParameterMaker&& ParameterMaker::title(std::string title) &&
{
    m_info.title = std::move(title);
    return std::move(*this);
}
ParameterMaker&& ParameterMaker::help(std::string sentence) &&
{
    m_info.help = std::move(sentence);
    return std::move(*this);
}
ParameterMaker&& ParameterMaker::when(std::string sentence) &&
{
    m_info.whenToChange = std::move(sentence);
    return std::move(*this);
}
ParameterMaker&& ParameterMaker::required() &&
{
    m_info.required = true;
    return std::move(*this);
}
ParameterMaker&& ParameterMaker::advanced() &&
{
    m_info.advanced = true;
    return std::move(*this);
}
ParameterMaker&& ParameterMaker::logarithmic() &&
{
    m_info.logarithmic = true;
    return std::move(*this);
}

ParameterMaker booleanParameter(std::string name, bool value) { return maker(std::move(name), ParameterType::Boolean, value); }
ParameterMaker integerParameter(std::string name, std::int64_t value)
{
    return maker(std::move(name), ParameterType::Integer, value);
}
ParameterMaker realParameter(std::string name, double value) { return maker(std::move(name), ParameterType::Real, value); }
ParameterMaker textParameter(std::string name, std::string value)
{
    return maker(std::move(name), ParameterType::Text, std::move(value));
}
ParameterMaker choiceParameter(std::string name, std::string value)
{
    return maker(std::move(name), ParameterType::Choice, std::move(value));
}
ParameterMaker integersParameter(std::string name, std::vector<std::int64_t> value)
{
    return maker(std::move(name), ParameterType::IntegerList, ValueList(value.begin(), value.end()));
}
ParameterMaker fieldsParameter(std::string name) { return maker(std::move(name), ParameterType::Fields, ValueList{}); }
ParameterMaker componentParameter(std::string name, ComponentKind kind, std::string defaultId)
{
    ParameterInfo info;
    info.name = std::move(name);
    info.type = ParameterType::Component;
    info.componentKind = kind;
    info.defaultValue = ValueMap{{"component", std::move(defaultId)}};
    return ParameterMaker(std::move(info));
}

} // namespace fettle
