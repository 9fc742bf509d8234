// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/service/engine_fixture.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QTimer>
#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "engine/contract/client_protocol.h"
#include "engine/contract/metric.h"
#include "engine/contract/recipe.h"
#include "engine/contract/worker_protocol.h"
#include "engine/platform/files.h"
#include "engine/platform/workspace_socket.h"
#include "tests/support/environment.h"

namespace fettle::test {
namespace {

/// One for the whole program; it ends with it.
void ensureApplication()
{
    static int count = 1;
    static char name[] = "test";
    static char* arguments[] = {name, nullptr};
    if (!QCoreApplication::instance())
        new QCoreApplication(count, arguments);
}

} // namespace

EngineFixture::EngineFixture(std::initializer_list<std::pair<const char*, const char*>> environment)
{
    ensureApplication();
    // Without it the runtime folder would be shared with the user's own supervisor.
    std::filesystem::create_directory(m_folder.path() / "run");
    std::vector<std::pair<std::string, std::string>> variables{
        {"XDG_RUNTIME_DIR", (m_folder.path() / "run").string()},
        {"XDG_DATA_HOME", (m_folder.path() / "data").string()},
        {"FETTLE_ENGINE", program("fettle-engine").string()},
        {"FETTLE_WORKER", (binFolder().parent_path() / "tests" / "fettle-fake-worker").string()},
        {"FETTLE_IDLE_EXIT_MS", "30000"},
    };
    for (const auto& [name, value] : environment)
        variables.emplace_back(name, value);
    for (const auto& [variable, value] : variables) {
        qputenv(variable.c_str(), QByteArray::fromStdString(value));
        m_variables.push_back(variable);
    }
    m_folder.write("data.csv", "a,b\n1,2\n");
}

EngineFixture::~EngineFixture()
{
    if (const auto pid = enginePid()) {
        if (const auto start = platform::processStart(*pid)) {
            static_cast<void>(platform::signalProcess(*pid, *start, platform::ProcessSignal::Terminate));
            if (!platform::waitForEnd(*pid, *start, 10'000))
                killEngine();
        }
    }
    for (const auto& variable : m_variables)
        if (variable.starts_with("FETTLE_") && variable != "FETTLE_ENGINE" && variable != "FETTLE_WORKER")
            qunsetenv(variable.c_str());
}

client::ConnectionOptions EngineFixture::options() const
{
    client::ConnectionOptions options;
    options.workspace = workspace();
    options.program = "test";
    return options;
}

std::unique_ptr<client::Connection> EngineFixture::connect(client::ConnectionOptions options)
{
    if (options.workspace.empty())
        options.workspace = workspace();
    auto connection = std::make_unique<client::Connection>(options);
    const auto opened = connection->openAndWait();
    INFO((opened.ok() ? std::string() : toLogLine(opened.error())));
    REQUIRE(opened.ok());
    return connection;
}

std::unique_ptr<QLocalSocket> EngineFixture::rawSocket(bool greet) const
{
    auto socket = std::make_unique<QLocalSocket>();
    socket->connectToServer(QString::fromStdString(platform::workspaceSocketPath(workspace()).string()));
    REQUIRE(socket->waitForConnected(5000));
    if (greet) {
        Handshake handshake;
        handshake.program = "raw";
        writeLine(*socket, encodeMessage("hello", toJson(handshake)));
        REQUIRE(readUntil(*socket, "hello").isMap());
    }
    return socket;
}

std::optional<platform::ProcessId> EngineFixture::enginePid() const
{
    const auto text = platform::readWholeFile(workspace() / "engine.pid", 64);
    if (!text)
        return std::nullopt;
    const auto pid = std::atoll(text->c_str());
    return pid > 0 ? std::optional<platform::ProcessId>(pid) : std::nullopt;
}

void EngineFixture::killEngine() const
{
    const auto pid = enginePid();
    REQUIRE(pid.has_value());
    const auto start = platform::processStart(*pid);
    if (!start)
        return;
    static_cast<void>(platform::signalProcess(*pid, *start, platform::ProcessSignal::Kill));
    CHECK(platform::waitForEnd(*pid, *start, 10'000));
}

bool EngineFixture::waitForEngineEnd(platform::ProcessId pid, int timeoutMs) const
{
    const auto start = platform::processStart(pid);
    return !start || platform::waitForEnd(pid, *start, timeoutMs);
}

Value recipeWith(ValueMap orders, const std::string& name)
{
    Recipe recipe;
    recipe.name = name;
    recipe.dataset.paths = {"/nowhere/data.csv"};
    recipe.dataset.options["fake"] = Value(std::move(orders));
    return toValue(recipe);
}

Queued train(client::Connection& connection, ValueMap orders, ValueMap more)
{
    more["recipe"] = recipeWith(std::move(orders));
    const auto answer = mustCall(connection, "train", more);
    return {answer.at("job").asText(), answer.at("run").asText()};
}

Value mustCall(client::Connection& connection, const std::string& method, ValueMap params)
{
    const auto answer = connection.call(method, std::move(params), 30'000);
    INFO((method + (answer.ok() ? std::string() : ": " + toLogLine(answer.error()))));
    REQUIRE(answer.ok());
    return *answer;
}

Job waitFor(client::Connection& connection, const std::string& job)
{
    const auto row = connection.waitForJob(job);
    INFO((row.ok() ? std::string() : toLogLine(row.error())));
    REQUIRE(row.ok());
    return *row;
}

bool runUntil(const std::function<bool()>& condition, int timeoutMs)
{
    QElapsedTimer elapsed;
    elapsed.start();
    while (!condition()) {
        if (elapsed.elapsed() > timeoutMs)
            return false;
        QEventLoop loop;
        QTimer::singleShot(10, &loop, &QEventLoop::quit);
        loop.exec();
    }
    return true;
}

std::string curve(client::Connection& connection, const std::string& run)
{
    const auto points = fromValue<MetricSeries>(mustCall(connection, "runs.metrics", {{"run", run}, {"series", "train/loss"}}));
    REQUIRE(points.ok());
    std::string text;
    char number[64];
    for (std::size_t i = 0; i < points->steps.size(); ++i) {
        std::snprintf(number, sizeof number, "%lld %.17g\n", static_cast<long long>(points->steps[i]), points->values[i]);
        text += number;
    }
    return text;
}

Value readUntil(QLocalSocket& socket, const std::string& type, int timeoutMs)
{
    QElapsedTimer elapsed;
    elapsed.start();
    while (elapsed.elapsed() < timeoutMs) {
        if (!socket.canReadLine() && !socket.waitForReadyRead(200) && socket.state() != QLocalSocket::ConnectedState &&
            socket.bytesAvailable() == 0)
            return {};
        while (socket.canReadLine()) {
            const QByteArray line = socket.readLine();
            const auto json = parseJson({line.constData(), static_cast<std::size_t>(line.size())});
            if (json && json->is_object() && json->value("type", "") == type)
                return valueFromJson(*json);
        }
    }
    return {};
}

void writeLine(QLocalSocket& socket, const std::string& line)
{
    socket.write(line.data(), static_cast<qint64>(line.size()));
    socket.write("\n", 1);
    while (socket.bytesToWrite() > 0 && socket.waitForBytesWritten(5000)) {
    }
}

} // namespace fettle::test
