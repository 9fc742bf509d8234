// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/model/model_page.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QImage>
#include <QLineEdit>
#include <QMenu>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <QTest>
#include <QXmlStreamReader>
#include <doctest/doctest.h>

#include "engine/documents/graph_document.h"
#include "tests/ui/pages/model/model_stage.h"
#include "ui/forms/parameter_form.h"
#include "ui/graph/graph_canvas.h"
#include "ui/graph/graph_scene.h"
#include "ui/graph/node_menu.h"
#include "ui/graph/node_palette.h"
#include "ui/pages/model/analyze_model.h"
#include "ui/pages/model/inspector.h"
#include "ui/pages/model/model_choice.h"
#include "ui/pages/model/network_panel.h"
#include "ui/pages/model/network_view.h"
#include "ui/pages/model/node_panel.h"
#include "ui/pages/model/problem_notice.h"
#include "ui/session/translators.h"
#include "ui/theme/fettle_style.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/key_value_list.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/section.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/text_label.h"

using namespace fettle;
using namespace fettle::ui;
using namespace fettle::test;

namespace {

struct Shown {
    explicit Shown(ModelStage& theStage, QSize size = {1088, 720}) : stage(theStage), page(theStage.session)
    {
        applyTheme(*qApp, Theme());
        page.resize(size);
        page.show();
        page.entered();
    }
    [[nodiscard]] QPushButton& primary() { return *page.findChild<PageHeader*>()->primary(); }
    [[nodiscard]] GraphEditor& editor() { return page.network().editor(); }
    [[nodiscard]] QUndoStack& undo() { return stage.session.draft().undoStack(); }
    [[nodiscard]] NodePanel& node() { return page.layers().inspector().node(); }
    /// The network is there and was checked.
    [[nodiscard]] bool isChecked()
    {
        return waitUntil([&] { return page.check().isCurrent("model") && !page.check().isChecking(); });
    }
    void openLayers()
    {
        REQUIRE(isChecked());
        page.showView(ModelPage::View::Layers);
        REQUIRE(waitUntil([&] { return page.layers().canvas().graphScene().node("conv1") != nullptr; }));
    }
    void select(const char* path)
    {
        editor().selectPath(path);
        page.layers().inspector().refresh();
    }
    Button* button(QWidget& inside, const QString& text)
    {
        for (auto* each : inside.findChildren<Button*>())
            if (each->text() == text && each->isVisibleTo(&page))
                return each;
        return nullptr;
    }

    ModelStage& stage;
    ModelPage page;
};

} // namespace

TEST_CASE("without data there is no model, and the button leads to data")
{
    ModelStage stage;
    stage.engine->start();
    Shown shown(stage);
    CHECK(shown.page.view() == ModelPage::View::Empty);
    CHECK_FALSE(shown.primary().isVisible());
    CHECK_FALSE(shown.page.tabs().isVisible());
}

TEST_CASE("the recommended model is chosen, its alternatives stand below; another one is a step that can be undone")
{
    ModelStage stage;
    stage.open();
    Shown shown(stage);
    const auto& options = shown.page.choice().options();
    REQUIRE(options.size() == 3);
    CHECK(options[0].card->isChosen());
    CHECK(options[0].pill->text() == "Chosen, recommended");
    CHECK(options[0].reason->text().contains(QStringLiteral("32 × 32")));
    CHECK(options[1].figures->text().contains(QStringLiteral("11,181,642")));
    CHECK_FALSE(options[1].layers->isVisible());
    CHECK(shown.primary().isEnabled());

    options[1].use->click();
    REQUIRE(waitUntil([&] { return stage.draft().recipe().networks.at("model").fromTemplate.component == "resnet18"; }));
    CHECK(stage.engine->last("worker.recommend").at("model").at("component").asText() == "resnet18");
    // The same cards in the same order, and what was recommended stays so.
    REQUIRE(shown.page.choice().options().size() == 3);
    CHECK(shown.page.choice().options()[0].component == "cnn");
    CHECK(waitUntil([&] { return shown.page.choice().options()[1].card->isChosen(); }));
    CHECK(shown.page.choice().options()[0].pill->text() == "Recommended");
    CHECK(shown.page.choice().options()[1].reason->text().contains(QStringLiteral("deeper")));
    shown.undo().undo();
    CHECK(shown.page.choice().options()[0].card->isChosen());
    shown.page.runPrimary();
    CHECK(stage.session.place() == Place::Train);
}

