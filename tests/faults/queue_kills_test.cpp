// SPDX-License-Identifier: GPL-3.0-or-later
// kill −9 while a client changes the queue: what was answered is there after the next start, what was not is there
// whole or not at all, in one order, and no job is doubled.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <thread>

#include <QCoreApplication>
#include <doctest/doctest.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/client/connection.h"
#include "engine/platform/process.h"
#include "tests/faults/kills.h"
#include "tests/faults/queue_picture.h"
#include "tests/faults/workspace_state.h"

namespace fettle::test {
namespace {

constexpr int kTimeoutMs = 60'000;
constexpr int kMostKillsInOneScene = 10; ///< fewer than the engine takes for a training that can never get on
constexpr int kAnswersBesideWorker = 20;
constexpr std::size_t kTrainedAtEnd = 3;

/// One for the whole program; it ends with it.
void ensureApplication()
{
    static int count = 1;
    static char name[] = "test";
    static char* arguments[] = {name, nullptr};
    if (!QCoreApplication::instance())
        new QCoreApplication(count, arguments);
}

/// A queue behind one long training, a client that changes it, and kills.
class Scene {
public:
    explicit Scene(KillTally& tally) : m_tally(tally)
    {
        ensureApplication();
        importSample(m_cli, "customers", "customers.csv");
        const auto queued = m_cli.json(
            {"train", "--dataset", "customers", "--template", "mlp", "--set", "model.hidden_sizes=[256,256]",
             "--steps", "100000000", "--batch-size", "512", "--threads", "1", "--early-stopping", "false",
             "--checkpoint-seconds", "0.5", "--priority", "100", "--detach"});
        m_busy = queued["job"];
        connect();
        m_recipe = call("jobs.show", {{"job", m_busy}}).at("request").at("recipe");
        waitForBusy("running");
    }

    void run()
    {
        pauseUnderFire();
        fillWithFailures();
        resumeUnderFire();
        for (int i = 1; i <= 5; ++i)
            queue("waiting " + std::to_string(i), {});
        m_known = picture();
        for (int kills = 2; kills < kMostKillsInOneScene && !m_tally.isDone(); kills += changeUnderFire())
            REQUIRE(waitingOrder(m_known).size() >= 2);
        drain();
    }

private:
    void connect()
    {
        client::ConnectionOptions options;
        options.workspace = m_cli.workspace();
        options.program = "test";
        options.startEngine = false;
        m_connection = std::make_unique<client::Connection>(options);
        const auto opened = m_connection->openAndWait();
        REQUIRE_MESSAGE(opened.ok(), (opened.ok() ? std::string() : toLogLine(opened.error())));
    }

    Value call(const std::string& method, ValueMap params)
    {
        auto answer = m_connection->call(method, std::move(params), kTimeoutMs);
        REQUIRE_MESSAGE(answer.ok(), method, ": ", (answer.ok() ? std::string() : toLogLine(answer.error())));
        return std::move(answer).value();
    }

    std::string queue(const std::string& name, ValueList dependsOn, const std::string& task = {})
    {
        auto recipe = m_recipe.asMap();
        auto training = recipe["training"].asMap();
        training["steps"] = 20;
        training["epochs"] = 0.0;
        recipe["training"] = training;
        if (!task.empty())
            recipe["task"] = ValueMap{{"component", task}};
        return call("train", {{"recipe", recipe}, {"dataset", "customers"}, {"name", name}, {"depends_on", dependsOn}})
            .at("job")
            .asText();
    }

    /// Everything in the queue; the long training counts as running, however often it is being taken up again.
    QueuePicture picture()
    {
        QueuePicture picture;
        const auto answer = call("jobs.list", {{"all", true}});
        for (const auto& value : answer.at("jobs").asList()) {
            const auto job = fromValue<Job>(value);
            REQUIRE(job.ok());
            REQUIRE(!picture.contains(job->id));
            picture[job->id] = pictureOf(*job);
        }
        auto& busy = picture.at(m_busy);
        if (busy.state == JobState::Queued || busy.state == JobState::Interrupted)
            busy.state = JobState::Running;
        return picture;
    }

    void waitForBusy(const std::string& state)
    {
        REQUIRE(waitUntil([&] {
            const auto row = findJobRow(m_cli, m_busy);
            REQUIRE(row.has_value());
            REQUIRE_FALSE(isOver(row->state));
            return row->state == state;
        }, kTimeoutMs));
    }

    std::vector<std::int64_t> pidsOf(Victim victim)
    {
        std::vector<std::int64_t> pids;
        if (victim != Victim::Worker)
            pids = m_cli.programPids("fettle-engine");
        if (const auto row = findJobRow(m_cli, m_busy); victim != Victim::Supervisor && row && row->workerPid != 0)
            pids.push_back(row->workerPid);
        std::ranges::shuffle(pids, m_tally.random);
        return pids;
    }

