// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/session/session.h"

class QHBoxLayout;

namespace fettle::ui {

class Button;
class ElidedLabel;
class IconButton;
class SavedMark;

/// Project, undo and redo with the names of the steps, and the way to everything (Ctrl+K).
class TopBar : public QWidget {
    Q_OBJECT
public:
    explicit TopBar(Session& session, QWidget* parent = nullptr);

Q_SIGNALS:
    void searchWanted();

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void retranslate();
    void refresh();
    void applySizes();
    void showProjectMenu();

    Session& m_session;
    QHBoxLayout* m_row = nullptr;
    Button* m_project = nullptr;
    ElidedLabel* m_saved = nullptr;
    IconButton* m_undo = nullptr;
    IconButton* m_redo = nullptr;
    Button* m_search = nullptr;
};

} // namespace fettle::ui
