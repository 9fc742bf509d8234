// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include <QPointF>
#include <QString>
#include <QWidget>

namespace fettle::ui {

/// What stands in an XyPlot: a line through points in their order, loose points, or bars from edge to edge.
struct XySeries {
    enum class Form { Line, Points, Bars };
    Form form = Form::Line;
    QString name;
    int color = 0; ///< place among the theme's plot colors
    bool dots = false; ///< a line with its points marked
    /// Bars: x is the left edge; `barEnds` the right ones.
    std::vector<QPointF> points;
    std::vector<double> barEnds;

    friend bool operator==(const XySeries&, const XySeries&) = default;
};

struct XyAxes {
    QString xTitle;
    QString yTitle;
    /// Fixed ends; without them as far as the points go.
    std::optional<std::pair<double, double>> x;
    std::optional<std::pair<double, double>> y;
    bool percentX = false;
    bool percentY = false;
    bool diagonal = false; ///< a dashed line where x = y

    friend bool operator==(const XyAxes&, const XyAxes&) = default;
};

/// A small plot of numbers against numbers: ROC, calibration, predicted against true, a histogram. The point nearest to
/// the mouse, or chosen with the arrow keys, says what it is; a press or Enter on it opens it.
class XyPlot : public QWidget {
    Q_OBJECT
public:
    explicit XyPlot(QWidget* parent = nullptr);

    void setContent(XyAxes axes, std::vector<XySeries> series);
    [[nodiscard]] const std::vector<XySeries>& series() const { return m_series; }
    [[nodiscard]] const XyAxes& axes() const { return m_axes; }
    /// Whether points can be opened.
    void setPressable(bool pressable) { m_pressable = pressable; }
    /// The point that is pointed at: series and index; −1: none.
    [[nodiscard]] std::pair<int, int> current() const { return {m_currentSeries, m_current}; }
    void setCurrent(int series, int index);
    /// Of the current point, as the tooltip says it.
    [[nodiscard]] QString currentText() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void pointPressed(int series, int index);

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    [[nodiscard]] QRectF area() const;
    [[nodiscard]] QPointF toPixels(const QPointF& point) const;
    [[nodiscard]] std::pair<int, int> nearest(const QPointF& pixel) const;
    [[nodiscard]] QPointF anchor(int series, int index) const;
    [[nodiscard]] QString axisText(double value, double step, bool percent) const;
    void fitRanges();
    void paintGrid(QPainter& painter) const;
    void paintSeries(QPainter& painter, const XySeries& series) const;
    void paintCurrent(QPainter& painter) const;
    void moveCurrent(int by);
    void moveSeries(int by);

    XyAxes m_axes;
    std::vector<XySeries> m_series;
    std::pair<double, double> m_x{0.0, 1.0};
    std::pair<double, double> m_y{0.0, 1.0};
    int m_currentSeries = -1;
    int m_current = -1;
    bool m_pressable = false;
};

/// Round numbers at which an axis is marked: about `count` of them within the range.
[[nodiscard]] std::vector<double> axisTicks(double low, double high, int count);

} // namespace fettle::ui
