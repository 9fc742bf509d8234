// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/hub/http_client.h"

#include <algorithm>
#include <memory>

#include <QDateTime>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QLocale>
#include <QTimer>

#include "engine/contract/client_protocol.h"
#include "engine/hub/proxy_rules.h"

namespace fettle::hub {
namespace {

constexpr int kMostRedirects = 8;
constexpr int kTickMs = 200;
constexpr qint64 kBlockBytes = qint64{1} << 20;
constexpr std::int64_t kFirstPauseMs = 1000;
/// Who asks for more patience than this gets none: a person is waiting.
constexpr std::int64_t kMostPauseMs = 120'000;

Error stoppedError() { return makeError("hub.stopped"); }

QNetworkRequest prepared(const QUrl& url, const HttpRequest& request, int silenceMs)
{
    QNetworkRequest prepared(url);
    prepared.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    prepared.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    prepared.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    prepared.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    prepared.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    prepared.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    prepared.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    prepared.setTransferTimeout(silenceMs);
    prepared.setRawHeader("User-Agent", QByteArray("fettle/") + kFettleVersion);
    // Bytes as they are stored: sizes and checksums are of these.
    prepared.setRawHeader("Accept-Encoding", "identity");
    for (const auto& [name, value] : request.headers)
        prepared.setRawHeader(name, value);
    if (request.authorization && sameServer(request.authorization->home, url))
        prepared.setRawHeader("Authorization", request.authorization->header);
    return prepared;
}

/// What of Qt's errors is only a status in other words (400 is an "invalid operation"); the rest concerns the
/// connection.
bool isStatusError(QNetworkReply::NetworkError error)
{
    return (error > QNetworkReply::UnknownProxyError && error <= QNetworkReply::UnknownContentError) ||
           (error >= QNetworkReply::InternalServerError && error <= QNetworkReply::UnknownServerError) ||
           error == QNetworkReply::ProtocolInvalidOperationError;
}

bool isProxyError(QNetworkReply::NetworkError error)
{
    return error >= QNetworkReply::ProxyConnectionRefusedError && error <= QNetworkReply::UnknownProxyError;
}

Error connectionError(const QNetworkReply& reply, const QUrl& url, const QNetworkProxy& proxy)
{
    const auto detail = reply.errorString().toStdString();
    const auto error = reply.error();
    if (error == QNetworkReply::SslHandshakeFailedError)
        return makeError("hub.tls_failed", {{"address", shownServer(url)}}, detail);
    // Without TLS the proxy is the only one that is spoken to.
    const bool sawProxyOnly =
        proxy.type() == QNetworkProxy::HttpProxy && url.scheme() == u"http" &&
        (error == QNetworkReply::ConnectionRefusedError || error == QNetworkReply::HostNotFoundError);
    if (isProxyError(error) || sawProxyOnly)
        return makeError("hub.proxy_failed", {{"proxy", shownProxy(proxy)}}, detail);
    return makeError("hub.not_reached", {{"address", shownServer(url)}}, detail);
}

bool isRedirect(const HttpHead& head)
{
    return (head.status == 301 || head.status == 302 || head.status == 303 || head.status == 307 ||
            head.status == 308) &&
           !head.header("location").isEmpty();
}

/// One request on its way: what Qt's signals bring.
class Transfer {
public:
    Transfer(QNetworkReply& reply, const QUrl& url, const HttpHandlers& handlers) : m_reply(reply), m_handlers(handlers)
    {
        m_answer.head.url = url;
    }

    void takeHead()
    {
        if (m_headTaken || m_ended)
            return;
        const auto status = m_reply.attribute(QNetworkRequest::HttpStatusCodeAttribute);
        if (!status.isValid())
            return;
        m_headTaken = true;
        m_answer.head.status = status.toInt();
        for (const auto& [name, value] : m_reply.rawHeaderPairs())
            m_answer.head.headers[name.toLower()] = value;
        if (isRedirect(m_answer.head)) {
            m_answer.whole = m_ended = true; // whatever its body says
            return;
        }
        auto wanted = m_handlers.head ? m_handlers.head(m_answer.head) : Result<bool>(true);
        if (!wanted)
            m_error = wanted.error();
        else if (!*wanted)
            m_answer.whole = true;
        m_ended = !wanted || !*wanted;
    }

