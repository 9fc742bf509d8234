// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/parameter_editor.h"

#include "ui/forms/form_editors.h"
#include "ui/forms/number_box.h"

namespace fettle::ui {

ParameterEditor* ParameterEditor::make(const ParameterInfo& info, const FormContext& context, QWidget* parent)
{
    switch (info.type) {
    case ParameterType::Boolean:
        return new SwitchEditor(parent);
    case ParameterType::Integer:
    case ParameterType::Real:
        return new NumberEditor(info, parent);
    case ParameterType::Choice:
        return new ChoiceEditor(info, context, parent);
    case ParameterType::IntegerList:
        return new IntegerListEditor(info, parent);
    case ParameterType::Fields:
        return new FieldsEditor(context, parent);
    case ParameterType::Component:
        return new ComponentEditor(info, context, parent);
    case ParameterType::Text:
        break;
    }
    return new TextEditor(parent);
}

bool sameValue(const Value& a, const Value& b)
{
    if (a == b)
        return true;
    if (a.isNumber() && b.isNumber())
        return a.asReal() == b.asReal();
    if (a.isList() && b.isNumber())
        return a.asList().size() == 1 && sameValue(a.asList().front(), b);
    if (a.isNumber() && b.isList())
        return sameValue(b, a);
    if (a.isList() && b.isList())
        return std::ranges::equal(a.asList(), b.asList(), sameValue);
    if (a.isMap() && b.isMap())
        return std::ranges::equal(a.asMap(), b.asMap(), [](const auto& x, const auto& y) {
            return x.first == y.first && sameValue(x.second, y.second);
        });
    return false;
}

QString displayValue(const ParameterInfo& info, const Value& value, const client::Sentences& sentences)
{
    switch (info.type) {
    case ParameterType::Boolean:
        return value.asBoolean() ? ParameterEditor::tr("on") : ParameterEditor::tr("off");
    case ParameterType::Integer:
    case ParameterType::Real:
        return NumberBox::display(value.asReal(), info.type == ParameterType::Integer);
    case ParameterType::Choice:
        for (const auto& choice : info.choices)
            if (choice.value == value.asText())
                return QString::fromStdString(sentences.catalog(choice.title));
        return QString::fromStdString(value.asText());
    case ParameterType::Component: {
        const auto& id = value.isText() ? value.asText() : value.at("component").asText();
        return QString::fromStdString(id);
    }
    case ParameterType::IntegerList:
    case ParameterType::Fields: {
        QStringList parts;
        for (const auto& item : value.asList())
            parts << QString::fromStdString(item.toDisplay());
        return value.isList() ? parts.join(QStringLiteral(", ")) : QString::fromStdString(value.toDisplay());
    }
    case ParameterType::Text:
        break;
    }
    return QString::fromStdString(value.asText());
}

} // namespace fettle::ui
