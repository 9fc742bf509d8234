// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/model/network_compare.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QMenu>
#include <QTableView>
#include <QTest>
#include <doctest/doctest.h>

#include "tests/ui/pages/model/model_stage.h"
#include "ui/graph/graph_canvas.h"
#include "ui/graph/graph_scene.h"
#include "ui/pages/model/difference_list.h"
#include "ui/pages/model/model_page.h"
#include "ui/theme/fettle_style.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/text_label.h"

using namespace fettle;
using namespace fettle::ui;
using namespace fettle::test;

namespace {

struct CompareShown {
    explicit CompareShown(ModelStage& theStage) : stage(theStage), page(theStage.session)
    {
        applyTheme(*qApp, Theme());
        page.resize(1088, 720);
        page.show();
        page.showView(ModelPage::View::Layers);
        REQUIRE(waitUntil([&] { return page.check().isCurrent("model") && !page.check().isChecking(); }));
    }
    [[nodiscard]] std::optional<NodeMark> mark(GraphCanvas& canvas, const char* path)
    {
        const auto* node = canvas.graphScene().node(path);
        return node ? node->face().mark : std::nullopt;
    }
    void draw()
    {
        auto& editor = page.network().editor();
        editor.selectPath("conv1");
        editor.setParameter("conv1", "out_channels", 48);
        editor.addAfterCurrent("batch_norm");
        editor.selectPath("dropout");
        editor.removeSelected();
    }

    ModelStage& stage;
    ModelPage page;
};

} // namespace

TEST_CASE("what differs from the recommended network is colored and listed")
{
    ModelStage stage;
    stage.open();
    CompareShown shown(stage);
    shown.draw();
    auto& compare = shown.page.compare();
    QAbstractItemModelTester tester(&compare.list(), QAbstractItemModelTester::FailureReportingMode::Fatal);
    compare.compareWithRecommended();
    CHECK(shown.page.view() == ModelPage::View::Compare);
    REQUIRE(waitUntil([&] { return compare.list().rowCount() == 3; }));
    CHECK(shown.mark(compare.after(), "conv1") == NodeMark::Changed);
    CHECK(shown.mark(compare.after(), "batch_norm1") == NodeMark::Added);
    CHECK(shown.mark(compare.before(), "dropout") == NodeMark::Removed);
    CHECK_FALSE(shown.mark(compare.before(), "conv2").has_value());
    CHECK(compare.summary().text() == "1 node(s) added, 1 node(s) changed, 1 node(s) removed, 6 connection(s) differ");
    QString details;
    for (int row = 0; row < 3; ++row)
        details += compare.list().index(row, DifferenceList::Details).data().toString() + QLatin1Char('\n');
    CHECK(details.contains(QStringLiteral("32 → 48")));
    // A row leads to the node in both.
    for (int row = 0; row < 3; ++row)
        if (compare.list().index(row, 0).data().toString() == QStringLiteral("conv1"))
            compare.table().setCurrentIndex(compare.list().index(row, 0));
    CHECK(compare.before().editor().current()->id == "conv1");
    CHECK(compare.after().editor().current()->id == "conv1");

    // Both are only to look at.
    const auto steps = stage.session.draft().undoStack().count();
    QTest::keyClick(&compare.after(), Qt::Key_Delete);
    compare.after().editor().removeSelected();
    compare.before().editor().removeSelected();
    CHECK(stage.session.draft().undoStack().count() == steps);
    CHECK(compare.after().editor().root().findNode("conv1"));
}

TEST_CASE("an undo while comparing is seen at once; equal networks say so")
{
    ModelStage stage;
    stage.open();
    CompareShown shown(stage);
    shown.page.network().editor().setParameter("conv1", "out_channels", 48);
    auto& compare = shown.page.compare();
    compare.compareWithRecommended();
    REQUIRE(waitUntil([&] { return compare.list().rowCount() == 1; }));
    stage.session.draft().undoStack().undo();
    CHECK(waitUntil([&] { return compare.list().rowCount() == 0; }));
    CHECK(compare.summary().text() == "The two networks are the same.");
}

TEST_CASE("an earlier run's network, as it was trained")
{
    ModelStage stage;
    auto recipe = stage.recommendation.recipe;
    recipe.networks["model"].graph = stage.generated();
    recipe.networks["model"].fromTemplate = {};
    for (auto& node : recipe.networks["model"].graph->nodes)
        if (node.id == "conv2")
            node.parameters["out_channels"] = 16;
    const auto run = stage.addRun(recipe);
    stage.open();
    CompareShown shown(stage);
    auto& compare = shown.page.compare();
    std::unique_ptr<QMenu> menu(compare.makeMenu(&shown.page));
    REQUIRE(menu->actions().size() == 3); // the recommended one, a line, the run
    CHECK(menu->actions().back()->text() == "With Run 1");
    menu->actions().back()->trigger();
    REQUIRE(waitUntil([&] { return compare.list().rowCount() == 1; }));
    CHECK(stage.engine->last("runs.show").at("run").asText() == run);
    CHECK(compare.list().index(0, 0).data().toString() == "conv2");
    CHECK(compare.before().editor().root().findNode("conv2")->parameters.at("out_channels") == Value(16));
    Q_EMIT compare.closed();
    CHECK(shown.page.view() == ModelPage::View::Layers);

    // A run that cannot be read says so.
    stage.engine->answer("runs.show", [](const Value&) -> Result<Value> { return makeError("service.unknown_run", {{"run", "r1"}}); });
    compare.compareWithRun(run);
    CHECK(waitUntil([&] { return compare.notice().isVisible(); }));
}
