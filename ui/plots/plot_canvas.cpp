// SPDX-License-Identifier: GPL-3.0-or-later
// The drawing half of PlotCanvas: the one file that knows QCustomPlot, whose header is written with Qt's keywords.
#include "ui/plots/plot_canvas.h"

#define signals Q_SIGNALS
#define slots Q_SLOTS
#define emit Q_EMIT
#define foreach(variable, container) for (variable : container)
#include <qcustomplot.h>
#undef foreach
#undef signals
#undef slots
#undef emit

#include <algorithm>
#include <cmath>

#include "ui/plots/plot_overlay.h"
#include "ui/theme/icons.h"
#include "ui/theme/style_hints.h"
#include "ui/theme/theme.h"

namespace fettle::ui {
namespace {

constexpr int kFrameMs = 33;
/// The points behind a smoothed line.
constexpr double kBehindOpacity = 0.35;
constexpr std::size_t kMostEndLabels = 4;
/// Icons of markers that would lie on each other are left out, the less important first.
constexpr double kIconDistance = 18.0;

/// Ticks in the words of the plot's values; steps are whole.
class NumberTicker : public QCPAxisTicker {
public:
    explicit NumberTicker(bool whole) : m_whole(whole) {}
    ValueForm form = ValueForm::Number;

protected:
    double getTickStep(const QCPRange& range) override
    {
        m_distance = QCPAxisTicker::getTickStep(range);
        if (m_whole)
            m_distance = std::max(1.0, std::round(m_distance));
        return m_distance;
    }
    int getSubTickCount(double) override { return 0; }
    QString getTickLabel(double tick, const QLocale&, QChar, int) override { return formatTick(tick, m_distance, form); }

private:
    bool m_whole;
    double m_distance = 1.0;
};

class LogTicker : public QCPAxisTickerLog {
public:
    ValueForm form = ValueForm::Number;

protected:
    int getSubTickCount(double) override { return 0; }
    QString getTickLabel(double tick, const QLocale&, QChar, int) override { return formatValue(tick, form); }
};

QFont axisFont(const Theme& theme)
{
    QFont font = theme.font(TextStyle::Code);
    font.setPixelSize(theme.font(TextStyle::Small).pixelSize());
    return font;
}

QString endLabel(const PlotCurve& curve) { return curve.style.label.isEmpty() ? curve.style.name : curve.style.label; }

QPainterPath pathOf(const std::vector<SeriesPyramid::Column>& columns, const PlotScale& scale)
{
    QPainterPath path;
    for (const auto& column : columns) {
        const QPointF first(scale.x(column.firstStep), scale.y(column.first));
        if (path.isEmpty() || column.gapBefore)
            path.moveTo(first);
        else
            path.lineTo(first);
        if (column.firstStep < column.lastStep) {
            const double middle = scale.x((column.firstStep + column.lastStep) / 2.0);
            path.lineTo(middle, scale.y(column.minimum));
            path.lineTo(middle, scale.y(column.maximum));
            path.lineTo(scale.x(column.lastStep), scale.y(column.last));
        }
    }
    return path;
}

} // namespace

/// Everything that lies in the area: lines, markers, the names at the lines' ends.
class CurveLayer : public QCPAbstractPlottable {
public:
    CurveLayer(QCPAxis* x, QCPAxis* y, PlotCanvas& canvas) : QCPAbstractPlottable(x, y), m_canvas(canvas) {}

    [[nodiscard]] PlotScale scale() const
    {
        const QRect area = mKeyAxis->axisRect()->rect();
        const auto steps = mKeyAxis->range();
        const auto values = mValueAxis->range();
        return {steps.lower, steps.upper, values.lower, values.upper, m_canvas.options().logarithmic,
                static_cast<double>(area.width()), static_cast<double>(area.height())};
    }