TEST_CASE("the chosen model has the parameters of its network, as Train says, not those that were reckoned for the advice")
{
    ModelStage stage;
    const auto exact = QString::fromStdString(stage.session.sentences().number(Value(stage.recommendation.models.front().parameterCount)));
    stage.recommendation.models.front().parameterCount = 7'654'321;
    stage.open();
    Shown shown(stage);
    const auto& options = shown.page.choice().options();
    REQUIRE(waitUntil([&] { return options.size() == 3 && options[0].figures->text().contains(exact); }));
    CHECK_FALSE(options[0].figures->text().contains(QStringLiteral("7,654,321")));
    // Of the others only that is known.
    options[1].use->click();
    REQUIRE(waitUntil([&] { return shown.page.choice().options()[1].card->isChosen(); }));
    CHECK(shown.page.choice().options()[0].figures->text().contains(QStringLiteral("7,654,321")));
}

TEST_CASE("the chosen model's options are edited in its card")
{
    ModelStage stage;
    stage.open();
    Shown shown(stage);
    const auto& option = shown.page.choice().options()[0];
    REQUIRE(option.options->isVisible());
    option.options->setOpen(true);
    Q_EMIT option.form->valueEdited("dropout", 0.2);
    CHECK(stage.draft().recipe().networks.at("model").fromTemplate.parameters.at("dropout") == Value(0.2));
    CHECK(shown.undo().undoText() == "Change Dropout");
    Q_EMIT option.form->valueEdited("dropout", Value());
    CHECK(stage.draft().recipe().networks.at("model").fromTemplate.parameters.empty());
}

TEST_CASE("the first change of a model's layers makes them the draft's own, in one step")
{
    ModelStage stage;
    stage.open();
    Shown shown(stage);
    REQUIRE(shown.isChecked());
    shown.page.choice().options()[0].layers->click();
    CHECK(shown.page.view() == ModelPage::View::Layers);
    REQUIRE(waitUntil([&] { return shown.editor().root().nodes.size() == stage.generated().nodes.size(); }));
    CHECK(shown.undo().count() == 0); // looking changes nothing
    CHECK_FALSE(shown.page.network().isDrawn());
    const auto before = stage.draft().recipe();

    shown.select("conv1");
    Q_EMIT shown.node().form().valueEdited("out_channels", 48);
    REQUIRE(shown.page.network().isDrawn());
    CHECK(stage.drawn().findNode("conv1")->parameters.at("out_channels") == Value(48));
    CHECK(stage.drawn().nodes.size() == stage.generated().nodes.size());
    CHECK_FALSE(stage.draft().recipe().networks.at("model").fromTemplate.isSet());
    CHECK(shown.undo().count() == 1);
    CHECK(shown.undo().undoText().startsWith(QStringLiteral("Change ")));
    REQUIRE(shown.isChecked());

    shown.page.showView(ModelPage::View::Choice);
    REQUIRE(shown.page.choice().options().size() == 4);
    CHECK(shown.page.choice().options()[0].component.empty());
    CHECK(shown.page.choice().options()[0].card->isChosen());
    shown.undo().undo();
    CHECK(stage.draft().recipe() == before);
    // At once and not only after the next answer: the layers of the template again, and they can be changed.
    CHECK(shown.editor().root() == stage.generated());
    CHECK_FALSE(shown.editor().isReadOnly());
    CHECK(shown.page.choice().options().size() == 3);
    shown.undo().redo();
    CHECK(stage.drawn().findNode("conv1")->parameters.at("out_channels") == Value(48));
}

