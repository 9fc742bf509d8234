// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/hub/web_address.h"

#include "engine/platform/paths.h"

namespace fettle::hub {
namespace {

int portOf(const QUrl& url) { return url.port(url.scheme() == u"https" ? 443 : 80); }

} // namespace

Result<WebAddress> parseAddress(std::string_view text, FileAddress files)
{
    const auto bad = [&] {
        // What may be a password is not repeated.
        const auto shown = text.find('@') == std::string_view::npos
                               ? std::string(text)
                               : std::string("…") + std::string(text.substr(text.rfind('@')));
        return makeError("hub.bad_address", {{"address", platform::bytesToUtf8(shown)}});
    };
    const auto typed = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())).trimmed();
    QUrl url(typed, QUrl::StrictMode);
    if (!url.isValid())
        url = QUrl(typed, QUrl::TolerantMode);
    if (!url.isValid() || url.isRelative())
        return bad();
    if (url.scheme() == u"file") {
        if (files == FileAddress::Refused || !url.host().isEmpty() || !url.path().startsWith(u'/'))
            return bad();
        return WebAddress{url, std::nullopt};
    }
    if ((url.scheme() != u"https" && url.scheme() != u"http") || url.host().isEmpty())
        return bad();
    WebAddress address;
    if (!url.userInfo().isEmpty()) {
        const auto pair = url.userName(QUrl::FullyDecoded) + u':' + url.password(QUrl::FullyDecoded);
        url.setUserInfo({});
        address.authorization = Authorization{url, "Basic " + pair.toUtf8().toBase64()};
    }
    url.setFragment({});
    url.setQuery(QString());
    address.url = url;
    return address;
}

bool sameServer(const QUrl& a, const QUrl& b)
{
    return a.scheme() == b.scheme() && a.host() == b.host() && portOf(a) == portOf(b);
}

std::string shownAddress(const QUrl& url)
{
    return url.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment | QUrl::StripTrailingSlash)
        .toStdString();
}

std::string shownServer(const QUrl& url)
{
    return url.toString(QUrl::RemoveUserInfo | QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment)
        .toStdString();
}

QUrl below(const QUrl& base, const QByteArray& more)
{
    auto text = base.toEncoded(QUrl::RemoveQuery | QUrl::RemoveFragment);
    if (!text.endsWith('/'))
        text += '/';
    return QUrl::fromEncoded(text + more, QUrl::StrictMode);
}

} // namespace fettle::hub
