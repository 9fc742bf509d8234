// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/graph/graph_editor.h"
#include "ui/widgets/notice.h"

namespace fettle::ui {

/// What is wrong with a network or one of its nodes, with a button for each change that would mend it.
class ProblemNotice : public Notice {
    Q_OBJECT
public:
    explicit ProblemNotice(GraphEditor& editor, QWidget* parent = nullptr);

    /// Of a node, by its path.
    void showNode(const std::string& path);
    /// The first mistake of the network; a button leads to the node.
    void showNetwork();
    /// Another error: the recipe as a whole.
    void showError(const Error& error);

Q_SIGNALS:
    void nodeAsked(const std::string& path);

private:
    bool isAsShown(const QString& what);
    void addRepairs(const NodeReport& report);
    void addButton(const QString& text, std::function<void()> act);

    GraphEditor& m_editor;
    QString m_shown; ///< what the notice is about; the same again keeps its buttons, and the focus on them
};

} // namespace fettle::ui
