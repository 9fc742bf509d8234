// SPDX-License-Identifier: GPL-3.0-or-later
#include <doctest/doctest.h>

#include "tests/hub/network.h"

using namespace fettle;
using namespace fettle::hub;
using namespace fettle::test;

namespace {

QUrl urlOf(const FakeServer& server, const QByteArray& path = "x")
{
    return below(QUrl(QString::fromStdString(server.address())), path);
}

Reply plainReply(const QByteArray& body, int status = 200)
{
    Reply reply;
    reply.status = status;
    reply.body = body;
    return reply;
}

Reply redirectTo(const QByteArray& location, int status = 302)
{
    auto reply = plainReply("moved", status);
    reply.headers.emplace_back("Location", location);
    return reply;
}

/// A port where nobody listens.
int closedPort()
{
    needApplication();
    QTcpServer server;
    REQUIRE(server.listen(QHostAddress::LocalHost));
    return server.serverPort();
}

constexpr std::size_t kPlenty = 1 << 20;

} // namespace

TEST_CASE("a text comes with its head, and says who asks")
{
    FakeServer server([](const SeenRequest&) {
        auto reply = plainReply("hello");
        reply.headers.emplace_back("X-Some", "thing");
        return reply;
    });
    Network network;
    const auto answer = network.client.text({urlOf(server, "a/b?c=d"), {{"Accept", "application/json"}}, {}}, kPlenty);
    REQUIRE(answer.ok());
    CHECK(answer->body == "hello");
    CHECK(answer->head.status == 200);
    CHECK(answer->head.header("x-some") == "thing");
    REQUIRE(server.seen().size() == 1);
    CHECK(server.seen()[0].target == "/a/b?c=d");
    CHECK(server.seen()[0].header("accept") == "application/json");
    CHECK(server.seen()[0].header("accept-encoding") == "identity");
    CHECK(server.seen()[0].header("user-agent").startsWith("fettle/"));
    CHECK(server.seen()[0].header("cookie").isEmpty());
}

TEST_CASE("a token goes to its own server and not along with a redirect to another one")
{
    FakeServer other([](const SeenRequest&) { return plainReply("from the other"); });
    FakeServer home([&](const SeenRequest& request) {
        return request.target == "/x" ? redirectTo("/y", 307)
                                      : redirectTo(QByteArray::fromStdString(other.address()) + "/z");
    });
    Network network;
    const Authorization token{urlOf(home), "Bearer secret"};
    const auto answer = network.client.text({urlOf(home), {}, token}, kPlenty);
    REQUIRE(answer.ok());
    CHECK(answer->body == "from the other");
    CHECK(answer->head.url.port() == other.port());
    REQUIRE(home.seen().size() == 2);
    CHECK(home.seen()[0].header("authorization") == "Bearer secret");
    CHECK(home.seen()[1].header("authorization") == "Bearer secret");
    REQUIRE(other.seen().size() == 1);
    CHECK(other.seen()[0].header("authorization").isEmpty());
}

TEST_CASE("a redirect's own user and password are not used")
{
    FakeServer other([](const SeenRequest&) { return plainReply("here"); });
    FakeServer home([&](const SeenRequest&) {
        return redirectTo("http://me:secret@127.0.0.1:" + QByteArray::number(other.port()) + "/z");
    });
    Network network;
    CHECK(network.client.text({urlOf(home), {}, {}}, kPlenty).ok());
    CHECK(other.seen().at(0).header("authorization").isEmpty());
}

TEST_CASE("redirects end, and lead to no file and to nothing less secure")
{
    FakeServer server([](const SeenRequest&) { return redirectTo("/x"); });
    Network network;
    CHECK(codeOf(network.client.text({urlOf(server), {}, {}}, kPlenty)) == "hub.too_many_redirects");
    CHECK(server.seen().size() == 9);
    for (const char* target : {"file:///etc/passwd", "ftp://a.example.org/x", "http://", "data:,x"}) {
        server.answer([&](const SeenRequest&) { return redirectTo(target); });
        CHECK(codeOf(network.client.text({urlOf(server), {}, {}}, kPlenty)) == "hub.unsafe_redirect");
    }
    const QUrl secure("https://a.example.org/x");
    const QUrl plain("http://a.example.org/x");
    CHECK(codeOf(redirectTarget(secure, secure, "http://b.example.org/y")) == "hub.unsafe_redirect");
    CHECK(redirectTarget(secure, secure, "https://b.example.org/y")->host() == u"b.example.org");
    CHECK(redirectTarget(secure, secure, "../z#part")->toString() == u"https://a.example.org/z");
    CHECK(redirectTarget(plain, plain, "//b.example.org/y")->scheme() == u"http");
    CHECK(redirectTarget(plain, plain, "https://b.example.org/y").ok());
}

