// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures for the eye: FETTLE_PICTURES=folder test_ui_graph --no-skip -tc="pictures of the canvas"
#include <doctest/doctest.h>

#include "tests/ui/graph/canvas_fixture.h"
#include "ui/documents/graph_edits.h"
#include "ui/theme/fettle_style.h"

using namespace fettle;
using namespace fettle::ui;

TEST_CASE("pictures of the canvas" * doctest::skip())
{
    const auto folder = qEnvironmentVariable("FETTLE_PICTURES");
    REQUIRE_FALSE(folder.isEmpty());
    for (const auto appearance : {Appearance::Light, Appearance::Dark}) {
        ThemeOptions options;
        options.appearance = appearance;
        applyTheme(*qApp, Theme(options));
        const QString theme = appearance == Appearance::Dark ? "dark" : "light";
        const test::RealNetwork cnn("cnn");
        const test::RealNetwork resnet("resnet50");
        const auto save = [&](test::CanvasFixture& fixture, const char* name) {
            fixture.settle();
            CHECK(fixture.window.grab().save(QStringLiteral("%1/%2_%3.png").arg(folder, name, theme)));
        };
        {
            test::CanvasFixture fixture(cnn.graph);
            fixture.editor.setFacts(GraphFacts(cnn.report, cnn.graph));
            fixture.canvas.setZoom(1.0);
            fixture.canvas.centerOn(600, 100);
            fixture.editor.selectPath("conv2");
            save(fixture, "canvas_100");
            fixture.canvas.setZoom(0.4);
            save(fixture, "canvas_40");
            fixture.canvas.arrange();
            save(fixture, "canvas_arranged");
        }
        {
            test::CanvasFixture fixture(resnet.graph);
            fixture.editor.setFacts(GraphFacts(resnet.report, resnet.graph));
            save(fixture, "resnet_fit");
            fixture.canvas.arrange();
            save(fixture, "resnet_arranged");
            fixture.canvas.setZoom(1.0);
            fixture.editor.selectPath("stage2_1");
            fixture.canvas.toggleExpanded();
            fixture.canvas.reveal("stage2_1");
            fixture.canvas.setZoom(0.6);
            fixture.canvas.centerOn(fixture.canvas.graphScene().node("stage2_1")->cardRect().center());
            save(fixture, "resnet_expanded");
        }
        {
            auto graph = cnn.graph;
            auto report = cnn.report;
            const EditPlace place{{}, &test::realCatalog()};
            removeItems(graph, place, {{"flatten"}, {}});
            bool after = false;
            std::erase_if(report.nodes, [](const NodeReport& node) { return node.node == "flatten"; });
            for (auto& node : report.nodes) {
                if (node.node.starts_with("linear") && !after) {
                    after = true;
                    node.error = makeError("model.rank_wrong", {{"node", node.node}, {"expected", "N×D"}, {"got", "N×64×32×32"}});
                    node.outputs.clear();
                } else if (after) {
                    node.blocked = true;
                    node.outputs.clear();
                }
            }
            test::CanvasFixture fixture(graph, "zh_CN");
            fixture.editor.addNote("The head: one number for each kind of flower", {1500, -100});
            fixture.editor.setFacts(GraphFacts(report, graph));
            fixture.canvas.setZoom(0.9);
            fixture.canvas.centerOn(1900, 60);
            save(fixture, "canvas_error_zh");
            fixture.canvas.setZoom(0.15);
            save(fixture, "canvas_15");
            fixture.canvas.setZoom(0.9);
            fixture.canvas.openMenu({300, 120});
            save(fixture, "canvas_menu_zh");
        }
    }
}
