// SPDX-License-Identifier: GPL-3.0-or-later
// The rules of the wire, as clients and workers meet them.
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <limits>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "engine/contract/metric.h"
#include "engine/contract/worker_protocol.h"
#include "engine/platform/workspace_socket.h"
#include "tests/service/engine_fixture.h"

using namespace fettle;
using namespace fettle::test;

TEST_CASE("a client starts the supervisor, is greeted and asks")
{
    EngineFixture engine;
    auto connection = engine.connect();
    CHECK(connection->engine().program == "fettle-engine");
    CHECK(connection->engine().pid == engine.enginePid());
    const auto status = mustCall(*connection, "engine.status");
    CHECK(status.at("workspace").asText() == std::filesystem::canonical(engine.workspace()).string());
    CHECK(status.at("disk").at("free_bytes").asInteger() > 0);
    const auto unknown = connection->call("no.such_method");
    REQUIRE_FALSE(unknown.ok());
    CHECK(unknown.error().code == "service.unknown_method");
    // A second client shares it.
    auto other = engine.connect();
    CHECK(other->engine().pid == connection->engine().pid);
}

TEST_CASE("socket, workspace and database belong to their user alone")
{
    EngineFixture engine;
    auto connection = engine.connect();
    using std::filesystem::perms;
    const auto others = perms::group_all | perms::others_all;
    const auto socket = platform::workspaceSocketPath(engine.workspace());
    for (const auto& path : {socket, socket.parent_path(), engine.workspace(), engine.workspace() / "runs",
                             engine.workspace() / "fettle.db"}) {
        INFO(path.string());
        CHECK((std::filesystem::status(path).permissions() & others) == perms::none);
    }
}

TEST_CASE("another version gets a sentence, not a hang")
{
    EngineFixture engine;
    auto connection = engine.connect();
    auto options = engine.options();
    options.protocol = kClientProtocolVersion + 1;
    options.timeoutMs = 5000;
    client::Connection newer(options);
    const auto opened = newer.openAndWait();
    REQUIRE_FALSE(opened.ok());
    CHECK(opened.error().code == "service.version_mismatch");
    CHECK(opened.error().arguments.at("pid").asInteger() == *engine.enginePid());
    CHECK_FALSE(opened.error().arguments.at("leaving").asBoolean());
    CHECK(mustCall(*connection, "engine.status").isMap());
}

