// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <QGraphicsItem>

#include "engine/contract/catalog.h"
#include "ui/documents/graph_compare.h"

namespace fettle::ui {

class CanvasStyle;

/// One dimension on a node: its letter and its size.
struct ShownDimension {
    QString name;
    QString size;
    friend bool operator==(const ShownDimension&, const ShownDimension&) = default;
};

struct ShownPort {
    QString name;
    bool variadic = false;
    bool connected = false;
    friend bool operator==(const ShownPort&, const ShownPort&) = default;
};

/// Everything that a node shows, worked out beforehand.
struct NodeFace {
    QString title;
    QString id;     ///< shown right in the header where it says more than the title (Chinese, or two of a kind)
    std::string component;
    NodeCategory category = NodeCategory::None;
    std::vector<ShownDimension> shape;
    QString parameters; ///< their number
    QString error;      ///< in place of the second line
    double costShare = 0.0;
    bool blocked = false;
    bool group = false;
    bool expanded = false; ///< a frame around what the group holds
    std::vector<ShownPort> inputs;
    std::vector<ShownPort> outputs;
    std::optional<NodeMark> mark;
    QSizeF size;
    friend bool operator==(const NodeFace&, const NodeFace&) = default;
};

/// Which of a node's ports; none: index −1.
struct PortPlace {
    bool output = false;
    int index = -1;
    friend bool operator==(const PortPlace&, const PortPlace&) = default;
};

/// A node on the canvas. Draws a face and nothing else: no signals, no children, no layout.
class NodeItem final : public QGraphicsItem {
public:
    enum { Type = UserType + 1 };
    NodeItem(std::string path, const CanvasStyle& style);

    [[nodiscard]] const std::string& path() const { return m_path; }
    [[nodiscard]] const NodeFace& face() const { return m_face; }
    void setFace(NodeFace face);
    void setChosen(bool chosen);
    [[nodiscard]] bool isChosen() const { return m_chosen; }
    void setHovered(bool hovered);
    /// A port that a connection being drawn would take; none: index −1.
    void setHotPort(PortPlace port);
    /// A layer dropped here would be inserted, or a search found it.
    void setHighlighted(bool highlighted);

    /// In scene coordinates.
    [[nodiscard]] QRectF cardRect() const;
    [[nodiscard]] QPointF portPosition(PortPlace port) const;
    /// The port within `reach` of a scene position, or none.
    [[nodiscard]] PortPlace portAt(QPointF position, double reach) const;

    [[nodiscard]] int type() const override { return Type; }
    [[nodiscard]] QRectF boundingRect() const override;
    [[nodiscard]] QPainterPath shape() const override;
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

    /// At which zoom the text is left out but for the title, and the node is a rectangle.
    static constexpr double kTitleZoom = 0.5;
    static constexpr double kBlockZoom = 0.2;

private:
    [[nodiscard]] QColor accent() const;
    void paintBlock(QPainter& painter) const;
    void paintCard(QPainter& painter) const;
    void paintTitleOnly(QPainter& painter, double detail) const;
    void paintTexts(QPainter& painter, double detail) const;
    void paintSecondLine(QPainter& painter, double detail) const;
    void paintPorts(QPainter& painter) const;
    void paintMark(QPainter& painter, double detail) const;
    [[nodiscard]] bool hasUsualSize() const;

    std::string m_path;
    const CanvasStyle& m_style;
    NodeFace m_face;
    QString m_title; ///< as it fits
    QString m_id;
    PortPlace m_hotPort;
    bool m_chosen = false;
    bool m_hovered = false;
    bool m_highlighted = false;
};

} // namespace fettle::ui
