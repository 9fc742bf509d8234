// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>
#include <QTimer>

#include "ui/graph/graph_editor.h"

namespace fettle::ui {

class NetworkCheck;
class NetworkPanel;
class NodePanel;

/// The column right of the canvas: the selected node, or the network while none is selected.
class Inspector : public QScrollArea {
    Q_OBJECT
public:
    /// `check`: null where a network is only looked at.
    Inspector(GraphEditor& editor, const NetworkCheck* check, QWidget* parent = nullptr);

    [[nodiscard]] NodePanel& node() { return *m_node; }
    [[nodiscard]] NetworkPanel& network() { return *m_network; }
    [[nodiscard]] bool showsNode() const;
    void focusForm();
    void refresh();
    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void nodeAsked(const std::string& path);
    void groupEntered(const std::string& path);

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void applySpaces();

    GraphEditor& m_editor;
    NodePanel* m_node = nullptr;
    NetworkPanel* m_network = nullptr;
    QTimer m_soon; ///< several signals of one change, one refresh
};

} // namespace fettle::ui
