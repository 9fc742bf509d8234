// SPDX-License-Identifier: GPL-3.0-or-later
// What training refuses, and the words that it uses: every code of the room that the other files do not provoke.
#include <cmath>
#include <filesystem>

#include <doctest/doctest.h>
#include <torch/torch.h>

#include "engine/data/dataset_reader.h"
#include "engine/documents/manifest_document.h"
#include "engine/platform/files.h"
#include "engine/platform/machine.h"
#include "engine/training/precision.h"
#include "engine/training/predictor.h"
#include "engine/training/publish.h"
#include "tests/training/training_fixture.h"

using namespace fettle;
using namespace fettle::test;
using namespace fettle::training;

namespace {

struct Table {
    DatasetManifest manifest;
    std::vector<std::unique_ptr<Column>> columns;

    Table& add(const std::string& name, FieldKind kind, FieldRole role, std::vector<double> numbers)
    {
        manifest.rowCount = static_cast<std::int64_t>(numbers.size());
        manifest.fields.push_back({name, kind, role, {}, {}});
        columns.push_back(std::make_unique<data::MemoryColumn>(manifest.fields.back(), std::move(numbers)));
        return *this;
    }
    Table& add(const std::string& name, FieldKind kind, FieldRole role, std::vector<std::optional<std::string>> texts)
    {
        manifest.rowCount = static_cast<std::int64_t>(texts.size());
        manifest.fields.push_back({name, kind, role, {}, {}});
        columns.push_back(std::make_unique<data::MemoryColumn>(manifest.fields.back(), std::move(texts)));
        return *this;
    }
    std::shared_ptr<const data::Dataset> open()
    {
        return data::Dataset::fromColumns(std::move(manifest), std::move(columns), Split::Train);
    }
};

std::vector<std::optional<std::string>> yesNo(std::size_t rows)
{
    std::vector<std::optional<std::string>> texts;
    for (std::size_t i = 0; i < rows; ++i)
        texts.push_back(i % 2 ? "yes" : "no");
    return texts;
}

std::string refusal(Table& table, const Recipe& recipe = {})
{
    const auto experiment = resolveExperiment(recipe, table.open(), builtInComponents(), {});
    return experiment.ok() ? "" : experiment.error().code;
}

} // namespace

TEST_CASE("Columns that cannot be learnt from are named")
{
    const std::vector<double> numbers(20, 1.0);
    Table table;
    Recipe recipe;
    SUBCASE("no target")
    {
        table.add("a", FieldKind::Number, FieldRole::Input, numbers);
        CHECK(refusal(table) == "training.no_target");
    }
    SUBCASE("no inputs")
    {
        table.add("y", FieldKind::Category, FieldRole::Target, yesNo(20));
        CHECK(refusal(table) == "training.no_inputs");
    }
    SUBCASE("a kind that nothing reads")
    {
        table.add("sound", FieldKind::Audio, FieldRole::Input, yesNo(20)).add("y", FieldKind::Category, FieldRole::Target, yesNo(20));
        recipe.task = {"tabular_classification", {}};
        CHECK(refusal(table, recipe) == "training.no_encoder");
    }
    SUBCASE("no task for it")
    {
        table.add("sound", FieldKind::Audio, FieldRole::Input, yesNo(20)).add("y", FieldKind::Boxes, FieldRole::Target, yesNo(20));
        CHECK(refusal(table) == "training.no_task");
    }
    SUBCASE("a task that does not fit the target")
    {
        table.add("a", FieldKind::Number, FieldRole::Input, numbers).add("y", FieldKind::Category, FieldRole::Target, yesNo(20));
        recipe.task = {"tabular_regression", {}};
        CHECK(refusal(table, recipe) == "training.task_mismatch");
    }
    SUBCASE("no row with a target")
    {
        table.add("a", FieldKind::Number, FieldRole::Input, numbers)
            .add("y", FieldKind::Number, FieldRole::Target, std::vector<double>(20, std::nan("")));
        const auto code = refusal(table);
        // An encoder may refuse a column without a single value before training looks at it.
        CHECK((code == "training.no_rows" || code.starts_with("data.")));
    }
}

