// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/image_tile.h"

#include <QEvent>
#include <QPainter>
#include <QPainterPath>

#include "ui/theme/icons.h"
#include "ui/theme/painting.h"
#include "ui/theme/theme.h"

namespace fettle::ui {

ImageTile::ImageTile(QWidget* parent) : QAbstractButton(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void ImageTile::setImage(const QImage& image)
{
    m_image = image;
    m_scaled = {};
    m_broken = false;
    update();
}

void ImageTile::setBroken(bool broken)
{
    m_broken = broken;
    update();
}

void ImageTile::setCaption(const QString& caption)
{
    setText(caption);
    setAccessibleName(caption);
    updateGeometry();
}

void ImageTile::setMark(const QString& text, PillTone tone)
{
    m_mark = text;
    m_markTone = tone;
    setAccessibleDescription(text);
    update();
}

void ImageTile::setSide(int side)
{
    m_side = side;
    m_scaled = {};
    updateGeometry();
    update();
}

QSize ImageTile::sizeHint() const
{
    const Theme& theme = themeOf(this);
    const int words = text().isEmpty() ? 0 : theme.lineHeight(TextStyle::Small) + theme.space(0);
    return {m_side, m_side + words};
}

QSize ImageTile::minimumSizeHint() const { return sizeHint(); }

void ImageTile::changeEvent(QEvent* event)
{
    QAbstractButton::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        updateGeometry();
    else if (event->type() == QEvent::PaletteChange)
        update();
}

void ImageTile::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeOf(this);
    QPainter painter(this);
    const QRectF square(0, 0, m_side, m_side);
    const double radius = theme.radius("cell");
    drawBox(painter, square, radius, theme.color("bg.hover"));
    if (m_broken) {
        const double icon = theme.iconSize(2);
        drawIcon(painter, QRectF(square.center() - QPointF(icon / 2, icon / 2), QSizeF(icon, icon)), "image-broken",
                 theme.color("text.secondary"));
    } else if (!m_image.isNull()) {
        const double ratio = devicePixelRatioF();
        if (m_scaled.isNull() || !qFuzzyCompare(m_scaled.devicePixelRatio(), ratio)) {
            const int side = static_cast<int>(std::ceil(m_side * ratio));
            // Small pictures keep their pixels, so that one sees what the model sees.
            const bool tiny = m_image.width() < side / 2 && m_image.height() < side / 2;
            m_scaled = QPixmap::fromImage(m_image.scaled(side, side, Qt::KeepAspectRatio,
                                                         tiny ? Qt::FastTransformation : Qt::SmoothTransformation));
            m_scaled.setDevicePixelRatio(ratio);
        }
        const QSizeF size = m_scaled.deviceIndependentSize();
        QPainterPath round;
        round.addRoundedRect(square, radius, radius);
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setClipPath(round);
        painter.drawPixmap(QPointF((m_side - size.width()) / 2, (m_side - size.height()) / 2), m_scaled);
        painter.restore();
    }
    if (isChecked())
        drawBox(painter, square, radius, {}, theme.color("line.focus"), theme.number("focus.width"));
    else if (underMouse() && isEnabled())
        drawBox(painter, square, radius, {}, theme.color("line.control"));
    if (!m_mark.isEmpty()) {
        const QSize size = pillSize(theme, m_mark).boundedTo(QSize(m_side - theme.space(1), m_side));
        drawPill(painter, QRectF(QPointF(m_side - size.width() - theme.space(0), theme.space(0)), size), theme, m_mark,
                 m_markTone);
    }
    drawTextLine(painter, QRectF(0, m_side + theme.space(0), width(), theme.lineHeight(TextStyle::Small)), text(),
                 theme.font(TextStyle::Small), theme.color("text.secondary"));
}

} // namespace fettle::ui
