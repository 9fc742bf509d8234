// SPDX-License-Identifier: GPL-3.0-or-later
// Sorting texts by the names of the classes alone, and saving what comes of it.
#include <doctest/doctest.h>

#include "tests/ui/pages/use/search_stage.h"

using namespace fettle;
using namespace fettle::ui;
using namespace fettle::test;

TEST_CASE("names of classes alone: a text, all rows, and a file of suggestions")
{
    SearchStage stage(noRuns);
    stage.choose(2);
    auto& names = stage.names();
    REQUIRE(names.isVisible());
    names.labels()->setPlainText("delivery\n payment \n\naccount\ndelivery");
    QTest::keyClicks(names.sentence(), "This is about {}.");
    names.text()->setPlainText("Where is my parcel?");
    REQUIRE(waitUntil([&] { return names.bars()->scores().size() == 3; }));
    CHECK(names.bars()->scores().front().name == "delivery");
    CHECK(stage.project.engine().last("search.labels").at("sentence").asText() == "This is about {}.");
    REQUIRE(waitUntil([&] { return names.suggest()->isVisible(); }));
    names.suggest()->click();
    REQUIRE(waitUntil([&] { return names.outcome()->isVisible(); }));
    CHECK(names.outcome()->text().contains("71"));
    CHECK(names.counts()->scores().size() == 3);
    stage.picture("names");
    stage.project.dialogs().saved = QStringLiteral("/home/me/labels.csv");
    names.save()->click();
    REQUIRE(waitUntil([&] { return names.outcome()->text().contains("labels.csv"); }));
    CHECK(stage.project.engine().last("search.labels").at("output_path").asText() == "/home/me/labels.csv");

    // One name is no choice.
    names.labels()->clear();
    QTest::keyClicks(names.labels(), "delivery");
    CHECK_FALSE(names.suggest()->isEnabled());
    CHECK_FALSE(names.suggest()->toolTip().isEmpty());
}

TEST_CASE("a comma belongs to a name; names typed in one line become lines on request")
{
    SearchStage stage(noRuns);
    stage.choose(2);
    auto& names = stage.names();
    names.labels()->setPlainText("Cards, lost or stolen\nBills; refunds");
    CHECK_FALSE(names.divide()->isVisible());
    REQUIRE(waitUntil([&] { return names.suggest()->isVisible(); }));
    names.suggest()->click();
    REQUIRE(waitUntil([&] { return names.outcome()->isVisible(); }));
    CHECK(stage.project.engine().last("search.labels").at("labels").asList() == ValueList{"Cards, lost or stolen", "Bills; refunds"});

    names.labels()->setPlainText(QStringLiteral("delivery, payment、account，")); // as a Chinese keyboard types it
    CHECK(names.divide()->isVisible());
    names.divide()->click();
    CHECK(names.labels()->toPlainText() == "delivery\npayment\naccount");
    CHECK_FALSE(names.divide()->isVisible());
    names.labels()->undo();
    CHECK(names.labels()->toPlainText() == QStringLiteral("delivery, payment、account，"));
}

TEST_CASE("whatever is typed while a file of suggestions is written, its end is told")
{
    SearchStage stage(noRuns);
    stage.choose(2);
    auto& names = stage.names();
    names.labels()->setPlainText("delivery\npayment");
    REQUIRE(waitUntil([&] { return names.save()->isVisible(); }));
    auto& engine = stage.project.engine();
    const auto write = [&](const char* path) {
        stage.project.dialogs().saved = QLatin1String(path);
        engine.hold("search.labels");
        names.save()->click();
        CHECK(engine.last("search.labels").at("output_path").asText() == path);
        CHECK(engine.last("search.labels").at("supersedes").isNull());
        CHECK(names.save()->isBusy());
    };
    const auto typeAll = [&](const QString& more) {
        const int before = engine.count("search.labels");
        QTest::keyClicks(names.text(), more);
        QTest::keyClicks(names.labels(), more);
        QTest::keyClicks(names.sentence(), "{} " + more);
        REQUIRE(waitUntil([&] { return engine.count("search.labels") > before; })); // the text's own question
        CHECK(names.save()->isBusy());
        CHECK(names.outcome()->text().contains("being written"));
    };
    write("/home/me/one.csv");
    typeAll("parcel");
    engine.release("search.labels");
    REQUIRE(waitUntil([&] { return !names.save()->isBusy(); }));
    CHECK(names.outcome()->text().contains("one.csv"));
    stage.picture("names-saved");
    // It stays told while one goes on.
    QTest::keyClicks(names.text(), " again");
    CHECK(names.outcome()->text().contains("one.csv"));

    // So does what went wrong.
    write("/home/me/two.csv");
    typeAll("money");
    engine.answer("search.labels", [](const Value& params) -> Result<Value> {
        if (params.at("output_path").isNull())
            return toValue(LabelResult());
        return makeError("worker.out_of_memory");
    });
    engine.release("search.labels");
    REQUIRE(waitUntil([&] { return names.problem()->isVisible(); }));
    CHECK_FALSE(names.save()->isBusy());
    QTest::keyClicks(names.text(), " more");
    CHECK(names.problem()->isVisible());
}

