// SPDX-License-Identifier: GPL-3.0-or-later
// What a session has recommended, and what becomes of the draft with it.
#include "tests/ui/session/session_stage.h"
#include "ui/session/pretrained_library.h"

using namespace fettle;
using namespace fettle::ui;
using namespace fettle::test;

TEST_CASE("another target is one step that can be undone")
{
    SessionStage stage;
    stage.importCustomers();
    auto& draft = stage.session.draft();
    const auto before = draft.recipe();
    stage.session.setTarget("plan");
    REQUIRE(waitUntil([&] { return draft.recipe().targets.front().field == "plan"; }));
    draft.undoStack().undo();
    CHECK(draft.recipe() == before);
}

TEST_CASE("ignoring a column writes the others down, and using it again gives the same inputs")
{
    SessionStage stage;
    stage.importCustomers();
    auto& draft = stage.session.draft();
    stage.session.setInput("age", false);
    REQUIRE(draft.recipe().inputs.size() == 1);
    CHECK(draft.recipe().inputs.front().field == "plan");
    stage.session.setInput("age", true);
    CHECK(draft.recipe().inputs.size() == 2);
}

TEST_CASE("what the recipe predicts is not written down among its inputs, whatever the data say of it")
{
    SessionStage stage;
    stage.importCustomers();
    auto& draft = stage.session.draft();
    draft.edit("Text", [](Recipe& recipe) { recipe.targets = {{"plan", {}}}; });
    REQUIRE(draft.recipe().inputs.empty());
    stage.session.setInput("churn", true);
    REQUIRE(draft.recipe().inputs.size() == 2);
    CHECK(draft.recipe().inputs[0].field == "age");
    CHECK(draft.recipe().inputs[1].field == "churn");
}

namespace {

/// As the engine answers: for the model that was asked for.
Result<Value> adviceAsAsked(const Value& params)
{
    auto recommendation = churnRecommendation("churn");
    if (const auto& model = params.at("model").at("component").asText(); !model.empty())
        recommendation.recipe.networks["model"].fromTemplate = {model, params.at("model").at("parameters").asMap()};
    return toValue(recommendation);
}

std::string templateOf(const Recipe& recipe) { return recipe.networks.at("model").fromTemplate.component; }

} // namespace

TEST_CASE("what is recommended is for the draft's own model, also after undo and where it was drawn")
{
    SessionStage stage;
    auto& session = stage.session;
    stage.engine->answer("worker.recommend", test::FakeEngine::Answer(adviceAsAsked));
    stage.importCustomers();
    session.useTemplate({"linear", {}});
    REQUIRE(waitUntil([&] { return templateOf(session.draft().recipe()) == "linear"; }));
    REQUIRE(session.adviceForDraft());
    CHECK(templateOf(session.adviceForDraft()->recipe) == "linear");

    session.draft().undoStack().undo();
    CHECK(templateOf(session.draft().recipe()) == "mlp");
    CHECK(session.adviceForDraft() == nullptr); // it is for the other one still
    REQUIRE(waitUntil([&] { return session.adviceForDraft() != nullptr; }));
    CHECK(templateOf(session.adviceForDraft()->recipe) == "mlp");
    CHECK(templateOf(session.draft().recipe()) == "mlp");
    CHECK(session.draft().undoStack().canRedo()); // advice alone is no step

    session.draft().edit("Draw", [](Recipe& recipe) {
        recipe.networks["model"].fromTemplate = {};
        recipe.networks["model"].graph = Graph();
    });
    REQUIRE(waitUntil([&] { return session.adviceForDraft() != nullptr; }));
    CHECK(stage.engine->last("worker.recommend").at("from_nothing").asBoolean());
    session.draft().edit("Weights", [](Recipe& recipe) { recipe.networks["model"].weights = {{"pretrained", "small"}}; });
    REQUIRE(waitUntil([&] { return session.adviceForDraft() != nullptr; }));
    const auto asked = stage.engine->last("worker.recommend");
    CHECK(asked.at("model").at("parameters").at("model").asText() == "small");
    CHECK_FALSE(asked.at("from_nothing").asBoolean());
}

TEST_CASE("a model that is half typed in the recipe's text leaves what was advised, and training waits for its check alone")
{
    SessionStage stage;
    auto& session = stage.session;
    int refused = 0;
    stage.engine->answer("worker.recommend", [&](const Value& params) -> Result<Value> {
        if (params.at("model").at("component").asText() != "linera")
            return adviceAsAsked(params);
        ++refused;
        return makeError("components.unknown", {{"id", "linera"}});
    });
    stage.importCustomers();
    const auto type = [&](const char* text) {
        session.draft().edit("Text", [text](Recipe& recipe) { recipe.networks["model"].fromTemplate.component = text; });
    };
    type("linera");
    REQUIRE(waitUntil([&] { return refused == 1; }));
    CHECK(session.recommendation().has_value());
    CHECK_FALSE(session.whyNotReady());
    CHECK_FALSE(session.adviceForDraft());
    type("linear");
    REQUIRE(waitUntil([&] { return session.adviceForDraft() != nullptr; }));
    CHECK(templateOf(session.adviceForDraft()->recipe) == "linear");
    // Chosen, it is told.
    session.useTemplate({"linera", {}});
    REQUIRE(waitUntil([&] { return refused == 2; }));
    CHECK(session.recommendationProblem().has_value());
    CHECK(session.whyNotReady().has_value());
}

