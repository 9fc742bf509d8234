// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/changed_mark.h"

#include <QEvent>
#include <QPainter>

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

namespace fettle::ui {
namespace {

constexpr int kDotRadius = 3;

} // namespace

ChangedMark::ChangedMark(QWidget* parent) : QAbstractButton(parent)
{
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    retranslate();
}

void ChangedMark::setDefaultText(const QString& text)
{
    m_default = text;
    retranslate();
}

void ChangedMark::retranslate()
{
    const auto label = m_default.isEmpty() ? tr("Changed. Press to reset it.") : tr("Changed. Press to reset it to %1.").arg(m_default);
    setToolTip(label);
    setAccessibleName(label);
}

QSize ChangedMark::sizeHint() const
{
    // 24 wide to be hit, but no higher than the label's line.
    return {themeOf(this).space(4), themeOf(this).lineHeight(TextStyle::Body)};
}

void ChangedMark::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto& theme = themeOf(this);
    const auto color = theme.color("text.link");
    if (underMouse() || hasFocus()) {
        drawIcon(painter, rect(), "undo-variant", color);
        return;
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawEllipse(QRectF(rect()).center(), kDotRadius, kDotRadius);
}

void ChangedMark::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        updateGeometry();
    QAbstractButton::changeEvent(event);
}

void ChangedMark::enterEvent(QEnterEvent* event)
{
    update();
    QAbstractButton::enterEvent(event);
}

void ChangedMark::leaveEvent(QEvent* event)
{
    update();
    QAbstractButton::leaveEvent(event);
}

} // namespace fettle::ui
