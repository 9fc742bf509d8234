// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDBusUnixFileDescriptor>
#include <QObject>
#include <QString>

namespace fettle::ui {

/// What the desktop does for a program, over D-Bus; where there is none, these do nothing.
class DesktopServices : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// A message of the desktop ("org.freedesktop.Notifications").
    void notify(const QString& title, const QString& text);
    /// Keeps the computer from going to sleep by itself ("org.freedesktop.login1"); the lid and the user still can.
    void keepAwake(bool keep, const QString& reason);
    /// The share of the battery while it is discharging, −1 on mains or where it is unknown ("org.freedesktop.UPower").
    [[nodiscard]] double dischargingBattery() const;

private:
    QDBusUnixFileDescriptor m_inhibitor;
};

} // namespace fettle::ui
