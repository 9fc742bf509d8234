// SPDX-License-Identifier: GPL-3.0-or-later
#include <doctest/doctest.h>

#include <algorithm>

#include <QCryptographicHash>

#include "engine/hub/file_download.h"
#include "engine/platform/file_faults.h"
#include "engine/platform/files.h"
#include "engine/platform/hash.h"
#include "tests/hub/network.h"
#include "tests/support/temporary_folder.h"

using namespace fettle;
using namespace fettle::hub;
using namespace fettle::test;

namespace {

/// A file at a server that serves ranges of it, and what a test may spoil.
class ServedFile {
public:
    explicit ServedFile(std::string bytes)
        : content(std::move(bytes)), server([this](const SeenRequest& request) { return answer(request); })
    {
        wanted.name = "model.safetensors";
        wanted.model = "a/b";
        wanted.url = QUrl(QString::fromStdString(server.address() + "/a/b/resolve/x/model.safetensors"));
        wanted.path = folder.path() / "model.safetensors";
        wanted.sizeBytes = static_cast<std::int64_t>(content.size());
        wanted.sha256 = platform::sha256Hex(content);
    }

    Result<std::string> fetch()
    {
        ++fetches;
        server.countAttemptsBy([this] { return 1000 * fetches + network.pauses.size(); });
        return downloadFile(network.client, wanted, [this](std::int64_t done) {
            progress.push_back(done);
            return done <= stopsAfter;
        });
    }
    [[nodiscard]] std::string part() const
    {
        const auto bytes = platform::readWholeFile(folder.path() / "model.safetensors.part", 1 << 30);
        return bytes.ok() ? *bytes : std::string();
    }
    [[nodiscard]] std::vector<std::string> names() const
    {
        std::vector<std::string> names;
        for (const auto& entry : *platform::listFolder(folder.path()))
            names.push_back(entry.name.string());
        return names;
    }
    /// Nothing but the file, as it should be.
    void checkWhole() const
    {
        CHECK(names() == std::vector<std::string>{"model.safetensors"});
        CHECK(readBytes(wanted.path) == content);
    }
    [[nodiscard]] QByteArray range(std::size_t request) const { return server.seen().at(request).header("range"); }

    /// The requests that asked to go on from there; Qt may repeat some, so their number says nothing.
    [[nodiscard]] std::vector<SeenRequest> asking(const QByteArray& from) const
    {
        std::vector<SeenRequest> found;
        for (const auto& request : server.seen())
            if (request.header("range") == from)
                found.push_back(request);
        return found;
    }

    std::size_t fetches = 0;

    std::string content;
    QByteArray tag = "\"one\"";
    bool knowsRange = true;
    std::function<void(const SeenRequest&, Reply&)> spoil;
    std::int64_t stopsAfter = std::int64_t{1} << 60;
    std::vector<std::int64_t> progress;
    TemporaryFolder folder;
    Network network;
    FakeServer server;
    WantedFile wanted;

private:
    Reply answer(const SeenRequest& request)
    {
        Reply reply;
        reply.body = QByteArray(content.data(), static_cast<qsizetype>(content.size()));
        if (!tag.isEmpty())
            reply.headers.emplace_back("ETag", tag);
        const auto range = request.header("range");
        const auto condition = request.header("if-range");
        if (knowsRange && !range.isEmpty() && (condition.isEmpty() || condition == tag)) {
            const auto from = range.mid(6).chopped(1).toLongLong();
            reply.status = from < reply.body.size() ? 206 : 416;
            reply.headers.emplace_back("Content-Range", "bytes " + QByteArray::number(from) + "-" +
                                                            QByteArray::number(reply.body.size() - 1) + "/" +
                                                            QByteArray::number(reply.body.size()));
            reply.body = reply.body.mid(from);
        }
        if (spoil)
            spoil(request, reply);
        return reply;
    }
};

std::string manyBytes(std::size_t count)
{
    std::string bytes(count, '\0');
    std::uint32_t state = 1;
    for (auto& byte : bytes)
        byte = static_cast<char>((state = state * 1664525 + 1013904223) >> 24);
    return bytes;
}

} // namespace

