// SPDX-License-Identifier: GPL-3.0-or-later
#include <doctest/doctest.h>

#include <algorithm>

#include <nlohmann/json.hpp>

#include "engine/hub/index_page.h"
#include "engine/hub/model_listing.h"
#include "tests/hub/fake_hub.h"
#include "tests/hub/network.h"

using namespace fettle;
using namespace fettle::hub;
using namespace fettle::test;

namespace {

constexpr const char* kCommit = "0123456789abcdef0123456789abcdef01234567";

nlohmann::json listedJson(const std::string& name, std::int64_t size = 5)
{
    return {{"rfilename", name}, {"size", size}, {"blobId", std::string(40, 'a')}};
}

nlohmann::json goodListing()
{
    return {{"sha", kCommit}, {"siblings", {listedJson("config.json"), listedJson("model.safetensors")}}};
}

std::string problemOf(const nlohmann::json& json)
{
    const auto listing = readListing(json.dump(), "a/b", "https://hub.example.org");
    if (listing.ok())
        return {};
    const auto problem = listing.error().arguments.find("problem");
    return listing.error().code + (problem == listing.error().arguments.end() ? "" : " " + problem->second.asText());
}

Reply statusReply(int status, const QByteArray& code = {})
{
    Reply reply;
    reply.status = status;
    if (!code.isEmpty())
        reply.headers.emplace_back("X-Error-Code", code);
    return reply;
}

} // namespace

TEST_CASE("a model is listed with its commit, its license and the files that are wanted")
{
    FakeHub hub;
    hub.models["someone/tiny"] = tinyBert();
    auto& model = hub.models["someone/tiny"];
    model.files["pytorch_model.bin"] = "the same again";
    model.files["training.log"] = "long";
    model.files["onnx/model.onnx"] = "not this";
    Network network(servers({hub.address()}));
    const auto answer = listModel(network.client, "someone/tiny", "");
    REQUIRE_MESSAGE(answer.ok(), codeOf(answer));
    const auto& listing = answer->listing;
    CHECK(listing.revision == kCommit);
    CHECK(listing.license == "apache-2.0");
    CHECK(listing.languages == std::vector<std::string>{"en"});
    CHECK_FALSE(listing.gated);
    std::vector<std::string> names;
    for (const auto& file : listing.files) {
        names.push_back(file.name);
        CHECK(file.sizeBytes == static_cast<std::int64_t>(model.files.at(file.name).size()));
        CHECK(file.sha256.empty() == (model.files.at(file.name).size() <= hub.largeBytes));
        CHECK(file.sha256.empty() != file.gitSha1.empty());
    }
    std::ranges::sort(names);
    CHECK(names == std::vector<std::string>{"README.md", "config.json", "model.safetensors", "tokenizer.json"});
    REQUIRE(hub.seen().size() == 1);
    CHECK(hub.seen()[0].target == "/api/models/someone/tiny/revision/main?blobs=true");
}

TEST_CASE("a branch with a slash is one step of the address; names and versions that are none are not asked for")
{
    FakeHub hub;
    Network network(servers({hub.address() + "/prefix/"}));
    static_cast<void>(listModel(network.client, "a/b", "refs/pr/1"));
    REQUIRE(hub.seen().size() == 1);
    CHECK(hub.seen()[0].target == "/prefix/api/models/a/b/revision/refs%2Fpr%2F1?blobs=true");
    hub.server().forget();
    for (const char* bad : {"", "/", "a/", "/b", "a/b/c", "../b", "a/..", "a b/c", "a/b?x", "a/b#c", "a\\b", "-a/b",
                            ".a/b", "a--b/c", "ä/b"})
        CHECK_MESSAGE(codeOf(listModel(network.client, bad, "")) == "hub.bad_name", bad);
    for (const char* bad : {"..", "a/../b", "/a", "-a", "a b", "a?b", "a%2Fb"})
        CHECK_MESSAGE(codeOf(listModel(network.client, "a/b", bad)) == "hub.bad_revision", bad);
    CHECK(hub.seen().empty());
    Network nowhere;
    CHECK(codeOf(listModel(nowhere.client, "a/b", "")) == "hub.no_endpoint");
}

