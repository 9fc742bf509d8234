// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/client/connection.h"

#include <QEventLoop>
#include <nlohmann/json.hpp>

#include "engine/client/engine_starter.h"
#include "engine/contract/worker_protocol.h"
#include "engine/platform/process.h"
#include "engine/platform/workspace_socket.h"

namespace fettle::client {
namespace {

/// How soon to look again for a supervisor that somebody else is starting or that is just leaving. Our own start
/// announces itself and needs no looking.
constexpr int kRetryMs = 20;
constexpr int kMostStarts = 5;

} // namespace

Connection::Connection(ConnectionOptions options, QObject* parent) : QObject(parent), m_options(std::move(options))
{
    platform::ignoreBrokenPipes();
    if (m_options.workspace.empty())
        m_options.workspace = platform::defaultWorkspace();
    std::error_code ignored;
    m_options.workspace = std::filesystem::absolute(m_options.workspace, ignored);
    m_deadline.setSingleShot(true);
    m_retry.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, [this] {
        fail(m_lastError.value_or(makeError("client.timed_out", {{"seconds", m_options.timeoutMs / 1000}})));
    });
    connect(&m_retry, &QTimer::timeout, this, &Connection::connectSocket);
}

Connection::~Connection()
{
    if (m_socket)
        m_socket->disconnect(this);
}

void Connection::open()
{
    if (m_state != State::Closed)
        return;
    m_starts = 0;
    m_lastError.reset();
    m_engineLeaving = false;
    m_deadline.start(m_options.timeoutMs);
    connectSocket();
}

void Connection::connectSocket()
{
    m_state = State::Connecting;
    m_splitter = platform::LineSplitter(kMaxLineBytes);
    if (m_socket) {
        m_socket->disconnect(this);
        m_socket.release()->deleteLater();
    }
    m_socket = std::make_unique<QLocalSocket>();
    connect(m_socket.get(), &QLocalSocket::connected, this, &Connection::greet);
    connect(m_socket.get(), &QLocalSocket::readyRead, this, &Connection::readLines);
    connect(m_socket.get(), &QLocalSocket::disconnected, this, &Connection::handleDisconnected);
    connect(m_socket.get(), &QLocalSocket::errorOccurred, this, [this](QLocalSocket::LocalSocketError error) {
        if (m_state != State::Connecting)
            return;
        if (error == QLocalSocket::ServerNotFoundError || error == QLocalSocket::ConnectionRefusedError ||
            error == QLocalSocket::PeerClosedError)
            startEngine();
        else
            retryLater();
    });
    m_socket->connectToServer(
        QString::fromStdString(platform::toUtf8(platform::workspaceSocketPath(m_options.workspace))));
}

void Connection::startEngine()
{
    if (!m_options.startEngine) {
        fail(makeError("client.engine_not_running", {{"workspace", platform::toUtf8(m_options.workspace)}}));
        return;
    }
    if (m_starts++ >= kMostStarts) {
        retryLater();
        return;
    }
    m_state = State::Starting;
    if (m_starter)
        m_starter.release()->deleteLater();
    m_starter = std::make_unique<EngineStarter>();
    connect(m_starter.get(), &EngineStarter::ready, this, &Connection::connectSocket);
    connect(m_starter.get(), &EngineStarter::failed, this, [this](const Error& error) {
        // Somebody else was quicker, or the one before is about to end: both are over soon.
        if (error.code == "platform.lock_held") {
            m_lastError = error;
            retryLater();
        } else {
            fail(error);
        }
    });
    m_starter->start(m_options.engineProgram, m_options.workspace);
}

void Connection::retryLater()
{
    m_state = State::Connecting;
    m_retry.start(kRetryMs);
}

void Connection::greet()
{
    m_state = State::Greeting;
    Handshake handshake;
    handshake.program = m_options.program;
    handshake.protocol = m_options.protocol;
    handshake.pid = platform::ownProcessId();
    handshake.workspace = platform::toUtf8(m_options.workspace);
    handshake.replace = m_options.replaceOlder;
    sendLine(encodeMessage("hello", toJson(handshake)));
}

void Connection::readLines()
{
    const QByteArray bytes = m_socket->readAll();
    m_splitter.feed({bytes.constData(), static_cast<std::size_t>(bytes.size())});
    const QPointer<Connection> self(this);
    while (self && m_socket) {
        const auto event = m_splitter.next();
        if (!event)
            return;
        if (event->kind == platform::LineEvent::Kind::Line)
            handleLine(event->line);
    }
}

