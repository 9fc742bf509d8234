// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

#include "ui/session/session.h"

class QHBoxLayout;

namespace fettle::ui {

class ElidedLabel;
class IconButton;
class Link;
class TextLabel;

/// Device, what runs with progress and time left, and, only when something is wrong with it, the background program.
class BottomBar : public QWidget {
    Q_OBJECT
public:
    explicit BottomBar(Session& session, QWidget* parent = nullptr);

    /// The sentence that is shown for a while after an action failed.
    [[nodiscard]] QString problemText() const;

Q_SIGNALS:
    /// Why training uses the device that the bar names.
    void whyWanted();

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void retranslate();
    void refresh();
    void applySizes();
    void askDevice();
    void showProblem(const Error& error);
    void showProgress(const Job& job);
    [[nodiscard]] const Job* runningJob() const;

    Session& m_session;
    QHBoxLayout* m_row = nullptr;
    Link* m_device = nullptr;
    ElidedLabel* m_problem = nullptr;
    Link* m_fix = nullptr;
    Link* m_job = nullptr;
    TextLabel* m_left = nullptr;
    IconButton* m_pause = nullptr;
    QTimer m_problemTimer;
    Value m_doctor;
};

} // namespace fettle::ui
