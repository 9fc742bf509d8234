// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/platform/stop_signals.h"

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>

#include <fcntl.h>
#include <unistd.h>

namespace fettle::platform {
namespace {

constexpr std::array kSignals = {SIGTERM, SIGINT, SIGHUP};

// A handler has no object to be handed: these three are what it may touch, all of them lock-free.
std::atomic<int> g_count{0};
std::atomic<int> g_firstSignal{0};
std::atomic<int> g_writeEnd{-1};
std::array<struct sigaction, kSignals.size()> g_previous{};

extern "C" void fettleOnStopSignal(int number)
{
    const int savedErrno = errno;
    int none = 0;
    g_firstSignal.compare_exchange_strong(none, number);
    g_count.fetch_add(1);
    const int fd = g_writeEnd.load();
    const char byte = 1;
    if (fd >= 0)
        [[maybe_unused]] const auto ignored = ::write(fd, &byte, 1);
    errno = savedErrno;
}

} // namespace

StopSignals::StopSignals(FileDescriptor readEnd, FileDescriptor writeEnd)
    : m_readEnd(std::move(readEnd)), m_writeEnd(std::move(writeEnd))
{
}

Result<StopSignals> StopSignals::install()
{
    FETTLE_TRY_ASSIGN(auto ends, makePipe());
    // A full pipe must not stop the handler, an empty one not reset().
    ::fcntl(ends.readEnd.get(), F_SETFL, O_NONBLOCK);
    ::fcntl(ends.writeEnd.get(), F_SETFL, O_NONBLOCK);
    g_count = 0;
    g_firstSignal = 0;
    g_writeEnd = ends.writeEnd.get();
    struct sigaction action {};
    action.sa_handler = &fettleOnStopSignal;
    action.sa_flags = SA_RESTART;
    ::sigemptyset(&action.sa_mask);
    for (std::size_t i = 0; i < kSignals.size(); ++i) {
        ::sigaction(kSignals[i], &action, &g_previous[i]);
        // nohup and shells without job control start a program with a signal ignored, and mean it.
        if (g_previous[i].sa_handler == SIG_IGN && kSignals[i] != SIGTERM)
            ::sigaction(kSignals[i], &g_previous[i], nullptr);
    }
    return StopSignals(std::move(ends.readEnd), std::move(ends.writeEnd));
}

StopSignals::StopSignals(StopSignals&& other) noexcept = default;

StopSignals::~StopSignals()
{
    if (!m_readEnd.isOpen())
        return;
    for (std::size_t i = 0; i < kSignals.size(); ++i)
        ::sigaction(kSignals[i], &g_previous[i], nullptr);
    g_writeEnd = -1;
}

bool StopSignals::requested() const noexcept { return g_count.load() > 0; }
int StopSignals::count() const noexcept { return g_count.load(); }
int StopSignals::signalNumber() const noexcept { return g_firstSignal.load(); }

void StopSignals::reset() noexcept
{
    std::array<char, 64> bytes{};
    while (::read(m_readEnd.get(), bytes.data(), bytes.size()) > 0) {
    }
    g_count = 0;
    g_firstSignal = 0;
}

} // namespace fettle::platform