void Connection::handleLine(std::string_view line)
{
    auto json = parseJson(line);
    const std::string type = json && json->is_object() ? json->value("type", "") : "";
    if (m_state == State::Greeting) {
        handleGreeting(type, json ? *json : nlohmann::json::object());
        return;
    }
    if (type == "response") {
        auto response = fromJson<ClientResponse>(*json);
        if (!response)
            return;
        const auto found = m_pending.find(response->id);
        if (found == m_pending.end())
            return;
        const Pending pending = std::move(found->second);
        m_pending.erase(found);
        if (pending.hasContext && !pending.context)
            return;
        if (pending.reply)
            pending.reply(response->error ? Result<Value>(*response->error) : Result<Value>(response->result));
    } else if (type == "event") {
        auto event = fromJson<ClientEvent>(*json);
        if (!event)
            return;
        if (event->topic == "engine" && event->payload.at("state").asText() == "leaving")
            m_engineLeaving = true;
        Q_EMIT eventCame(*event);
    }
}

void Connection::handleGreeting(const std::string& type, const nlohmann::json& json)
{
    if (type == "error") {
        const Error error = json.contains("error") ? errorFromJson(json["error"]) : Error{};
        const auto leaving = error.arguments.find("leaving");
        if (leaving != error.arguments.end() && leaving->second.asBoolean()) {
            // It checkpoints and goes; ours takes its place as soon as its socket and lock are free.
            m_lastError = error;
            m_starts = 0;
            retryLater();
            return;
        }
        fail(error.code.empty() ? makeError("client.timed_out", {{"seconds", m_options.timeoutMs / 1000}}) : error);
        return;
    }
    auto handshake = fromJson<Handshake>(json);
    if (type != "hello" || !handshake) {
        const auto socket = platform::toUtf8(platform::workspaceSocketPath(m_options.workspace));
        fail(makeError("client.not_fettle", {{"socket", socket}}));
        return;
    }
    m_engine = std::move(handshake).value();
    m_state = State::Open;
    m_deadline.stop();
    if (m_starter)
        m_starter.release()->deleteLater();
    if (m_subscription)
        sendSubscription();
    Q_EMIT opened();
}

void Connection::handleDisconnected()
{
    if (m_state == State::Greeting) {
        // It was leaving; look again.
        retryLater();
        return;
    }
    if (m_state != State::Open)
        return;
    m_state = State::Closed;
    const bool again = m_options.reconnect && !m_engineLeaving;
    finishPending(makeError("client.connection_lost"));
    const QPointer<Connection> self(this);
    Q_EMIT lost();
    if (self && again && m_state == State::Closed)
        open();
}

void Connection::fail(Error error)
{
    m_state = State::Closed;
    m_deadline.stop();
    m_retry.stop();
    if (m_starter)
        m_starter.release()->deleteLater();
    if (m_socket) {
        m_socket->disconnect(this);
        m_socket.release()->deleteLater();
    }
    finishPending(error);
    Q_EMIT failed(error);
}

void Connection::finishPending(const Error& error)
{
    auto pending = std::move(m_pending);
    m_pending.clear();
    for (auto& [id, entry] : pending)
        if (entry.reply && (!entry.hasContext || entry.context))
            entry.reply(error);
}

void Connection::close()
{
    m_deadline.stop();
    m_retry.stop();
    m_state = State::Closed;
    if (m_starter)
        m_starter.release()->deleteLater();
    if (m_socket) {
        m_socket->disconnect(this);
        m_socket->flush();
        m_socket.release()->deleteLater();
    }
    finishPending(makeError("client.not_connected"));
}

Result<void> Connection::openAndWait()
{
    if (m_state == State::Open)
        return {};
    std::optional<Error> error;
    QEventLoop loop;
    connect(this, &Connection::opened, &loop, &QEventLoop::quit);
    connect(this, &Connection::failed, &loop, [&](const Error& why) {
        error = why;
        loop.quit();
    });
    open();
    if (m_state != State::Open && !error)
        loop.exec();
    if (error)
        return *error;
    return {};
}

