// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/progress_bar.h"

#include <cmath>

#include <QEvent>
#include <QPainter>
#include <QVariantAnimation>

#include "ui/theme/painting.h"
#include "ui/theme/theme.h"

namespace fettle::ui {

ProgressBar::ProgressBar(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ProgressBar::setShare(std::optional<double> share)
{
    if (share)
        share = std::isfinite(*share) ? std::clamp(*share, 0.0, 1.0) : 0.0;
    if (share == m_share)
        return;
    m_share = share;
    animate();
    update();
}

void ProgressBar::setText(const QString& text)
{
    if (text == m_text)
        return;
    const bool appears = m_text.isEmpty() != text.isEmpty();
    m_text = text;
    setAccessibleName(text);
    if (appears)
        updateGeometry();
    update();
}

void ProgressBar::setRemaining(const QString& text)
{
    if (text == m_remaining)
        return;
    const bool appears = m_remaining.isEmpty() != text.isEmpty();
    m_remaining = text;
    setAccessibleDescription(text);
    if (appears)
        updateGeometry();
    update();
}

void ProgressBar::setColorRole(std::string_view token)
{
    m_colorRole = token;
    update();
}

QSize ProgressBar::sizeHint() const
{
    const Theme& theme = themeOf(this);
    const bool words = !m_text.isEmpty() || !m_remaining.isEmpty();
    return {4 * theme.space(6), theme.space(0) + (words ? theme.lineHeight(TextStyle::Body) + theme.space(0) : 0)};
}

QSize ProgressBar::minimumSizeHint() const { return {themeOf(this).space(6), sizeHint().height()}; }

void ProgressBar::animate()
{
    const bool runs = !m_share && isVisible() && !themeOf(this).options().reduceMotion;
    if (runs && !m_run) {
        m_run = new QVariantAnimation(this);
        m_run->setStartValue(0.0);
        m_run->setEndValue(1.0);
        m_run->setDuration(1400);
        m_run->setLoopCount(-1);
        connect(m_run, &QVariantAnimation::valueChanged, this, [this] { update(); });
    }
    if (runs)
        m_run->start();
    else if (m_run)
        m_run->stop();
}

void ProgressBar::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeOf(this);
    QPainter painter(this);
    const double thick = theme.space(0);
    double bottom = height() - thick;
    if (!m_text.isEmpty() || !m_remaining.isEmpty()) {
        const double line = theme.lineHeight(TextStyle::Body);
        const QFont code = theme.font(TextStyle::Code);
        const double right = m_remaining.isEmpty() ? 0 : textWidth(m_remaining, code);
        const QRectF words(0, bottom - theme.space(0) - line, width(), line);
        drawTextLine(painter, words, m_remaining, code, theme.color("text.secondary"), Qt::AlignRight, Qt::ElideNone);
        drawTextLine(painter, words.adjusted(0, 0, right > 0 ? -right - theme.space(2) : 0, 0), m_text,
                     theme.font(TextStyle::Body), theme.color("text.primary"));
    } else {
        bottom = std::round((height() - thick) / 2);
    }
    const QRectF track(0, bottom, width(), thick);
    drawBox(painter, track, thick / 2, theme.color("bg.pressed"));
    QRectF filled = track;
    if (m_share) {
        filled.setWidth(*m_share > 0 ? std::max(track.width() * *m_share, thick) : 0);
    } else {
        // To and fro, slower at the ends.
        const double phase = m_run ? m_run->currentValue().toDouble() : 0.25;
        const double place = (1 - std::cos(phase * 2 * M_PI)) / 2;
        filled.setWidth(track.width() * 0.3);
        filled.moveLeft(place * (track.width() - filled.width()));
    }
    if (filled.width() > 0)
        drawBox(painter, filled, thick / 2, theme.color(m_colorRole));
}

void ProgressBar::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        updateGeometry();
    else if (event->type() == QEvent::PaletteChange)
        update();
}

void ProgressBar::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    animate();
}

void ProgressBar::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    animate();
}

} // namespace fettle::ui
