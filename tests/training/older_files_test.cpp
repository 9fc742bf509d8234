// SPDX-License-Identifier: GPL-3.0-or-later
// What earlier versions wrote: checkpoints with one list of encoders, models made with a component that changed since.
#include <doctest/doctest.h>

#include "engine/documents/manifest_document.h"
#include "engine/platform/files.h"
#include "engine/training/checkpoint.h"
#include "engine/training/component_versions.h"
#include "engine/training/predictor.h"
#include "engine/training/text_embedder.h"
#include "tests/training/training_fixture.h"

using namespace fettle;
using namespace fettle::test;
using namespace fettle::training;

TEST_CASE("a checkpoint from before targets had encoders of their own is taken up exactly")
{
    const TemporaryFolder folder;
    auto request = trainRequest(folder, importTable(folder, 300));
    request.recipe.training.epochs = 4;
    RecordingObserver undisturbed;
    const auto wanted = trainOrFail(beside(request, "undisturbed"), undisturbed);

    RecordingObserver observer;
    observer.stopWhen = [](std::int64_t question) { return question == 7 ? std::optional(StopMode::Pause) : std::nullopt; };
    pauseToGoOn(request, observer);
    REQUIRE(request.lastStep > 0);
    // As it was written then: the encoders of all fields in one list.
    CheckpointStore store(platform::fromUtf8(request.runFolder), request.run);
    auto snapshot = store.read(request.lastStep);
    REQUIRE(snapshot.ok());
    auto state = snapshot->state.asMap();
    auto encoders = state.at("encoders").asMap();
    for (const auto& [field, fitted] : state.at("target_encoders").asMap())
        CHECK(encoders.emplace(field, fitted).second);
    state["encoders"] = std::move(encoders);
    state.erase("target_encoders");
    snapshot->state = std::move(state);
    store.clear();
    REQUIRE(store.write(*snapshot, -1, "pause").ok());

    observer.stopWhen = nullptr;
    const auto outcome = trainOrFail(request, observer);
    CHECK_FALSE(observer.hasNote("training.resumed_from_start"));
    CHECK(observer.exactSeries() == undisturbed.exactSeries());
    CHECK(outcome.result.metrics == wanted.result.metrics);
}

TEST_CASE("a model that was made with a component that works in another way by now says that it has to be trained again")
{
    const TemporaryFolder folder;
    auto request = trainRequest(folder, importMessages(folder, 90));
    request.recipe.networks["model"].fromTemplate = {"bag_of_ngrams", {{"embedding_dim", 8}, {"buckets", 1000}}};
    request.recipe.training.epochs = 1;
    RecordingObserver observer;
    static_cast<void>(trainOrFail(request, observer));
    CHECK(Predictor::open(request.modelFolder, builtInComponents()).ok());
    const auto path = platform::fromUtf8(request.modelFolder) / "model.yaml";
    const auto read = documents::readModelManifestFile(path);
    REQUIRE(read.ok());
    const auto current = read->componentVersions.at("layer/ngrams");
    CHECK(current >= 2);
    const auto openedWith = [&](int version) {
        auto manifest = *read;
        manifest.componentVersions["layer/ngrams"] = version;
        REQUIRE(platform::writeFileAtomically(path, documents::writeModelManifest(manifest)).ok());
        const auto opened = Predictor::open(request.modelFolder, builtInComponents());
        // Where it is searched with and where a training begins from it, the same is said.
        EmbedRequest search;
        search.modelFolder = request.modelFolder;
        const auto embedder = TextEmbedder::open(search, builtInComponents());
        CHECK((!embedder.ok() && embedder.error().code.starts_with("training.component_")) == !opened.ok());
        auto onward = beside(request, "onward");
        onward.recipe.networks["model"].weights = {{"model", request.modelFolder}};
        RecordingObserver silent;
        const auto trained = train(onward, builtInComponents(), silent);
        const auto codeOf = [](const auto& result) { return result.ok() ? std::string() : result.error().code; };
        CHECK(codeOf(trained) == codeOf(opened));
        return opened.ok() ? Error{} : opened.error();
    };
    const auto older = openedWith(1);
    CHECK(older.code == "training.component_older");
    CHECK(older.arguments.at("component") == Value("ngrams"));
    CHECK(older.arguments.at("then") == Value(1));
    CHECK(older.arguments.at("now") == Value(current));
    CHECK(older.arguments.at("model") == Value(read->name));
    CHECK(openedWith(current + 1).code == "training.component_newer");
    CHECK(openedWith(current).code.empty());

    // A component that this program does not know is told of where it is needed, not here.
    ModelManifest other;
    other.componentVersions = {{"layer/nobody_knows", 7}, {"nothing", 1}, {"nowhere/linear", 9}};
    CHECK(checkComponentVersions(other, builtInComponents()).ok());
}
