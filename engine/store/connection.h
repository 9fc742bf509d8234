// SPDX-License-Identifier: GPL-3.0-or-later
// For this room only.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <SQLiteCpp/SQLiteCpp.h>

#include "engine/contract/result.h"
#include "engine/platform/paths.h"

namespace fettle::store {

/// A running statement: bound, stepped, and reset at the end of the scope. Throws SQLite::Exception.
class Query {
public:
    explicit Query(SQLite::Statement& statement) : m_statement(&statement) {}
    Query(Query&& other) noexcept : m_statement(std::exchange(other.m_statement, nullptr)) {}
    Query& operator=(Query&&) = delete;
    ~Query();

    [[nodiscard]] bool next() { return m_statement->executeStep(); }
    /// For statements without rows; returns the number of changed rows.
    int run() { return m_statement->exec(); }

    [[nodiscard]] std::string text(int column) const;
    [[nodiscard]] std::string_view view(int column) const; ///< until the next step
    [[nodiscard]] std::int64_t whole(int column) const { return m_statement->getColumn(column).getInt64(); }
    [[nodiscard]] double real(int column) const { return m_statement->getColumn(column).getDouble(); }
    [[nodiscard]] bool isNull(int column) const { return m_statement->getColumn(column).isNull(); }

    void bind(int index, std::string_view value);
    void bind(int index, const std::string& value) { bind(index, std::string_view(value)); }
    void bind(int index, const char* value) { bind(index, std::string_view(value)); }
    void bind(int index, std::int64_t value) { m_statement->bind(index, value); }
    void bind(int index, int value) { m_statement->bind(index, static_cast<std::int64_t>(value)); }
    void bind(int index, bool value) { m_statement->bind(index, static_cast<std::int64_t>(value)); }
    void bind(int index, double value) { m_statement->bind(index, value); }
    void bind(int index, std::nullptr_t) { m_statement->bind(index); }
    template <class T> void bind(int index, const std::optional<T>& value)
    {
        if (value)
            bind(index, *value);
        else
            bind(index, nullptr);
    }

private:
    SQLite::Statement* m_statement;
};

enum class Durability {
    SurvivesCrash,    ///< kill −9 (synchronous=NORMAL)
    SurvivesPowerLoss ///< synchronous=FULL
};

/// One SQLite connection with its kept statements, nested transactions and errors as values.
class Connection {
public:
    enum class Mode { Write, Read };
    [[nodiscard]] static Result<std::unique_ptr<Connection>> open(const platform::Path& database, Mode mode);
    ~Connection();

    /// A kept statement, its parameters bound in order. Throws SQLite::Exception.
    template <class... Arguments> [[nodiscard]] Query query(const char* sql, const Arguments&... arguments)
    {
        Query query(statement(sql));
        int index = 0;
        (query.bind(++index, arguments), ...);
        return query;
    }
    template <class... Arguments> int run(const char* sql, const Arguments&... arguments)
    {
        return query(sql, arguments...).run();
    }
    /// Several statements without parameters. Throws SQLite::Exception.
    void execute(const std::string& sql) { m_database->exec(sql); }
    [[nodiscard]] std::int64_t lastRowId() const { return m_database->getLastInsertRowid(); }

    /// Runs `work` in an immediate transaction (a savepoint where one is open); its error, or an exception of SQLite,
    /// takes everything back. The outermost one's durability counts.
    [[nodiscard]] Result<void> transact(Durability durability, const std::function<Result<void>()>& work);
    template <class T>
    [[nodiscard]] Result<T> transactFor(Durability durability, const std::function<Result<T>()>& work)
    {
        std::optional<T> value;
        FETTLE_TRY(transact(durability, [&]() -> Result<void> {
            auto result = work();
            if (!result.ok())
                return std::move(result).error();
            value = std::move(result).value();
            return {};
        }));
        return std::move(*value);
    }
    /// Called once, after the transaction around has been committed (true) or taken back (false).
    void whenSettled(std::function<void(bool)> callback) { m_callbacks.push_back(std::move(callback)); }

    /// Runs reading `work` on one consistent state; exceptions become errors.
    template <class T> [[nodiscard]] Result<T> read(const std::function<Result<T>()>& work)
    {
        try {
            const Snapshot snapshot(*this);
            return work();
        } catch (const SQLite::Exception& problem) {
            return toError(problem);
        }
    }

    [[nodiscard]] Error toError(const SQLite::Exception& problem) const;
    [[nodiscard]] const std::string& path() const noexcept { return m_path; }
    [[nodiscard]] SQLite::Database& database() noexcept { return *m_database; }

private:
    /// A read transaction, unless one is open.
    class Snapshot {
    public:
        explicit Snapshot(Connection& connection);
        ~Snapshot();
        Snapshot(const Snapshot&) = delete;
        Snapshot& operator=(const Snapshot&) = delete;

    private:
        Connection* m_connection = nullptr;
    };

    explicit Connection(std::string path) : m_path(std::move(path)) {}
    [[nodiscard]] SQLite::Statement& statement(const char* sql);
    void begin(Durability durability);
    void commit();
    void rollback() noexcept;
    void settle(std::size_t firstCallback, bool committed);

    std::string m_path;
    std::unique_ptr<SQLite::Database> m_database;
    std::unordered_map<std::string_view, std::unique_ptr<SQLite::Statement>> m_statements;
    std::vector<std::function<void(bool)>> m_callbacks;
    int m_depth = 0;
    std::optional<Durability> m_durability;
};

/// JSON columns.
[[nodiscard]] std::string jsonText(const Value& value);
[[nodiscard]] Value valueFromText(std::string_view text);

} // namespace fettle::store
