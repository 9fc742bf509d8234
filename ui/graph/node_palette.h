// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/graph/component_list.h"

class QLineEdit;
class QListView;

namespace fettle::ui {

/// All layers by family, searched; dragged onto the canvas or, by Enter or a double click, added behind the selected node.
class NodePalette : public QWidget {
    Q_OBJECT
public:
    explicit NodePalette(GraphEditor& editor, QWidget* parent = nullptr);

    [[nodiscard]] QLineEdit& search() const { return *m_search; }
    [[nodiscard]] QListView& list() const { return *m_list; }
    [[nodiscard]] ComponentListModel& model() const { return *m_model; }
    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void added();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void applySpaces();
    void add(const QModelIndex& index);

    GraphEditor& m_editor;
    ComponentListModel* m_model = nullptr;
    QLineEdit* m_search = nullptr;
    QListView* m_list = nullptr;
    std::size_t m_blocks = 0;
};

} // namespace fettle::ui
