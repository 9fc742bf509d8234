// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/model/code_view.h"

#include <QApplication>
#include <QTest>
#include <doctest/doctest.h>

#include "engine/documents/recipe_document.h"
#include "tests/ui/pages/model/model_stage.h"
#include "ui/pages/model/code_edit.h"
#include "ui/pages/model/model_page.h"
#include "ui/theme/fettle_style.h"
#include "ui/widgets/notice.h"

using namespace fettle;
using namespace fettle::ui;
using namespace fettle::test;

namespace {

struct CodeShown {
    explicit CodeShown(ModelStage& theStage) : stage(theStage), page(theStage.session)
    {
        applyTheme(*qApp, Theme());
        stage.open();
        page.resize(1088, 720);
        page.show();
        page.showView(ModelPage::View::Code);
        REQUIRE(waitUntil([&] { return page.check().isCurrent("model") && !page.check().isChecking(); }));
    }
    [[nodiscard]] QString text() { return page.code().recipe().toPlainText(); }
    [[nodiscard]] const Recipe& draft() { return stage.draft().recipe(); }
    [[nodiscard]] QUndoStack& undo() { return stage.session.draft().undoStack(); }
    /// As somebody types: through the editor, with its signals.
    void replace(const QString& from, const QString& to)
    {
        auto& edit = page.code().recipe();
        REQUIRE_MESSAGE(text().contains(from), from.toStdString());
        auto cursor = edit.document()->find(from);
        cursor.insertText(to);
    }

    ModelStage& stage;
    ModelPage page;
};

} // namespace

TEST_CASE("the recipe's text is the draft, and follows it")
{
    ModelStage stage;
    CodeShown shown(stage);
    CHECK(shown.text().toStdString() == documents::writeRecipe(shown.draft()));
    stage.session.draft().edit(QStringLiteral("x"), [](Recipe& recipe) { recipe.training.epochs = 7; });
    CHECK(shown.text().contains(QStringLiteral("epochs: 7")));
    // A drawn network stands in it whole.
    shown.page.network().editor().addNote(QStringLiteral("remember this"), {0, 0});
    CHECK(shown.text().contains(QStringLiteral("remember this")));
    CHECK(documents::readRecipe(shown.text().toStdString()).value() == shown.draft());
}

TEST_CASE("typed text is read a moment later and is one step; undo is the window's")
{
    ModelStage stage;
    CodeShown shown(stage);
    const auto before = shown.draft();
    shown.replace(QStringLiteral("epochs: 40"), QStringLiteral("epochs: 12"));
    CHECK(shown.draft() == before); // not in the middle of a word
    REQUIRE(waitUntil([&] { return shown.draft().training.epochs == 12.0; }));
    CHECK(shown.undo().count() == 1);
    CHECK(shown.undo().undoText() == "Edit the recipe's text");
    CHECK_FALSE(shown.page.code().isPending());
    // Ctrl+Z in the text is left to the window, for it was taken.
    QKeyEvent undo(QEvent::ShortcutOverride, Qt::Key_Z, Qt::ControlModifier);
    undo.ignore();
    QApplication::sendEvent(&shown.page.code().recipe(), &undo);
    CHECK_FALSE(undo.isAccepted());
    shown.undo().undo();
    CHECK(shown.draft() == before);
    CHECK(shown.text().contains(QStringLiteral("epochs: 40")));
    shown.undo().redo();
    CHECK(shown.text().contains(QStringLiteral("epochs: 12")));
}

TEST_CASE("a mistake in the text is said in its line and changes nothing")
{
    ModelStage stage;
    CodeShown shown(stage);
    const auto before = shown.draft();
    shown.replace(QStringLiteral("epochs: 40"), QStringLiteral("epocks: 40"));
    CHECK_FALSE(shown.page.code().take());
    CHECK(shown.draft() == before);
    CHECK(shown.undo().count() == 0);
    auto& notice = shown.page.code().notice();
    REQUIRE(notice.isVisible());
    CHECK(notice.kind() == NoticeKind::Danger);
    CHECK(notice.text().contains(QStringLiteral("epochs"))); // the nearest known name
    const int line = shown.page.code().recipe().wrongLine();
    REQUIRE(line > 0);
    CHECK(shown.text().split(QLatin1Char('\n')).at(line - 1).contains(QStringLiteral("epocks")));
    // Undo is about the text now, which was not taken.
    QKeyEvent undo(QEvent::ShortcutOverride, Qt::Key_Z, Qt::ControlModifier);
    undo.ignore();
    QApplication::sendEvent(&shown.page.code().recipe(), &undo);
    CHECK(undo.isAccepted());
    shown.page.runPrimary(); // stays here: what stands here is not what would be trained
    CHECK(stage.session.place() != Place::Train);
    shown.replace(QStringLiteral("epocks: 40"), QStringLiteral("epochs: 41"));
    CHECK(shown.page.code().take());
    CHECK(shown.draft().training.epochs == 41.0);
    CHECK_FALSE(notice.isVisible());
    CHECK(shown.page.code().recipe().wrongLine() == 0);
    shown.page.runPrimary();
    CHECK(stage.session.place() == Place::Train);
}

TEST_CASE("text in progress is read before one goes on; the data stay the project's")
{
    ModelStage stage;
    CodeShown shown(stage);
    const auto dataset = shown.draft().dataset;
    auto& edit = shown.page.code().recipe();
    auto recipe = shown.draft();
    recipe.dataset = {};
    recipe.dataset.name = "elsewhere";
    recipe.training.batchSize = 8;
    edit.selectAll();
    edit.insertPlainText(QString::fromStdString(documents::writeRecipe(recipe)));
    CHECK(shown.page.code().isPending());
    shown.page.showView(ModelPage::View::Layers);
    CHECK(shown.draft().training.batchSize == 8);
    CHECK(shown.draft().dataset == dataset);
    shown.page.showView(ModelPage::View::Code);
    CHECK_FALSE(shown.text().contains(QStringLiteral("elsewhere")));
}

TEST_CASE("what only the engine can know stands above the text too")
{
    ModelStage stage;
    CodeShown shown(stage);
    stage.refusal = makeError("training.objective_network", {{"objective", "main"}, {"network", "other"}});
    shown.replace(QStringLiteral("epochs: 40"), QStringLiteral("epochs: 39"));
    REQUIRE(shown.page.code().take());
    CHECK(waitUntil([&] { return shown.page.code().notice().isVisible(); }));
    CHECK(shown.page.code().notice().text().contains(QStringLiteral("other")));
}

TEST_CASE("PyTorch code is that of the network, and cannot be typed into")
{
    ModelStage stage;
    CodeShown shown(stage);
    auto& code = shown.page.code().pytorch();
    REQUIRE(code.isVisible());
    CHECK(code.isReadOnly());
    CHECK(code.toPlainText().contains(QStringLiteral("class Network(nn.Module)")));
    CHECK_FALSE(code.toPlainText().contains(QStringLiteral("gelu")));
    shown.page.network().editor().selectPath("conv1");
    shown.page.network().editor().addAfterCurrent("gelu");
    CHECK(waitUntil([&] { return code.toPlainText().contains(QStringLiteral("self.gelu1")); }));
    // With a mistake there is none.
    stage.mistakes["gelu1"] = {makeError("model.no_output"), {}};
    shown.page.network().editor().addNote(QStringLiteral("n"), {0, 0});
    CHECK(waitUntil([&] { return !code.isVisible(); }));
}