TEST_CASE("two models chosen quickly: the second one is taken, and nothing is told of the first")
{
    SessionStage stage;
    auto& session = stage.session;
    stage.importCustomers();
    stage.engine->answer("worker.recommend", [](const Value& params) -> Result<Value> {
        if (params.at("model").at("component").asText() == "linear")
            return makeError("service.superseded");
        return adviceAsAsked(params);
    });
    stage.engine->hold("worker.recommend");
    session.useTemplate({"linear", {}});
    session.useTemplate({"wide", {}});
    int changes = 0;
    QObject::connect(&session, &Session::recommendationChanged, [&] { ++changes; });
    stage.engine->release("worker.recommend");
    REQUIRE(waitUntil([&] { return templateOf(session.draft().recipe()) == "wide"; }));
    CHECK(changes == 1);
    CHECK_FALSE(session.recommendationProblem());
    CHECK(session.recommendation().has_value());
    CHECK_FALSE(session.whyNotReady());
}

TEST_CASE("a model that comes to the library while another one is being chosen does not undo the choice")
{
    SessionStage stage;
    auto& session = stage.session;
    auto manifest = churnManifest();
    manifest.fields[0].kind = FieldKind::Text;
    stage.engine->answer("datasets.show", Value(ValueMap{{"name", "customers"}, {"number", 1}, {"manifest_path", "/w/dataset.yaml"},
                                                         {"manifest", toValue(manifest)}}));
    stage.engine->answer("worker.recommend", test::FakeEngine::Answer(adviceAsAsked));
    stage.importCustomers();
    REQUIRE(waitUntil([&] { return session.pretrained().isKnown(); }));
    stage.engine->hold("worker.recommend");
    session.useTemplate({"linear", {}});
    PretrainedModel model;
    model.id = "small";
    stage.engine->answer("pretrained.list", Value(ValueMap{{"models", ValueList{toValue(model)}}, {"problems", ValueList{}}, {"fetching", ValueList{}}}));
    session.pretrained().refresh();
    REQUIRE(waitUntil([&] { return session.pretrained().models().size() == 1; }));
    CHECK(stage.engine->last("worker.recommend").at("model").at("component").asText() == "linear");
    stage.engine->release("worker.recommend");
    CHECK(waitUntil([&] { return templateOf(session.draft().recipe()) == "linear"; }));
}

namespace {

/// For a pretrained model; by itself its last layer alone learns.
Result<Value> adviceForTuning(const Value& params)
{
    auto recommendation = churnRecommendation("churn");
    recommendation.recipe.networks["model"].fromTemplate = {kPretrainedTemplate, {{"model", "small"}}};
    auto& training = recommendation.recipe.training;
    training.fineTuning.method = fromText<TuningMethod>(params.at("tuning").asText()).value_or(TuningMethod::Auto);
    if (training.fineTuning.method == TuningMethod::Auto)
        training.fineTuning.method = TuningMethod::Frozen;
    const bool isFrozen = training.fineTuning.method == TuningMethod::Frozen;
    training.epochs = isFrozen ? 156 : 20;
    training.batchSize = isFrozen ? 64 : 16;
    if (isFrozen)
        recommendation.recipe.networks["model"].fromTemplate.parameters["dropout"] = 0.5;
    Objective objective;
    objective.optimizer = {"adamw", {{"lr", isFrozen ? 2e-3 : 2e-4}, {"weight_decay", 0.01}}};
    recommendation.recipe.objectives = {objective};
    return toValue(recommendation);
}

} // namespace

