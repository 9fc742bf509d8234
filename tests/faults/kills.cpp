// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/kills.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <numeric>
#include <stdexcept>
#include <thread>

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/platform/line_channel.h"
#include "engine/platform/process.h"
#include "tests/faults/workspace_state.h"

namespace fettle::test {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kDefaultKills = 20;
constexpr int kStepTimeoutMs = 60'000;
/// What took longer is said, never failed: the machine may be busy with other things.
constexpr double kSlowSeconds = 2.0;
constexpr int kStormTimeoutMs = 240'000;
/// What `queue wait` says when the first step of an attempt was made.
constexpr const char* kStepLine = "Phase: training";

/// Of 20; the order does not matter, the sum does.
constexpr auto kShares = std::to_array<std::pair<std::string_view, int>>({{"mlp, 1 thread", 1},
                                                                          {"mlp, 2 threads", 2},
                                                                          {"cnn, 1 thread", 2},
                                                                          {"cnn, 2 threads", 2},
                                                                          {"bilstm", 2},
                                                                          {"transformer", 2},
                                                                          {"checkpoints", 2},
                                                                          {"imports", 2},
                                                                          {"queue changes", 5}});

/// One for the program: several test cases add to it.
struct Totals {
    int counted = 0;
    std::vector<double> firstStepSeconds;
} totals;

unsigned chosenSeed()
{
    if (const char* text = std::getenv("FETTLE_SEED"))
        return static_cast<unsigned>(std::strtoul(text, nullptr, 10));
    static const unsigned fresh = std::random_device()();
    return fresh;
}

int wantedKills()
{
    const char* text = std::getenv("FETTLE_KILLS");
    return text ? std::max(1, std::atoi(text)) : kDefaultKills;
}

std::string figures(int kills, std::vector<double> seconds)
{
    std::string text = fmt::format("{} counted kills", kills);
    if (seconds.empty())
        return text;
    std::ranges::sort(seconds);
    const std::size_t middle = seconds.size() / 2;
    const double median = seconds.size() % 2 == 1 ? seconds[middle] : (seconds[middle - 1] + seconds[middle]) / 2.0;
    return text + fmt::format("; first new step after the next start: median {:.2f} s, maximum {:.2f} s of {}", median,
                              seconds.back(), seconds.size());
}

double secondsSince(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

/// From the start of a client (which starts the supervisor) to the first new step; nothing where the job ended without
/// one. Only the client is killed afterwards.
std::optional<double> timeToFirstStep(const CliRunner& cli, const std::string& job)
{
    const auto started = Clock::now();
    auto client = cli.start({"queue", "wait", job});
    platform::LineReader lines(client.takeErrors(), std::size_t{1} << 20);
    std::string said;
    for (;;) {
        const auto leftMs = kStepTimeoutMs - static_cast<int>(secondsSince(started) * 1000.0);
        const auto event = lines.next(std::max(0, leftMs));
        REQUIRE(event.ok());
        if (event->kind == platform::LineEvent::Kind::EndOfStream)
            break;
        REQUIRE_MESSAGE(event->kind != platform::LineEvent::Kind::TimedOut, "no new step within a minute: ", said);
        said += fmt::format("    {:.2f} s {}\n", secondsSince(started), event->line);
        if (event->line != kStepLine)
            continue;
        const double seconds = secondsSince(started);
        if (seconds > kSlowSeconds)
            fmt::print("  {:.2f} s to the first new step:\n{}", seconds, said);
        return seconds;
    }
    const auto status = client.wait(10'000);
    REQUIRE(status.has_value());
    CHECK_MESSAGE(status->code == 0, "queue wait: ", status->describe(), "\n", said);
    return std::nullopt;
}

/// A storm under way.
class Raid {
public:
    Raid(const CliRunner& cli, const Storm& storm, KillTally& tally) : m_cli(cli), m_storm(storm), m_tally(tally) {}

    void run()
    {
        const auto began = Clock::now();
        for (int kills = 0; kills < m_storm.mostKills && !m_tally.isDone();) {
            REQUIRE_MESSAGE(secondsSince(began) * 1000.0 < kStormTimeoutMs, "the job ", m_storm.job, " gets nowhere");
            // The random moment itself.
            std::this_thread::sleep_for(std::chrono::milliseconds(m_tally.number(0, m_storm.longestWaitMs)));
            const auto row = findJobRow(m_cli, m_storm.job);
            REQUIRE(row.has_value());
            if (isOver(row->state))
                break;
            const Victim victim = anyVictim(m_tally);
            if (victim == Victim::Worker ? strikeWorker(*row) : strikeSupervisor(*row, victim == Victim::Both)) {
                ++kills;
                ++m_tally.counted;
            }
        }
        m_starter.reset();
    }

private:
    /// Its supervisor takes the job up again by itself.
    bool strikeWorker(const JobRow& row)
    {
        if (row.workerPid == 0 || !killAll({row.workerPid})) {
            startSupervisor();
            return false;
        }
        measure();
        // Taken up once more: it was not over when the kill came.
        bool counted = false;
        REQUIRE(waitUntil([&] {
            const auto now = findJobRow(m_cli, m_storm.job);
            counted = now && now->attempts > row.attempts;
            return counted || (now && isOver(now->state)) || m_cli.programPids("fettle-engine").empty();
        }, kStepTimeoutMs));
        return counted;
    }

    bool strikeSupervisor(const JobRow& row, bool workerToo)
    {
        m_starter.reset();
        const bool workerFirst = workerToo && m_tally.number(0, 1) == 0;
        if (workerFirst && row.workerPid != 0)
            killAll({row.workerPid});
        const bool hit = killAll(m_cli.programPids("fettle-engine"));
        if (workerToo)
            killAll(m_cli.programPids("fettle-worker"));
        checkDatabase(m_cli);
        if (!m_storm.run.empty())
            checkCheckpoints(m_cli, m_storm.run);
        const auto left = findJobRow(m_cli, m_storm.job);
        REQUIRE(left.has_value());
        if (!measure())
            startSupervisor();
        return hit && !isOver(left->state);
    }

    /// After some kills only: the others are followed by one in start-up or preparation.
    bool measure()
    {
        if (m_storm.run.empty() || m_tally.number(0, 1) == 0)
            return false;
        if (const auto seconds = timeToFirstStep(m_cli, m_storm.job))
            m_tally.firstStepSeconds.push_back(*seconds);
        return true;
    }

    /// Does not wait for it, so that the next kill may come while it starts.
    void startSupervisor() { m_starter.emplace(m_cli.start({"engine", "start"})); }

    const CliRunner& m_cli;
    const Storm& m_storm;
    KillTally& m_tally;
    std::optional<platform::ChildProcess> m_starter;
};

} // namespace

int killShare(std::string_view subject)
{
    static_assert(std::accumulate(kShares.begin(), kShares.end(), 0,
                                  [](int sum, const auto& share) { return sum + share.second; }) == kDefaultKills);
    const auto upTo = [](int part) { return wantedKills() * part / kDefaultKills; };
    int before = 0;
    for (const auto& [name, part] : kShares) {
        if (name == subject)
            return upTo(before + part) - upTo(before);
        before += part;
    }
    throw std::logic_error("no share of the kills for " + std::string(subject));
}

KillTally::KillTally(std::string_view subject) : wanted(killShare(subject)), m_subject(subject)
{
    // The subject's name takes part, so that it draws the same whether it runs alone or after others.
    std::vector<unsigned> seeds{chosenSeed()};
    seeds.insert(seeds.end(), subject.begin(), subject.end());
    std::seed_seq sequence(seeds.begin(), seeds.end());
    random.seed(sequence);
    fmt::print("{}: {} kills, FETTLE_SEED={}\n", m_subject, wanted, chosenSeed());
    std::fflush(stdout);
}

KillTally::~KillTally()
{
    totals.counted += counted;
    totals.firstStepSeconds.insert(totals.firstStepSeconds.end(), firstStepSeconds.begin(), firstStepSeconds.end());
    fmt::print("{}: {}\n  all so far: {}\n", m_subject, figures(counted, firstStepSeconds),
               figures(totals.counted, totals.firstStepSeconds));
    std::fflush(stdout);
}

Victim anyVictim(KillTally& tally) { return static_cast<Victim>(tally.number(0, 2)); }

bool killAll(const std::vector<std::int64_t>& pids)
{
    std::vector<std::pair<std::int64_t, platform::ProcessStart>> killed;
    for (const auto pid : pids)
        if (const auto start = platform::processStart(pid)) {
            const auto done = platform::signalProcess(pid, *start, platform::ProcessSignal::Kill);
            if (done.ok() && *done)
                killed.emplace_back(pid, *start);
        }
    for (const auto& [pid, start] : killed)
        REQUIRE(platform::waitForEnd(pid, start, 10'000));
    return !killed.empty();
}

bool waitUntil(const std::function<bool()>& condition, int timeoutMs)
{
    const auto started = Clock::now();
    while (!condition()) {
        if (secondsSince(started) * 1000.0 > timeoutMs)
            return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return true;
}

void killWhileItRuns(const CliRunner& cli, const Storm& storm, KillTally& tally) { Raid(cli, storm, tally).run(); }

void importSample(const CliRunner& cli, const std::string& sample, const std::string& file)
{
    REQUIRE(cli.json({"samples", "write", sample, cli.folder().string()}).contains("paths"));
    REQUIRE(cli.json({"import", (cli.folder() / file).string(), "--name", sample})["state"] == "completed");
}

nlohmann::json waitForEnd(const CliRunner& cli, const std::string& job)
{
    return cli.json({"queue", "wait", job});
}

} // namespace fettle::test
