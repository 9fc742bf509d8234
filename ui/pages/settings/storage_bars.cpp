// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings/storage_bars.h"

#include <algorithm>

#include <QEvent>
#include <QFontMetrics>
#include <QPainter>

#include "ui/theme/theme.h"

namespace fettle::ui {
namespace {

constexpr int kLeastBar = 2;

} // namespace

StorageBars::StorageBars(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void StorageBars::setRows(std::vector<Row> rows)
{
    m_rows = std::move(rows);
    QStringList spoken;
    for (const auto& row : m_rows)
        spoken << row.name + QStringLiteral(": ") + row.size;
    setAccessibleDescription(spoken.join(QStringLiteral("; ")));
    updateGeometry();
    update();
}

int StorageBars::rowHeight() const
{
    const auto& theme = themeOf(this);
    return theme.lineHeight(TextStyle::Body) + theme.space(0);
}

QSize StorageBars::sizeHint() const
{
    return {themeOf(this).size("frame.formWidthMax"), static_cast<int>(m_rows.size()) * rowHeight()};
}

QSize StorageBars::minimumSizeHint() const
{
    const auto& theme = themeOf(this);
    const QFontMetrics names(theme.font(TextStyle::Body));
    const QFontMetrics sizes(theme.font(TextStyle::Code));
    int widest = 0;
    for (const auto& row : m_rows)
        widest = std::max(widest, names.horizontalAdvance(row.name) + sizes.horizontalAdvance(row.size));
    return {widest + 4 * theme.space(2), sizeHint().height()};
}

void StorageBars::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        updateGeometry();
}

void StorageBars::paintEvent(QPaintEvent*)
{
    if (m_rows.empty())
        return;
    const auto& theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto body = theme.font(TextStyle::Body);
    const auto code = theme.font(TextStyle::Code);
    int nameWidth = 0;
    int sizeWidth = 0;
    double most = 1;
    for (const auto& row : m_rows) {
        nameWidth = std::max(nameWidth, QFontMetrics(body).horizontalAdvance(row.name));
        sizeWidth = std::max(sizeWidth, QFontMetrics(code).horizontalAdvance(row.size));
        most = std::max(most, row.bytes);
    }
    const int gap = theme.space(3);
    const int barLeft = nameWidth + gap;
    const int barWidth = std::max(0, width() - barLeft - gap - sizeWidth);
    const int thickness = theme.space(1);
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const auto& row = m_rows[i];
        const QRect line(0, static_cast<int>(i) * rowHeight(), width(), rowHeight());
        painter.setPen(theme.color("text.primary"));
        painter.setFont(body);
        painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, row.name);
        painter.setFont(code);
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, row.size);
        const QRectF track(barLeft, line.center().y() - thickness / 2.0, barWidth, thickness);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.color("bg.hover"));
        painter.drawRoundedRect(track, thickness / 2.0, thickness / 2.0);
        if (row.bytes <= 0)
            continue;
        QRectF bar = track;
        bar.setWidth(std::max<double>(kLeastBar, track.width() * row.bytes / most));
        painter.setBrush(theme.color("accent.fill"));
        painter.drawRoundedRect(bar, std::min(thickness, static_cast<int>(bar.width())) / 2.0, thickness / 2.0);
    }
}

} // namespace fettle::ui
