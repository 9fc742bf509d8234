// SPDX-License-Identifier: GPL-3.0-or-later
// The other half of PlotCanvas: what is seen, and moving about in it.
#include "ui/plots/plot_canvas.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <QContextMenuEvent>
#include <QEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>

#include "ui/plots/plot_overlay.h"
#include "ui/theme/theme.h"

namespace fettle::ui {
namespace {

constexpr double kZoomStep = 1.25;
constexpr double kPanStep = 0.1;
/// A drag shorter than this is a click.
constexpr double kLeastBox = 6.0;
/// A box flatter than this means the steps alone, a narrower one the values alone.
constexpr double kFlatBox = 24.0;
/// Lines are met from so far, in pixels.
constexpr double kReach = 8.0;
constexpr double kPadding = 0.06;
/// Two in a hundred columns may be left out at either end.
constexpr double kOutlierShare = 0.02;
constexpr int kRangeColumns = 512;

} // namespace

// --- content -------------------------------------------------------------------------------------------------------

void PlotCanvas::contentChanged()
{
    m_due = true;
    if (isVisible() && !m_timer.isActive())
        m_timer.start();
}

void PlotCanvas::setMarkers(std::vector<PlotMarker> markers)
{
    if (markers == m_markers)
        return;
    m_markers = std::move(markers);
    contentChanged();
}

void PlotCanvas::setOptions(const PlotOptions& options)
{
    if (options == m_options)
        return;
    m_options = options;
    m_values.reset();
    contentChanged();
}

void PlotCanvas::setAxisTitles(const QString& x, const QString& y)
{
    m_xTitle = x;
    m_yTitle = y;
    contentChanged();
}

void PlotCanvas::setEndLabels(bool shown)
{
    if (shown == m_endLabels)
        return;
    m_endLabels = shown;
    contentChanged();
}

void PlotCanvas::setRaised(int curve)
{
    if (curve == m_raised)
        return;
    m_raised = curve;
    contentChanged();
    Q_EMIT raisedChanged();
}

// --- ranges --------------------------------------------------------------------------------------------------------

PlotCanvas::Range PlotCanvas::allSteps() const
{
    Range range{std::numeric_limits<double>::max(), std::numeric_limits<double>::lowest()};
    for (const auto& curve : m_curves) {
        if (!curve->visible || curve->points().isEmpty())
            continue;
        range.low = std::min(range.low, static_cast<double>(curve->points().step(0)));
        range.high = std::max(range.high, static_cast<double>(curve->points().steps().back()));
    }
    if (range.low > range.high)
        return {0.0, 1.0};
    if (range.low == range.high)
        return {range.low - 1.0, range.high + 1.0};
    return range;
}

PlotCanvas::Range PlotCanvas::valuesWithoutOutliers(const Range& steps) const
{
    std::vector<double> seen;
    for (const auto& curve : m_curves)
        if (curve->visible)
            for (const auto& column : curve->columns(steps.low, steps.high, kRangeColumns))
                for (const double value : {column.first, column.minimum, column.maximum, column.last})
                    if (!m_options.logarithmic || value > 0.0)
                        seen.push_back(value);
    if (seen.empty())
        return {1.0, 0.0};
    if (!m_options.clipOutliers) {
        const auto [low, high] = std::ranges::minmax(seen);
        return {low, high};
    }
    const auto at = [&](double share) {
        const auto index = static_cast<std::ptrdiff_t>(share * static_cast<double>(seen.size() - 1));
        std::ranges::nth_element(seen, seen.begin() + index);
        return seen[static_cast<std::size_t>(index)];
    };
    const double low = at(kOutlierShare);
    return {low, at(1.0 - kOutlierShare)};
}

PlotCanvas::Range PlotCanvas::fittingValues(const Range& steps) const
{
    Range range{std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()};
    if (m_options.clipOutliers || m_options.logarithmic) {
        range = valuesWithoutOutliers(steps);
    } else {
        for (const auto& curve : m_curves) {
            if (!curve->visible)
                continue;
            const auto& points = curve->points();
            const auto span = points.valueSpan(points.indexOf(steps.low), points.indexOf(std::nextafter(steps.high, HUGE_VAL)));
            range = {std::min(range.low, span.minimum), std::max(range.high, span.maximum)};
        }
    }
    if (range.low > range.high)
        return m_options.logarithmic ? Range{0.1, 1.0} : Range{0.0, 1.0};
    if (m_options.logarithmic) {
        const double factor = range.low == range.high ? 2.0 : std::pow(range.high / range.low, kPadding);
        return {range.low / factor, range.high * factor};
    }
    const double padding = range.low == range.high ? std::max(std::abs(range.low) * 0.1, 1e-12)
                                                   : kPadding * (range.high - range.low);
    const bool share = m_options.form == ValueForm::Percent && range.low >= 0.0 && range.high <= 1.0;
    // Near zero the axis begins at zero; a share ends at 100%.
    const bool fromZero = range.low >= 0.0 && range.low <= 0.35 * range.high;
    const double low = fromZero ? 0.0 : range.low - padding;
    const double high = range.high + padding;
    return share ? Range{std::max(low, 0.0), std::min(high, 1.0 + 0.25 * padding)} : Range{low, high};
}

void PlotCanvas::updateRanges()
{
    const Range steps = m_steps.value_or(allSteps());
    const Range values = m_values ? *m_values : fittingValues(steps);
    m_scale.firstStep = steps.low;
    m_scale.lastStep = steps.high;
    m_scale.bottom = values.low;
    m_scale.top = values.high;
    m_scale.logarithmic = m_options.logarithmic;
}

// --- the view ------------------------------------------------------------------------------------------------------

void PlotCanvas::viewTo(std::optional<Range> steps, std::optional<Range> values)
{
    const Range all = allSteps();
    if (steps) {
        // Never narrower than two steps, never outside of what there is.
        double width = std::clamp(steps->high - steps->low, std::min(2.0, all.high - all.low), all.high - all.low);
        double low = steps->low + (steps->high - steps->low - width) / 2.0;
        low = std::clamp(low, all.low, all.high - width);
        steps = width >= all.high - all.low ? std::nullopt : std::optional(Range{low, low + width});
    }
    m_steps = steps;
    m_values = values;
    updateRanges();
    contentChanged();
    Q_EMIT viewChanged();
}

void PlotCanvas::zoomSteps(double first, double last) { viewTo(Range{first, last}, std::nullopt); }

void PlotCanvas::zoomBox(const QRectF& pixels)
{
    const QRectF box = pixels.normalized().translated(-m_area.topLeft());
    std::optional<Range> steps = m_steps;
    std::optional<Range> values = m_values;
    if (box.width() >= kFlatBox)
        steps = Range{m_scale.stepAt(box.left()), m_scale.stepAt(box.right())};
    if (box.height() >= kFlatBox)
        values = Range{m_scale.valueAt(box.bottom()), m_scale.valueAt(box.top())};
    viewTo(steps, values);
}

void PlotCanvas::zoomBy(double factor, double around)
{
    const Range now = m_steps.value_or(allSteps());
    const double middle = now.low + around * (now.high - now.low);
    viewTo(Range{middle - factor * (middle - now.low), middle + factor * (now.high - middle)}, m_values);
}

void PlotCanvas::panBy(double shareX, double shareY)
{
    const Range steps = m_steps.value_or(allSteps());
    const double right = shareX * (steps.high - steps.low);
    std::optional<Range> values = m_values;
    if (values && shareY != 0.0) {
        if (m_options.logarithmic) {
            const double factor = std::pow(values->high / values->low, shareY);
            values = Range{values->low * factor, values->high * factor};
        } else {
            const double up = shareY * (values->high - values->low);
            values = Range{values->low + up, values->high + up};
        }
    }
    viewTo(Range{steps.low + right, steps.high + right}, values);
}

void PlotCanvas::resetView() { viewTo(std::nullopt, std::nullopt); }

// --- the crosshair -------------------------------------------------------------------------------------------------

void PlotCanvas::setCrosshair(std::optional<double> step)
{
    if (step == m_crosshair)
        return;
    m_crosshair = step;
    m_overlay->update();
    setAccessibleDescription(m_overlay->crosshairLines().join(QStringLiteral("; ")));
    Q_EMIT crosshairChanged();
}

void PlotCanvas::moveCrosshair(int points)
{
    const PlotCurve* curve = nullptr;
    if (m_raised >= 0 && m_raised < static_cast<int>(m_curves.size()))
        curve = m_curves[static_cast<std::size_t>(m_raised)].get();
    for (const auto& other : m_curves)
        if (!curve && other->visible && !other->points().isEmpty())
            curve = other.get();
    if (!curve || curve->points().isEmpty())
        return;
    const auto& all = curve->points();
    const auto last = static_cast<std::ptrdiff_t>(all.size()) - 1;
    // Where many points share a pixel one key press goes a pixel on.
    const auto inView = static_cast<double>(all.indexOf(m_scale.lastStep) - all.indexOf(m_scale.firstStep));
    const auto stride = std::max<std::ptrdiff_t>(1, std::lround(inView / std::max(1, m_area.width())));
    const auto from = m_crosshair ? static_cast<std::ptrdiff_t>(*all.nearest(*m_crosshair)) : (points > 0 ? -stride : last + stride);
    const auto index = std::clamp<std::ptrdiff_t>(from + points * stride, 0, last);
    setCrosshair(static_cast<double>(all.step(static_cast<std::size_t>(index))));
}

int PlotCanvas::curveNear(const QPointF& position) const
{
    const QPointF here = position - m_area.topLeft();
    int nearest = -1;
    double least = kReach;
    for (std::size_t i = 0; i < m_curves.size(); ++i) {
        const auto& points = m_curves[i]->shown();
        if (!m_curves[i]->visible || points.isEmpty())
            continue;
        const auto first = points.indexOf(m_scale.stepAt(here.x() - 2.0));
        const auto end = points.indexOf(m_scale.stepAt(here.x() + 2.0));
        double distance = kReach;
        if (const auto span = points.valueSpan(first, end); !span.isEmpty()) {
            const double top = m_scale.y(span.maximum);
            const double bottom = m_scale.y(span.minimum);
            distance = std::max({0.0, top - here.y(), here.y() - bottom}) + (bottom - top) * 1e-3;
        } else if (first > 0 && first < points.size()) {
            // Between two points, on the line that joins them.
            const double x1 = m_scale.x(static_cast<double>(points.step(first - 1)));
            const double x2 = m_scale.x(static_cast<double>(points.step(first)));
            const double y1 = m_scale.y(points.value(first - 1));
            const double y = y1 + (m_scale.y(points.value(first)) - y1) * (here.x() - x1) / std::max(1e-9, x2 - x1);
            distance = std::abs(y - here.y());
        }
        if (distance < least) {
            least = distance;
            nearest = static_cast<int>(i);
        }
    }
    return nearest;
}

void PlotCanvas::hover(const QPointF& position)
{
    if (!QRectF(m_area).contains(position)) {
        setCrosshair(std::nullopt);
        return;
    }
    setRaised(curveNear(position));
    // On the nearest step that a line has.
    const double step = m_scale.stepAt(position.x() - m_area.left());
    std::optional<double> best;
    for (const auto& curve : m_curves) {
        if (!curve->visible || curve->points().isEmpty())
            continue;
        const auto at = static_cast<double>(curve->points().step(*curve->points().nearest(step)));
        if (!best || std::abs(at - step) < std::abs(*best - step))
            best = at;
    }
    setCrosshair(best);
}

// --- events --------------------------------------------------------------------------------------------------------

bool PlotCanvas::event(QEvent* event)
{
    // The arrow keys are the plot's while it has the focus, whatever shortcuts the window has.
    if (event->type() == QEvent::ShortcutOverride) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Up || key == Qt::Key_Down || key == Qt::Key_Home ||
            key == Qt::Key_End || key == Qt::Key_Plus || key == Qt::Key_Minus || key == Qt::Key_0)
            event->accept();
    }
    return QWidget::event(event);
}

