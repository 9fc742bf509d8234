// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <QByteArray>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QUrl>

#include "engine/contract/result.h"
#include "engine/hub/settings.h"
#include "engine/platform/clock.h"

namespace fettle::hub {

/// What the network's users need from outside, so that tests need not wait.
struct HttpSurroundings {
    const platform::Clock& clock;
    /// Waits so long; false: whoever waits should stop.
    std::function<bool(std::int64_t durationMs)> pause;
    /// Asked a few times a second while bytes are waited for; false stops (hub.stopped).
    std::function<bool()> goOn = [] { return true; };
    /// A server that sends nothing for so long counts as gone.
    int silenceMs = 30'000;
};

struct HttpRequest {
    QUrl url;
    std::vector<std::pair<QByteArray, QByteArray>> headers;
    std::optional<Authorization> authorization;
};

struct HttpHead {
    int status = 0;
    QUrl url; ///< after redirects
    std::map<QByteArray, QByteArray> headers; ///< names in small letters
    [[nodiscard]] QByteArray header(const QByteArray& name) const;
    /// Of Content-Length; -1 where it says none.
    [[nodiscard]] std::int64_t contentBytes() const;
};

struct HttpHandlers {
    /// The answer's head, after redirects. False: its body is not wanted.
    std::function<Result<bool>(const HttpHead& head)> head;
    /// The body as it comes, never more than a megabyte at once. An error ends the transfer and is returned.
    std::function<Result<void>(std::string_view bytes)> body;
};

struct HttpAnswer {
    HttpHead head;
    bool whole = false;  ///< false: the connection ended before the answer did
    std::string problem; ///< English, where it is not whole
};

struct HttpText {
    HttpHead head;
    std::string body;
};

/// GET requests, one at a time; a call waits for its answer in an event loop of its own. Redirects are followed here
/// and not by Qt: a few at most, never from https to http, and an authorization goes to its own server alone. Nothing
/// is asked while `choice` says offline (hub.offline).
class HttpClient {
public:
    HttpClient(NetworkChoice choice, HttpSurroundings surroundings);

    /// Any status is an answer. Errors: hub.offline, hub.not_reached, hub.tls_failed, hub.proxy_failed,
    /// hub.unsafe_redirect, hub.too_many_redirects, hub.stopped, and what the handlers return.
    [[nodiscard]] Result<HttpAnswer> get(const HttpRequest& request, const HttpHandlers& handlers);
    /// A whole small body, asked for again where the connection breaks or the server is busy. Any status that asking
    /// again does not change is an answer. Errors: as above, hub.busy, hub.server_error, hub.interrupted,
    /// hub.bad_answer (longer than `maxBytes`).
    [[nodiscard]] Result<HttpText> text(const HttpRequest& request, std::size_t maxBytes);

    [[nodiscard]] const NetworkChoice& choice() const { return m_choice; }
    [[nodiscard]] const HttpSurroundings& surroundings() const { return m_surroundings; }

private:
    [[nodiscard]] Result<HttpAnswer> hop(const QUrl& url, const HttpRequest& request, const HttpHandlers& handlers);

    NetworkChoice m_choice;
    HttpSurroundings m_surroundings;
    QNetworkAccessManager m_network;
};

/// How long to wait before the next try, and when to give up.
class Retries {
public:
    static constexpr int kMost = 5;
    explicit Retries(const HttpSurroundings& surroundings) : m_surroundings(surroundings) {}
    /// Waits and returns nothing, or returns why there is no next try: `reason` after kMost of them in a row.
    [[nodiscard]] Result<void> next(const Error& reason);
    /// The same where a server said when to come again (its Retry-After), or that it is busy: hub.busy.
    [[nodiscard]] Result<void> nextWhenBusy(const HttpHead& head);
    /// Something arrived: the count begins anew.
    void gotSomething() { m_count = 0; }
    [[nodiscard]] int count() const { return m_count; }

private:
    const HttpSurroundings& m_surroundings;
    int m_count = 0;
};

/// Where a redirect leads, without user, password and fragment. `asked` is what the request began with. Errors:
/// hub.unsafe_redirect, for anything but https and, where http was asked, http.
[[nodiscard]] Result<QUrl> redirectTarget(const QUrl& asked, const QUrl& from, const QByteArray& location);
/// Whether the status says that asking again later may help.
[[nodiscard]] bool isBusyStatus(int status);
/// Seconds or a date; nothing where it is neither.
[[nodiscard]] std::optional<std::int64_t> retryAfterMs(const QByteArray& header, std::int64_t utcMs);
/// Waits in an event loop; for HttpSurroundings::pause.
[[nodiscard]] bool pauseInLoop(std::int64_t durationMs, const std::function<bool()>& goOn);

} // namespace fettle::hub
