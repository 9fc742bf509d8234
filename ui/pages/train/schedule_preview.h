// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

#include "ui/pages/train/train_plan.h"

namespace fettle::ui {

class CurvePlot;

/// The learning rate over the steps of the training that is being set up.
class SchedulePreview : public QWidget {
    Q_OBJECT
public:
    SchedulePreview(Session& session, TrainPlan& plan, QWidget* parent = nullptr);
    [[nodiscard]] CurvePlot& plot() { return *m_plot; }

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void retranslate();
    void ask();
    void took(const Value& answer);

    Session& m_session;
    TrainPlan& m_plan;
    CurvePlot* m_plot = nullptr;
    QTimer m_timer;
    ValueMap m_asked;
};

} // namespace fettle::ui
