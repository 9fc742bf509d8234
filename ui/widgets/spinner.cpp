// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/spinner.h"

#include <QEvent>
#include <QPainter>
#include <QVariantAnimation>

#include "ui/theme/painting.h"
#include "ui/theme/theme.h"

namespace fettle::ui {

Spinner::Spinner(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_turn = new QVariantAnimation(this);
    m_turn->setStartValue(0);
    m_turn->setEndValue(360);
    m_turn->setDuration(900);
    m_turn->setLoopCount(-1);
    connect(m_turn, &QVariantAnimation::valueChanged, this, [this] { update(); });
    setAccessibleName(tr("Working"));
}

QSize Spinner::sizeHint() const { return {themeOf(this).iconSize(0), themeOf(this).iconSize(0)}; }

QSize Spinner::minimumSizeHint() const { return sizeHint(); }

void Spinner::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        updateGeometry();
    else if (event->type() == QEvent::LanguageChange)
        setAccessibleName(tr("Working"));
    else if (event->type() == QEvent::PaletteChange)
        update();
}

void Spinner::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeOf(this);
    QPainter painter(this);
    const double side = sizeHint().width();
    drawRing(painter, QRectF((width() - side) / 2, (height() - side) / 2, side, side), m_turn->currentValue().toInt(),
             theme.color("accent.fill"), theme.color("bg.pressed"));
}

void Spinner::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (!themeOf(this).options().reduceMotion)
        m_turn->start();
}

void Spinner::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    m_turn->stop();
}

} // namespace fettle::ui
