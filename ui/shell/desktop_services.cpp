// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/desktop_services.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusReply>
#include <QVariantMap>

namespace fettle::ui {
namespace {

constexpr int kReadTimeoutMs = 200;
/// UPower: state 2 is discharging.
constexpr uint kDischarging = 2;

QVariant upower(const char* property)
{
    auto message = QDBusMessage::createMethodCall("org.freedesktop.UPower", "/org/freedesktop/UPower/devices/DisplayDevice",
                                                  "org.freedesktop.DBus.Properties", "Get");
    message << QStringLiteral("org.freedesktop.UPower.Device") << QString::fromLatin1(property);
    const QDBusReply<QVariant> reply = QDBusConnection::systemBus().call(message, QDBus::Block, kReadTimeoutMs);
    return reply.isValid() ? reply.value() : QVariant();
}

} // namespace

void DesktopServices::notify(const QString& title, const QString& text)
{
    auto message = QDBusMessage::createMethodCall("org.freedesktop.Notifications", "/org/freedesktop/Notifications",
                                                  "org.freedesktop.Notifications", "Notify");
    message << QStringLiteral("Fettle") << 0U << QStringLiteral("fettle") << title << text << QStringList() << QVariantMap() << -1;
    QDBusConnection::sessionBus().asyncCall(message);
}

void DesktopServices::keepAwake(bool keep, const QString& reason)
{
    if (!keep) {
        m_inhibitor = {};
        return;
    }
    if (m_inhibitor.isValid())
        return;
    auto message = QDBusMessage::createMethodCall("org.freedesktop.login1", "/org/freedesktop/login1",
                                                  "org.freedesktop.login1.Manager", "Inhibit");
    message << QStringLiteral("sleep:idle") << QStringLiteral("Fettle") << reason << QStringLiteral("block");
    auto* watcher = new QDBusPendingCallWatcher(QDBusConnection::systemBus().asyncCall(message), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this](QDBusPendingCallWatcher* done) {
        const QDBusPendingReply<QDBusUnixFileDescriptor> reply = *done;
        if (reply.isValid())
            m_inhibitor = reply.value();
        done->deleteLater();
    });
}

double DesktopServices::dischargingBattery() const
{
    if (!QDBusConnection::systemBus().isConnected() || upower("State").toUInt() != kDischarging)
        return -1.0;
    bool known = false;
    const double percent = upower("Percentage").toDouble(&known);
    return known ? percent / 100.0 : -1.0;
}

} // namespace fettle::ui
