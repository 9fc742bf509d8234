// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include <QStringList>
#include <QWidget>

#include "ui/graph/graph_editor.h"

class QLineEdit;

namespace fettle::ui {

class Button;
class FlowLayout;
class FormField;
class KeyValueList;
class ParameterForm;
class ProblemNotice;
class Section;
class TextLabel;

/// The selected node in the inspector: what it is, what is wrong with it, its options, what it gives and costs, its name.
/// Of several nodes what can be done with all of them.
class NodePanel : public QWidget {
    Q_OBJECT
public:
    explicit NodePanel(GraphEditor& editor, QWidget* parent = nullptr);

    /// The columns that an Input may read.
    void setInputFields(const QStringList& fields);
    void refresh();
    void focusForm();

    enum Row { Output, Parameters, MultiplyAdds, Share, Activations, Block, Uses, RowCount };
    [[nodiscard]] ParameterForm& form() { return *m_form; }
    [[nodiscard]] ProblemNotice& notice() { return *m_notice; }
    [[nodiscard]] KeyValueList& facts() { return *m_facts; }
    [[nodiscard]] QLineEdit& titleEdit() { return *m_titleEdit; }
    [[nodiscard]] QLineEdit& nameEdit() { return *m_nameEdit; }
    [[nodiscard]] Section& naming() { return *m_naming; }

Q_SIGNALS:
    void nodeAsked(const std::string& path);
    void groupEntered(const std::string& path);

protected:
    void changeEvent(QEvent* event) override;

private:
    void makeNaming();
    void makeButtons();
    void retranslate();
    void applySpaces();
    void showForm(const GraphNode& node, const ComponentInfo* info);
    void showFacts(const GraphNode& node);
    void showButtons(const GraphNode* node);
    void rename();
    void retitle();

    GraphEditor& m_editor;
    std::string m_shown; ///< the node's id
    TextLabel* m_title = nullptr;
    TextLabel* m_kind = nullptr;
    TextLabel* m_help = nullptr;
    ProblemNotice* m_notice = nullptr;
    ParameterForm* m_form = nullptr;
    KeyValueList* m_facts = nullptr;
    QWidget* m_buttons = nullptr;
    FlowLayout* m_buttonFlow = nullptr;
    Button* m_open = nullptr;
    Button* m_own = nullptr;
    Button* m_group = nullptr;
    Button* m_ungroup = nullptr;
    Section* m_naming = nullptr;
    QLineEdit* m_titleEdit = nullptr;
    QLineEdit* m_nameEdit = nullptr;
    FormField* m_titleField = nullptr;
    FormField* m_nameField = nullptr;
};

} // namespace fettle::ui
