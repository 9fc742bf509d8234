// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/contract/evaluation.h"
#include "ui/pages/results/plot_panel.h"
#include "ui/widgets/card.h"

namespace fettle::ui {

class IconButton;
class SegmentedControl;

/// The plots that say more to those who know them: whether sureness can be believed, ROC, precision and recall. Each
/// with a sentence, and each to be read as a table too.
class CurvesCard : public Card {
    Q_OBJECT
public:
    enum Plot { Calibration, Roc, PrecisionRecall };

    explicit CurvesCard(QWidget* parent = nullptr);

    void setSummary(const EvaluationSummary& summary);
    void showPlot(int plot);
    [[nodiscard]] PlotPanel* panel() const { return m_panel; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void refresh();
    void showCalibration();
    void showCurves(const std::vector<EvaluationCurve>& curves, const XyAxes& axes);
    [[nodiscard]] QString className(const EvaluationCurve& curve) const;

    EvaluationSummary m_summary; ///< its curves and classes alone
    SegmentedControl* m_choice = nullptr;
    IconButton* m_asTable = nullptr;
    PlotPanel* m_panel = nullptr;
};

} // namespace fettle::ui
