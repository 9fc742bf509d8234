// SPDX-License-Identifier: GPL-3.0-or-later
#include <doctest/doctest.h>

#include "tests/ui/pages/train/shown_train.h"
#include "ui/forms/parameter_form.h"
#include "ui/pages/train/advanced_setup.h"
#include "ui/pages/train/schedule_preview.h"
#include "ui/pages/train/simple_setup.h"
#include "ui/plots/curve_plot.h"
#include "ui/widgets/key_value_list.h"
#include "ui/widgets/section.h"
#include "ui/widgets/segmented_control.h"

using namespace fettle;
using namespace fettle::ui;
using namespace fettle::test;
using Group = TrainingOptionForms::Group;

namespace {

struct OpenAdvanced {
    OpenAdvanced()
    {
        stage.open();
        shown = std::make_unique<Shown>(stage);
        REQUIRE(isReady(*shown));
        advanced().fold().setOpen(true);
    }
    [[nodiscard]] AdvancedSetup& advanced() { return shown->page.advanced(); }
    [[nodiscard]] Recipe& draft() { return shown->draft(); }

    TrainStage stage;
    std::unique_ptr<Shown> shown;
};

} // namespace

TEST_CASE("the advanced form shows the draft, writes it, and says how much differs")
{
    OpenAdvanced open;
    auto& advanced = open.advanced();
    auto& machine = advanced.form(Group::Machine);
    REQUIRE(waitUntil([&] { return machine.isComplete() && advanced.form(Group::Learning).isComplete(); }));
    CHECK(machine.editor("batch_size")->value() == Value(36));
    Q_EMIT machine.valueEdited("batch_size", Value(16));
    CHECK(open.draft().training.batchSize == 16);
    CHECK(waitUntil([&] { return machine.editor("batch_size")->value() == Value(16); }));
    Q_EMIT advanced.form(Group::Learning).valueEdited("schedule", Value(ValueMap{{"component", "cosine"}, {"eta_min", 1e-5}}));
    CHECK(open.draft().objectives[0].schedule == ComponentRef{"cosine", {{"eta_min", 1e-5}}});
    CHECK(changedTrainingOptions(open.draft(), open.stage.recommendation.recipe) == 2);
    // Taken back to its default: the recommendation's.
    Q_EMIT machine.valueEdited("batch_size", Value());
    CHECK(open.draft().training.batchSize == 36);
    CHECK(open.stage.session.draft().undoStack().count() >= 2);
}

TEST_CASE("each recommended setting has its reason, in a list and at its option; what was set otherwise has none")
{
    TrainStage stage;
    stage.recommendation.options = {{"training.epochs", 60.0, makeError("data.option_epochs", {{"epochs", 60}, {"rows", 713}})},
                                    {"optimizer.lr", 1e-3, makeError("data.option_tuning_rate")},
                                    {"roles.Name", "ignore", makeError("data.option_left_out", {{"column", "Name"}})}};
    stage.open();
    Shown shown(stage);
    REQUIRE(isReady(shown));
    auto& simple = shown.page.simple();
    CHECK(simple.why().isVisible());
    REQUIRE(simple.reasons().count() == 2);
    CHECK(simple.reasons().value(0).contains(QStringLiteral("713")));
    auto& draft = stage.session.draft();
    draft.edit(QStringLiteral("x"), [](Recipe& recipe) { recipe.training.epochs = 33.0; });
    CHECK(simple.reasons().count() == 1);
    draft.undoStack().undo();
    CHECK(simple.reasons().count() == 2);
    shown.page.advanced().fold().setOpen(true);
    auto& length = shown.page.advanced().form(Group::Length);
    REQUIRE(waitUntil([&] { return length.isComplete(); }));
    CHECK(length.editor("epochs")->control()->toolTip().contains(QStringLiteral("713")));
    CHECK_FALSE(length.editor("patience")->control()->toolTip().contains(QStringLiteral("recommended")));
}

