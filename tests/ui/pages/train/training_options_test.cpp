// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/train/training_options.h"

#include <algorithm>
#include <set>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "tests/ui/pages/train/train_stage.h"

using namespace fettle;
using namespace fettle::ui;
using Group = TrainingOptionForms::Group;

namespace {

Recipe recommendedRecipe() { return test::TrainStage().recommendation.recipe; }

/// Another value than `value` that the option can have.
Value otherThan(const ParameterInfo& info, const Value& value)
{
    switch (info.type) {
    case ParameterType::Boolean:
        return !value.asBoolean();
    case ParameterType::Integer:
        return value.asInteger() + 1;
    case ParameterType::Real:
        return value.asReal() + 0.25;
    case ParameterType::Choice:
        return info.choices.front().value == value.asText() ? info.choices.back().value : info.choices.front().value;
    case ParameterType::Text:
        return value.asText() + "query, value";
    case ParameterType::Component:
        return Value(ValueMap{{"component", "something"}, {"amount", 3}});
    default:
        return {};
    }
}

} // namespace

TEST_CASE("every option of the forms is read from the recipe and set in it, alone")
{
    auto recipe = recommendedRecipe();
    // What is trained of a pretrained model is asked only where there is one.
    recipe.networks["model"].fromTemplate = {"bert", {{"model", "small"}}};
    const auto catalog = catalogForTask(test::trainingCatalog(), recipe.task.component);
    std::set<std::string> described;
    for (const auto group : {Group::Learning, Group::Length, Group::Machine}) {
        const auto form = TrainingOptionForms::describe(group, recipe, catalog);
        CHECK_FALSE(TrainingOptionForms::title(group).isEmpty());
        for (const auto& info : form.parameters) {
            CAPTURE(info.name);
            CHECK(described.insert(info.name).second);
            CHECK_FALSE(info.title.empty());
            CHECK_FALSE(info.whenToChange.empty());
            CHECK(info.defaultValue == trainingOptionValues(recipe)[info.name]);
            auto changed = recipe;
            const auto value = otherThan(info, info.defaultValue);
            setTrainingOption(changed, info.name, value);
            CHECK(trainingOptionValues(changed)[info.name] == value);
            CHECK_FALSE(changed == recipe);
            // Epochs and steps exclude each other; all else stands alone.
            if (info.name != "epochs")
                CHECK(changedTrainingOptions(changed, recipe) == 1);
            setTrainingOption(changed, info.name, info.defaultValue);
            CHECK(changed == recipe);
        }
    }
    // What has its own place on the page is an option, too, but in no form.
    for (const auto& [name, value] : trainingOptionValues(recipe))
        if (name != "device" && name != "max_minutes")
            CHECK(described.contains(name));
    const auto without = TrainingOptionForms::describe(Group::Learning, recommendedRecipe(), catalog);
    CHECK(std::ranges::find(without.parameters, "tuning_method", &ParameterInfo::name) == without.parameters.end());
    CHECK(changedTrainingOptions(recipe, recipe) == 0);
    auto untouched = recipe;
    setTrainingOption(untouched, "no_such_option", 3);
    CHECK(untouched == recipe);
}

TEST_CASE("targets of LoRA are typed as names, with commas or spaces between them")
{
    auto recipe = recommendedRecipe();
    setTrainingOption(recipe, "lora_targets", " query,value  out ");
    CHECK(recipe.training.fineTuning.loraTargets == std::vector<std::string>{"query", "value", "out"});
    CHECK(trainingOptionValues(recipe)["lora_targets"].asText() == "query, value, out");
    setTrainingOption(recipe, "lora_targets", "");
    CHECK(recipe.training.fineTuning.loraTargets.empty());
}

TEST_CASE("a reason holds for what was recommended, and for nothing else")
{
    auto recipe = recommendedRecipe();
    recipe.augmentation = {{"token_dropout", {}}};
    const auto reasons = optionReasons({{"training.epochs", recipe.training.epochs, makeError("data.option_epochs")},
                                        {"optimizer.lr", 1e-3, makeError("data.option_tuning_rate")},
                                        {"schedule", "cosine", makeError("data.option_tuning_schedule")},
                                        {"augmentation.token_dropout", true, makeError("data.option_token_dropout")},
                                        {"roles.name", "ignore", makeError("data.option_left_out")}});
    REQUIRE(reasons.size() == 4); // columns have their place on another page
    const auto isHeld = [&](int reason) { return holds(reasons[static_cast<std::size_t>(reason)], recipe, trainingOptionValues(recipe)); };
    CHECK(isHeld(0));
    CHECK(isHeld(1));
    CHECK_FALSE(isHeld(2));
    CHECK(isHeld(3));
    const auto catalog = test::trainingCatalog();
    const auto forms = TrainingOptionForms::describeAll(recipe, catalog);
    const client::Sentences sentences("en");
    CHECK(titleOf(reasons[0], forms, catalog, sentences) == "Epochs");
    CHECK(titleOf(reasons[1], forms, catalog, sentences) == "Learning rate");
    CHECK(titleOf(reasons[2], forms, catalog, sentences) == "Learning rate over time");
    CHECK(titleOf(reasons[3], forms, catalog, sentences) == "Hide words");
    recipe.training.epochs += 1.0;
    recipe.augmentation.clear();
    CHECK_FALSE(isHeld(0));
    CHECK_FALSE(isHeld(3));
}

TEST_CASE("a form offers what suits the task")
{
    const auto losses = [](const std::string& task) {
        std::set<std::string> ids;
        for (const auto& info : catalogForTask(test::trainingCatalog(), task).components)
            if (info.kind == ComponentKind::Loss || info.kind == ComponentKind::Metric)
                ids.insert(info.id);
        return ids;
    };
    CHECK(losses("tabular_classification") == std::set<std::string>{"cross_entropy", "accuracy", "f1"});
    CHECK(losses("tabular_regression") == std::set<std::string>{"mse", "mae"});
}
