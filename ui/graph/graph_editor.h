// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>

#include <QObject>
#include <QPointF>
#include <QString>

#include "engine/client/sentences.h"
#include "ui/documents/graph_blocks.h"
#include "ui/documents/graph_compare.h"
#include "ui/documents/graph_edits.h"
#include "ui/graph/graph_facts.h"

namespace fettle::ui {

/// What the check found for one layer that might go somewhere.
struct FitAnswer {
    bool fits = false;
    TensorSpec output;
};
using FitAnswers = std::map<std::string, FitAnswer>; ///< by component

/// What several views of one network share: the network, what the check says of it, where in it one is, what is selected,
/// and the commands. The network itself belongs to someone else (the draft): a command asks for a change by the edit
/// function and the changed value comes back by setGraph().
class GraphEditor : public QObject {
    Q_OBJECT
public:
    using Change = std::function<void(Graph&)>;
    /// Name of the step, what it does, key of steps that become one.
    using EditFunction = std::function<void(const QString& name, const Change& change, const QString& mergeKey)>;
    /// Asks which layers take this; the answer comes later or never.
    using FitFunction = std::function<void(const TensorSpec& input, std::function<void(const FitAnswers&)> answer)>;

    GraphEditor(const client::Sentences& sentences, const Catalog& catalog, QObject* parent = nullptr);

    [[nodiscard]] const client::Sentences& sentences() const { return m_sentences; }
    [[nodiscard]] const Catalog& catalog() const { return m_catalog; }
    /// Null: nothing can be changed.
    void setEditFunction(EditFunction edit) { m_edit = std::move(edit); }
    [[nodiscard]] bool isReadOnly() const { return !m_edit; }
    /// Nodes keep their names; titles can be changed all the same.
    void setNamesFixed(bool fixed) { m_namesFixed = fixed; }
    [[nodiscard]] bool areNamesFixed() const { return m_namesFixed; }
    void setFitFunction(FitFunction fit) { m_fit = std::move(fit); }
    void askFits(const TensorSpec& input, std::function<void(const FitAnswers&)> answer) const;

    void setGraph(const Graph& graph);
    [[nodiscard]] const Graph& root() const { return m_root; }
    void setFacts(GraphFacts facts);
    [[nodiscard]] const GraphFacts& facts() const { return m_facts; }
    void setMarks(std::map<std::string, NodeMark> marks);
    /// The node's own mark, or that of a group around it.
    [[nodiscard]] std::optional<NodeMark> markOf(const std::string& path) const;

    [[nodiscard]] const GroupPath& scope() const { return m_scope; }
    [[nodiscard]] const Graph& graph() const { return *findScope(m_root, m_scope); }
    void setScope(GroupPath scope);
    [[nodiscard]] EditPlace place() const { return {m_scope, &m_catalog}; }

    [[nodiscard]] const GraphSelection& selection() const { return m_selection; }
    void setSelection(GraphSelection selection);
    /// By path from the network; goes to the block that it lies in.
    void selectPath(const std::string& path);
    /// The one selected node; null: none or several.
    [[nodiscard]] const GraphNode* current() const;
    [[nodiscard]] std::string pathOf(const std::string& id) const { return joinPath(m_scope, id); }

    [[nodiscard]] const ComponentInfo* infoOf(const GraphNode& node) const;
    /// The node's own title, a group's name, or the component's title.
    [[nodiscard]] QString titleOf(const GraphNode& node) const;
    [[nodiscard]] QString titleOf(const ComponentInfo& info) const;

    // --- commands, each one step that can be undone ----------------------------------------------------------------
    /// Any change of the graph in view.
    void change(const QString& name, const std::function<void(Graph& root, const EditPlace& place)>& change, const QString& mergeKey = {});
    std::string addComponent(const std::string& component, QPointF position);
    std::string addBlock(const std::string& block, QPointF position);
    /// Behind the selected node, or at the end of the network.
    std::string addAfterCurrent(const std::string& component);
    std::string addConnected(const std::string& component, const GraphEdge& edge, bool fromOutput, QPointF position);
    std::string insertComponent(const std::string& component, const GraphEdge& edge, QPointF position);
    ConnectProblem connectNodes(const GraphEdge& edge);
    void disconnectEdge(const GraphEdge& edge);
    /// Takes a connection from its input to another one; to nothing: it goes.
    void rewire(const GraphEdge& edge, const std::optional<GraphEdge>& next);
    void insertSelected(const GraphEdge& edge, QPointF delta);
    void removeSelected();
    void moveSelected(double dx, double dy, bool byKey = false);
    void groupSelected();
    void ungroupSelected();
    void duplicateSelected();
    void copySelected() const;
    void cutSelected();
    /// What the clipboard holds; false: no network. `at`: where its corner goes, none: a little beside where it was.
    bool pasteClipboard(std::optional<QPointF> at = {});
    void selectAll();
    void arrange(double widthWanted = 0);
    std::string addNote(const QString& text, QPointF position);
    void setNote(const std::string& id, const QString& text);
    bool rename(const std::string& id, const QString& to);
    void setTitle(const std::string& id, const QString& title);
    void setParameter(const std::string& id, const std::string& parameter, const Value& value);
    void repair(const GraphRepair& repair);
    [[nodiscard]] bool canGroupSelected() const;
    [[nodiscard]] bool canUngroupSelected() const;
    [[nodiscard]] bool canPaste() const;

    /// A sentence for why a connection cannot be.
    [[nodiscard]] static QString sentenceOf(ConnectProblem problem);
    /// What a repair button says.
    [[nodiscard]] QString sentenceOf(const GraphRepair& repair) const;

Q_SIGNALS:
    void graphChanged();
    void factsChanged();
    void scopeChanged();
    void selectionChanged();


private:
    void keepValid();
    void addPasted(const QString& name, const Graph& clip, double dx, double dy);
    [[nodiscard]] QString titleOfSelection() const;

    const client::Sentences& m_sentences;
    const Catalog& m_catalog;
    EditFunction m_edit;
    bool m_namesFixed = false;
    FitFunction m_fit;
    Graph m_root;
    GraphFacts m_facts;
    std::map<std::string, NodeMark> m_marks;
    GroupPath m_scope;
    GraphSelection m_selection;
};

} // namespace fettle::ui