TEST_CASE("options are compared with what is recommended for the draft's own model")
{
    TrainStage stage;
    stage.engine->answer("worker.recommend", [&stage](const Value& params) -> Result<Value> {
        auto answer = stage.recommendation;
        if (const auto& model = params.at("model").at("component").asText(); !model.empty())
            answer.recipe.networks["model"].fromTemplate = {model, {}};
        answer.recipe.training.epochs = answer.recipe.networks["model"].fromTemplate.component == "linear" ? 20.0 : 60.0;
        return toValue(answer);
    });
    stage.open();
    Shown shown(stage);
    REQUIRE(isReady(shown));
    stage.session.draft().edit(QStringLiteral("x"), [](Recipe& recipe) { recipe.networks["model"].fromTemplate.component = "linear"; });
    // What is known is still for the other model: nothing can be taken from it.
    auto& thorough = shown.page.simple().thoroughness();
    Q_EMIT thorough.currentChanged(1);
    CHECK(shown.draft().training.epochs == 60.0);
    REQUIRE(waitUntil([&] { return stage.session.adviceForDraft() != nullptr; }));
    Q_EMIT thorough.currentChanged(1);
    CHECK(shown.draft().training.epochs == 20.0);
}

TEST_CASE("another way to train a pretrained model brings along what is recommended for it")
{
    TrainStage stage;
    stage.engine->answer("worker.recommend", [&stage](const Value& params) -> Result<Value> {
        auto answer = stage.recommendation;
        const bool isFull = params.at("tuning").asText() == "full";
        answer.recipe.networks["model"].fromTemplate = {kPretrainedTemplate, {{"model", "small"}}};
        answer.recipe.training.fineTuning.method = isFull ? TuningMethod::Full : TuningMethod::Frozen;
        answer.recipe.training.epochs = isFull ? 20.0 : 156.0;
        return toValue(answer);
    });
    stage.open();
    Shown shown(stage);
    REQUIRE(isReady(shown));
    shown.page.advanced().fold().setOpen(true);
    auto& learning = shown.page.advanced().form(Group::Learning);
    REQUIRE(waitUntil([&] { return learning.isComplete(); }));
    REQUIRE(learning.editor(kTuningOption));
    REQUIRE(shown.draft().training.epochs == 156.0);
    stage.engine->hold("worker.recommend");
    Q_EMIT learning.valueEdited(kTuningOption, "full");
    // Pressed now, the button would train the old way.
    CHECK(shown.primary().isBusy());
    shown.page.runPrimary();
    CHECK(stage.engine->count("train") == 0);
    stage.engine->release("worker.recommend");
    REQUIRE(waitUntil([&] { return shown.draft().training.fineTuning.method == TuningMethod::Full; }));
    CHECK(shown.draft().training.epochs == 20.0);
    CHECK(waitUntil([&] { return learning.editor(kTuningOption)->value() == Value("full"); }));
    CHECK_FALSE(shown.primary().isBusy());
    // Taken out, it is as recommended.
    Q_EMIT learning.valueEdited(kTuningOption, Value());
    REQUIRE(waitUntil([&] { return shown.draft().training.fineTuning.method == TuningMethod::Frozen; }));
    CHECK(shown.draft().training.epochs == 156.0);
}

TEST_CASE("the learning rate's curve follows the schedule")
{
    OpenAdvanced open;
    auto& plot = open.advanced().schedule().plot();
    REQUIRE(waitUntil([&] { return plot.curveCount() == 1 && plot.curve(0).points().size() == 100; }));
    CHECK(open.stage.engine->last("worker.schedule_curve").at("steps").asInteger() == 1200);
    CHECK(plot.curve(0).points().value(99) == 1e-3);
    open.stage.session.draft().edit(QStringLiteral("x"), [](Recipe& recipe) { recipe.objectives[0].schedule.component = "cosine"; });
    CHECK(waitUntil([&] { return plot.curveCount() == 1 && !plot.curve(0).points().isEmpty() && plot.curve(0).points().value(99) < 1e-5; }));
}
