// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/form_field.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

#include "ui/theme/icons.h"
#include "ui/theme/style_hints.h"
#include "ui/widgets/text_label.h"

namespace fettle::ui {

FormField::FormField(QWidget* field, QWidget* parent) : QWidget(parent), m_field(field)
{
    m_layout = new QVBoxLayout(this);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_labelRow = new QHBoxLayout;
    m_label = new TextLabel(TextStyle::Body, this);
    m_label->setWrap(true);
    m_label->setBuddy(field);
    m_label->hide();
    m_labelRow->addWidget(m_label, 1);
    m_fieldRow = new QHBoxLayout;
    m_fieldRow->addWidget(field, 1);
    m_help = new TextLabel(TextStyle::Small, "text.secondary", this);
    m_help->setWrap(true);
    m_help->hide();
    m_error = new TextLabel(TextStyle::Small, "danger", this);
    m_error->setWrap(true);
    m_error->setSelectable(true);
    m_error->hide();
    m_layout->addLayout(m_labelRow);
    m_layout->addLayout(m_fieldRow);
    m_layout->addWidget(m_help);
    // The sign beside the error is painted there.
    auto* errorRow = new QHBoxLayout;
    errorRow->setSpacing(0);
    m_signRoom = new QSpacerItem(0, 0);
    errorRow->addSpacerItem(m_signRoom);
    errorRow->addWidget(m_error, 1);
    m_layout->addLayout(errorRow);
    applySpaces();
}

void FormField::setLabel(const QString& label)
{
    m_label->setText(label);
    m_label->setVisible(!label.isEmpty());
    m_field->setAccessibleName(label);
}

QString FormField::label() const { return m_label->text(); }

void FormField::setHelp(const QString& sentence)
{
    m_help->setText(sentence);
    describe();
}

void FormField::setError(const QString& sentence)
{
    m_error->setText(sentence);
    setFieldError(*m_field, !sentence.isEmpty());
    describe();
}

QString FormField::error() const { return m_error->text(); }

void FormField::describe()
{
    const bool wrong = !m_error->text().isEmpty();
    m_error->setVisible(wrong);
    m_help->setVisible(!wrong && !m_help->text().isEmpty());
    m_field->setAccessibleDescription(wrong ? m_error->text() : m_help->text());
}

void FormField::addToLabel(QWidget* widget) { m_labelRow->addWidget(widget, 0, Qt::AlignVCenter); }

void FormField::addBesideField(QWidget* widget) { m_fieldRow->addWidget(widget, 0, Qt::AlignVCenter); }

void FormField::setFullWidth(bool full)
{
    m_fullWidth = full;
    applySpaces();
}

void FormField::applySpaces()
{
    const Theme& theme = themeOf(this);
    m_layout->setSpacing(theme.space(0));
    m_labelRow->setSpacing(theme.space(1));
    m_fieldRow->setSpacing(theme.space(1));
    m_signRoom->changeSize(theme.lineHeight(TextStyle::Small) + theme.space(0), 0, QSizePolicy::Fixed);
    m_layout->invalidate();
    setMaximumWidth(m_fullWidth ? QWIDGETSIZE_MAX : theme.size("frame.formWidthMax"));
}

void FormField::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        applySpaces();
}

void FormField::paintEvent(QPaintEvent*)
{
    if (m_error->isHidden())
        return;
    const Theme& theme = themeOf(this);
    QPainter painter(this);
    const double line = theme.lineHeight(TextStyle::Small);
    drawIcon(painter, QRectF(0, m_error->y(), line, line), "alert", theme.color("danger"));
}

} // namespace fettle::ui
