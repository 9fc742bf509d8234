// SPDX-License-Identifier: GPL-3.0-or-later
// kill −9 of worker, supervisor and both at random moments of real trainings: nothing is lost or doubled, and the
// curves equal the undisturbed ones bit for bit. FETTLE_KILLS says how many kills are counted (20; 200 by option).
#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <thread>

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/platform/child_process.h"
#include "engine/platform/clock.h"
#include "engine/platform/process.h"
#include "tests/e2e/cli_runner.h"
#include "tests/support/environment.h"

using namespace fettle;
using test::CliRunner;

namespace {

int wantedKills()
{
    const char* text = std::getenv("FETTLE_KILLS");
    return text ? std::max(1, std::atoi(text)) : 20;
}

/// Series that must be equal bit for bit: what depends on the clock is left out.
std::string exactCurves(const CliRunner& cli, const std::string& run)
{
    const auto exported = cli.run({"runs", "export", run, "--csv"});
    REQUIRE(exported.exitCode == 0);
    std::istringstream lines(exported.output);
    std::string exact;
    for (std::string line; std::getline(lines, line);)
        if (line.find("per_second") == std::string::npos && line.find("memory") == std::string::npos)
            exact += line + "\n";
    return exact;
}

struct Subject {
    const char* name;
    std::vector<std::string> train; ///< arguments after `train`
    int threads;
};

std::string queueTraining(const CliRunner& cli, const Subject& subject, std::string& run)
{
    std::vector<std::string> arguments{"train"};
    arguments.insert(arguments.end(), subject.train.begin(), subject.train.end());
    arguments.insert(arguments.end(), {"--threads", std::to_string(subject.threads), "--early-stopping", "false",
                                       "--checkpoint-seconds", "0.3", "--seed", "5", "--precision", "float32", "--detach"});
    const auto queued = cli.json(arguments);
    run = queued["run"];
    return queued["job"];
}

void killNow(std::int64_t pid) { ::kill(static_cast<pid_t>(pid), SIGKILL); }

std::string stateOf(const CliRunner& cli, const std::string& job)
{
    return cli.json({"queue", "show", job})["state"];
}

/// Kills at random until the job has completed; returns how many kills hit something that ran.
int disturb(const CliRunner& cli, const std::string& job, std::mt19937& random, int most)
{
    int kills = 0;
    std::uniform_int_distribution<int> wait(50, 1500);
    while (kills < most) {
        platform::SystemClock clock;
        std::this_thread::sleep_for(std::chrono::milliseconds(wait(random))); // the random moment itself
        const auto supervisor = cli.supervisorPid();
        const auto workers = cli.workerPids();
        const int what = static_cast<int>(random() % 3);
        if (workers.empty() || !supervisor) {
            if (stateOf(cli, job) == "completed") // also starts the supervisor again
                break;
            continue;
        }
        if (what != 1)
            for (const auto pid : workers)
                killNow(pid);
        if (what != 0)
            killNow(*supervisor);
        ++kills;
        if (what != 0)
            static_cast<void>(stateOf(cli, job)); // the next start: recovery by itself
    }
    return kills;
}

void checkDatabase(const CliRunner& cli)
{
    const auto answer = cli.folder() / "integrity";
    std::filesystem::remove(answer);
    platform::ChildOptions options;
    options.program = "sqlite3";
    options.arguments = {(cli.workspace() / "fettle.db").string(), "PRAGMA integrity_check"};
    options.output = platform::ChildOptions::Stream::File;
    options.streamFile = answer;
    auto child = platform::ChildProcess::spawn(options);
    if (!child.ok())
        return; // no sqlite3 program here: the store's own tests check the same
    REQUIRE(child->wait(60'000).has_value());
    CHECK(test::readBytes(answer) == "ok\n");
}

int disturbedEqualsUndisturbed(const CliRunner& cli, const Subject& subject, std::mt19937& random, int kills)
{
    CAPTURE(std::string(subject.name));
    CAPTURE(subject.threads);
    std::string calmRun;
    const auto calm = queueTraining(cli, subject, calmRun);
    REQUIRE(cli.json({"queue", "wait", calm})["state"] == "completed");
    std::string wildRun;
    const auto wild = queueTraining(cli, subject, wildRun);
    const int counted = disturb(cli, wild, random, kills);
    const auto job = cli.json({"queue", "wait", wild});
    CHECK(job["state"] == "completed");
    checkDatabase(cli);
    CHECK(exactCurves(cli, wildRun) == exactCurves(cli, calmRun));
    // One completion, one model.
    const auto models = cli.json({"models", "list"})["models"];
    CHECK(std::count_if(models.begin(), models.end(), [&](const auto& model) { return model["run"] == wildRun; }) == 1);
    return counted;
}

} // namespace

TEST_CASE("kill -9 of worker, supervisor and both: nothing lost, curves equal bit for bit")
{
    CliRunner cli;
    cli.environment = {{"FETTLE_IDLE_SECONDS", "60"}};
    REQUIRE(cli.json({"samples", "write", "customers", cli.folder().string()}).contains("paths"));
    REQUIRE(cli.json({"samples", "write", "shapes", cli.folder().string()}).contains("paths"));
    REQUIRE(cli.json({"import", (cli.folder() / "customers.csv").string(), "--name", "customers"})["state"] == "completed");
    REQUIRE(cli.json({"import", (cli.folder() / "shapes").string(), "--name", "shapes"})["state"] == "completed");
    std::vector<Subject> subjects;
    for (const int threads : {1, 2}) {
        subjects.push_back({"mlp", {"--dataset", "customers", "--template", "mlp", "--epochs", "150", "--batch-size", "16"}, threads});
        subjects.push_back({"cnn", {"--dataset", "shapes", "--template", "cnn_batch_norm", "--epochs", "5", "--batch-size", "16"}, threads});
    }
    std::mt19937 random(20'260'801);
    const int wanted = wantedKills();
    int counted = 0;
    for (std::size_t i = 0; counted < wanted; i = (i + 1) % subjects.size()) {
        const int share = std::max(1, (wanted + 3) / 4);
        counted += disturbedEqualsUndisturbed(cli, subjects[i], random, std::min(share, wanted - counted));
    }
    MESSAGE(counted, " counted kills");
    CHECK(counted >= wanted);
}
