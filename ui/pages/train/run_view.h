// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/pages/train/run_details.h"

class QListView;

namespace fettle::ui {

class Button;
class LiveExamplesView;
class RunLogModel;
class RunStatus;
class Section;
class TrainCharts;

/// A run while it trains and after: where it stands, its curves, its log.
class RunView : public QWidget {
    Q_OBJECT
public:
    explicit RunView(Session& session, QWidget* parent = nullptr);

    /// Empty: none.
    void setRun(const std::string& run);
    [[nodiscard]] RunDetails& details() { return *m_details; }
    [[nodiscard]] RunStatus& status() { return *m_status; }
    [[nodiscard]] TrainCharts& charts() { return *m_charts; }
    [[nodiscard]] LiveExamplesView& examples() { return *m_examples; }
    [[nodiscard]] RunLogModel& log() { return *m_log; }

Q_SIGNALS:
    void setupAsked();

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void applySizes();
    void showCharts();
    void showLog();
    [[nodiscard]] std::vector<std::string> earlierRuns() const;

    Session& m_session;
    RunDetails* m_details = nullptr;
    RunStatus* m_status = nullptr;
    TrainCharts* m_charts = nullptr;
    LiveExamplesView* m_examples = nullptr;
    Section* m_logFold = nullptr;
    QListView* m_logView = nullptr;
    RunLogModel* m_log = nullptr;
    Button* m_copyLog = nullptr;
    std::string m_charted; ///< run, metric and earlier runs that the plots show
};

} // namespace fettle::ui