TEST_CASE("Rows without a target are left out and counted; what does not fit into memory is said")
{
    Table table;
    auto labels = yesNo(20);
    labels[3].reset();
    labels[4].reset();
    std::vector<double> numbers;
    for (int i = 0; i < 20; ++i)
        numbers.push_back(i);
    table.add("a", FieldKind::Number, FieldRole::Input, numbers).add("y", FieldKind::Category, FieldRole::Target, labels);
    std::vector<Note> notes;
    ResolveOptions options;
    options.note = [&](const Note& note) { notes.push_back(note); };
    const auto experiment = resolveExperiment({}, table.open(), builtInComponents(), options);
    REQUIRE(experiment.ok());
    CHECK(experiment->train->size() == 18);
    REQUIRE(notes.size() == 2);
    CHECK(notes[0].code == "training.pictures_not_held");
    CHECK(notes[1].code == "training.rows_without_target");
    CHECK(notes[1].arguments.at("count").asInteger() == 2);
}

TEST_CASE("Only a model that works is published")
{
    const TemporaryFolder folder;
    const auto request = trainRequest(folder, importTable(folder, 200));
    RecordingObserver observer;
    auto opened = Session::open(request, builtInComponents(), observer);
    REQUIRE(opened.ok());
    auto& session = **opened;
    const auto& rows = session.experiment.dataset->rows(Split::Test);
    auto evaluation = evaluateSplit(session.mainNetwork(), *session.experiment.encodeForEvaluation(rows), *session.experiment.task,
                                    session.classesOfTarget(), &session.objectives.front()->losses(), builtInComponents(),
                                    session.evaluateOptions());
    SUBCASE("as it is")
    {
        CHECK(publishModel(session, {}, evaluation).ok());
        CHECK(std::filesystem::exists(request.modelFolder));
    }
    SUBCASE("other scores than evaluation gave")
    {
        auto& scores = evaluation.heads.begin()->second.scores;
        scores = scores + 1e-3;
        const auto published = publishModel(session, {}, evaluation);
        REQUIRE_FALSE(published.ok());
        CHECK(published.error().code == "training.verification_failed");
        CHECK_FALSE(std::filesystem::exists(request.modelFolder));
    }
    SUBCASE("a weight that is not a number")
    {
        const torch::NoGradGuard guard;
        session.mainNetwork().parameters().front().tensor.view(-1)[0].fill_(std::nan(""));
        const auto published = publishModel(session, {}, evaluation);
        REQUIRE_FALSE(published.ok());
        CHECK(published.error().code == "training.model_not_finite");
        CHECK_FALSE(std::filesystem::exists(request.modelFolder));
    }
}

TEST_CASE("A checkpoint of another model and one that is not there")
{
    const TemporaryFolder folder;
    auto request = trainRequest(folder, importTable(folder, 200));
    request.resume = true;
    RecordingObserver observer;
    SUBCASE("not there")
    {
        request.lastStep = 5;
        static_cast<void>(trainOrFail(request, observer));
        CHECK(observer.hasNote("training.resumed_from_start"));
        CHECK(observer.series.at("train/loss").begin()->first == 1);
    }
    SUBCASE("another")
    {
        request.resume = false;
        observer.stopWhen = [](std::int64_t question) { return question >= 3 ? std::optional(StopMode::Pause) : std::nullopt; };
        REQUIRE(trainOrFail(request, observer).state == JobState::Paused);
        CheckpointStore store(request.runFolder, request.run);
        auto snapshot = store.read(3);
        REQUIRE(snapshot.ok());
        std::erase_if(snapshot->tensors, [](const NamedTensor& named) { return named.name == "generator/cpu"; });
        REQUIRE(store.write(*snapshot, -1, "time").ok());
        request.resume = true;
        request.lastStep = 3;
        observer.stopWhen = nullptr;
        const auto outcome = train(request, builtInComponents(), observer);
        REQUIRE_FALSE(outcome.ok());
        CHECK(outcome.error().code == "training.checkpoint_layout");
    }
}

