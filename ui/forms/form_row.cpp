// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/form_row.h"

#include "ui/forms/changed_mark.h"
#include "ui/theme/style_hints.h"
#include "ui/widgets/text_label.h"

namespace fettle::ui {

FormRow::FormRow(const ParameterInfo& info, const FormContext& context, QWidget* parent)
    : FormField(ParameterEditor::make(info, context, nullptr), parent), m_info(info), m_context(context),
      m_editor(static_cast<ParameterEditor*>(field())), m_mark(new ChangedMark(this))
{
    if (m_editor->writesTitle()) {
        addBesideField(m_mark);
    } else {
        addToLabel(m_mark);
        if (!info.unit.empty()) {
            m_unit = new TextLabel(TextStyle::Body, "text.secondary");
            addBesideField(m_unit);
        }
    }
    m_mark->hide();
    connect(m_mark, &ChangedMark::clicked, this, &FormRow::resetPressed);
    connect(m_editor, &ParameterEditor::edited, this, [this] {
        m_outsideError.clear();
        showState();
        Q_EMIT edited();
    });
    retranslate();
}

QString FormRow::title() const { return QString::fromStdString(m_context.sentences->catalog(m_info.title)); }

void FormRow::retranslate()
{
    const auto translated = [this](const std::string& source) {
        return source.empty() ? QString() : QString::fromStdString(m_context.sentences->catalog(source));
    };
    auto tip = translated(m_info.whenToChange);
    tip += (tip.isEmpty() ? "" : "\n") + QString::fromStdString(m_info.name);
    m_editor->retranslate();
    if (m_editor->writesTitle())
        m_editor->setTitle(title());
    else
        setLabel(title());
    setHelp(translated(m_info.help));
    setToolTip(tip);
    m_editor->control()->setToolTip(tip);
    m_editor->control()->setAccessibleName(title());
    m_editor->control()->setAccessibleDescription(translated(m_info.help));
    if (m_unit)
        m_unit->setText(translated(m_info.unit));
    m_mark->setDefaultText(displayValue(m_info, m_info.defaultValue, *m_context.sentences));
    showState();
}

void FormRow::showValue(const Value& value)
{
    m_outsideError.clear();
    m_editor->setValue(value.isNull() ? m_info.defaultValue : value);
    showState();
}

QString FormRow::problem() const
{
    const auto own = m_editor->problem();
    return own.isEmpty() ? m_outsideError : own;
}

void FormRow::setOutsideError(const QString& sentence)
{
    m_outsideError = sentence;
    showState();
}

void FormRow::setReadOnly(bool readOnly)
{
    m_readOnly = readOnly;
    m_editor->setReadOnly(readOnly);
    showState();
}

void FormRow::showState()
{
    const auto wrong = problem();
    if (error() != wrong)
        setError(wrong);
    setFieldError(*m_editor->control(), !wrong.isEmpty());
    const auto now = m_editor->value();
    m_changed = !wrong.isEmpty() || !sameValue(now.isNull() ? m_info.defaultValue : now, m_info.defaultValue);
    m_mark->setVisible(m_changed && !m_readOnly);
}

} // namespace fettle::ui
