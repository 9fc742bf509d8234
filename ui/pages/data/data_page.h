// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/page.h"

class QStackedWidget;

namespace fettle::ui {

class Button;
class DataView;
class EmptyState;
class FailedPane;
class ImportingPane;
class Notice;

/// The data of the project: bringing them in, looking at them, saying what is to be predicted from what.
class DataPage : public Page {
    Q_OBJECT
public:
    explicit DataPage(Session& session, QWidget* parent = nullptr);

    [[nodiscard]] QWidget* presentable() override;
    [[nodiscard]] QString helpTopic() const override { return QStringLiteral("data"); }
    [[nodiscard]] DataView* view() const { return m_view; }
    [[nodiscard]] ImportingPane* importing() const { return m_importing; }
    [[nodiscard]] FailedPane* failed() const { return m_failed; }
    /// Copied cells become a table.
    void paste();

protected:
    void retranslate() override;
    void primary() override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void showState();
    void showHeader();
    void chooseFiles();
    void chooseFolder();

    QStackedWidget* m_states = nullptr;
    EmptyState* m_empty = nullptr;
    Button* m_emptyFiles = nullptr;
    Button* m_emptyFolder = nullptr;
    Button* m_other = nullptr;
    Notice* m_pasteProblem = nullptr;
    ImportingPane* m_importing = nullptr;
    FailedPane* m_failed = nullptr;
    DataView* m_view = nullptr;
};

} // namespace fettle::ui
