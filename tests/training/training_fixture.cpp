// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/training/training_fixture.h"

#include <algorithm>
#include <random>

#include <doctest/doctest.h>
#include <torch/torch.h>

#include "engine/data/dataset_reader.h"
#include "engine/data/import_dataset.h"
#include "engine/data/observer.h"
#include "engine/model/safetensors.h"
#include "engine/platform/paths.h"
#include "engine/training/predictor.h"

namespace fettle::test {
namespace {

void appendBigEndian(std::string& bytes, std::uint32_t number)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        bytes.push_back(static_cast<char>((number >> shift) & 0xff));
}

} // namespace

const Registry& builtInComponents()
{
    static const Registry& registry = [] () -> const Registry& {
        auto* made = new Registry;
        registerBuiltInComponents(*made);
        return *made;
    }();
    return registry;
}

void RecordingObserver::metrics(const MetricBatch& batch)
{
    for (const auto& points : batch.series)
        for (std::size_t i = 0; i < points.steps.size(); ++i)
            series[points.series][points.steps[i]] = points.values[i];
}

void RecordingObserver::checkpoint(const CheckpointInfo& info)
{
    // The promise: every point up to a checkpoint comes before its message.
    if (const auto loss = series.find("train/loss"); info.step > 0 && loss != series.end())
        CHECK(loss->second.rbegin()->first >= info.step);
    checkpoints.push_back(info);
}

std::optional<StopMode> RecordingObserver::stopRequested()
{
    return stopWhen ? stopWhen(questions++) : std::nullopt;
}

bool RecordingObserver::hasNote(const std::string& code) const
{
    return std::any_of(notes.begin(), notes.end(), [&](const Note& note) { return note.code == code; });
}

std::int64_t RecordingObserver::forgetPointsAfterCheckpoint()
{
    const auto last = checkpoints.empty() ? -1 : checkpoints.back().step;
    for (auto& [name, points] : series)
        points.erase(points.upper_bound(last), points.end());
    return last;
}

std::map<std::string, std::map<std::int64_t, double>> RecordingObserver::exactSeries() const
{
    auto exact = series;
    exact.erase("examples_per_second");
    std::erase_if(exact, [](const auto& item) { return item.first.starts_with("hardware/"); });
    return exact;
}

std::string importWithTarget(const TemporaryFolder& folder, const std::string& path, const std::string& target)
{
    ImportRequest request;
    request.paths = {path};
    request.name = "test";
    request.datasetFolder = (folder.path() / "dataset").string();
    if (!target.empty())
        request.overrides.push_back({target, std::nullopt, FieldRole::Target});
    data::SilentObserver observer;
    const auto manifest = data::importDataset(request, builtInComponents(), observer);
    REQUIRE_MESSAGE(manifest.ok(), (manifest.ok() ? "" : toLogLine(manifest.error())));
    return data::versionManifestPath(request.datasetFolder, manifest->id);
}

std::string importTable(const TemporaryFolder& folder, std::int64_t rows)
{
    std::mt19937 random(7);
    std::uniform_real_distribution<double> number(-1.0, 1.0);
    const char* colours[] = {"red", "green", "blue"};
    std::string csv = "a,b,c,d,colour,label\n";
    for (std::int64_t i = 0; i < rows; ++i) {
        const double a = number(random), b = number(random), c = number(random), d = number(random);
        const auto colour = random() % 3;
        const bool yes = a * b + 0.3 * c + (colour == 1 ? 0.3 : 0.0) > 0.05;
        csv += std::to_string(a) + ',' + std::to_string(b) + ',' + std::to_string(c) + ',' + std::to_string(10.0 + 5.0 * d) +
               ',' + colours[colour] + ',' + (yes ? "yes" : "no") + '\n';
    }
    return importWithTarget(folder, folder.write("table.csv", csv).string(), "label");
}

std::string importNumbers(const TemporaryFolder& folder, std::int64_t rows)
{
    std::mt19937 random(11);
    std::uniform_real_distribution<double> number(-1.0, 1.0);
    std::string csv = "a,b,c,price\n";
    for (std::int64_t i = 0; i < rows; ++i) {
        const double a = number(random), b = number(random), c = number(random);
        csv += std::to_string(a) + ',' + std::to_string(b) + ',' + std::to_string(c) + ',' +
               std::to_string(100.0 + 40.0 * a - 20.0 * b + 10.0 * a * c + 0.5 * number(random)) + '\n';
    }
    return importWithTarget(folder, folder.write("numbers.csv", csv).string(), "price");
}

std::string importPictures(const TemporaryFolder& folder, std::int64_t rows)
{
    constexpr std::uint32_t kSize = 12;
    for (const std::string part : {"train", "t10k"}) {
        std::mt19937 random(part == "train" ? 3 : 5);
        const auto count = static_cast<std::uint32_t>(part == "train" ? rows : rows / 4);
        std::string images;
        std::string labels;
        appendBigEndian(images, 0x00000803);
        for (const auto number : {count, kSize, kSize})
            appendBigEndian(images, number);
        appendBigEndian(labels, 0x00000801);
        appendBigEndian(labels, count);
        for (std::uint32_t i = 0; i < count; ++i) {
            const auto kind = random() % 3; // upright, lying, both
            const auto place = 2 + random() % (kSize - 4);
            for (std::uint32_t y = 0; y < kSize; ++y)
                for (std::uint32_t x = 0; x < kSize; ++x) {
                    const bool lit = (kind != 1 && x == place) || (kind != 0 && y == place);
                    images.push_back(static_cast<char>((lit ? 180 : 0) + random() % 60));
                }
            labels.push_back(static_cast<char>(kind));
        }
        folder.write("pictures/" + part + "-images-idx3-ubyte", images);
        folder.write("pictures/" + part + "-labels-idx1-ubyte", labels);
    }
    return importWithTarget(folder, (folder.path() / "pictures").string(), "");
}