TEST_CASE("A checkpoint that the disk has no room for is not begun")
{
    const TemporaryFolder folder;
    CheckpointStore store(folder.path(), "run");
    Snapshot snapshot;
    snapshot.step = 1;
    // 2^52 bytes that take none: every number is the same one.
    snapshot.tensors.push_back({"huge", torch::zeros({1}).expand({std::int64_t{1} << 50})});
    const auto written = store.write(snapshot, -1, "time");
    REQUIRE_FALSE(written.ok());
    CHECK(written.error().code == "platform.disk_space_low");
    CHECK(noteOfMissedCheckpoint(written.error()).code == "training.disk_low");
    CHECK(noteOfMissedCheckpoint(makeError("platform.disk_full")).code == "training.checkpoint_failed");
    CHECK(std::filesystem::is_empty(folder.path() / "checkpoints"));
}

TEST_CASE("A model folder that lacks something says what, data that lacks a column says which")
{
    const TemporaryFolder folder;
    auto request = trainRequest(folder, importTable(folder, 200));
    request.recipe.training.epochs = 1;
    RecordingObserver observer;
    static_cast<void>(trainOrFail(request, observer));
    SUBCASE("an encoder")
    {
        const auto path = platform::Path(request.modelFolder) / "model.yaml";
        auto manifest = documents::readModelManifestFile(path);
        REQUIRE(manifest.ok());
        manifest->encoders.erase("a");
        REQUIRE(platform::writeFileAtomically(path, documents::writeModelManifest(*manifest)).ok());
        const auto predictor = Predictor::open(request.modelFolder, builtInComponents());
        REQUIRE_FALSE(predictor.ok());
        CHECK(predictor.error().code == "training.model_incomplete");
    }
    SUBCASE("a column")
    {
        const auto predictor = Predictor::open(request.modelFolder, builtInComponents());
        REQUIRE(predictor.ok());
        Table table;
        const auto dataset = table.add("a", FieldKind::Number, FieldRole::Input, std::vector<double>(3, 0.5)).open();
        const std::vector<std::int64_t> rows{0, 1, 2};
        const auto scores = (*predictor)->scores(*dataset, rows);
        REQUIRE_FALSE(scores.ok());
        CHECK(scores.error().code == "training.field_missing");
    }
}

