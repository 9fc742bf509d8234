// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/columns.h"

#include <algorithm>

#include <QLocale>
#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "tests/ui/pages/data/sample_data.h"
#include "ui/pages/data/findings.h"
#include "ui/pages/data/format_text.h"
#include "ui/pages/data/prediction_sentence.h"

using namespace fettle;
using namespace fettle::ui;
using namespace fettle::test;

namespace {

FieldRole roleOf(DataFixture& fixture, const char* field)
{
    const auto& manifest = fixture.session().data().manifest;
    return roleNow(*manifest.findField(field), fixture.session().draft().recipe(), manifest);
}

/// The last import's override of a column, or null.
Value overrideOf(DataFixture& fixture, const std::string& field)
{
    const auto overrides = fixture.engine().last("datasets.import").at("overrides");
    for (const auto& item : overrides.asList())
        if (item.at("field").asText() == field)
            return item;
    return {};
}

const Finding* findingOf(const std::vector<Finding>& findings, Finding::Kind kind)
{
    const auto found = std::ranges::find(findings, kind, &Finding::kind);
    return found == findings.end() ? nullptr : &*found;
}

} // namespace

TEST_CASE("What a column is used for is the recipe's to say; leaving one out reads nothing again")
{
    DataFixture fixture(passengers());
    fixture.open();
    CHECK(roleOf(fixture, "Survived") == FieldRole::Target);
    CHECK(roleOf(fixture, "Age") == FieldRole::Input);
    CHECK(roleOf(fixture, "Name") == FieldRole::Ignore);
    useColumn(fixture.session(), "Age", FieldRole::Ignore);
    CHECK(roleOf(fixture, "Age") == FieldRole::Ignore);
    CHECK(roleOf(fixture, "Sex") == FieldRole::Input);
    useColumn(fixture.session(), "Age", FieldRole::Input);
    CHECK(roleOf(fixture, "Age") == FieldRole::Input);
    CHECK(fixture.engine().count("datasets.import") == 0);
    fixture.session().draft().undoStack().undo();
    CHECK(roleOf(fixture, "Age") == FieldRole::Ignore);
}

TEST_CASE("What is to be predicted is given up by choosing another column")
{
    DataFixture fixture(passengers());
    fixture.open();
    useColumn(fixture.session(), "Survived", FieldRole::Ignore);
    CHECK(roleOf(fixture, "Survived") == FieldRole::Target);
    useColumn(fixture.session(), "Fare", FieldRole::Target);
    CHECK(waitUntil([&] { return fixture.engine().last("worker.recommend").at("target").asText() == "Fare"; }));
}

TEST_CASE("Reading again keeps everything that was said before")
{
    auto manifest = passengers();
    manifest.fields[2].reasons = {makeError("data.kind_given")};
    manifest.fields[2].kind = FieldKind::Category;
    DataFixture fixture(manifest);
    Job import;
    import.id = "j1";
    import.kind = JobKind::Import;
    import.state = JobState::Completed;
    import.dataset = "d1";
    import.createdUtc = "2026-03-01T12:00:00.000Z";
    import.request = Value(ValueMap{{"paths", ValueList{Value("/data/titanic.csv")}}, {"name", "titanic"}, {"dataset_folder", ""},
                                    {"options", ValueMap{{"header", "yes"}}}});
    fixture.engine().answer("jobs.list", Value(ValueMap{{"jobs", ValueList{toValue(import)}}}));
    fixture.engine().answer("datasets.import", Value(ValueMap{{"job", "j2"}, {"dataset", "d1"}, {"name", "titanic"}}));
    fixture.open();
    REQUIRE(waitUntil([&] { return !fixture.session().jobs().empty(); }));
    useColumn(fixture.session(), "Cabin", FieldRole::Ignore);
    Rereading(fixture.session()).kind("Sex", FieldKind::Text).start();
    const auto request = fixture.engine().last("datasets.import");
    CHECK(request.at("paths").asList().front().asText() == "/data/titanic.csv");
    CHECK(request.at("options").at("header").asText() == "yes");
    CHECK(request.at("options").at("target").asText() == "Survived");
    CHECK(overrideOf(fixture, "Pclass").at("kind").asText() == "category");
    CHECK(overrideOf(fixture, "Sex").at("kind").asText() == "text");
    CHECK(overrideOf(fixture, "Cabin").at("role").asText() == "ignore");
    // What nobody said anything about is found out anew.
    CHECK(overrideOf(fixture, "Age").isNull());
    CHECK(overrideOf(fixture, "Name").isNull());
}

