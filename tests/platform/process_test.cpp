// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/platform/process.h"

#include <chrono>
#include <csignal>
#include <thread>

#include <doctest/doctest.h>
#include <fcntl.h>
#include <unistd.h>

#include "engine/platform/files.h"
#include "engine/platform/stop_signals.h"
#include "tests/platform/child.h"

using namespace fettle;
using namespace fettle::platform;

namespace {

std::string valueOf(const std::vector<std::string>& lines, const std::string& key)
{
    for (const auto& line : lines) {
        if (line.starts_with(key + ' '))
            return line.substr(key.size() + 1);
    }
    return "(none)";
}

} // namespace

TEST_CASE("processes are told apart by pid and start")
{
    CHECK(isAlive(ownProcessId(), ownProcessStart()));
    CHECK_FALSE(isAlive(ownProcessId(), ownProcessStart() + 1));
    CHECK(ownProcessStart() > 0);
    for (const ProcessId pid : {ProcessId{0}, ProcessId{-1}, ProcessId{999'999'999}, ProcessId{1} << 40U})
        CHECK_FALSE(processStart(pid).has_value());
    auto child = ChildProcess::spawn(childOptions({"sleep"}));
    REQUIRE(child.ok());
    CHECK(child->start() >= ownProcessStart());
    CHECK(isAlive(child->pid(), child->start()));
    CHECK_FALSE(waitForEnd(child->pid(), child->start(), 20));
    // Nobody is hit who only has the same pid.
    CHECK_FALSE(signalProcess(child->pid(), child->start() + 1, ProcessSignal::Kill).value());
    CHECK(isAlive(child->pid(), child->start()));
    CHECK(signalProcess(child->pid(), child->start(), ProcessSignal::Kill).value());
    CHECK(waitForEnd(child->pid(), child->start(), 20'000));
    // A zombie has ended.
    CHECK_FALSE(isAlive(child->pid(), child->start()));
    CHECK_FALSE(signalProcess(child->pid(), child->start(), ProcessSignal::Terminate).value());
    CHECK(child->wait(-1)->killed());
}

TEST_CASE("how a child ended")
{
    for (const int code : {0, 1, 7, 255}) {
        auto child = ChildProcess::spawn(childOptions({"exit", std::to_string(code)}));
        REQUIRE(child.ok());
        const auto status = child->wait(-1);
        REQUIRE(status.has_value());
        CHECK(status->code == code);
        CHECK(status->succeeded() == (code == 0));
        CHECK(child->wait(0) == status);
        CHECK_FALSE(child->running());
    }
    auto crashed = ChildProcess::spawn(childOptions({"segfault"}));
    REQUIRE(crashed.ok());
    CHECK(crashed->wait(-1)->describe() == "SIGSEGV");
    auto sleeper = ChildProcess::spawn(childOptions({"sleep"}));
    REQUIRE(sleeper.ok());
    CHECK_FALSE(sleeper->wait(30).has_value());
    CHECK_FALSE(sleeper->wait(0).has_value());
    CHECK(sleeper->running());
    sleeper->terminate();
    CHECK(sleeper->wait(-1)->describe() == "SIGTERM");
}

TEST_CASE("a child that cannot start says why")
{
    const auto reasonOf = [](const Path& program) {
        auto options = childOptions({});
        options.program = program;
        const auto child = ChildProcess::spawn(options);
        REQUIRE_FALSE(child.ok());
        CHECK(child.error().code == "platform.program_not_started");
        return child.error().arguments.at("reason").asText();
    };
    CHECK(reasonOf("/does/not/exist") == "No such file or directory");
    CHECK(reasonOf("no-such-program-anywhere") == "No such file or directory");
    CHECK(reasonOf("/etc/passwd") == "Permission denied");
    auto options = childOptions({"exit", "0"});
    options.workingFolder = "/does/not/exist";
    CHECK_FALSE(ChildProcess::spawn(options).ok());
    options = childOptions({std::string("a\0b", 3)});
    CHECK_FALSE(ChildProcess::spawn(options).ok());
    options = childOptions({"exit", "0"});
    options.program = "true";
    auto found = ChildProcess::spawn(options);
    REQUIRE(found.ok());
    CHECK(found->wait(-1)->succeeded());
}

TEST_CASE("a child gets its environment, folder, priority and nothing else")
{
    // A descriptor that somebody forgot to make close-on-exec.
    const FileDescriptor leak(::open("/dev/null", O_RDONLY));
    const FileDescriptor high(::fcntl(leak.get(), F_DUPFD, 150));
    REQUIRE(high.isOpen());
    auto options = childOptions({"self"});
    options.workingFolder = "/usr";
    options.niceness = 5;
    options.outOfMemoryScore = 700;
    auto child = ChildProcess::spawn(options);
    REQUIRE(child.ok());
    const auto lines = allLines(child->takeOutput());
    CHECK(child->wait(-1)->code == 0);
    CHECK(valueOf(lines, "nice") == "5");
    CHECK(valueOf(lines, "oom") == "700");
    CHECK(valueOf(lines, "group") == "own");
    CHECK(valueOf(lines, "folder") == "/usr");
    CHECK(valueOf(lines, "descriptors") == "0 1 2");

    setEnvironmentVariable("FETTLE_TEST_INHERITED", "yes");
    setEnvironmentVariable("FETTLE_TEST_REMOVED", "yes");
    const auto environmentSeen = [](const std::string& name) {
        auto child = childOptions({"env", name});
        child.environment = {{"FETTLE_TEST_REMOVED", std::nullopt}, {"FETTLE_TEST_SET", "猫 = 1"}};
        auto process = ChildProcess::spawn(child);
        REQUIRE(process.ok());
        return allLines(process->takeOutput()).at(0);
    };
    CHECK(environmentSeen("FETTLE_TEST_INHERITED") == "yes");
    CHECK(environmentSeen("FETTLE_TEST_REMOVED") == "(unset)");
    CHECK(environmentSeen("FETTLE_TEST_SET") == "猫 = 1");
    setEnvironmentVariable("FETTLE_TEST_INHERITED", std::nullopt);
    setEnvironmentVariable("FETTLE_TEST_REMOVED", std::nullopt);
}

TEST_CASE("ignored and blocked signals do not pass to a child")
{
    ignoreBrokenPipes();
    sigset_t blocked;
    sigset_t before;
    ::sigemptyset(&blocked);
    ::sigaddset(&blocked, SIGTERM);
    ::pthread_sigmask(SIG_BLOCK, &blocked, &before);
    auto child = ChildProcess::spawn(childOptions({"sleep"}));
    ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
    REQUIRE(child.ok());
    LineReader output(child->takeOutput(), 100);
    CHECK(firstLine(output) == "asleep");
    const auto status = readWholeFile("/proc/" + std::to_string(child->pid()) + "/status", 100'000);
    REQUIRE(status.ok());
    CHECK(status->find("SigBlk:\t0000000000000000") != std::string::npos);
    CHECK(status->find("SigIgn:\t0000000000000000") != std::string::npos);
    child->terminate();
    CHECK(child->wait(20'000)->describe() == "SIGTERM");
}

TEST_CASE("a child goes with its object, and with its parent where asked")
{
    ProcessId pid = 0;
    ProcessStart start = 0;
    {
        auto child = ChildProcess::spawn(childOptions({"sleep"}));
        REQUIRE(child.ok());
        pid = child->pid();
        start = child->start();
        const ChildProcess moved = std::move(*child);
        CHECK(isAlive(pid, start));
    }
    CHECK_FALSE(isAlive(pid, start));

    for (const bool die : {true, false}) {
        auto parent = ChildProcess::spawn(childOptions({"parent", die ? "die" : "live"}));
        REQUIRE(parent.ok());
        LineReader output(parent->takeOutput(), 100);
        const std::string line = firstLine(output);
        pid = std::atoll(line.c_str());
        start = std::atoll(line.c_str() + line.find(' '));
        REQUIRE(isAlive(pid, start));
        parent->kill();
        REQUIRE(parent->wait(-1)->killed());
        CHECK(waitForEnd(pid, start, die ? 20'000 : 100) == die);
        if (!die)
            CHECK(signalProcess(pid, start, ProcessSignal::Kill).value());
    }
}

TEST_CASE("a detached process outlives its starter and leads its own session")
{
    const auto folder = TemporaryFolder::create();
    REQUIRE(folder.ok());
    const Path log = folder->path() / "log";
    auto starter = ChildProcess::spawn(childOptions({"detach", log.native()}));
    REQUIRE(starter.ok());
    const auto lines = allLines(starter->takeOutput());
    CHECK(starter->wait(-1)->code == 0);
    REQUIRE(lines.size() == 1);
    const ProcessId pid = std::atoll(lines[0].c_str());
    const auto start = processStart(pid);
    REQUIRE(start.has_value());
    CHECK(::getsid(static_cast<pid_t>(pid)) != ::getsid(0));
    for (int i = 0; i < 200 && readWholeFile(log, 100).value().empty(); ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    CHECK(readWholeFile(log, 100).value() == "asleep\n");
    CHECK(signalProcess(pid, *start, ProcessSignal::Terminate).value());
    CHECK(waitForEnd(pid, *start, 20'000));
    auto options = childOptions({"sleep"});
    CHECK_FALSE(ChildProcess::spawnDetached(options).ok()); // pipes
    options.input = options.output = ChildOptions::Stream::Null;
    options.program = "/does/not/exist";
    CHECK(ChildProcess::spawnDetached(options).error().code == "platform.program_not_started");
}

TEST_CASE("what the system refuses is an error")
{
    const auto said = [](const std::string& role) {
        auto child = ChildProcess::spawn(childOptions({role}));
        REQUIRE(child.ok());
        return allLines(child->takeOutput()).at(0);
    };
    CHECK(said("signal-other") == "platform.signal_failed");
    CHECK(said("few-descriptors") == "platform.descriptor_failed");
}

TEST_CASE("a child's end is known also where the parent's parent ignored SIGCHLD")
{
    struct sigaction before {};
    struct sigaction ignore {};
    ignore.sa_handler = SIG_IGN;
    ::sigaction(SIGCHLD, &ignore, &before);
    auto child = ChildProcess::spawn(childOptions({"exit", "5"}));
    REQUIRE(child.ok());
    CHECK(child->wait(20'000)->code == 5);
    ::sigaction(SIGCHLD, &before, nullptr);
}

TEST_CASE("signals to stop become a flag and something to read")
{
    for (const auto& [signal, number] : {std::pair{ProcessSignal::Terminate, SIGTERM}, {ProcessSignal::Interrupt, SIGINT}}) {
        auto child = ChildProcess::spawn(childOptions({"signal"}));
        REQUIRE(child.ok());
        LineReader output(child->takeOutput(), 100);
        REQUIRE(firstLine(output) == "ready");
        CHECK(signalProcess(child->pid(), child->start(), signal).value());
        CHECK(firstLine(output) == "signal " + std::to_string(number) + " count 1");
        CHECK(child->wait(20'000)->code == 7);
    }
    auto signals = StopSignals::install();
    REQUIRE(signals.ok());
    CHECK_FALSE(signals->requested());
    CHECK_FALSE(waitReadable(signals->descriptor(), 0).value());
    ::raise(SIGTERM);
    ::raise(SIGINT);
    CHECK(signals->requested());
    CHECK(signals->count() == 2);
    CHECK(signals->signalNumber() == SIGTERM);
    CHECK(waitReadable(signals->descriptor(), 0).value());
    signals->reset();
    CHECK_FALSE(signals->requested());
    CHECK_FALSE(waitReadable(signals->descriptor(), 0).value());
}

TEST_CASE("closed standard descriptors are made valid before anything is opened")
{
    // Through a shell, which closes the child's stdin and stderr.
    ChildOptions options;
    options.program = "/bin/sh";
    options.arguments = {"-c", std::string("exec '") + PLATFORM_TEST_CHILD + "' self <&- 2>&-"};
    options.output = ChildOptions::Stream::Pipe;
    auto child = ChildProcess::spawn(options);
    REQUIRE(child.ok());
    CHECK(valueOf(allLines(child->takeOutput()), "descriptors") == "0 1 2");
}
