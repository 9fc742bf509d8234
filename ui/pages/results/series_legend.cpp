// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/results/series_legend.h"

#include <algorithm>

#include <QEvent>
#include <QPainter>

#include "ui/theme/theme.h"

namespace fettle::ui {

SeriesLegend::SeriesLegend(QWidget* parent) : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void SeriesLegend::setEntries(std::vector<Entry> entries)
{
    if (entries == m_entries)
        return;
    m_entries = std::move(entries);
    QStringList names;
    for (const auto& entry : m_entries)
        names << entry.text;
    setAccessibleName(names.join(QStringLiteral("; ")));
    updateGeometry();
    update();
}

std::vector<QRect> SeriesLegend::places(int width) const
{
    const auto& theme = themeOf(this);
    const QFontMetrics metrics(theme.font(TextStyle::Small));
    const int line = theme.lineHeight(TextStyle::Small);
    const int swatch = theme.space(3) + theme.space(0);
    std::vector<QRect> rects;
    int x = 0;
    int y = 0;
    for (const auto& entry : m_entries) {
        const int wide = std::min(width, swatch + metrics.horizontalAdvance(entry.text));
        if (x > 0 && x + wide > width) {
            x = 0;
            y += line;
        }
        rects.emplace_back(x, y, wide, line);
        x += wide + theme.space(3);
    }
    return rects;
}

int SeriesLegend::heightForWidth(int width) const
{
    const auto rects = places(width);
    return rects.empty() ? 0 : rects.back().bottom() + 1;
}

QSize SeriesLegend::sizeHint() const { return {240, heightForWidth(std::max(240, width()))}; }
QSize SeriesLegend::minimumSizeHint() const { return {120, m_entries.empty() ? 0 : themeOf(this).lineHeight(TextStyle::Small)}; }

void SeriesLegend::paintEvent(QPaintEvent*)
{
    const auto& theme = themeOf(this);
    QPainter painter(this);
    painter.setFont(theme.font(TextStyle::Small));
    const int swatch = theme.space(3);
    const auto rects = places(width());
    for (std::size_t i = 0; i < rects.size(); ++i) {
        const auto& rect = rects[i];
        painter.setPen(QPen(theme.plotColor(m_entries[i].color), 2));
        painter.drawLine(rect.left(), rect.center().y(), rect.left() + swatch, rect.center().y());
        painter.setPen(theme.color("text.secondary"));
        const QRect text = rect.adjusted(swatch + theme.space(0), 0, 1, 0);
        painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(m_entries[i].text, Qt::ElideRight, text.width()));
    }
}

void SeriesLegend::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        updateGeometry();
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::PaletteChange)
        update();
}

} // namespace fettle::ui
