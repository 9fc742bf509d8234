// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <unordered_map>

#include <QGraphicsScene>

#include "ui/graph/canvas_style.h"
#include "ui/graph/graph_arrangement.h"
#include "ui/graph/graph_editor.h"
#include "ui/graph/node_item.h"

namespace fettle::ui {

class EdgeItem;
class NoteItem;

/// The items of a canvas, kept in step with the editor: what did not change keeps its item.
class GraphScene : public QGraphicsScene {
    Q_OBJECT
public:
    GraphScene(GraphEditor& editor, const Theme& theme, QObject* parent = nullptr);
    ~GraphScene() override;

    [[nodiscard]] const CanvasStyle& style() const { return *m_style; }
    void setTheme(const Theme& theme);
    /// Off for pictures that leave the program.
    void setGridShown(bool shown) { m_gridShown = shown; }
    /// The block on show; groups inside it can be frames that show theirs.
    [[nodiscard]] const GroupPath& shown() const { return m_shown; }
    void setShown(GroupPath shown);
    [[nodiscard]] bool isExpanded(const std::string& path) const { return m_expanded.contains(path); }
    void setExpanded(const std::string& path, bool expanded);
    /// Whether a scope's nodes are on the canvas, by themselves or in a frame.
    [[nodiscard]] bool shows(const GroupPath& scope) const;

    [[nodiscard]] const Arrangement& arrangement() const { return m_arrangement; }
    [[nodiscard]] const PlacedNode* placed(const std::string& path) const;
    [[nodiscard]] NodeItem* node(const std::string& path) const;
    [[nodiscard]] NoteItem* note(const std::string& id) const;
    /// The item of an edge of a scope ("stage1/"), or null.
    [[nodiscard]] EdgeItem* edge(const std::string& scope, const GraphEdge& edge) const;
    [[nodiscard]] NodeItem* nodeAt(QPointF position) const;
    /// The node with a port within reach, and the port.
    [[nodiscard]] std::pair<NodeItem*, PortPlace> portAt(QPointF position, double reach) const;
    [[nodiscard]] NoteItem* noteAt(QPointF position) const;
    [[nodiscard]] EdgeItem* edgeAt(QPointF position, double reach) const;
    [[nodiscard]] QRectF contentRect() const;

    /// Where a scene position lies in the document: the block, and the place in it.
    [[nodiscard]] std::pair<GroupPath, QPointF> documentPlace(QPointF position) const;
    [[nodiscard]] std::string portName(const NodeItem& node, PortPlace port) const;

    /// Selected items stand beside their places while they are dragged.
    void setDragOffset(QPointF offset);
    [[nodiscard]] QPointF dragOffset() const { return m_dragOffset; }
    void syncSelection();
    void sync();

Q_SIGNALS:
    void synced();

protected:
    void drawBackground(QPainter* painter, const QRectF& rect) override;

private:
    void syncNodes();
    void syncEdges();
    void syncNotes();
    void routeAll();
    void clearItems();

    GraphEditor& m_editor;
    std::unique_ptr<CanvasStyle> m_style;
    GroupPath m_shown;
    std::set<std::string> m_expanded;
    Arrangement m_arrangement;
    std::unordered_map<std::string, std::size_t> m_placed; ///< path → place in the arrangement
    std::unordered_map<std::string, NodeItem*> m_nodes;
    std::map<std::pair<std::string, GraphEdge>, EdgeItem*> m_edges;
    std::map<std::string, NoteItem*> m_notes;
    QPointF m_dragOffset;
    bool m_gridShown = true;
};

} // namespace fettle::ui
