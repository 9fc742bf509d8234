// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/socket_server.h"

namespace fettle::service {

SocketServer::SocketServer(std::size_t queueBytes, int handshakeTimeoutMs, QObject* parent)
    : QObject(parent), m_queueBytes(queueBytes), m_handshakeTimeoutMs(handshakeTimeoutMs)
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &SocketServer::accept);
}

SocketServer::~SocketServer()
{
    for (auto& [id, session] : m_sessions) {
        session->disconnect(this);
        delete session;
    }
}

Result<void> SocketServer::listen(const platform::Path& path, Handshake own)
{
    m_own = std::move(own);
    FETTLE_TRY(platform::makePrivateFolder(path.parent_path()));
    const auto name = QString::fromStdString(platform::toUtf8(path));
    QLocalServer::removeServer(name);
    if (!m_server.listen(name))
        return makeError("service.socket_failed",
                         {{"path", platform::toUtf8(path)}}, m_server.errorString().toStdString());
    // Qt leaves it executable, which a socket has no use for.
    std::error_code ignored;
    std::filesystem::permissions(path, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write, ignored);
    return {};
}

void SocketServer::stopListening()
{
    m_server.close();
}

void SocketServer::accept()
{
    while (auto* socket = m_server.nextPendingConnection()) {
        socket->setParent(nullptr);
        const auto id = m_nextClient++;
        auto* session = new ClientSession(std::unique_ptr<QLocalSocket>(socket), m_own, m_queueBytes,
                                          m_handshakeTimeoutMs, this);
        m_sessions.emplace(id, session);
        connect(session, &ClientSession::requestCame, this,
                [this, id](std::int64_t request, const std::string& method, const Value& params) {
                    Q_EMIT requestCame({id, request}, method, params);
                });
        connect(session, &ClientSession::cancelCame, this,
                [this, id](std::int64_t request) { Q_EMIT cancelCame({id, request}); });
        connect(session, &ClientSession::replaceAsked, this, &SocketServer::replaceAsked);
        connect(session, &ClientSession::closed, this, [this, id] {
            const auto found = m_sessions.find(id);
            if (found == m_sessions.end())
                return;
            found->second->deleteLater();
            m_sessions.erase(found);
            Q_EMIT clientLeft(id);
            Q_EMIT clientsChanged();
        });
        Q_EMIT clientsChanged();
    }
}

void SocketServer::respond(const RequestKey& key, Result<Value> result)
{
    if (const auto found = m_sessions.find(key.client); found != m_sessions.end())
        found->second->respond(key.request, std::move(result));
}

void SocketServer::subscribe(const RequestKey& key, Subscription subscription)
{
    if (const auto found = m_sessions.find(key.client); found != m_sessions.end())
        found->second->subscribe(std::move(subscription));
}

void SocketServer::publish(const ClientEvent& event)
{
    for (const auto& [id, session] : m_sessions)
        session->publish(event);
}

void SocketServer::publishMetrics(const std::string& job, const MetricBatch& batch)
{
    for (const auto& [id, session] : m_sessions)
        session->publishMetrics(job, batch);
}

int SocketServer::clientCount() const
{
    return static_cast<int>(m_sessions.size());
}

void SocketServer::flush()
{
    for (const auto& [id, session] : m_sessions)
        session->flush();
}

} // namespace fettle::service
