// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <optional>

#include <QObject>
#include <QSocketNotifier>
#include <QTimer>

#include "engine/platform/clock.h"
#include "engine/platform/random_id.h"
#include "engine/platform/stop_signals.h"
#include "engine/service/catalog_cache.h"
#include "engine/service/interactive_worker.h"
#include "engine/service/methods.h"
#include "engine/service/queue_runner.h"
#include "engine/service/service_context.h"
#include "engine/service/socket_server.h"

namespace fettle::service {

/// fettle-engine: one workspace with its queue, its database and its clients, in one thread with an event loop.
class Supervisor : public QObject {
    Q_OBJECT
public:
    explicit Supervisor(ServiceOptions options, QObject* parent = nullptr);
    ~Supervisor() override;

    /// Opens the workspace, the database and the socket, and takes up what was interrupted. `lockWaitMs`: for another
    /// supervisor that is just leaving. Errors: platform.lock_held and the other reasons of Workspace::open, store.*,
    /// service.socket_failed.
    [[nodiscard]] Result<void> start(int lockWaitMs = 0);
    /// Checkpoints and ends what runs, then finished() follows. Also by SIGTERM, SIGINT and engine.stop.
    void leave(const std::string& reason);

Q_SIGNALS:
    void finished();

private:
    struct Opened;

    void wire();
    void handleRequest(const RequestKey& key, const std::string& method, const Value& params);
    /// True where the method is one of those that answer later.
    [[nodiscard]] bool handleLater(const RequestKey& key, const std::string& method, const Value& params);
    void askInteractive(const RequestKey& key, const std::string& method, const Value& params);
    void predict(const RequestKey& key, const Value& params);
    void predictAsJob(const RequestKey& key, const PredictRequest& request, const std::string& title);
    void answerCatalog(const RequestKey& key);
    void subscribe(const RequestKey& key, const Value& params);
    void cancel(const RequestKey& key);
    void forgetClient(std::int64_t client);
    void publishJob(const std::string& job);
    void answerWaitingPredictions(const Job& job);
    [[nodiscard]] Value status() const;
    void considerIdle();
    void emptyTrash();
    void exportProject(const RequestKey& key, const Value& params);
    void importProject(const RequestKey& key, const Value& params);
    void finishLeaving();

    ServiceOptions m_options;
    platform::SystemClock m_clock;
    platform::IdSource m_ids{m_clock};
    std::optional<platform::StopSignals> m_signals;
    std::unique_ptr<QSocketNotifier> m_signalNotifier;
    std::unique_ptr<Opened> m_opened;
    MethodTable m_methods;
    /// Requests that wait for the interactive worker, and for a predict job.
    std::map<RequestKey, std::int64_t> m_questions;
    std::map<std::string, RequestKey> m_predictions;
    std::map<RequestKey, std::int64_t> m_projectRequests;
    std::vector<RequestKey> m_stopRequests;
    QTimer m_idleTimer;
    QTimer m_trashTimer;
    std::string m_startedUtc;
    bool m_leaving = false;
    bool m_finished = false;
};

} // namespace fettle::service
