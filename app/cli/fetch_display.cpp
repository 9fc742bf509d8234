// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/fetch_display.h"

#include <cstdio>

#include "engine/platform/terminal.h"

namespace fettle::cli {

FetchDisplay::FetchDisplay(const CliContext& context, std::string id)
    : m_context(context), m_id(std::move(id)), m_terminal(platform::isTerminal(platform::StandardStream::Errors))
{
}

FetchDisplay::~FetchDisplay() { clear(); }

void FetchDisplay::clear()
{
    if (m_drawn)
        std::fputs("\r\033[K", stderr);
    m_drawn = false;
}

std::string FetchDisplay::line(const FetchProgress& progress) const
{
    const ValueMap figures{{"done", progress.doneBytes},
                           {"total", progress.totalBytes},
                           {"file", progress.file},
                           {"left", progress.secondsLeft > 0.0 ? Value(progress.secondsLeft) : Value()}};
    switch (progress.phase) {
    case FetchPhase::Looking: return m_context.say(FETTLE_CLI("Asking what is there …"));
    case FetchPhase::Downloading:
        return m_context.say(FETTLE_CLI("{done:bytes} of {total:bytes}[[, {left:duration} left]] {file}"), figures);
    case FetchPhase::Copying: return m_context.say(FETTLE_CLI("Copying: {done:bytes} of {total:bytes}"), figures);
    case FetchPhase::Publishing: return m_context.say(FETTLE_CLI("Checking the model …"));
    default: return {};
    }
}

void FetchDisplay::show(const FetchProgress& progress)
{
    if (progress.id != m_id)
        return;
    const auto text = line(progress);
    if (text.empty())
        return;
    if (m_terminal) {
        const int columns = platform::terminalColumns();
        // A line that wraps would not be drawn over; names of files are what is long.
        if (terminalWidth(text) >= columns)
            return;
        std::fprintf(stderr, "\r\033[K%s", text.c_str());
        std::fflush(stderr);
        m_drawn = true;
        return;
    }
    const auto tenth = progress.totalBytes > 0 ? 10 * progress.doneBytes / progress.totalBytes : 0;
    if (progress.phase == m_phase && tenth == m_tenth)
        return;
    m_phase = progress.phase;
    m_tenth = tenth;
    std::fprintf(stderr, "%s\n", text.c_str());
}

} // namespace fettle::cli
