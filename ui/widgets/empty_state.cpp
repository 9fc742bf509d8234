// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/empty_state.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

#include "ui/theme/icons.h"
#include "ui/theme/painting.h"
#include "ui/widgets/button.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/text_label.h"

namespace fettle::ui {

EmptyState::EmptyState(std::string_view iconName, QWidget* parent) : QWidget(parent), m_iconName(iconName)
{
    m_layout = new QVBoxLayout(this);
    m_title = new TextLabel(TextStyle::Strong, this);
    m_title->setAlignment(Qt::AlignHCenter | Qt::AlignVCenter);
    m_title->setWrap(true);
    m_sentence = new TextLabel(TextStyle::Body, "text.secondary", this);
    m_sentence->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    m_sentence->setWrap(true);
    m_buttons = new QWidget(this);
    m_buttonFlow = new FlowLayout(m_buttons);
    m_buttonFlow->setLineAlignment(Qt::AlignHCenter);
    m_buttons->hide();
    m_layout->addStretch(1);
    // The icon is painted there.
    m_iconRoom = new QSpacerItem(0, 0);
    m_layout->addSpacerItem(m_iconRoom);
    m_layout->addWidget(m_title);
    // Not over the whole width of a wide page.
    auto* row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(m_sentence, 1000);
    row->addStretch(1);
    m_layout->addLayout(row);
    m_layout->addWidget(m_buttons);
    m_layout->addStretch(1);
    applySpaces();
}

void EmptyState::setIconName(std::string_view name)
{
    m_iconName = name;
    update();
}

void EmptyState::setTitle(const QString& title)
{
    m_title->setText(title);
    setAccessibleName(title);
}

void EmptyState::setSentence(const QString& sentence)
{
    m_sentence->setText(sentence);
    m_sentence->setVisible(!sentence.isEmpty());
    setAccessibleDescription(sentence);
}

Button* EmptyState::addButton(const QString& text, ButtonKind kind, std::string_view iconName)
{
    auto* button = new Button(text, kind, iconName, m_buttons);
    m_buttonFlow->addWidget(button);
    m_buttons->show();
    return button;
}

void EmptyState::applySpaces()
{
    const Theme& theme = themeOf(this);
    const int badge = theme.space(6);
    m_layout->setContentsMargins(theme.space(4), theme.space(4), theme.space(4), theme.space(4));
    m_layout->setSpacing(theme.space(0));
    m_sentence->setMaximumWidth(theme.size("frame.formWidthMax"));
    m_iconRoom->changeSize(badge, badge + theme.space(1), QSizePolicy::Minimum, QSizePolicy::Fixed);
    m_buttonFlow->setContentsMargins(0, theme.space(3) - theme.space(0), 0, 0);
    m_layout->invalidate();
    m_buttonFlow->setSpacings(theme.space(1), theme.space(1));
}

QRect EmptyState::iconRect() const
{
    const int badge = themeOf(this).space(6);
    return {(width() - badge) / 2, m_iconRoom->geometry().y(), badge, badge};
}

void EmptyState::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        applySpaces();
    else if (event->type() == QEvent::PaletteChange)
        update();
}

void EmptyState::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeOf(this);
    QPainter painter(this);
    const QRectF badge = iconRect();
    drawBox(painter, badge, badge.height() / 2, theme.color("bg.hover"));
    const double icon = theme.iconSize(2);
    drawIcon(painter, QRectF(badge.center().x() - icon / 2, badge.center().y() - icon / 2, icon, icon), m_iconName,
             theme.color("text.secondary"));
}

} // namespace fettle::ui
