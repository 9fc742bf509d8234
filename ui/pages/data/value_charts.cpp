// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/value_charts.h"

#include <algorithm>
#include <cmath>

#include <QDateTime>
#include <QEvent>
#include <QHelpEvent>
#include <QLocale>
#include <QPainter>
#include <QToolTip>

#include "ui/theme/theme.h"

namespace fettle::ui {
namespace {

constexpr int kHistogramHeight = 72;
constexpr int kChartWidth = 240;
constexpr int kBarHeight = 4;

QString countText(std::int64_t count) { return QLocale().toString(static_cast<qlonglong>(count)); }

} // namespace

// --- ValueBars -----------------------------------------------------------------------------------------------------

ValueBars::ValueBars(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ValueBars::setValues(const std::vector<ValueCount>& values, std::int64_t total, std::size_t most)
{
    m_bars.clear();
    m_total = total;
    m_restValues = 0;
    std::int64_t shown = 0;
    for (const auto& value : values) {
        if (m_bars.size() == most && values.size() > most + 1) {
            m_bars.push_back({QString(), total - shown, true});
            m_restValues = static_cast<std::int64_t>(values.size() - most);
            break;
        }
        m_bars.push_back({QString::fromStdString(value.value), value.count, false});
        shown += value.count;
    }
    describe();
    updateGeometry();
    update();
}

void ValueBars::describe()
{
    QStringList texts;
    for (auto& bar : m_bars) {
        if (bar.isRest)
            bar.name = tr("%1 other values").arg(m_restValues);
        texts << QStringLiteral("%1: %2").arg(bar.name, countText(bar.count));
    }
    setAccessibleName(tr("How often each value occurs"));
    setAccessibleDescription(texts.join(QStringLiteral(", ")));
}

int ValueBars::lineHeight() const
{
    const auto& theme = themeOf(this);
    return theme.lineHeight(TextStyle::Small) + kBarHeight + theme.space(0);
}

QSize ValueBars::sizeHint() const { return {kChartWidth, lineHeight() * barCount()}; }

QSize ValueBars::minimumSizeHint() const { return {kChartWidth / 2, lineHeight() * barCount()}; }

void ValueBars::paintEvent(QPaintEvent*)
{
    const auto& theme = themeOf(this);
    QPainter painter(this);
    std::int64_t largest = 1;
    for (const auto& bar : m_bars)
        largest = std::max(largest, bar.count);
    int top = 0;
    for (const auto& bar : m_bars) {
        const QRect line(0, top, width(), theme.lineHeight(TextStyle::Small));
        const auto count = countText(bar.count);
        painter.setFont(theme.font(TextStyle::Code));
        const int countWidth = painter.fontMetrics().horizontalAdvance(count);
        painter.setPen(theme.color("text.secondary"));
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, count);
        painter.setFont(theme.font(TextStyle::Small));
        painter.setPen(theme.color(bar.isRest ? "text.secondary" : "text.primary"));
        const int room = width() - countWidth - theme.space(1);
        painter.drawText(QRect(0, top, room, line.height()), Qt::AlignLeft | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(bar.name, Qt::ElideRight, room));
        const QRect track(0, line.bottom() + 1, width(), kBarHeight);
        painter.fillRect(track, theme.color("bg.hover"));
        QRect filled = track;
        filled.setWidth(std::max(1, static_cast<int>(static_cast<double>(width()) * static_cast<double>(bar.count)
                                                     / static_cast<double>(largest))));
        painter.fillRect(filled, bar.isRest ? theme.color("line.control") : theme.plotColor(0));
        top += lineHeight();
    }
}

bool ValueBars::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip && m_total > 0) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const auto index = static_cast<std::size_t>(help->pos().y() / std::max(1, lineHeight()));
        if (index < m_bars.size()) {
            const auto& bar = m_bars[index];
            const auto share = 100.0 * static_cast<double>(bar.count) / static_cast<double>(m_total);
            QToolTip::showText(help->globalPos(), tr("%1: %2 of %3 (%4%)").arg(bar.name, countText(bar.count), countText(m_total),
                                                                                QString::number(share, 'f', share < 10 ? 1 : 0)), this);
        }
        return true;
    }
    return QWidget::event(event);
}

