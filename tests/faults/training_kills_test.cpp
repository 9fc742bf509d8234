// SPDX-License-Identifier: GPL-3.0-or-later
// kill −9 at random moments of real trainings and of their checkpoints: nothing is lost or doubled, no checkpoint is
// mixed, and the curves equal the undisturbed ones bit for bit.
#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "tests/faults/kills.h"
#include "tests/faults/workspace_state.h"

namespace fettle::test {
namespace {

/// A training that is made undisturbed once and under fire as often as it takes.
struct Subject {
    std::string name;
    std::vector<std::string> train; ///< arguments after `train`
    int threads = 1;
};

struct Training {
    std::string job;
    std::string run;
};

struct Calm {
    std::string curves;
    std::string weights;
    nlohmann::json metrics;
};

/// All it takes to see that a CNN's memory format and its augmentation come through a resume as well.
constexpr const char* kAugmentedCnn = R"(fettle: recipe
version: 1
dataset: shapes
task: image_classification
model: {template: cnn_batch_norm, channels: [16, 32]}
optimizer: {adamw: {lr: 0.002}}
augmentation: [flip, {crop: {padding: 3}}, {rotation: {degrees: 15}}]
training:
  channels_last: true
)";

Training queueTraining(const CliRunner& cli, const Subject& subject)
{
    std::vector<std::string> arguments{"train"};
    arguments.insert(arguments.end(), subject.train.begin(), subject.train.end());
    arguments.insert(arguments.end(), {"--threads", std::to_string(subject.threads), "--early-stopping", "false",
                                       "--seed", "5", "--precision", "float32", "--detach"});
    const auto queued = cli.json(arguments);
    return {queued["job"], queued["run"]};
}

/// Series that must be equal bit for bit: what depends on the clock is left out.
std::string exactCurves(const CliRunner& cli, const std::string& run)
{
    const auto exported = cli.run({"runs", "export", run, "--csv"});
    REQUIRE(exported.exitCode == 0);
    std::istringstream lines(exported.output);
    std::string exact;
    for (std::string line; std::getline(lines, line);)
        if (line.find("per_second") == std::string::npos && line.find(",hardware/") == std::string::npos)
            exact += line + "\n";
    CHECK(exact.find(",train/loss,") != std::string::npos);
    CHECK(exact.find(",validation/") != std::string::npos);
    return exact;
}

/// The tensors of the run's one model, without the header, which names the run.
std::string weightsOf(const CliRunner& cli, const std::string& run)
{
    const auto models = cli.json({"models", "list"})["models"];
    CHECK(std::ranges::count_if(models, [&](const auto& model) { return model["run"] == run; }) == 1);
    const auto found = std::ranges::find_if(models, [&](const auto& model) { return model["run"] == run; });
    REQUIRE(found != models.end());
    const auto folder = cli.workspace() / (*found)["folder"].get<std::string>();
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        if (entry.path().extension() == ".safetensors") {
            const auto bytes = readBytes(entry.path());
            std::uint64_t headerBytes = 0;
            REQUIRE(bytes.size() > sizeof headerBytes);
            std::memcpy(&headerBytes, bytes.data(), sizeof headerBytes);
            REQUIRE(headerBytes < bytes.size());
            return bytes.substr(sizeof headerBytes + headerBytes);
        }
    FAIL("the model of the run " << run << " has no weights");
    return {};
}

Calm calmTraining(const CliRunner& cli, const Subject& subject)
{
    const auto training = queueTraining(cli, subject);
    const auto job = waitForEnd(cli, training.job);
    REQUIRE(job["state"] == "completed");
    REQUIRE(job["attempts"] == 1);
    return {exactCurves(cli, training.run), weightsOf(cli, training.run), job["result"]["metrics"]};
}

/// One completion, one model, and every number of it the undisturbed one's.
void checkEqual(const CliRunner& cli, const Training& training, const Calm& calm)
{
    const auto job = waitForEnd(cli, training.job);
    CAPTURE(job.dump());
    CHECK(job["state"] == "completed");
    checkDatabase(cli);
    checkCheckpoints(cli, training.run);
    const auto curves = exactCurves(cli, training.run);
    const bool sameCurves = curves == calm.curves; // megabytes: no use in a message
    CHECK(sameCurves);
    const bool sameWeights = weightsOf(cli, training.run) == calm.weights;
    CHECK(sameWeights);
    CHECK(job["result"]["metrics"] == calm.metrics);
    CHECK(numberFrom(cli, "SELECT count(*) FROM jobs WHERE run = '" + training.run + "'") == 1);
    CHECK(numberFrom(cli, "SELECT count(*) FROM (SELECT series, step FROM v_metrics WHERE run = '" + training.run +
                              "' GROUP BY series, step HAVING count(*) > 1)") == 0);
}

void disturb(const CliRunner& cli, const Subject& subject, KillTally& tally)
{
    CAPTURE(subject.name);
    const auto calm = calmTraining(cli, subject);
    while (!tally.isDone()) {
        const auto training = queueTraining(cli, subject);
        killWhileItRuns(cli, {.job = training.job, .run = training.run}, tally);
        checkEqual(cli, training, calm);
    }
    CHECK(tally.counted == tally.wanted);
}

} // namespace

