// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/pretrained_library.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "tests/ui/support/fake_engine.h"

using namespace fettle;
using namespace fettle::ui;
using test::waitUntil;

namespace {

struct LibraryStage {
    test::FakeEngine engine;
    PretrainedLibrary library{engine};
    int others = 0;
    std::vector<Error> problems;

    LibraryStage()
    {
        QObject::connect(&library, &PretrainedLibrary::modelsChanged, [this] { ++others; });
        QObject::connect(&library, &PretrainedLibrary::problemCame, [this](const Error& error) { problems.push_back(error); });
        answer({});
        library.refresh();
        REQUIRE(waitUntil([&] { return library.isKnown(); }));
    }

    static PretrainedModel model(const std::string& id)
    {
        PretrainedModel made;
        made.id = id;
        made.network.family = "bert";
        return made;
    }

    void answer(const std::vector<std::string>& ids, ValueList fetching = {})
    {
        ValueList models;
        for (const auto& id : ids)
            models.push_back(toValue(model(id)));
        engine.answer("pretrained.list", Value(ValueMap{{"models", models}, {"fetching", fetching}}));
    }

    void publish(FetchPhase phase, std::int64_t done = 0)
    {
        FetchProgress progress;
        progress.id = "mini";
        progress.phase = phase;
        progress.doneBytes = done;
        library.handleEvent({"pretrained", {}, {}, toValue(progress)});
    }
};

} // namespace

TEST_CASE("what another program fetches is followed, and listed when it has come")
{
    LibraryStage stage;
    CHECK(stage.others == 0);
    stage.publish(FetchPhase::Downloading, 5);
    REQUIRE(stage.library.fetching().contains("mini"));
    CHECK(stage.library.fetching().at("mini").doneBytes == 5);
    stage.answer({"mini"});
    stage.publish(FetchPhase::Completed);
    CHECK(stage.library.fetching().empty());
    REQUIRE(waitUntil([&] { return stage.library.find("mini") != nullptr; }));
    CHECK(stage.others == 1);
    CHECK(stage.library.find("maxi") == nullptr);
    stage.answer({});
    stage.publish(FetchPhase::Removed);
    REQUIRE(waitUntil([&] { return stage.library.models().empty(); }));
    CHECK(stage.others == 2);
}

TEST_CASE("the same list again is no news, and one that is on its way is known from the list")
{
    LibraryStage stage;
    FetchProgress progress;
    progress.id = "mini";
    progress.phase = FetchPhase::Downloading;
    stage.answer({}, {toValue(progress)});
    stage.library.refresh();
    REQUIRE(waitUntil([&] { return stage.library.fetching().contains("mini"); }));
    CHECK(stage.others == 0);
}

TEST_CASE("a fetch outlives who asked for it, and its failure is reported then")
{
    LibraryStage stage;
    bool told = false;
    stage.engine.hold("pretrained.fetch");
    PretrainedRequest request;
    request.name = "starter";
    {
        QObject asker;
        stage.library.fetch(request, &asker, [&](const Result<PretrainedModel>&) { told = true; });
    }
    stage.engine.answer("pretrained.fetch", [](const Value&) -> Result<Value> { return makeError("hub.not_reached", {{"address", "a"}}); });
    stage.engine.release("pretrained.fetch");
    REQUIRE(waitUntil([&] { return !stage.problems.empty(); }));
    CHECK(stage.problems.front().code == "hub.not_reached");
    CHECK_FALSE(told);
}

TEST_CASE("stopping what has come in the same moment is no mistake; removing reads the list anew")
{
    LibraryStage stage;
    stage.engine.answer("pretrained.cancel", [](const Value&) -> Result<Value> { return makeError("hub.not_fetching", {{"id", "mini"}}); });
    stage.engine.answer("pretrained.remove", [](const Value& params) -> Result<Value> { return makeError("pretrained.not_in_library", {{"model", params.at("id")}}); });
    stage.library.cancel("mini");
    stage.library.remove("mini");
    CHECK(stage.engine.last("pretrained.remove").at("id").asText() == "mini");
    REQUIRE(waitUntil([&] { return stage.engine.count("pretrained.list") == 2; }));
    CHECK(stage.problems.size() == 1);
}
