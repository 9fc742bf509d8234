// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>

#include <QObject>

#include "engine/contract/result.h"
#include "engine/service/service_context.h"
#include "engine/service/worker_process.h"

namespace fettle::service {

struct ProjectTask;

/// Projects on their way into a file and out of one: each in a process of its own (project_task.h), several at a time.
/// What an import unpacked is taken in here, by the one writer of the database.
class ProjectTransfers : public QObject {
    Q_OBJECT
public:
    using Answer = std::function<void(Result<Value>)>;

    explicit ProjectTransfers(const ServiceContext& context, QObject* parent = nullptr);
    ~ProjectTransfers() override;

    /// {path, size_bytes, datasets, runs, models, runs_left_out, bases_left_out: titles of pretrained models that models of
    /// the project need and this computer does not have}. Returns the number for cancel(). `answer` may be called before this
    /// returns.
    std::int64_t exportTo(const store::ProjectRecord& project, const platform::Path& file, Answer answer);
    /// {project: its row, runs}
    std::int64_t importFrom(const platform::Path& file, Answer answer);
    /// Its answer is service.cancelled; nothing half stays.
    void cancel(std::int64_t number);
    /// All of them, without an answer.
    void stop();
    [[nodiscard]] bool isIdle() const { return m_transfers.empty(); }

Q_SIGNALS:
    /// Now and then: {state: exporting | importing, path, progress: 0 … 1}.
    void progress(const fettle::Value& payload);
    void becameIdle();

private:
    struct Transfer {
        bool imports = false;
        platform::Path file;
        platform::Path folder; ///< of an import
        WorkerProcess* process = nullptr;
        platform::ProcessId pid = 0;
        Answer answer;
        std::optional<Value> result;
        std::optional<Error> error;
    };
    std::int64_t start(Transfer transfer, const ProjectTask& task);
    void handleMessage(std::int64_t number, const std::string& type, const nlohmann::json& body);
    void finish(std::int64_t number, const platform::ExitStatus& status);
    [[nodiscard]] Result<Value> conclude(const Transfer& transfer, const platform::ExitStatus& status);
    void clear(const Transfer& transfer);

    const ServiceContext& m_context;
    std::map<std::int64_t, Transfer> m_transfers;
    std::int64_t m_next = 1;
};

/// What `fettle-engine` is started with for a task, and read back from there.
[[nodiscard]] std::vector<std::string> taskArguments(const ProjectTask& task);
[[nodiscard]] std::optional<ProjectTask> taskFromArguments(const std::vector<std::string>& arguments);

} // namespace fettle::service
