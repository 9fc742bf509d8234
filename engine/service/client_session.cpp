// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/client_session.h"

#include <nlohmann/json.hpp>

#include "engine/contract/worker_protocol.h"

namespace fettle::service {
namespace {

/// As much as is handed to the socket at a time; the rest waits where it can still be merged.
constexpr qint64 kSocketBytes = 256 << 10;

} // namespace

bool Subscription::wants(std::string_view topic, std::string_view eventJob, std::string_view eventRun) const
{
    if (!topics.empty() && !topics.contains(topic))
        return false;
    if (topic == "engine")
        return true;
    return (job.empty() || job == eventJob) && (run.empty() || run == eventRun);
}

ClientSession::ClientSession(std::unique_ptr<QLocalSocket> socket, Handshake own, std::size_t queueBytes,
                             int handshakeTimeoutMs, QObject* parent)
    : QObject(parent), m_socket(std::move(socket)), m_own(std::move(own)), m_queueBytes(queueBytes)
{
    m_socket->setReadBufferSize(1 << 20);
    m_handshakeTimer.setSingleShot(true);
    connect(&m_handshakeTimer, &QTimer::timeout, this, [this] { refuse(makeError("service.handshake_expected")); });
    m_handshakeTimer.start(handshakeTimeoutMs);
    connect(m_socket.get(), &QLocalSocket::readyRead, this, &ClientSession::readLines);
    connect(m_socket.get(), &QLocalSocket::bytesWritten, this, [this] {
        pump();
        readLines();
    });
    connect(m_socket.get(), &QLocalSocket::disconnected, this, &ClientSession::closed);
    // What came before this object listened.
    QTimer::singleShot(0, this, &ClientSession::readLines);
}

bool ClientSession::mayRead() const
{
    return !m_refused && m_outbox.pendingBytes() < m_queueBytes && m_open.size() < kMostOpenRequests;
}

void ClientSession::readLines()
{
    // A handler may answer at once, which comes back here.
    if (m_reading)
        return;
    m_reading = true;
    while (mayRead()) {
        if (const auto event = m_splitter.next()) {
            if (event->kind == platform::LineEvent::Kind::TooLong) {
                m_outbox.addLine(encodeMessage(
                    "error", {{"error", toJson(makeError("contract.message_too_long", {{"limitBytes", kMaxLineBytes}}))}}));
                pump();
            } else if (event->kind == platform::LineEvent::Kind::Line) {
                handleLine(event->line);
            }
            continue;
        }
        const QByteArray bytes = m_socket->read(1 << 20);
        if (bytes.isEmpty())
            break;
        m_splitter.feed({bytes.constData(), static_cast<std::size_t>(bytes.size())});
    }
    m_reading = false;
}

void ClientSession::handleLine(const std::string& line)
{
    const auto json = parseJson(line);
    if (!m_greeted) {
        handleGreeting(json);
        return;
    }
    const auto problem = [this](const Error& error) {
        m_outbox.addLine(encodeMessage("error", {{"error", toJson(error)}}));
        pump();
    };
    if (!json || !json->is_object()) {
        problem(json ? makeError("contract.not_json") : json.error());
        return;
    }
    const std::string type = json->contains("type") && (*json)["type"].is_string() ? (*json)["type"] : "";
    const auto id = json->contains("id") ? valueFromJson((*json)["id"]).asInteger(-1) : -1;
    if (type == "cancel") {
        if (m_open.contains(id))
            Q_EMIT cancelCame(id);
        return;
    }
    if (type != "request")
        return;
    const auto request = fromJson<ClientRequest>(*json);
    if (!request) {
        problem(request.error());
        return;
    }
    if (!m_open.insert(request->id).second) {
        problem(makeError("service.bad_parameters", {{"method", request->method}, {"problem", FETTLE_PHRASE("its id is in use")}}));
        return;
    }
    Q_EMIT requestCame(request->id, request->method, request->params);
}

void ClientSession::handleGreeting(const Result<nlohmann::json>& json)
{
    const bool isHello = json.ok() && json->is_object() && json->value("type", nlohmann::json()) == "hello";
    const auto handshake = isHello ? fromJson<Handshake>(*json) : Result<Handshake>(makeError("contract.not_json"));
    if (!handshake) {
        refuse(makeError("service.handshake_expected"));
        return;
    }
    if (handshake->protocol != m_own.protocol) {
        const bool leaving = handshake->replace && handshake->protocol > m_own.protocol;
        refuse(makeError("service.version_mismatch",
                         {{"client_version", handshake->version}, {"engine_version", m_own.version}, {"pid", m_own.pid},
                          {"workspace", m_own.workspace}, {"client_protocol", handshake->protocol},
                          {"engine_protocol", m_own.protocol}, {"leaving", leaving}}));
        if (leaving)
            Q_EMIT replaceAsked();
        return;
    }
    m_handshakeTimer.stop();
    m_greeted = true;
    m_outbox.addLine(encodeMessage("hello", toJson(m_own)));
    pump();
}

void ClientSession::refuse(Error error)
{
    if (m_refused)
        return;
    m_refused = true;
    m_handshakeTimer.stop();
    m_outbox.addLine(encodeMessage("error", {{"error", toJson(error)}}));
    pump();
    // Closes once the line is out; who does not read it is not waited for.
    m_socket->disconnectFromServer();
    QTimer::singleShot(2000, this, [this] { m_socket->abort(); });
}

void ClientSession::respond(std::int64_t request, Result<Value> result)
{
    if (m_open.erase(request) == 0)
        return;
    ClientResponse response{request, {}, {}};
    if (result)
        response.result = std::move(result).value();
    else
        response.error = std::move(result).error();
    auto line = encodeMessage("response", toJson(response));
    if (line.size() > kMaxLineBytes) {
        const ClientResponse refusal{request, {}, makeError("service.answer_too_large", {{"limit_bytes", kMaxLineBytes}})};
        line = encodeMessage("response", toJson(refusal));
    }
    m_outbox.addLine(std::move(line));
    pump();
    if (!m_reading)
        QTimer::singleShot(0, this, &ClientSession::readLines);
}

void ClientSession::publish(const ClientEvent& event)
{
    if (!m_subscription || !m_subscription->wants(event.topic, event.job, event.run))
        return;
    m_outbox.addEvent(event);
    pump();
}

void ClientSession::publishMetrics(const std::string& job, const MetricBatch& batch)
{
    if (!m_subscription || !m_subscription->wants("metrics", job, batch.run))
        return;
    m_outbox.addMetrics(job, batch);
    pump();
}

void ClientSession::pump()
{
    while (m_socket->bytesToWrite() < kSocketBytes) {
        auto line = m_outbox.takeLine();
        if (!line)
            return;
        line->push_back('\n');
        if (m_socket->write(line->data(), static_cast<qint64>(line->size())) < 0)
            return;
    }
}

void ClientSession::flush()
{
    // At most a moment: a client that does not read does not hold up the end.
    while (m_socket->state() == QLocalSocket::ConnectedState && (m_socket->bytesToWrite() > 0 || !m_outbox.empty())) {
        pump();
        if (!m_socket->waitForBytesWritten(200))
            return;
    }
}

} // namespace fettle::service
