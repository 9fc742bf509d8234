// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

#include "engine/platform/child_process.h"
#include "engine/platform/line_channel.h"

namespace fettle::platform {

/// Options for the test program in one of its roles (child/main.cpp), with a pipe for stdin and stdout.
inline ChildOptions childOptions(std::vector<std::string> arguments)
{
    ChildOptions options;
    options.program = PLATFORM_TEST_CHILD;
    options.arguments = std::move(arguments);
    options.input = ChildOptions::Stream::Pipe;
    options.output = ChildOptions::Stream::Pipe;
    options.errors = ChildOptions::Stream::Null;
    return options;
}

/// All lines until the stream ends, or what came within 20 s.
inline std::vector<std::string> allLines(FileDescriptor fd)
{
    std::vector<std::string> lines;
    LineReader reader(std::move(fd), 1U << 20U);
    for (;;) {
        const auto event = reader.next(20'000);
        if (!event.ok() || event->kind != LineEvent::Kind::Line)
            return lines;
        lines.push_back(event->line);
    }
}

inline std::string firstLine(LineReader& reader)
{
    const auto event = reader.next(20'000);
    return event.ok() ? event->line : toLogLine(event.error());
}

/// Starts a role that works in a loop and kills it some milliseconds after its first turn; every third time without
/// waiting for that.
inline void killInTheMiddle(std::vector<std::string> role, int round)
{
    auto child = ChildProcess::spawn(childOptions(std::move(role)));
    REQUIRE(child.ok());
    LineReader output(child->takeOutput(), 100);
    if (round % 3 != 2)
        REQUIRE(firstLine(output) == "once");
    std::this_thread::sleep_for(std::chrono::milliseconds(round * 7 % 30));
    child->kill();
    REQUIRE(child->wait(-1)->killed());
}

} // namespace fettle::platform
