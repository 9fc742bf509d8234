// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/card.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

#include "ui/theme/painting.h"
#include "ui/theme/theme.h"
#include "ui/widgets/text_label.h"

namespace fettle::ui {

Card::Card(QWidget* parent) : QWidget(parent)
{
    m_layout = new QVBoxLayout(this);
    m_header = new QWidget(this);
    m_titleRow = new QHBoxLayout(m_header);
    m_titleRow->setContentsMargins(0, 0, 0, 0);
    m_headerLines = new QVBoxLayout;
    m_titleRow->addLayout(m_headerLines, 1);
    m_title = new TextLabel(TextStyle::Strong, m_header);
    m_title->setWrap(true);
    m_title->hide();
    m_subtitle = new TextLabel(TextStyle::Body, "text.secondary", m_header);
    m_subtitle->setWrap(true);
    m_subtitle->hide();
    m_headerLines->addWidget(m_title);
    m_headerLines->addWidget(m_subtitle);
    m_header->hide();
    m_layout->addWidget(m_header);
    m_content = new QVBoxLayout;
    // What is left over stands below, not between the lines.
    m_layout->addLayout(m_content, 10000);
    m_layout->addStretch(1);
    applySpaces();
}

void Card::setTitle(const QString& title)
{
    m_title->setText(title);
    m_title->setVisible(!title.isEmpty());
    m_header->setVisible(true);
    setAccessibleName(title);
    applySpaces();
}

void Card::setSubtitle(const QString& sentence)
{
    m_subtitle->setText(sentence);
    m_subtitle->setVisible(!sentence.isEmpty());
    m_header->setVisible(true);
    applySpaces();
}

void Card::addToHeader(QWidget* widget)
{
    m_titleRow->addWidget(widget);
    m_header->setVisible(true);
    applySpaces();
}

void Card::setFlush(bool flush)
{
    m_flush = flush;
    applySpaces();
}

void Card::setChosen(bool chosen)
{
    m_chosen = chosen;
    update();
}

void Card::applySpaces()
{
    const Theme& theme = themeOf(this);
    const int pad = theme.pad();
    const bool headed = !m_header->isHidden();
    // Beside a title in its middle, beside several lines at their top.
    for (int i = 1; i < m_titleRow->count(); ++i)
        m_titleRow->itemAt(i)->setAlignment(m_subtitle->isHidden() ? Qt::AlignVCenter : Qt::AlignTop);
    m_headerLines->setSpacing(theme.space(0));
    m_titleRow->setSpacing(theme.space(1));
    m_content->setSpacing(theme.space(1));
    if (!m_flush) {
        m_layout->setContentsMargins(pad, pad, pad, pad);
        m_header->setContentsMargins(0, 0, 0, 0);
        m_layout->setSpacing(theme.space(2));
        return;
    }
    // A table reaches the line at the sides; above and below it must not cover the round corners.
    const int round = theme.radius("card");
    m_layout->setContentsMargins(1, headed ? pad : round, 1, round);
    m_header->setContentsMargins(pad - 1, 0, pad - 1, 0);
    m_layout->setSpacing(theme.space(1));
}

void Card::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        applySpaces();
    else if (event->type() == QEvent::PaletteChange)
        update();
}

void Card::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeOf(this);
    QPainter painter(this);
    const QColor surface = theme.color("bg.surface");
    if (m_chosen)
        drawBox(painter, rect(), theme.radius("card"), surface, theme.color("line.focus"), theme.number("focus.width"));
    else
        // Dark separates by lightness, light by lines.
        drawBox(painter, rect(), theme.radius("card"), surface, theme.isDark() ? QColor() : theme.color("line.subtle"));
}

} // namespace fettle::ui