TEST_CASE("a mistake: the node is red, the inspector says what to change, one click mends it")
{
    ModelStage stage;
    stage.mistakes["linear1"] = {makeError("model.needs_flatten", {{"node", "linear1"}, {"expected", "N×D"}, {"got", "N×64×8×8"}}),
                                 {{"insert_before", "linear1", {}, {}, "flatten"}, {"set_parameter", "linear1", "out_features", 10, {}}}};
    stage.open();
    Shown shown(stage);
    shown.openLayers();
    REQUIRE(waitUntil([&] { return shown.page.layers().state().text() == QStringLiteral("1 mistake(s)"); }));
    const auto& scene = shown.page.layers().canvas().graphScene();
    CHECK(scene.node("linear1")->face().error.contains(QStringLiteral("Flatten")));
    CHECK(scene.node("head")->face().blocked);
    CHECK_FALSE(scene.node("conv1")->face().blocked);

    // With nothing selected the network's panel leads there.
    shown.page.layers().inspector().refresh();
    auto& notice = shown.page.layers().inspector().network().notice();
    REQUIRE(notice.isVisible());
    CHECK(notice.text().contains(QStringLiteral("linear1")));
    auto* lead = shown.button(notice, QStringLiteral("Show the node"));
    REQUIRE(lead);
    lead->click();
    REQUIRE(waitUntil([&] { return shown.editor().current() && shown.editor().current()->id == "linear1"; }));
    shown.page.layers().inspector().refresh();
    auto& atNode = shown.node().notice();
    REQUIRE(atNode.isVisible());
    // A node behind it says that the mistake lies before it.
    auto* repair = shown.button(atNode, QStringLiteral("Insert Flatten before linear1"));
    REQUIRE(repair);
    stage.mistakes.clear();
    repair->click();
    REQUIRE(waitUntil([&] { return shown.page.network().isDrawn(); }));
    const auto& edges = stage.drawn().edges;
    CHECK(std::ranges::any_of(edges, [](const GraphEdge& edge) { return edge.fromNode == "flatten1" && edge.toNode == "linear1"; }));
    CHECK(shown.undo().undoText() == "Insert Flatten before linear1");
    REQUIRE(shown.isChecked());
    CHECK(shown.page.layers().state().text() == "Fits together");
    shown.page.layers().inspector().refresh();
    CHECK_FALSE(atNode.isVisible());
    shown.undo().undo();
    CHECK_FALSE(shown.page.network().isDrawn());
}

TEST_CASE("a recipe that cannot be checked says why, on the cards and on the canvas")
{
    ModelStage stage;
    stage.refusal = makeError("training.objective_network", {{"objective", "main"}, {"network", "other"}});
    stage.open();
    Shown shown(stage);
    CHECK(waitUntil([&] { return shown.page.choice().notice().isVisible(); }));
    CHECK(shown.page.choice().notice().text().contains(QStringLiteral("other")));
    shown.page.showView(ModelPage::View::Layers);
    CHECK(shown.page.layers().state().text() == "1 mistake(s)");
    // Without layers there is nothing to edit.
    CHECK(shown.editor().isReadOnly());
    shown.page.layers().canvas().addNoteHere();
    CHECK(shown.undo().count() == 0);
}

TEST_CASE("the inspector: options, figures, title and name of the selected node")
{
    ModelStage stage;
    stage.open();
    Shown shown(stage);
    shown.openLayers();
    REQUIRE_FALSE(shown.page.layers().inspector().showsNode());
    auto& totals = shown.page.layers().inspector().network().totals();
    shown.page.layers().inspector().refresh();
    CHECK(totals.value(NetworkPanel::Layers) == "11");
    CHECK(totals.value(NetworkPanel::Memory).startsWith(QStringLiteral("about ")));
    CHECK(totals.value(NetworkPanel::Time).endsWith(QStringLiteral(" ms")));

    shown.select("conv2");
    REQUIRE(shown.page.layers().inspector().showsNode());
    CHECK(shown.node().form().component().id == "conv2d");
    CHECK(shown.node().facts().value(NodePanel::Output).contains(QStringLiteral("×64×")));
    shown.node().naming().setOpen(true);
    auto& title = shown.node().titleEdit();
    title.setText(QStringLiteral("Second stage"));
    Q_EMIT title.editingFinished();
    CHECK(stage.drawn().findNode("conv2")->title == "Second stage");
    auto& name = shown.node().nameEdit();
    name.setText(QStringLiteral("conv1"));
    Q_EMIT name.editingFinished();
    CHECK(stage.drawn().findNode("conv2"));
    name.setText(QStringLiteral("a b"));
    Q_EMIT name.editingFinished();
    CHECK(stage.drawn().findNode("conv2"));
    name.setText(QStringLiteral("stage2"));
    Q_EMIT name.editingFinished();
    REQUIRE(stage.drawn().findNode("stage2"));
    CHECK(shown.editor().current()->id == "stage2");
    // Several: what can be done with all of them.
    shown.editor().setSelection({{"relu1", "pool1"}, {}});
    shown.page.layers().inspector().refresh();
    auto* group = shown.button(shown.node(), QStringLiteral("Group into a block"));
    REQUIRE(group);
    group->click();
    REQUIRE(stage.drawn().blocks.size() == 1);
    shown.page.layers().inspector().refresh();
    auto* open = shown.button(shown.node(), QStringLiteral("Open the block"));
    REQUIRE(open);
    open->click();
    CHECK(shown.page.layers().canvas().graphScene().shown() == GroupPath{"block1"});
}