TEST_CASE("a file arrives whole, with its progress and its hash")
{
    ServedFile file(manyBytes(3'000'000));
    const auto hash = file.fetch();
    REQUIRE_MESSAGE(hash.ok(), codeOf(hash));
    CHECK(*hash == file.wanted.sha256);
    file.checkWhole();
    CHECK(std::ranges::is_sorted(file.progress));
    CHECK(file.progress.back() == 3'000'000);
    CHECK(file.network.pauses.empty());
    CHECK(file.range(0).isEmpty());
    // There and right: nobody is asked again.
    file.server.forget();
    CHECK(file.fetch().ok());
    CHECK(file.server.seen().empty());
    // There and wrong: fetched anew.
    file.folder.write("model.safetensors", std::string(file.content.size(), 'x'));
    CHECK(file.fetch().ok());
    file.checkWhole();
}

TEST_CASE("a small file is known by its git hash, an empty one needs nobody")
{
    ServedFile file("small");
    file.wanted.sha256.clear();
    file.wanted.gitSha1 = "a9b1c87b0b6b1bfbb4dcd37ab4be81a1de92ef6f";
    CHECK(codeOf(file.fetch()) == "hub.wrong_hash");
    CHECK(file.names().empty());
    file.wanted.gitSha1 =
        QCryptographicHash::hash(QByteArray("blob 5\0small", 12), QCryptographicHash::Sha1).toHex().toStdString();
    const auto hash = file.fetch();
    REQUIRE(hash.ok());
    CHECK(*hash == platform::sha256Hex("small"));
    file.checkWhole();

    ServedFile empty("");
    CHECK(empty.fetch().ok());
    empty.checkWhole();
    CHECK(empty.server.seen().empty());
}

