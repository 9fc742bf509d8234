// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/pages/results/evaluated_project.h"

#include <algorithm>
#include <random>
#include <stdexcept>

#include <QDateTime>
#include <nlohmann/json.hpp>

#include "engine/documents/recipe_document.h"

namespace fettle::test {
namespace {

FieldInfo field(const char* name, FieldKind kind, FieldRole role, std::vector<std::string> classes = {})
{
    FieldInfo info;
    info.name = name;
    info.kind = kind;
    info.role = role;
    info.classes = std::move(classes);
    return info;
}

std::string minutesAgo(int minutes)
{
    return QDateTime::currentDateTimeUtc().addSecs(-60 * minutes).toString(Qt::ISODateWithMs).toStdString();
}

} // namespace

EvaluatedProject::EvaluatedProject(Story story, std::int64_t examples)
{
    makeData(story);
    makeEvaluation(story, examples);
    makeRuns();
    auto engine = std::make_unique<FakeEngine>();
    auto dialogs = std::make_unique<FakeDialogs>();
    m_engine = engine.get();
    m_dialogs = dialogs.get();
    m_session = std::make_unique<ui::Session>(std::move(engine), std::move(dialogs));
    if (story == Story::TenPictures)
        m_pack = std::make_unique<PicturePack>(m_folder.path() / "thumbnails.bin", 60);
    answerAll();
}

void EvaluatedProject::makeData(Story story)
{
    manifest.id = "version1";
    manifest.number = 3;
    manifest.rowCount = 891;
    switch (story) {
    case Story::TwoClasses:
        manifest.name = "titanic";
        manifest.fields = {field("Survived", FieldKind::Category, FieldRole::Target, {"no", "yes"}),
                           field("Pclass", FieldKind::Number, FieldRole::Input),
                           field("Sex", FieldKind::Category, FieldRole::Input, {"male", "female"}),
                           field("Age", FieldKind::Number, FieldRole::Input),
                           field("Fare", FieldKind::Number, FieldRole::Input),
                           field("Embarked", FieldKind::Category, FieldRole::Input, {"S", "C", "Q"}),
                           field("Name", FieldKind::Text, FieldRole::Ignore)};
        prediction = ValueMap{{"value", "yes"}, {"score", 0.87}, {"scores", ValueMap{{"yes", 0.87}, {"no", 0.13}}}};
        break;
    case Story::TenPictures: {
        const std::vector<std::string> classes = {"ankle boot", "bag",    "coat",    "dress",    "pullover",
                                                  "sandal",     "shirt",  "sneaker", "t-shirt",  "trousers"};
        manifest.name = "fashion";
        manifest.fields = {field("image", FieldKind::Image, FieldRole::Input), field("label", FieldKind::Category, FieldRole::Target, classes)};
        prediction = ValueMap{{"value", "coat"}, {"score", 0.61},
                              {"scores", ValueMap{{"coat", 0.61}, {"pullover", 0.22}, {"shirt", 0.11}, {"dress", 0.04}, {"bag", 0.02}}}};
        break;
    }
    case Story::ThirtyClasses: {
        std::vector<std::string> classes;
        for (int i = 1; i <= 30; ++i)
            classes.push_back("species " + std::to_string(i));
        manifest.name = "leaves";
        manifest.fields = {field("species", FieldKind::Category, FieldRole::Target, classes),
                           field("length", FieldKind::Number, FieldRole::Input), field("width", FieldKind::Number, FieldRole::Input)};
        prediction = ValueMap{{"value", "species 4"}, {"score", 0.42}, {"scores", ValueMap{{"species 4", 0.42}, {"species 9", 0.40}}}};
        break;
    }
    case Story::Texts: {
        std::vector<std::string> classes = {"card_arrival", "lost_or_stolen_card", "why_verify_identity"};
        for (int i = 4; i <= 77; ++i)
            classes.push_back("reverted_card_payment_" + std::to_string(i));
        manifest.name = "messages";
        manifest.fields = {field("category", FieldKind::Category, FieldRole::Target, classes),
                           field("text", FieldKind::Text, FieldRole::Input), field("language", FieldKind::Category, FieldRole::Ignore, {"en", "zh"})};
        ValueMap scores{{"card_arrival", 0.58}, {"lost_or_stolen_card", 0.21}};
        for (int i = 4; i <= 12; ++i)
            scores["reverted_card_payment_" + std::to_string(i)] = 0.02;
        prediction = ValueMap{{"value", "card_arrival"}, {"score", 0.58}, {"scores", scores}};
        break;
    }
    case Story::Numbers:
        manifest.name = "houses";
        manifest.fields = {field("price", FieldKind::Number, FieldRole::Target), field("area", FieldKind::Number, FieldRole::Input),
                           field("rooms", FieldKind::Number, FieldRole::Input),
                           field("quarter", FieldKind::Category, FieldRole::Input, {"north", "south", "harbor"}),
                           field("sold", FieldKind::Date, FieldRole::Input), field("garden", FieldKind::Boolean, FieldRole::Input, {"yes", "no"})};
        prediction = ValueMap{{"value", 231.4}};
        break;
    }
    model.id = "m7";
    model.task = {story == Story::TenPictures ? "image_classification"
                  : story == Story::Texts       ? "text_classification"
                                                : "tabular_classification", {}};
    for (const auto& info : manifest.fields) {
        if (info.role == FieldRole::Input)
            model.inputs.push_back({info.name, {}});
        if (info.role == FieldRole::Target)
            model.targets.push_back({info.name, {}});
        if (info.role != FieldRole::Ignore)
            model.fields.push_back(info);
    }
}

void EvaluatedProject::makeEvaluation(Story story, std::int64_t examples)
{
    std::mt19937 random(7);
    const auto unit = [&random] { return static_cast<double>(random()) / 4294967296.0; };
    for (const auto& info : manifest.fields)
        if (info.role == FieldRole::Target)
            evaluation.classes = info.classes;
    const int classes = static_cast<int>(evaluation.classes.size());
    for (std::int64_t i = 0; i < examples; ++i) {
        FakeEvaluation::Example example;
        example.id = 700 + i;
        if (story == Story::Numbers) {
            example.truth = 80.0 + 280.0 * unit();
            example.answer = example.truth + 60.0 * (unit() + unit() - 1.0);
        } else {
            example.target = classes == 2 ? (unit() < 0.4 ? 1 : 0) : static_cast<int>(unit() * classes);
            const bool right = unit() < (classes == 2 ? 0.83 : 0.9);
            // Mistakes go to the neighbour, as they do.
            example.predicted = right ? example.target : (example.target + 1) % classes;
            example.score = right ? 0.6 + 0.4 * unit() : 0.35 + 0.5 * unit();
        }
        evaluation.examples.push_back(example);
    }
}

void EvaluatedProject::makeRuns()
{
    Recipe recipe;
    recipe.task = model.task;
    recipe.inputs = model.inputs;
    recipe.targets = model.targets;
    recipe.networks["model"].fromTemplate = {"mlp", {}};
    recipe.dataset.name = manifest.name;
    for (const int number : {7, 6}) {
        store::RunRecord run;
        run.id = "r" + std::to_string(number);
        run.project = "p1";
        run.number = number;
        run.name = "Run " + std::to_string(number);
        run.job = "j" + std::to_string(number);
        run.state = JobState::Completed;
        run.dataset = "d1";
        run.datasetVersion = manifest.id;
        run.folder = "/workspace/runs/" + run.id;
        run.model = "m" + std::to_string(number);
        run.recipe = documents::writeRecipe(recipe);
        run.createdUtc = run.finishedUtc = minutesAgo(number == 7 ? 5 : 60 * 24 * 3);
        runs.push_back(run);
        store::ModelRecord made;
        made.id = run.model;
        made.project = "p1";
        made.name = manifest.name;
        made.run = run.id;
        made.folder = "/workspace/models/" + made.id;
        made.task = model.task.component;
        made.metrics["test"] = {{"accuracy", number == 7 ? 0.83 : 0.79}};
        models.push_back(made);
    }
}

Value EvaluatedProject::runValue(const store::RunRecord& run, bool whole) const
{
    ValueMap value = toValue(run).asMap();
    if (!whole) {
        value.erase("recipe");
        return value;
    }
    ValueList artifacts;
    if (!run.model.empty())
        for (const auto& split : splits)
            artifacts.push_back(ValueMap{{"kind", "predictions"}, {"split", split}, {"path", "artifacts/predictions-" + split}});
    value["artifacts"] = artifacts;
    ValueList events;
    for (const auto& note : runNotes) {
        store::EventRecord event;
        event.topic = "note";
        event.note = note;
        events.push_back(toValue(event));
    }
    value["events"] = events;
    return value;
}

void EvaluatedProject::answerAll()
{
    const auto find = [this](const Value& params) {
        return *std::ranges::find(runs, params.at("run").asText(), &store::RunRecord::id);
    };
    auto& fake = *m_engine;
    fake.answer("catalog", toValue(startCatalog()));
    fake.answer("projects.list", Value(ValueMap{{"projects", ValueList{Value(ValueMap{{"id", "p1"}, {"name", manifest.name}})}}}));
    fake.answer("datasets.list", [this](const Value&) -> Result<Value> {
        return Value(ValueMap{{"datasets", ValueList{Value(ValueMap{{"id", "d1"}, {"project", "p1"}, {"name", manifest.name}, {"job", "j1"},
                                                                    {"newest_version", manifest.id}, {"newest_number", 3}})}}});
    });
    fake.answer("datasets.show", [this](const Value&) -> Result<Value> {
        return Value(ValueMap{{"name", manifest.name}, {"number", 3}, {"manifest_path", "/workspace/dataset.yaml"}, {"manifest", toValue(manifest)}});
    });
    fake.answer("worker.recommend", [this](const Value&) -> Result<Value> { return toValue(adviceFor(manifest)); });
    fake.answer("runs.list", [this](const Value&) -> Result<Value> {
        ValueList list;
        for (const auto& run : runs)
            list.push_back(runValue(run, false));
        return Value(ValueMap{{"runs", list}});
    });
    fake.answer("jobs.list", [this](const Value&) -> Result<Value> {
        ValueList list;
        for (const auto& job : jobs)
            list.push_back(toValue(job));
        return Value(ValueMap{{"jobs", list}});
    });
    fake.answer("models.list", [this](const Value&) -> Result<Value> {
        ValueList list;
        for (const auto& item : models)
            list.push_back(toValue(item));
        return Value(ValueMap{{"models", list}});
    });
    fake.answer("runs.show", [this, find](const Value& params) -> Result<Value> { return runValue(find(params), true); });
    fake.answer("models.show", [this](const Value& params) -> Result<Value> {
        ValueMap shown = toValue(model).asMap();
        if (threshold > 0.0)
            shown["task_state"] = ValueMap{{"threshold", threshold}};
        return Value(ValueMap{{"id", params.at("model")}, {"manifest", shown}});
    });
    fake.answer("models.threshold", [this](const Value& params) -> Result<Value> {
        threshold = params.at("threshold").asReal();
        return Value(ValueMap{});
    });
    fake.answer("worker.evaluation_summary", [this](const Value& params) -> Result<Value> {
        auto shown = evaluation;
        shown.split = params.at("split").asText();
        return toValue(shown.summary(threshold, clearlyBeaten));
    });
    fake.answer("worker.evaluation_rows", [this](const Value& params) -> Result<Value> {
        const auto request = fromValue<EvaluationRowsRequest>(params);
        return request ? Result<Value>(toValue(evaluation.page(*request, manifest, m_pack.get()))) : request.error();
    });
    fake.answer("worker.predict", [this](const Value&) -> Result<Value> {
        PredictResult result;
        result.count = 1;
        ValueMap answer = prediction.asMap();
        if (threshold > 0.0 && answer.contains("score") && answer.at("score").asReal() < threshold)
            answer["unsure"] = true;
        result.predictions = {{0, {{model.targets.front().field, answer}}}};
        result.columns = columnNotes;
        return toValue(result);
    });
}

void EvaluatedProject::open()
{
    m_session->engine().start();
    if (!waitUntil([this] { return !m_session->projects().empty() && !m_session->catalog().components.empty(); }))
        throw std::runtime_error("the projects did not come");
    m_session->openProject("p1");
    if (!waitUntil([this] { return m_session->data().phase == ui::DataState::Phase::Ready && m_session->runs().size() == runs.size(); }))
        throw std::runtime_error("the runs did not come");
}

void EvaluatedProject::tellRuns()
{
    Job job;
    job.id = runs.front().job;
    job.kind = JobKind::Train;
    job.run = runs.front().id;
    job.state = runs.front().state;
    m_engine->publish("job", job.id, job.run, toValue(job));
}

} // namespace fettle::test
