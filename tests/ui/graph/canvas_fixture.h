// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtTest>
#include <QtWidgets>

#include "tests/ui/graph/graph_data.h"
#include "ui/documents/recipe_draft.h"
#include "ui/graph/edge_item.h"
#include "ui/graph/graph_canvas.h"
#include "ui/graph/graph_scene.h"
#include "ui/graph/node_menu.h"
#include "ui/graph/note_item.h"

namespace fettle::test {

/// A canvas in a window, on a draft as the page keeps it.
struct CanvasFixture {
    client::Sentences sentences;
    ui::RecipeDraft draft;
    ui::GraphEditor editor;
    QWidget window;
    ui::GraphCanvas& canvas;

    explicit CanvasFixture(const Graph& graph, const char* language = "en", QSize size = {1000, 640})
        : sentences(language), editor(sentences, realCatalog()), canvas(*new ui::GraphCanvas(editor, &window))
    {
        Recipe recipe;
        recipe.task.component = "image_classification";
        recipe.networks["model"].graph = graph;
        draft.reset(recipe);
        editor.setEditFunction([this](const QString& name, const ui::GraphEditor::Change& change, const QString& key) {
            draft.edit(name, [&](Recipe& value) { change(*value.networks["model"].graph); }, key);
        });
        QObject::connect(&draft, &ui::RecipeDraft::changed, &editor, [this] { editor.setGraph(*draft.recipe().networks.at("model").graph); });
        editor.setGraph(graph);
        auto* layout = new QVBoxLayout(&window);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->addWidget(&canvas);
        window.resize(size);
        window.show();
        window.activateWindow();
        canvas.setFocus();
        static_cast<void>(QTest::qWaitForWindowExposed(&window));
    }

    [[nodiscard]] const Graph& graph() const { return editor.graph(); }
    [[nodiscard]] bool hasEdge(const char* from, const char* to) const
    {
        return std::ranges::any_of(graph().edges, [&](const GraphEdge& edge) { return edge.fromNode == from && edge.toNode == to; });
    }
    /// Where a node's middle is on the screen.
    [[nodiscard]] QPoint at(const std::string& path) const
    {
        const auto* item = canvas.graphScene().node(path);
        REQUIRE_MESSAGE(item, path);
        return canvas.screenOf(item->cardRect().center());
    }
    [[nodiscard]] QPoint port(const std::string& path, bool output, int index = 0) const
    {
        const auto* item = canvas.graphScene().node(path);
        REQUIRE_MESSAGE(item, path);
        return canvas.screenOf(item->portPosition({output, index}));
    }
    void drag(QPoint from, QPoint to, Qt::KeyboardModifiers modifiers = {})
    {
        auto* target = canvas.viewport();
        QTest::mouseMove(target, from);
        QTest::mousePress(target, Qt::LeftButton, modifiers, from);
        for (int i = 1; i <= 4; ++i)
            QTest::mouseMove(target, from + (to - from) * i / 4);
        QTest::mouseRelease(target, Qt::LeftButton, modifiers, to);
    }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : &canvas, key, modifiers); }
    void type(const QString& text) { QTest::keyClicks(QApplication::focusWidget(), text); }
    void settle()
    {
        for (int i = 0; i < 5; ++i)
            QCoreApplication::processEvents();
    }
};

} // namespace fettle::test
