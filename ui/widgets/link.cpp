// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/link.h"

#include <QEvent>
#include <QPainter>

#include "ui/theme/painting.h"

namespace fettle::ui {

Link::Link(TextStyle style, QWidget* parent) : QPushButton(parent), m_style(style)
{
    setAutoDefault(false);
    setFlat(true);
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
}

Link::Link(const QString& text, TextStyle style, QWidget* parent) : Link(style, parent) { setText(text); }

void Link::setElided(bool elided)
{
    m_elided = elided;
    updateGeometry();
}

QSize Link::sizeHint() const
{
    const Theme& theme = themeOf(this);
    return {textWidth(withoutMnemonic(text()), theme.font(m_style)), theme.lineHeight(m_style)};
}

QSize Link::minimumSizeHint() const
{
    const QSize whole = sizeHint();
    return m_elided ? QSize(std::min(whole.width(), themeOf(this).space(6)), whole.height()) : whole;
}

void Link::changeEvent(QEvent* event)
{
    QPushButton::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        updateGeometry();
}

bool Link::event(QEvent* event)
{
    if (event->type() == QEvent::HoverEnter || event->type() == QEvent::HoverLeave)
        update();
    return QPushButton::event(event);
}

void Link::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeOf(this);
    QPainter painter(this);
    QFont font = theme.font(m_style);
    font.setUnderline(isEnabled() && underMouse());
    const QColor color = theme.color(isEnabled() ? "text.link" : "text.disabled");
    drawTextLine(painter, rect(), withoutMnemonic(text()), font, color, Qt::AlignLeft,
                 m_elided ? Qt::ElideRight : Qt::ElideNone);
}

} // namespace fettle::ui