void PlotCanvas::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        applyTheme();
    else if (event->type() == QEvent::LanguageChange)
        contentChanged();
}

void PlotCanvas::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_due)
        drawNow();
}

void PlotCanvas::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    m_overlay->update();
}

void PlotCanvas::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    setCrosshair(std::nullopt);
    m_overlay->update();
}

void PlotCanvas::keyPressEvent(QKeyEvent* event)
{
    const bool shift = event->modifiers().testFlag(Qt::ShiftModifier);
    const int stride = event->modifiers().testFlag(Qt::ControlModifier) ? 10 : 1;
    const int count = static_cast<int>(m_curves.size());
    switch (event->key()) {
    case Qt::Key_Left:
        shift ? panBy(-kPanStep) : moveCrosshair(-stride);
        return;
    case Qt::Key_Right:
        shift ? panBy(kPanStep) : moveCrosshair(stride);
        return;
    case Qt::Key_Up:
    case Qt::Key_Down:
        if (shift)
            panBy(0.0, event->key() == Qt::Key_Up ? kPanStep : -kPanStep);
        else if (count > 0)
            for (int i = 1; i <= count; ++i) {
                const int step = event->key() == Qt::Key_Down ? i : count - i;
                const int next = (std::max(m_raised, event->key() == Qt::Key_Down ? -1 : 0) + step + count) % count;
                if (m_curves[static_cast<std::size_t>(next)]->visible) {
                    setRaised(next);
                    break;
                }
            }
        return;
    case Qt::Key_Home:
        setCrosshair(allSteps().low);
        return;
    case Qt::Key_End:
        setCrosshair(allSteps().high);
        return;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoomBy(1.0 / kZoomStep);
        return;
    case Qt::Key_Minus:
        zoomBy(kZoomStep);
        return;
    case Qt::Key_0:
        resetView();
        return;
    case Qt::Key_Escape:
        if (m_crosshair || m_raised >= 0) {
            setCrosshair(std::nullopt);
            setRaised(-1);
            return;
        }
        break;
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

void PlotCanvas::wheelEvent(QWheelEvent* event)
{
    // Without Ctrl the page scrolls, as it does everywhere else.
    if (!event->modifiers().testFlag(Qt::ControlModifier) || m_area.width() <= 0 || event->angleDelta().y() == 0) {
        event->ignore();
        return;
    }
    const double around = std::clamp((event->position().x() - m_area.left()) / m_area.width(), 0.0, 1.0);
    zoomBy(std::pow(kZoomStep, -event->angleDelta().y() / 120.0), around);
    event->accept();
}

void PlotCanvas::mousePressEvent(QMouseEvent* event)
{
    const bool pans = event->button() == Qt::MiddleButton ||
                      (event->button() == Qt::LeftButton && event->modifiers().testFlag(Qt::ShiftModifier));
    if (!pans && event->button() != Qt::LeftButton) {
        QWidget::mousePressEvent(event);
        return;
    }
    m_pressed = event->position();
    m_panning = pans;
    if (pans)
        setCursor(Qt::ClosedHandCursor);
}

void PlotCanvas::mouseMoveEvent(QMouseEvent* event)
{
    const QPointF here = event->position();
    if (!m_pressed) {
        hover(here);
    } else if (m_panning) {
        panBy((m_pressed->x() - here.x()) / std::max(1, m_area.width()), (here.y() - m_pressed->y()) / std::max(1, m_area.height()));
        m_pressed = here;
    } else if ((here - *m_pressed).manhattanLength() >= kLeastBox) {
        QRectF box = QRectF(*m_pressed, here).normalized();
        if (box.height() < kFlatBox && box.width() >= kFlatBox)
            box = QRectF(box.left(), m_area.top(), box.width(), m_area.height());
        else if (box.width() < kFlatBox && box.height() >= kFlatBox)
            box = QRectF(m_area.left(), box.top(), m_area.width(), box.height());
        m_overlay->setBox(box.intersected(m_area));
    }
}

void PlotCanvas::mouseReleaseEvent(QMouseEvent* event)
{
    std::optional<QRectF> box;
    // The drag itself, not what was drawn for it: a flat box leaves the values as they are.
    if (m_pressed && m_overlay->box())
        box = QRectF(*m_pressed, event->position()).normalized().intersected(m_area);
    m_overlay->setBox(std::nullopt);
    m_pressed.reset();
    if (std::exchange(m_panning, false))
        unsetCursor();
    else if (box)
        zoomBox(*box);
}

void PlotCanvas::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        resetView();
}

void PlotCanvas::leaveEvent(QEvent* event)
{
    QWidget::leaveEvent(event);
    setRaised(-1);
    if (!hasFocus())
        setCrosshair(std::nullopt);
}

void PlotCanvas::contextMenuEvent(QContextMenuEvent* event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    Q_EMIT menuAsked(byKey ? mapToGlobal(m_area.center()) : event->globalPos());
}

} // namespace fettle::ui
