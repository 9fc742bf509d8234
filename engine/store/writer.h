// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "engine/contract/result.h"
#include "engine/platform/clock.h"
#include "engine/platform/paths.h"
#include "engine/store/job_queue.h"
#include "engine/store/library_writer.h"
#include "engine/store/metric_writer.h"
#include "engine/store/project_writer.h"
#include "engine/store/run_writer.h"

namespace fettle::store {

/// The one writer of a workspace's database (fettle.db, SQLite in WAL mode), held by the supervisor, which has the
/// workspace's lock. One thread.
///
/// One connection whose synchronous level is switched per transaction, rather than two connections: a commit at FULL
/// syncs the whole log, so the metric commits at NORMAL before it become durable with it and in their order; the
/// writer never waits for itself, and "points, checkpoint row, deletion of later points" can be one transaction.
class Writer {
public:
    /// Opens or makes the database and brings it to this version, one transaction a step. `clock` must outlive it.
    /// Errors: store.not_opened, store.not_a_database, store.newer_database, store.damaged, store.migration_failed,
    /// store.disk_full.
    [[nodiscard]] static Result<Writer> open(const platform::Path& database, const platform::Clock& clock);
    Writer(Writer&&) noexcept;
    Writer& operator=(Writer&&) = delete;
    /// Commits waiting metric points as far as it can and lets the log be taken into the database.
    ~Writer();

    [[nodiscard]] JobQueue& queue();
    [[nodiscard]] MetricWriter& metrics();
    [[nodiscard]] RunWriter& runs();
    [[nodiscard]] LibraryWriter& library();
    [[nodiscard]] ProjectWriter& projects();

    /// Everything that `work` does through this writer as one transaction, durable against power loss; an error that
    /// it returns takes all of it back. Nests.
    [[nodiscard]] Result<void> atomically(const std::function<Result<void>()>& work);

    /// PRAGMA quick_check. Errors: store.damaged.
    [[nodiscard]] Result<void> check();
    /// Takes the log into the database as far as readers allow, without waiting for them; for quiet moments.
    void checkpointLog();

private:
    struct Parts;
    explicit Writer(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> m_parts;
};

} // namespace fettle::store
