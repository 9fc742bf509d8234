// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/pages/model/network_check.h"

namespace fettle::ui {

class GraphEditor;
class KeyValueList;
class ProblemNotice;
class TextLabel;

/// What the inspector says of the network while no node is selected: its totals, what a step costs, what is wrong, and
/// how to go on.
class NetworkPanel : public QWidget {
    Q_OBJECT
public:
    /// `check`: null where a network is only looked at.
    NetworkPanel(GraphEditor& editor, const NetworkCheck* check, QWidget* parent = nullptr);

    enum Row { Layers, Parameters, MultiplyAdds, Memory, Time, RowCount };
    [[nodiscard]] KeyValueList& totals() { return *m_totals; }
    [[nodiscard]] ProblemNotice& notice() { return *m_notice; }
    void refresh();

Q_SIGNALS:
    void nodeAsked(const std::string& path);

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void applySpaces();

    GraphEditor& m_editor;
    const NetworkCheck* m_check;
    TextLabel* m_title = nullptr;
    ProblemNotice* m_notice = nullptr;
    KeyValueList* m_totals = nullptr;
    TextLabel* m_hint = nullptr;
};

/// "5.2 ms", "1.3 s": how long a step takes.
[[nodiscard]] QString stepTimeText(const client::Sentences& sentences, double milliseconds);

} // namespace fettle::ui