TEST_CASE("Predictions of a file: by name whatever the order, with a word on each column")
{
    const TemporaryFolder folder;
    const auto manifest = importTable(folder, 400);
    auto request = trainRequest(folder, manifest);
    RecordingObserver observer;
    static_cast<void>(trainOrFail(request, observer));
    data::SilentObserver silent;
    PredictRequest ask;
    ask.modelFolder = request.modelFolder;
    SUBCASE("a part of the version: what evaluation gave")
    {
        ask.manifestPath = manifest;
        ask.split = "test";
        const auto result = predict(ask, builtInComponents(), silent);
        REQUIRE(result.ok());
        CHECK(result->count == 40);
        CHECK(result->predictions.size() == 40);
        const auto csv = readBytes(folder.path() / "run" / "artifacts" / "predictions-test.csv");
        for (const auto& prediction : result->predictions) {
            const auto& value = prediction.targets.at("label").at("value").asText();
            // "id,target,predicted,…": the predicted class follows the true one.
            const bool same = csv.find("\n" + std::to_string(prediction.id) + ",yes," + value) != std::string::npos ||
                              csv.find("\n" + std::to_string(prediction.id) + ",no," + value) != std::string::npos;
            CHECK(same);
        }
        CHECK_FALSE(result->metrics.empty());
    }
    SUBCASE("a file with other columns, to a file")
    {
        ask.paths = {folder.write("new.csv", "colour,d,extra,b,a\nred,9.5,1,0.2,0.1\npurple,11,2,-0.3,0.9\n,10,3,0.5,\n").string()};
        ask.outputPath = (folder.path() / "answers.csv").string();
        const auto result = predict(ask, builtInComponents(), silent);
        REQUIRE_MESSAGE(result.ok(), (result.ok() ? "" : toLogLine(result.error())));
        CHECK(result->count == 3);
        const auto text = readBytes(folder.path() / "answers.csv");
        CHECK(text.starts_with("\xef\xbb\xbfid,extra,a,b,c,d,colour,label_predicted,label_score\n"));
        CHECK(std::count(text.begin(), text.end(), '\n') == 4);
        const auto says = [&](const std::string& code) {
            return std::any_of(result->columns.begin(), result->columns.end(), [&](const Note& note) { return note.code == code; });
        };
        CHECK(says("data.column_missing"));
        CHECK(says("data.column_extra"));
        CHECK(says("data.unseen_categories"));
    }
}

TEST_CASE("Starting from a published model goes on from what it learnt")
{
    const TemporaryFolder folder;
    auto request = trainRequest(folder, importTable(folder, 600));
    request.recipe.training.epochs = 15;
    RecordingObserver first;
    static_cast<void>(trainOrFail(request, first));
    request.recipe.networks["model"].weights = {{"model", request.modelFolder}};
    request.recipe.training.epochs = 1;
    RecordingObserver second;
    static_cast<void>(trainOrFail(beside(request, "second"), second));
    CHECK(second.series.at("train/loss").at(1) < 0.7 * first.series.at("train/loss").at(1));
}

TEST_CASE("Two objectives train one network in turn")
{
    const TemporaryFolder folder;
    auto request = trainRequest(folder, importTable(folder, 300));
    Objective often;
    Objective seldom;
    seldom.name = "smooth";
    seldom.loss = {"cross_entropy", {{"label_smoothing", 0.1}}};
    seldom.everySteps = 3;
    seldom.weight = 0.5;
    request.recipe.objectives = {often, seldom};
    request.recipe.training.accumulation = 2;
    RecordingObserver observer;
    const auto outcome = trainOrFail(request, observer);
    CHECK(static_cast<std::int64_t>(observer.series.at("train/loss").size()) == outcome.result.steps);
    CHECK(static_cast<std::int64_t>(observer.series.at("train/loss/smooth").size()) == (outcome.result.steps + 2) / 3);
}

TEST_CASE("Precision by itself is measured where the processor has both")
{
    const TemporaryFolder folder;
    auto request = trainRequest(folder, importPictures(folder, 100));
    request.recipe.training.precision = Precision::Auto;
    request.recipe.training.epochs = 1;
    RecordingObserver observer;
    static_cast<void>(trainOrFail(request, observer));
    const auto cpu = platform::Machine().cpu();
    CHECK(observer.hasNote("training.precision_chosen") == (cpu.has("avx512_bf16") || cpu.has("amx_bf16")));
    CHECK(observer.resolved.training.precision != Precision::Auto);
}

TEST_CASE("A fault in the program ends the training with its words, not the process")
{
    class ThrowingObserver final : public RecordingObserver {
    public:
        void checkpoint(const CheckpointInfo&) override { throw std::runtime_error("no more"); }
    };
    const TemporaryFolder folder;
    const auto request = trainRequest(folder, importTable(folder, 200));
    ThrowingObserver observer;
    const auto outcome = train(request, builtInComponents(), observer);
    REQUIRE_FALSE(outcome.ok());
    CHECK(outcome.error().code == "training.failed");
    CHECK(outcome.error().detail == "no more");
}
