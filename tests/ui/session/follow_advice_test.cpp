// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/follow_advice.h"

#include <doctest/doctest.h>

#include "ui/session/thoroughness.h"

using namespace fettle;
using namespace fettle::ui;

namespace {

Recipe advised(double epochs, double lr = 1e-3)
{
    Recipe recipe;
    recipe.networks["model"].fromTemplate = {"mlp", {{"layers", 2}}};
    Objective objective;
    objective.optimizer = {"adamw", {{"lr", lr}, {"weight_decay", 0.01}}};
    objective.schedule = {"cosine", {}};
    recipe.objectives = {objective};
    recipe.training.epochs = epochs;
    recipe.training.earlyStopping.patience = 10;
    return recipe;
}

} // namespace

TEST_CASE("thoroughness is a multiple of the recommended length, and is recognized again")
{
    const auto recommended = advised(60.0);
    auto recipe = recommended;
    CHECK(thoroughnessOf(recipe, recommended) == Thoroughness::Balanced);
    setThoroughness(recipe, recommended, Thoroughness::Quick);
    CHECK(recipe.training.epochs == 18.0);
    CHECK(recipe.training.earlyStopping.patience < recommended.training.earlyStopping.patience);
    CHECK(thoroughnessOf(recipe, recommended) == Thoroughness::Quick);
    setThoroughness(recipe, recommended, Thoroughness::Thorough);
    CHECK(recipe.training.epochs == 180.0);
    CHECK(recipe.training.earlyStopping.patience > recommended.training.earlyStopping.patience);
    CHECK(thoroughnessOf(recipe, recommended) == Thoroughness::Thorough);
    setThoroughness(recipe, recommended, Thoroughness::Balanced);
    CHECK(recipe == recommended);
    recipe.training.epochs = 25.0;
    CHECK_FALSE(thoroughnessOf(recipe, recommended));
}

TEST_CASE("what stands as it was advised follows, what was set otherwise stays")
{
    const auto before = advised(156.0, 2e-3);
    auto after = advised(20.0, 2e-4);
    after.objectives.front().schedule.parameters = {{"warmup", 100}};
    auto own = before;
    const auto& optimizer = [](const Recipe& recipe) -> const ComponentRef& { return recipe.objectives.front().optimizer; };

    CHECK(followAdvice(own, before, after) == after);
    CHECK(followAdvice(own, before, before) == own);

    SUBCASE("a parameter of one's own beside one that follows")
    {
        own.objectives.front().optimizer.parameters["weight_decay"] = 0.5;
        CHECK(optimizer(followAdvice(own, before, after)).parameters == ValueMap{{"lr", 2e-4}, {"weight_decay", 0.5}});
    }
    SUBCASE("a parameter that was taken out, while the advice for it is as before")
    {
        own.objectives.front().optimizer.parameters.erase("weight_decay");
        CHECK(optimizer(followAdvice(own, before, after)).parameters == ValueMap{{"lr", 2e-4}});
    }
    SUBCASE("a component of one's own takes no parameters of the advised one")
    {
        own.networks["model"].fromTemplate = {};
        own.networks["model"].graph = Graph();
        own.objectives.front().schedule = {"step", {{"every", 3}}};
        after.networks["model"].fromTemplate.parameters["dropout"] = 0.5;
        const auto followed = followAdvice(own, before, after);
        CHECK(followed.networks == own.networks);
        CHECK(followed.objectives.front().schedule == own.objectives.front().schedule);
        CHECK(followed.training.epochs == 20.0);
    }
    SUBCASE("another advised component does not take the parameters of the old one")
    {
        own.objectives.front().optimizer.parameters["lr"] = 1.0;
        after.objectives.front().optimizer = {"sgd", {{"momentum", 0.9}}};
        CHECK(optimizer(followAdvice(own, before, after)) == optimizer(own));
    }
    SUBCASE("lists of one length follow item by item, others as a whole")
    {
        own.training.fineTuning.loraTargets = {"query"};
        own.augmentation = {{"words_left_out", {{"p", 0.3}}}};
        after.augmentation = {{"words_left_out", {{"p", 0.1}}}, {"words_swapped", {}}};
        CHECK(followAdvice(own, before, after).augmentation == own.augmentation);
        CHECK(followAdvice(before, before, after).augmentation == after.augmentation);
        CHECK(followAdvice(own, before, after).training.fineTuning.loraTargets == own.training.fineTuning.loraTargets);
    }
}

TEST_CASE("a training that is quick or thorough stays so where the advised length changes")
{
    const auto before = advised(156.0);
    const auto after = advised(20.0);
    for (const auto length : {Thoroughness::Quick, Thoroughness::Balanced, Thoroughness::Thorough}) {
        CAPTURE(static_cast<int>(length));
        auto own = before;
        setThoroughness(own, before, length);
        auto followed = followAdvice(own, before, after);
        CHECK(thoroughnessOf(followed, after) == length);
        CHECK(thoroughnessOf(followAdvice(followed, after, before), before) == length);
        own.training.earlyStopping.patience = 77;
        followed = followAdvice(own, before, after);
        CHECK(followed.training.earlyStopping.patience == 77);
        CHECK(thoroughnessOf(followed, after) == length);
    }
    auto own = before;
    own.training.epochs = 99.0;
    CHECK(followAdvice(own, before, after).training.epochs == 99.0);
}
