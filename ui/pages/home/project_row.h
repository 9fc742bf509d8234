// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/pages/home/project_overview.h"

class QLineEdit;
class QMenu;

namespace fettle::ui {

class IconButton;
class Link;
class Pill;
class Sparkline;
class TextLabel;

/// One project in the list: name, what is in it, how its last run went, which model is in use.
class ProjectRow : public QWidget {
    Q_OBJECT
public:
    ProjectRow(const Session& session, std::string project, QWidget* parent = nullptr);

    void show(const store::ProjectRecord& project, const ProjectFacts& facts, bool open);
    [[nodiscard]] const std::string& project() const { return m_project; }
    /// The name becomes a field; Enter or leaving it renames, Esc does not.
    void startRename();
    using QWidget::show;

Q_SIGNALS:
    void openWanted();
    void renamed(const QString& name);
    void exportWanted();
    void deleteWanted();

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void retranslate();
    void applySpaces();
    void endRename(bool take);
    [[nodiscard]] QString contents() const;

    const Session& m_session;
    std::string m_project;
    store::ProjectRecord m_record;
    ProjectFacts m_facts;
    bool m_isOpen = false;
    Link* m_name = nullptr;
    QLineEdit* m_edit = nullptr;
    Pill* m_openPill = nullptr;
    TextLabel* m_contents = nullptr;
    TextLabel* m_result = nullptr;
    TextLabel* m_model = nullptr;
    Sparkline* m_curve = nullptr;
    IconButton* m_more = nullptr;
    QMenu* m_menu = nullptr;
    QAction* m_actions[4] = {};
};

} // namespace fettle::ui
