// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "ui/pages/home/project_overview.h"
#include "ui/widgets/card.h"

namespace fettle::ui {

class Link;
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

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void showProjects();
    void showDeleted();
    ProjectRow* makeRow(const std::string& project);
    void confirmDelete(const std::string& project);

    Session& m_session;
    ProjectOverview m_overview;
    std::vector<ProjectRow*> m_rows;
    QWidget* m_list = nullptr;
    TextLabel* m_empty = nullptr;
    Link* m_showAll = nullptr;
    Section* m_deleted = nullptr;
    QWidget* m_deletedList = nullptr;
    bool m_all = false;
};

} // namespace fettle::ui
