// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/hub/proxy_rules.h"

#include <QString>
#include <QStringList>

namespace fettle::hub {
namespace {

bool isExcepted(const QString& host, const std::string& except)
{
    const auto entries = QString::fromStdString(except).split(u',', Qt::SkipEmptyParts);
    for (const auto& raw : entries) {
        auto entry = raw.trimmed().toLower();
        if (entry == u"*")
            return true;
        if (const auto colon = entry.lastIndexOf(u':'); colon > 0 && entry.count(u':') == 1)
            entry.truncate(colon);
        if (entry.startsWith(u"*."))
            entry.remove(0, 1);
        if (entry.isEmpty())
            continue;
        const auto suffix = entry.startsWith(u'.') ? entry : u'.' + entry;
        if (host == entry || host == suffix.sliced(1) || host.endsWith(suffix))
            return true;
    }
    return false;
}

} // namespace

std::string proxyAddressFor(const QUrl& url, const ProxyRules& rules)
{
    if (rules.everywhere == "none" || isExcepted(url.host().toLower(), rules.except))
        return {};
    if (!rules.everywhere.empty())
        return rules.everywhere;
    const auto& own = url.scheme() == u"https" ? rules.https : rules.http;
    return own.empty() ? rules.other : own;
}

Result<QNetworkProxy> proxyFromAddress(const std::string& address)
{
    if (address.empty())
        return QNetworkProxy(QNetworkProxy::NoProxy);
    auto text = QString::fromStdString(address).trimmed();
    if (!text.contains(u"://"))
        text.prepend(QStringLiteral("http://"));
    const QUrl url(text);
    const auto scheme = url.scheme().toLower();
    const bool socks = scheme == u"socks5" || scheme == u"socks5h" || scheme == u"socks";
    const auto shown = [&] { return url.host().isEmpty() ? QStringLiteral("?") : url.host(); };
    if (!url.isValid() || url.host().isEmpty() || (!socks && scheme != u"http"))
        return makeError("hub.proxy_failed", {{"proxy", shown().toStdString()}});
    const int port = url.port(socks ? 1080 : 80);
    return QNetworkProxy(socks ? QNetworkProxy::Socks5Proxy : QNetworkProxy::HttpProxy, url.host(),
                         static_cast<quint16>(port), url.userName(QUrl::FullyDecoded),
                         url.password(QUrl::FullyDecoded));
}

std::string shownProxy(const QNetworkProxy& proxy)
{
    return (proxy.hostName() + u':' + QString::number(proxy.port())).toStdString();
}

} // namespace fettle::hub