TEST_CASE("Group, split and weight make another data version")
{
    DataFixture fixture(passengers());
    fixture.engine().answer("datasets.import", Value(ValueMap{{"job", "j2"}, {"dataset", "d1"}, {"name", "titanic"}}));
    fixture.open();
    SUBCASE("group")
    {
        useColumn(fixture.session(), "Cabin", FieldRole::Group);
        CHECK(fixture.engine().last("datasets.import").at("split").at("method").asText() == "group");
        CHECK(fixture.engine().last("datasets.import").at("split").at("column").asText() == "Cabin");
        CHECK(overrideOf(fixture, "Cabin").at("role").asText() == "ignore");
    }
    SUBCASE("split")
    {
        useColumn(fixture.session(), "Embarked", FieldRole::Split);
        CHECK(overrideOf(fixture, "Embarked").at("role").asText() == "split");
        CHECK(fixture.engine().last("datasets.import").at("split").isNull());
    }
    SUBCASE("weight")
    {
        useColumn(fixture.session(), "Fare", FieldRole::Weight);
        CHECK(overrideOf(fixture, "Fare").at("role").asText() == "weight");
    }
}

TEST_CASE("Choices of a column: kinds of tables, roles that its kind can have")
{
    const auto manifest = passengers();
    CHECK(std::ranges::count(rolesFor(*manifest.findField("Name")), FieldRole::Target) == 0);
    CHECK(std::ranges::count(rolesFor(*manifest.findField("Fare")), FieldRole::Weight) == 1);
    CHECK(std::ranges::count(rolesFor(*manifest.findField("Sex")), FieldRole::Weight) == 0);
    const auto pictures = flowers();
    CHECK(kindsFor(*pictures.findField("image")) == std::vector{FieldKind::Image});
    CHECK(rolesFor(*pictures.findField("image")) == std::vector{FieldRole::Input, FieldRole::Ignore});
}

TEST_CASE("A text can be what is found where there is another text that it may belong to")
{
    auto manifest = passengers();
    const auto text = [&](const char* name, FieldRole role) {
        FieldInfo field;
        field.name = name;
        field.kind = FieldKind::Text;
        field.role = role;
        manifest.fields.push_back(field);
    };
    text("question", FieldRole::Input);
    CHECK_FALSE(canBeTarget(*manifest.findField("question"), manifest)); // alone: names and tickets are left out
    text("answer", FieldRole::Input);
    for (const auto* name : {"question", "answer"}) {
        CHECK(canBeTarget(*manifest.findField(name), manifest));
        CHECK(std::ranges::count(rolesFor(*manifest.findField(name), manifest), FieldRole::Target) == 1);
    }
    CHECK_FALSE(canBeTarget(*manifest.findField("Name"), manifest));
    CHECK(canBeTarget(*manifest.findField("Fare"), manifest));
    CHECK(std::ranges::count(rolesFor(*manifest.findField("Fare"), manifest), FieldRole::Target) == 1);
    // What it is for now stays a choice.
    for (auto& field : manifest.fields)
        if (field.name == "answer")
            field.role = FieldRole::Target;
    CHECK(canBeTarget(*manifest.findField("question"), manifest));
}

TEST_CASE("A text that belongs to another one is found, and not predicted")
{
    DataFixture fixture(passengers());
    fixture.open();
    PredictionSentence sentence(fixture.session());
    CHECK(sentence.text().startsWith(QStringLiteral("Predict Survived from")));
    fixture.session().draft().edit(QStringLiteral("texts"), [](Recipe& recipe) {
        recipe.task.component = "sentence_embeddings";
        recipe.inputs = {{"Name", {}}};
    });
    CHECK(sentence.text() == QStringLiteral("Find the matching Survived for Name"));
    fixture.session().draft().undoStack().undo();
    CHECK(sentence.text().startsWith(QStringLiteral("Predict Survived from")));
}

