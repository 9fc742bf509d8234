// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QClipboard>
#include <QMenu>
#include <doctest/doctest.h>

#include "tests/ui/pages/train/train_stage.h"
#include "ui/pages/train/train_page.h"
#include "ui/theme/fettle_style.h"
#include "ui/widgets/notice.h"

using namespace fettle;
using namespace fettle::ui;
using namespace fettle::test;

TEST_CASE("settings are copied as recipe and as command, and a recipe is pasted back")
{
    TrainStage stage;
    stage.open();
    applyTheme(*qApp, Theme());
    TrainPage page(stage.session);
    page.resize(1088, 720);
    page.show();
    page.entered();
    const auto batchSize = [&] { return stage.session.draft().recipe().training.batchSize; };
    const auto choose = [&](const QString& text) {
        const std::unique_ptr<QMenu> menu(page.makeCopyMenu());
        for (auto* action : menu->actions())
            if (action->text() == text)
                action->trigger();
    };
    stage.session.draft().edit(QStringLiteral("x"), [](Recipe& recipe) { recipe.training.batchSize = 21; });
    choose(QStringLiteral("Copy as recipe"));
    const QString recipe = QApplication::clipboard()->text();
    CHECK(recipe.contains(QStringLiteral("batch_size: 21")));
    choose(QStringLiteral("Copy as command"));
    CHECK(QApplication::clipboard()->text().startsWith(QStringLiteral("fettle-cli train \"")));
    CHECK(QApplication::clipboard()->text().contains(QStringLiteral("recipe.yaml")));
    stage.session.draft().undoStack().undo();
    CHECK(batchSize() == 36);
    QApplication::clipboard()->setText(recipe);
    choose(QStringLiteral("Paste a recipe"));
    CHECK(batchSize() == 21);
    QApplication::clipboard()->setText(QStringLiteral("shopping list: [milk"));
    choose(QStringLiteral("Paste a recipe"));
    CHECK(page.refusal().isVisible());
    CHECK(batchSize() == 21);
}
