// SPDX-License-Identifier: GPL-3.0-or-later
#include <doctest/doctest.h>

#include <map>

#include <nlohmann/json.hpp>

#include "engine/contract/json.h"
#include "engine/hub/proxy_rules.h"
#include "engine/hub/settings.h"
#include "tests/hub/network.h"
#include "tests/support/temporary_folder.h"

using namespace fettle;
using namespace fettle::hub;
using fettle::test::codeOf;
using fettle::test::TemporaryFolder;

namespace {

Environment environmentOf(const std::map<std::string, std::string>& variables)
{
    return [variables](const char* name) -> std::optional<std::string> {
        const auto found = variables.find(name);
        return found == variables.end() ? std::nullopt : std::optional(found->second);
    };
}

NetworkChoice chosen(const PretrainedRequest& request, const std::map<std::string, std::string>& variables,
                     const DownloadSettings& settings)
{
    const auto choice = networkChoice(request, environmentOf(variables), settings);
    INFO(codeOf(choice));
    REQUIRE(choice.ok());
    return *choice;
}

std::string endpointOf(const NetworkChoice& choice)
{
    return choice.servers.empty() ? std::string() : choice.servers.back().address.url.toString().toStdString();
}

std::string tokenOf(const NetworkChoice& choice)
{
    if (choice.servers.empty() || !choice.servers.back().address.authorization)
        return {};
    return choice.servers.back().address.authorization->header.toStdString();
}

} // namespace

TEST_CASE("the request goes before the environment, the environment before the settings")
{
    DownloadSettings settings;
    PretrainedRequest request;
    std::map<std::string, std::string> variables;
    CHECK(endpointOf(chosen(request, variables, settings)).empty());
    settings.endpoint = "https://file.example.org";
    CHECK(endpointOf(chosen(request, variables, settings)) == "https://file.example.org");
    variables["HF_ENDPOINT"] = "https://hf.example.org";
    CHECK(endpointOf(chosen(request, variables, settings)) == "https://hf.example.org");
    variables["FETTLE_HUB_ENDPOINT"] = "https://own.example.org";
    CHECK(endpointOf(chosen(request, variables, settings)) == "https://own.example.org");
    request.endpoint = "https://asked.example.org/hub";
    CHECK(endpointOf(chosen(request, variables, settings)) == "https://asked.example.org/hub");

    CHECK_FALSE(chosen(request, {}, settings).offline);
    settings.offline = true;
    CHECK(chosen(request, {}, settings).offline);
    CHECK_FALSE(chosen(request, {{"HF_HUB_OFFLINE", "0"}}, settings).offline);
    settings.offline = false;
    for (const char* yes : {"1", "TRUE", "on", "Yes"})
        CHECK(chosen(request, {{"HF_HUB_OFFLINE", yes}}, settings).offline);
    request.offline = false;
    CHECK_FALSE(chosen(request, {{"HF_HUB_OFFLINE", "1"}}, settings).offline);

    settings.index = "https://a.example.org/simple file:///srv/wheels";
    CHECK(chosen(request, {}, settings).indexes.size() == 2);
    request.index = "http://b.example.org/simple";
    REQUIRE(chosen(request, {}, settings).indexes.size() == 1);
    CHECK(chosen(request, {}, settings).indexes[0].url.host() == u"b.example.org");
}

TEST_CASE("a mirror is asked first and never has the token; who names an endpoint means that one")
{
    DownloadSettings settings;
    settings.endpoint = "https://hub.example.org";
    settings.mirror = "https://near.example.org";
    settings.token = "secret";
    const auto choice = chosen({}, {}, settings);
    REQUIRE(choice.servers.size() == 2);
    CHECK(choice.servers[0].isMirror);
    CHECK_FALSE(choice.servers[0].address.authorization.has_value());
    CHECK(tokenOf(choice) == "Bearer secret");
    PretrainedRequest request;
    request.endpoint = "https://hub.example.org";
    CHECK(chosen(request, {}, settings).servers.size() == 1);
}