TEST_CASE("what a hub refuses is told with its reason")
{
    FakeHub hub;
    Reply reply;
    hub.meddle = [&](const SeenRequest&, Reply& answer) { answer = reply; };
    const auto refusal = [&](int status, const QByteArray& code, const std::string& token) {
        reply = statusReply(status, code);
        Network network(servers({hub.address()}, token));
        return codeOf(listModel(network.client, "a/b", "v2"));
    };
    CHECK(refusal(404, "", "") == "hub.unknown_model");
    CHECK(refusal(404, "RevisionNotFound", "") == "hub.unknown_revision");
    CHECK(refusal(401, "RepoNotFound", "") == "hub.unknown_model");
    CHECK(refusal(401, "", "") == "hub.unknown_model");
    CHECK(refusal(401, "GatedRepo", "") == "hub.needs_token");
    CHECK(refusal(403, "GatedRepo", "") == "hub.needs_token");
    CHECK(refusal(401, "", "secret") == "hub.token_refused");
    CHECK(refusal(403, "GatedRepo", "secret") == "hub.token_refused");
    CHECK(refusal(400, "", "") == "hub.server_error");
    CHECK(refusal(503, "", "") == "hub.server_error");
    CHECK(refusal(429, "", "") == "hub.busy");
    CHECK(hub.seen().back().header("authorization").isEmpty());
}

TEST_CASE("a listing that is none says what is wrong with it")
{
    CHECK(problemOf(goodListing()).empty());
    CHECK(codeOf(readListing("<html>", "a/b", "x")) == "hub.bad_answer");
    CHECK(codeOf(readListing("[]", "a/b", "x")) == "hub.bad_answer");
    auto json = goodListing();
    json["sha"] = "main";
    CHECK(problemOf(json) == "hub.bad_answer it names no commit");
    for (const nlohmann::json& siblings :
         {nlohmann::json(5), nlohmann::json::array({"config.json"}), nlohmann::json(nullptr)}) {
        json = goodListing();
        json["siblings"] = siblings;
        CHECK(problemOf(json) == "hub.bad_answer it lists no files");
    }
    for (const char* key : {"size", "blobId"}) {
        json = goodListing();
        json["siblings"][0].erase(key);
        CHECK(problemOf(json) == "hub.bad_answer it gives no sizes and checksums");
    }
    for (const nlohmann::json& size :
         {nlohmann::json(-1), nlohmann::json("5"), nlohmann::json(std::uint64_t{1} << 63), nlohmann::json(1e300)}) {
        json = goodListing();
        json["siblings"][0]["size"] = size;
        CHECK(problemOf(json) == "hub.bad_answer it gives no sizes and checksums");
    }
    // The hash of a pointer says nothing of the content.
    json = goodListing();
    json["siblings"][1]["lfs"] = {{"size", 7}, {"sha256", "short"}};
    CHECK(problemOf(json) == "hub.bad_answer it gives no sizes and checksums");
    json["siblings"] = {listedJson("config.json"), listedJson("README.md")};
    CHECK(problemOf(json).starts_with("hub.no_model_files"));
    json["siblings"] = {listedJson("model.safetensors")};
    CHECK(problemOf(json).starts_with("hub.no_model_files"));
}

TEST_CASE("a file that would be written elsewhere refuses the whole model")
{
    for (const char* name : {"../config.json", "/etc/passwd", "a/../../b", "./a", "a//b", "a/", "", "..", "a\\..\\b",
                             "C:/b", "a\nb", "a\x7f"}) {
        auto json = goodListing();
        json["siblings"].push_back(listedJson(name));
        CHECK_MESSAGE(problemOf(json).starts_with("hub.bad_file_name"), name);
    }
    for (const char* name : {"a b.txt", "模型.json", "1_Pooling/config.json", "...", "a..b"})
        CHECK_MESSAGE(isPlainFileName(name), name);
    CHECK_FALSE(isPlainFileName(std::string("a\0b", 3)));
    CHECK_FALSE(isPlainFileName("\xff"));
    CHECK_FALSE(isPlainFileName(std::string(300, 'a')));
}