    double selectTest(const QPointF&, bool, QVariant*) const override { return -1.0; }
    QCPRange getKeyRange(bool& found, QCP::SignDomain) const override
    {
        found = false;
        return {};
    }
    QCPRange getValueRange(bool& found, QCP::SignDomain, const QCPRange&) const override
    {
        found = false;
        return {};
    }

protected:
    QRect clipRect() const override { return mParentPlot->viewport(); }
    void drawLegendIcon(QCPPainter*, const QRectF&) const override {}
    void draw(QCPPainter* painter) override
    {
        const QRect area = mKeyAxis->axisRect()->rect();
        if (area.width() < 2 || area.height() < 2)
            return;
        const auto here = scale();
        paintMarkerLines(*painter, area, here);
        if (painter->modes().testFlag(QCPPainter::pmVectorized))
            paintPaths(*painter, area, here);
        else
            paintPicture(*painter, area, here);
        paintMarkerIcons(*painter, area, here);
        if (m_canvas.endLabels())
            paintEndLabels(*painter, area, here);
    }

private:
    struct Stroke {
        const std::vector<SeriesPyramid::Column>* columns;
        CurveRaster::Style style;
    };
    /// From the lowest to the uppermost: the first curve lies above the others, the raised one above all.
    [[nodiscard]] std::vector<Stroke> strokes(const PlotScale& scale, int columns, double ratio) const;
    void paintPicture(QPainter& painter, const QRect& area, PlotScale scale) const;
    void paintPaths(QPainter& painter, const QRect& area, const PlotScale& scale) const;
    void paintMarkerLines(QPainter& painter, const QRect& area, const PlotScale& scale) const;
    void paintMarkerIcons(QPainter& painter, const QRect& area, const PlotScale& scale) const;
    void paintEndLabels(QPainter& painter, const QRect& area, const PlotScale& scale) const;

