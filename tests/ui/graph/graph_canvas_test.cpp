// SPDX-License-Identifier: GPL-3.0-or-later
// The canvas under a real mouse.
#include <doctest/doctest.h>

#include "tests/ui/graph/canvas_fixture.h"

using namespace fettle;
using namespace fettle::ui;
using test::CanvasFixture;

namespace {

/// input → conv1 → relu1 → output, a column and a half apart, and a node beside them.
Graph smallGraph()
{
    Graph graph;
    const EditPlace place{{}, &test::realCatalog()};
    std::string last;
    double x = 0;
    for (const char* id : {"input", "conv2d", "relu", "output"}) {
        const auto added = addNode(graph, *test::realCatalog().find(ComponentKind::Layer, id), x, 0);
        if (!last.empty())
            REQUIRE(connectPorts(graph, place, {last, {}, added, {}}) == ConnectProblem::None);
        last = added;
        x += kColumnStep * 1.5;
    }
    addNode(graph, *test::realCatalog().find(ComponentKind::Layer, "batch_norm"), kColumnStep, 240);
    addNode(graph, *test::realCatalog().find(ComponentKind::Layer, "add"), kColumnStep * 3, 240);
    return graph;
}

void moveMouse(CanvasFixture& fixture, QPoint at) { QTest::mouseMove(fixture.canvas.viewport(), at); }

} // namespace

TEST_CASE("a double click on the empty canvas adds what is chosen there")
{
    CanvasFixture fixture(smallGraph());
    const auto count = fixture.graph().nodes.size();
    const QPoint at(500, 560);
    QTest::mouseClick(fixture.canvas.viewport(), Qt::LeftButton, {}, at);
    QTest::mouseDClick(fixture.canvas.viewport(), Qt::LeftButton, {}, at);
    REQUIRE(fixture.canvas.menu().isVisible());
    CHECK(QApplication::focusWidget() == &fixture.canvas.menu().search());
    fixture.type("drop");
    fixture.key(Qt::Key_Return);
    CHECK_FALSE(fixture.canvas.menu().isVisible());
    REQUIRE(fixture.graph().nodes.size() == count + 1);
    CHECK(fixture.graph().nodes.back().component == "dropout");
    CHECK(fixture.editor.current()->component == "dropout");
    // Where the click was.
    const auto offset = fixture.at("dropout1") - at;
    CHECK(offset.manhattanLength() < 30);
    fixture.draft.undoStack().undo();
    CHECK(fixture.graph().nodes.size() == count);
    CHECK(fixture.draft.undoStack().redoText() == "Add Dropout");
}

TEST_CASE("ports are connected by dragging, in both directions")
{
    CanvasFixture fixture(smallGraph());
    fixture.drag(fixture.port("conv1", true), fixture.port("batch_norm1", false));
    CHECK(fixture.hasEdge("conv1", "batch_norm1"));
    CHECK(fixture.draft.undoStack().undoText() == "Connect");
    fixture.drag(fixture.port("add1", false), fixture.port("batch_norm1", true)); // backwards
    CHECK(fixture.hasEdge("batch_norm1", "add1"));
    fixture.drag(fixture.port("relu1", true), fixture.at("add1")); // anywhere on the node
    CHECK(fixture.hasEdge("relu1", "add1"));
    CHECK(fixture.graph().edges.back().toPort == "inputs:1");
    // A circle is refused.
    const auto before = fixture.graph();
    fixture.drag(fixture.port("add1", true), fixture.port("conv1", false));
    CHECK(fixture.graph() == before);
}

TEST_CASE("the end of a connection is taken off and led elsewhere, or dropped")
{
    CanvasFixture fixture(smallGraph());
    fixture.drag(fixture.port("relu1", false), fixture.port("batch_norm1", false));
    CHECK_FALSE(fixture.hasEdge("conv1", "relu1"));
    CHECK(fixture.hasEdge("conv1", "batch_norm1"));
    fixture.drag(fixture.port("batch_norm1", false), fixture.port("batch_norm1", false) + QPoint(-40, 90));
    CHECK_FALSE(fixture.hasEdge("conv1", "batch_norm1"));
    CHECK_FALSE(fixture.canvas.menu().isVisible());
    fixture.draft.undoStack().undo();
    CHECK(fixture.hasEdge("conv1", "batch_norm1"));
    // A click alone on a connected port takes nothing away.
    QTest::mouseClick(fixture.canvas.viewport(), Qt::LeftButton, {}, fixture.port("batch_norm1", false));
    CHECK(fixture.hasEdge("conv1", "batch_norm1"));
}

