// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include <QGraphicsView>

#include "ui/graph/graph_editor.h"
#include "ui/graph/node_item.h"

namespace fettle::ui {

class EdgeItem;
class GraphScene;
class NodeMenu;
class NoteEdit;
class NoteItem;

/// What a palette's drag carries: the id of a layer, or of a block.
inline constexpr const char* kLayerMime = "application/x-fettle-layer";
inline constexpr const char* kBlockMime = "application/x-fettle-block";

/// The canvas: shows a network and edits it by mouse and by keyboard alone.
class GraphCanvas : public QGraphicsView {
    Q_OBJECT
public:
    explicit GraphCanvas(GraphEditor& editor, QWidget* parent = nullptr);
    ~GraphCanvas() override;

    [[nodiscard]] GraphEditor& editor() const { return m_editor; }
    [[nodiscard]] GraphScene& graphScene() const { return *m_scene; }
    [[nodiscard]] NodeMenu& menu() const { return *m_menu; }

    /// 1 is 100 %; the text scale is beside it.
    [[nodiscard]] double zoom() const;
    void setZoom(double zoom);
    void zoomBy(double factor);
    void zoomToFit();
    /// All of it where it can be read so, else its beginning at a size that can.
    void showStart();
    /// So that a node is seen, with as little movement as possible.
    void reveal(const std::string& path);
    [[nodiscard]] QPoint screenOf(QPointF scenePosition) const { return mapFromScene(scenePosition); }

    /// The menu of what can be added, at a place of the viewport.
    void openMenu(QPoint at);
    void openMenuAfterCurrent();
    void openMenuForEdge(const EdgeItem& edge, QPoint at);
    /// Into a group, out of it, and to any place on the way.
    void enterGroup(const std::string& path);
    void leaveGroup();
    void toggleExpanded();
    void editNote(const std::string& id);
    void addNoteHere();
    void arrange();
    /// Found nodes are outlined; the first is shown.
    int markFound(const QString& query);
    void stepFound(int step);

    static constexpr double kMinimumZoom = 0.05;
    static constexpr double kMaximumZoom = 4.0;

Q_SIGNALS:
    /// Enter or a double click on a node: its form wants the focus.
    void editRequested(const std::string& path);
    void zoomChanged(double zoom);
    void shownChanged();
    void viewMoved();

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragMoveEvent(QDragMoveEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    bool focusNextPrevChild(bool next) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    void drawForeground(QPainter* painter, const QRectF& rect) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    enum class Mode { Idle, Pan, Band, Press, Move, Connect };
    struct Connection { ///< being drawn
        std::string fixedPath;
        PortPlace fixed;
        std::optional<GraphEdge> taken; ///< the edge whose end was taken
        QPointF end;
        std::string targetPath;
        PortPlace target;
        QString problem;
        bool byKey = false;
    };

    void retranslate();
    void applyTheme();
    // mouse
    void pressItem(NodeItem* node, NoteItem* note, bool toggle);
    void updateHover(QPoint position);
    void startConnection(NodeItem& node, PortPlace port);
    void followConnection(QPointF position);
    void aimConnection(NodeItem* node, PortPlace port);
    void finishConnection(QPoint at);
    void cancelDrag();
    void followMove(QPoint position);
    void finishMove();
    void selectBand(const QRectF& band, bool add);
    [[nodiscard]] std::optional<GraphEdge> edgeOf(const Connection& connection, const NodeItem& node, PortPlace port) const;
    [[nodiscard]] EdgeItem* insertionEdge(QPointF at, const std::string& besides) const;
    void setInsertion(EdgeItem* edge);
    [[nodiscard]] bool canInsertSelected() const;
    // keyboard
    bool handleKey(QKeyEvent& event);
    bool handleLetter(int key, bool shift);
    [[nodiscard]] static bool isOurs(const QKeyEvent& event);
    void moveFocus(Qt::Key direction, bool extend);
    [[nodiscard]] std::string neighbor(const std::string& path, Qt::Key direction) const;
    void editCurrent();
    void startKeyConnection();
    void moveKeyConnection(Qt::Key direction);
    void finishKeyConnection();
    [[nodiscard]] std::string currentPath() const;
    // menu
    void chooseFromMenu(const std::string& component, bool block);
    void showMenu(QPoint at, const TensorSpec* input, bool needsInput, bool needsOutput);
    [[nodiscard]] QString hoverText() const;
    [[nodiscard]] double reach() const;
    void commitNote();

    GraphEditor& m_editor;
    std::unique_ptr<GraphScene> m_scene;
    NodeMenu* m_menu = nullptr;
    NoteEdit* m_noteEdit = nullptr;
    std::string m_editedNote;
    Mode m_mode = Mode::Idle;
    QPoint m_pressedAt;
    QPoint m_lastAt;
    QRectF m_band;
    GraphSelection m_bandBase;
    Connection m_connection;
    NodeItem* m_hoveredNode = nullptr;
    EdgeItem* m_hoveredEdge = nullptr;
    EdgeItem* m_chosenEdge = nullptr;
    EdgeItem* m_insertion = nullptr;
    bool m_spaceHeld = false;
    bool m_rightMoved = false;
    // What the menu's choice is for:
    QPointF m_menuPosition;
    std::optional<GraphEdge> m_menuEdge;    ///< inserted into it
    std::optional<Connection> m_menuConnection;
    bool m_menuAfter = false;
    std::vector<std::string> m_found;
    std::size_t m_foundIndex = 0;
    bool m_fitted = false;
};

} // namespace fettle::ui