TEST_CASE("offline asks nobody")
{
    FakeServer server([](const SeenRequest&) { return plainReply("x"); });
    NetworkChoice choice;
    choice.offline = true;
    Network network(choice);
    const auto answer = network.client.text({urlOf(server), {}, {}}, kPlenty);
    CHECK(codeOf(answer) == "hub.offline");
    CHECK(server.seen().empty());
    CHECK(network.pauses.empty());
}

TEST_CASE("a server that is not there is tried again with longer and longer pauses")
{
    Network network;
    const auto answer =
        network.client.text({QUrl("http://127.0.0.1:" + QString::number(closedPort()) + "/x"), {}, {}}, kPlenty);
    CHECK(codeOf(answer) == "hub.not_reached");
    CHECK(network.pauses == std::vector<std::int64_t>{1000, 2000, 4000, 8000});
}

TEST_CASE("a server that does not speak TLS is not spoken to without it")
{
    FakeServer server([](const SeenRequest&) { return plainReply("x"); });
    Network network;
    const auto answer =
        network.client.text({QUrl("https://127.0.0.1:" + QString::number(server.port()) + "/x"), {}, {}}, kPlenty);
    CHECK(codeOf(answer) == "hub.tls_failed");
}

TEST_CASE("statuses are answers, 400 too; busy ones are asked again")
{
    int status = 400;
    FakeServer server([&](const SeenRequest&) { return plainReply("body", status); });
    Network network;
    for (const int one : {400, 401, 403, 404, 405, 410, 418, 451}) {
        status = one;
        const auto answer = network.client.text({urlOf(server), {}, {}}, kPlenty);
        REQUIRE_MESSAGE(answer.ok(), one);
        CHECK(answer->head.status == one);
        CHECK(answer->body == "body");
    }
    CHECK(network.pauses.empty());
    status = 500;
    CHECK(codeOf(network.client.text({urlOf(server), {}, {}}, kPlenty)) == "hub.server_error");
    CHECK(network.pauses.size() == 4);
}

TEST_CASE("429 is asked again when the server says so, and given up where that is too late")
{
    QByteArray retryAfter = "7";
    int refusals = 2;
    FakeServer server([&](const SeenRequest&) {
        if (refusals-- <= 0)
            return plainReply("at last");
        auto reply = plainReply("slow down", 429);
        if (!retryAfter.isEmpty())
            reply.headers.emplace_back("Retry-After", retryAfter);
        return reply;
    });
    Network network;
    CHECK(network.client.text({urlOf(server), {}, {}}, kPlenty)->body == "at last");
    CHECK(network.pauses == std::vector<std::int64_t>{7000, 7000});

    retryAfter = "3600";
    refusals = 1;
    network.pauses.clear();
    const auto late = network.client.text({urlOf(server), {}, {}}, kPlenty);
    CHECK(codeOf(late) == "hub.busy");
    CHECK(late.error().arguments.at("wait_seconds") == Value(3600));
    CHECK(network.pauses.empty());

    retryAfter = {};
    refusals = 100;
    CHECK(codeOf(network.client.text({urlOf(server), {}, {}}, kPlenty)) == "hub.busy");
    CHECK(network.pauses == std::vector<std::int64_t>{1000, 2000, 4000, 8000});
}