    /// After the supervisor's death: what it left, and the next start.
    void startAgain()
    {
        m_connection.reset();
        checkDatabase(m_cli);
        checkRuns();
        REQUIRE(m_cli.json({"engine", "start"}).contains("pid"));
        connect();
    }

    /// Each training has one run and each run one training.
    void checkRuns()
    {
        CHECK(numberFrom(m_cli, "SELECT count(*) FROM runs r LEFT JOIN jobs j ON j.id = r.job AND j.run = r.id "
                                "WHERE j.id IS NULL") == 0);
        CHECK(numberFrom(m_cli, "SELECT count(*) FROM jobs j LEFT JOIN runs r ON r.id = j.run AND r.job = j.id "
                                "WHERE j.kind = 'train' AND r.id IS NULL") == 0);
    }

    void killSupervisorSoon()
    {
        const auto victims = pidsOf(m_tally.number(0, 1) == 0 ? Victim::Supervisor : Victim::Both);
        std::this_thread::sleep_for(std::chrono::milliseconds(m_tally.number(0, 200))); // the random moment itself
        REQUIRE(killAll(victims));
        ++m_tally.counted;
    }

    /// The wish outlives the supervisor: the training must not go on by itself.
    void pauseUnderFire()
    {
        const auto answered = fromValue<Job>(call("jobs.pause", {{"job", m_busy}}));
        REQUIRE(answered.ok());
        CHECK(answered->state == JobState::Pausing);
        killSupervisorSoon();
        startAgain();
        waitForBusy("paused");
    }

    void resumeUnderFire()
    {
        CHECK(fromValue<Job>(call("jobs.resume", {{"job", m_busy}}))->state == JobState::Queued);
        killSupervisorSoon();
        startAgain();
        waitForBusy("running");
    }

    /// Two that fail by themselves and take one each with them.
    void fillWithFailures()
    {
        for (int i = 1; i <= 2; ++i) {
            const auto number = std::to_string(i);
            const auto root = queue("failing " + number, {}, "no_such_task");
            m_failing.push_back(root);
            m_failing.push_back(queue("behind failing " + number, {root}));
        }
        const auto hasFailed = [&](const auto& job) { return findJobRow(m_cli, job)->state == "failed"; };
        REQUIRE(waitUntil([&] { return std::ranges::all_of(m_failing, hasFailed); }, kTimeoutMs));
    }

    /// An answer is a promise: the picture from here on.
    void keep(const QueueChange& change, const Value& answer)
    {
        const auto job = fromValue<Job>(answer);
        REQUIRE(job.ok());
        m_known = changed(m_known, change);
        if (auto node = m_known.extract(kUnknownJob)) {
            node.key() = job->id;
            m_known.insert(std::move(node));
        }
        CAPTURE(describe(change));
        REQUIRE(m_known.contains(job->id));
        CHECK((pictureOf(*job) == m_known.at(job->id)));
    }

    /// Changes, one after the other, until the connection breaks or it is enough. Returns the one without an answer.
    std::optional<QueueChange> changeUntilKilled(const std::function<bool()>& isEnough)
    {
        while (!isEnough()) {
            const auto change = anyChange(m_known, m_busy, m_tally.random);
            auto [method, params] = requestFor(change);
            const auto answer = m_connection->call(method, std::move(params), kTimeoutMs);
            if (answer) {
                CHECK(change.kind != QueueChange::Kind::Refused);
                keep(change, *answer);
                ++m_answered;
            } else if (answer.error().code == "client.connection_lost") {
                return change;
            } else if (answer.error().code == "client.engine_not_running") {
                return std::nullopt; // broken before it was sent
            } else {
                CAPTURE(describe(change));
                CAPTURE(toLogLine(answer.error()));
                CHECK(change.kind == QueueChange::Kind::Refused);
                CHECK(answer.error().code == "service.job_not_paused");
            }
        }
        return std::nullopt;
    }

    /// Returns the number of kills.
    int changeUnderFire()
    {
        const auto victim = anyVictim(m_tally);
        const auto pids = pidsOf(victim);
        const auto delay = std::chrono::milliseconds(m_tally.number(0, 150));
        std::atomic<bool> killed = false;
        std::thread killer([&] {
            std::this_thread::sleep_for(delay); // the random moment itself
            for (const auto pid : pids)
                if (const auto start = platform::processStart(pid))
                    static_cast<void>(platform::signalProcess(pid, *start, platform::ProcessSignal::Kill));
            killed = true;
        });
        const int before = m_answered;
        const auto unanswered = changeUntilKilled([&] {
            return victim == Victim::Worker && killed && m_answered - before >= kAnswersBesideWorker;
        });
        killer.join();
        killAll(pids); // waits for the last of them
        if (victim != Victim::Worker)
            startAgain();
        waitForBusy("running");
        ++m_tally.counted;
        compare(unanswered);
        return 1;
    }

