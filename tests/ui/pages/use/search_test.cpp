// SPDX-License-Identifier: GPL-3.0-or-later
// Searching own texts by meaning.
#include <QClipboard>
#include <doctest/doctest.h>

#include "tests/ui/pages/use/search_stage.h"
#include "ui/widgets/icon_button.h"

using namespace fettle;
using namespace fettle::ui;
using namespace fettle::test;

TEST_CASE("a project with texts can be searched before anything is trained")
{
    SearchStage stage(noRuns);
    CHECK(stage.project.session().isOpen(Place::Use));
    CHECK(stage.part<SegmentedControl>()->isVisible());
    REQUIRE(waitUntil([&] { return stage.card().line()->isVisible(); }));
    CHECK(stage.card().message()->text().contains("891"));
    stage.search("where is my card");
    REQUIRE(waitUntil([&] { return stage.card().hits()->isVisible(); }));
    CHECK(stage.card().hits()->count() == 5);
    CHECK(stage.card().hits()->row(0)->text() == kWhere);
    CHECK(stage.card().hits()->row(0)->details().contains("category: card_arrival"));
    const auto asked = stage.project.engine().last("search.query");
    CHECK(asked.at("text").asText() == "where is my card");
    CHECK(asked.at("dataset").asText() == "d1");
    CHECK(asked.at("model").asText() == "all-minilm-l6-v2");
    CHECK(asked.at("supersedes").asText() == "search");
    // One question for the whole line, not one for every key.
    CHECK(stage.project.engine().count("search.query") < 5);
    stage.picture("search-found");
}

TEST_CASE("with a trained model its page stays in front, and data without texts has no search")
{
    SearchStage stage;
    CHECK(stage.part<SegmentedControl>()->currentIndex() == 0);
    REQUIRE(waitUntil([&] { return stage.part<AnswerCard>()->isVisible(); }));
    CHECK_FALSE(stage.card().isVisible());
    stage.choose(1);
    CHECK(stage.card().isVisible());
    CHECK_FALSE(stage.part<AnswerCard>()->isVisible());
    // The trained model compares texts too.
    REQUIRE(waitUntil([&] { return stage.card().setup()->models()->count() == 3; }));

    EvaluatedProject table(Story::Numbers);
    table.open();
    UsePage page(table.session());
    page.show();
    page.entered();
    CHECK_FALSE(page.findChild<SegmentedControl*>()->isVisible());
    CHECK_FALSE(page.findChild<SearchCard*>()->isVisible());
}

TEST_CASE("the texts are prepared once, with progress, cancel and a way back from failure")
{
    SearchStage stage([](SearchStage& made) {
        noRuns(made);
        made.prepared = false;
    });
    auto& setup = *stage.card().setup();
    REQUIRE(waitUntil([&] { return setup.prepare()->isVisible(); }));
    CHECK_FALSE(stage.card().line()->isVisible());
    stage.picture("search-unprepared");
    setup.prepare()->click();
    REQUIRE(waitUntil([&] { return setup.progress()->isVisible(); }));
    CHECK(stage.project.engine().last("search.build").at("dataset").asText() == "d1");
    stage.tellJob(JobState::Running);
    // The job's number comes with the answer, and its progress again and again.
    REQUIRE(waitUntil([&] {
        stage.project.engine().publish("progress", "j9", "", ValueMap{{"phase", "embedding"}, {"done", 30.0}, {"total", 100.0}});
        return setup.progress()->share() == std::optional(0.3);
    }));
    stage.picture("search-preparing");
    stage.project.engine().answer("jobs.stop", Value(ValueMap{}));
    setup.cancel()->click();
    REQUIRE(waitUntil([&] { return stage.project.engine().count("jobs.stop") == 1; }));
    CHECK(stage.project.engine().last("jobs.stop").at("job").asText() == "j9");
    stage.tellJob(JobState::Stopped);
    REQUIRE(waitUntil([&] { return setup.prepare()->isVisible(); }));

    setup.prepare()->click();
    stage.tellJob(JobState::Failed, makeError("worker.out_of_memory"));
    REQUIRE(waitUntil([&] { return stage.card().setup()->findChild<Notice*>()->isVisible(); }));
    CHECK(setup.findChild<Notice*>()->text().contains("Memory ran short"));
    stage.picture("search-failed");
    stage.prepared = true;
    setup.prepare()->setFocus();
    setup.prepare()->click();
    stage.tellJob(JobState::Completed);
    REQUIRE(waitUntil([&] { return stage.card().line()->isVisible(); }));
    // Who pressed the button goes on by typing.
    CHECK(stage.page->focusWidget() == stage.card().line());
}