TEST_CASE("licenses as hubs write them")
{
    auto json = goodListing();
    json["tags"] = {"transformers", "license:mit"};
    CHECK(readListing(json.dump(), "a/b", "x")->license == "mit");
    json["cardData"] = {{"license", {"apache-2.0", "mit"}}, {"language", {"en", "zh"}}};
    CHECK(readListing(json.dump(), "a/b", "x")->license == "apache-2.0");
    CHECK(readListing(json.dump(), "a/b", "x")->languages == std::vector<std::string>{"en", "zh"});
    json["cardData"] = {{"license", "other"}, {"license_name", "their own"}, {"license_link", "LICENSE"}};
    json["gated"] = "auto";
    const auto listing = readListing(json.dump(), "a/b", "x");
    CHECK(listing->license == "their own");
    CHECK(listing->licenseLink == "LICENSE");
    CHECK(listing->gated);
    // What is too long is cut between characters, for it is kept as UTF-8.
    json["cardData"] = {{"license", std::string(299, 'a') + "\xC3\xA9"}, {"license_link", std::string(999, 'a') + "\xC3\xA9"}};
    CHECK(readListing(json.dump(), "a/b", "x")->license == std::string(299, 'a'));
    CHECK(readListing(json.dump(), "a/b", "x")->licenseLink == std::string(999, 'a'));
    json["cardData"] = 7;
    json["tags"] = 7;
    json["gated"] = false;
    CHECK(readListing(json.dump(), "a/b", "x")->license.empty());
    CHECK_FALSE(readListing(json.dump(), "a/b", "x")->gated);
}

TEST_CASE("a mirror answers first; where it cannot, the endpoint does")
{
    FakeHub mirror;
    FakeHub hub;
    hub.models["a/b"] = tinyBert();
    hub.models["a/b"].gated = "manual";
    hub.token = "secret";
    Network network(servers({mirror.address(), hub.address()}, "secret"));
    auto answer = listModel(network.client, "a/b", "main");
    REQUIRE(answer.ok());
    CHECK_FALSE(answer->server.isMirror);
    CHECK(answer->listing.gated);
    CHECK(mirror.seen().at(0).header("authorization").isEmpty());
    CHECK(hub.seen().at(0).header("authorization") == "Bearer secret");
    hub.server().forget();
    mirror.models = hub.models;
    answer = listModel(network.client, "a/b", "main");
    CHECK(answer->server.isMirror);
    CHECK(hub.seen().empty());
}

TEST_CASE("a package's page: links in HTML and files in JSON")
{
    const QUrl page("https://index.example.org/simple/some/");
    const auto html = readIndexPage(
        "<!DOCTYPE html><html><body>\n<A data-x='1' HREF='../../files/some-1.whl#sha256=ABC'>some-1.whl</A>"
        "<a href=\"https://cdn.example.org/b/some-2.whl?a=1&amp;b=2\">x</a><abbr href=no><a class=y href=z.whl >",
        "text/html; charset=utf-8", page);
    REQUIRE(html.size() == 3);
    CHECK(html[0].url.toString() == u"https://index.example.org/files/some-1.whl");
    CHECK(html[0].fileName == "some-1.whl");
    CHECK(html[0].sha256 == "abc");
    CHECK(html[1].url.toString() == u"https://cdn.example.org/b/some-2.whl?a=1&b=2");
    CHECK(html[1].fileName == "some-2.whl");
    CHECK(html[2].fileName == "z.whl");
    const auto json = readIndexPage(
        R"({"files": [{"filename": "some-1.whl", "url": "files/x", "hashes": {"sha256": "abc"}}, 5, {}]})",
        "application/vnd.pypi.simple.v1+json", page);
    REQUIRE(json.size() == 3);
    CHECK(json[0].url.toString() == u"https://index.example.org/simple/some/files/x");
    CHECK(json[0].fileName == "some-1.whl");
    CHECK(json[0].sha256 == "abc");
    CHECK(readIndexPage("{", "application/json", page).empty());
    CHECK(readIndexPage(std::string(100'000, '<'), "text/html", page).empty());
}
