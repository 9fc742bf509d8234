// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include "ui/graph/component_list.h"

class QLineEdit;
class QListView;

namespace fettle::ui {

class GraphCanvas;

/// What can be added at a place of the canvas: a search field and a list, best fits first. Enter takes the first.
class NodeMenu : public QFrame {
    Q_OBJECT
public:
    NodeMenu(GraphEditor& editor, GraphCanvas* canvas);

    void open(QPoint at, ListPurpose purpose);
    [[nodiscard]] QLineEdit& search() const { return *m_search; }
    [[nodiscard]] ComponentListModel& model() const { return *m_model; }
    [[nodiscard]] QListView& list() const { return *m_list; }

Q_SIGNALS:
    void chosen(const std::string& component, bool block);
    /// Without a choice.
    void closed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void retranslate();
    void applySpaces();
    void choose(const QModelIndex& index);
    void step(int rows);
    void close();

    ComponentListModel* m_model = nullptr;
    QLineEdit* m_search = nullptr;
    QListView* m_list = nullptr;
};

} // namespace fettle::ui
