// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/client/sentences.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

#include <QDir>
#include <QTranslator>
#include <fmt/format.h>

#include "engine/contract/error_codes.h"
#include "engine/contract/sentence.h"
#include "engine/contract/words.h"

// In the global namespace, where the resource compiler's functions live.
static void initializeTranslations()
{
    Q_INIT_RESOURCE(fettle_translations);
}

namespace fettle::client {
namespace {

/// Marks a text of this room for the translators.
#define FETTLE_CLIENT(english) english

constexpr const char* kFolder = ":/fettle/translations";

/// "zh_CN" for every way to name Chinese that we have, "en" otherwise.
std::string knownLanguage(std::string_view wanted)
{
    std::string plain(wanted.substr(0, wanted.find_first_of(".@")));
    std::ranges::replace(plain, '-', '_');
    const auto languages = Sentences::languages();
    if (std::ranges::find(languages, plain) != languages.end())
        return plain;
    const auto base = plain.substr(0, plain.find('_'));
    for (const auto& language : languages)
        if (language.substr(0, language.find('_')) == base)
            return language;
    return "en";
}

/// Names whose numbers identify something and are not quantities: no grouping.
bool isIdentifier(std::string_view name)
{
    constexpr auto kNames = std::to_array<std::string_view>(
        {"pid", "port", "line", "seed", "code", "version", "errno", "year", "column", "number"});
    return std::ranges::find(kNames, name) != kNames.end() || name.ends_with("_pid") || name.ends_with("_id") ||
           name.ends_with("_version");
}

std::string grouped(std::int64_t whole)
{
    const std::string digits = std::to_string(whole);
    const std::size_t first = digits.front() == '-' ? 1 : 0;
    std::string text;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > first && (digits.size() - i) % 3 == 0)
            text += ',';
        text += digits[i];
    }
    return text;
}

} // namespace

Sentences::Sentences(std::string_view language) : m_language(knownLanguage(language))
{
    if (m_language == "en")
        return;
    auto translator = std::make_unique<QTranslator>();
    if (translator->load(QString("%1/fettle_%2.qm").arg(kFolder, QString::fromStdString(m_language))))
        m_translator = std::move(translator);
}

Sentences::Sentences(Sentences&&) noexcept = default;
Sentences& Sentences::operator=(Sentences&&) noexcept = default;
Sentences::~Sentences() = default;

Sentences Sentences::fromEnvironment()
{
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"})
        if (const char* value = std::getenv(name); value && *value)
            return Sentences(value);
    return Sentences("en");
}

std::vector<std::string> Sentences::languages()
{
    initializeTranslations();
    std::vector<std::string> languages{"en"};
    for (const auto& file : QDir(kFolder).entryList({"fettle_*.qm"}, QDir::Files, QDir::Name))
        languages.push_back(file.mid(7, file.size() - 10).toStdString());
    return languages;
}

std::string Sentences::translate(const char* context, std::string_view source) const
{
    if (m_translator && !source.empty()) {
        const std::string key(source);
        if (const QString text = m_translator->translate(context, key.c_str()); !text.isEmpty())
            return text.toStdString();
    }
    return std::string(source);
}

std::string Sentences::sentence(const Error& error) const
{
    const auto* code = findErrorCode(error.code);
    if (!code)
        return text("client", FETTLE_CLIENT("Something happened that this version of Fettle has no words for ({code})."),
                    {{"code", error.code}});
    return fill(translate(error.code.c_str(), code->sentence), error.arguments);
}

std::string Sentences::catalog(std::string_view source) const
{
    return source.empty() ? std::string() : translate("catalog", source);
}

std::string Sentences::text(const char* context, std::string_view source, const ValueMap& arguments) const
{
    return fill(translate(context, source), arguments);
}

std::string Sentences::word(std::string_view list, std::string_view id) const
{
    if (list == "phrase")
        return translate("phrase", id);
    const auto* known = findWord(list, id);
    return known ? translate(("word." + std::string(list)).c_str(), known->english) : std::string(id);
}

std::string Sentences::fill(std::string_view sentence, const ValueMap& arguments) const
{
    return fillSentence(sentence, arguments, [this](std::string_view name, std::string_view form, const Value& value) {
        return argument(name, form, value);
    });
}

std::string Sentences::argument(std::string_view name, std::string_view form, const Value& value) const
{
    if (value.isNumber()) {
        if (form == "bytes")
            return bytes(value.asReal());
        if (form == "duration")
            return duration(value.asReal());
        if (form == "percent")
            return percent(value.asReal());
        if (form == "plain" || isIdentifier(name))
            return value.toDisplay();
        return number(value);
    }
    if (value.type() == Value::Type::Boolean)
        return text("client", value.asBoolean() ? FETTLE_CLIENT("yes") : FETTLE_CLIENT("no"));
    if (value.isList()) {
        std::string joined;
        for (const auto& item : value.asList()) {
            if (!joined.empty())
                joined += m_language.starts_with("zh") ? "、" : ", ";
            joined += argument(name, form, item);
        }
        return joined;
    }
    return form.empty() || !value.isText() ? value.toDisplay() : word(form, value.asText());
}

std::string Sentences::number(const Value& value) const
{
    if (value.type() == Value::Type::Integer) {
        const auto whole = value.asInteger();
        return std::abs(whole) < 10'000 ? std::to_string(whole) : grouped(whole);
    }
    const double real = value.asReal();
    if (std::isnan(real))
        return "NaN";
    if (std::isinf(real))
        return real > 0 ? "∞" : "-∞";
    if (real == std::trunc(real) && std::abs(real) < 1e15)
        return number(Value(static_cast<std::int64_t>(real)));
    return fmt::format("{:.4g}", real);
}

std::string Sentences::bytes(double count) const
{
    constexpr auto kUnits = std::to_array<const char*>({"kB", "MB", "GB", "TB", "PB"});
    if (count < 1000.0)
        return fmt::format("{:.0f} {}", count, "B");
    std::size_t unit = 0;
    double scaled = count / 1000.0;
    while (scaled >= 999.5 && unit + 1 < kUnits.size()) {
        scaled /= 1000.0;
        ++unit;
    }
    return scaled < 9.95 ? fmt::format("{:.1f} {}", scaled, kUnits[unit])
                         : fmt::format("{:.0f} {}", scaled, kUnits[unit]);
}

std::string Sentences::duration(double seconds) const
{
    const bool chinese = m_language.starts_with("zh");
    if (!(seconds >= 0.0) || std::isinf(seconds))
        return "?";
    if (seconds < 9.95)
        return fmt::format(fmt::runtime(chinese ? "{:.1f} 秒" : "{:.1f} s"), seconds);
    const auto whole = static_cast<std::int64_t>(std::llround(seconds));
    if (whole < 60)
        return fmt::format(fmt::runtime(chinese ? "{} 秒" : "{} s"), whole);
    if (whole < 3600)
        return fmt::format(fmt::runtime(chinese ? "{} 分 {:02} 秒" : "{} min {:02} s"), whole / 60, whole % 60);
    return fmt::format(fmt::runtime(chinese ? "{} 小时 {:02} 分" : "{} h {:02} min"), whole / 3600, whole % 3600 / 60);
}

std::string Sentences::percent(double share) const
{
    const double percent = share * 100.0;
    if (std::isnan(percent))
        return "NaN";
    return percent >= 99.95 || percent < 0.05 || std::abs(percent - std::round(percent)) < 0.05
               ? fmt::format("{:.0f}%", percent)
               : fmt::format("{:.1f}%", percent);
}

} // namespace fettle::client