std::string importMessages(const TemporaryFolder& folder, std::int64_t rows)
{
    const std::vector<std::vector<std::string>> telling = {{"parcel late", "where is my order", "still not delivered"},
                                                           {"money back", "refund please", "charged twice"},
                                                           {"thank you", "great service", "works well"}};
    const std::vector<std::string> filling = {"hello", "the", "shop", "today", "really", "since", "monday", "and", "so", "we", "have", "it"};
    const std::vector<std::string> names = {"delivery", "refund", "praise"};
    std::mt19937 random(5);
    std::string csv = "message,topic\n";
    for (std::int64_t i = 0; i < rows; ++i) {
        const auto topic = random() % 3;
        std::string text;
        const auto before = random() % 8;
        for (std::uint32_t k = 0; k < before; ++k)
            text += filling[random() % filling.size()] + " ";
        text += telling[topic][random() % 3];
        for (std::uint32_t k = random() % 9; k > 0; --k)
            text += " " + filling[random() % filling.size()];
        csv += text + " no" + std::to_string(i) + "," + names[topic] + "\n";
    }
    return importWithTarget(folder, folder.write("messages.csv", csv).string(), "topic");
}

TrainRequest trainRequest(const TemporaryFolder& folder, const std::string& manifestPath)
{
    TrainRequest request;
    request.run = "run";
    request.manifestPath = manifestPath;
    request.runFolder = (folder.path() / "run").string();
    request.modelFolder = (folder.path() / "model").string();
    request.threads = 1;
    request.recipe.training.batchSize = 32;
    request.recipe.training.epochs = 3;
    request.recipe.training.precision = Precision::Float32;
    return request;
}

TrainRequest beside(TrainRequest request, const std::string& name)
{
    request.runFolder += "-" + name;
    request.modelFolder += "-" + name;
    return request;
}

training::TrainOutcome trainOrFail(const TrainRequest& request, RecordingObserver& observer)
{
    auto outcome = training::train(request, builtInComponents(), observer);
    REQUIRE_MESSAGE(outcome.ok(), (outcome.ok() ? "" : toLogLine(outcome.error())));
    return std::move(outcome).value();
}

std::string refusalOfTraining(const TrainRequest& request)
{
    RecordingObserver observer;
    const auto outcome = training::train(request, builtInComponents(), observer);
    return outcome.ok() ? "" : outcome.error().code;
}

void pauseToGoOn(TrainRequest& request, RecordingObserver& observer)
{
    observer.questions = 0;
    REQUIRE(trainOrFail(request, observer).state == JobState::Paused);
    request.resume = true;
    request.lastStep = observer.forgetPointsAfterCheckpoint();
}

void checkAloneAsTogether(const TrainRequest& request)
{
    const auto predictor = training::Predictor::open(request.modelFolder, builtInComponents());
    REQUIRE_MESSAGE(predictor.ok(), (predictor.ok() ? std::string() : toLogLine(predictor.error())));
    const auto dataset = data::Dataset::open(request.manifestPath);
    REQUIRE(dataset.ok());
    const auto rows = (*dataset)->rows(Split::Test);
    REQUIRE_FALSE(rows.empty());
    const auto together = (*predictor)->scores(**dataset, rows);
    REQUIRE(together.ok());
    for (std::size_t i = 0; i < std::min<std::size_t>(rows.size(), 8); ++i) {
        const std::int64_t one[] = {rows[i]};
        const auto alone = (*predictor)->scores(**dataset, one);
        REQUIRE(alone.ok());
        CHECK(torch::allclose(alone->begin()->second[0], together->begin()->second[static_cast<std::int64_t>(i)], 1e-4, 1e-5));
    }
}

void checkSameModels(const TrainRequest& one, const TrainRequest& other)
{
    const auto first = model::openSafetensors(std::filesystem::path(one.modelFolder) / "weights.safetensors");
    const auto second = model::openSafetensors(std::filesystem::path(other.modelFolder) / "weights.safetensors");
    REQUIRE(first.ok());
    REQUIRE(second.ok());
    CHECK(first->header().entries.size() == second->header().entries.size());
    for (const auto& named : first->tensors())
        CHECK(torch::equal(named.tensor, second->find(named.name)));
}

void checkSameLosses(const RecordingObserver& one, const RecordingObserver& other)
{
    const auto& losses = other.series.at("train/loss");
    REQUIRE(losses.size() == one.series.at("train/loss").size());
    for (const auto& [step, loss] : one.series.at("train/loss")) {
        CAPTURE(step);
        CHECK(losses.at(step) == doctest::Approx(loss).epsilon(2e-4));
    }
}

} // namespace fettle::test
