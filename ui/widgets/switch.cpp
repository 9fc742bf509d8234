// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/switch.h"

#include <QPainter>

#include "ui/theme/painting.h"
#include "ui/theme/theme.h"

namespace fettle::ui {

namespace {

QSize switchTrack(const Theme& theme) { return {2 * theme.iconSize(0) + theme.space(0), theme.iconSize(1)}; }

} // namespace

Switch::Switch(QWidget* parent) : QCheckBox(parent)
{
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
}

Switch::Switch(const QString& text, QWidget* parent) : Switch(parent) { setText(text); }

QSize Switch::sizeHint() const
{
    const Theme& theme = themeOf(this);
    int width = switchTrack(theme).width();
    if (!text().isEmpty())
        width += theme.space(1) + textWidth(withoutMnemonic(text()), theme.font(TextStyle::Body));
    return {width, std::max(theme.iconSize(2), theme.lineHeight(TextStyle::Body))};
}

QSize Switch::minimumSizeHint() const { return sizeHint(); }

bool Switch::hitButton(const QPoint& position) const { return rect().contains(position); }

void Switch::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeOf(this);
    QPainter painter(this);
    const QSize track = switchTrack(theme);
    const QRectF box(0, (height() - track.height()) / 2, track.width(), track.height());
    const bool hover = isEnabled() && underMouse();
    QColor fill = theme.color("bg.surface");
    QColor border = theme.color(hover ? "text.secondary" : "line.control");
    QColor knob = border;
    if (!isEnabled()) {
        fill = theme.color(isChecked() ? "bg.pressed" : "bg.window");
        border = theme.color("line.subtle");
        knob = theme.color("text.disabled");
    } else if (isChecked()) {
        fill = border = theme.color(isDown() ? "accent.pressed" : hover ? "accent.hover" : "accent.fill");
        knob = theme.color("text.onAccent");
    }
    drawBox(painter, box, box.height() / 2, fill, border);
    const double inset = std::round(track.height() / 5.0);
    const double side = track.height() - 2 * inset;
    const double left = isChecked() ? box.right() - inset - side : box.left() + inset;
    drawBox(painter, QRectF(left, box.top() + inset, side, side), side / 2, knob);
    const double textLeft = box.right() + theme.space(1);
    drawTextLine(painter, QRectF(textLeft, 0, width() - textLeft, height()), withoutMnemonic(text()),
                 theme.font(TextStyle::Body), theme.color(isEnabled() ? "text.primary" : "text.disabled"));
}

} // namespace fettle::ui
