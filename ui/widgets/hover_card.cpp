// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/hover_card.h"

#include <QEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QTimer>
#include <QVBoxLayout>

#include "ui/theme/painting.h"
#include "ui/theme/theme.h"

namespace fettle::ui {

HoverCard::HoverCard(QWidget* owner) : QWidget(owner->window()), m_owner(owner)
{
    hide();
    m_content = new QVBoxLayout(this);
    m_open = new QTimer(this);
    m_open->setSingleShot(true);
    m_open->setInterval(500);
    m_close = new QTimer(this);
    m_close->setSingleShot(true);
    m_close->setInterval(250);
    connect(m_open, &QTimer::timeout, this, &HoverCard::popUp);
    connect(m_close, &QTimer::timeout, this, &QWidget::hide);
    connect(owner, &QObject::destroyed, this, &QObject::deleteLater);
    owner->installEventFilter(this);
    applySpaces();
}

void HoverCard::popUp()
{
    Q_EMIT aboutToShow();
    // The owner may have come into another window since.
    if (parentWidget() != m_owner->window())
        setParent(m_owner->window());
    const Theme& theme = themeOf(m_owner);
    const int shadow = popupShadowMargin(theme);
    const int gap = theme.space(0) - shadow;
    const QWidget* window = parentWidget();
    const QPoint below = m_owner->mapTo(window, QPoint(-shadow, m_owner->height() + gap));
    const QPoint above = m_owner->mapTo(window, QPoint(-shadow, -gap));
    const QSize size = sizeHint();
    QPoint place = below;
    if (below.y() + size.height() > window->height() && above.y() - size.height() >= 0)
        place.setY(above.y() - size.height());
    place.setX(std::clamp(place.x(), 0, std::max(0, window->width() - size.width())));
    setGeometry(QRect(place, size));
    show();
    raise();
}

bool HoverCard::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != m_owner)
        return QWidget::eventFilter(watched, event);
    switch (event->type()) {
    case QEvent::Enter:
        m_close->stop();
        m_open->start();
        break;
    case QEvent::Leave:
        m_open->stop();
        m_close->start();
        break;
    case QEvent::MouseButtonPress:
    case QEvent::Hide:
    case QEvent::FocusOut:
        m_open->stop();
        hide();
        break;
    case QEvent::KeyPress: {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_F1) {
            popUp();
            return true;
        }
        if (key == Qt::Key_Escape && isVisible()) {
            hide();
            return true;
        }
        break;
    }
    default: break;
    }
    return QWidget::eventFilter(watched, event);
}

void HoverCard::enterEvent(QEnterEvent* event)
{
    QWidget::enterEvent(event);
    m_close->stop();
}

void HoverCard::leaveEvent(QEvent* event)
{
    QWidget::leaveEvent(event);
    m_close->start();
}

void HoverCard::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        hide();
    else
        QWidget::keyPressEvent(event);
}

void HoverCard::applySpaces()
{
    const Theme& theme = themeOf(this);
    const int margin = popupShadowMargin(theme) + theme.space(2);
    m_content->setContentsMargins(margin, margin, margin, margin);
    m_content->setSpacing(theme.space(1));
}

void HoverCard::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        applySpaces();
    else if (event->type() == QEvent::PaletteChange)
        update();
}

void HoverCard::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeOf(this);
    QPainter painter(this);
    const int shadow = popupShadowMargin(theme);
    const QRectF box = QRectF(rect()).adjusted(shadow, shadow, -shadow, -shadow);
    drawPopupShadow(painter, box, theme.radius("card"), theme);
    drawBox(painter, box, theme.radius("card"), theme.color("bg.raised"), theme.color("line.button"));
}

} // namespace fettle::ui