TEST_CASE("another way to train a pretrained model takes along what was left as recommended, as one step")
{
    SessionStage stage;
    auto& session = stage.session;
    stage.engine->answer("worker.recommend", FakeEngine::Answer(adviceForTuning));
    stage.importCustomers();
    auto& draft = session.draft();
    REQUIRE(draft.recipe().training.epochs == 156);
    draft.edit("Batch size", [](Recipe& recipe) { recipe.training.batchSize = 8; });
    draft.edit("Decay", [](Recipe& recipe) { recipe.objectives.front().optimizer.parameters["weight_decay"] = 0.1; });
    const auto before = draft.recipe();
    session.useTuning(TuningMethod::Full);
    REQUIRE(waitUntil([&] { return draft.recipe().training.fineTuning.method == TuningMethod::Full; }));
    CHECK(draft.recipe().training.epochs == 20);
    CHECK(draft.recipe().training.batchSize == 8); // somebody's own
    const auto& network = draft.recipe().networks.at("model").fromTemplate;
    CHECK(network.parameters == ValueMap{{"model", "small"}});
    CHECK(draft.recipe().objectives.front().optimizer.parameters == ValueMap{{"lr", 2e-4}, {"weight_decay", 0.1}});
    CHECK(draft.recipe().dataset == before.dataset);
    REQUIRE(session.adviceForDraft());
    CHECK(session.adviceForDraft()->recipe.training.fineTuning.method == TuningMethod::Full);
    draft.undoStack().undo();
    CHECK(draft.recipe() == before);
    REQUIRE(waitUntil([&] { return session.adviceForDraft() != nullptr; }));
    CHECK(session.adviceForDraft()->recipe.training.epochs == 156);
    CHECK(draft.recipe() == before);

    // Without advice the way alone is taken, and the next change asks again.
    stage.engine->answer("worker.recommend", [](const Value&) -> Result<Value> { return makeError("data.matching_frozen"); });
    session.useTuning(TuningMethod::Lora);
    REQUIRE(waitUntil([&] { return draft.recipe().training.fineTuning.method == TuningMethod::Lora; }));
    CHECK(draft.recipe().training.epochs == 156);
    CHECK(session.recommendation().has_value());
    CHECK_FALSE(session.adviceForDraft());
    CHECK_FALSE(session.whyNotReady());
    stage.engine->answer("worker.recommend", FakeEngine::Answer(adviceForTuning));
    draft.edit("Decay", [](Recipe& recipe) { recipe.objectives.front().optimizer.parameters["weight_decay"] = 0.2; });
    REQUIRE(waitUntil([&] { return session.adviceForDraft() != nullptr; }));
    draft.undoStack().undo();
    draft.undoStack().undo();
    CHECK(draft.recipe() == before);
}

TEST_CASE("what is trained as it is recommended, however it was asked for, and nothing trains while that is open")
{
    SessionStage stage;
    auto& session = stage.session;
    stage.engine->answer("worker.recommend", FakeEngine::Answer(adviceForTuning));
    stage.importCustomers();
    auto& draft = session.draft();
    session.useTuning(TuningMethod::Full);
    REQUIRE(waitUntil([&] { return draft.recipe().training.fineTuning.method == TuningMethod::Full; }));
    stage.engine->hold("worker.recommend");
    int changes = 0;
    QObject::connect(&session, &Session::choosingChanged, [&] { ++changes; });
    session.useTuning(TuningMethod::Auto);
    CHECK(session.isChoosing());
    CHECK(changes == 1);
    stage.engine->release("worker.recommend");
    REQUIRE(waitUntil([&] { return !session.isChoosing(); }));
    CHECK(changes == 2);
    CHECK(draft.recipe().training.fineTuning.method == TuningMethod::Frozen);
    CHECK(draft.recipe().training.epochs == 156);
    CHECK(session.adviceForDraft());
}

TEST_CASE("a way to train that was chosen for a model takes nothing of another one that came meanwhile")
{
    SessionStage stage;
    auto& session = stage.session;
    stage.engine->answer("worker.recommend", [](const Value& params) -> Result<Value> {
        return params.at("model").at("component").asText() == "linear" ? adviceAsAsked(params) : adviceForTuning(params);
    });
    stage.importCustomers();
    auto& draft = session.draft();
    const auto first = draft.recipe();
    SUBCASE("typed into the recipe: the choice is forgotten, and the advice is for what is there now")
    {
        stage.engine->hold("worker.recommend");
        session.useTuning(TuningMethod::Full);
        draft.edit("Text", [](Recipe& recipe) { recipe.networks["model"].fromTemplate = {"linear", {}}; });
        const auto typed = draft.recipe();
        stage.engine->release("worker.recommend");
        REQUIRE(waitUntil([&] { return session.adviceForDraft() != nullptr; }));
        CHECK(draft.recipe() == typed);
        CHECK_FALSE(session.isChoosing());
        draft.undoStack().undo();
        CHECK(draft.recipe() == first);
    }
    SUBCASE("chosen first: the way is asked for along with it")
    {
        session.useTemplate({"linear", {}});
        REQUIRE(waitUntil([&] { return templateOf(draft.recipe()) == "linear"; }));
        stage.engine->hold("worker.recommend");
        session.useTemplate({kPretrainedTemplate, {{"model", "small"}}});
        session.useTuning(TuningMethod::Full);
        stage.engine->release("worker.recommend");
        REQUIRE(waitUntil([&] { return !session.isChoosing(); }));
        CHECK(templateOf(draft.recipe()) == kPretrainedTemplate);
        CHECK(draft.recipe().training.fineTuning.method == TuningMethod::Full);
        CHECK(draft.recipe().training.epochs == 20);
    }
}

TEST_CASE("an answer that cannot be read is told like one that did not come")
{
    SessionStage stage;
    auto& session = stage.session;
    stage.importCustomers();
    stage.engine->answer("worker.recommend", Value("nonsense"));
    session.useTemplate({"linear", {}});
    REQUIRE(waitUntil([&] { return session.recommendationProblem().has_value(); }));
    CHECK_FALSE(session.recommendation());
    CHECK_FALSE(session.isChoosing());
    CHECK(session.whyNotReady().has_value());
}
