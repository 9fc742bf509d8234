// SPDX-License-Identifier: GPL-3.0-or-later
// What the tests of engine/platform start: `platform_test_child ROLE [ARGUMENTS]`.
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

#include <sys/resource.h>
#include <unistd.h>

#include "engine/platform/child_process.h"
#include "engine/platform/file_writer.h"
#include "engine/platform/files.h"
#include "engine/platform/folder_draft.h"
#include "engine/platform/line_channel.h"
#include "engine/platform/lock_file.h"
#include "engine/platform/process.h"
#include "engine/platform/stop_signals.h"

using namespace fettle;
using namespace fettle::platform;

namespace {

void say(const std::string& text)
{
    std::printf("%s\n", text.c_str());
    std::fflush(stdout);
}

void waitForInputEnd()
{
    char byte = 0;
    while (::read(STDIN_FILENO, &byte, 1) > 0) {
    }
}

/// A folder of three files that all hold the same number.
Result<void> publishOnce(const Path& folder, int number)
{
    FETTLE_TRY_ASSIGN(auto draft, FolderDraft::create(folder));
    for (const char* name : {"a", "b", "sub/c"}) {
        FETTLE_TRY(makeFolders((draft.path() / name).parent_path()));
        FETTLE_TRY_ASSIGN(auto writer, FileWriter::open(draft.path() / name, FileWriter::Mode::Create, 64));
        for (int i = 0; i < 50; ++i)
            FETTLE_TRY(writer.write(std::to_string(number) + '\n'));
        FETTLE_TRY(writer.close());
    }
    return draft.publish(FolderDraft::IfExists::Replace);
}

int finish(const Result<void>& result)
{
    if (!result.ok())
        std::fprintf(stderr, "%s\n", toLogLine(result.error()).c_str());
    return result.ok() ? 0 : 3;
}

int publishLoop(const Path& folder, int first)
{
    for (int number = first;; ++number) {
        if (const auto published = publishOnce(folder, number); !published.ok())
            return finish(published);
        if (number == first)
            say("once");
    }
}

int writeLoop(const Path& file, int first)
{
    for (int number = first;; ++number) {
        std::string text;
        for (int i = 0; i < 2000; ++i)
            text += std::to_string(number) + '\n';
        if (const auto written = writeFileDurably(file, text); !written.ok())
            return finish(written);
        if (number == first)
            say("once");
    }
}

int appendLoop(const Path& file)
{
    auto writer = openLinesForAppend(file);
    for (int number = 0; writer.ok(); ++number) {
        if (const auto written = writer->write(std::string(40, 'x') + '\n'); !written.ok())
            return finish(written);
        if (number == 0)
            say("once");
    }
    return 3;
}

int holdLock(const Path& file)
{
    const auto lock = LockFile::tryLock(file, "1.2.3");
    if (!lock.ok()) {
        say(toLogLine(lock.error()));
        return 3;
    }
    say(lock->staleHolder() ? "locked stale" : "locked");
    waitForInputEnd();
    return 0;
}

/// Echoes lines over a taken stdout while a noisy library prints to descriptor 1.
int echo()
{
    ignoreBrokenPipes();
    auto output = takeStdout();
    auto input = takeStdin();
    if (!output.ok() || !input.ok())
        return 3;
    LineReader reader(std::move(*input), 1024);
    LineWriter writer(std::move(*output));
    for (;;) {
        std::printf("noise on stdout\n");
        std::fflush(stdout);
        const auto event = reader.next();
        if (!event.ok() || event->kind == LineEvent::Kind::EndOfStream)
            return 0;
        const bool line = event->kind == LineEvent::Kind::Line;
        if (!writer.writeLine(line ? event->line : "too long: " + std::to_string(event->sizeBytes)).ok())
            return 4;
    }
}

int waitForSignal()
{
    auto signals = StopSignals::install();
    if (!signals.ok())
        return 3;
    say("ready");
    const auto came = waitReadable(signals->descriptor(), -1);
    say("signal " + std::to_string(signals->signalNumber()) + " count " + std::to_string(signals->count()));
    return came.ok() && *came && signals->requested() ? 7 : 3;
}

int describeSelf()
{
    const auto score = readWholeFile("/proc/self/oom_score_adj", 100);
    say("nice " + std::to_string(::getpriority(PRIO_PROCESS, 0)));
    say("oom " + std::string(score.ok() ? score->substr(0, score->find('\n')) : "?"));
    say("group " + std::string(::getpgrp() == ::getpid() ? "own" : "parent"));
    say("folder " + toUtf8(std::filesystem::current_path()));
    std::string descriptors = "descriptors";
    for (int fd = 0; fd < 200; ++fd) {
        char buffer = 0;
        // readlink and not fcntl: also says so of what has close-on-exec set, which may not be there any more.
        const std::string link = "/proc/self/fd/" + std::to_string(fd);
        if (::readlink(link.c_str(), &buffer, 1) > 0)
            descriptors += ' ' + std::to_string(fd);
    }
    say(descriptors);
    return 0;
}

int parentOf(const Path& self, bool dieWithParent)
{
    ChildOptions options;
    options.program = self;
    options.arguments = {"sleep"};
    options.output = ChildOptions::Stream::Null;
    options.dieWithParent = dieWithParent;
    auto child = ChildProcess::spawn(options);
    if (!child.ok())
        return 3;
    say(std::to_string(child->pid()) + ' ' + std::to_string(child->start()));
    waitForInputEnd();
    return 0;
}

int detach(const Path& self, const Path& log)
{
    ChildOptions options;
    options.program = self;
    options.arguments = {"sleep"};
    options.output = ChildOptions::Stream::File;
    options.errors = ChildOptions::Stream::File;
    options.streamFile = log;
    const auto pid = ChildProcess::spawnDetached(options);
    if (!pid.ok())
        return 3;
    say(std::to_string(*pid));
    return 0;
}

/// Signals a process of another user, as one who may not.
int signalOther()
{
    if (::geteuid() == 0 && ::setuid(65534) != 0)
        return 3;
    const auto start = processStart(1);
    const auto sent = start ? signalProcess(1, *start, ProcessSignal::Terminate) : Result<bool>(false);
    say(sent.ok() ? "sent" : sent.error().code);
    return 0;
}

int run(const std::vector<std::string>& words)
{
    const std::string& role = words[1];
    const std::string argument = words.size() > 2 ? words[2] : std::string();
    const int number = words.size() > 3 ? std::atoi(words[3].c_str()) : 0;
    if (role == "publish-loop")
        return publishLoop(argument, number);
    if (role == "publish-once")
        return finish(publishOnce(argument, number));
    if (role == "write-loop")
        return writeLoop(argument, number);
    if (role == "append-loop")
        return appendLoop(argument);
    if (role == "lock")
        return holdLock(argument);
    if (role == "echo")
        return echo();
    if (role == "signal")
        return waitForSignal();
    if (role == "self")
        return describeSelf();
    if (role == "parent")
        return parentOf(words[0], argument == "die");
    if (role == "detach")
        return detach(words[0], argument);
    if (role == "exit")
        return std::atoi(argument.c_str());
    if (role == "segfault") {
        ::signal(SIGSEGV, SIG_DFL);
        ::raise(SIGSEGV);
    }
    if (role == "signal-other")
        return signalOther();
    if (role == "few-descriptors") {
        rlimit limit{3, 3};
        ::setrlimit(RLIMIT_NOFILE, &limit);
        const auto pipe = makePipe();
        say(pipe.ok() ? "made" : pipe.error().code);
        return 0;
    }
    if (role == "env") {
        say(environmentVariable(argument.c_str()).value_or("(unset)"));
        return 0;
    }
    if (role == "sleep") {
        say("asleep");
        std::this_thread::sleep_for(std::chrono::seconds(60));
        return 0;
    }
    return 2;
}

} // namespace

int main(int argc, char** argv)
{
    ensureStandardDescriptors();
    return argc < 2 ? 2 : run(std::vector<std::string>(argv, argv + argc));
}
