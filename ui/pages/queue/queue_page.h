// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/page.h"

class QStackedWidget;
class QTableView;

namespace fettle::ui {

class Button;
class EmptyState;
class IconButton;
class QueueModel;
class TextLabel;

/// What runs and waits: moved by mouse or key, paused, stopped, tried again; all of it paused at once.
class QueuePage : public Page {
    Q_OBJECT
public:
    explicit QueuePage(Session& session, QWidget* parent = nullptr);

    [[nodiscard]] QString helpTopic() const override { return QStringLiteral("queue"); }

    [[nodiscard]] QueueModel& queue() { return *m_model; }
    [[nodiscard]] QTableView& table() { return *m_table; }
    void selectJob(const std::string& id);
    /// Of the selected job; disabled ones say why.
    [[nodiscard]] Button& pauseButton() { return *m_pause; }
    [[nodiscard]] Button& stopButton() { return *m_stop; }
    [[nodiscard]] Button& pauseAllButton() { return *m_pauseAll; }

protected:
    void retranslate() override;
    void primary() override;
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void makeTable();
    void refresh();
    void moveSelected(int rows);
    /// Pause, resume or retry, whichever the selected job can.
    void turn();
    void stop();
    void pauseOrResumeAll();
    [[nodiscard]] const Job* selected() const;
    [[nodiscard]] bool isAllPaused() const;

    QueueModel* m_model = nullptr;
    QStackedWidget* m_stack = nullptr;
    EmptyState* m_empty = nullptr;
    QWidget* m_content = nullptr;
    TextLabel* m_finish = nullptr;
    IconButton* m_up = nullptr;
    IconButton* m_down = nullptr;
    Button* m_pause = nullptr;
    Button* m_stop = nullptr;
    Button* m_pauseAll = nullptr;
    QTableView* m_table = nullptr;
    std::string m_selectedJob;
};

} // namespace fettle::ui
