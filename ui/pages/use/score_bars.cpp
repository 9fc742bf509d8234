// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/use/score_bars.h"

#include <algorithm>

#include <QEvent>
#include <QLocale>
#include <QPainter>

#include "ui/theme/theme.h"

namespace fettle::ui {
namespace {

constexpr int kBarHeight = 8;

QString percentText(double share) { return QStringLiteral("%1%").arg(QLocale().toString(share * 100.0, 'f', share > 0.995 || share < 0.005 ? 1 : 0)); }

} // namespace

ScoreBars::ScoreBars(QWidget* parent) : QWidget(parent) { setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed); }

void ScoreBars::setScores(std::vector<Score> scores, double threshold)
{
    scores.resize(std::min(scores.size(), kMost));
    m_scores = std::move(scores);
    m_threshold = threshold;
    QStringList lines;
    for (const auto& score : m_scores)
        lines << tr("%1: %2").arg(score.name, percentText(score.share));
    setAccessibleName(tr("How likely each answer is"));
    setAccessibleDescription(lines.join(QStringLiteral("; ")));
    updateGeometry();
    update();
}

QSize ScoreBars::sizeHint() const
{
    const auto& theme = themeOf(this);
    const int row = theme.lineHeight(TextStyle::Body) + kBarHeight + theme.space(1) + theme.space(0);
    return {280, static_cast<int>(m_scores.size()) * row};
}

void ScoreBars::paintEvent(QPaintEvent*)
{
    const auto& theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const int line = theme.lineHeight(TextStyle::Body);
    const int row = line + kBarHeight + theme.space(1) + theme.space(0);
    const QFontMetrics figures(theme.font(TextStyle::Code));
    const int figureWidth = figures.horizontalAdvance(QStringLiteral("100.0%"));
    for (std::size_t i = 0; i < m_scores.size(); ++i) {
        const auto& score = m_scores[i];
        const int top = static_cast<int>(i) * row;
        painter.setFont(theme.font(i == 0 ? TextStyle::Strong : TextStyle::Body));
        painter.setPen(theme.color("text.primary"));
        const QRect text(0, top, width() - figureWidth - theme.space(1), line);
        painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter, painter.fontMetrics().elidedText(score.name, Qt::ElideRight, text.width()));
        painter.setFont(theme.font(TextStyle::Code));
        painter.setPen(theme.color(i == 0 ? "text.primary" : "text.secondary"));
        painter.drawText(QRect(width() - figureWidth, top, figureWidth, line), Qt::AlignRight | Qt::AlignVCenter, percentText(score.share));
        const QRectF groove(0, top + line + theme.space(0), width(), kBarHeight);
        const double round = kBarHeight / 2.0;
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.color("bg.hover"));
        painter.drawRoundedRect(groove, round, round);
        QRectF bar = groove;
        bar.setWidth(std::clamp(score.share, 0.0, 1.0) * groove.width());
        const bool unsure = i == 0 && m_threshold > 0.0 && score.share < m_threshold;
        painter.setBrush(theme.color(i == 0 ? (unsure ? "warning" : "accent.fill") : "line.control"));
        if (bar.width() >= 1.0)
            painter.drawRoundedRect(bar, std::min(round, bar.width() / 2.0), round);
        if (i == 0 && m_threshold > 0.0) {
            const double x = m_threshold * groove.width();
            painter.setPen(QPen(theme.color("text.primary"), 2));
            painter.drawLine(QPointF(x, groove.top() - 2), QPointF(x, groove.bottom() + 2));
        }
    }
}

void ScoreBars::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        updateGeometry();
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::PaletteChange)
        update();
}

} // namespace fettle::ui
