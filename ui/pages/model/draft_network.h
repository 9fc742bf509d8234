// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "ui/graph/graph_editor.h"
#include "ui/pages/model/network_check.h"

namespace fettle::ui {

/// One network of the draft as the canvas edits it. The layers of a template are shown as the check made them; the first
/// edit makes them the draft's own, in the same step that undo takes back.
class DraftNetwork : public QObject {
    Q_OBJECT
public:
    DraftNetwork(Session& session, NetworkCheck& check, QObject* parent = nullptr);

    [[nodiscard]] GraphEditor& editor() { return m_editor; }
    [[nodiscard]] NetworkCheck& check() const { return m_check; }
    [[nodiscard]] Session& session() const { return m_session; }
    /// Names of the draft's networks; most have one.
    [[nodiscard]] std::vector<std::string> names() const;
    [[nodiscard]] const std::string& name() const { return m_name; }
    void setName(const std::string& name);
    /// Drawn by hand, and no template's any more.
    [[nodiscard]] bool isDrawn() const;
    /// What an Input node may read: the columns that the recipe uses.
    [[nodiscard]] QStringList inputFields() const;

Q_SIGNALS:
    /// Another network, a first one, or it can be edited now.
    void changed();

private:
    void refresh();
    void showFacts();
    void edit(const QString& step, const GraphEditor::Change& change, const QString& mergeKey);
    void askFits(const TensorSpec& input, std::function<void(const FitAnswers&)> answer);
    [[nodiscard]] const NetworkSpec* spec() const;
    [[nodiscard]] const Graph* base() const;

    Session& m_session;
    NetworkCheck& m_check;
    GraphEditor m_editor;
    std::string m_name;
    bool m_editable = false;
};

} // namespace fettle::ui
