// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/contract/evaluation.h"
#include "ui/pages/results/plot_panel.h"
#include "ui/widgets/card.h"

namespace fettle::ui {

class IconButton;
class KeyValueList;

/// At which place a model that finds matching texts has the right one, and how often it is among the first.
class PlacesCard : public Card {
    Q_OBJECT
public:
    explicit PlacesCard(QWidget* parent = nullptr);

    void setSummary(const EvaluationSummary& summary);
    [[nodiscard]] PlotPanel* panel() const { return m_panel; }
    [[nodiscard]] const KeyValueList* words() const { return m_words; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void refresh();

    EvaluationSummary m_summary;
    IconButton* m_asTable = nullptr;
    PlotPanel* m_panel = nullptr;
    KeyValueList* m_words = nullptr;
};

} // namespace fettle::ui
