// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

#include <QTimer>
#include <QWidget>

#include "engine/contract/result.h"
#include "ui/plots/plot_canvas.h"
#include "ui/plots/plot_curve.h"

class QMenu;
class QStackedLayout;
class QTableView;
class QVBoxLayout;

namespace fettle::ui {

class Dialogs;
class IconButton;
class PlotLegend;
class PlotTableModel;
class TextLabel;

/// A plot of curves over steps, with its title, legend and menu: several lines that grow while one looks, at any
/// length; zoom, crosshair, smoothing, logarithmic axis; the same as a table of numbers; saved as picture, SVG or CSV.
/// Everything can be done by key: arrows move the crosshair and choose a line, + and − zoom, 0 shows everything, the
/// menu key opens the menu.
class CurvePlot : public QWidget {
    Q_OBJECT
public:
    /// `dialogs` asks where to save; without it nothing can be saved to a file.
    explicit CurvePlot(Dialogs* dialogs = nullptr, QWidget* parent = nullptr);

    void setTitle(const QString& title);
    [[nodiscard]] QString title() const;
    /// Stands in the plot while no line has a point.
    void setPlaceholder(const QString& sentence);
    void setAxisTitles(const QString& x, const QString& y);
    void setForm(ValueForm form);

    /// Returns its number, which stays its own until clear().
    int addCurve(const CurveStyle& style);
    void setCurveStyle(int curve, const CurveStyle& style);
    void setCurveVisible(int curve, bool visible);
    void append(int curve, std::span<const std::int64_t> steps, std::span<const double> values);
    /// Finer points for a range of steps.
    void replace(int curve, std::int64_t first, std::int64_t last, std::span<const std::int64_t> steps,
                 std::span<const double> values);
    void clearCurve(int curve);
    void clear();
    [[nodiscard]] int curveCount() const;
    [[nodiscard]] const PlotCurve& curve(int index) const;
    void setMarkers(std::vector<PlotMarker> markers);

    /// 0: none, to 0.99.
    void setSmoothing(double factor);
    [[nodiscard]] double smoothing() const { return m_smoothing; }
    void setLogarithmic(bool on);
    void setClipOutliers(bool on);
    void showAsTable(bool table);
    [[nodiscard]] bool isTable() const;

    [[nodiscard]] PlotCanvas& canvas() { return *m_canvas; }
    [[nodiscard]] PlotLegend& legend() { return *m_legend; }
    [[nodiscard]] PlotTableModel& table() { return *m_table; }
    /// Everything the menu offers, newly made; the caller owns it.
    [[nodiscard]] QMenu* makeMenu();
    [[nodiscard]] QPixmap picture(const QSize& size, double ratio);
    /// Errors: platform.*.
    [[nodiscard]] Result<void> saveSvg(const QString& path, const QSize& size);
    [[nodiscard]] QByteArray csv() const;

Q_SIGNALS:
    /// Other steps are looked at: finer points of them may be wanted.
    void stepsShown(double first, double last);
    void saveFailed(const fettle::Error& error);

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void retranslate();
    void contentChanged();
    void settle();
    void describe();
    [[nodiscard]] int paintHead(QPainter& painter, int width) const;
    void addViewActions(QMenu& menu);
    void addSaveActions(QMenu& menu);
    void savePicture();
    void saveDrawing();
    void saveTable();
    void saveBytes(const QString& path, const QByteArray& bytes);

    Dialogs* m_dialogs;
    TextLabel* m_title = nullptr;
    IconButton* m_reset = nullptr;
    IconButton* m_asTable = nullptr;
    IconButton* m_more = nullptr;
    PlotLegend* m_legend = nullptr;
    QVBoxLayout* m_layout = nullptr;
    QStackedLayout* m_stack = nullptr;
    PlotCanvas* m_canvas = nullptr;
    QTableView* m_tableView = nullptr;
    PlotTableModel* m_table = nullptr;
    TextLabel* m_placeholder = nullptr;
    double m_smoothing = 0.0;
    QTimer m_settle; ///< legend, table and description, after several changes at once
};

} // namespace fettle::ui
