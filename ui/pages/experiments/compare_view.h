// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <QWidget>

#include "ui/plots/curve_plot.h"
#include "ui/plots/run_series.h"
#include "ui/session/session.h"

class QComboBox;
class QTableView;

namespace fettle::ui {

class DifferencesModel;
class TextLabel;

/// Two and more runs side by side: a curve of each in one plot, and a table of what differs between them.
class CompareView : public QWidget {
    Q_OBJECT
public:
    /// More at once are a picture that nobody reads.
    static constexpr std::size_t kMostRuns = 12;

    explicit CompareView(Session& session, QWidget* parent = nullptr);

    /// In the order of their colors.
    void setRuns(const std::vector<std::string>& runs);
    [[nodiscard]] CurvePlot& plot() { return *m_plot; }
    [[nodiscard]] DifferencesModel& differences() { return *m_differences; }
    [[nodiscard]] QComboBox& choice() { return *m_choice; }

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Compared {
        std::string run;
        std::unique_ptr<RunSeries> series;
        int curve = -1;
    };
    void retranslate();
    void watch(Compared& compared);
    void offerSeries(const std::string& name);
    void choose(int index);
    [[nodiscard]] int curveOf(Compared& compared);
    [[nodiscard]] QString seriesTitle(const std::string& series) const;
    [[nodiscard]] QStringList titles() const;

    Session& m_session;
    std::vector<std::string> m_runs;
    std::vector<std::unique_ptr<Compared>> m_compared;
    std::string m_shown; ///< the series that is drawn
    bool m_chosen = false; ///< by the user
    QComboBox* m_choice = nullptr;
    CurvePlot* m_plot = nullptr;
    TextLabel* m_sentence = nullptr;
    QTableView* m_table = nullptr;
    DifferencesModel* m_differences = nullptr;
    int m_round = 0;
};

} // namespace fettle::ui