TEST_CASE("rows of one class, rows like a row, and the way back")
{
    SearchStage stage(noRuns);
    REQUIRE(waitUntil([&] { return stage.card().line()->isVisible(); }));
    stage.search("card");
    REQUIRE(waitUntil([&] { return stage.card().hits()->isVisible(); }));
    auto* classes = stage.card().classes();
    classes->setCurrentIndex(classes->findData("card_arrival"));
    Q_EMIT classes->activated(classes->currentIndex());
    REQUIRE(waitUntil([&] { return stage.project.engine().last("search.query").at("filter_value").asText() == "card_arrival"; }));
    CHECK(stage.project.engine().last("search.query").at("filter_field").asText() == "category");

    stage.card().hits()->row(2)->similar().click();
    REQUIRE(waitUntil([&] { return !stage.project.engine().last("search.query").at("row").isNull(); }));
    CHECK(stage.project.engine().last("search.query").at("row").asInteger() == 702);
    REQUIRE(waitUntil([&] { return stage.card().hits()->count() == 4; }));
    CHECK(stage.card().back()->isVisible());
    stage.picture("search-similar");
    // On the command line rows count from 1, as on the page.
    for (auto* button : stage.card().findChildren<IconButton*>())
        if (button->accessibleName() == "Copy as a command")
            button->click();
    CHECK(QGuiApplication::clipboard()->text().contains("--like 703 "));
    stage.card().back()->click();
    REQUIRE(waitUntil([&] { return stage.card().hits()->count() == 5; }));
    CHECK_FALSE(stage.card().back()->isVisible());

    // An answer that comes late does not take the place of a newer question's.
    stage.project.engine().hold("search.query");
    stage.search("first");
    REQUIRE(waitUntil([&] { return stage.project.engine().last("search.query").at("text").asText() == "first"; }));
    stage.card().line()->clear();
    QTest::keyClick(stage.card().line(), Qt::Key_Return);
    stage.project.engine().release("search.query");
    QApplication::processEvents();
    CHECK_FALSE(stage.card().hits()->isVisible());
}

TEST_CASE("what a search refuses is said, and an emptied cache leads back to preparing")
{
    SearchStage stage(noRuns);
    REQUIRE(waitUntil([&] { return stage.card().line()->isVisible(); }));
    stage.project.engine().answer("search.query", [](const Value&) -> Result<Value> { return makeError("worker.out_of_memory"); });
    stage.search("card");
    REQUIRE(waitUntil([&] { return stage.card().findChild<Notice*>(QString(), Qt::FindDirectChildrenOnly) != nullptr; }));
    REQUIRE(waitUntil([&] {
        for (auto* notice : stage.card().findChildren<Notice*>())
            if (notice->isVisible() && notice->text().contains("Memory ran short"))
                return true;
        return false;
    }));
    stage.prepared = false;
    stage.project.engine().answer("search.query", [](const Value&) -> Result<Value> {
        return makeError("training.index_missing", {{"field", "text"}});
    });
    stage.search("card again");
    REQUIRE(waitUntil([&] { return stage.card().setup()->prepare()->isVisible(); }));
}

TEST_CASE("without a pretrained model the offer to get one stands above")
{
    SearchStage stage([](SearchStage& made) {
        noRuns(made);
        made.hasModel = false;
    });
    REQUIRE(waitUntil([&] { return stage.card().isVisible(); }));
    CHECK_FALSE(stage.card().setup()->prepare()->isVisible());
    CHECK_FALSE(stage.card().line()->isVisible());
    CHECK(stage.project.engine().count("search.state") == 0);
    stage.picture("search-no-model");
    stage.hasModel = true;
    stage.project.session().pretrained().refresh();
    REQUIRE(waitUntil([&] { return stage.card().line()->isVisible(); }));
}

