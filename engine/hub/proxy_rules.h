// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include <QNetworkProxy>
#include <QUrl>

#include "engine/hub/settings.h"

namespace fettle::hub {

/// The proxy's address as it stands in the rules, for this address; empty: none.
[[nodiscard]] std::string proxyAddressFor(const QUrl& url, const ProxyRules& rules);
/// "http://user:password@host:port", "socks5://host:port", "host:port"; NoProxy for an empty text. Errors:
/// hub.proxy_failed.
[[nodiscard]] Result<QNetworkProxy> proxyFromAddress(const std::string& address);
/// "host:port", without user and password.
[[nodiscard]] std::string shownProxy(const QNetworkProxy& proxy);

} // namespace fettle::hub
