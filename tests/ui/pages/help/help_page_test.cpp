// SPDX-License-Identifier: GPL-3.0-or-later
#include <doctest/doctest.h>

#include <QAbstractItemModelTester>
#include <QLineEdit>
#include <QListView>
#include <QScrollBar>
#include <QTest>
#include <QTextBlock>
#include <QTreeWidget>

#include "tests/ui/pages/help/help_stage.h"
#include "ui/pages/help/help_results.h"
#include "ui/pages/help/help_view.h"
#include "ui/theme/fettle_style.h"

using namespace fettle;
using namespace fettle::ui;
using namespace fettle::test;

namespace {

QTreeWidgetItem* contentsItem(const HelpPage& page, const QString& id)
{
    for (auto* item : page.findChild<QTreeWidget*>()->findItems({}, Qt::MatchContains | Qt::MatchRecursive))
        if (item->data(0, Qt::UserRole).toString() == id)
            return item;
    return nullptr;
}

QStringList linksOf(const QTextDocument& document)
{
    QStringList links;
    for (auto block = document.begin(); block.isValid(); block = block.next())
        for (auto it = block.begin(); !it.atEnd(); ++it)
            if (it.fragment().charFormat().isAnchor())
                links << it.fragment().charFormat().anchorHref();
    return links;
}

} // namespace

TEST_CASE("the page opens at the first topic and at any other by its name")
{
    HelpStage stage;
    stage.page.show();
    auto* view = stage.page.findChild<HelpView*>();
    CHECK(stage.page.currentTopic() == "first-steps");
    CHECK(view->document()->begin().text() == "First steps in five minutes");
    stage.page.openTopic("train");
    CHECK(view->document()->begin().text() == "Train");
    CHECK(stage.page.findChild<QTreeWidget*>()->currentItem()->text(0) == "Train");
    stage.page.openTopic("no-such-topic");
    CHECK(stage.page.currentTopic() == "first-steps");
    stage.page.resize(900, 400);
    stage.page.openTopic("glossary#checkpoint");
    CHECK(view->document()->begin().text() == "Glossary");
    CHECK(view->textCursor().block().text() == "Checkpoint");
    CHECK(view->verticalScrollBar()->value() > 0);
}

TEST_CASE("links lead on, back and forward come back to where one was")
{
    HelpStage stage;
    stage.page.resize(900, 400);
    stage.page.show();
    auto* view = stage.page.findChild<HelpView*>();
    stage.page.openTopic("glossary");
    view->verticalScrollBar()->setValue(300);
    Q_EMIT view->anchorClicked(QUrl("data.md#splits"));
    CHECK(stage.page.currentTopic() == "data");
    CHECK(view->textCursor().block().text() == "Training, validation and test set");
    stage.page.back();
    CHECK(stage.page.currentTopic() == "glossary");
    CHECK(view->verticalScrollBar()->value() == 300);
    stage.page.back();
    CHECK(stage.page.currentTopic() == "first-steps");
    stage.page.back();
    CHECK(stage.page.currentTopic() == "first-steps");
    stage.page.forward();
    stage.page.forward();
    CHECK(stage.page.currentTopic() == "data");
    stage.page.forward();
    CHECK(stage.page.currentTopic() == "data");
    // Another way from here: what was ahead is gone.
    stage.page.back();
    Q_EMIT view->anchorClicked(QUrl("privacy.md"));
    stage.page.forward();
    CHECK(stage.page.currentTopic() == "privacy");
}

TEST_CASE("links to places go there, links out of the program nowhere")
{
    HelpStage stage;
    stage.page.show();
    stage.session.goTo(Place::Help);
    auto* view = stage.page.findChild<HelpView*>();
    Q_EMIT view->anchorClicked(QUrl("https://example.org/"));
    Q_EMIT view->anchorClicked(QUrl("place:results")); // there are none yet
    CHECK(stage.session.place() == Place::Help);
    Q_EMIT view->anchorClicked(QUrl("place:home"));
    CHECK(stage.session.place() == Place::Home);
    CHECK(stage.page.currentTopic() == "first-steps");
}

TEST_CASE("every link of every page leads to a page that is there, in both languages")
{
    HelpStage stage;
    REQUIRE(waitUntil([&] { return !stage.session.catalog().components.empty(); }));
    const auto& book = stage.page.handbook();
    int links = 0;
    for (const char* language : {"en", "zh_CN"}) {
        stage.session.setLanguage(language);
        QStringList ids{"ref/layer", "ref/loss", "ref/encoder", "ref/layer/conv2d", "ref/loss/mse"};
        for (const auto& chapter : book.chapters())
            ids << chapter.topics;
        for (const auto& id : ids) {
            CAPTURE(id.toStdString());
            stage.page.openTopic(id);
            REQUIRE(stage.page.currentTopic() == id);
            for (const auto& link : linksOf(*stage.page.findChild<HelpView*>()->document())) {
                CAPTURE(link.toStdString());
                ++links;
                const auto target = targetOf(link, id);
                CHECK(target.kind != HelpTarget::Kind::None);
                // The small catalog has three kinds; which others exist is the business of the test of the files.
                if (target.kind == HelpTarget::Kind::Topic && !target.id.startsWith("ref/")) {
                    const auto* topic = book.topic(language, target.id);
                    REQUIRE(topic);
                    CHECK((target.anchor.isEmpty() || topic->sectionOf(target.anchor) > 0));
                }
            }
        }
    }
    CHECK(links > 100);
}