    PlotCanvas& m_canvas;
};

std::vector<CurveLayer::Stroke> CurveLayer::strokes(const PlotScale& scale, int columns, double ratio) const
{
    const auto& theme = themeOf(&m_canvas);
    std::vector<Stroke> strokes;
    const auto add = [&](int index) {
        const auto& curve = *m_canvas.curves()[static_cast<std::size_t>(index)];
        if (!curve.visible || curve.points().isEmpty())
            return;
        CurveRaster::Style style{curve.color(theme, index == m_canvas.raised()), curve.lineWidth() * ratio,
                                 curve.style.part == PlotPart::Test};
        if (curve.isSmoothed()) {
            auto behind = style;
            behind.color.setAlphaF(style.color.alphaF() * static_cast<float>(kBehindOpacity));
            strokes.push_back({&curve.columns(scale.firstStep, scale.lastStep, columns), behind});
            strokes.push_back({&curve.smoothedColumns(scale.firstStep, scale.lastStep, columns), style});
        } else {
            strokes.push_back({&curve.columns(scale.firstStep, scale.lastStep, columns), style});
        }
    };
    for (int i = static_cast<int>(m_canvas.curves().size()) - 1; i >= 0; --i)
        if (i != m_canvas.raised())
            add(i);
    if (m_canvas.raised() >= 0 && m_canvas.raised() < static_cast<int>(m_canvas.curves().size()))
        add(m_canvas.raised());
    return strokes;
}

void CurveLayer::paintPicture(QPainter& painter, const QRect& area, PlotScale scale) const
{
    const double ratio = painter.device()->devicePixelRatioF() * painter.transform().m11();
    scale.width = std::ceil(scale.width * ratio);
    scale.height = std::ceil(scale.height * ratio);
    CurveRaster raster(scale);
    for (const auto& stroke : strokes(scale, static_cast<int>(scale.width), ratio))
        raster.add(*stroke.columns, stroke.style);
    QImage picture = raster.image();
    painter.save();
    painter.setClipRect(area);
    painter.drawImage(QRectF(area.topLeft(), QSizeF(scale.width / ratio, scale.height / ratio)), picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    for (const auto& dot : raster.dots()) {
        painter.setBrush(dot.color);
        painter.drawEllipse(area.topLeft() + dot.position / ratio, dot.radius / ratio, dot.radius / ratio);
    }
    painter.restore();
}

void CurveLayer::paintPaths(QPainter& painter, const QRect& area, const PlotScale& scale) const
{
    painter.save();
    painter.setClipRect(area);
    painter.translate(area.topLeft());
    for (const auto& stroke : strokes(scale, 2 * area.width(), 1.0)) {
        QPen pen(stroke.style.color, stroke.style.width, stroke.style.dotted ? Qt::DotLine : Qt::SolidLine, Qt::FlatCap,
                 Qt::RoundJoin);
        painter.strokePath(pathOf(*stroke.columns, scale), pen);
    }
    painter.restore();
}

void CurveLayer::paintMarkerLines(QPainter& painter, const QRect& area, const PlotScale& scale) const
{
    const auto& theme = themeOf(&m_canvas);
    painter.save();
    for (const auto& marker : m_canvas.markers()) {
        const double x = scale.x(marker.step);
        if (x < 0.0 || x > area.width())
            continue;
        const bool plain = marker.kind == PlotMarker::Kind::Checkpoint;
        painter.setPen(QPen(theme.color(plain ? "line.subtle" : "text.secondary"), 1, Qt::DashLine));
        painter.drawLine(QPointF(area.left() + x, area.top()), QPointF(area.left() + x, area.bottom()));
    }
    painter.restore();
}

void CurveLayer::paintMarkerIcons(QPainter& painter, const QRect& area, const PlotScale& scale) const
{
    const auto& theme = themeOf(&m_canvas);
    auto markers = m_canvas.markers();
    std::ranges::stable_sort(markers, {}, &PlotMarker::kind);
    std::vector<double> taken;
    const double side = theme.iconSize();
    for (const auto& marker : markers) {
        const double x = scale.x(marker.step);
        if (x < 0.0 || x > area.width() ||
            std::ranges::any_of(taken, [&](double other) { return std::abs(other - x) < kIconDistance; }))
            continue;
        taken.push_back(x);
        const double left = std::clamp(x - side / 2.0, 0.0, area.width() - side);
        drawIcon(painter, QRectF(area.left() + left, area.top() - side - 2.0, side, side), iconOf(marker.kind),
                 theme.color(marker.kind == PlotMarker::Kind::Best ? "text.primary" : "text.secondary"));
    }
}

void CurveLayer::paintEndLabels(QPainter& painter, const QRect& area, const PlotScale& scale) const
{
    struct Label {
        double y;
        QString text;
        QColor color;
    };
    const auto& theme = themeOf(&m_canvas);
    const double line = theme.lineHeight(TextStyle::Small);
    std::vector<Label> labels;
    for (const auto& curve : m_canvas.curves()) {
        if (!curve->visible || curve->points().isEmpty())
            continue;
        const auto& points = curve->shown();
        auto index = points.indexOf(std::nextafter(scale.lastStep, HUGE_VAL));
        while (index > 0 && !std::isfinite(points.value(index - 1)))
            --index;
        if (index > 0 && static_cast<double>(points.step(index - 1)) >= scale.firstStep)
            labels.push_back({std::clamp(scale.y(points.value(index - 1)), line / 2, scale.height - line / 2), endLabel(*curve),
                              curve->color(theme, true)});
    }
    // Pushed apart downwards, then back up from the foot.
    std::ranges::sort(labels, {}, &Label::y);
    for (std::size_t i = 1; i < labels.size(); ++i)
        labels[i].y = std::max(labels[i].y, labels[i - 1].y + line);
    double lowest = scale.height - line / 2;
    for (std::size_t i = labels.size(); i-- > 0; lowest = labels[i].y - line)
        labels[i].y = std::min(labels[i].y, lowest);
    painter.save();
    painter.setFont(theme.font(TextStyle::Small));
    const double left = area.right() + theme.space(1);
    for (const auto& label : labels) {
        const double y = area.top() + label.y;
        painter.fillRect(QRectF(left, y - 1.0, theme.space(1), 2.0), label.color);
        painter.setPen(theme.color("text.secondary"));
        painter.drawText(QRectF(left + theme.space(1) + theme.space(0), y - line / 2, m_canvas.width(), line),
                         Qt::AlignLeft | Qt::AlignVCenter, label.text);
    }
    painter.restore();
}

struct PlotCanvas::Drawing {
    explicit Drawing(PlotCanvas& canvas)
        : plot(new QCustomPlot(&canvas)), layer(new CurveLayer(plot->xAxis, plot->yAxis, canvas))
    {
        plot->setAttribute(Qt::WA_TransparentForMouseEvents);
        plot->setFocusPolicy(Qt::NoFocus);
        plot->setInteractions(QCP::Interactions());
        plot->xAxis->setTicker(steps);
        plot->yAxis->setTicker(values);
        for (auto* axis : {plot->xAxis, plot->yAxis}) {
            axis->setTickLength(0);
            axis->setTickPen(Qt::NoPen);
            axis->setSubTicks(false);
            axis->grid()->setSubGridVisible(false);
        }
        plot->xAxis->grid()->setVisible(false);
    }

    QCustomPlot* plot;
    CurveLayer* layer; ///< the plot's
    QSharedPointer<NumberTicker> steps{new NumberTicker(true)};
    QSharedPointer<NumberTicker> values{new NumberTicker(false)};
    QSharedPointer<LogTicker> logarithms{new LogTicker};
};

PlotCanvas::PlotCanvas(QWidget* parent) : QWidget(parent), m_drawing(std::make_unique<Drawing>(*this))
{
    m_overlay = new PlotOverlay(*this);
    setFocusPolicy(Qt::StrongFocus);
    setPaintsOwnFocus(*this, true);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    m_timer.setSingleShot(true);
    m_timer.setInterval(kFrameMs);
    connect(&m_timer, &QTimer::timeout, this, &PlotCanvas::drawNow);
    applyTheme();
}

PlotCanvas::~PlotCanvas() = default;

void PlotCanvas::applyTheme()
{
    const auto& theme = themeOf(this);
    auto& plot = *m_drawing->plot;
    plot.setBackground(QBrush(theme.color("bg.surface")));
    const QPen line(theme.color("line.subtle"), 1);
    for (auto* axis : {plot.xAxis, plot.yAxis}) {
        axis->setTickLabelFont(axisFont(theme));
        axis->setTickLabelColor(theme.color("text.secondary"));
        axis->setLabelFont(theme.font(TextStyle::Small));
        axis->setLabelColor(theme.color("text.secondary"));
        axis->setTickLabelPadding(theme.space(0));
        axis->setLabelPadding(theme.space(0) / 2);
        axis->grid()->setPen(line);
        axis->grid()->setZeroLinePen(line);
    }
    plot.xAxis->setBasePen(line);
    plot.yAxis->setBasePen(Qt::NoPen);
    setMinimumSize(theme.space(6) * 4, theme.space(6) * 3);
    contentChanged();
}

bool PlotCanvas::endLabelsFit() const
{
    const auto& theme = themeOf(this);
    const QFontMetrics metrics(theme.font(TextStyle::Small));
    std::size_t count = 0;
    int widest = 0;
    for (const auto& curve : m_curves) {
        if (!curve->visible || curve->points().isEmpty())
            continue;
        ++count;
        widest = std::max(widest, metrics.horizontalAdvance(endLabel(*curve)));
    }
    return count >= 2 && count <= kMostEndLabels && widest < width() / 3 &&
           height() > static_cast<int>(count + 3) * theme.lineHeight(TextStyle::Small);
}

void PlotCanvas::prepare()
{
    auto& plot = *m_drawing->plot;
    const auto& theme = themeOf(this);
    updateRanges();
    plot.xAxis->setLabel(m_xTitle);
    plot.yAxis->setLabel(m_yTitle);
    plot.xAxis->setRange(m_scale.firstStep, m_scale.lastStep);
    plot.yAxis->setScaleType(m_options.logarithmic ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    plot.yAxis->setTicker(m_options.logarithmic ? qSharedPointerCast<QCPAxisTicker>(m_drawing->logarithms)
                                                : qSharedPointerCast<QCPAxisTicker>(m_drawing->values));
    plot.yAxis->setRange(m_scale.bottom, m_scale.top);
    m_drawing->values->form = m_drawing->logarithms->form = m_options.form;
    m_drawing->steps->setTickCount(std::max(2, width() / (theme.space(4) * 4)));
    m_drawing->values->setTickCount(std::max(2, height() / theme.space(6)));
    int right = theme.space(1);
    if (m_endLabels) {
        const QFontMetrics metrics(theme.font(TextStyle::Small));
        for (const auto& curve : m_curves)
            if (curve->visible && !curve->points().isEmpty())
                right = std::max(right, metrics.horizontalAdvance(endLabel(*curve)) + 3 * theme.space(1));
    }
    const int top = m_markers.empty() ? theme.space(1) : theme.iconSize() + theme.space(0);
    plot.axisRect()->setMinimumMargins(QMargins(theme.space(4), top, right, theme.space(2)));
}

void PlotCanvas::drawNow()
{
    m_timer.stop();
    m_due = false;
    prepare();
    auto& plot = *m_drawing->plot;
    plot.replot(QCustomPlot::rpQueuedRefresh);
    m_scale = m_drawing->layer->scale();
    m_area = plot.axisRect()->rect();
    m_overlay->update();
}

void PlotCanvas::paintOn(QPaintDevice& device, const QSize& size, const std::function<int(QPainter&)>& header)
{
    prepare();
    QCPPainter painter(&device);
    painter.setMode(QCPPainter::pmVectorized, dynamic_cast<QPixmap*>(&device) == nullptr);
    painter.setMode(QCPPainter::pmNoCaching);
    painter.fillRect(QRect({}, size), themeOf(this).color("bg.surface"));
    const int above = header(painter);
    painter.translate(0, above);
    m_drawing->plot->toPainter(&painter, size.width(), size.height() - above);
    painter.end();
    drawNow();
}

void PlotCanvas::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_drawing->plot->setGeometry(rect());
    m_overlay->setGeometry(rect());
    if (isVisible())
        drawNow();
    else
        m_due = true;
}

} // namespace fettle::ui
