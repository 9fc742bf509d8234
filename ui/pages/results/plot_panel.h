// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/results/series_legend.h"
#include "ui/pages/results/xy_plot.h"

class QStackedLayout;
class QTableView;

namespace fettle::ui {

class TextLabel;
class XyTableModel;

/// An XyPlot with a sentence above, its legend below, and the same as a table.
class PlotPanel : public QWidget {
    Q_OBJECT
public:
    explicit PlotPanel(QWidget* parent = nullptr);

    void setSentence(const QString& sentence);
    /// `legend`: shown where there is more than one entry.
    void setContent(const XyAxes& axes, const std::vector<XySeries>& series, std::vector<SeriesLegend::Entry> legend = {});
    void showAsTable(bool table);
    [[nodiscard]] bool isTable() const;
    [[nodiscard]] XyPlot* plot() const { return m_plot; }
    [[nodiscard]] QTableView* table() const { return m_table; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void applySizes();

    TextLabel* m_sentence = nullptr;
    QStackedLayout* m_stack = nullptr;
    XyPlot* m_plot = nullptr;
    QTableView* m_table = nullptr;
    XyTableModel* m_numbers = nullptr;
    SeriesLegend* m_legend = nullptr;
};

} // namespace fettle::ui
