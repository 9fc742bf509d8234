// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <QObject>

#include "engine/contract/pretrained.h"
#include "engine/contract/result.h"
#include "engine/service/pretrained_task.h"
#include "engine/service/socket_server.h"
#include "engine/service/worker_process.h"

namespace fettle::service {

/// The methods "pretrained.*" (client_protocol.h): the library of this user's models, and what is on its way into it.
/// Looking and fetching happen in processes of their own (pretrained_task.h). A fetch goes on when the client that
/// asked for it is gone; asked for once more, it is joined.
class PretrainedModels : public QObject {
    Q_OBJECT
public:
    using Respond = std::function<void(const RequestKey& key, Result<Value> result)>;

    explicit PretrainedModels(Respond respond, QObject* parent = nullptr);
    ~PretrainedModels() override;

    /// False where the method is none of these.
    [[nodiscard]] bool handle(const RequestKey& key, const std::string& method, const Value& params);
    /// A request's own cancel: it is answered service.cancelled; a look, or a fetch that nobody else waits for, stops.
    [[nodiscard]] bool cancel(const RequestKey& key);
    /// Ends everything without an answer; what has arrived is kept.
    [[nodiscard]] std::vector<RequestKey> stop();
    [[nodiscard]] bool isIdle() const { return m_tasks.empty(); }

Q_SIGNALS:
    /// Payload of a "pretrained" event.
    void progress(const fettle::Value& payload);
    void becameIdle();

private:
    struct Task {
        PretrainedTask task;
        std::string id;
        WorkerProcess* process = nullptr;
        std::vector<RequestKey> waiting;
        FetchProgress progress;
        std::optional<Value> result;
        std::optional<Error> error;
        bool discards = false;
    };
    using Tasks = std::map<std::int64_t, Task>;

    [[nodiscard]] Result<Value> list() const;
    [[nodiscard]] Result<Value> remove(const Value& params);
    [[nodiscard]] Result<Value> settings(const Value& params);
    [[nodiscard]] Result<Value> cancelFetch(const Value& params);
    void begin(const RequestKey& key, PretrainedTask::Kind kind, const Value& params);
    [[nodiscard]] Result<void> start(Task task);
    [[nodiscard]] Tasks::iterator fetchOf(const std::string& id);
    void handleMessage(std::int64_t number, const std::string& type, const nlohmann::json& body);
    void finish(std::int64_t number, const platform::ExitStatus& status);
    void stopTask(Task& task);
    void tell(const FetchProgress& state);

    Respond m_respond;
    Tasks m_tasks;
    std::int64_t m_next = 1;
};

} // namespace fettle::service
