// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/portal_appearance.h"

#ifdef FETTLE_HAS_DBUS
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusVariant>
#endif

namespace fettle::ui {

#ifdef FETTLE_HAS_DBUS

std::optional<Appearance> portalAppearance()
{
    const QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return {};
    QDBusMessage question = QDBusMessage::createMethodCall(
        QStringLiteral("org.freedesktop.portal.Desktop"), QStringLiteral("/org/freedesktop/portal/desktop"),
        QStringLiteral("org.freedesktop.portal.Settings"), QStringLiteral("Read"));
    question << QStringLiteral("org.freedesktop.appearance") << QStringLiteral("color-scheme");
    // A portal that has to be started first takes longer than the window may.
    question.setAutoStartService(false);
    const QDBusMessage answer = bus.call(question, QDBus::Block, 100);
    if (answer.type() != QDBusMessage::ReplyMessage || answer.arguments().isEmpty())
        return {};
    // A variant in a variant.
    QVariant value = answer.arguments().constFirst();
    for (int depth = 0; depth < 2 && value.canConvert<QDBusVariant>(); ++depth)
        value = value.value<QDBusVariant>().variant();
    switch (value.toUInt()) {
    case 1: return Appearance::Dark;
    case 2: return Appearance::Light;
    default: return {};
    }
}

#else

std::optional<Appearance> portalAppearance() { return {}; }

#endif

} // namespace fettle::ui
