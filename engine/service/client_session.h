// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <QLocalSocket>
#include <QObject>
#include <QTimer>

#include "engine/contract/client_protocol.h"
#include "engine/contract/metric.h"
#include "engine/contract/result.h"
#include "engine/platform/line_channel.h"
#include "engine/service/outbox.h"

namespace fettle::service {

/// Which events a client wants.
struct Subscription {
    std::set<std::string, std::less<>> topics; ///< empty: all
    std::string run;
    std::string job;
    [[nodiscard]] bool wants(std::string_view topic, std::string_view eventJob, std::string_view eventRun) const;
};

/// One connected client. Never waits for it: what it does not take is queued within bounds, and while too much waits,
/// its requests are not read.
class ClientSession : public QObject {
    Q_OBJECT
public:
    static constexpr std::size_t kMostOpenRequests = 256;

    ClientSession(std::unique_ptr<QLocalSocket> socket, Handshake own, std::size_t queueBytes, int handshakeTimeoutMs,
                  QObject* parent = nullptr);

    void respond(std::int64_t request, Result<Value> result);
    void publish(const ClientEvent& event);
    void publishMetrics(const std::string& job, const MetricBatch& batch);
    void subscribe(Subscription subscription) { m_subscription = std::move(subscription); }
    [[nodiscard]] bool greeted() const { return m_greeted; }
    [[nodiscard]] const Outbox& outbox() const { return m_outbox; }
    /// Sends what fits before the process ends.
    void flush();

Q_SIGNALS:
    void requestCame(std::int64_t id, const std::string& method, const fettle::Value& params);
    void cancelCame(std::int64_t id);
    /// A newer client asks this engine to make room.
    void replaceAsked();
    void closed();

private:
    void readLines();
    void handleLine(const std::string& line);
    void handleGreeting(const Result<nlohmann::json>& json);
    void refuse(Error error);
    void pump();
    [[nodiscard]] bool mayRead() const;

    std::unique_ptr<QLocalSocket> m_socket;
    Handshake m_own;
    std::size_t m_queueBytes;
    platform::LineSplitter m_splitter{kMaxLineBytes};
    Outbox m_outbox;
    std::optional<Subscription> m_subscription;
    std::set<std::int64_t> m_open;
    QTimer m_handshakeTimer;
    bool m_greeted = false;
    bool m_refused = false;
    bool m_reading = false;
};

} // namespace fettle::service