TEST_CASE("when to come again, as seconds or as a date")
{
    const auto now = *platform::parseUtc("2026-11-22T13:05:07Z");
    CHECK(retryAfterMs("120", now) == 120'000);
    CHECK(retryAfterMs(" 0 ", now) == 0);
    CHECK(retryAfterMs("Sun, 22 Nov 2026 13:05:37 GMT", now) == 30'000);
    CHECK(retryAfterMs("Sun, 22 Nov 2026 13:00:00 GMT", now) == 0);
    for (const char* bad : {"", "soon", "-5", "99999999999999999999", "12 s"})
        CHECK_FALSE(retryAfterMs(bad, now).has_value());
}

TEST_CASE("an answer that breaks off is asked for again")
{
    int cuts = 2;
    FakeServer server([&](const SeenRequest&) {
        auto reply = plainReply("0123456789");
        reply.cutAfter = cuts-- > 0 ? 4 : -1;
        return reply;
    });
    Network network;
    server.countAttemptsBy([&] { return network.pauses.size() + (cuts > 50 ? 1000 : 0); });
    CHECK(network.client.text({urlOf(server), {}, {}}, kPlenty)->body == "0123456789");
    cuts = 100;
    CHECK(codeOf(network.client.text({urlOf(server), {}, {}}, kPlenty)) == "hub.interrupted");
}

TEST_CASE("a body without end is cut off, with and without a length")
{
    FakeServer server([&](const SeenRequest&) {
        auto reply = plainReply(QByteArray(64 * 1024, 'x'));
        reply.repeatsBody = 100'000;
        reply.saysLength = -2;
        return reply;
    });
    Network network;
    const auto answer = network.client.text({urlOf(server), {}, {}}, kPlenty);
    CHECK(codeOf(answer) == "hub.bad_answer");
    CHECK(network.pauses.empty());
}

TEST_CASE("a server that says nothing counts as gone after a while")
{
    FakeServer server([](const SeenRequest&) {
        Reply reply;
        reply.isSilent = true;
        return reply;
    });
    Network network({}, 100);
    CHECK(codeOf(network.client.text({urlOf(server), {}, {}}, kPlenty)) == "hub.not_reached");
    CHECK(server.seen().size() == 5);
}

TEST_CASE("whoever stops need not wait for the server")
{
    FakeServer server([](const SeenRequest&) {
        Reply reply;
        reply.isSilent = true;
        return reply;
    });
    Network network;
    network.stops = true;
    CHECK(codeOf(network.client.text({urlOf(server), {}, {}}, kPlenty)) == "hub.stopped");
    CHECK(codeOf(network.client.text({QUrl("http://127.0.0.1:" + QString::number(closedPort())), {}, {}}, kPlenty)) ==
          "hub.stopped");
    bool goesOn = true;
    CHECK(pauseInLoop(1, [&] { return goesOn; }));
    goesOn = false;
    CHECK_FALSE(pauseInLoop(60'000, [&] { return goesOn; }));
}

TEST_CASE("a proxy is asked in the server's place, with its own password and not the token's")
{
    FakeServer proxy([](const SeenRequest&) { return plainReply("through the proxy"); });
    NetworkChoice choice;
    choice.proxies.http = "http://me:word@127.0.0.1:" + std::to_string(proxy.port());
    Network network(choice);
    const auto answer = network.client.text({QUrl("http://hub.example.org/a"), {}, {}}, kPlenty);
    REQUIRE_MESSAGE(answer.ok(), codeOf(answer));
    CHECK(answer->body == "through the proxy");
    REQUIRE(proxy.seen().size() == 1);
    CHECK(proxy.seen()[0].target == "http://hub.example.org/a");
    CHECK(proxy.seen()[0].header("authorization").isEmpty());
}

TEST_CASE("a proxy that is not there, or wants another password, is named without one")
{
    FakeServer proxy([](const SeenRequest&) {
        auto reply = plainReply("who are you", 407);
        reply.headers.emplace_back("Proxy-Authenticate", "Basic realm=\"x\"");
        return reply;
    });
    for (const int port : {proxy.port(), closedPort()}) {
        NetworkChoice choice;
        choice.proxies.everywhere = "http://me:word@127.0.0.1:" + std::to_string(port);
        Network network(choice);
        const auto answer = network.client.text({QUrl("http://hub.example.org/a"), {}, {}}, kPlenty);
        REQUIRE(codeOf(answer) == "hub.proxy_failed");
        CHECK(answer.error().arguments.at("proxy") == Value("127.0.0.1:" + std::to_string(port)));
        CHECK(toLogLine(answer.error()).find("word") == std::string::npos);
    }
}
