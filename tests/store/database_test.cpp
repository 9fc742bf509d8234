// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/store/store_fixture.h"

#include <array>
#include <sys/stat.h>

#include "engine/store/connection.h"
#include "engine/store/schema.h"

using namespace fettle;
using namespace fettle::test;

namespace {

const platform::SystemClock kClock;

std::unique_ptr<store::Connection> openRaw(const platform::Path& path)
{
    return must(store::Connection::open(path, store::Connection::Mode::Write));
}

} // namespace

TEST_CASE("migrations run step by step, each whole or not at all")
{
    const TemporaryFolder folder;
    const auto path = folder.path() / "toy.db";
    constexpr std::array<store::SchemaStep, 3> steps = {
        store::SchemaStep{"CREATE TABLE t(a INTEGER); INSERT INTO t VALUES (1)"},
        store::SchemaStep{"ALTER TABLE t ADD COLUMN b TEXT NOT NULL DEFAULT 'x'"},
        store::SchemaStep{"INSERT INTO t(a) VALUES (2); INSERT INTO nowhere VALUES (1)"}};
    auto connection = openRaw(path);
    must(store::migrate(*connection, std::span(steps).first(1)));
    must(store::migrate(*connection, std::span(steps).first(2)));
    CHECK(connection->database().execAndGet("SELECT b FROM t").getString() == "x");
    const auto broken = store::migrate(*connection, steps);
    CHECK(codeOf(broken) == "store.migration_failed");
    CHECK(connection->database().execAndGet("SELECT count(*) FROM t").getInt() == 1);
    CHECK(connection->database().execAndGet("PRAGMA user_version").getInt() == 2);
    const auto newer = store::migrate(*connection, std::span(steps).first(1));
    CHECK(codeOf(newer) == "store.newer_database");
    CHECK(newer.error().arguments.at("found").asInteger() == 2);
    CHECK(codeOf(store::checkVersion(*connection, steps)) == "store.older_database");
    CHECK(codeOf(store::checkVersion(*connection, std::span(steps).first(2))) == "ok");
}

TEST_CASE("what is no database of ours is told apart and left alone")
{
    const TemporaryFolder folder;
    const auto text = folder.write("text.db", std::string(5000, 'x'));
    CHECK(codeOf(store::Writer::open(text, kClock)) == "store.not_a_database");
    CHECK(readBytes(text) == std::string(5000, 'x'));
    const auto foreign = folder.path() / "foreign.db";
    {
        SQLite::Database database(foreign.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        database.exec("CREATE TABLE theirs(a)");
    }
    CHECK(codeOf(store::Writer::open(foreign, kClock)) == "store.not_a_database");
    CHECK(codeOf(store::Reader::open(foreign)) == "store.not_a_database");
    CHECK(codeOf(store::Reader::open(folder.path() / "none.db")) == "store.not_opened");
    CHECK(codeOf(store::Writer::open(folder.path() / "none" / "x.db", kClock)) == "store.not_opened");
    const auto empty = folder.write("empty.db", "");
    CHECK(codeOf(store::Reader::open(empty)) == "store.not_a_database");
    CHECK(store::Writer::open(empty, kClock).ok());
    CHECK(store::Reader::open(empty).ok());
}

TEST_CASE("a database of a newer Fettle gets a sentence, not a change")
{
    Store store;
    store.writer.reset();
    {
        auto connection = openRaw(store.path());
        connection->execute("PRAGMA user_version=99");
    }
    const auto writer = store::Writer::open(store.path(), kClock);
    CHECK(codeOf(writer) == "store.newer_database");
    CHECK(writer.error().arguments.at("found").asInteger() == 99);
    CHECK(codeOf(store::Reader::open(store.path())) == "store.newer_database");
}

TEST_CASE("a damaged database is named as such")
{
    Store store;
    const std::string run = store.newRun();
    must(store.writer->metrics().add(lossPoints(run, 1, 20'000)));
    must(store.writer->metrics().commit());
    store.writer.reset();
    std::string bytes = readBytes(store.path());
    REQUIRE(bytes.size() > 100'000);
    for (std::size_t i = 8192; i < bytes.size(); i += 3)
        bytes[i] = static_cast<char>(bytes[i] ^ 0x5a);
    store.folder.write("fettle.db", bytes);
    auto writer = store::Writer::open(store.path(), kClock);
    const std::string code = writer.ok() ? codeOf(writer->check()) : writer.error().code;
    CHECK(code == "store.damaged");
}

TEST_CASE("readers see what is committed, while the writer writes and afterwards")
{
    Store store;
    const std::string run = store.newRun();
    const auto reader = store.reader();
    for (std::int64_t round = 0; round < 50; ++round) {
        must(store.writer->metrics().add(lossPoints(run, 1 + round * 100, 100)));
        CHECK(must(reader.run(run)).lastStep == (round == 0 ? -1 : round * 100));
        must(store.writer->metrics().commit());
        CHECK(must(reader.run(run)).lastStep == (round + 1) * 100);
    }
    store.writer->checkpointLog();
    must(store.writer->check());
    store.writer.reset();
    CHECK(must(reader.metrics(run, "train/loss")).steps.size() == 5000);
}

TEST_CASE("another program that holds the database is an error after a while, and nothing is lost")
{
    Store store;
    const std::string run = store.newRun();
    SQLite::Database other(store.path().string(), SQLite::OPEN_READWRITE);
    other.exec("BEGIN IMMEDIATE");
    must(store.writer->metrics().add(lossPoints(run, 1, 10)));
    CHECK(codeOf(store.writer->metrics().commit()) == "store.busy");
    CHECK(store.writer->metrics().pendingPoints() == 10);
    // Readers are not held up.
    CHECK(must(store.reader().run(run)).lastStep == -1);
    other.exec("ROLLBACK");
    must(store.writer->metrics().commit());
    CHECK(must(store.reader().run(run)).lastStep == 10);
}