    void takeBody()
    {
        takeHead();
        while (!m_ended && m_reply.bytesAvailable() > 0) {
            const auto block = m_reply.read(kBlockBytes);
            if (block.isEmpty())
                return;
            m_received += block.size();
            if (!m_handlers.body)
                continue;
            if (auto taken =
                    m_handlers.body(std::string_view(block.constData(), static_cast<std::size_t>(block.size())));
                !taken) {
                m_error = taken.error();
                m_ended = true;
            }
        }
    }

    void stop()
    {
        m_error = stoppedError();
        m_ended = true;
    }

    /// After the reply finished, or ended() said true.
    Result<HttpAnswer> conclude(const QUrl& url, const QNetworkProxy& proxy)
    {
        if (!m_ended)
            takeBody();
        if (m_error)
            return *m_error;
        if (m_ended)
            return std::move(m_answer);
        if (!m_headTaken || isProxyError(m_reply.error()))
            return connectionError(m_reply, url, proxy);
        m_answer.whole = m_reply.error() == QNetworkReply::NoError || isStatusError(m_reply.error());
        if (!m_answer.whole)
            m_answer.problem = m_reply.errorString().toStdString();
        // A connection that is closed in the middle is no error to Qt where the server had said that it would close it.
        const auto announced = m_answer.head.contentBytes();
        if (m_answer.whole && announced >= 0 && m_received < announced && m_answer.head.header("content-encoding").isEmpty()) {
            m_answer.whole = false;
            m_answer.problem = "the body is shorter than announced";
        }
        return std::move(m_answer);
    }