std::int64_t Connection::request(const std::string& method, ValueMap params, Reply reply, QObject* context)
{
    const auto id = m_nextId++;
    if (m_state != State::Open) {
        if (reply)
            reply(makeError("client.not_connected"));
        return id;
    }
    const auto line = encodeMessage("request", toJson(ClientRequest{id, method, Value(std::move(params))}));
    if (line.size() > kMaxLineBytes) {
        if (reply)
            reply(makeError("client.request_too_large", {{"limit_bytes", kMaxLineBytes}}));
        return id;
    }
    m_pending.emplace(id, Pending{std::move(reply), context, context != nullptr});
    sendLine(line);
    return id;
}

void Connection::cancel(std::int64_t id)
{
    if (m_state == State::Open)
        sendLine(encodeMessage("cancel", {{"id", id}}));
}

Result<Value> Connection::call(const std::string& method, ValueMap params, int timeoutMs)
{
    FETTLE_TRY(openAndWait());
    std::optional<Result<Value>> answer;
    QEventLoop loop;
    const auto id = request(
        method, std::move(params),
        [&](Result<Value> result) {
            answer = std::move(result);
            loop.quit();
        },
        &loop);
    QTimer limit;
    if (timeoutMs >= 0) {
        limit.setSingleShot(true);
        connect(&limit, &QTimer::timeout, &loop, [&] {
            cancel(id);
            answer = makeError("client.timed_out", {{"seconds", static_cast<double>(timeoutMs) / 1000.0}});
            loop.quit();
        });
        limit.start(timeoutMs);
    }
    if (!answer)
        loop.exec();
    m_pending.erase(id);
    return std::move(*answer);
}

Result<Value> Connection::stopEngine()
{
    FETTLE_TRY(openAndWait());
    const auto pid = m_engine.pid;
    const auto start = platform::processStart(pid);
    auto answer = call("engine.stop", {{"checkpoint", true}});
    // Some have lost the connection before the answer was read: it is gone all the same.
    if (!answer && answer.error().code != "client.connection_lost")
        return answer;
    close();
    constexpr int kEndMs = 30'000;
    if (start && !platform::waitForEnd(pid, *start, kEndMs))
        return makeError("client.timed_out", {{"seconds", kEndMs / 1000}});
    return answer ? answer : Result<Value>(Value(ValueMap{{"stopped", true}, {"pid", pid}}));
}

void Connection::subscribe(const std::vector<std::string>& topics, const std::string& run, const std::string& job)
{
    ValueList list(topics.begin(), topics.end());
    m_subscription = ValueMap{{"topics", std::move(list)}, {"run", run}, {"job", job}};
    if (m_state == State::Open)
        sendSubscription();
}

void Connection::sendSubscription()
{
    request("subscribe", *m_subscription, {});
}

Result<Job> Connection::waitForJob(const std::string& job, const std::function<void(const ClientEvent&)>& onEvent)
{
    const auto isOver = [](const Job& row) { return isFinal(row.state) || row.state == JobState::Paused; };
    std::optional<Job> over;
    std::optional<Error> error;
    QEventLoop loop;
    const auto look = [&] {
        request("jobs.show", {{"job", job}}, [&](Result<Value> answer) {
            auto row = answer ? fromValue<Job>(*answer) : Result<Job>(answer.error());
            if (row && isOver(*row))
                over = *row;
            else if (!row && row.error().code != "client.connection_lost")
                error = row.error();
            if (over || error)
                loop.quit();
        }, &loop);
    };
    connect(this, &Connection::eventCame, &loop, [&](const ClientEvent& event) {
        if (event.job != job)
            return;
        if (onEvent)
            onEvent(event);
        if (event.topic != "job")
            return;
        if (auto row = fromValue<Job>(event.payload); row && isOver(*row)) {
            over = *row;
            loop.quit();
        }
    });
    connect(this, &Connection::opened, &loop, look);
    connect(this, &Connection::lost, &loop, [&] {
        if (!m_options.reconnect || m_engineLeaving) {
            error = makeError("client.connection_lost");
            loop.quit();
        }
    });
    connect(this, &Connection::failed, &loop, [&](const Error& why) {
        error = why;
        loop.quit();
    });
    subscribe({}, {}, job);
    if (m_state == State::Open)
        look();
    else
        open();
    if (!over && !error)
        loop.exec();
    if (over)
        return *over;
    return *error;
}

void Connection::sendLine(const std::string& line)
{
    m_socket->write(line.data(), static_cast<qint64>(line.size()));
    m_socket->write("\n", 1);
}

} // namespace fettle::client
