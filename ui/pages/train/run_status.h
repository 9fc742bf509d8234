// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/train/run_details.h"
#include "ui/widgets/card.h"
#include "ui/widgets/notice.h"

namespace fettle::ui {

class Button;
class FlowLayout;
class Pill;
class ProgressBar;
class StatRow;

/// Where a run stands, said plainly, with the buttons for it: progress and time left while it runs; what happened and
/// what can be done once it is paused, interrupted, failed or done.
class RunStatus : public Card {
    Q_OBJECT
public:
    RunStatus(Session& session, RunDetails& details, QWidget* parent = nullptr);

    [[nodiscard]] ProgressBar& progress() { return *m_progress; }
    [[nodiscard]] Notice& notice() { return *m_notice; }
    [[nodiscard]] Button& pauseButton() { return *m_pause; }
    [[nodiscard]] Button& saveButton() { return *m_save; }
    [[nodiscard]] Button& discardButton() { return *m_discard; }
    /// What the page's primary button does for this run; disabled where `reason` says why.
    struct NextStep {
        QString text;
        QString reason;
        std::function<void()> act;
    };
    [[nodiscard]] NextStep nextStep();
    /// "93 of 100 right"; empty while there is no result.
    [[nodiscard]] QString outcome() const;

Q_SIGNALS:
    /// The button "Change and train again".
    void setupAsked();

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void refresh();
    void showProgress();
    void showFigures();
    void showState();
    /// That it was interrupted and runs again: the newest of what the log says of it.
    [[nodiscard]] std::optional<Note> interruption() const;
    void showWaiting();
    void showPaused();
    void showInterrupted();
    void showFailed();
    void showCompleted();
    void say(NoticeKind kind, const QString& word, const QString& sentence);
    void askDiscard();
    void trainAgainWith(const QString& step, const std::function<void(Recipe&)>& change);
    [[nodiscard]] double checkpointStep() const;
    [[nodiscard]] std::string jobId() const;

    Session& m_session;
    RunDetails& m_details;
    Pill* m_pill = nullptr;
    ProgressBar* m_progress = nullptr;
    StatRow* m_figures = nullptr;
    Notice* m_notice = nullptr;
    QWidget* m_buttons = nullptr;
    FlowLayout* m_buttonFlow = nullptr;
    Button* m_pause = nullptr;
    Button* m_save = nullptr;
    Button* m_discard = nullptr;
    QString m_shown; ///< run and state that the notice is about
};

} // namespace fettle::ui