void ValueBars::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        describe();
    else if (event->type() == QEvent::StyleChange)
        updateGeometry();
    update();
}

// --- Histogram -----------------------------------------------------------------------------------------------------

Histogram::Histogram(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void Histogram::setStatistics(const FieldStatistics& statistics, FieldKind kind)
{
    m_statistics = statistics;
    m_kind = kind;
    describe();
    update();
}

QString Histogram::edgeText(double value) const
{
    if (m_kind == FieldKind::Date)
        return QDateTime::fromSecsSinceEpoch(static_cast<qint64>(value), Qt::UTC).date().toString(Qt::ISODate);
    // A text has whole characters; the edge of a bin need not.
    return m_kind == FieldKind::Text ? QString::number(std::ceil(value), 'f', 0) : QString::number(value, 'g', 4);
}

void Histogram::describe()
{
    setAccessibleName(m_kind == FieldKind::Text ? tr("Lengths of the texts in characters") : tr("Spread of the values"));
    setAccessibleDescription(tr("From %1 to %2").arg(edgeText(m_statistics.minimum), edgeText(m_statistics.maximum)));
}

QSize Histogram::sizeHint() const
{
    const auto& theme = themeOf(this);
    return {kChartWidth, static_cast<int>(kHistogramHeight * theme.options().textScale) + theme.lineHeight(TextStyle::Code)};
}

QRect Histogram::plotRect() const { return rect().adjusted(0, 0, 0, -themeOf(this).lineHeight(TextStyle::Code)); }

void Histogram::paintEvent(QPaintEvent*)
{
    const auto& counts = m_statistics.histogramCounts;
    if (counts.empty())
        return;
    const auto& theme = themeOf(this);
    QPainter painter(this);
    const QRect plot = plotRect();
    const auto largest = std::max<std::int64_t>(1, *std::ranges::max_element(counts));
    const double step = static_cast<double>(plot.width()) / static_cast<double>(counts.size());
    for (std::size_t i = 0; i < counts.size(); ++i) {
        const int left = plot.left() + static_cast<int>(std::lround(static_cast<double>(i) * step));
        const int right = plot.left() + static_cast<int>(std::lround(static_cast<double>(i + 1) * step));
        const double share = static_cast<double>(counts[i]) / static_cast<double>(largest);
        // One value among a million is seen too.
        const int height = counts[i] == 0 ? 0 : std::max(1, static_cast<int>(std::lround(share * (plot.height() - 1))));
        painter.fillRect(left, plot.bottom() - height + 1, std::max(1, right - left - 1), height, theme.plotColor(0));
    }
    painter.setPen(theme.color("line.control"));
    painter.drawLine(plot.bottomLeft(), plot.bottomRight());
    painter.setFont(theme.font(TextStyle::Code));
    painter.setPen(theme.color("text.secondary"));
    const QRect words(plot.left(), plot.bottom() + 1, plot.width(), theme.lineHeight(TextStyle::Code));
    painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter, edgeText(m_statistics.minimum));
    painter.drawText(words, Qt::AlignRight | Qt::AlignVCenter, edgeText(m_statistics.maximum));
}

bool Histogram::event(QEvent* event)
{
    const auto& edges = m_statistics.histogramEdges;
    const auto& counts = m_statistics.histogramCounts;
    if (event->type() == QEvent::ToolTip && !counts.empty() && edges.size() == counts.size() + 1) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const auto bin = std::clamp(static_cast<std::size_t>(std::max(0, help->pos().x())) * counts.size()
                                        / static_cast<std::size_t>(std::max(1, width())),
                                    std::size_t{0}, counts.size() - 1);
        const auto words = m_kind == FieldKind::Text ? tr("%1 to %2 characters: %3 rows") : tr("%1 to %2: %3 rows");
        QToolTip::showText(help->globalPos(), words.arg(edgeText(edges[bin]), edgeText(edges[bin + 1]), countText(counts[bin])), this);
        return true;
    }
    return QWidget::event(event);
}

void Histogram::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        describe();
    else if (event->type() == QEvent::StyleChange)
        updateGeometry();
    update();
}

} // namespace fettle::ui
