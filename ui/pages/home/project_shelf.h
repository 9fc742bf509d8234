// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "ui/pages/home/project_overview.h"
#include "ui/widgets/card.h"

namespace fettle::ui {

class Link;
class ProjectFiles;
class ProjectRow;
class Section;
class TextLabel;

/// Recent projects, and those that were deleted within the last 30 days.
class ProjectShelf : public Card {
    Q_OBJECT
public:
    explicit ProjectShelf(Session& session, QWidget* parent = nullptr);

    void refresh() { m_overview.refresh(); }
    [[nodiscard]] const std::vector<ProjectRow*>& rows() const { return m_rows; }
    [[nodiscard]] ProjectFiles& files() { return *m_files; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void showProjects();
    void showDeleted();
    ProjectRow* makeRow(const std::string& project);
    /// Asks the engine what would go, and then the person.
    void confirmDelete(const std::string& project);
    void askDelete(const std::string& project, const Value& contents);

    Session& m_session;
    ProjectOverview m_overview;
    std::vector<ProjectRow*> m_rows;
    QWidget* m_list = nullptr;
    TextLabel* m_empty = nullptr;
    Link* m_showAll = nullptr;
    Link* m_openFile = nullptr;
    ProjectFiles* m_files = nullptr;
    Section* m_deleted = nullptr;
    QWidget* m_deletedList = nullptr;
    bool m_all = false;
};

} // namespace fettle::ui
