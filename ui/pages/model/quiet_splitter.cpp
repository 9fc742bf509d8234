// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/model/quiet_splitter.h"

#include <cmath>

#include <QPainter>

#include "ui/theme/painting.h"
#include "ui/theme/theme.h"

namespace fettle::ui {

void QuietHandle::paintEvent(QPaintEvent*)
{
    if (!underMouse())
        return;
    QPainter painter(this);
    const auto color = themeOf(this).color("line.focus");
    const QPointF middle = QRectF(rect()).center();
    if (orientation() == Qt::Horizontal)
        drawRule(painter, {std::floor(middle.x()), 0}, {std::floor(middle.x()), static_cast<double>(height())}, color);
    else
        drawRule(painter, {0, std::floor(middle.y())}, {static_cast<double>(width()), std::floor(middle.y())}, color);
}

} // namespace fettle::ui