TEST_CASE("a newer client may ask an older engine to checkpoint and leave")
{
    EngineFixture engine;
    auto connection = engine.connect();
    const auto job = train(*connection, {{"steps", 100'000}, {"step_ms", 5}});
    REQUIRE(runUntil([&] { return mustCall(*connection, "jobs.show", {{"job", job.job}}).at("progress").asReal() > 0; }));
    const auto pid = *engine.enginePid();
    auto socket = engine.rawSocket(false);
    Handshake newer;
    newer.program = "newer";
    newer.protocol = kClientProtocolVersion + 1;
    newer.replace = true;
    writeLine(*socket, encodeMessage("hello", toJson(newer)));
    const auto answer = readUntil(*socket, "error");
    CHECK(answer.at("error").at("code").asText() == "service.version_mismatch");
    CHECK(answer.at("error").at("arguments").at("leaving").asBoolean());
    CHECK(engine.waitForEngineEnd(pid, 20'000));
    // The next one takes the training up by itself.
    auto next = engine.connect();
    CHECK(next->engine().pid != pid);
    CHECK(runUntil([&] { return mustCall(*next, "jobs.show", {{"job", job.job}}).at("state").asText() == "running"; }));
    mustCall(*next, "jobs.stop", {{"job", job.job}, {"mode", "discard"}});
}

TEST_CASE("who does not greet is told and let go")
{
    EngineFixture engine({{"FETTLE_HANDSHAKE_TIMEOUT_MS", "300"}});
    auto connection = engine.connect();
    auto silent = engine.rawSocket(false);
    CHECK(readUntil(*silent, "error").at("error").at("code").asText() == "service.handshake_expected");
    auto rude = engine.rawSocket(false);
    writeLine(*rude, "GET / HTTP/1.1");
    CHECK(readUntil(*rude, "error").at("error").at("code").asText() == "service.handshake_expected");
    CHECK((rude->state() == QLocalSocket::UnconnectedState || rude->waitForDisconnected(5000)));
}

TEST_CASE("lines that are no requests get an answer and the connection stays")
{
    EngineFixture engine;
    auto connection = engine.connect();
    auto socket = engine.rawSocket();
    writeLine(*socket, "not json");
    CHECK(readUntil(*socket, "error").at("error").at("code").asText() == "contract.not_json");
    writeLine(*socket, "{\"type\":\"request\",\"id\":1,\"method\":\"x\xff\xfe\"}");
    // Bytes that are not UTF-8 are no JSON.
    CHECK(readUntil(*socket, "error").at("error").at("code").asText() == "contract.not_json");
    writeLine(*socket, R"({"type":"request","id":2})");
    CHECK(readUntil(*socket, "error").at("error").at("code").asText() == "contract.missing_field");
    writeLine(*socket, std::string(100, '[') + std::string(100, ']'));
    CHECK(readUntil(*socket, "error").at("error").at("code").asText() == "contract.too_deep");
    writeLine(*socket, std::string(kMaxLineBytes + 10, 'x'));
    CHECK(readUntil(*socket, "error").at("error").at("code").asText() == "contract.message_too_long");
    writeLine(*socket, R"({"type":"request","id":3,"method":"engine.status","unknown_field":1})");
    CHECK(readUntil(*socket, "response").at("id").asInteger() == 3);
}

TEST_CASE("names in bytes that are not UTF-8 do not break answers")
{
    EngineFixture engine;
    auto connection = engine.connect();
    const auto project = mustCall(*connection, "projects.create", {{"name", "a\tb\x01 项目"}});
    CHECK(project.at("name").asText() == "ab 项目");
    const auto again = connection->call("projects.create", {{"name", "ab 项目"}});
    REQUIRE_FALSE(again.ok());
    CHECK(again.error().code == "store.name_taken");
    mustCall(*connection, "projects.delete", {{"project", "ab 项目"}});
    mustCall(*connection, "projects.restore", {{"project", "ab 项目"}});
    CHECK(mustCall(*connection, "projects.list").at("projects").asList().size() == 2);
}

TEST_CASE("NaN crosses the pipe, the database and the socket")
{
    EngineFixture engine;
    auto connection = engine.connect();
    const auto job = train(*connection, {{"steps", 5}, {"nan_at", 3}});
    CHECK(waitFor(*connection, job.job).state == JobState::Completed);
    const auto points = fromValue<MetricSeries>(mustCall(*connection, "runs.metrics", {{"run", job.run}, {"series", "train/loss"}}));
    REQUIRE(points.ok());
    REQUIRE(points->values.size() == 5);
    CHECK(std::isnan(points->values[2]));
    CHECK(std::isfinite(points->values[3]));
}

TEST_CASE("a worker that prints rubbish or a line over the cap still does its job, and its prints are kept")
{
    EngineFixture engine;
    auto connection = engine.connect();
    const auto job = train(*connection, {{"steps", 30}, {"rubbish_at", 4}, {"huge_line_at", 6}});
    CHECK(waitFor(*connection, job.job).state == JobState::Completed);
    const auto log = readBytes(engine.workspace() / "runs" / job.run / "worker.log");
    CHECK(log.find("this is no message") != std::string::npos);
    CHECK(log.find("a library printed this") != std::string::npos);
    CHECK(log.find("a library greets on stdout") != std::string::npos);
    CHECK(curve(*connection, job.run).find("30 ") != std::string::npos);
}

TEST_CASE("questions to the warm worker: answered, cancelled, superseded, and survived when it fails")
{
    EngineFixture engine({{"FETTLE_REQUEST_TIMEOUT_MS", "300"}});
    auto connection = engine.connect();
    CHECK(mustCall(*connection, "worker.echo", {{"a", 1}}).at("a").asInteger() == 1);
    const auto pid = mustCall(*connection, "worker.pid").asInteger();
    CHECK(mustCall(*connection, "worker.pid").asInteger() == pid);
    CHECK(mustCall(*connection, "worker.rubbish").asText() == "after the rubbish");
    CHECK(mustCall(*connection, "worker.huge").asText() == "after the huge line");

    std::vector<std::string> answers(4);
    const auto remember = [&](std::size_t place) {
        return [&answers, place](Result<Value> answer) { answers[place] = answer.ok() ? "ok" : answer.error().code; };
    };
    connection->request("worker.sleep", {{"ms", 100}, {"supersedes", "graph"}}, remember(0));
    connection->request("worker.sleep", {{"ms", 1}, {"supersedes", "graph"}}, remember(1));
    const auto cancelled = connection->request("worker.sleep", {{"ms", 100}}, remember(2));
    connection->cancel(cancelled);
    connection->request("worker.echo", {}, remember(3));
    REQUIRE(runUntil([&] { return std::ranges::none_of(answers, &std::string::empty); }));
    CHECK(answers == std::vector<std::string>{"service.superseded", "ok", "service.cancelled", "ok"});

    // What is no longer wanted behind a long one, as what somebody types while a file is written, costs it nothing.
    std::string longest;
    connection->request("worker.sleep", {{"ms", 900}}, [&](Result<Value> answer) { longest = answer.ok() ? "ok" : answer.error().code; });
    std::string typed;
    for (int key = 0; key < 3; ++key)
        connection->request("worker.echo", {{"supersedes", "typed"}}, [&](Result<Value> answer) { typed = answer.ok() ? "ok" : answer.error().code; });
    REQUIRE(runUntil([&] { return !longest.empty() && typed == "ok"; }));
    CHECK(longest == "ok");
    CHECK(mustCall(*connection, "worker.pid").asInteger() == pid);

    // One that hangs is replaced once nobody wants its answer; what waited behind it is asked again.
    std::string behind;
    const auto hanging = connection->request("worker.hang", {}, {});
    connection->request("worker.echo", {}, [&](Result<Value> answer) { behind = answer.ok() ? "ok" : answer.error().code; });
    connection->cancel(hanging);
    REQUIRE(runUntil([&] { return !behind.empty(); }));
    CHECK(behind == "ok");
    const auto second = mustCall(*connection, "worker.pid").asInteger();
    CHECK(second != pid);
    const auto crashed = connection->call("worker.crash");
    REQUIRE_FALSE(crashed.ok());
    CHECK(crashed.error().code == "service.interactive_failed");
    const auto third = mustCall(*connection, "worker.pid").asInteger();
    CHECK(third != second);
    const auto unexpected = connection->call("worker.unexpected");
    CHECK(unexpected.error().code == "worker.unexpected");
    CHECK(mustCall(*connection, "worker.pid").asInteger() != third);
}

TEST_CASE("the worker that takes the place of a failed one has its own time: a question dropped before does not end it")
{
    EngineFixture engine({{"FETTLE_REQUEST_TIMEOUT_MS", "300"}});
    auto connection = engine.connect();
    mustCall(*connection, "worker.pid"); // it is there
    std::vector<std::string> answers(4);
    const auto remember = [&](std::size_t place) {
        return [&answers, place](Result<Value> answer) { answers[place] = answer.ok() ? "ok" : answer.error().code; };
    };
    // Behind the first one all others are waiting when the second fails and the third was dropped.
    connection->request("worker.sleep", {{"ms", 250}}, remember(0));
    connection->request("worker.unexpected", {}, remember(1));
    const auto dropped = connection->request("worker.echo", {}, remember(2));
    connection->cancel(dropped);
    connection->request("worker.sleep", {{"ms", 900}}, remember(3));
    REQUIRE(runUntil([&] { return std::ranges::none_of(answers, &std::string::empty); }));
    CHECK(answers == std::vector<std::string>{"ok", "worker.unexpected", "service.cancelled", "ok"});
}

TEST_CASE("the catalog is asked once and then comes from the cache")
{
    EngineFixture engine;
    {
        auto connection = engine.connect();
        CHECK(mustCall(*connection, "catalog").at("build_tag").asText() == "fake");
        CHECK(std::filesystem::exists(engine.workspace() / "cache" / "catalog-index.json"));
        mustCall(*connection, "engine.stop");
    }
    auto connection = engine.connect();
    CHECK(mustCall(*connection, "catalog").at("build_tag").asText() == "fake");
    CHECK(mustCall(*connection, "engine.status").at("interactive_pid").asInteger() == 0);
}

TEST_CASE("a client that does not read holds up nobody and still gets the end")
{
    EngineFixture engine;
    auto connection = engine.connect();
    auto slow = engine.rawSocket();
    slow->setReadBufferSize(1);
    writeLine(*slow, R"({"type":"request","id":1,"method":"subscribe","params":{}})");
    const auto job = train(*connection, {{"flood", 1'000'000}});
    CHECK(waitFor(*connection, job.job).state == JobState::Completed);
    const auto series = mustCall(*connection, "runs.series", {{"run", job.run}}).at("series").asList();
    REQUIRE(series.size() == 2);
    for (const auto& entry : series)
        CHECK(entry.at("count").asInteger() == 500'000);
    // Now it reads: fewer points than there were, but the job's end.
    slow->setReadBufferSize(0);
    std::int64_t points = 0;
    bool completed = false;
    while (!completed) {
        const auto event = readUntil(*slow, "event", 5000);
        REQUIRE(event.isMap());
        if (event.at("topic").asText() == "metrics")
            for (const auto& entry : event.at("payload").at("series").asList())
                points += static_cast<std::int64_t>(entry.at("steps").asList().size());
        completed = event.at("topic").asText() == "job" && event.at("payload").at("state").asText() == "completed";
    }
    CHECK(points > 0);
    CHECK(points < 1'000'000);
}
