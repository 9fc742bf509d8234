// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <vector>

#include <QAbstractListModel>
#include <QFrame>
#include <QSortFilterProxyModel>

class QLineEdit;
class QListView;

namespace fettle::ui {

/// Something that can be found: an action, a place, a run, a layer's help.
struct Command {
    QString title;
    QString group;    ///< "Go to", "Action", "Project", "Run"
    QString keywords; ///< other words to find it by
    QString shortcut;
    std::function<void()> run;
};

/// Every action, place and object by a few letters (Ctrl+K). Words may stand in any order; each has to occur.
class CommandPalette : public QFrame {
    Q_OBJECT
public:
    explicit CommandPalette(QWidget* window);

    /// Shows it with these to choose from.
    void open(std::vector<Command> commands);
    /// What is found elsewhere for the words that are typed (the handbook); it stands below the rest.
    void setMore(std::function<std::vector<Command>(const QString& words)> more) { m_more = std::move(more); }
    /// How many match now.
    [[nodiscard]] int matches() const;
    [[nodiscard]] QLineEdit* field() const { return m_field; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    class Model;
    class Filter;
    void find(const QString& text);
    void runCurrent();
    void placeOverWindow();

    QLineEdit* m_field = nullptr;
    QListView* m_list = nullptr;
    Model* m_model = nullptr;
    Filter* m_filter = nullptr;
    std::function<std::vector<Command>(const QString& words)> m_more;
};

} // namespace fettle::ui
