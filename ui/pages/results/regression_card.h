// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "engine/client/sentences.h"
#include "engine/contract/evaluation.h"
#include "ui/pages/results/plot_panel.h"
#include "ui/widgets/card.h"

namespace fettle::ui {

class IconButton;
class KeyValueList;
class SegmentedControl;

/// Where a model that predicts a number is off: predicted against true, how often by how much, and in words.
class RegressionCard : public Card {
    Q_OBJECT
public:
    explicit RegressionCard(const client::Sentences& sentences, QWidget* parent = nullptr);

    void setSummary(const EvaluationSummary& summary, const QString& target);
    void showPlot(int plot);
    [[nodiscard]] PlotPanel* panel() const { return m_panel; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void refresh();
    void fillWords();
    [[nodiscard]] QString number(double value) const;

    const client::Sentences& m_sentences;
    EvaluationSummary m_summary;
    QString m_target;
    SegmentedControl* m_choice = nullptr;
    IconButton* m_asTable = nullptr;
    PlotPanel* m_panel = nullptr;
    KeyValueList* m_words = nullptr;
};

} // namespace fettle::ui
