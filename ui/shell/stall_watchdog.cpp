// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/stall_watchdog.h"

#include <QDebug>

namespace fettle::ui {
namespace {

constexpr int kBeatMs = 10;

void logStall(const StallWatchdog::Stall& stall)
{
    auto line = qWarning().noquote();
    line << "the window did not answer for" << stall.milliseconds << "ms";
    for (const auto& frame : stall.stack)
        line << "\n   " << QString::fromStdString(frame);
}

} // namespace

StallWatchdog::StallWatchdog(int limitMs, std::function<void(const Stall&)> report, QObject* parent)
    : QObject(parent), m_limitMs(limitMs), m_report(report ? std::move(report) : logStall),
      m_lastBeat(Clock::now().time_since_epoch().count())
{
    m_beat.setTimerType(Qt::PreciseTimer);
    connect(&m_beat, &QTimer::timeout, this, [this] { m_lastBeat = Clock::now().time_since_epoch().count(); });
    m_beat.start(kBeatMs);
    m_watcher = std::thread([this] { watch(); });
}

StallWatchdog::~StallWatchdog()
{
    m_stop = true;
    m_watcher.join();
}

void StallWatchdog::watch()
{
    Clock::rep told = 0; // the beat whose stall was reported: once for each
    while (!m_stop) {
        std::this_thread::sleep_for(std::chrono::milliseconds(kBeatMs));
        const auto beat = m_lastBeat.load();
        const auto silent = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now().time_since_epoch() - Clock::duration(beat));
        if (silent.count() <= m_limitMs + kBeatMs || beat == told)
            continue;
        told = beat;
        ++m_stalls;
        m_report({static_cast<int>(silent.count()), m_thread.stack()});
    }
}

} // namespace fettle::ui
