// SPDX-License-Identifier: GPL-3.0-or-later
// A recipe trained with neither supervisor nor database.
#include "engine/worker/recipe_run.h"

#include <filesystem>

#include <doctest/doctest.h>

#include "engine/documents/recipe_document.h"
#include "engine/pretrained/adapter.h"
#include "engine/pretrained/base_reference.h"
#include "engine/training/predictor.h"
#include "tests/training/small_bert.h"

using namespace fettle;
using namespace fettle::test;

TEST_CASE("a run that is brought home has all weights in its model, of LoRA too")
{
    const SmallBert fixture;
    auto request = trainRequest(fixture.folder, importMessages(fixture.folder, 120));
    auto& recipe = request.recipe;
    recipe.dataset.paths = {request.manifestPath};
    recipe.networks["model"].fromTemplate = {"bert", {{"model", "small"}}};
    recipe.training.epochs = 1;
    recipe.training.fineTuning.method = TuningMethod::Lora;
    recipe.training.fineTuning.loraRank = 2;
    const auto file = fixture.folder.write("recipe.yaml", documents::writeRecipe(recipe));
    const auto out = fixture.folder.path() / "out";
    const auto signals = platform::StopSignals::install();
    REQUIRE(signals.ok());
    REQUIRE(worker::runRecipe({file.string(), out.string(), true}, builtInComponents(), *signals) == 0);
    CHECK(pretrained::isAdapter(out / "model" / pretrained::kAdapterFolder)); // so LoRA it was
    CHECK_FALSE(pretrained::namesBase(out / "model"));
    // On the computer that it comes to there is no such pretrained model.
    std::filesystem::remove_all(fixture.folder.path() / "library" / "small");
    const auto predictor = training::Predictor::open((out / "model").string(), builtInComponents());
    CHECK_MESSAGE(predictor.ok(), (predictor.ok() ? std::string() : toLogLine(predictor.error())));
}