TEST_CASE("a connection dropped on the empty canvas asks what fits there")
{
    CanvasFixture fixture(smallGraph());
    TensorSpec asked;
    fixture.editor.setFitFunction([&](const TensorSpec& input, const std::function<void(const FitAnswers&)>& answer) {
        asked = input;
        FitAnswers answers;
        for (const auto& info : test::realCatalog().components)
            if (info.kind == ComponentKind::Layer)
                answers[info.id] = {info.id == "max_pool" || info.id == "conv2d", {DType::Float32, {{"N", -1}, {"C", 32}, {"H", 8}, {"W", 8}}}};
        answer(answers);
    });
    GraphReport report;
    NodeReport node;
    node.node = "conv1";
    node.outputs = {{DType::Float32, {{"N", -1}, {"C", 32}, {"H", 16}, {"W", 16}}}};
    report.nodes = {node};
    fixture.editor.setFacts(GraphFacts(report, fixture.graph()));
    fixture.drag(fixture.port("conv1", true), fixture.port("conv1", true) + QPoint(30, 220));
    REQUIRE(fixture.canvas.menu().isVisible());
    CHECK(toDisplay(asked) == "N×32×16×16");
    const auto& model = fixture.canvas.menu().model();
    CHECK(model.data(model.index(0), ComponentListModel::ResultRole).toString() == "N×32×8×8");
    std::vector<std::string> shown;
    bool told = false;
    for (int i = 0; i < model.rowCount(); ++i) {
        const auto index = model.index(i);
        if (model.data(index, ComponentListModel::HeaderRole).toBool()) {
            CHECK(model.data(index).toString() == "Does not fit here");
            told = true;
            continue;
        }
        CHECK(model.data(index, ComponentListModel::FitsRole).toBool() == !told);
        shown.push_back(model.data(index, ComponentListModel::IdRole).toString().toStdString());
    }
    CHECK(told);
    CHECK(std::ranges::find(shown, "input") == shown.end()); // has no way in
    fixture.type("pool");
    fixture.key(Qt::Key_Return);
    CHECK(fixture.editor.current()->component == "max_pool");
    CHECK(fixture.hasEdge("conv1", fixture.editor.current()->id.c_str()));
    CHECK(fixture.hasEdge("conv1", "relu1"));
}

TEST_CASE("a layer dragged onto a connection is inserted")
{
    CanvasFixture fixture(smallGraph());
    const auto target = (fixture.port("conv1", true) + fixture.port("relu1", false)) / 2;
    const auto grip = fixture.at("batch_norm1");
    fixture.drag(grip, target);
    CHECK(fixture.hasEdge("conv1", "batch_norm1"));
    CHECK(fixture.hasEdge("batch_norm1", "relu1"));
    CHECK_FALSE(fixture.hasEdge("conv1", "relu1"));
    CHECK(fixture.draft.undoStack().undoText() == "Insert Batch normalization");
    CHECK(fixture.graph().findNode("relu1")->x >= fixture.graph().findNode("batch_norm1")->x + kColumnStep);
    fixture.draft.undoStack().undo();
    CHECK(fixture.hasEdge("conv1", "relu1"));
    CHECK(fixture.graph().findNode("batch_norm1")->y == 240);
}

TEST_CASE("a layer from the palette drops onto the canvas, or into a connection")
{
    CanvasFixture fixture(smallGraph());
    const auto drop = [&](const char* layer, QPoint at) {
        QMimeData data;
        data.setData(kLayerMime, layer);
        QDragEnterEvent enter(at, Qt::CopyAction, &data, Qt::LeftButton, {});
        QApplication::sendEvent(fixture.canvas.viewport(), &enter);
        CHECK(enter.isAccepted());
        QDragMoveEvent move(at, Qt::CopyAction, &data, Qt::LeftButton, {});
        QApplication::sendEvent(fixture.canvas.viewport(), &move);
        QDropEvent event(at, Qt::CopyAction, &data, Qt::LeftButton, {});
        QApplication::sendEvent(fixture.canvas.viewport(), &event);
    };
    drop("gelu", QPoint(120, 560));
    REQUIRE(fixture.graph().findNode("gelu1"));
    CHECK((fixture.at("gelu1") - QPoint(120, 560)).manhattanLength() < 30);
    drop("dropout", (fixture.port("conv1", true) + fixture.port("relu1", false)) / 2);
    CHECK(fixture.hasEdge("conv1", "dropout1"));
    CHECK(fixture.hasEdge("dropout1", "relu1"));
}

