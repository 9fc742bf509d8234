// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/page_header.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include "ui/widgets/button.h"
#include "ui/widgets/text_label.h"

namespace fettle::ui {

PageHeader::PageHeader(QWidget* parent) : QWidget(parent)
{
    m_row = new QHBoxLayout(this);
    m_row->setContentsMargins(0, 0, 0, 0);
    m_lines = new QVBoxLayout;
    m_title = new TextLabel(TextStyle::Title, this);
    m_title->setWrap(true);
    m_sentence = new TextLabel(TextStyle::Body, "text.secondary", this);
    m_sentence->setWrap(true);
    m_sentence->hide();
    m_lines->addWidget(m_title);
    m_lines->addWidget(m_sentence);
    m_lines->addStretch(1);
    m_row->addLayout(m_lines, 1);
    m_actions = new QHBoxLayout;
    m_row->addLayout(m_actions);
    m_row->setAlignment(m_actions, Qt::AlignTop);
    applySpaces();
}

void PageHeader::setTitle(const QString& title)
{
    m_title->setText(title);
    setAccessibleName(title);
}

void PageHeader::setSentence(const QString& sentence)
{
    m_sentence->setText(sentence);
    m_sentence->setVisible(!sentence.isEmpty());
}

void PageHeader::addSecondary(QWidget* widget)
{
    m_actions->insertWidget(m_primary ? m_actions->count() - 1 : m_actions->count(), widget);
}

Button* PageHeader::primary()
{
    if (!m_primary) {
        m_primary = new Button(ButtonKind::Primary, this);
        m_actions->addWidget(m_primary);
    }
    return m_primary;
}

void PageHeader::addBelow(QWidget* widget)
{
    // Before the stretch.
    m_lines->insertWidget(m_lines->count() - 1, widget);
}

void PageHeader::applySpaces()
{
    const Theme& theme = themeOf(this);
    m_row->setSpacing(theme.space(4));
    m_lines->setSpacing(theme.space(0));
    m_actions->setSpacing(theme.space(1));
    // The title's line stands in the middle of the buttons beside it.
    m_lines->setContentsMargins(0, std::max(0, (theme.controlHeight() - theme.lineHeight(TextStyle::Title)) / 2), 0, 0);
}

void PageHeader::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        applySpaces();
}

} // namespace fettle::ui