TEST_CASE("the table of layers follows the canvas and leads on it; numbers sort as numbers")
{
    ModelStage stage;
    stage.open();
    Shown shown(stage);
    shown.openLayers();
    auto& model = shown.page.layers().analysis();
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    shown.page.layers().setTableShown(true);
    REQUIRE(model.rowCount() == 13);
    auto& table = shown.page.layers().table();
    CHECK(model.index(model.rowOf("conv1"), AnalyzeModel::Type).data().toString() == "Convolution");
    CHECK(model.index(model.rowOf("conv2"), AnalyzeModel::Parameters).data().toString() == "18,496");
    table.sortByColumn(AnalyzeModel::Parameters, Qt::DescendingOrder);
    CHECK(table.model()->index(0, 0).data().toString() == "linear1");
    table.setCurrentIndex(table.model()->index(0, 0));
    REQUIRE(shown.editor().current());
    CHECK(shown.editor().current()->id == "linear1");
    shown.editor().selectPath("conv1");
    CHECK(table.currentIndex().siblingAtColumn(0).data().toString() == "conv1");
    // An edit that changes figures keeps the rows; one that adds a layer adds a row.
    shown.editor().addAfterCurrent("relu");
    CHECK(waitUntil([&] { return model.rowCount() == 14; }));
    CHECK(model.text().contains(QStringLiteral("Multiply-adds\n")));
    CHECK(model.text().count(QLatin1Char('\n')) == 15);
}

TEST_CASE("what fits is asked once for all layers, and the menu says what would come out")
{
    ModelStage stage;
    stage.open();
    Shown shown(stage);
    shown.openLayers();
    shown.editor().selectPath("conv1");
    shown.page.layers().canvas().openMenuAfterCurrent();
    REQUIRE(shown.page.layers().canvas().menu().isVisible());
    REQUIRE(waitUntil([&] { return stage.engine->count("worker.check") == 1; }));
    const auto asked = stage.engine->last("worker.check");
    CHECK(asked.at("inputs").at("x").at("dimensions").asList().size() == 4);
    auto& list = shown.page.layers().canvas().menu().model();
    REQUIRE(waitUntil([&] { return list.first().data(ComponentListModel::ResultRole).toString().contains(QStringLiteral("N×8×28×28")); }));
    int unfit = 0;
    for (int row = 0; row < list.rowCount(); ++row)
        if (list.index(row).data(ComponentListModel::IdRole).toString() == QStringLiteral("linear"))
            unfit += !list.index(row).data(ComponentListModel::FitsRole).toBool();
    CHECK(unfit == 1);
    Q_EMIT shown.page.layers().canvas().menu().chosen("dropout", false);
    CHECK(std::ranges::any_of(stage.drawn().edges, [](const GraphEdge& edge) { return edge.fromNode == "conv1" && edge.toNode.starts_with("dropout"); }));
}