TEST_CASE("a file that could not be written hides no later problem, and is forgotten with what was to be written")
{
    SearchStage stage(noRuns);
    stage.choose(2);
    auto& names = stage.names();
    names.labels()->setPlainText("delivery\npayment");
    REQUIRE(waitUntil([&] { return names.save()->isVisible(); }));
    const Error full = makeError("worker.out_of_memory");
    const Error left = makeError("service.leaving");
    stage.project.engine().answer("search.labels", [&](const Value& params) -> Result<Value> {
        return params.at("output_path").isNull() ? left : full;
    });
    const auto told = [&](const Error& error) {
        return names.problem()->isVisible()
            && names.problem()->text().contains(QString::fromStdString(stage.project.session().sentences().sentence(error)));
    };
    stage.project.dialogs().saved = QStringLiteral("/home/me/one.csv");
    names.save()->click();
    REQUIRE(waitUntil([&] { return told(full); }));
    QTest::keyClicks(names.text(), "parcel");
    REQUIRE(waitUntil([&] { return told(left); }));
    CHECK(told(full));
    QTest::keyClicks(names.labels(), "s");
    CHECK_FALSE(names.problem()->isVisible());
    REQUIRE(waitUntil([&] { return told(left); }));
    CHECK_FALSE(told(full));
}

TEST_CASE("a file whose writing ends in another project is not told there, but that it failed is")
{
    for (const bool fails : {false, true}) {
        CAPTURE(fails);
        SearchStage stage(noRuns);
        stage.choose(2);
        auto& names = stage.names();
        auto& engine = stage.project.engine();
        names.labels()->setPlainText("delivery\npayment");
        REQUIRE(waitUntil([&] { return names.save()->isVisible(); }));
        engine.answer("projects.list", Value(ValueMap{{"projects", ValueList{Value(ValueMap{{"id", "p1"}, {"name", "messages"}}),
                                                                             Value(ValueMap{{"id", "p2"}, {"name", "others"}})}}}));
        auto& session = stage.project.session();
        session.refreshLists();
        REQUIRE(waitUntil([&] { return session.projects().size() == 2; }));
        stage.project.dialogs().saved = QStringLiteral("/home/me/one.csv");
        engine.hold("search.labels");
        names.save()->click();
        engine.answer("datasets.show", [&](const Value&) -> Result<Value> {
            return Value(ValueMap{{"name", "others"}, {"number", 1}, {"manifest_path", "/workspace/others.yaml"}, {"manifest", toValue(stage.project.manifest)}});
        });
        session.openProject("p2");
        REQUIRE(waitUntil([&] { return session.data().manifestPath == "/workspace/others.yaml"; }));
        if (fails)
            engine.answer("search.labels", [](const Value&) -> Result<Value> { return makeError("worker.out_of_memory"); });
        CHECK(names.save()->isBusy());
        engine.release("search.labels");
        REQUIRE(waitUntil([&] { return !names.save()->isBusy(); }));
        CHECK_FALSE(names.outcome()->text().contains("one.csv"));
        CHECK(names.problem()->text().isEmpty() != fails);
    }
}