    [[nodiscard]] bool ended() const { return m_ended; }

private:
    QNetworkReply& m_reply;
    const HttpHandlers& m_handlers;
    HttpAnswer m_answer;
    std::optional<Error> m_error;
    std::int64_t m_received = 0; ///< bytes of the body
    bool m_headTaken = false;
    bool m_ended = false;
};

} // namespace

QByteArray HttpHead::header(const QByteArray& name) const
{
    const auto found = headers.find(name);
    return found == headers.end() ? QByteArray() : found->second;
}

std::int64_t HttpHead::contentBytes() const
{
    bool isNumber = false;
    const auto bytes = header("content-length").toLongLong(&isNumber);
    return isNumber && bytes >= 0 ? bytes : -1;
}

HttpClient::HttpClient(NetworkChoice choice, HttpSurroundings surroundings)
    : m_choice(std::move(choice)), m_surroundings(std::move(surroundings))
{
}

Result<HttpAnswer> HttpClient::hop(const QUrl& url, const HttpRequest& request, const HttpHandlers& handlers)
{
    FETTLE_TRY_ASSIGN(const auto proxy, proxyFromAddress(proxyAddressFor(url, m_choice.proxies)));
    m_network.setProxy(proxy);
    const std::unique_ptr<QNetworkReply> reply(m_network.get(prepared(url, request, m_surroundings.silenceMs)));
    reply->setReadBufferSize(kBlockBytes);
    QEventLoop loop;
    Transfer transfer(*reply, url, handlers);
    const auto quitWhenEnded = [&] {
        if (transfer.ended())
            loop.quit();
    };
    QObject::connect(reply.get(), &QNetworkReply::metaDataChanged, &loop, [&] {
        transfer.takeHead();
        quitWhenEnded();
    });
    QObject::connect(reply.get(), &QNetworkReply::readyRead, &loop, [&] { transfer.takeBody(); quitWhenEnded(); });
    QObject::connect(reply.get(), &QNetworkReply::finished, &loop, &QEventLoop::quit);
    QTimer tick;
    QObject::connect(&tick, &QTimer::timeout, &loop, [&] {
        if (!m_surroundings.goOn())
            transfer.stop();
        quitWhenEnded();
    });
    tick.start(kTickMs);
    if (!reply->isFinished())
        loop.exec();
    return transfer.conclude(url, proxy);
}

Result<HttpAnswer> HttpClient::get(const HttpRequest& request, const HttpHandlers& handlers)
{
    QUrl url = request.url;
    for (int redirects = 0;; ++redirects) {
        if (m_choice.offline)
            return makeError("hub.offline", {{"address", shownServer(url)}});
        FETTLE_TRY_ASSIGN(auto answer, hop(url, request, handlers));
        if (!isRedirect(answer.head))
            return answer;
        if (redirects == kMostRedirects)
            return makeError("hub.too_many_redirects", {{"address", shownServer(request.url)}});
        FETTLE_TRY_ASSIGN(url, redirectTarget(request.url, url, answer.head.header("location")));
    }
}

Result<QUrl> redirectTarget(const QUrl& asked, const QUrl& from, const QByteArray& location)
{
    auto target = from.resolved(QUrl::fromEncoded(location));
    target.setUserInfo({});
    target.setFragment({});
    const bool secure = target.scheme() == u"https" || (target.scheme() == u"http" && asked.scheme() == u"http");
    if (!target.isValid() || target.host().isEmpty() || !secure)
        return makeError("hub.unsafe_redirect", {{"address", shownServer(from)}, {"target", shownServer(target)}});
    return target;
}

Result<HttpText> HttpClient::text(const HttpRequest& request, std::size_t maxBytes)
{
    Retries retries(m_surroundings);
    for (;;) {
        HttpText text;
        const HttpHandlers handlers{
            .head = {},
            .body = [&](std::string_view bytes) -> Result<void> {
                if (text.body.size() + bytes.size() > maxBytes)
                    return makeError("hub.bad_answer", {{"address", shownServer(request.url)},
                                                        {"problem", FETTLE_PHRASE("it is far too long")}});
                text.body += bytes;
                return {};
            }};
        auto answer = get(request, handlers);
        if (!answer) {
            if (answer.error().code != "hub.not_reached")
                return answer.error();
            FETTLE_TRY(retries.next(answer.error()));
        } else if (!answer->whole) {
            FETTLE_TRY(retries.next(makeError("hub.interrupted",
                                              {{"address", shownServer(request.url)}, {"count", Retries::kMost}},
                                              answer->problem)));
        } else if (isBusyStatus(answer->head.status)) {
            FETTLE_TRY(retries.nextWhenBusy(answer->head));
        } else {
            text.head = std::move(answer->head);
            return text;
        }
    }
}

bool isBusyStatus(int status) { return status == 408 || status == 429 || status >= 500; }

Result<void> Retries::next(const Error& reason)
{
    if (++m_count >= kMost)
        return reason;
    const auto pause = kFirstPauseMs << (m_count - 1);
    return m_surroundings.pause(pause) ? Result<void>() : Result<void>(stoppedError());
}

Result<void> Retries::nextWhenBusy(const HttpHead& head)
{
    const auto address = shownServer(head.url);
    const auto asked = retryAfterMs(head.header("retry-after"), m_surroundings.clock.utcMs());
    ++m_count;
    const auto pause = asked.value_or(kFirstPauseMs << (m_count - 1));
    if (m_count >= kMost || pause > kMostPauseMs) {
        if (head.status == 429 || (head.status == 503 && asked))
            return makeError("hub.busy",
                             {{"address", address}, {"wait_seconds", std::max<std::int64_t>(1, pause / 1000)}});
        return makeError("hub.server_error", {{"address", address}, {"status", head.status}});
    }
    return m_surroundings.pause(pause) ? Result<void>() : Result<void>(stoppedError());
}

std::optional<std::int64_t> retryAfterMs(const QByteArray& header, std::int64_t utcMs)
{
    const auto text = header.trimmed();
    if (text.isEmpty())
        return std::nullopt;
    bool isNumber = false;
    if (const auto seconds = text.toLongLong(&isNumber); isNumber)
        return seconds < 0 || seconds > 1'000'000 ? std::nullopt : std::optional<std::int64_t>(seconds * 1000);
    auto date = QLocale::c().toDateTime(QString::fromLatin1(text), QStringLiteral("ddd, dd MMM yyyy HH:mm:ss 'GMT'"));
    if (!date.isValid())
        return std::nullopt;
    date.setTimeSpec(Qt::UTC);
    return std::max<std::int64_t>(0, date.toMSecsSinceEpoch() - utcMs);
}

bool pauseInLoop(std::int64_t durationMs, const std::function<bool()>& goOn)
{
    QElapsedTimer elapsed;
    elapsed.start();
    QEventLoop loop;
    bool goesOn = true;
    QTimer tick;
    QObject::connect(&tick, &QTimer::timeout, &loop, [&] {
        goesOn = goOn();
        if (!goesOn || elapsed.elapsed() >= durationMs)
            loop.quit();
    });
    tick.start(static_cast<int>(std::clamp<std::int64_t>(durationMs, 1, kTickMs)));
    loop.exec();
    return goesOn;
}

} // namespace fettle::hub
