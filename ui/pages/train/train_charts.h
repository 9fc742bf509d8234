// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include <QWidget>

#include "ui/plots/curve_plot.h"
#include "ui/plots/run_series.h"
#include "ui/session/session.h"

class QBoxLayout;

namespace fettle::ui {

class FlowLayout;
class Section;

/// The curves of the run that is watched: two plots (loss, and the metric that the task is judged by), all others in a
/// fold. Earlier runs stand pale beside it in the first two.
class TrainCharts : public QWidget {
    Q_OBJECT
public:
    explicit TrainCharts(Session& session, QWidget* parent = nullptr);

    /// `metric` is what the second plot shows; `earlier` are ids, the newest first.
    void setRun(const std::string& run, const std::string& metric, const std::vector<std::string>& earlier);
    void setMarkers(const std::vector<PlotMarker>& markers);
    [[nodiscard]] CurvePlot& lossPlot() { return *m_loss; }
    [[nodiscard]] CurvePlot& metricPlot() { return *m_metric; }
    /// Of the fold, by their metrics.
    [[nodiscard]] std::map<std::string, CurvePlot*> morePlots() const { return m_more; }
    [[nodiscard]] RunSeries& series() { return *m_series; }

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    /// A run's lines in the plots: series → plot and curve.
    struct Lines {
        std::unique_ptr<RunSeries> series; ///< of an earlier run
        std::map<std::string, std::pair<CurvePlot*, int>> curves;
    };
    CurvePlot* makePlot();
    [[nodiscard]] CurvePlot* plotFor(const std::string& metric, bool isEarlier);
    void watch(RunSeries& series, Lines& lines, int color);
    [[nodiscard]] std::pair<CurvePlot*, int> lineFor(Lines& lines, const std::string& run, int color, const std::string& series);
    [[nodiscard]] CurveStyle styleOf(const std::string& run, int color, const std::string& series) const;
    void clearPlots();
    void refine(CurvePlot* plot, double first, double last);
    void retranslate();
    void applySizes();

    Session& m_session;
    RunSeries* m_series = nullptr;
    Lines m_lines;
    std::vector<std::unique_ptr<Lines>> m_earlier;
    std::string m_metricName;
    QBoxLayout* m_main = nullptr;
    CurvePlot* m_loss = nullptr;
    CurvePlot* m_metric = nullptr;
    Section* m_moreSection = nullptr;
    FlowLayout* m_moreFlow = nullptr;
    std::map<std::string, CurvePlot*> m_more;
};

} // namespace fettle::ui
