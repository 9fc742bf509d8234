// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/graph_editor.h"

#include <algorithm>
#include <cmath>

#include "ui/graph/graph_arrangement.h"

namespace fettle::ui {
namespace {

QString text(const std::string& value) { return QString::fromStdString(value); }

} // namespace

GraphEditor::GraphEditor(const client::Sentences& sentences, const Catalog& catalog, QObject* parent)
    : QObject(parent), m_sentences(sentences), m_catalog(catalog)
{
}

void GraphEditor::askFits(const TensorSpec& input, std::function<void(const FitAnswers&)> answer) const
{
    if (m_fit)
        m_fit(input, std::move(answer));
}

void GraphEditor::setGraph(const Graph& graph)
{
    if (graph == m_root)
        return;
    m_root = graph;
    keepValid();
    Q_EMIT graphChanged();
}

void GraphEditor::setFacts(GraphFacts facts)
{
    m_facts = std::move(facts);
    Q_EMIT factsChanged();
}

void GraphEditor::setMarks(std::map<std::string, NodeMark> marks)
{
    m_marks = std::move(marks);
    Q_EMIT factsChanged();
}

std::optional<NodeMark> GraphEditor::markOf(const std::string& path) const
{
    if (const auto found = m_marks.find(path); found != m_marks.end())
        return found->second;
    // Everything in a new group is new.
    for (auto slash = path.rfind('/'); slash != std::string::npos; slash = slash == 0 ? std::string::npos : path.rfind('/', slash - 1))
        if (const auto found = m_marks.find(path.substr(0, slash)); found != m_marks.end() && found->second != NodeMark::Changed)
            return found->second;
    return std::nullopt;
}

void GraphEditor::keepValid()
{
    // An undo may have taken away the group that one is in, or what was selected.
    bool left = false;
    while (!findScope(m_root, m_scope)) {
        m_scope.pop_back();
        left = true;
    }
    const auto& graph = this->graph();
    GraphSelection kept;
    if (!left) {
        for (const auto& node : graph.nodes)
            if (m_selection.nodes.contains(node.id))
                kept.nodes.insert(node.id);
        for (const auto& comment : graph.comments)
            if (m_selection.comments.contains(comment.id))
                kept.comments.insert(comment.id);
    }
    const bool other = !(kept == m_selection);
    m_selection = std::move(kept);
    if (left)
        Q_EMIT scopeChanged();
    if (other)
        Q_EMIT selectionChanged();
}

void GraphEditor::setScope(GroupPath scope)
{
    if (scope == m_scope || !findScope(m_root, scope))
        return;
    m_scope = std::move(scope);
    m_selection = {};
    Q_EMIT scopeChanged();
    Q_EMIT selectionChanged();
}

void GraphEditor::setSelection(GraphSelection selection)
{
    if (selection == m_selection)
        return;
    m_selection = std::move(selection);
    Q_EMIT selectionChanged();
}

void GraphEditor::selectPath(const std::string& path)
{
    auto [scope, id] = splitPath(path);
    if (!findScope(m_root, scope))
        return;
    setScope(std::move(scope));
    if (graph().findNode(id))
        setSelection({{id}, {}});
}

const GraphNode* GraphEditor::current() const
{
    return m_selection.nodes.size() == 1 ? graph().findNode(*m_selection.nodes.begin()) : nullptr;
}

const ComponentInfo* GraphEditor::infoOf(const GraphNode& node) const
{
    return m_catalog.find(ComponentKind::Layer, node.component);
}

QString GraphEditor::titleOf(const ComponentInfo& info) const { return text(m_sentences.catalog(info.title)); }

QString GraphEditor::titleOf(const GraphNode& node) const
{
    if (!node.title.empty())
        return text(node.title);
    if (node.component == "group") // its name says what it is for, "Block" says nothing
        return text(node.id);
    const auto* info = infoOf(node);
    return info ? titleOf(*info) : text(node.component);
}

QString GraphEditor::titleOfSelection() const
{
    const auto* node = current();
    if (node && m_selection.comments.empty())
        return titleOf(*node);
    const auto count = static_cast<int>(m_selection.nodes.size() + m_selection.comments.size());
    return m_selection.nodes.empty() ? tr("%n note(s)", nullptr, count) : tr("%n node(s)", nullptr, count);
}

void GraphEditor::change(const QString& name, const std::function<void(Graph& root, const EditPlace& place)>& change,
                         const QString& mergeKey)
{
    if (!m_edit)
        return;
    m_edit(name, [this, &change](Graph& root) { change(root, place()); }, mergeKey);
}

std::string GraphEditor::addComponent(const std::string& component, QPointF position)
{
    const auto* info = m_catalog.find(ComponentKind::Layer, component);
    if (!info)
        return {};
    std::string id;
    change(tr("Add %1").arg(titleOf(*info)), [&](Graph& root, const EditPlace& place) {
        auto& graph = *findScope(root, place.scope);
        id = addNode(graph, *info, position.x(), freeRow(graph, position.x(), position.y()));
    });
    if (!id.empty())
        setSelection({{id}, {}});
    return id;
}

std::string GraphEditor::addBlock(const std::string& block, QPointF position)
{
    std::string id;
    change(tr("Add %1").arg(text(block)), [&](Graph& root, const EditPlace& place) {
        auto& graph = *findScope(root, place.scope);
        id = addGroupNode(graph, block, position.x(), freeRow(graph, position.x(), position.y()));
    });
    if (!id.empty())
        setSelection({{id}, {}});
    return id;
}

std::string GraphEditor::addAfterCurrent(const std::string& component)
{
    const auto* info = m_catalog.find(ComponentKind::Layer, component);
    const auto* node = current();
    if (!info)
        return {};
    if (!node) {
        const auto bounds = boundsOf(graph());
        return addComponent(component, {graph().nodes.empty() ? 0.0 : bounds.right + kColumnStep - kNodeWidth, bounds.top});
    }
    std::string id;
    const auto after = node->id;
    change(tr("Add %1").arg(titleOf(*info)),
           [&](Graph& root, const EditPlace& place) { id = addAfter(root, place, after, *info, true); });
    if (!id.empty())
        setSelection({{id}, {}});
    return id;
}

std::string GraphEditor::addConnected(const std::string& component, const GraphEdge& edge, bool fromOutput, QPointF position)
{
    const auto* info = m_catalog.find(ComponentKind::Layer, component);
    if (!info)
        return {};
    std::string id;
    change(tr("Add %1").arg(titleOf(*info)), [&](Graph& root, const EditPlace& place) {
        auto& graph = *findScope(root, place.scope);
        id = addNode(graph, *info, position.x(), position.y());
        findNode(graph, id)->y = freeRow(graph, position.x(), position.y(), {id});
        auto added = edge;
        (fromOutput ? added.toNode : added.fromNode) = id;
        static_cast<void>(connectPorts(root, place, added));
    });
    if (!id.empty())
        setSelection({{id}, {}});
    return id;
}

std::string GraphEditor::insertComponent(const std::string& component, const GraphEdge& edge, QPointF position)
{
    const auto* info = m_catalog.find(ComponentKind::Layer, component);
    if (!info)
        return {};
    std::string id;
    change(tr("Insert %1").arg(titleOf(*info)), [&](Graph& root, const EditPlace& place) {
        id = addNode(*findScope(root, place.scope), *info, position.x(), position.y());
        static_cast<void>(insertOnEdge(root, place, edge, id));
    });
    if (!id.empty())
        setSelection({{id}, {}});
    return id;
}

ConnectProblem GraphEditor::connectNodes(const GraphEdge& edge)
{
    const auto problem = canConnect(m_root, place(), edge);
    if (problem == ConnectProblem::None)
        change(tr("Connect"), [&](Graph& root, const EditPlace& place) { static_cast<void>(connectPorts(root, place, edge)); });
    return problem;
}

void GraphEditor::disconnectEdge(const GraphEdge& edge)
{
    change(tr("Disconnect"), [&](Graph& root, const EditPlace& place) { removeEdge(*findScope(root, place.scope), edge); });
}

void GraphEditor::rewire(const GraphEdge& edge, const std::optional<GraphEdge>& next)
{
    if (!next)
        return disconnectEdge(edge);
    change(tr("Move connection"), [&](Graph& root, const EditPlace& place) {
        removeEdge(*findScope(root, place.scope), edge);
        if (connectPorts(root, place, *next) != ConnectProblem::None)
            static_cast<void>(connectPorts(root, place, edge)); // back to where it was
    });
}

void GraphEditor::insertSelected(const GraphEdge& edge, QPointF delta)
{
    const auto* node = current();
    if (!node)
        return;
    const auto id = node->id;
    change(tr("Insert %1").arg(titleOf(*node)), [&](Graph& root, const EditPlace& place) {
        moveItems(*findScope(root, place.scope), {{id}, {}}, delta.x(), delta.y());
        static_cast<void>(insertOnEdge(root, place, edge, id));
    });
}

void GraphEditor::removeSelected()
{
    if (m_selection.isEmpty())
        return;
    // The keyboard goes on at what stood before.
    std::string before;
    if (const auto* node = current())
        for (const auto& edge : graph().edges)
            if (edge.toNode == node->id && before.empty())
                before = edge.fromNode;
    const auto selection = m_selection;
    change(tr("Remove %1").arg(titleOfSelection()),
           [&](Graph& root, const EditPlace& place) { removeItems(root, place, selection); });
    if (!before.empty() && graph().findNode(before))
        setSelection({{before}, {}});
}

void GraphEditor::moveSelected(double dx, double dy, bool byKey)
{
    if (m_selection.isEmpty() || (dx == 0 && dy == 0))
        return;
    const auto selection = m_selection;
    change(tr("Move %1").arg(titleOfSelection()),
           [&](Graph& root, const EditPlace& place) { moveItems(*findScope(root, place.scope), selection, dx, dy); },
           byKey ? QStringLiteral("graph.move") : QString());
}

bool GraphEditor::canGroupSelected() const
{
    return !isReadOnly() && canGroup(graph(), m_selection.nodes) == GroupProblem::None;
}

bool GraphEditor::canUngroupSelected() const
{
    return !isReadOnly() && std::ranges::any_of(m_selection.nodes, [this](const std::string& id) {
        const auto* node = graph().findNode(id);
        return node && blockOf(m_root, m_scope, *node);
    });
}

void GraphEditor::groupSelected()
{
    if (!canGroupSelected())
        return;
    std::string id;
    const auto nodes = m_selection.nodes;
    change(tr("Group %1").arg(titleOfSelection()),
           [&](Graph& root, const EditPlace& place) { id = groupNodes(root, place, nodes, "block"); });
    if (!id.empty())
        setSelection({{id}, {}});
}

void GraphEditor::ungroupSelected()
{
    if (!canUngroupSelected())
        return;
    GraphSelection added;
    const auto nodes = m_selection.nodes;
    change(tr("Ungroup %1").arg(titleOfSelection()), [&](Graph& root, const EditPlace& place) {
        for (const auto& id : nodes)
            added.nodes.merge(ungroup(root, place, id));
    });
    setSelection(added);
}

void GraphEditor::addPasted(const QString& name, const Graph& clip, double dx, double dy)
{
    GraphSelection added;
    change(name, [&](Graph& root, const EditPlace& place) { added = paste(root, place.scope, clip, dx, dy); });
    setSelection(added);
}

void GraphEditor::duplicateSelected()
{
    if (!m_selection.isEmpty())
        addPasted(tr("Duplicate %1").arg(titleOfSelection()), copyItems(m_root, m_scope, m_selection), kCanvasGrid, kNodeHeight + kCanvasGrid);
}

void GraphEditor::cutSelected()
{
    if (m_selection.isEmpty())
        return;
    copySelected();
    const auto selection = m_selection;
    change(tr("Cut %1").arg(titleOfSelection()), [&](Graph& root, const EditPlace& place) { removeItems(root, place, selection); });
}

void GraphEditor::selectAll()
{
    GraphSelection all;
    for (const auto& node : graph().nodes)
        all.nodes.insert(node.id);
    for (const auto& comment : graph().comments)
        all.comments.insert(comment.id);
    setSelection(all);
}

void GraphEditor::arrange(double widthWanted)
{
    const auto places = layOut(m_root, m_scope, m_catalog, widthWanted);
    change(tr("Arrange"), [&](Graph& root, const EditPlace& place) {
        std::map<std::string_view, const NewPlace*> byId;
        for (const auto& each : places)
            byId.emplace(each.id, &each);
        for (auto& node : findScope(root, place.scope)->nodes)
            if (const auto found = byId.find(node.id); found != byId.end()) {
                node.x = found->second->x;
                node.y = found->second->y;
            }
    });
}

std::string GraphEditor::addNote(const QString& note, QPointF position)
{
    std::string id;
    change(tr("Add note"), [&](Graph& root, const EditPlace& place) {
        id = addComment(*findScope(root, place.scope), note.toStdString(), position.x(), position.y());
    });
    if (!id.empty())
        setSelection({{}, {id}});
    return id;
}

void GraphEditor::setNote(const std::string& id, const QString& note)
{
    change(note.isEmpty() ? tr("Remove note") : tr("Edit note"), [&](Graph& root, const EditPlace& place) {
        setCommentText(*findScope(root, place.scope), id, note.toStdString());
    });
}

bool GraphEditor::rename(const std::string& id, const QString& to)
{
    const auto name = to.trimmed().toStdString();
    if (m_namesFixed || !isNodeId(name) || graph().findNode(name))
        return false;
    change(tr("Rename %1").arg(text(id)), [&](Graph& root, const EditPlace& place) {
        static_cast<void>(renameNode(*findScope(root, place.scope), id, name));
    });
    setSelection({{name}, {}});
    return true;
}

void GraphEditor::setTitle(const std::string& id, const QString& title)
{
    change(tr("Change title"), [&](Graph& root, const EditPlace& place) {
        ui::setTitle(*findScope(root, place.scope), id, title.trimmed().toStdString());
    }, QStringLiteral("graph.title.") + text(pathOf(id)));
}

void GraphEditor::setParameter(const std::string& id, const std::string& parameter, const Value& value)
{
    const auto* node = graph().findNode(id);
    if (!node)
        return;
    auto title = text(parameter);
    if (const auto* info = infoOf(*node))
        for (const auto& each : info->parameters)
            if (each.name == parameter)
                title = text(m_sentences.catalog(each.title));
    change(tr("Change %1 of %2").arg(title, titleOf(*node)),
           [&](Graph& root, const EditPlace& place) { setNodeParameter(*findScope(root, place.scope), id, parameter, value); },
           QStringLiteral("graph.parameter.") + text(pathOf(id)) + QLatin1Char('.') + text(parameter));
}

void GraphEditor::repair(const GraphRepair& repair)
{
    change(sentenceOf(repair), [&](Graph& root, const EditPlace&) { static_cast<void>(applyRepair(root, repair, m_catalog)); });
}

QString GraphEditor::sentenceOf(ConnectProblem problem)
{
    switch (problem) {
    case ConnectProblem::None: break;
    case ConnectProblem::NoSuchNode:
    case ConnectProblem::NoSuchPort: return tr("Nothing can be connected here.");
    case ConnectProblem::SameNode: return tr("A node cannot feed itself.");
    case ConnectProblem::Cycle: return tr("This would make a circle: the node already comes before.");
    case ConnectProblem::Exists: return tr("These two are connected already.");
    }
    return {};
}

QString GraphEditor::sentenceOf(const GraphRepair& repair) const
{
    const auto id = text(splitPath(repair.node).second);
    if (repair.kind == "insert_before") {
        const auto* info = m_catalog.find(ComponentKind::Layer, repair.component);
        return tr("Insert %1 before %2").arg(info ? titleOf(*info) : text(repair.component), id);
    }
    if (repair.kind == "set_parameter") {
        auto title = text(repair.parameter);
        auto value = text(repair.value.toDisplay());
        const auto [scope, name] = splitPath(repair.node);
        const auto* graph = findScope(m_root, scope);
        const auto* node = graph ? graph->findNode(name) : nullptr;
        if (const auto* info = node ? infoOf(*node) : nullptr)
            for (const auto& parameter : info->parameters)
                if (parameter.name == repair.parameter)
                    title = text(m_sentences.catalog(parameter.title));
        if (repair.value.type() == Value::Type::Boolean)
            return repair.value.asBoolean() ? tr("Switch “%1” of %2 on").arg(title, id) : tr("Switch “%1” of %2 off").arg(title, id);
        if (repair.value.isList() && repair.value.asList().empty())
            return tr("Reset “%1” of %2").arg(title, id);
        return tr("Set “%1” of %2 to %3").arg(title, id, value);
    }
    if (repair.kind == "connect")
        return tr("Connect %1 to %2").arg(text(repair.value.asText()), id);
    return tr("Remove %1").arg(id);
}

} // namespace fettle::ui