TEST_CASE("nodes are moved on the grid, several at once, in one step")
{
    CanvasFixture fixture(smallGraph());
    const auto before = *fixture.graph().findNode("conv1");
    QTest::mouseClick(fixture.canvas.viewport(), Qt::LeftButton, {}, fixture.at("conv1") + QPoint(0, -10));
    QTest::mouseClick(fixture.canvas.viewport(), Qt::LeftButton, Qt::ShiftModifier, fixture.at("relu1") + QPoint(0, -10));
    CHECK(fixture.editor.selection().nodes == NodeIds{"conv1", "relu1"});
    const auto grip = fixture.at("conv1") + QPoint(0, -10);
    fixture.drag(grip, grip + QPoint(13, 61));
    const auto& after = *fixture.graph().findNode("conv1");
    CHECK(after.y > before.y);
    CHECK(std::fmod(after.x - before.x, kCanvasGrid) == 0);
    CHECK(std::fmod(after.y - before.y, kCanvasGrid) == 0);
    CHECK(fixture.graph().findNode("relu1")->y == after.y);
    CHECK(fixture.draft.undoStack().count() == 1);
    CHECK(fixture.draft.undoStack().undoText() == "Move 2 node(s)");
    fixture.draft.undoStack().undo();
    CHECK(*fixture.graph().findNode("conv1") == before);
}

TEST_CASE("a band selects what it touches; a click beside clears")
{
    CanvasFixture fixture(smallGraph());
    const auto from = fixture.at("batch_norm1") + QPoint(-150, -60);
    fixture.drag(from, fixture.at("add1") + QPoint(10, 50));
    CHECK(fixture.editor.selection().nodes == NodeIds{"add1", "batch_norm1"});
    QTest::mouseClick(fixture.canvas.viewport(), Qt::LeftButton, {}, QPoint(20, 620));
    CHECK(fixture.editor.selection().isEmpty());
}

TEST_CASE("a connection can be chosen, shows its shape, and is removed by a key")
{
    CanvasFixture fixture(smallGraph());
    const auto middle = (fixture.port("conv1", true) + fixture.port("relu1", false)) / 2;
    moveMouse(fixture, middle);
    QTest::mouseClick(fixture.canvas.viewport(), Qt::LeftButton, {}, middle);
    fixture.key(Qt::Key_Delete);
    CHECK_FALSE(fixture.hasEdge("conv1", "relu1"));
    CHECK(fixture.graph().findNode("relu1"));
    // A double click on one inserts.
    fixture.draft.undoStack().undo();
    QTest::mouseDClick(fixture.canvas.viewport(), Qt::LeftButton, {}, (fixture.port("input", true) + fixture.port("conv1", false)) / 2);
    REQUIRE(fixture.canvas.menu().isVisible());
    fixture.type("gelu");
    fixture.key(Qt::Key_Return);
    CHECK(fixture.hasEdge("input", "gelu1"));
    CHECK(fixture.hasEdge("gelu1", "conv1"));
}

TEST_CASE("a group is entered, left, expanded in place and edited there")
{
    CanvasFixture fixture(test::RealNetwork("resnet50").graph);
    fixture.canvas.setZoom(0.7);
    fixture.editor.selectPath("stage1_2");
    fixture.canvas.reveal("stage1_2");
    QTest::mouseDClick(fixture.canvas.viewport(), Qt::LeftButton, {}, fixture.at("stage1_2"));
    CHECK(fixture.editor.scope() == GroupPath{"stage1_2"});
    CHECK(fixture.canvas.graphScene().node("stage1_2/conv1"));
    CHECK_FALSE(fixture.canvas.graphScene().node("stage1_2"));
    fixture.canvas.leaveGroup();
    CHECK(fixture.editor.scope().empty());
    CHECK(fixture.editor.current()->id == "stage1_2");
    fixture.canvas.toggleExpanded();
    CHECK(fixture.canvas.graphScene().node("stage1_2/conv1"));
    CHECK(fixture.canvas.graphScene().node("stage1_3"));
    fixture.canvas.setZoom(0.6);
    fixture.canvas.reveal("stage1_2/conv1");
    fixture.canvas.centerOn(fixture.canvas.graphScene().node("stage1_2/conv1")->cardRect().center());
    QTest::mouseClick(fixture.canvas.viewport(), Qt::LeftButton, {}, fixture.at("stage1_2/conv1") + QPoint(0, -8));
    CHECK(fixture.editor.scope() == GroupPath{"stage1_2"});
    CHECK(fixture.editor.current()->id == "conv1");
    CHECK(fixture.canvas.graphScene().shown().empty()); // still the whole network
    fixture.editor.setParameter("conv1", "out_channels", 32);
    // The block is one, wherever it stands.
    CHECK(findScope(fixture.editor.root(), {"stage1_3"})->findNode("conv1")->parameters.at("out_channels") == Value(32));
    fixture.editor.selectPath("stage1_2");
    fixture.canvas.toggleExpanded();
    CHECK_FALSE(fixture.canvas.graphScene().node("stage1_2/conv1"));
}

