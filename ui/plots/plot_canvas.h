// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include <QTimer>
#include <QWidget>

#include "ui/plots/curve_raster.h"
#include "ui/plots/plot_curve.h"

class QPaintDevice;
class QPainter;

namespace fettle::ui {

class PlotOverlay;

struct PlotOptions {
    bool logarithmic = false;
    /// Leaves out what lies far from nearly all values, so that one spike does not flatten the rest.
    bool clipOutliers = false;
    ValueForm form = ValueForm::Number;

    friend bool operator==(const PlotOptions&, const PlotOptions&) = default;
};

/// The area with axes, lines and markers, and how one moves about in it. Drawn at most some thirty times a second,
/// however often its content changes. CurvePlot puts title, legend, menu and table around it.
class PlotCanvas : public QWidget {
    Q_OBJECT
public:
    using Curves = std::vector<std::unique_ptr<PlotCurve>>;

    explicit PlotCanvas(QWidget* parent = nullptr);
    ~PlotCanvas() override;

    /// After a change that was not made through PlotCanvas: draws it, soon.
    [[nodiscard]] Curves& curves() { return m_curves; }
    [[nodiscard]] const Curves& curves() const { return m_curves; }
    void contentChanged();
    [[nodiscard]] const std::vector<PlotMarker>& markers() const { return m_markers; }
    void setMarkers(std::vector<PlotMarker> markers);
    [[nodiscard]] const PlotOptions& options() const { return m_options; }
    void setOptions(const PlotOptions& options);
    void setAxisTitles(const QString& x, const QString& y);
    /// Names at the ends of the lines; where there is no room for them the legend has to do it.
    void setEndLabels(bool shown);
    [[nodiscard]] bool endLabels() const { return m_endLabels; }
    /// Whether the present lines can have them.
    [[nodiscard]] bool endLabelsFit() const;
    /// In its full color; −1: none.
    void setRaised(int curve);
    [[nodiscard]] int raised() const { return m_raised; }

    // --- the view
    void zoomSteps(double first, double last);
    void zoomBox(const QRectF& pixels);
    /// Around a place of the area, 0 (left) to 1; a factor below 1 shows less.
    void zoomBy(double factor, double around = 0.5);
    void panBy(double shareX, double shareY = 0.0);
    void resetView();
    [[nodiscard]] bool isZoomed() const { return m_steps.has_value() || m_values.has_value(); }
    /// As last drawn.
    [[nodiscard]] const PlotScale& scale() const { return m_scale; }
    [[nodiscard]] QRect plotArea() const { return m_area; }

    // --- the crosshair
    [[nodiscard]] std::optional<double> crosshair() const { return m_crosshair; }
    void setCrosshair(std::optional<double> step);
    /// To the next point of the raised line (or of the first one that is shown).
    void moveCrosshair(int points);

    /// Draws now what is due.
    void drawNow();
    /// Draws onto a picture or an SVG file; `header` paints above and says how high it was.
    void paintOn(QPaintDevice& device, const QSize& size, const std::function<int(QPainter&)>& header);

Q_SIGNALS:
    void viewChanged();
    void crosshairChanged();
    void raisedChanged();
    void menuAsked(const QPoint& global);

protected:
    bool event(QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    /// QCustomPlot and what is drawn into it; only plot_canvas.cpp knows its header.
    struct Drawing;
    friend struct Drawing;

    struct Range {
        double low = 0.0;
        double high = 1.0;
    };
    void applyTheme();
    void updateRanges();
    /// Axes and margins for what is to be drawn.
    void prepare();
    [[nodiscard]] Range allSteps() const;
    [[nodiscard]] Range fittingValues(const Range& steps) const;
    [[nodiscard]] Range valuesWithoutOutliers(const Range& steps) const;
    void viewTo(std::optional<Range> steps, std::optional<Range> values);
    [[nodiscard]] int curveNear(const QPointF& position) const;
    void hover(const QPointF& position);

    std::unique_ptr<Drawing> m_drawing;
    PlotOverlay* m_overlay = nullptr;
    Curves m_curves;
    std::vector<PlotMarker> m_markers;
    PlotOptions m_options;
    QString m_xTitle;
    QString m_yTitle;
    std::optional<Range> m_steps; ///< chosen by the user; empty: everything
    std::optional<Range> m_values;
    PlotScale m_scale;
    QRect m_area;
    std::optional<double> m_crosshair;
    std::optional<QPointF> m_pressed;
    bool m_panning = false;
    int m_raised = -1;
    bool m_endLabels = false;
    bool m_due = true;
    QTimer m_timer;
};

} // namespace fettle::ui
