// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/writer.h"

#include "engine/store/connection.h"
#include "engine/store/schema.h"

namespace fettle::store {

struct Writer::Parts {
    Parts(std::unique_ptr<Connection> own, const platform::Clock& clock)
        : connection(std::move(own)), queue(*connection, clock), metrics(*connection), runs(*connection, clock, metrics),
          library(*connection, clock), projects(*connection)
    {
    }
    std::unique_ptr<Connection> connection;
    JobQueue queue;
    MetricWriter metrics;
    RunWriter runs;
    LibraryWriter library;
    ProjectWriter projects;
};

Writer::Writer(std::unique_ptr<Parts> parts) : m_parts(std::move(parts)) {}
Writer::Writer(Writer&&) noexcept = default;

Writer::~Writer()
{
    if (!m_parts)
        return;
    static_cast<void>(m_parts->metrics.commit());
    checkpointLog();
}

Result<Writer> Writer::open(const platform::Path& database, const platform::Clock& clock)
{
    FETTLE_TRY_ASSIGN(auto connection, Connection::open(database, Connection::Mode::Write));
    FETTLE_TRY(migrate(*connection, schemaSteps()));
    return Writer(std::make_unique<Parts>(std::move(connection), clock));
}

JobQueue& Writer::queue() { return m_parts->queue; }
MetricWriter& Writer::metrics() { return m_parts->metrics; }
RunWriter& Writer::runs() { return m_parts->runs; }
LibraryWriter& Writer::library() { return m_parts->library; }
ProjectWriter& Writer::projects() { return m_parts->projects; }

Result<void> Writer::atomically(const std::function<Result<void>()>& work)
{
    return m_parts->connection->transact(Durability::SurvivesPowerLoss, work);
}

Result<void> Writer::check()
{
    auto& connection = *m_parts->connection;
    try {
        const std::string answer = connection.database().execAndGet("PRAGMA quick_check(1)").getString();
        if (answer != "ok")
            return makeError("store.damaged", {{"path", connection.path()}}, answer);
    } catch (const SQLite::Exception& problem) {
        return connection.toError(problem);
    }
    return {};
}

void Writer::checkpointLog() { m_parts->connection->database().tryExec("PRAGMA wal_checkpoint(PASSIVE)"); }

} // namespace fettle::store