TEST_CASE("a token is for the endpoint that stands beside it")
{
    DownloadSettings settings;
    settings.endpoint = "https://hub.example.org";
    settings.token = "of-the-file";
    PretrainedRequest request;
    CHECK(tokenOf(chosen(request, {}, settings)) == "Bearer of-the-file");
    CHECK(tokenOf(chosen(request, {{"HF_TOKEN", "of-the-shell"}}, settings)) == "Bearer of-the-shell");
    // Another endpoint than the one that the token was given for.
    request.endpoint = "https://elsewhere.example.org";
    CHECK(tokenOf(chosen(request, {}, settings)).empty());
    CHECK(tokenOf(chosen({}, {{"HF_ENDPOINT", "https://elsewhere.example.org"}}, settings)).empty());
    CHECK(tokenOf(chosen(request, {{"HF_ENDPOINT", "https://hub.example.org"}, {"HF_TOKEN", "of-the-shell"}}, settings))
              .empty());
    // The same server under its other name for the port.
    request.endpoint = "https://hub.example.org:443/api";
    CHECK(tokenOf(chosen(request, {}, settings)) == "Bearer of-the-file");
    request.token = "of-the-request";
    CHECK(tokenOf(chosen(request, {}, settings)) == "Bearer of-the-request");
}

TEST_CASE("a token comes from a file, and what is no token is refused")
{
    const TemporaryFolder folder;
    DownloadSettings settings;
    settings.endpoint = "https://hub.example.org";
    settings.tokenFile = folder.write("token", "  abc-123\n").string();
    CHECK(tokenOf(chosen({}, {}, settings)) == "Bearer abc-123");
    for (const auto& bad :
         {std::string(), std::string("two words"), std::string("a\r\nHost: b"), std::string(5000, 'x')}) {
        folder.write("token", bad);
        CHECK(codeOf(networkChoice({}, environmentOf({}), settings)) == "hub.token_not_read");
    }
    settings.tokenFile = (folder.path() / "missing").string();
    CHECK(codeOf(networkChoice({}, environmentOf({}), settings)) == "hub.token_not_read");
}

TEST_CASE("addresses: what is none is refused, and a password is not repeated")
{
    for (const char* bad : {"", "hub.example.org", "ftp://a.example.org", "https://", "javascript:alert(1)",
                            "file:///srv", "http:/a", "https:///x"})
        CHECK(codeOf(parseAddress(bad)) == "hub.bad_address");
    CHECK(parseAddress("file:///srv/wheels", FileAddress::Allowed).ok());
    CHECK(codeOf(parseAddress("file://host/share", FileAddress::Allowed)) == "hub.bad_address");
    const auto address = parseAddress(" https://me:p%40ss@hub.example.org/simple/?token=x#y ");
    REQUIRE(address.ok());
    CHECK(address->url.toString() == u"https://hub.example.org/simple/");
    REQUIRE(address->authorization.has_value());
    CHECK(address->authorization->header == "Basic " + QByteArray("me:p@ss").toBase64());
    const auto refused = parseAddress("ftp://me:secret@host/");
    CHECK(toLogLine(refused.error()).find("secret") == std::string::npos);
    CHECK(shownAddress(QUrl("https://me:secret@host:8/a/?key=1")) == "https://host:8/a");
}

TEST_CASE("the settings' file: private, whole, without what is empty, and readable again")
{
    const TemporaryFolder folder;
    const auto file = folder.path() / "config" / "downloads.json";
    CHECK(*readSettings(file) == DownloadSettings());
    DownloadSettings settings;
    settings.endpoint = "https://hub.example.org";
    settings.token = "secret";
    settings.offline = false;
    REQUIRE(writeSettings(file, settings).ok());
    CHECK(*readSettings(file) == settings);
    using std::filesystem::perms;
    CHECK((std::filesystem::status(file).permissions() & (perms::group_all | perms::others_all)) == perms::none);
    const auto json = nlohmann::json::parse(test::readBytes(file));
    CHECK(json.size() == 3);
    folder.write("config/downloads.json", "{\"endpoint\": 5}");
    CHECK(codeOf(readSettings(file)) == "hub.settings_damaged");
    folder.write("config/downloads.json", "not json");
    CHECK(codeOf(readSettings(file)) == "hub.settings_damaged");
    // A newer Fettle's keys do no harm.
    folder.write("config/downloads.json", "{\"index\": \"https://i.example.org/simple\", \"later\": 1}");
    CHECK(readSettings(file)->index == "https://i.example.org/simple");
}

