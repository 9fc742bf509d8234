// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>

#include <QLocalServer>
#include <QObject>

#include "engine/contract/client_protocol.h"
#include "engine/platform/paths.h"
#include "engine/service/client_session.h"

namespace fettle::service {

/// A request of a client, to be answered once. The client may be gone by then; the answer then goes nowhere.
struct RequestKey {
    std::int64_t client = 0;
    std::int64_t request = 0;
    friend auto operator<=>(const RequestKey&, const RequestKey&) = default;
};

/// The local socket with its clients.
class SocketServer : public QObject {
    Q_OBJECT
public:
    SocketServer(std::size_t queueBytes, int handshakeTimeoutMs, QObject* parent = nullptr);
    ~SocketServer() override;

    /// Opens the socket, readable by its user only; a stale one is replaced (the caller holds the workspace's lock).
    /// Errors: service.socket_failed, platform.folder_not_private.
    [[nodiscard]] Result<void> listen(const platform::Path& path, Handshake own);
    /// New clients are no longer taken; those there stay.
    void stopListening();
    void respond(const RequestKey& key, Result<Value> result);
    void subscribe(const RequestKey& key, Subscription subscription);
    void publish(const ClientEvent& event);
    void publishMetrics(const std::string& job, const MetricBatch& batch);
    /// Connected, also those that have not greeted yet.
    [[nodiscard]] int clientCount() const;
    void flush();

Q_SIGNALS:
    void requestCame(const fettle::service::RequestKey& key, const std::string& method, const fettle::Value& params);
    void cancelCame(const fettle::service::RequestKey& key);
    void clientLeft(std::int64_t client);
    void clientsChanged();
    void replaceAsked();

private:
    void accept();

    QLocalServer m_server;
    Handshake m_own;
    std::size_t m_queueBytes;
    int m_handshakeTimeoutMs;
    std::int64_t m_nextClient = 1;
    std::map<std::int64_t, ClientSession*> m_sessions;
};

} // namespace fettle::service