TEST_CASE("undo of a group leaves the inside that went away")
{
    CanvasFixture fixture(smallGraph());
    fixture.editor.setSelection({{"conv1", "relu1"}, {}});
    fixture.editor.groupSelected();
    const auto group = fixture.editor.current()->id;
    fixture.canvas.enterGroup(group);
    CHECK(fixture.canvas.graphScene().shown() == GroupPath{group});
    fixture.draft.undoStack().undo();
    CHECK(fixture.editor.scope().empty());
    CHECK(fixture.canvas.graphScene().shown().empty());
    CHECK(fixture.canvas.graphScene().node("conv1"));
}

TEST_CASE("notes are written, moved and removed")
{
    CanvasFixture fixture(smallGraph());
    fixture.canvas.addNoteHere();
    auto* edit = qobject_cast<QPlainTextEdit*>(QApplication::focusWidget());
    REQUIRE(edit);
    fixture.type("two towers");
    fixture.key(Qt::Key_Escape);
    REQUIRE(fixture.graph().comments.size() == 1);
    CHECK(fixture.graph().comments[0].text == "two towers");
    const auto grip = fixture.canvas.screenOf(fixture.canvas.graphScene().note("note1")->cardRect().center());
    const auto before = fixture.graph().comments[0];
    fixture.drag(grip, grip + QPoint(80, 40));
    CHECK(fixture.graph().comments[0].x > before.x);
    fixture.key(Qt::Key_Delete);
    CHECK(fixture.graph().comments.empty());
}

TEST_CASE("the wheel zooms about the mouse, the middle button moves")
{
    CanvasFixture fixture(smallGraph());
    const double zoom = fixture.canvas.zoom();
    QWheelEvent wheel(QPointF(300, 200), fixture.canvas.viewport()->mapToGlobal(QPointF(300, 200)), {}, QPoint(0, 240), Qt::NoButton, {}, Qt::NoScrollPhase, false);
    QApplication::sendEvent(fixture.canvas.viewport(), &wheel);
    CHECK(fixture.canvas.zoom() > zoom);
    const auto before = fixture.canvas.mapToScene(0, 0);
    QTest::mousePress(fixture.canvas.viewport(), Qt::MiddleButton, {}, {300, 300});
    QTest::mouseMove(fixture.canvas.viewport(), {350, 320});
    QTest::mouseRelease(fixture.canvas.viewport(), Qt::MiddleButton, {}, {350, 320});
    const auto moved = fixture.canvas.mapToScene(0, 0) - before;
    CHECK(moved.x() == doctest::Approx(-50 / fixture.canvas.zoom()).epsilon(0.05));
    for (int i = 0; i < 60; ++i)
        fixture.canvas.zoomBy(0.5);
    CHECK(fixture.canvas.zoom() == doctest::Approx(GraphCanvas::kMinimumZoom));
    fixture.canvas.zoomToFit();
    CHECK(fixture.canvas.mapToScene(fixture.canvas.viewport()->rect()).boundingRect().contains(fixture.canvas.graphScene().contentRect()));
}

TEST_CASE("a canvas that only shows changes nothing")
{
    CanvasFixture fixture(smallGraph());
    fixture.editor.setEditFunction({});
    const auto before = fixture.graph();
    fixture.drag(fixture.port("conv1", true), fixture.port("batch_norm1", false));
    fixture.drag(fixture.at("conv1"), fixture.at("conv1") + QPoint(100, 100));
    QTest::mouseDClick(fixture.canvas.viewport(), Qt::LeftButton, {}, {500, 560});
    fixture.editor.selectAll();
    fixture.key(Qt::Key_Delete);
    CHECK(fixture.graph() == before);
    CHECK_FALSE(fixture.canvas.menu().isVisible());
}

TEST_CASE("errors, what follows them and compared nodes are drawn as such")
{
    CanvasFixture fixture(smallGraph());
    GraphReport report;
    NodeReport wrong;
    wrong.node = "conv1";
    wrong.error = makeError("model.not_connected", {{"node", "conv1"}, {"port", "input"}});
    NodeReport blocked;
    blocked.node = "relu1";
    blocked.blocked = true;
    report.nodes = {wrong, blocked};
    fixture.editor.setFacts(GraphFacts(report, fixture.graph()));
    CHECK_FALSE(fixture.canvas.graphScene().node("conv1")->face().error.isEmpty());
    CHECK(fixture.canvas.graphScene().node("conv1")->opacity() == 1.0);
    CHECK(fixture.canvas.graphScene().node("relu1")->opacity() == 0.5);
    fixture.editor.setMarks({{"conv1", NodeMark::Changed}, {"add1", NodeMark::Added}});
    CHECK(fixture.canvas.graphScene().node("add1")->face().mark == NodeMark::Added);
    CHECK_FALSE(fixture.canvas.graphScene().node("relu1")->face().mark.has_value());
}
