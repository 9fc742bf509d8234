// SPDX-License-Identifier: GPL-3.0-or-later
// The client library against the real supervisor and the fake worker.
#include <map>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "engine/client/engine_starter.h"
#include "tests/service/engine_fixture.h"

using namespace fettle;
using namespace fettle::test;

TEST_CASE("without a supervisor a client that may not start one says so")
{
    EngineFixture engine;
    auto options = engine.options();
    options.startEngine = false;
    client::Connection connection(options);
    const auto opened = connection.openAndWait();
    REQUIRE_FALSE(opened.ok());
    CHECK(opened.error().code == "client.engine_not_running");
    CHECK(connection.state() == client::Connection::State::Closed);
}

TEST_CASE("a supervisor that is not there or does not start is named")
{
    EngineFixture engine;
    auto options = engine.options();
    options.engineProgram = "/nowhere/fettle-engine";
    client::Connection missing(options);
    CHECK(missing.openAndWait().error().code == "client.engine_not_found");
    options.engineProgram = "/bin/false";
    client::Connection failing(options);
    CHECK(failing.openAndWait().error().code == "client.engine_not_started");
    // What keeps the supervisor from starting reaches the client.
    engine.folder().write("ws", "a file where the workspace should be");
    client::Connection refused(engine.options());
    CHECK(refused.openAndWait().error().code == "service.workspace_is_file");
}

TEST_CASE("many clients at once start one supervisor")
{
    EngineFixture engine;
    std::vector<std::unique_ptr<client::Connection>> connections;
    int opened = 0;
    int failed = 0;
    for (int i = 0; i < 8; ++i) {
        connections.push_back(std::make_unique<client::Connection>(engine.options()));
        QObject::connect(connections.back().get(), &client::Connection::opened, [&] { ++opened; });
        QObject::connect(connections.back().get(), &client::Connection::failed, [&](const Error&) { ++failed; });
        connections.back()->open();
    }
    REQUIRE(runUntil([&] { return opened + failed == 8; }));
    CHECK(failed == 0);
    for (const auto& connection : connections)
        CHECK(connection->engine().pid == *engine.enginePid());
}

TEST_CASE("events come as subscribed: by job, with progress, checkpoints and the end")
{
    EngineFixture engine;
    auto connection = engine.connect();
    const auto other = train(*connection, {{"steps", 20}});
    const auto job = train(*connection, {{"steps", 40}, {"step_ms", 2}});
    std::map<std::string, int> topics;
    bool foreign = false;
    const auto row = connection->waitForJob(job.job, [&](const ClientEvent& event) {
        ++topics[event.topic];
        foreign = foreign || event.job != job.job;
    });
    REQUIRE(row.ok());
    CHECK(row->state == JobState::Completed);
    CHECK_FALSE(foreign);
    CHECK(topics["checkpoint"] == 4);
    CHECK(topics["progress"] > 0);
    CHECK(topics["metrics"] > 0);
    CHECK(topics["job"] > 0);
    CHECK(connection->waitForJob("no such job").error().code == "service.unknown_job");
}

TEST_CASE("a lost connection fails what waits, and comes back by itself where asked")
{
    EngineFixture engine;
    auto options = engine.options();
    options.reconnect = true;
    auto connection = engine.connect(options);
    const auto job = train(*connection, {{"steps", 150}, {"step_ms", 10}});
    std::string answer;
    connection->request("worker.hang", {}, [&](Result<Value> result) { answer = result.ok() ? "ok" : result.error().code; });
    int lost = 0;
    QObject::connect(connection.get(), &client::Connection::lost, [&] { ++lost; });
    const auto pid = connection->engine().pid;
    engine.killEngine();
    const auto row = connection->waitForJob(job.job);
    REQUIRE(row.ok());
    CHECK(row->state == JobState::Completed);
    CHECK(lost == 1);
    CHECK(answer == "client.connection_lost");
    CHECK(connection->engine().pid != pid);
}

TEST_CASE("a call may have a time limit, and requests without a connection fail at once")
{
    EngineFixture engine;
    auto connection = engine.connect();
    const auto slow = connection->call("worker.sleep", {{"ms", 2000}}, 200);
    REQUIRE_FALSE(slow.ok());
    CHECK(slow.error().code == "client.timed_out");
    connection->close();
    std::string answer;
    connection->request("engine.status", {}, [&](Result<Value> result) { answer = result.error().code; });
    CHECK(answer == "client.not_connected");
    // call() opens it again.
    CHECK(connection->call("engine.status").ok());
    const auto huge = connection->call("worker.echo", {{"text", std::string(kMaxLineBytes, 'x')}});
    REQUIRE_FALSE(huge.ok());
    CHECK(huge.error().code == "client.request_too_large");
}
