// SPDX-License-Identifier: GPL-3.0-or-later
// The canvas by the keyboard alone.
#include <doctest/doctest.h>

#include "tests/ui/graph/canvas_fixture.h"

using namespace fettle;
using namespace fettle::ui;
using test::CanvasFixture;

TEST_CASE("a network is drawn by keys alone")
{
    CanvasFixture fixture(Graph{});
    fixture.key(Qt::Key_A);
    REQUIRE(fixture.canvas.menu().isVisible());
    fixture.type("input");
    fixture.key(Qt::Key_Return);
    for (const char* layer : {"conv", "relu", "flatten", "linear", "output"}) {
        fixture.key(Qt::Key_Tab); // adds the next one
        REQUIRE(fixture.canvas.menu().isVisible());
        fixture.type(layer);
        fixture.key(Qt::Key_Return);
        REQUIRE_FALSE(fixture.canvas.menu().isVisible());
        CHECK(QApplication::focusWidget() == &fixture.canvas);
    }
    CHECK(fixture.graph().nodes.size() == 6);
    CHECK(fixture.graph().edges.size() == 5);
    CHECK(fixture.hasEdge("flatten1", "linear1"));
    CHECK(fixture.hasEdge("linear1", "output"));
    // In a row, none on top of another.
    for (std::size_t i = 1; i < fixture.graph().nodes.size(); ++i)
        CHECK(fixture.graph().nodes[i].x == fixture.graph().nodes[i - 1].x + kColumnStep);
    while (fixture.draft.undoStack().canUndo())
        fixture.draft.undoStack().undo();
    CHECK(fixture.graph().nodes.empty());
}

TEST_CASE("arrows follow the connections, Shift takes more, Ctrl moves the node")
{
    CanvasFixture fixture(test::RealNetwork("cnn").graph);
    fixture.key(Qt::Key_Right);
    CHECK(fixture.editor.current()->id == "input");
    fixture.key(Qt::Key_Right);
    CHECK(fixture.editor.current()->id == "conv1");
    fixture.key(Qt::Key_Right);
    CHECK(fixture.editor.current()->id == "relu1");
    fixture.key(Qt::Key_Left);
    CHECK(fixture.editor.current()->id == "conv1");
    fixture.key(Qt::Key_Right, Qt::ShiftModifier);
    CHECK(fixture.editor.selection().nodes == NodeIds{"conv1", "relu1"});
    const auto y = fixture.graph().findNode("conv1")->y;
    for (int i = 0; i < 3; ++i)
        fixture.key(Qt::Key_Down, Qt::ControlModifier);
    CHECK(fixture.graph().findNode("conv1")->y == y + 3 * kCanvasGrid);
    CHECK(fixture.draft.undoStack().count() == 1); // three presses, one step
    fixture.key(Qt::Key_End);
    CHECK(fixture.editor.current()->component == "output");
    fixture.key(Qt::Key_Home);
    CHECK(fixture.editor.current()->id == "input");
    fixture.key(Qt::Key_Escape);
    CHECK(fixture.editor.selection().isEmpty());
}

TEST_CASE("copy, cut, paste and duplicate; the text goes into another project")
{
    CanvasFixture fixture(test::RealNetwork("cnn").graph);
    const auto count = fixture.graph().nodes.size();
    fixture.editor.setSelection({{"conv1", "relu1"}, {}});
    fixture.key(Qt::Key_C, Qt::ControlModifier);
    fixture.key(Qt::Key_V, Qt::ControlModifier);
    CHECK(fixture.graph().nodes.size() == count + 2);
    CHECK(fixture.editor.selection().nodes.size() == 2);
    fixture.key(Qt::Key_V, Qt::ControlModifier);
    fixture.key(Qt::Key_D, Qt::ControlModifier);
    CHECK(fixture.graph().nodes.size() == count + 6);
    // None stands on another.
    for (const auto& a : fixture.graph().nodes)
        for (const auto& b : fixture.graph().nodes)
            CHECK((&a == &b || a.x != b.x || a.y != b.y));
    while (fixture.draft.undoStack().canUndo())
        fixture.draft.undoStack().undo();
    CHECK(fixture.graph() == test::RealNetwork("cnn").graph);

    fixture.editor.setSelection({{"conv1"}, {}});
    fixture.key(Qt::Key_X, Qt::ControlModifier);
    CHECK(fixture.graph().nodes.size() == count - 1);
    CHECK(fixture.hasEdge("input", "relu1")); // the chain is healed
    CanvasFixture other(Graph{});
    other.canvas.setFocus();
    other.key(Qt::Key_V, Qt::ControlModifier);
    REQUIRE(other.graph().nodes.size() == 1);
    CHECK(other.graph().nodes[0].component == "conv2d");
    QApplication::clipboard()->setText("just words");
    CHECK_FALSE(other.editor.pasteClipboard());
}

