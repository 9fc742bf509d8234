// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/page.h"

class QStackedWidget;

namespace fettle::ui {

class Button;
class CodeView;
class DraftNetwork;
class EmptyState;
class ModelChoice;
class NetworkCheck;
class NetworkCompare;
class NetworkView;
class SegmentedControl;

/// What will learn: the recommended model and its alternatives, its layers on a canvas, and all of it as text.
class ModelPage : public Page {
    Q_OBJECT
public:
    explicit ModelPage(Session& session, QWidget* parent = nullptr);
    ~ModelPage() override;

    void entered() override;
    [[nodiscard]] QWidget* presentable() override;
    [[nodiscard]] QString helpTopic() const override { return QStringLiteral("model"); }

    enum class View { Empty, Choice, Layers, Code, Compare };
    [[nodiscard]] View view() const { return m_view; }
    /// As if the tab or the button that leads there were pressed; without data there is only Empty.
    void showView(View view);

    [[nodiscard]] ModelChoice& choice() { return *m_choice; }
    [[nodiscard]] NetworkView& layers() { return *m_layers; }
    [[nodiscard]] CodeView& code() { return *m_code; }
    [[nodiscard]] NetworkCompare& compare() { return *m_compare; }
    [[nodiscard]] NetworkCheck& check() { return *m_check; }
    [[nodiscard]] DraftNetwork& network() { return *m_network; }
    [[nodiscard]] SegmentedControl& tabs() { return *m_tabs; }

protected:
    void retranslate() override;
    void primary() override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void refresh();
    void showHeader();
    [[nodiscard]] QString reason() const;

    NetworkCheck* m_check = nullptr;
    DraftNetwork* m_network = nullptr;
    QStackedWidget* m_stack = nullptr;
    EmptyState* m_empty = nullptr;
    ModelChoice* m_choice = nullptr;
    NetworkView* m_layers = nullptr;
    CodeView* m_code = nullptr;
    NetworkCompare* m_compare = nullptr;
    SegmentedControl* m_tabs = nullptr;
    Button* m_toData = nullptr;
    View m_view = View::Empty;
    View m_wanted = View::Choice;
};

} // namespace fettle::ui
