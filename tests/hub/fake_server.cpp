// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/hub/fake_server.h"

#include <doctest/doctest.h>

namespace fettle::test {
namespace {

constexpr qint64 kMostBuffered = qint64{1} << 20;

} // namespace

void needApplication()
{
    static int count = 1;
    static char name[] = "test";
    static char* arguments[] = {name, nullptr};
    if (!QCoreApplication::instance())
        new QCoreApplication(count, arguments);
}

QByteArray SeenRequest::header(const QByteArray& name) const
{
    const auto found = headers.find(name);
    return found == headers.end() ? QByteArray() : found->second;
}

FakeServer::FakeServer(Answerer answerer) : m_answerer(std::move(answerer))
{
    needApplication();
    REQUIRE(m_server.listen(QHostAddress::LocalHost));
    QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] {
        while (auto* socket = m_server.nextPendingConnection()) {
            QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
            QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket] { take(*socket); });
        }
    });
}

std::string FakeServer::address() const { return "http://127.0.0.1:" + std::to_string(port()); }

void FakeServer::take(QTcpSocket& socket)
{
    const auto text = socket.peek(64 * 1024);
    if (text.startsWith('\x16')) { // TLS: what a plain web server makes of it
        socket.write("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n");
        socket.disconnectFromHost();
        return;
    }
    const auto end = text.indexOf("\r\n\r\n");
    if (end < 0)
        return;
    socket.readAll();
    SeenRequest request;
    const auto lines = text.left(end).split('\n');
    const auto first = lines.front().trimmed().split(' ');
    request.method = first.value(0);
    request.target = first.value(1);
    for (qsizetype i = 1; i < lines.size(); ++i)
        if (const auto colon = lines[i].indexOf(':'); colon > 0)
            request.headers[lines[i].left(colon).trimmed().toLower()] = lines[i].mid(colon + 1).trimmed();
    const bool isRepeated = m_attempt && !m_seen.empty() && m_attempt() == m_lastAttempt && m_seen.back() == request;
    if (!isRepeated) {
        m_seen.push_back(request);
        m_lastAttempt = m_attempt ? m_attempt() : 0;
        m_lastReply = m_answerer(m_seen.back());
    }
    if (!m_lastReply.isSilent)
        send(socket, m_lastReply);
}

void FakeServer::send(QTcpSocket& socket, const Reply& reply)
{
    QByteArray head = "HTTP/1.1 " + QByteArray::number(reply.status) + " Said\r\n";
    for (const auto& [name, value] : reply.headers)
        head += name + ": " + value + "\r\n";
    const auto whole = static_cast<qint64>(reply.body.size()) * reply.repeatsBody;
    if (reply.saysLength != -2)
        head += "Content-Length: " + QByteArray::number(reply.saysLength >= 0 ? reply.saysLength : whole) + "\r\n";
    head += "Connection: close\r\n\r\n";
    socket.write(head);
    const auto bytes = reply.cutAfter >= 0 ? std::min(reply.cutAfter, whole) : whole;
    if (reply.repeatsBody == 1) {
        socket.write(reply.body.left(bytes));
        socket.disconnectFromHost(); // once all is written
        return;
    }
    // More than anybody should hold in memory: as the other side takes it.
    auto left = std::make_shared<qint64>(bytes);
    const auto more = [&socket, body = reply.body, left] {
        while (*left > 0 && socket.bytesToWrite() < kMostBuffered &&
               socket.state() == QAbstractSocket::ConnectedState) {
            const auto part = body.left(*left);
            *left -= part.size();
            socket.write(part);
        }
        if (*left <= 0)
            socket.disconnectFromHost();
    };
    QObject::connect(&socket, &QTcpSocket::bytesWritten, &socket, more);
    more();
}

} // namespace fettle::test