TEST_CASE("group and ungroup, expand and collapse, enter and leave")
{
    CanvasFixture fixture(test::RealNetwork("cnn").graph);
    const auto edges = fixture.graph().edges.size();
    fixture.editor.setSelection({{"conv1", "relu1", "pool1"}, {}});
    fixture.key(Qt::Key_G);
    REQUIRE(fixture.editor.current());
    CHECK(fixture.editor.current()->component == "group");
    const auto group = fixture.editor.current()->id;
    fixture.key(Qt::Key_E);
    CHECK(fixture.canvas.graphScene().isExpanded(group));
    fixture.key(Qt::Key_E);
    CHECK_FALSE(fixture.canvas.graphScene().isExpanded(group));
    fixture.key(Qt::Key_Return);
    CHECK(fixture.editor.scope() == GroupPath{group});
    fixture.key(Qt::Key_Right);
    fixture.key(Qt::Key_Escape); // the selection first, then out
    CHECK(fixture.editor.scope() == GroupPath{group});
    fixture.key(Qt::Key_Escape);
    CHECK(fixture.editor.scope().empty());
    REQUIRE(fixture.editor.current());
    CHECK(fixture.editor.current()->id == group);
    fixture.key(Qt::Key_G, Qt::ShiftModifier);
    CHECK(fixture.graph().findNode("conv1"));
    CHECK(fixture.graph().edges.size() == edges);
}

TEST_CASE("two nodes are connected by keys")
{
    auto graph = test::RealNetwork("cnn").graph;
    const EditPlace place{{}, &test::realCatalog()};
    addNode(graph, *test::realCatalog().find(ComponentKind::Layer, "add"), graph.findNode("relu1")->x, 240);
    CanvasFixture fixture(graph);
    fixture.editor.selectPath("conv1");
    fixture.key(Qt::Key_C);
    fixture.key(Qt::Key_Down);
    fixture.key(Qt::Key_Return);
    CHECK(fixture.hasEdge("conv1", "add1"));
    fixture.key(Qt::Key_C);
    fixture.key(Qt::Key_Escape);
    CHECK(fixture.draft.undoStack().count() == 1);
}

TEST_CASE("Enter asks for the form, and Tab without a selected node leaves the canvas")
{
    CanvasFixture fixture(test::RealNetwork("cnn").graph);
    std::string wanted;
    QObject::connect(&fixture.canvas, &GraphCanvas::editRequested, &fixture.canvas, [&](const std::string& path) { wanted = path; });
    fixture.editor.selectPath("conv1");
    fixture.key(Qt::Key_Return);
    CHECK(wanted == "conv1");
    auto* button = new QPushButton("next", &fixture.window);
    fixture.window.layout()->addWidget(button);
    fixture.settle();
    fixture.editor.setSelection({});
    fixture.canvas.setFocus();
    fixture.key(Qt::Key_Tab);
    CHECK_FALSE(fixture.canvas.menu().isVisible());
    CHECK(QApplication::focusWidget() == button);
}

TEST_CASE("one-key shortcuts: no input method, letters of the window's shortcuts stay the canvas's")
{
    CanvasFixture fixture(test::RealNetwork("cnn").graph);
    CHECK_FALSE(fixture.canvas.testAttribute(Qt::WA_InputMethodEnabled));
    int window = 0;
    QShortcut shortcut(QKeySequence(Qt::Key_L), &fixture.window);
    QObject::connect(&shortcut, &QShortcut::activated, &fixture.window, [&] { ++window; });
    fixture.key(Qt::Key_L);
    CHECK(window == 0);
    CHECK(fixture.draft.undoStack().undoText() == "Arrange");
    const double fit = fixture.canvas.zoom(); // arranging shows all of it
    REQUIRE(fit != doctest::Approx(0.8));
    fixture.key(Qt::Key_1);
    CHECK(fixture.canvas.zoom() == doctest::Approx(1.0));
    fixture.key(Qt::Key_Minus);
    CHECK(fixture.canvas.zoom() == doctest::Approx(0.8));
    fixture.key(Qt::Key_F);
    CHECK(fixture.canvas.zoom() == doctest::Approx(fit));
}
