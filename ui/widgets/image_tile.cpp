// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/image_tile.h"

#include <cmath>

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
    m_baseSide = side;
    m_scaled = {};
    updateGeometry();
    update();
}

int ImageTile::side() const { return qRound(m_baseSide * themeOf(this).options().textScale); }

QSize ImageTile::sizeHint() const
{
    const Theme& theme = themeOf(this);
    const int words = text().isEmpty() ? 0 : theme.lineHeight(TextStyle::Small) + theme.space(0);
    return {side(), side() + words};
}

QSize ImageTile::minimumSizeHint() const { return sizeHint(); }

void ImageTile::changeEvent(QEvent* event)
{
    QAbstractButton::changeEvent(event);
    if (event->type() == QEvent::StyleChange) {
        m_scaled = {};
        updateGeometry();
    } else if (event->type() == QEvent::PaletteChange) {
        update();
    }
}

void ImageTile::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeOf(this);
    QPainter painter(this);
    const QRectF square(0, 0, side(), side());
    const double radius = theme.radius("cell");
    drawBox(painter, square, radius, theme.color("bg.hover"));
    if (m_broken) {
        const double icon = theme.iconSize(2);
        drawIcon(painter, QRectF(square.center() - QPointF(icon / 2, icon / 2), QSizeF(icon, icon)), "image-broken",
                 theme.color("text.secondary"));
    } else if (!m_image.isNull()) {
        const double ratio = devicePixelRatioF();
        if (m_scaled.isNull() || !qFuzzyCompare(m_scaled.devicePixelRatio(), ratio)) {
            const int pixels = static_cast<int>(std::ceil(side() * ratio));
            // Small pictures keep their pixels, so that one sees what the model sees.
            const bool tiny = m_image.width() < pixels / 2 && m_image.height() < pixels / 2;
            m_scaled = QPixmap::fromImage(m_image.scaled(pixels, pixels, Qt::KeepAspectRatio,
                                                         tiny ? Qt::FastTransformation : Qt::SmoothTransformation));
            m_scaled.setDevicePixelRatio(ratio);
        }
        const QSizeF size = m_scaled.deviceIndependentSize();
        QPainterPath round;
        round.addRoundedRect(square, radius, radius);
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setClipPath(round);
        painter.drawPixmap(QPointF((side() - size.width()) / 2, (side() - size.height()) / 2), m_scaled);
        painter.restore();
    }
    if (isChecked())
        drawBox(painter, square, radius, {}, theme.color("line.focus"), theme.number("focus.width"));
    else if (underMouse() && isEnabled())
        drawBox(painter, square, radius, {}, theme.color("line.control"));
    if (!m_mark.isEmpty()) {
        const QSize size = pillSize(theme, m_mark).boundedTo(QSize(side() - theme.space(1), side()));
        drawPill(painter, QRectF(QPointF(side() - size.width() - theme.space(0), theme.space(0)), size), theme, m_mark,
                 m_markTone);
    }
    drawTextLine(painter, QRectF(0, side() + theme.space(0), width(), theme.lineHeight(TextStyle::Small)), text(),
                 theme.font(TextStyle::Small), theme.color("text.secondary"));
}

} // namespace fettle::ui
