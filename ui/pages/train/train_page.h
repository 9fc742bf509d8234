// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/page.h"
#include "ui/pages/train/train_plan.h"

class QBoxLayout;
class QMenu;
class QScrollArea;
class QStackedWidget;

namespace fettle::ui {

class AdvancedSetup;
class Button;
class EmptyState;
class IconButton;
class Notice;
class ReadyCard;
class RunView;
class SimpleSetup;

/// Setting a training up, and watching it.
class TrainPage : public Page {
    Q_OBJECT
public:
    explicit TrainPage(Session& session, QWidget* parent = nullptr);

    void entered() override;
    [[nodiscard]] QWidget* presentable() override;
    [[nodiscard]] QString helpTopic() const override { return QStringLiteral("train"); }

    enum class View { Empty, Setup, Run };
    [[nodiscard]] View view() const;
    /// As if the button that leads there were pressed.
    void showSetup();
    void showRun();

    /// The settings as a recipe or as a command for a terminal, and a recipe from the clipboard; the caller owns it.
    [[nodiscard]] QMenu* makeCopyMenu();
    [[nodiscard]] Notice& refusal() { return *m_refused; }
    [[nodiscard]] SimpleSetup& simple() { return *m_simple; }
    [[nodiscard]] AdvancedSetup& advanced() { return *m_advanced; }
    [[nodiscard]] ReadyCard& ready() { return *m_ready; }
    [[nodiscard]] RunView& run() { return *m_run; }
    [[nodiscard]] TrainPlan& plan() { return *m_plan; }

protected:
    void retranslate() override;
    void primary() override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void makeSetup();
    void refresh();
    void showPrimary();
    void applySizes();
    void train();
    void runsChanged();
    void refuse(const Error& error);
    void pasteRecipe();
    [[nodiscard]] bool isSomethingAhead() const;

    TrainPlan* m_plan = nullptr;
    QStackedWidget* m_stack = nullptr;
    EmptyState* m_empty = nullptr;
    QScrollArea* m_setup = nullptr;
    QBoxLayout* m_setupRow = nullptr;
    QScrollArea* m_runArea = nullptr;
    SimpleSetup* m_simple = nullptr;
    AdvancedSetup* m_advanced = nullptr;
    ReadyCard* m_ready = nullptr;
    Notice* m_refused = nullptr;
    RunView* m_run = nullptr;
    IconButton* m_copy = nullptr;
    Button* m_toSetup = nullptr;
    Button* m_toRun = nullptr;
    Button* m_toData = nullptr;
    bool m_wantsSetup = false; ///< the user asked for it, though there is a run to watch
    bool m_sending = false;
};

} // namespace fettle::ui