TEST_CASE("changes of the settings are checked before they are kept")
{
    DownloadSettings settings;
    settings.endpoint = "https://hub.example.org";
    settings.offline = true;
    const auto changed =
        withChanges(settings, {{"mirror", "https://near.example.org"}, {"endpoint", Value()}, {"offline", Value()}});
    REQUIRE(changed.ok());
    CHECK(changed->mirror == "https://near.example.org");
    CHECK(changed->endpoint.empty());
    CHECK_FALSE(changed->offline.has_value());
    CHECK(codeOf(withChanges(settings, {{"endpoint", "not an address"}})) == "hub.bad_address");
    CHECK(codeOf(withChanges(settings, {{"index", "https://a.example.org what"}})) == "hub.bad_address");
    CHECK(codeOf(withChanges(settings, {{"speed", 5}})) == "hub.setting_unknown");
    CHECK(codeOf(withChanges(settings, {{"offline", "maybe"}})) == "hub.setting_unknown");
}

TEST_CASE("which proxy an address goes through")
{
    const QUrl plain("http://a.example.org/x");
    const QUrl secure("https://a.example.org/x");
    ProxyRules rules;
    CHECK(proxyAddressFor(plain, rules).empty());
    rules.http = "http://p1:3128";
    rules.https = "http://p2:3128";
    rules.other = "socks5://p3";
    CHECK(proxyAddressFor(plain, rules) == "http://p1:3128");
    CHECK(proxyAddressFor(secure, rules) == "http://p2:3128");
    rules.https.clear();
    CHECK(proxyAddressFor(secure, rules) == "socks5://p3");
    rules.everywhere = "http://mine:8080";
    CHECK(proxyAddressFor(plain, rules) == "http://mine:8080");
    for (const char* except :
         {"a.example.org", ".example.org", "example.org", "*.example.org", "x, EXAMPLE.org:80", "*"}) {
        rules.except = except;
        CHECK_MESSAGE(proxyAddressFor(plain, rules).empty(), except);
    }
    for (const char* except : {"ample.org", "b.example.org", "xa.example.org", " ,"}) {
        rules.except = except;
        CHECK_MESSAGE(!proxyAddressFor(plain, rules).empty(), except);
    }
    rules.except.clear();
    rules.everywhere = "none";
    CHECK(proxyAddressFor(plain, rules).empty());

    const auto proxy = proxyFromAddress("http://me:secret@proxy.example.org:3128");
    REQUIRE(proxy.ok());
    CHECK(proxy->type() == QNetworkProxy::HttpProxy);
    CHECK(proxy->user() == u"me");
    CHECK(shownProxy(*proxy) == "proxy.example.org:3128");
    CHECK(proxyFromAddress("proxy:81")->port() == 81);
    CHECK(proxyFromAddress("socks5h://proxy")->type() == QNetworkProxy::Socks5Proxy);
    CHECK(proxyFromAddress("")->type() == QNetworkProxy::NoProxy);
    for (const char* bad : {"ftp://proxy", "http://", "://"})
        CHECK(codeOf(proxyFromAddress(bad)) == "hub.proxy_failed");
}

TEST_CASE("the environment's proxies, unless one is set for Fettle")
{
    DownloadSettings settings;
    settings.proxy = "http://of-the-file:1";
    const std::map<std::string, std::string> variables{{"https_proxy", "http://of-the-shell:1"},
                                                       {"NO_PROXY", "localhost"}};
    CHECK(chosen({}, {}, settings).proxies.everywhere == "http://of-the-file:1");
    const auto choice = chosen({}, variables, settings);
    CHECK(choice.proxies.everywhere.empty());
    CHECK(choice.proxies.https == "http://of-the-shell:1");
    CHECK(choice.proxies.except == "localhost");
    PretrainedRequest request;
    request.proxy = "none";
    CHECK(chosen(request, variables, settings).proxies.everywhere == "none");
}
