// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/popover.h"

#include <algorithm>

#include <QEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QScreen>
#include <QVBoxLayout>

#include "ui/theme/theme.h"

namespace fettle::ui {

Popover::Popover(QWidget* parent) : QWidget(parent, Qt::Popup), m_content(new QVBoxLayout(this))
{
    setAttribute(Qt::WA_WindowPropagation);
    applySpaces();
}

void Popover::popUp(const QRect& anchor)
{
    m_anchor = anchor;
    adjustSize();
    place();
    show();
    setFocus();
    focusNextChild();
}

void Popover::place()
{
    const QRect room = (screen() ? screen()->availableGeometry() : QRect(0, 0, 1280, 800));
    // adjustSize() stops at two thirds of the screen, and squeezes what is in here.
    if (const int wanted = m_content->totalHeightForWidth(width()); wanted > height())
        resize(width(), std::min(wanted, room.height()));
    const int left = std::clamp(m_anchor.left(), room.left(), std::max(room.left(), room.right() - width()));
    int top = m_anchor.bottom() + 1;
    if (top + height() > room.bottom())
        top = std::max(room.top(), std::min(m_anchor.top() - height(), room.bottom() - height()));
    move(left, top);
}

bool Popover::event(QEvent* event)
{
    const bool taken = QWidget::event(event);
    // Labels that were just filled tell how high they are only now.
    if (event->type() == QEvent::LayoutRequest && isVisible())
        place();
    return taken;
}

void Popover::applySpaces()
{
    const auto& theme = themeOf(this);
    const int pad = theme.pad();
    m_content->setContentsMargins(pad, pad, pad, pad);
    m_content->setSpacing(theme.space(1));
}

void Popover::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        applySpaces();
}

void Popover::paintEvent(QPaintEvent*)
{
    const auto& theme = themeOf(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.color("bg.raised"));
    painter.setPen(theme.color("line.button"));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

void Popover::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        close();
    else
        QWidget::keyPressEvent(event);
}

} // namespace fettle::ui
