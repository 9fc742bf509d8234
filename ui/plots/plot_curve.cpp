// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/plot_curve.h"

#include <array>
#include <cmath>

#include <QLocale>

#include "ui/theme/theme.h"

namespace fettle::ui {
namespace {

constexpr double kTrainingOpacity = 0.55;
constexpr double kPaleOpacity = 0.45;

QLocale plainLocale()
{
    QLocale locale = QLocale::c();
    locale.setNumberOptions(QLocale::DefaultNumberOptions);
    return locale;
}

/// Without the zeros that say nothing: 0.2500 → 0.25.
QString withoutZeros(QString text)
{
    if (!text.contains(QLatin1Char('.')) || text.contains(QLatin1Char('e')))
        return text;
    while (text.endsWith(QLatin1Char('0')))
        text.chop(1);
    if (text.endsWith(QLatin1Char('.')))
        text.chop(1);
    return text;
}

QString scientific(double value)
{
    QString text = QString::number(value, 'e', 2);
    const auto at = text.indexOf(QLatin1Char('e'));
    const int exponent = text.mid(at + 1).toInt();
    return withoutZeros(text.left(at)) + QStringLiteral("e%1").arg(exponent);
}

QString formatBytes(double value)
{
    static constexpr std::array kUnits{"B", "KB", "MB", "GB", "TB"};
    std::size_t unit = 0;
    for (; std::abs(value) >= 1000.0 && unit + 1 < kUnits.size(); ++unit)
        value /= 1000.0;
    return QStringLiteral("%1 %2").arg(withoutZeros(QString::number(value, 'f', unit > 2 ? 1 : 0)),
                                       QLatin1String(kUnits[unit]));
}

} // namespace

const char* iconOf(PlotMarker::Kind kind)
{
    switch (kind) {
    case PlotMarker::Kind::Best:
        return "star";
    case PlotMarker::Kind::EarlyStop:
        return "flag";
    case PlotMarker::Kind::Memory:
        return "memory";
    case PlotMarker::Kind::Resumed:
        return "history";
    case PlotMarker::Kind::Checkpoint:
        return "content-save";
    }
    return "flag";
}

void PlotCurve::append(std::span<const std::int64_t> steps, std::span<const double> values)
{
    if (steps.empty())
        return;
    const auto before = m_points.size();
    const bool again = before > 0 && steps.front() <= m_points.step(before - 1);
    m_points.append(steps, values);
    smoothFrom(again ? 0 : before);
    changed();
}

void PlotCurve::replace(std::int64_t first, std::int64_t last, std::span<const std::int64_t> steps,
                        std::span<const double> values)
{
    m_points.replace(first, last, steps, values);
    smoothFrom(0);
    changed();
}

void PlotCurve::clear()
{
    m_points.clear();
    m_smoothed.clear();
    changed();
}

void PlotCurve::setSmoothing(double factor)
{
    if (factor == m_factor)
        return;
    m_factor = factor;
    smoothFrom(0);
    changed();
}

void PlotCurve::smoothFrom(std::size_t index)
{
    if (index == 0) {
        m_smoothed.clear();
        m_sum = m_weight = 0.0;
    }
    if (m_factor <= 0.0)
        return;
    const auto values = m_points.values().subspan(index);
    std::vector<double> smoothed(values.begin(), values.end());
    for (double& value : smoothed) {
        if (!std::isfinite(value))
            continue;
        // Divided by the weights so far: the beginning is not drawn towards zero.
        m_sum = m_factor * m_sum + (1.0 - m_factor) * value;
        m_weight = m_factor * m_weight + (1.0 - m_factor);
        value = m_sum / m_weight;
    }
    m_smoothed.append(m_points.steps().subspan(index), smoothed);
}

void PlotCurve::changed() { m_cache.count = m_smoothedCache.count = -1; }

const std::vector<SeriesPyramid::Column>& PlotCurve::lookUp(Cache& cache, const SeriesPyramid& points, double first,
                                                            double last, int count)
{
    if (cache.count != count || cache.first != first || cache.last != last) {
        cache.first = first;
        cache.last = last;
        cache.count = count;
        points.query(first, last, count, cache.columns);
    }
    return cache.columns;
}

const std::vector<SeriesPyramid::Column>& PlotCurve::columns(double first, double last, int count) const
{
    return lookUp(m_cache, m_points, first, last, count);
}

const std::vector<SeriesPyramid::Column>& PlotCurve::smoothedColumns(double first, double last, int count) const
{
    return lookUp(m_smoothedCache, m_smoothed, first, last, count);
}

QColor PlotCurve::color(const Theme& theme, bool raised) const
{
    // From the ninth run on grey, colored while one looks at it.
    const int places = theme.plotColorCount();
    QColor color = theme.plotColor(raised && style.color >= places ? style.color % places : style.color);
    if (!raised)
        color.setAlphaF(static_cast<float>((style.part == PlotPart::Training ? kTrainingOpacity : 1.0) *
                                           (style.pale ? kPaleOpacity : 1.0)));
    return color;
}

QString formatValue(double value, ValueForm form)
{
    if (std::isnan(value))
        return QStringLiteral("NaN");
    if (std::isinf(value))
        return value > 0 ? QStringLiteral("∞") : QStringLiteral("−∞");
    if (form == ValueForm::Percent)
        return QStringLiteral("%1%").arg(QString::number(100.0 * value, 'f', 1));
    if (form == ValueForm::Bytes)
        return formatBytes(value);
    const double size = std::abs(value);
    if (value == 0.0)
        return QStringLiteral("0");
    if (size < 1e-3 || size >= 1e7)
        return scientific(value);
    if (value == std::floor(value))
        return plainLocale().toString(value, 'f', 0);
    const int decimals = std::max(0, 3 - static_cast<int>(std::floor(std::log10(size))));
    return plainLocale().toString(value, 'f', decimals);
}

QString formatTick(double value, double distance, ValueForm form)
{
    if (form == ValueForm::Bytes)
        return formatBytes(value);
    const double factor = form == ValueForm::Percent ? 100.0 : 1.0;
    const double shown = std::abs(value) < distance * 1e-6 ? 0.0 : value * factor;
    const double size = std::abs(shown);
    const double apart = std::abs(distance * factor);
    if (shown != 0.0 && (apart < 1e-5 || size >= 1e7))
        return scientific(shown);
    if (form == ValueForm::Number && size >= 10'000.0 && apart >= 100.0)
        return QStringLiteral("%1k").arg(withoutZeros(plainLocale().toString(shown / 1000.0, 'f', apart >= 1000.0 ? 0 : 1)));
    // As many as the distance itself has: 0.25 needs two.
    int decimals = 0;
    for (double rest = apart; decimals < 6 && std::abs(rest - std::round(rest)) > 1e-6 * apart; ++decimals)
        rest = apart * std::pow(10.0, decimals + 1);
    const QString text = plainLocale().toString(shown, 'f', decimals);
    return form == ValueForm::Percent ? text + QLatin1Char('%') : text;
}

QString formatStep(double step) { return plainLocale().toString(static_cast<qlonglong>(std::llround(step))); }

} // namespace fettle::ui
