// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>

#include <QObject>
#include <QSocketNotifier>

#include "engine/contract/result.h"
#include "engine/platform/child_process.h"
#include "engine/platform/line_channel.h"
#include "engine/platform/paths.h"

namespace fettle::client {

/// Starts a supervisor that outlives this program and waits for its own word that it is ready.
class EngineStarter : public QObject {
    Q_OBJECT
public:
    explicit EngineStarter(QObject* parent = nullptr) : QObject(parent) {}
    /// `program` empty: FETTLE_ENGINE, else fettle-engine beside the running program. ready() or failed() follows.
    void start(const platform::Path& program, const platform::Path& workspace);

Q_SIGNALS:
    void ready();
    /// client.engine_not_found, client.engine_not_started, or what the supervisor itself said (platform.lock_held …).
    void failed(const fettle::Error& error);

private:
    void readAnnouncement();

    std::optional<platform::ChildProcess> m_process;
    std::optional<platform::LineReader> m_reader;
    std::unique_ptr<QSocketNotifier> m_notifier;
    platform::Path m_log;
};

/// Where a supervisor that was started by a client writes what it has to say.
[[nodiscard]] platform::Path engineLogPath(const platform::Path& workspace);

} // namespace fettle::client