TEST_CASE("another column or model is asked what was typed")
{
    SearchStage stage([](SearchStage& made) {
        noRuns(made);
        made.fields = {"text", "answer"};
    });
    auto& engine = stage.project.engine();
    REQUIRE(waitUntil([&] { return stage.card().line()->isVisible(); }));
    stage.search("where is my card");
    REQUIRE(waitUntil([&] { return stage.card().hits()->isVisible(); }));
    auto* columns = stage.card().setup()->columns();
    const auto column = [&](int index) {
        columns->setCurrentIndex(index);
        Q_EMIT columns->activated(index);
    };
    column(1);
    REQUIRE(waitUntil([&] { return engine.last("search.query").at("index").at("field").asText() == "answer"; }));
    CHECK(engine.last("search.query").at("text").asText() == "where is my card");
    REQUIRE(waitUntil([&] { return stage.card().hits()->isVisible(); }));

    // Where it has to be prepared first, it is asked then.
    stage.prepared = false;
    column(0);
    REQUIRE(waitUntil([&] { return stage.card().setup()->prepare()->isVisible(); }));
    const int before = engine.count("search.query");
    stage.card().setup()->prepare()->click();
    stage.prepared = true;
    stage.tellJob(JobState::Completed);
    REQUIRE(waitUntil([&] { return engine.count("search.query") == before + 1; }));
    CHECK(engine.last("search.query").at("text").asText() == "where is my card");
    REQUIRE(waitUntil([&] { return stage.card().hits()->isVisible(); }));

    // Rows like one stay wanted, too.
    stage.card().hits()->row(2)->similar().click();
    column(1);
    REQUIRE(waitUntil([&] { return engine.last("search.query").at("index").at("field").asText() == "answer"; }));
    CHECK(engine.last("search.query").at("row").asInteger() == 702);
}

TEST_CASE("a model that was trained to match the texts of the column compares them, and says so")
{
    SearchStage stage([](SearchStage& made) {
        made.fields = {"text", "note"};
        made.project.models.front().task = "sentence_embeddings";
        made.project.model.task.component = "sentence_embeddings";
    });
    stage.choose(1);
    auto& engine = stage.project.engine();
    auto& setup = *stage.card().setup();
    REQUIRE(waitUntil([&] { return setup.models()->currentData().toString() == "m7" && stage.card().line()->isVisible(); }));
    CHECK(setup.reason()->isVisible());
    CHECK(setup.reason()->text().contains("Run 7"));
    stage.search("where is my card");
    REQUIRE(waitUntil([&] { return stage.card().hits()->isVisible(); }));
    CHECK(engine.last("search.query").at("model").asText() == "m7");
    stage.picture("search-matching");

    // It knows nothing of other columns.
    setup.columns()->setCurrentIndex(1);
    Q_EMIT setup.columns()->activated(1);
    REQUIRE(waitUntil([&] { return engine.last("search.query").at("model").asText() == "all-minilm-l6-v2"; }));
    CHECK_FALSE(setup.reason()->isVisible());
    setup.columns()->setCurrentIndex(0);
    Q_EMIT setup.columns()->activated(0);
    REQUIRE(waitUntil([&] { return engine.last("search.query").at("model").asText() == "m7"; }));

    // Who chooses another one gets it.
    const int other = setup.models()->findData("all-minilm-l6-v2");
    setup.models()->setCurrentIndex(other);
    Q_EMIT setup.models()->activated(other);
    REQUIRE(waitUntil([&] { return engine.last("search.query").at("model").asText() == "all-minilm-l6-v2"; }));
    CHECK_FALSE(setup.reason()->isVisible());

    // Deleted, it is no longer asked.
    setup.models()->setCurrentIndex(setup.models()->findData("m7"));
    Q_EMIT setup.models()->activated(setup.models()->findData("m7"));
    REQUIRE(waitUntil([&] { return engine.last("search.query").at("model").asText() == "m7"; }));
    stage.project.models.erase(stage.project.models.begin());
    stage.project.tellRuns();
    REQUIRE(waitUntil([&] { return engine.last("search.query").at("model").asText() == "all-minilm-l6-v2"; }));
}

TEST_CASE("in Chinese and dark nothing is left untranslated or unreadable")
{
    ThemeOptions dark;
    dark.appearance = Appearance::Dark;
    dark.language = "zh_CN";
    SearchStage stage(noRuns, dark);
    REQUIRE(waitUntil([&] { return stage.card().line()->isVisible(); }));
    stage.search("card");
    REQUIRE(waitUntil([&] { return stage.card().hits()->isVisible(); }));
    Translators translators;
    translators.install(QStringLiteral("zh_CN"));
    stage.project.session().setLanguage("zh_CN");
    QApplication::processEvents();
    CHECK(stage.card().hits()->row(0)->similar().text() != "More like this");
    CHECK_FALSE(stage.card().message()->text().contains("nearest"));
    stage.picture("search-found-dark-zh");
    stage.choose(2);
    stage.picture("names-dark-zh");
    translators.install(QStringLiteral("en"));
}