TEST_CASE("pictures and files of the network go where the user says")
{
    ModelStage stage;
    stage.open();
    Shown shown(stage, {900, 600});
    shown.openLayers();
    shown.editor().selectPath("conv1");
    TemporaryFolder folder;
    const auto run = [&](const QString& text, const char* file) {
        stage.dialogs->saved = QString::fromStdString((folder.path() / file).string());
        std::unique_ptr<QMenu> menu(shown.page.layers().makeExportMenu());
        for (auto* action : menu->actions())
            if (action->text() == text)
                action->trigger();
        QFile written(stage.dialogs->saved);
        if (!written.open(QIODevice::ReadOnly))
            written.setFileName(stage.dialogs->saved + QStringLiteral(".svg")), static_cast<void>(written.open(QIODevice::ReadOnly));
        return written.readAll();
    };
    const auto image = QImage::fromData(run(QStringLiteral("Save as picture (PNG)…"), "net.png"));
    REQUIRE_FALSE(image.isNull());
    const auto content = shown.page.layers().canvas().graphScene().contentRect();
    CHECK(std::abs(image.width() - 2 * (content.width() + 48)) < 3);
    // Not one color: something is drawn in it.
    CHECK(image.scaled(64, 8).convertToFormat(QImage::Format_Indexed8).colorCount() > 4);

    // The suffix is added where it is missing.
    const auto svg = run(QStringLiteral("Save as drawing (SVG)…"), "net");
    QXmlStreamReader reader(svg);
    QString texts;
    while (!reader.atEnd())
        if (reader.readNext() == QXmlStreamReader::Characters)
            texts += reader.text();
    CHECK_FALSE(reader.hasError());
    CHECK(texts.contains(QStringLiteral("Convolution")));

    const auto json = run(QStringLiteral("Save as graph file (JSON)…"), "net.json").toStdString();
    CHECK(documents::readGraph(json).value() == shown.editor().root());
    const auto csv = run(QStringLiteral("Save the table of layers (CSV)…"), "net.csv");
    CHECK(csv.startsWith("\xEF\xBB\xBF")); // spreadsheets take it for UTF-8 then
    CHECK(csv.contains("\"conv1\",\"Convolution\""));
    CHECK(shown.undo().count() == 0);
}

TEST_CASE("where it is narrow the list of layers gives way")
{
    ModelStage stage;
    stage.open();
    Shown shown(stage, {1088, 720});
    shown.openLayers();
    CHECK(shown.page.layers().layers().isVisible());
    shown.page.resize(760, 600);
    CHECK(waitUntil([&] { return !shown.page.layers().layers().isVisible(); }));
    shown.page.resize(1200, 700);
    CHECK(waitUntil([&] { return shown.page.layers().layers().isVisible(); }));
    shown.page.layers().setPaletteShown(false);
    CHECK_FALSE(shown.page.layers().layers().isVisible());
}

TEST_CASE("another language and another theme: the same widgets say and show it")
{
    const QLocale before;
    {
        Translators translators;
        ModelStage stage;
        stage.open();
        Shown shown(stage);
        shown.openLayers();
        REQUIRE(waitUntil([&] { return shown.page.layers().state().text() == QStringLiteral("Fits together"); }));
        shown.select("conv1");
        const auto* node = shown.page.layers().canvas().graphScene().node("conv1");
        stage.session.setLanguage("zh_CN");
        translators.install(QStringLiteral("zh_CN"));
        REQUIRE(waitUntil([&] { return shown.page.layers().state().text() == QStringLiteral("结构正确"); }));
        CHECK(shown.primary().text() == "开始训练");
        CHECK(shown.page.layers().analysis().headerData(AnalyzeModel::Output, Qt::Horizontal, Qt::DisplayRole).toString() == "输出");
        REQUIRE(shown.page.layers().canvas().graphScene().node("conv1") == node);
        CHECK(node->face().title == "卷积");
        CHECK(node->face().id == "conv2d"); // PyTorch's name stands beside the Chinese one
        const auto light = shown.page.grab().toImage();
        ThemeOptions dark;
        dark.appearance = Appearance::Dark;
        dark.language = "zh_CN";
        applyTheme(*qApp, Theme(dark));
        CHECK(shown.page.layers().canvas().graphScene().node("conv1") == node);
        const auto middle = [](const QImage& image) { return image.pixelColor(image.width() / 2, image.height() - 100).lightness(); };
        CHECK(middle(light) > 200);
        CHECK(middle(shown.page.grab().toImage()) < 60);
        CHECK(shown.undo().count() == 0);
    }
    QLocale::setDefault(before);
    applyTheme(*qApp, Theme());
}

TEST_CASE("another project, another network")
{
    ModelStage stage;
    stage.open();
    Shown shown(stage);
    shown.openLayers();
    shown.editor().selectPath("conv1");
    stage.session.closeProject();
    CHECK(waitUntil([&] { return shown.page.view() == ModelPage::View::Empty || stage.draft().isEmpty(); }));
    CHECK(shown.page.check().network("model") == nullptr);
}
