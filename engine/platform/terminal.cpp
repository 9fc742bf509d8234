// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/platform/terminal.h"

#include <cstdlib>
#include <initializer_list>

#include <sys/ioctl.h>
#include <unistd.h>

namespace fettle::platform {

bool isTerminal(StandardStream stream)
{
    switch (stream) {
    case StandardStream::Input: return ::isatty(STDIN_FILENO) == 1;
    case StandardStream::Output: return ::isatty(STDOUT_FILENO) == 1;
    case StandardStream::Errors: return ::isatty(STDERR_FILENO) == 1;
    }
    return false;
}

int terminalColumns()
{
    for (const int fd : {STDERR_FILENO, STDOUT_FILENO}) {
        winsize size{};
        if (::ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
            return size.ws_col;
    }
    const char* variable = std::getenv("COLUMNS");
    const int columns = variable ? std::atoi(variable) : 0;
    return columns > 0 && columns < 10000 ? columns : 80;
}

} // namespace fettle::platform