TEST_CASE("Findings say what the engine knows, and nothing where all is well")
{
    const client::Sentences english("en");
    const auto manifest = passengers();
    const auto advice = adviceFor(manifest, true);
    const auto findings = Finding::of(manifest, &advice, advice.recipe, english);
    const auto* leak = findingOf(findings, Finding::Kind::GivesAway);
    REQUIRE(leak);
    CHECK(leak->column == "Fare");
    CHECK(leak->isWarning);
    CHECK(leak->sentences.front().contains(QStringLiteral("Fare")));
    const auto* missing = findingOf(findings, Finding::Kind::Missing);
    REQUIRE(missing);
    CHECK(missing->sentences.front().indexOf(QStringLiteral("Cabin")) < missing->sentences.front().indexOf(QStringLiteral("Age")));
    CHECK(findings.front().kind == Finding::Kind::GivesAway);

    // Once it is left out there is nothing to press any more.
    auto recipe = advice.recipe;
    std::erase_if(recipe.inputs, [](const FieldUse& use) { return use.field == "Fare"; });
    const auto after = Finding::of(manifest, &advice, recipe, english);
    CHECK(findingOf(after, Finding::Kind::GivesAway)->column.empty());

    auto clean = passengers();
    for (auto& statistics : clean.statistics)
        statistics.missing = 0;
    const auto none = adviceFor(clean);
    CHECK(Finding::of(clean, &none, none.recipe, english).empty());
}

TEST_CASE("Findings: broken pictures, classes of unequal size, near duplicates")
{
    const client::Sentences english("en");
    auto manifest = flowers();
    manifest.statistics[1].topValues = {{"tulips", 600}, {"daisy", 20}};
    manifest.report.notes.push_back(makeError("data.split_made"));
    const auto advice = adviceFor(manifest);
    const auto findings = Finding::of(manifest, &advice, advice.recipe, english);
    const auto* broken = findingOf(findings, Finding::Kind::Broken);
    REQUIRE(broken);
    CHECK(broken->sentences.front().startsWith(QStringLiteral("3 files")));
    const auto* imbalance = findingOf(findings, Finding::Kind::Imbalance);
    REQUIRE(imbalance);
    CHECK(imbalance->sentences.front() == QStringLiteral("“tulips” occurs 600 times, “daisy” only 20 times."));
    // Of pictures it is said in pictures, how many and in how many groups.
    manifest.report.notes.push_back(makeError("data.split_near_duplicates", {{"rows", 12}, {"groups", 5}}));
    const auto again = Finding::of(manifest, &advice, advice.recipe, english);
    const auto* kept = findingOf(again, Finding::Kind::Duplicates);
    REQUIRE(kept);
    CHECK(kept->sentences.front().startsWith(QStringLiteral("12 pictures")));
    CHECK(kept->sentences.front().contains(QStringLiteral("5 groups")));
    CHECK_FALSE(kept->isWarning);
}

TEST_CASE("Counts of rows and of values are written as the language writes them, from a thousand on")
{
    const QLocale before;
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    auto manifest = passengers();
    manifest.rowCount = 1200;
    CHECK(FormatText::size(manifest).startsWith(QStringLiteral("1,200 rows")));
    const client::Sentences english("en");
    manifest = flowers();
    manifest.rowCount = 3670;
    manifest.statistics[1].topValues = {{"tulips", 3600}, {"daisy", 20}};
    CHECK(FormatText::size(manifest).startsWith(QStringLiteral("3,670 pictures")));
    const auto advice = adviceFor(manifest);
    const auto findings = Finding::of(manifest, &advice, advice.recipe, english);
    QLocale::setDefault(before);
    const auto* imbalance = findingOf(findings, Finding::Kind::Imbalance);
    REQUIRE(imbalance);
    CHECK(imbalance->sentences.front().contains(QStringLiteral("3,600 times")));
}