TEST_CASE("a connection that is cut again and again brings the file all the same, from where it stood")
{
    ServedFile file(manyBytes(1'000'000));
    file.spoil = [](const SeenRequest&, Reply& reply) { reply.cutAfter = 150'000; };
    const auto hash = file.fetch();
    REQUIRE_MESSAGE(hash.ok(), codeOf(hash));
    file.checkWhole();
    REQUIRE_FALSE(file.asking("bytes=150000-").empty());
    CHECK(file.asking("bytes=150000-").front().header("if-range") == "\"one\"");
    for (const auto* from : {"bytes=300000-", "bytes=450000-", "bytes=600000-", "bytes=750000-", "bytes=900000-"})
        CHECK_FALSE(file.asking(from).empty());
    // Each brought something, so the pauses do not grow.
    CHECK(file.network.pauses == std::vector<std::int64_t>(6, 1000));
}

TEST_CASE("a connection that brings nothing before it breaks is given up, and what came is kept")
{
    ServedFile file(manyBytes(400'000));
    file.spoil = [&](const SeenRequest&, Reply& reply) {
        reply.cutAfter = file.server.seen().size() == 1 ? 100'000 : 0;
    };
    CHECK(codeOf(file.fetch()) == "hub.interrupted");
    CHECK(file.part() == file.content.substr(0, 100'000));
    CHECK(file.network.pauses == std::vector<std::int64_t>{1000, 2000, 4000, 8000});
    file.spoil = nullptr;
    file.server.forget();
    file.progress.clear();
    CHECK(partBytes(file.wanted) == 100'000);
    CHECK(file.fetch().ok());
    file.checkWhole();
    CHECK(file.range(0) == "bytes=100000-");
    CHECK(file.progress.front() == 100'000);
}

TEST_CASE("a server that ignores ranges sends all of it again")
{
    ServedFile file(manyBytes(300'000));
    file.knowsRange = false;
    file.spoil = [&](const SeenRequest&, Reply& reply) {
        reply.cutAfter = file.server.seen().size() == 1 ? 200'000 : -1;
    };
    CHECK(file.fetch().ok());
    file.checkWhole();
    CHECK_FALSE(file.asking("bytes=200000-").empty());
    // And one that never gets further than before does not keep anybody waiting for ever.
    ServedFile hopeless(manyBytes(300'000));
    hopeless.knowsRange = false;
    hopeless.spoil = [](const SeenRequest&, Reply& reply) { reply.cutAfter = 200'000; };
    CHECK(codeOf(hopeless.fetch()) == "hub.interrupted");
    CHECK(hopeless.network.pauses.size() <= 5);
}

TEST_CASE("a file that changed meanwhile is fetched from its beginning")
{
    ServedFile file(manyBytes(300'000));
    file.spoil = [&](const SeenRequest&, Reply& reply) { reply.cutAfter = 200'000; };
    file.stopsAfter = 100'000;
    CHECK(codeOf(file.fetch()) == "hub.stopped");
    CHECK(!file.part().empty());
    file.stopsAfter = std::int64_t{1} << 60;
    file.spoil = nullptr;
    file.tag = "\"two\"";
    CHECK(file.fetch().ok());
    file.checkWhole();
}

TEST_CASE("a weak tag is not used for going on, and a part of another content is not gone on from")
{
    ServedFile file(manyBytes(300'000));
    file.tag = "W/\"one\"";
    file.spoil = [&](const SeenRequest&, Reply& reply) {
        reply.cutAfter = file.server.seen().size() == 1 ? 200'000 : -1;
    };
    CHECK(file.fetch().ok());
    REQUIRE_FALSE(file.asking("bytes=200000-").empty());
    CHECK(file.asking("bytes=200000-").front().header("if-range").isEmpty());

    ServedFile other(manyBytes(300'000));
    other.folder.write("model.safetensors.part", "of something else");
    other.folder.write("model.safetensors.part.json",
                       "{\"content\": \"sha256:" + std::string(64, 'a') + "\", \"etag\": \"\"}");
    CHECK(partBytes(other.wanted) == 0);
    CHECK(other.fetch().ok());
    CHECK(other.range(0).isEmpty());
    other.checkWhole();
}

TEST_CASE("a part that is not what it says costs a second try and no more")
{
    ServedFile file(manyBytes(300'000));
    file.folder.write("model.safetensors.part", std::string(100'000, 'x'));
    file.folder.write("model.safetensors.part.json",
                      "{\"content\": \"sha256:" + file.wanted.sha256 + "\", \"etag\": \"\"}");
    CHECK(file.fetch().ok());
    file.checkWhole();
    CHECK(file.server.seen().size() == 2);
    // As long as the file, and wrong.
    ServedFile whole(manyBytes(300'000));
    whole.folder.write("model.safetensors.part", std::string(300'000, 'x'));
    whole.folder.write("model.safetensors.part.json",
                       "{\"content\": \"sha256:" + whole.wanted.sha256 + "\", \"etag\": \"\"}");
    CHECK(whole.fetch().ok());
    whole.checkWhole();
    CHECK(whole.server.seen().size() == 1);
}

TEST_CASE("a server that cannot go on is asked from the beginning")
{
    for (const bool saysRange : {false, true}) {
        ServedFile file(manyBytes(300'000));
        file.spoil = [&](const SeenRequest& request, Reply& reply) {
            if (request.header("range").isEmpty()) {
                reply.cutAfter = file.server.seen().size() == 1 ? 200'000 : -1;
            } else if (saysRange) {
                reply.headers = {{"Content-Range", "bytes 7-299999/300000"}};
            } else {
                reply = Reply();
                reply.status = 416;
            }
        };
        const auto hash = file.fetch();
        CHECK_MESSAGE(hash.ok(), codeOf(hash));
        file.checkWhole();
        CHECK_FALSE(file.asking("bytes=200000-").empty());
        CHECK(file.server.seen().back().header("range").isEmpty());
    }
}

TEST_CASE("wrong bytes are thrown away")
{
    ServedFile file(manyBytes(300'000));
    file.spoil = [](const SeenRequest&, Reply& reply) { reply.body[1000] = 'x'; reply.body[1001] = 'y'; };
    CHECK(codeOf(file.fetch()) == "hub.wrong_hash");
    CHECK(file.names().empty());
    CHECK(file.server.seen().size() == 1);
}

TEST_CASE("wrong sizes: said, sent without end, or cut to fit")
{
    ServedFile file(manyBytes(300'000));
    for (const int more : {-1, 1}) {
        file.spoil = [&](const SeenRequest&, Reply& reply) {
            reply.body = more > 0 ? reply.body + "x" : reply.body.chopped(1);
        };
        CHECK(codeOf(file.fetch()) == "hub.wrong_size");
        CHECK(file.names().empty());
    }
    file.spoil = [](const SeenRequest&, Reply& reply) {
        reply.saysLength = -2;
        reply.repeatsBody = 10'000;
    };
    CHECK(codeOf(file.fetch()) == "hub.wrong_size");
    CHECK(file.names().empty());
    // Without a length a short body looks like a cut.
    file.spoil = [](const SeenRequest&, Reply& reply) {
        reply.saysLength = -2;
        reply.body = reply.body.left(100);
    };
    CHECK(codeOf(file.fetch()) == "hub.interrupted");
}

TEST_CASE("refusals")
{
    ServedFile file("content");
    int status = 404;
    file.spoil = [&](const SeenRequest&, Reply& reply) {
        reply = Reply();
        reply.status = status;
    };
    CHECK(codeOf(file.fetch()) == "hub.file_missing");
    status = 401;
    CHECK(codeOf(file.fetch()) == "hub.needs_token");
    file.wanted.authorization = Authorization{file.wanted.url, "Bearer secret"};
    status = 403;
    const auto refused = file.fetch();
    CHECK(codeOf(refused) == "hub.token_refused");
    CHECK(toLogLine(refused.error()).find("secret") == std::string::npos);
    status = 400;
    CHECK(codeOf(file.fetch()) == "hub.server_error");
    status = 429;
    CHECK(codeOf(file.fetch()) == "hub.busy");
    status = 503;
    CHECK(codeOf(file.fetch()) == "hub.server_error");
}

TEST_CASE("a busy server is waited for, and goes on where the file stood")
{
    ServedFile file(manyBytes(300'000));
    // By what the client waited for so far and not by the number of requests: Qt asks again by itself where a connection
    // ends before it has read an answer.
    file.spoil = [&](const SeenRequest&, Reply& reply) {
        if (file.network.pauses.empty()) {
            reply.cutAfter = 100'000;
        } else if (file.network.pauses.size() == 1) {
            reply = Reply();
            reply.status = 429;
            reply.headers.emplace_back("Retry-After", "30");
        }
    };
    CHECK(file.fetch().ok());
    std::string pauses;
    for (const auto pause : file.network.pauses)
        pauses += std::to_string(pause) + " ";
    CHECK(pauses == "1000 30000 ");
    CHECK(file.range(static_cast<int>(file.server.seen().size()) - 1) == "bytes=100000-");
}

TEST_CASE("stopped in the middle, it keeps what came; a full disk says so")
{
    ServedFile file(manyBytes(2'000'000));
    file.stopsAfter = 500'000;
    CHECK(codeOf(file.fetch()) == "hub.stopped");
    const auto kept = file.part();
    CHECK(kept.size() > 500'000);
    CHECK(kept == file.content.substr(0, kept.size()));
    CHECK_FALSE(std::filesystem::exists(file.wanted.path));
    file.network.stops = true;
    file.spoil = [](const SeenRequest&, Reply& reply) { reply.isSilent = true; };
    file.stopsAfter = std::int64_t{1} << 60;
    CHECK(codeOf(file.fetch()) == "hub.stopped");
    CHECK(file.part() == kept);

    ServedFile full(manyBytes(2'000'000));
    {
        const platform::ScopedFileFaults faults("write:3+:ENOSPC@.part");
        CHECK(codeOf(full.fetch()) == "platform.disk_full");
    }
    CHECK(full.fetch().ok());
    full.checkWhole();
}
