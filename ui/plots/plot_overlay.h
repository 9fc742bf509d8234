// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QRectF>
#include <QWidget>

namespace fettle::ui {

class PlotCanvas;

/// What follows the mouse over a plot: the crosshair with the values under it, the words of a marker, the box that is
/// being drawn, the focus. Lies over the plot, so that a movement draws no line again.
class PlotOverlay : public QWidget {
    Q_OBJECT
public:
    explicit PlotOverlay(PlotCanvas& canvas);

    void setBox(const std::optional<QRectF>& box);
    [[nodiscard]] const std::optional<QRectF>& box() const { return m_box; }
    /// What the crosshair says, a line each: the step, the markers there, a line for each curve.
    [[nodiscard]] QStringList crosshairLines() const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct Row {
        QString name;
        QString value;
        QColor color;
        double y = 0.0;
    };
    [[nodiscard]] std::vector<Row> rows() const;
    [[nodiscard]] QStringList heads() const;
    void paintCrosshair(QPainter& painter);
    void paintCard(QPainter& painter, double x, const QStringList& heads, const std::vector<Row>& rows);

    PlotCanvas& m_canvas;
    std::optional<QRectF> m_box;
};

} // namespace fettle::ui