TEST_CASE("search lists the parts that match, opens them and marks what was searched for")
{
    HelpStage stage;
    stage.page.show();
    REQUIRE(waitUntil([&] { return !stage.session.catalog().components.empty(); }));
    auto* results = stage.page.findChild<QListView*>();
    auto* model = stage.page.findChild<HelpResultsModel*>();
    const QAbstractItemModelTester tester(model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    auto* view = stage.page.findChild<HelpView*>();
    auto* field = stage.page.findChild<QLineEdit*>();
    QTest::keyClicks(field, "checkpoint");
    REQUIRE(model->rowCount() > 1);
    CHECK(results->isVisible());
    CHECK(model->index(0).data().toString().contains("Checkpoint"));
    QTest::keyClick(field, Qt::Key_Return);
    CHECK(stage.page.currentTopic() == "glossary");
    CHECK(view->marked() >= 1);
    QTest::keyClick(field, Qt::Key_Down);
    CHECK(results->currentIndex().row() == 0);
    QTest::keyClick(results, Qt::Key_Down);
    CHECK(stage.page.currentTopic() == model->results()[1].topic);

    QTest::keyClick(field, Qt::Key_Escape);
    CHECK(field->text().isEmpty());
    CHECK_FALSE(results->isVisible());
    CHECK(view->marked() == 0);

    stage.page.search("混淆矩阵");
    REQUIRE(model->rowCount() > 0);
    CHECK(model->index(0).data().toString() == "Glossary › Confusion matrix");
    stage.page.search("qwertz");
    CHECK(model->rowCount() == 0);
    CHECK_FALSE(results->isVisible());
    stage.page.search("conv2d");
    REQUIRE(model->rowCount() > 0);
    CHECK(model->results()[0].topic == "ref/layer/conv2d");
}

TEST_CASE("the reference appears with the catalog, and a page that is open stays open")
{
    HelpStage stage;
    stage.page.show();
    stage.page.openTopic("model");
    CHECK(contentsItem(stage.page, "ref/layer") == nullptr);
    REQUIRE(waitUntil([&] { return contentsItem(stage.page, "ref/layer/conv2d") != nullptr; }));
    CHECK(stage.page.currentTopic() == "model");
    auto* tree = stage.page.findChild<QTreeWidget*>();
    tree->setCurrentItem(contentsItem(stage.page, "ref/layer/conv2d"));
    CHECK(stage.page.currentTopic() == "ref/layer/conv2d");
    CHECK(stage.page.findChild<HelpView*>()->document()->begin().text() == "Conv*2d*");
}

TEST_CASE("another language shows the same page and the same part of it")
{
    HelpStage stage;
    stage.page.resize(900, 400);
    stage.page.show();
    stage.page.openTopic("glossary#checkpoint");
    stage.session.setLanguage("zh_CN");
    QEvent change(QEvent::LanguageChange);
    QCoreApplication::sendEvent(&stage.page, &change);
    auto* view = stage.page.findChild<HelpView*>();
    CHECK(stage.page.currentTopic() == "glossary");
    CHECK(view->document()->begin().text() == "词语简释");
    CHECK(view->textCursor().block().text() == "检查点");
    CHECK(stage.page.findChild<QTreeWidget*>()->topLevelItem(0)->text(0) == "入门");
    stage.page.search("checkpoint");
    CHECK(stage.page.findChild<HelpResultsModel*>()->index(0).data().toString().contains("检查点"));
}

TEST_CASE("another theme or text size sets the page anew and keeps about the place")
{
    const ThemeOptions light{.appearance = Appearance::Light, .language = "en", .textScale = 1.0, .reduceMotion = true};
    const ThemeOptions large{.appearance = Appearance::Dark, .language = "en", .textScale = 1.5, .reduceMotion = true};
    applyTheme(*qApp, Theme(light));
    HelpStage stage;
    stage.page.resize(900, 400);
    stage.page.show();
    stage.page.openTopic("glossary");
    auto* view = stage.page.findChild<HelpView*>();
    auto* bar = view->verticalScrollBar();
    const auto color = [&] { return view->document()->begin().begin().fragment().charFormat().foreground().color(); };
    CHECK(color() == Theme(light).color("text.primary"));
    bar->setValue(bar->maximum() / 2);
    const int before = bar->maximum();
    applyTheme(*qApp, Theme(large));
    CHECK(waitUntil([&] { return bar->maximum() > before; }));
    CHECK(color() == Theme(large).color("text.primary"));
    CHECK(std::abs(bar->value() / static_cast<double>(bar->maximum()) - 0.5) < 0.05);
    CHECK(view->document()->begin().text() == "Glossary");
    applyTheme(*qApp, Theme(light));
}
