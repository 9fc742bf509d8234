// SPDX-License-Identifier: GPL-3.0-or-later
#include <QHeaderView>
#include <QTest>
#include <doctest/doctest.h>

#include "tests/ui/pages/data/shown_page.h"
#include "ui/forms/parameter_form.h"
#include "ui/pages/data/column_popover.h"
#include "ui/pages/data/data_view.h"
#include "ui/pages/data/rows_view.h"
#include "ui/pages/data/text_card.h"
#include "ui/pages/data/text_popover.h"
#include "ui/pages/data/value_charts.h"
#include "ui/widgets/button.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/key_value_list.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/text_label.h"

using namespace fettle;
using namespace fettle::ui;
using namespace fettle::test;

TEST_CASE("texts as the model reads them: lengths, what is cut and what is unknown, before anything is trained")
{
    ShownPage shown(messages());
    auto* card = shown.view().findChild<TextCard*>();
    REQUIRE(card);
    REQUIRE(waitUntil([&] { return card->isVisible(); }));
    const auto field = shown.fixture.session().draft().recipe().inputs.front().field;
    auto* facts = card->facts(field);
    REQUIRE(facts);
    CHECK(facts->value(0) == QStringLiteral("typically 12 tokens, 95 of 100 texts at most 31, the longest 79"));
    CHECK(facts->value(1).contains(QStringLiteral("the end of 14")));
    CHECK(facts->value(1).contains(QStringLiteral("64 tokens")));
    CHECK(facts->value(2).startsWith(QStringLiteral("2.5")));
    CHECK_FALSE(card->warning().isVisible());
    // An option counts at once, in the same field.
    auto* options = card->options(field);
    CHECK(options->component().parameters.size() == 2);
    shown.fixture.engine().answer("worker.encoded", [](const Value& params) -> Result<Value> {
        const auto most = params.at("encoder").at("parameters").at("max_length").asInteger();
        const ValueMap summary{{"rows", 100}, {"tokens", 1000}, {"unknown_tokens", 730}, {"cut_rows", 40}, {"cut_tokens", 90}, {"longest", 79},
                               {"median_length", 12}, {"p95_length", 31}, {"max_length", most}};
        return Value(ValueMap{{"rows", ValueList{}}, {"train", summary}, {"validation", summary}});
    });
    Q_EMIT options->valueEdited("max_length", Value(8));
    REQUIRE(waitUntil([&] { return facts->value(1).contains(QStringLiteral("8 tokens")); }));
    CHECK(card->options(field) == options);
    CHECK(shown.fixture.session().draft().recipe().inputs.front().encoder.parameters.at("max_length").asInteger() == 8);
    REQUIRE(card->warning().isVisible());
    CHECK(card->warning().text().contains(QStringLiteral("73%")));
    CHECK(card->warning().text().contains(QStringLiteral("40%")));
    // With a pretrained model its own vocabulary holds: the length alone can be chosen.
    shown.fixture.session().draft().edit("model", [](Recipe& recipe) { recipe.inputs.front().encoder.parameters["model"] = "minilm"; });
    CHECK(card->options(field)->component().parameters.size() == 1);
    Q_EMIT options->valueEdited("max_length", Value());
    CHECK_FALSE(shown.fixture.session().draft().recipe().inputs.front().encoder.parameters.contains("max_length"));
}

TEST_CASE("the card about texts reads the one text column where the recipe names none, and as the chosen model reads it")
{
    ShownPage shown(messages());
    auto& draft = shown.session().draft();
    draft.edit(QStringLiteral("all"), [](Recipe& recipe) { recipe.inputs.clear(); });
    auto* card = shown.view().findChild<TextCard*>();
    REQUIRE(card);
    REQUIRE(waitUntil([&] { return card->isVisible(); }));
    REQUIRE(card->options("message"));
    draft.edit(QStringLiteral("model"), [](Recipe& recipe) { recipe.networks["model"].fromTemplate = {"bert", {{"model", "minilm"}}}; });
    const auto encoder = [&] { return shown.fixture.engine().last("worker.encoded").at("encoder"); };
    REQUIRE(waitUntil([&] { return encoder().at("parameters").at("model").asText() == "minilm"; }));
    CHECK(draft.recipe().inputs.empty());
    CHECK(card->options("message")->component().parameters.size() == 1); // its own vocabulary holds
    Q_EMIT card->options("message")->valueEdited("max_length", Value(8));
    REQUIRE(draft.recipe().inputs.size() == 1);
    CHECK(draft.recipe().inputs.front().field == "message");
    CHECK(draft.recipe().inputs.front().encoder.parameters.at("max_length") == Value(8));
    // A drawn network that begins with the model reads with it, too.
    draft.edit(QStringLiteral("drawn"), [](Recipe& recipe) {
        recipe.networks["model"].fromTemplate = {};
        recipe.networks["model"].graph = Graph();
        recipe.networks["model"].weights = {{"pretrained", "other"}};
    });
    CHECK(waitUntil([&] { return encoder().at("parameters").at("model").asText() == "other"; }));
}

