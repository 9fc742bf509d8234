// SPDX-License-Identifier: GPL-3.0-or-later
// A web server of this machine that answers what a test says, honestly or not.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <QByteArray>
#include <QCoreApplication>
#include <QTcpServer>
#include <QTcpSocket>

namespace fettle::test {

/// One for the whole program; event loops need it.
void needApplication();

struct SeenRequest {
    QByteArray method;
    QByteArray target; ///< path and query, or the whole address where it came to a proxy
    std::map<QByteArray, QByteArray> headers; ///< names in small letters
    [[nodiscard]] QByteArray path() const { return target.split('?').front(); }
    [[nodiscard]] QByteArray header(const QByteArray& name) const;
    friend bool operator==(const SeenRequest&, const SeenRequest&) = default;
};

struct Reply {
    int status = 200;
    std::vector<std::pair<QByteArray, QByteArray>> headers;
    QByteArray body;
    qint64 cutAfter = -1;     ///< the connection ends after so many bytes of the body
    qint64 saysLength = -1;   ///< in Content-Length, in place of the body's; -2: says none
    bool isSilent = false;    ///< nothing comes, not even a head
    qint64 repeatsBody = 1;   ///< so often
};

/// Answers one request a connection, in the event loop of the test's thread.
class FakeServer {
public:
    using Answerer = std::function<Reply(const SeenRequest& request)>;

    explicit FakeServer(Answerer answerer);

    /// "http://127.0.0.1:PORT"
    [[nodiscard]] std::string address() const;
    [[nodiscard]] int port() const { return m_server.serverPort(); }
    [[nodiscard]] const std::vector<SeenRequest>& seen() const { return m_seen; }
    void forget() { m_seen.clear(); }
    void answer(Answerer answerer) { m_answerer = std::move(answerer); }
    /// The number of the client's attempt. Qt asks again by itself where a connection ends before it has read anything,
    /// which a busy machine makes likely: the same request in one attempt is one, and gets the same answer.
    void countAttemptsBy(std::function<std::size_t()> attempt) { m_attempt = std::move(attempt); }

private:
    void take(QTcpSocket& socket);
    void send(QTcpSocket& socket, const Reply& reply);

    Answerer m_answerer;
    QTcpServer m_server;
    std::vector<SeenRequest> m_seen;
    std::function<std::size_t()> m_attempt;
    std::size_t m_lastAttempt = 0;
    Reply m_lastReply;
};

} // namespace fettle::test
