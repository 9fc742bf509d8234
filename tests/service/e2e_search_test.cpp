// SPDX-License-Identifier: GPL-3.0-or-later
// Which model a search compares with where nobody says it.
#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "engine/contract/recipe.h"
#include "tests/service/engine_fixture.h"
#include "tests/support/pretrained_models.h"

using namespace fettle;
using namespace fettle::test;

namespace {

/// A project with a dataset, and trainings of it that the fake worker ends at once.
struct SearchedProject {
    explicit SearchedProject(client::Connection& open) : connection(open)
    {
        project = mustCall(connection, "projects.create", {{"name", "faq"}}).at("id").asText();
        const auto imported = mustCall(connection, "datasets.import", {{"paths", ValueList{Value("/somewhere/faq.csv")}},
                                                                       {"name", "faq"}, {"project", project}});
        REQUIRE(waitFor(connection, imported.at("job").asText()).state == JobState::Completed);
    }

    /// The folder of the model that comes of it.
    std::string trained(const std::string& task, const std::string& from, const std::string& to)
    {
        Recipe recipe;
        recipe.name = to;
        recipe.dataset.paths = {"/somewhere/faq.csv"};
        recipe.dataset.options["fake"] = ValueMap{{"steps", 1}};
        recipe.task.component = task;
        recipe.inputs = {{from, {}}};
        recipe.targets = {{to, {}}};
        const auto run = mustCall(connection, "train", {{"recipe", toValue(recipe)}, {"project", project}, {"dataset", "faq"}});
        REQUIRE(waitFor(connection, run.at("job").asText()).state == JobState::Completed);
        const auto model = mustCall(connection, "runs.show", {{"run", run.at("run")}}).at("model").asText();
        return mustCall(connection, "models.show", {{"model", model}}).at("folder").asText();
    }

    /// What the search of a column was asked to compare with.
    Value chosenFor(const std::string& column, const std::string& model = {})
    {
        const auto built = mustCall(connection, "search.build",
                                    {{"dataset", "faq"}, {"index", ValueMap{{"field", column}}}, {"model", model}});
        return waitFor(connection, built.at("job").asText()).request;
    }

    client::Connection& connection;
    std::string project;
};

} // namespace

TEST_CASE("a search takes the newest model that was trained to match the column's texts, as the window does")
{
    const TemporaryFolder user;
    addSmallBert(user.path() / "library");
    const auto library = (user.path() / "library").string();
    EngineFixture engine({{"FETTLE_PRETRAINED", library.c_str()}});
    auto connection = engine.connect();
    SearchedProject faq(*connection);

    CHECK(faq.chosenFor("answer").at("pretrained").asText() == "small");
    const auto classes = faq.trained("text_classification", "answer", "topic");
    CHECK(faq.chosenFor("answer").at("model_folder").asText().empty());
    const auto older = faq.trained("sentence_embeddings", "question", "answer");
    CHECK(faq.chosenFor("answer").at("model_folder").asText() == older);
    CHECK(faq.chosenFor("question").at("model_folder").asText() == older);
    const auto newer = faq.trained("sentence_embeddings", "title", "answer");
    const auto chosen = faq.chosenFor("answer");
    CHECK(chosen.at("model_folder").asText() == newer);
    CHECK(chosen.at("pretrained").asText().empty());
    CHECK(faq.chosenFor("question").at("model_folder").asText() == older);
    // Of another column it knows nothing, and what is named is taken.
    CHECK(faq.chosenFor("remark").at("pretrained").asText() == "small");
    CHECK(faq.chosenFor("answer", "small").at("pretrained").asText() == "small");
    CHECK(classes != older);
}
