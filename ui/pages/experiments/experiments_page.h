// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/page.h"

class QLineEdit;
class QMenu;
class QSortFilterProxyModel;
class QSplitter;
class QStackedWidget;
class QTableView;

namespace fettle::ui {

class Button;
class CompareView;
class EmptyState;
class Notice;
class RunsModel;
class Switch;
class TextLabel;

/// The table of all runs of the project: looked through, sorted, tagged, compared, taken up again.
class ExperimentsPage : public Page {
    Q_OBJECT
public:
    explicit ExperimentsPage(Session& session, QWidget* parent = nullptr);

    void entered() override;
    [[nodiscard]] QWidget* presentable() override;
    [[nodiscard]] QString helpTopic() const override { return QStringLiteral("experiments"); }

    [[nodiscard]] RunsModel& runs() { return *m_model; }
    [[nodiscard]] QTableView& table() { return *m_table; }
    [[nodiscard]] QLineEdit& filter() { return *m_filter; }
    [[nodiscard]] CompareView& comparison() { return *m_compare; }
    [[nodiscard]] Notice& problem() { return *m_problem; }
    /// The ids of the rows that are selected, in the order of selection.
    [[nodiscard]] std::vector<std::string> selected() const { return m_selected; }
    void selectRuns(const std::vector<std::string>& runs);
    /// What the context menu of the selection offers; the caller owns it.
    [[nodiscard]] QMenu* makeMenu();
    [[nodiscard]] QMenu* makeColumnMenu();

protected:
    void retranslate() override;
    void primary() override;
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void makeTable();
    void makeBar();
    void restoreColumns();
    void saveColumns();
    void refresh();
    void selectionChanged();
    void cellClicked(const QModelIndex& index);
    void seeResults();
    void watchRun();
    /// The selected run's recipe, every value filled in, becomes the draft.
    void cloneRun();
    void deleteRuns();
    void editCell(int column);
    void toast(const QString& sentence, const std::string& method, const ValueMap& undo);

    RunsModel* m_model = nullptr;
    QSortFilterProxyModel* m_proxy = nullptr;
    QStackedWidget* m_stack = nullptr;
    EmptyState* m_empty = nullptr;
    Notice* m_problem = nullptr;
    Button* m_again = nullptr;
    Button* m_toTrain = nullptr;
    QWidget* m_content = nullptr;
    QLineEdit* m_filter = nullptr;
    Switch* m_starredOnly = nullptr;
    TextLabel* m_count = nullptr;
    Button* m_columns = nullptr;
    Button* m_clone = nullptr;
    Button* m_delete = nullptr;
    QSplitter* m_splitter = nullptr;
    QTableView* m_table = nullptr;
    CompareView* m_compare = nullptr;
    std::vector<std::string> m_selected;
};

} // namespace fettle::ui