    void compare(const std::optional<QueueChange>& unanswered)
    {
        const auto found = picture();
        QueuePicture whole = m_known;
        if (unanswered) {
            whole = changed(m_known, *unanswered);
            // What the clone is called is known by now, if it is there.
            if (auto node = whole.extract(kUnknownJob))
                for (const auto& [id, job] : found)
                    if (!m_known.contains(id) && node) {
                        node.key() = id;
                        whole.insert(std::move(node));
                        node = {};
                    }
        }
        CAPTURE(m_answered);
        const std::string last = unanswered ? describe(*unanswered) : "none";
        CAPTURE(last);
        const auto expected = describe(m_known);
        CAPTURE(expected);
        const auto there = describe(found);
        CAPTURE(there);
        const bool isKept = found == m_known;
        const bool isWhole = unanswered && found == whole;
        CHECK((isKept || isWhole));
        m_known = found;
        checkRuns();
        if (unanswered)
            ++(isWhole ? m_whole : m_notAtAll);
    }

    bool comesFromFailing(const std::string& job) const
    {
        const auto& from = m_known.at(job).clonedFrom;
        return std::ranges::find(m_failing, job) != m_failing.end() || (!from.empty() && comesFromFailing(from));
    }

    /// Some of what waits is trained in the end: in the order that the queue showed, each once.
    void drain()
    {
        // Chance may have left clones of those that fail, alone.
        if (std::ranges::all_of(waitingOrder(m_known), [this](const auto& job) { return comesFromFailing(job); })) {
            queue("waiting at the end", {});
            m_known = picture();
        }
        std::vector<std::string> kept;
        std::vector<std::string> discarded;
        for (const auto& job : waitingOrder(m_known)) {
            if (kept.size() < kTrainedAtEnd && !comesFromFailing(job))
                kept.push_back(job);
            else
                discarded.push_back(job);
        }
        REQUIRE(!kept.empty());
        // Those behind others first: they fail with what they wait for.
        std::ranges::stable_partition(discarded, [&](const auto& job) { return !m_known.at(job).dependsOn.empty(); });
        for (const auto& job : discarded)
            call("jobs.stop", {{"job", job}, {"mode", "discard"}});
        for (const auto& job : kept)
            if (m_known.at(job).state == JobState::Paused)
                call("jobs.resume", {{"job", job}});
        call("jobs.stop", {{"job", m_busy}, {"mode", "save"}});
        const auto saved = waitForEnd(m_cli, m_busy);
        CHECK(saved["state"] == "completed");
        CHECK(saved["reason"] == "stopped_by_user");
        std::string startedBefore = saved["finished_utc"];
        for (const auto& job : kept) {
            const auto row = waitForEnd(m_cli, job);
            CAPTURE(row.dump());
            CHECK(row["state"] == "completed");
            CHECK(row["started_utc"].get<std::string>() >= startedBefore);
            startedBefore = row["started_utc"];
        }
        CHECK(numberFrom(m_cli, "SELECT count(*) FROM jobs "
                                "WHERE state NOT IN ('completed', 'stopped', 'failed')") == 0);
        CHECK(numberFrom(m_cli, "SELECT count(*) FROM jobs j WHERE kind = 'train' AND (SELECT count(*) FROM models m "
                                "WHERE m.run = j.run) <> (state = 'completed')") == 0);
        checkRuns();
        checkDatabase(m_cli);
        fmt::print("  {} changes answered; of those without an answer {} were there, {} were not\n", m_answered, m_whole,
                   m_notAtAll);
    }

    CliRunner m_cli;
    KillTally& m_tally;
    std::unique_ptr<client::Connection> m_connection;
    Value m_recipe;
    std::string m_busy; ///< the long training that everything waits behind
    std::vector<std::string> m_failing;
    QueuePicture m_known; ///< what was answered
    int m_answered = 0;
    int m_whole = 0; ///< without an answer, but done
    int m_notAtAll = 0;
};

} // namespace

TEST_CASE("kills during changes of the queue: answered ones stay, others are whole or not at all, none is doubled")
{
    KillTally tally("queue changes");
    while (!tally.isDone())
        Scene(tally).run();
    CHECK(tally.counted >= tally.wanted);
}

} // namespace fettle::test
