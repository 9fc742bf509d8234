// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <QByteArray>
#include <QUrl>

#include "engine/contract/result.h"

namespace fettle::hub {

/// A name and a password, or a token, for one server: the scheme, host and port of `home`, and no other.
struct Authorization {
    QUrl home;
    QByteArray header; ///< the value of "Authorization"; never in an error, a log or a message
};

/// An address as somebody typed it, with what stood in it of user and password taken apart.
struct WebAddress {
    QUrl url; ///< without them
    std::optional<Authorization> authorization;
};

enum class FileAddress { Refused, Allowed };
/// "https://host/path", also http and, where allowed, file. Errors: hub.bad_address.
[[nodiscard]] Result<WebAddress> parseAddress(std::string_view text, FileAddress files = FileAddress::Refused);

/// The same scheme, host and port.
[[nodiscard]] bool sameServer(const QUrl& a, const QUrl& b);
/// For people and logs: no user, no password, no query (pre-signed addresses carry keys there).
[[nodiscard]] std::string shownAddress(const QUrl& url);
/// "https://host[:port]".
[[nodiscard]] std::string shownServer(const QUrl& url);
/// `base` and one more step, percent-encoded where it must be: at(base, "api/models/a/b"). What stands after "?" in
/// `more` is the query.
[[nodiscard]] QUrl below(const QUrl& base, const QByteArray& more);

} // namespace fettle::hub