TEST_CASE("without a validation set what is unknown is counted in other rows, and an eighth of the texts is much")
{
    ShownPage shown(messages());
    auto* card = shown.view().findChild<TextCard*>();
    REQUIRE(card);
    REQUIRE(waitUntil([&] { return card->isVisible(); }));
    const auto answer = [&](const char* counted) {
        shown.fixture.engine().answer("worker.encoded", [counted](const Value&) -> Result<Value> {
            ValueMap summary{{"rows", 100}, {"tokens", 1000}, {"unknown_tokens", 0}, {"cut_rows", 0}, {"cut_tokens", 0}, {"longest", 79},
                             {"median_length", 12}, {"p95_length", 31}, {"max_length", 64}};
            ValueMap result{{"rows", ValueList{}}, {"train", summary}, {"validation", ValueMap{{"tokens", 0}}}};
            summary["unknown_tokens"] = std::string_view(counted) == "train" ? 125 : 250;
            result[counted] = summary;
            return Value(std::move(result));
        });
    };
    auto* facts = card->facts("message");
    REQUIRE(facts);
    answer("train");
    Q_EMIT card->options("message")->valueEdited("max_length", Value(8));
    CHECK(waitUntil([&] { return facts->value(2).startsWith(QStringLiteral("12.5")); }));
    CHECK(card->warning().isVisible());
    answer("test");
    Q_EMIT card->options("message")->valueEdited("max_length", Value(9));
    CHECK(waitUntil([&] { return facts->value(2).startsWith(QStringLiteral("25")); }));
}

TEST_CASE("texts without labels: where nothing can be predicted there is a way by names of classes")
{
    ShownPage shown(messages());
    shown.fixture.engine().answer("worker.recommend", [](const Value&) -> Result<Value> { return makeError("data.no_target"); });
    shown.session().setTarget("intent");
    const auto button = [&]() -> Button* {
        for (auto* each : shown.page->findChildren<Button*>())
            if (each->isVisible() && each->text() == QStringLiteral("Sort by the names of the classes"))
                return each;
        return nullptr;
    };
    REQUIRE(waitUntil([&] { return button() != nullptr; }));
    QString topic;
    QObject::connect(&shown.session(), &Session::topicWanted, [&](Place place, const QString& part) {
        if (place == Place::Use)
            topic = part;
    });
    button()->click();
    CHECK(topic == QStringLiteral("names"));
    // Numbers have no such way.
    ShownPage table(passengers());
    table.fixture.engine().answer("worker.recommend", [](const Value&) -> Result<Value> { return makeError("data.no_target"); });
    table.session().setTarget("Fare");
    REQUIRE(waitUntil([&] { return table.session().recommendationProblem().has_value(); }));
    for (auto* each : table.page->findChildren<Button*>())
        CHECK_FALSE((each->isVisible() && each->text() == QStringLiteral("Sort by the names of the classes")));
}

TEST_CASE("a table without texts has no card about them")
{
    ShownPage shown(passengers());
    CHECK_FALSE(shown.view().findChild<TextCard*>()->isVisible());
}

TEST_CASE("Texts: their column takes the room there is, a text that is cut off opens, the menu shows lengths and examples")
{
    ShownPage shown(messages());
    shown.page->resize(1400, 720);
    REQUIRE(waitUntil([&] { return !shown.cell(0, 0).isEmpty(); }));
    auto* view = shown.view().rowsView();
    int all = 0;
    for (int column = 0; column < view->model()->columnCount(); ++column)
        all += view->columnWidth(column);
    CHECK(all == view->viewport()->width());
    CHECK(view->columnWidth(0) > view->columnWidth(1));
    const auto cell = [&](int row) { return view->visualRect(view->model()->index(row, 0)).center(); };
    // Short ones are read where they stand.
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, cell(0));
    CHECK_FALSE(view->wholeText()->isVisible());
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, cell(2));
    CHECK(view->wholeText()->isVisible());
    CHECK(view->wholeText()->text() == QString::fromStdString(messageText(2)));
    view->wholeText()->close();
    view->setCurrentIndex(view->model()->index(4, 0));
    QTest::keyClick(view, Qt::Key_Return);
    CHECK(view->wholeText()->text() == QString::fromStdString(messageText(4)));
    view->wholeText()->close();
    // A tooltip is broken into lines, whatever stands in it.
    const auto tip = view->model()->index(5, 0).data(Qt::ToolTipRole).toString();
    CHECK(Qt::mightBeRichText(tip));
    CHECK(tip.contains(QStringLiteral("&amp;")));

    Q_EMIT view->columnMenuWanted(0);
    auto* menu = shown.view().columnPopover();
    REQUIRE(menu->isVisible());
    REQUIRE(menu->findChild<Histogram*>());
    CHECK(menu->findChild<Histogram*>()->isVisible());
    CHECK(menu->findChild<Histogram*>()->accessibleName().contains(QStringLiteral("characters")));
    // Nothing in it is squeezed at its first opening.
    for (const auto* field : menu->findChildren<FormField*>())
        CHECK(waitUntil([&] { return field->height() >= field->heightForWidth(field->width()); }));
    int examples = 0;
    for (const auto* label : menu->findChildren<TextLabel*>())
        examples += label->isVisible() && label->text() == oneLine(QString::fromStdString(messageText(1)));
    CHECK(examples == 1);
    menu->close();
    Q_EMIT view->columnMenuWanted(1);
    for (const auto* label : menu->findChildren<TextLabel*>())
        if (label->isVisible())
            CHECK(label->text() != oneLine(QString::fromStdString(messageText(1))));

    // A width that was drawn by hand stays.
    menu->close();
    view->horizontalHeader()->resizeSection(0, 333);
    shown.page->resize(1500, 720);
    CHECK(waitUntil([&] { return view->viewport()->width() > all; }));
    CHECK(view->columnWidth(0) == 333);
}
