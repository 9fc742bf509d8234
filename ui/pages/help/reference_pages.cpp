// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/help/reference_pages.h"

#include <algorithm>
#include <cmath>

#include <QCollator>
#include <QCoreApplication>
#include <QLocale>

namespace fettle::ui {
namespace {

class ReferenceWords {
    Q_DECLARE_TR_FUNCTIONS(Reference)
};

/// Between two paragraphs.
const QLatin1String kGap("\n\n");

QString text(const std::string& utf8) { return QString::fromStdString(utf8); }

/// Set as code; nothing in an id breaks it.
QString code(const QString& id) { return QLatin1Char('`') + id + QLatin1Char('`'); }

QString item(const QString& name, const QString& value)
{
    //: a line of an option's description: "Default: 32"
    return QStringLiteral("- ") + ReferenceWords::tr("%1: %2").arg(name, value) + QLatin1Char('\n');
}

} // namespace

ReferencePages::ReferencePages(const Catalog& catalog, const client::Sentences& sentences, const Handbook& handbook)
    : m_catalog(catalog), m_sentences(sentences), m_handbook(handbook)
{
}

QString ReferencePages::kindId(ComponentKind kind)
{
    return QStringLiteral("ref/") + QLatin1String(toText(kind).data());
}

QString ReferencePages::componentId(const ComponentInfo& info)
{
    return kindId(info.kind) + QLatin1Char('/') + text(info.id);
}

QString ReferencePages::kindTitle(ComponentKind kind)
{
    switch (kind) {
    case ComponentKind::Importer: return ReferenceWords::tr("Importers");
    case ComponentKind::Sample: return ReferenceWords::tr("Samples");
    case ComponentKind::Encoder: return ReferenceWords::tr("Encoders");
    case ComponentKind::Tokenizer: return ReferenceWords::tr("Tokenizers");
    case ComponentKind::Sampler: return ReferenceWords::tr("Samplers");
    case ComponentKind::Collator: return ReferenceWords::tr("Collators");
    case ComponentKind::Transform: return ReferenceWords::tr("Augmentations");
    case ComponentKind::Layer: return ReferenceWords::tr("Layers");
    case ComponentKind::Initializer: return ReferenceWords::tr("Initializers");
    case ComponentKind::Template: return ReferenceWords::tr("Templates");
    case ComponentKind::Task: return ReferenceWords::tr("Tasks");
    case ComponentKind::Loss: return ReferenceWords::tr("Losses");
    case ComponentKind::Optimizer: return ReferenceWords::tr("Optimizers");
    case ComponentKind::Schedule: return ReferenceWords::tr("Schedules");
    case ComponentKind::Metric: return ReferenceWords::tr("Metrics");
    case ComponentKind::Decoder: return ReferenceWords::tr("Decoders");
    case ComponentKind::Exporter: return ReferenceWords::tr("Exporters");
    }
    return {};
}

QString ReferencePages::familyTitle(NodeCategory category)
{
    switch (category) {
    case NodeCategory::Io: return ReferenceWords::tr("Input and output");
    case NodeCategory::Dense: return ReferenceWords::tr("Dense");
    case NodeCategory::Convolution: return ReferenceWords::tr("Convolution");
    case NodeCategory::Embedding: return ReferenceWords::tr("Embedding");
    case NodeCategory::Recurrent: return ReferenceWords::tr("Recurrent");
    case NodeCategory::Attention: return ReferenceWords::tr("Attention");
    case NodeCategory::Block: return ReferenceWords::tr("Blocks");
    case NodeCategory::Norm: return ReferenceWords::tr("Normalization and dropout");
    case NodeCategory::Activation: return ReferenceWords::tr("Activation");
    case NodeCategory::Pooling: return ReferenceWords::tr("Pooling");
    case NodeCategory::Shape: return ReferenceWords::tr("Shape and joining");
    case NodeCategory::None: return ReferenceWords::tr("Others");
    }
    return {};
}

QString ReferencePages::say(const std::string& source) const
{
    return escapeMarkdown(text(m_sentences.catalog(source)));
}

std::vector<ComponentKind> ReferencePages::kinds() const
{
    std::vector<ComponentKind> kinds;
    for (const auto& [kind, name] : EnumText<ComponentKind>::kNames)
        if (std::ranges::any_of(m_catalog.components, [&](const ComponentInfo& info) { return info.kind == kind; }))
            kinds.push_back(kind);
    return kinds;
}

std::vector<const ComponentInfo*> ReferencePages::of(ComponentKind kind) const
{
    std::vector<const ComponentInfo*> found;
    for (const auto& info : m_catalog.components)
        if (info.kind == kind)
            found.push_back(&info);
    QCollator collator{QLocale(text(m_sentences.language()))};
    collator.setCaseSensitivity(Qt::CaseInsensitive);
    std::ranges::stable_sort(found, [&](const auto* one, const auto* other) {
        if (one->category != other->category)
            return one->category < other->category;
        return collator.compare(text(m_sentences.catalog(one->title)), text(m_sentences.catalog(other->title))) < 0;
    });
    return found;
}

QList<HelpTopic> ReferencePages::topics() const
{
    QList<HelpTopic> topics;
    for (const auto kind : kinds()) {
        topics << parseTopic(kindId(kind), kindPage(kind));
        for (const auto* info : of(kind))
            topics << parseTopic(componentId(*info), componentPage(*info));
    }
    return topics;
}

QString ReferencePages::kindPage(ComponentKind kind) const
{
    QString page = QStringLiteral("# ") + escapeMarkdown(kindTitle(kind)) + kGap;
    // What the handbook says of the kind stands at the head of its list; one place to write it.
    const auto word = QString::fromLatin1(toText(kind).data());
    if (const auto* handbook = m_handbook.topic(m_sentences.language(), QStringLiteral("components")))
        if (const int section = handbook->sectionOf(word); section >= 0)
            page += escapeMarkdown(handbook->sections[section].lead) + kGap;
    std::optional<NodeCategory> family;
    for (const auto* info : of(kind)) {
        if (kind == ComponentKind::Layer && family != info->category) {
            family = info->category;
            page += QStringLiteral("\n## ") + escapeMarkdown(familyTitle(*family)) + kGap;
        }
        page += QStringLiteral("- [%1](ref:%2/%3) %4\n")
                    .arg(say(info->title), word, text(info->id), say(info->help));
    }
    return page;
}

QString ReferencePages::componentPage(const ComponentInfo& info) const
{
    QString page = QStringLiteral("# ") + say(info.title) + kGap;
    const auto all = QStringLiteral("[%1](ref:%2)").arg(escapeMarkdown(kindTitle(info.kind)),
                                                        QLatin1String(toText(info.kind).data()));
    //: the kind as a link to all of it, and the id as recipes have it
    page += ReferenceWords::tr("Kind: %1. In recipes and in code: %2.").arg(all, code(text(info.id)));
    page += kGap + say(info.help) + kGap;
    if (!info.plugin.empty())
        page += ReferenceWords::tr("It comes from the plug-in %1.").arg(code(text(info.plugin))) + kGap;
    if (info.kind == ComponentKind::Encoder && !info.suits.empty()) {
        QStringList fields;
        for (const auto& field : info.suits)
            fields << text(m_sentences.word("kind", field));
        const auto listed = escapeMarkdown(fields.join(ReferenceWords::tr(", ")));
        page += ReferenceWords::tr("For columns of the kind: %1.").arg(listed) + kGap;
    }
    if (!info.inputs.empty() || !info.outputs.empty())
        page += ports(info);
    page += QStringLiteral("## ") + ReferenceWords::tr("Options") + QStringLiteral(" {#options}\n\n");
    if (info.parameters.empty())
        page += ReferenceWords::tr("There is nothing to set.") + kGap;
    for (const auto& parameter : info.parameters)
        page += option(parameter);
    return page;
}

QString ReferencePages::ports(const ComponentInfo& info) const
{
    QString page = QStringLiteral("## ") + ReferenceWords::tr("Inputs and outputs") + QStringLiteral(" {#ports}\n\n");
    const auto add = [&](const PortInfo& port, bool isInput) {
        const auto name = code(text(port.name));
        auto title = isInput ? ReferenceWords::tr("Input %1").arg(name) : ReferenceWords::tr("Output %1").arg(name);
        if (port.variadic)
            title = isInput ? ReferenceWords::tr("Input %1, any number").arg(name)
                            : ReferenceWords::tr("Output %1, any number").arg(name);
        else if (port.optional)
            title = isInput ? ReferenceWords::tr("Input %1, may be left out").arg(name)
                            : ReferenceWords::tr("Output %1, may be left out").arg(name);
        page += port.help.empty() ? QStringLiteral("- ") + title + QLatin1Char('\n') : item(title, say(port.help));
    };
    for (const auto& port : info.inputs)
        add(port, true);
    for (const auto& port : info.outputs)
        add(port, false);
    return page + QLatin1Char('\n');
}

QString ReferencePages::option(const ParameterInfo& parameter) const
{
    const auto name = text(parameter.name);
    const auto title = parameter.title.empty() ? escapeMarkdown(name) : say(parameter.title);
    QString page = QStringLiteral("### %1 {#%2}\n\n").arg(title, name);
    page += say(parameter.help) + kGap;
    page += item(ReferenceWords::tr("Name"), code(name));
    if (parameter.required)
        page += item(ReferenceWords::tr("Default"), ReferenceWords::tr("none, it has to be set"));
    else
        page += item(ReferenceWords::tr("Default"), valueText(parameter, parameter.defaultValue));
    if (const auto allowed = range(parameter); !allowed.isEmpty())
        page += item(ReferenceWords::tr("Range"), allowed);
    if (!parameter.choices.empty()) {
        QStringList choices;
        for (const auto& choice : parameter.choices)
            choices << valueText(parameter, Value(choice.value));
        page += item(ReferenceWords::tr("Choices"), choices.join(ReferenceWords::tr("; ")));
    }
    if (parameter.componentKind) {
        const auto kind = *parameter.componentKind;
        const auto all = QStringLiteral("[%1](ref:%2)")
                             .arg(escapeMarkdown(kindTitle(kind)), QLatin1String(toText(kind).data()));
        page += item(ReferenceWords::tr("One of"), all);
    }
    if (!parameter.whenToChange.empty())
        page += item(ReferenceWords::tr("When to change it"), say(parameter.whenToChange));
    if (parameter.advanced)
        page += QStringLiteral("- ") + ReferenceWords::tr("Shown under More, for those who know what it does.") +
                QLatin1Char('\n');
    return page + QLatin1Char('\n');
}

QString ReferencePages::range(const ParameterInfo& parameter) const
{
    const auto number = [&](double bound) {
        const bool isWhole = bound == std::floor(bound) && std::abs(bound) < 1e15;
        const auto value = isWhole ? Value(static_cast<std::int64_t>(bound)) : Value(bound);
        return escapeMarkdown(text(m_sentences.number(value)));
    };
    const auto unit = parameter.unit.empty() ? QString() : QLatin1Char(' ') + say(parameter.unit);
    if (parameter.minimum && parameter.maximum)
        return ReferenceWords::tr("%1 to %2").arg(number(*parameter.minimum), number(*parameter.maximum) + unit);
    if (parameter.minimum)
        return ReferenceWords::tr("%1 or more").arg(number(*parameter.minimum) + unit);
    return parameter.maximum ? ReferenceWords::tr("%1 or less").arg(number(*parameter.maximum) + unit) : QString();
}

QString ReferencePages::valueText(const ParameterInfo& parameter, const Value& value) const
{
    for (const auto& choice : parameter.choices)
        if (value.isText() && choice.value == value.asText())
            return choice.title.empty() ? code(text(choice.value))
                                        : ReferenceWords::tr("%1 (%2)").arg(say(choice.title),
                                                                            code(text(choice.value)));
    if (value.type() == Value::Type::Boolean)
        return value.asBoolean() ? ReferenceWords::tr("on") : ReferenceWords::tr("off");
    if (value.isNull() || (value.isText() && value.asText().empty()) || (value.isList() && value.asList().empty()))
        return ReferenceWords::tr("empty");
    if (value.isList()) {
        QStringList items;
        for (const auto& each : value.asList())
            items << text(each.isNumber() ? m_sentences.number(each) : each.toDisplay());
        return code(items.join(QStringLiteral(", ")));
    }
    if (value.isMap() && value.at("component").isText())
        return code(text(value.at("component").asText()));
    const auto shown = text(value.isNumber() ? m_sentences.number(value) : value.toDisplay());
    return parameter.unit.empty() || !value.isNumber() ? code(shown)
                                                       : code(shown) + QLatin1Char(' ') + say(parameter.unit);
}

} // namespace fettle::ui
