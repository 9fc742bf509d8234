// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/single_instance.h"

#include <QDataStream>
#include <QLocalServer>
#include <QLocalSocket>

#include "engine/platform/paths.h"
#include "engine/platform/workspace_socket.h"

namespace fettle::ui {
namespace {

constexpr int kTimeoutMs = 1000;
constexpr qint64 kMostBytes = 1 << 20;

} // namespace

SingleInstance::SingleInstance(const platform::Path& workspace, QObject* parent)
    : QObject(parent),
      // Beside the supervisor's socket: the folder is the user's alone.
      m_name(QString::fromStdString(platform::toUtf8(platform::workspaceSocketPath(workspace))) + QStringLiteral(".window"))
{
}

SingleInstance::~SingleInstance() = default;

bool SingleInstance::handOver(const QStringList& files)
{
    QLocalSocket socket;
    socket.connectToServer(m_name);
    if (!socket.waitForConnected(kTimeoutMs))
        return false;
    QDataStream stream(&socket);
    stream.setVersion(QDataStream::Qt_6_0);
    stream << files;
    if (!socket.waitForBytesWritten(kTimeoutMs))
        return false;
    // The other side answers with one byte when it has read everything; a window that hangs does not. The byte may have
    // come while the last ones were written.
    return socket.bytesAvailable() > 0 || socket.waitForReadyRead(kTimeoutMs);
}

void SingleInstance::listen()
{
    // The window may be the first of all programs that needs the folder.
    static_cast<void>(platform::makePrivateFolder(platform::fromUtf8(m_name.toStdString()).parent_path()));
    QLocalServer::removeServer(m_name);
    m_server = std::make_unique<QLocalServer>();
    m_server->setSocketOptions(QLocalServer::UserAccessOption);
    connect(m_server.get(), &QLocalServer::newConnection, this, [this] {
        auto* socket = m_server->nextPendingConnection();
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QLocalSocket::readyRead, this, [this, socket] {
            if (socket->bytesAvailable() > kMostBytes)
                return socket->abort();
            QDataStream stream(socket);
            stream.setVersion(QDataStream::Qt_6_0);
            QStringList files;
            stream.startTransaction();
            stream >> files;
            if (!stream.commitTransaction())
                return;
            socket->write("k");
            socket->flush();
            Q_EMIT started(files);
        });
    });
    m_server->listen(m_name);
}

} // namespace fettle::ui
