// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <vector>

#include <QList>
#include <QWidget>

#include "ui/plots/plot_curve.h"

namespace fettle::ui {

class FlowLayout;
class LegendItem;
class TextLabel;

/// The names of a plot's lines. Pressing one hides or shows its line, the mouse or the focus on it raises it.
class PlotLegend : public QWidget {
    Q_OBJECT
public:
    explicit PlotLegend(QWidget* parent = nullptr);

    void setCurves(const std::vector<std::unique_ptr<PlotCurve>>& curves);

Q_SIGNALS:
    void visibleToggled(int curve, bool visible);
    /// −1: none.
    void hovered(int curve);

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    FlowLayout* m_flow = nullptr;
    QList<LegendItem*> m_items;
    TextLabel* m_more = nullptr;
    int m_left = 0;
};

} // namespace fettle::ui
