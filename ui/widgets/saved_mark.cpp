// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/saved_mark.h"

#include <QEvent>
#include <QPainter>
#include <QTimer>

#include "ui/theme/icons.h"
#include "ui/theme/painting.h"
#include "ui/theme/theme.h"

namespace fettle::ui {

SavedMark::SavedMark(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_timer = new QTimer(this);
    m_timer->setSingleShot(true);
    m_timer->setInterval(2000);
    connect(m_timer, &QTimer::timeout, this, [this] {
        m_shown = false;
        update();
    });
    retranslate();
}

void SavedMark::flash()
{
    m_shown = true;
    m_timer->start();
    update();
}

void SavedMark::retranslate()
{
    m_text = tr("Saved");
    setAccessibleName(m_text);
    updateGeometry();
}

// The room is kept while nothing is shown, so that nothing beside it moves.
QSize SavedMark::sizeHint() const
{
    const Theme& theme = themeOf(this);
    return {theme.iconSize(0) + theme.space(0) + textWidth(m_text, theme.font(TextStyle::Small)),
            std::max(theme.iconSize(0), theme.lineHeight(TextStyle::Small))};
}

QSize SavedMark::minimumSizeHint() const { return sizeHint(); }

void SavedMark::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::StyleChange)
        updateGeometry();
}

void SavedMark::paintEvent(QPaintEvent*)
{
    if (!m_shown)
        return;
    const Theme& theme = themeOf(this);
    QPainter painter(this);
    const double icon = theme.iconSize(0);
    drawIcon(painter, QRectF(0, (height() - icon) / 2, icon, icon), "check", theme.color("success"));
    const double left = icon + theme.space(0);
    drawTextLine(painter, QRectF(left, 0, width() - left, height()), m_text, theme.font(TextStyle::Small),
                 theme.color("text.secondary"));
}

} // namespace fettle::ui
