// SPDX-License-Identifier: GPL-3.0-or-later
// clock, random_id, mapped_file, dynamic_library, terminal.
#include <limits>
#include <set>
#include <thread>

#include <doctest/doctest.h>

#include "engine/platform/clock.h"
#include "engine/platform/dynamic_library.h"
#include "engine/platform/files.h"
#include "engine/platform/mapped_file.h"
#include "engine/platform/random_id.h"
#include "engine/platform/terminal.h"

using namespace fettle;
using namespace fettle::platform;

TEST_CASE("times are written and read as ISO 8601")
{
    CHECK(formatUtc(0) == "1970-01-01T00:00:00.000Z");
    CHECK(formatUtc(1'709'210'096'007) == "2024-02-29T12:34:56.007Z");
    CHECK(formatUtc(-1) == "1969-12-31T23:59:59.999Z");
    for (const std::int64_t time : {std::int64_t{0}, std::int64_t{-1}, std::int64_t{1'709'210'096'007},
                                    std::int64_t{253'402'300'799'999}, std::int64_t{-62'135'596'800'000}})
        CHECK(parseUtc(formatUtc(time)) == time);
    CHECK(parseUtc("2024-02-29T12:34:56Z") == 1'709'210'096'000);
    for (const char* bad : {"", "2023-02-29T00:00:00Z", "2024-13-01T00:00:00Z", "2024-01-01 00:00:00Z",
                            "2024-01-01T24:00:00Z", "2024-01-01T00:60:00Z", "2024-01-01T00:00:00", "2024-01-01T00:00:0xZ",
                            "2024-01-01T00:00:00.00Z", "+024-01-01T00:00:00Z"})
        CHECK_FALSE_MESSAGE(parseUtc(bad).has_value(), bad);
    const auto now = parseUtc(nowUtc());
    REQUIRE(now.has_value());
    CHECK(std::abs(*now - SystemClock().utcMs()) < 60'000);
}

TEST_CASE("a manual clock moves when told")
{
    ManualClock clock(1000);
    const auto before = clock.monotonicMs();
    clock.advance(500);
    CHECK(clock.monotonicMs() - before == 500);
    CHECK(clock.utcMs() == 1500);
    clock.setUtcMs(10);
    CHECK(clock.utcMs() == 10);
    CHECK(clock.monotonicMs() - before == 500);
}

TEST_CASE("ids are unique, sorted by time and file-name-safe")
{
    ManualClock clock(1'700'000'000'000);
    IdSource source(clock);
    std::string last;
    std::set<std::string> all;
    for (int i = 0; i < 20'000; ++i) {
        if (i % 1000 == 0)
            clock.advance(1);
        if (i == 15'000)
            clock.setUtcMs(1'600'000'000'000); // the wall clock goes back
        const std::string id = source.next();
        CHECK(isId(id));
        CHECK(id > last);
        last = id;
        all.insert(id);
    }
    CHECK(all.size() == 20'000);
    // The first 48 bits are the time: the same prefix within a millisecond, a greater one later.
    ManualClock later(1'700'000'100'000);
    CHECK(IdSource(later).next() > last);
    ManualClock zero(0);
    CHECK(IdSource(zero).next().starts_with("000000000"));
    CHECK_FALSE(isId(""));
    CHECK_FALSE(isId("../../../../../../etc/passw"));
    CHECK_FALSE(isId("0123456789ABCDEFGHJKMNPQRS"));
    CHECK_FALSE(isId("0123456789abcdefghijklmnop")); // i, l and o are no digits
    CHECK(isId(randomId()));
    CHECK(randomId() != randomId());
    CHECK(randomNumber() != randomNumber());
}

TEST_CASE("one source serves many threads without doubles")
{
    const SystemClock clock;
    IdSource source(clock);
    std::vector<std::vector<std::string>> made(4);
    std::vector<std::thread> threads;
    for (auto& ids : made) {
        threads.emplace_back([&] {
            for (int i = 0; i < 2000; ++i)
                ids.push_back(source.next());
        });
    }
    std::set<std::string> all;
    for (auto& thread : threads)
        thread.join();
    for (const auto& ids : made)
        all.insert(ids.begin(), ids.end());
    CHECK(all.size() == 8000);
}

TEST_CASE("a mapped file shows its bytes and keeps its bounds")
{
    const auto folder = TemporaryFolder::create();
    REQUIRE(folder.ok());
    const Path file = folder->path() / "f";
    std::string bytes(10'000, 'x');
    bytes[5000] = 'y';
    REQUIRE(writeFileAtomically(file, bytes).ok());
    auto mapped = MappedFile::open(file, MappedFile::Access::Sequential);
    REQUIRE(mapped.ok());
    CHECK(mapped->text() == bytes);
    CHECK(mapped->slice(5000, 1).value()[0] == std::byte{'y'});
    CHECK(mapped->slice(10'000, 0).ok());
    const std::uint64_t huge = std::numeric_limits<std::uint64_t>::max();
    for (const auto& [offset, length] : {std::pair<std::uint64_t, std::uint64_t>{0, 10'001}, {10'000, 1}, {10'001, 0},
                                         {huge, 1}, {1, huge}, {huge, huge}}) {
        const auto slice = mapped->slice(offset, length);
        REQUIRE_FALSE(slice.ok());
        CHECK(slice.error().code == "platform.out_of_bounds");
    }
    mapped->prefetch(4097, huge);
    mapped->prefetch(huge, 1);
    mapped->advise(MappedFile::Access::Random);
    // The bytes outlive the name and the moved-from object.
    const MappedFile moved = std::move(*mapped);
    REQUIRE(removeFile(file).ok());
    CHECK(moved.text() == bytes);
    CHECK(mapped->sizeBytes() == 0);

    REQUIRE(writeFileAtomically(file, "").ok());
    const auto empty = MappedFile::open(file);
    REQUIRE(empty.ok());
    CHECK(empty->bytes().empty());
    CHECK(empty->slice(0, 0).ok());
    CHECK(MappedFile::open(folder->path()).error().code == "platform.not_a_file");
    CHECK(MappedFile::open(folder->path() / "none").error().code == "platform.file_not_opened");
}

TEST_CASE("a library is loaded, asked and refused")
{
    const auto library = DynamicLibrary::open(PLATFORM_TEST_LIBRARY);
    REQUIRE_MESSAGE(library.ok(), toLogLine(library.error()));
    const auto answer = library->function<int(int)>("fettleTestAnswer");
    REQUIRE(answer.ok());
    CHECK((*answer)(41) == 42);
    CHECK(library->symbol("noSuchSymbol").error().code == "platform.symbol_missing");
    const auto folder = TemporaryFolder::create();
    REQUIRE(folder.ok());
    REQUIRE(writeFileAtomically(folder->path() / "bad.so", "not a library").ok());
    CHECK(DynamicLibrary::open(folder->path() / "bad.so").error().code == "platform.library_not_loaded");
    // No search in the system's folders.
    CHECK_FALSE(DynamicLibrary::open("libc.so.6").ok());
}

TEST_CASE("the terminal has a width even where there is none")
{
    CHECK(terminalColumns() > 0);
    CHECK(terminalColumns() < 10'000);
}
