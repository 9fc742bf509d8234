// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/platform/line_channel.h"

#include <atomic>
#include <chrono>
#include <csignal>
#include <random>
#include <thread>

#include <doctest/doctest.h>
#include <fcntl.h>
#include <pthread.h>
#include <unistd.h>

#include "engine/platform/line_sender.h"
#include "engine/platform/process.h"
#include "tests/platform/child.h"

using namespace fettle;
using namespace fettle::platform;
using Kind = LineEvent::Kind;

namespace {

std::vector<LineEvent> split(std::string_view bytes, std::size_t maxLineBytes, std::size_t step)
{
    LineSplitter splitter(maxLineBytes);
    std::vector<LineEvent> events;
    for (std::size_t at = 0; at < bytes.size(); at += step) {
        splitter.feed(bytes.substr(at, step));
        while (auto event = splitter.next())
            events.push_back(*event);
    }
    splitter.finish();
    while (auto event = splitter.next())
        events.push_back(*event);
    return events;
}

} // namespace

TEST_CASE("lines are cut the same however the bytes come")
{
    const std::string bytes = "one\n\n12345678\n123456789\n" + std::string(1000, 'x') + "\ntwo\ntorn";
    const std::vector<LineEvent> expected = {
        {Kind::Line, "one", 3},
        {Kind::Line, "", 0},
        {Kind::Line, "12345678", 8},
        {Kind::TooLong, "123456789", 9},
        {Kind::TooLong, std::string(256, 'x'), 1000},
        {Kind::Line, "two", 3},
        {Kind::Torn, "torn", 4},
    };
    for (const std::size_t step : {1U, 2U, 3U, 7U, 9U, 100U, 5000U}) {
        auto events = split(bytes, 8, step);
        CAPTURE(step);
        REQUIRE(events.size() == expected.size());
        for (std::size_t i = 0; i < events.size(); ++i) {
            CHECK(events[i].kind == expected[i].kind);
            CHECK(events[i].sizeBytes == expected[i].sizeBytes);
            // Of a skipped line as much of the start as came at once.
            if (events[i].kind == Kind::TooLong)
                CHECK(expected[i].line.starts_with(events[i].line));
            else
                CHECK(events[i].line == expected[i].line);
        }
    }
    CHECK(split("", 8, 1).empty());
    CHECK(split("a\n", 8, 1).size() == 1);
    CHECK(split(std::string(100, 'y'), 8, 10) == std::vector<LineEvent>{{Kind::TooLong, std::string(10, 'y'), 100}});
}

TEST_CASE("an endless line takes no memory")
{
    LineSplitter splitter(1000);
    const std::string block(64 * 1024, 'x');
    for (int i = 0; i < 2000; ++i) {
        splitter.feed(block);
        CHECK_FALSE(splitter.next().has_value());
    }
    splitter.feed("\nafter\n");
    const auto skipped = splitter.next();
    REQUIRE(skipped.has_value());
    CHECK(skipped->kind == Kind::TooLong);
    CHECK(skipped->sizeBytes == 2000U * block.size());
    CHECK(splitter.next()->line == "after");
}

TEST_CASE("lines go through a pipe, with time-outs and an end")
{
    auto pipe = makePipe();
    REQUIRE(pipe.ok());
    LineReader reader(std::move(pipe->readEnd), 100);
    LineWriter writer(std::move(pipe->writeEnd));
    CHECK(reader.next(10).value().kind == Kind::TimedOut);
    REQUIRE(writer.writeLine("hello").ok());
    REQUIRE(writer.writeLine("").ok());
    REQUIRE(writer.writeLine(std::string(101, 'x')).ok());
    REQUIRE(writer.writeLine("again").ok());
    CHECK(reader.next().value() == LineEvent{Kind::Line, "hello", 5});
    CHECK(reader.next().value() == LineEvent{Kind::Line, "", 0});
    CHECK(reader.next().value().kind == Kind::TooLong);
    CHECK(reader.next().value() == LineEvent{Kind::Line, "again", 5});
    CHECK(reader.next(0).value().kind == Kind::TimedOut);
    CHECK(writer.writeLine("two\nlines").error().code == "platform.line_break_in_line");
    CHECK(writer.writeLine("one").ok());
    writer.close();
    CHECK(reader.next().value().line == "one");
    CHECK(reader.next().value().kind == Kind::EndOfStream);
    CHECK(reader.next().value().kind == Kind::EndOfStream);
}

