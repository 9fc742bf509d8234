// SPDX-License-Identifier: GPL-3.0-or-later
#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>

#include "ui/graph/graph_editor.h"

namespace fettle::ui {
namespace {

std::optional<Graph> clipboardGraph()
{
    const auto* data = QGuiApplication::clipboard()->mimeData();
    // A network begins so; reading megabytes of something else would take long.
    const auto text = data && data->hasText() ? data->text() : QString();
    if (!text.trimmed().startsWith(QLatin1Char('{')) || !text.left(200).contains(QLatin1String("fettle")))
        return std::nullopt;
    auto graph = readClipboard(text.toStdString());
    if (!graph)
        return std::nullopt;
    return std::move(graph).value();
}

} // namespace

void GraphEditor::copySelected() const
{
    if (m_selection.isEmpty())
        return;
    QGuiApplication::clipboard()->setText(QString::fromStdString(clipboardText(copyItems(m_root, m_scope, m_selection))));
}

bool GraphEditor::canPaste() const { return !isReadOnly() && clipboardGraph().has_value(); }

bool GraphEditor::pasteClipboard(std::optional<QPointF> at)
{
    const auto clip = clipboardGraph();
    if (!clip || (clip->nodes.empty() && clip->comments.empty()) || isReadOnly())
        return false;
    double dx = 0;
    double dy = 0;
    if (at) {
        const auto bounds = boundsOf(*clip);
        dx = at->x() - bounds.left;
        dy = at->y() - bounds.top;
    } else {
        // Below what is there in the same place, so that pasting twice does not cover the first.
        const auto taken = [&] {
            return std::ranges::any_of(clip->nodes, [&](const GraphNode& node) {
                return freeRow(graph(), node.x + dx, node.y + dy) != node.y + dy;
            });
        };
        while (taken()) {
            dx += kCanvasGrid;
            dy += kCanvasGrid;
        }
    }
    addPasted(tr("Paste"), *clip, dx, dy);
    return true;
}

} // namespace fettle::ui
