// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/connection.h"

#include <nlohmann/json.hpp>
#include <sqlite3.h>

#include "engine/contract/json.h"
#include "engine/store/file_layer.h"

namespace fettle::store {
namespace {

constexpr int kBusyTimeoutMs = 5000;
/// "FTTL", so that `file` and we recognise the database.
constexpr std::int64_t kApplicationId = 0x4654544c;

} // namespace

Query::~Query()
{
    if (!m_statement)
        return;
    m_statement->tryReset();
    try {
        m_statement->clearBindings();
    } catch (const SQLite::Exception&) {
        // Bindings that stay are overwritten by the next use.
    }
}

std::string Query::text(int column) const { return std::string(view(column)); }

std::string_view Query::view(int column) const
{
    const SQLite::Column value = m_statement->getColumn(column);
    const char* text = value.getText();
    return {text, static_cast<std::size_t>(value.getBytes())};
}

void Query::bind(int index, std::string_view value)
{
    // The text may end before the statement runs, so SQLite keeps a copy; NUL bytes stay.
    m_statement->bind(index, std::string(value));
}

Result<std::unique_ptr<Connection>> Connection::open(const platform::Path& database, Mode mode)
{
    std::unique_ptr<Connection> connection(new Connection(platform::toUtf8(database)));
    try {
        registerFileLayer();
        const int flags = SQLite::OPEN_NOMUTEX |
                          (mode == Mode::Write ? SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE : SQLite::OPEN_READONLY);
        connection->m_database =
            std::make_unique<SQLite::Database>(database.string(), flags, kBusyTimeoutMs, kFileLayerName);
        connection->execute("PRAGMA trusted_schema=OFF; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-16000;");
        const std::int64_t id = connection->database().execAndGet("PRAGMA application_id").getInt64();
        const bool empty = connection->database().execAndGet("SELECT count(*) FROM sqlite_schema").getInt64() == 0;
        if (id != kApplicationId && (!empty || mode == Mode::Read))
            return makeError("store.not_a_database", {{"path", connection->m_path}});
        if (mode == Mode::Write) {
            if (id != kApplicationId)
                connection->execute("PRAGMA application_id=" + std::to_string(kApplicationId));
            connection->execute("PRAGMA journal_mode=WAL; PRAGMA foreign_keys=ON; PRAGMA wal_autocheckpoint=4000; "
                                "PRAGMA journal_size_limit=67108864;");
        }
    } catch (const SQLite::Exception& problem) {
        if (problem.getErrorCode() == SQLITE_CANTOPEN)
            return makeError("store.not_opened", {{"path", connection->m_path}}, problem.what());
        return connection->toError(problem);
    }
    return connection;
}

Connection::~Connection() { m_statements.clear(); }

SQLite::Statement& Connection::statement(const char* sql)
{
    // After some failures SQLite takes the whole transaction back; what follows in it must not be committed alone.
    if (m_depth > 0 && sqlite3_get_autocommit(m_database->getHandle()) != 0)
        throw SQLite::Exception("the transaction was taken back", SQLITE_ABORT);
    const auto found = m_statements.find(std::string_view(sql));
    if (found != m_statements.end())
        return *found->second;
    auto made = std::make_unique<SQLite::Statement>(*m_database, sql);
    return *m_statements.emplace(std::string_view(sql), std::move(made)).first->second;
}

void Connection::begin(Durability durability)
{
    if (m_depth > 0) {
        execute("SAVEPOINT level" + std::to_string(m_depth));
    } else {
        if (m_durability != durability) {
            execute(durability == Durability::SurvivesPowerLoss ? "PRAGMA synchronous=FULL" : "PRAGMA synchronous=NORMAL");
            m_durability = durability;
        }
        execute("BEGIN IMMEDIATE");
    }
    ++m_depth;
}

void Connection::commit()
{
    if (m_depth > 1)
        execute("RELEASE level" + std::to_string(m_depth - 1));
    else
        query("COMMIT").run();
    --m_depth;
}

void Connection::rollback() noexcept
{
    --m_depth;
    if (sqlite3_get_autocommit(m_database->getHandle()) != 0)
        return;
    if (m_depth > 0) {
        const std::string level = "level" + std::to_string(m_depth);
        m_database->tryExec("ROLLBACK TO " + level + "; RELEASE " + level);
    } else {
        m_database->tryExec("ROLLBACK");
    }
}

void Connection::settle(std::size_t firstCallback, bool committed)
{
    // What a savepoint committed is settled with the transaction around it.
    if (committed && m_depth > 0)
        return;
    std::vector<std::function<void(bool)>> callbacks(m_callbacks.begin() + static_cast<std::ptrdiff_t>(firstCallback),
                                                     m_callbacks.end());
    m_callbacks.resize(firstCallback);
    for (const auto& callback : callbacks)
        callback(committed);
}

Result<void> Connection::transact(Durability durability, const std::function<Result<void>()>& work)
{
    const std::size_t firstCallback = m_callbacks.size();
    const int depth = m_depth;
    std::optional<Error> error;
    try {
        begin(durability);
        if (auto result = work(); !result.ok())
            error = std::move(result).error();
        else
            commit();
    } catch (const SQLite::Exception& problem) {
        error = toError(problem);
    }
    if (m_depth > depth)
        rollback();
    settle(firstCallback, !error);
    if (error)
        return *error;
    return {};
}

Connection::Snapshot::Snapshot(Connection& connection)
{
    if (sqlite3_get_autocommit(connection.m_database->getHandle()) == 0)
        return;
    connection.query("BEGIN").run();
    m_connection = &connection;
}

Connection::Snapshot::~Snapshot()
{
    if (m_connection)
        m_connection->m_database->tryExec("ROLLBACK");
}

Error Connection::toError(const SQLite::Exception& problem) const
{
    const auto error = [&](std::string_view code) {
        return makeError(code, {{"path", m_path}}, problem.what());
    };
    switch (problem.getErrorCode()) {
    case SQLITE_FULL: return error("store.disk_full");
    case SQLITE_IOERR: return error("store.io_failed");
    case SQLITE_CORRUPT: return error("store.damaged");
    case SQLITE_NOTADB: return error("store.not_a_database");
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return error("store.busy");
    case SQLITE_READONLY:
    case SQLITE_PERM: return error("store.read_only");
    case SQLITE_CANTOPEN: return error("store.io_failed");
    default: return error("store.failed");
    }
}

std::string jsonText(const Value& value) { return toLine(toJson(value)); }

Value valueFromText(std::string_view text)
{
    if (text.empty())
        return {};
    const auto json = parseJson(text);
    return json.ok() ? valueFromJson(*json) : Value();
}

} // namespace fettle::store