TEST_CASE("kills during trainings of an MLP: nothing lost, curves equal bit for bit")
{
    const CliRunner cli;
    importSample(cli, "customers", "customers.csv");
    for (const int threads : {1, 2}) {
        const std::string name = threads == 1 ? "mlp, 1 thread" : "mlp, 2 threads";
        KillTally tally(name);
        disturb(cli, {name, {"--dataset", "customers", "--template", "mlp", "--epochs", "200", "--batch-size", "16",
                             "--checkpoint-seconds", "0.3"}, threads}, tally);
    }
}

TEST_CASE("kills during trainings of a channels-last CNN with augmentation: nothing lost, curves equal bit for bit")
{
    const CliRunner cli;
    importSample(cli, "shapes", "shapes");
    const auto recipe = cli.folder() / "augmented.yaml";
    std::ofstream(recipe) << kAugmentedCnn;
    for (const int threads : {1, 2}) {
        const std::string name = threads == 1 ? "cnn, 1 thread" : "cnn, 2 threads";
        KillTally tally(name);
        const Subject subject{
            name, {recipe.string(), "--epochs", "8", "--batch-size", "16", "--checkpoint-seconds", "0.3"}, threads};
        disturb(cli, subject, tally);
        // It was what it says it is.
        const auto run = textFrom(cli, "SELECT id FROM runs ORDER BY number DESC LIMIT 1");
        const std::string resolved = cli.json({"runs", "show", run})["resolved_recipe"];
        CAPTURE(resolved);
        CHECK(resolved.find("channels_last: true") != std::string::npos);
        for (const char* transform : {"flip", "crop", "rotation"})
            CHECK(resolved.find(transform, resolved.find("augmentation:")) != std::string::npos);
        CHECK(resolved.find("threads: " + std::to_string(threads)) != std::string::npos);
        CHECK(hasReorderedTensors(cli, run));
    }
}

TEST_CASE("kills during trainings on texts, of an LSTM and of a Transformer with dropout: nothing lost, curves equal bit for bit")
{
    const CliRunner cli;
    importSample(cli, "messages", "messages.csv");
    for (const std::string network : {"bilstm", "transformer"}) {
        KillTally tally(network);
        disturb(cli, {network, {"--dataset", "messages", "--target", "intent", "--template", network, "--set", "model.embedding_dim=32",
                                "--set", "model.dropout=0.3", "--epochs", "12", "--checkpoint-seconds", "0.3"}, 2}, tally);
        const std::string resolved = cli.json({"runs", "show", textFrom(cli, "SELECT id FROM runs ORDER BY number DESC LIMIT 1")})["resolved_recipe"];
        CAPTURE(resolved);
        CHECK(resolved.find("dropout: 0.3") != std::string::npos);
    }
}

TEST_CASE("kills during checkpoints, which are written nearly all the time: none is mixed, none is lost")
{
    const CliRunner cli;
    importSample(cli, "customers", "customers.csv");
    KillTally tally("checkpoints");
    const Subject subject{"checkpoints",
                          {"--dataset", "customers", "--template", "mlp", "--set", "model.hidden_sizes=[1024,1024]",
                           "--epochs", "9", "--batch-size", "32", "--checkpoint-seconds", "0.05"},
                          2};
    disturb(cli, subject, tally);
}

} // namespace fettle::test
