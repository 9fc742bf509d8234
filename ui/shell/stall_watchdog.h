// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include <QObject>
#include <QTimer>

#include "engine/platform/thread_stack.h"

namespace fettle::ui {

/// Watches the thread that it is made in (the window's): whenever its event loop does not come round for longer than
/// `limitMs`, `report` hears of it from another thread, with where the time was spent. For debug builds and recordings.
class StallWatchdog : public QObject {
    Q_OBJECT
public:
    struct Stall {
        int milliseconds = 0; ///< when it was noticed; it may have lasted longer
        std::vector<std::string> stack;
    };

    explicit StallWatchdog(int limitMs = 50, std::function<void(const Stall&)> report = {}, QObject* parent = nullptr);
    ~StallWatchdog() override;

    [[nodiscard]] int stalls() const { return m_stalls; }

private:
    using Clock = std::chrono::steady_clock;
    void watch();

    const int m_limitMs;
    std::function<void(const Stall&)> m_report;
    platform::ObservedThread m_thread;
    QTimer m_beat;
    std::atomic<Clock::rep> m_lastBeat;
    std::atomic<bool> m_stop = false;
    std::atomic<int> m_stalls = 0;
    std::thread m_watcher;
};

} // namespace fettle::ui
