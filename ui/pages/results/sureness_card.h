// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include <QTimer>

#include "ui/pages/results/run_results.h"
#include "ui/widgets/card.h"

class QSlider;

namespace fettle::ui {

class Notice;
class SavedMark;
class TextLabel;

/// How sure the model has to be for its answer to count. The threshold stays with the model.
class SurenessCard : public Card {
    Q_OBJECT
public:
    SurenessCard(Session& session, const RunResults& results, QWidget* parent = nullptr);
    ~SurenessCard() override;

    void showResults();
    [[nodiscard]] QSlider* slider() const { return m_slider; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void describe();
    void save();

    Session& m_session;
    const RunResults& m_results;
    TextLabel* m_sentence = nullptr;
    QSlider* m_slider = nullptr;
    TextLabel* m_percent = nullptr;
    SavedMark* m_saved = nullptr;
    TextLabel* m_note = nullptr;
    Notice* m_problem = nullptr;
    QTimer m_saveTimer;
    std::string m_model;        ///< whose threshold the slider shows
    std::string m_shownRun;
    int m_savedPercent = 0;
};

} // namespace fettle::ui
