// SPDX-License-Identifier: GPL-3.0-or-later
// What a person does who has never seen Fettle: drops a file, presses the page's next step until a model can be tried.
#include <doctest/doctest.h>

#include "tests/support/environment.h"
#include "tests/ui/e2e/visit.h"

using namespace fettle;
using namespace fettle::ui;
using test::Visit;
using test::waitUntil;

namespace {

constexpr int kMostClicks = 10;

} // namespace

TEST_CASE("from a dropped table to a tried model in ten clicks at most")
{
    FETTLE_REQUIRE_DATA("tab_titanic/titanic.csv");
    Visit visit;
    visit.drop(test::sharedData("tab_titanic/titanic.csv"));
    if (visit.session().draft().recipe().targets.front().field != "Survived") {
        visit.session().setTarget("Survived");
        REQUIRE(waitUntil([&] { return visit.session().draft().recipe().targets.front().field == "Survived"; }));
    }
    visit.fromDataToUse();
    CHECK(visit.clicks() < kMostClicks);
    const auto* model = visit.session().modelOfRun(visit.session().currentRun()->id);
    REQUIRE(model);
    CHECK(model->metrics.at("test").at("accuracy") > 0.7);
}

TEST_CASE("from a dropped folder of pictures to a tried model in ten clicks at most")
{
    FETTLE_REQUIRE_DATA("img_flowers5");
    Visit visit;
    visit.drop(test::sharedData("img_flowers5"));
    CHECK(visit.session().draft().recipe().task.component == "image_classification");
    CHECK(visit.session().data().manifest.rowCount == 200);
    visit.shorten(2);
    visit.fromDataToUse();
    CHECK(visit.clicks() <= kMostClicks);
    const auto* model = visit.session().modelOfRun(visit.session().currentRun()->id);
    REQUIRE(model);
    CHECK(model->metrics.contains("validation"));
}

TEST_CASE("the same with a sample, in Chinese: the training is killed in the middle and goes on where it was")
{
    Visit visit("zh_CN");
    visit.session().openSample("customers");
    REQUIRE(waitUntil([&] { return visit.ready(); }, Visit::kImportMs));
    // Long enough to be met while it runs, and nothing that ends it early.
    visit.shorten(400);
    visit.session().draft().edit("often", [](Recipe& recipe) { recipe.training.checkpointSeconds = 0.3; });
    std::int64_t wentOnAt = -1;
    QObject::connect(&visit.session(), &Session::noteCame, [&](const std::string&, const std::string&, const Error& note) {
        if (note.code == "training.resumed")
            wentOnAt = note.arguments.at("step").asInteger();
    });
    bool hasCheckpoint = false;
    QObject::connect(&visit.session().engine(), &EngineApi::eventCame, [&](const ClientEvent& event) {
        hasCheckpoint = hasCheckpoint || event.topic == "checkpoint";
    });
    visit.next();
    visit.next();
    visit.next();
    REQUIRE(waitUntil([&] { return hasCheckpoint || visit.trained(); }, Visit::kTrainMs));
    REQUIRE_FALSE(visit.trained());
    CHECK(visit.killWorker());
    REQUIRE(waitUntil([&] { return wentOnAt >= 0 || visit.trained(); }, Visit::kTrainMs));
    // Where it was, and not from the start.
    CHECK(wentOnAt > 0);
    visit.save("7-resumed");
    REQUIRE(waitUntil([&] { return visit.trained(); }, Visit::kTrainMs));
    CHECK(visit.session().runs().size() == 1);
    CHECK(visit.session().jobOfRun(visit.session().currentRun()->id)->attempts >= 2);
}