TEST_CASE("a line larger than the pipe arrives whole beside a signal")
{
    auto pipe = makePipe();
    REQUIRE(pipe.ok());
    LineReader reader(std::move(pipe->readEnd), 10'000'000);
    LineWriter writer(std::move(pipe->writeEnd));
    std::string line(5'000'000, '\0');
    for (std::size_t i = 0; i < line.size(); ++i)
        line[i] = static_cast<char>('a' + i % 26);
    // A handler without SA_RESTART makes blocked calls return EINTR.
    struct sigaction action {};
    struct sigaction before {};
    action.sa_handler = [](int) {};
    ::sigaction(SIGUSR1, &action, &before);
    std::atomic<bool> done = false;
    std::thread sender([&] {
        CHECK(writer.writeLine(line).ok());
        done = true;
    });
    const auto handle = sender.native_handle();
    for (int i = 0; i < 20; ++i) {
        ::pthread_kill(handle, SIGUSR1);
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    CHECK_FALSE(done);
    const auto event = reader.next();
    REQUIRE(event.ok());
    CHECK(event->line == line);
    sender.join();
    ::sigaction(SIGUSR1, &before, nullptr);
}

TEST_CASE("a reader that went is an error, one that hangs times out")
{
    ignoreBrokenPipes();
    {
        auto pipe = makePipe();
        REQUIRE(pipe.ok());
        LineWriter writer(std::move(pipe->writeEnd));
        pipe->readEnd.reset();
        CHECK(writer.writeLine("x").error().code == "platform.pipe_closed");
        CHECK(writer.writeLine("x").error().code == "platform.pipe_closed");
    }
    auto pipe = makePipe();
    REQUIRE(pipe.ok());
    LineWriter writer(std::move(pipe->writeEnd));
    const auto stuck = writer.writeLine(std::string(1'000'000, 'x'), 20);
    REQUIRE_FALSE(stuck.ok());
    CHECK(stuck.error().code == "platform.write_timed_out");
    CHECK(writer.writeLine("x", 20).error().code == "platform.write_timed_out");
    LineReader closed(FileDescriptor(), 10);
    CHECK_FALSE(closed.next(10).ok());
}

TEST_CASE("a program that prints cannot disturb the protocol")
{
    auto options = childOptions({"echo"});
    auto child = ChildProcess::spawn(options);
    REQUIRE(child.ok());
    LineWriter writer(child->takeInput());
    LineReader reader(child->takeOutput(), 10'000);
    for (int i = 0; i < 50; ++i) {
        const std::string line = "{\"message\": " + std::to_string(i) + "}";
        REQUIRE(writer.writeLine(line).ok());
        CHECK(firstLine(reader) == line);
    }
    REQUIRE(writer.writeLine(std::string(5000, 'x')).ok());
    CHECK(firstLine(reader) == "too long: 5000");
    REQUIRE(writer.writeLine("still there").ok());
    CHECK(firstLine(reader) == "still there");
    writer.close();
    CHECK(reader.next(20'000).value().kind == Kind::EndOfStream);
    CHECK(child->wait(20'000)->code == 0);
}

TEST_CASE("a sender keeps what the pipe does not take, and waits for nobody")
{
    ignoreBrokenPipes();
    auto pipe = makePipe();
    REQUIRE(pipe.ok());
    LineReader reader(std::move(pipe->readEnd), 2'000'000);
    LineSender sender(std::move(pipe->writeEnd));
    const std::string line(1'000'000, 'x');
    sender.enqueue(line);
    sender.enqueue("second");
    REQUIRE(sender.flush().ok());
    CHECK(sender.pendingBytes() > 0);
    CHECK(sender.pendingBytes() < line.size());
    std::vector<std::string> lines;
    for (int i = 0; i < 10'000 && lines.size() < 2; ++i) {
        REQUIRE(sender.flush().ok());
        const auto event = reader.next(0);
        REQUIRE(event.ok());
        if (event->kind == Kind::Line)
            lines.push_back(event->line);
    }
    CHECK(lines == std::vector<std::string>{line, "second"});
    CHECK(sender.pendingBytes() == 0);
    sender.close();
    CHECK(reader.next().value().kind == Kind::EndOfStream);
    auto other = makePipe();
    REQUIRE(other.ok());
    LineSender alone(std::move(other->writeEnd));
    other->readEnd.reset();
    alone.enqueue("x");
    CHECK(alone.flush().error().code == "platform.pipe_closed");
}

TEST_CASE("random bytes never break the splitter")
{
    std::mt19937 random(7);
    for (int round = 0; round < 200; ++round) {
        std::string bytes(random() % 3000, '\0');
        std::size_t newlines = 0;
        for (char& byte : bytes) {
            byte = random() % 20 == 0 ? '\n' : static_cast<char>(random());
            newlines += byte == '\n' ? 1 : 0;
        }
        const auto events = split(bytes, 1 + random() % 60, 1 + random() % 500);
        std::size_t total = 0;
        std::size_t torn = 0;
        for (const auto& event : events)
            total += event.sizeBytes;
        if (!bytes.empty() && bytes.back() != '\n')
            torn = 1;
        CHECK(total + newlines == bytes.size());
        CHECK(events.size() == newlines + torn);
    }
}

TEST_CASE("what is no pipe to read from or write to is said so")
{
    const auto folder = [] { return FileDescriptor(::open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC)); };
    LineReader reader(folder(), 100);
    const auto line = reader.next(1000);
    REQUIRE_FALSE(line.ok());
    CHECK(line.error().code == "platform.pipe_failed");

    LineWriter writer(folder());
    const auto written = writer.writeLine("line", 1000);
    REQUIRE_FALSE(written.ok());
    CHECK(written.error().code == "platform.pipe_failed");
    // It stays so: half a line may be out.
    CHECK(writer.writeLine("line", 1000).error().code == "platform.pipe_failed");

    LineSender sender(folder());
    sender.enqueue("line");
    const auto sent = sender.flush();
    REQUIRE_FALSE(sent.ok());
    CHECK(sent.error().code == "platform.pipe_failed");
}
