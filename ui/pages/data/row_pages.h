// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>

#include <QObject>
#include <QTimer>

#include "ui/session/session.h"

namespace fettle::ui {

/// The rows of a data version as far as somebody looks at them: pages of 256, asked for when they come into sight, and
/// forgotten when they have been out of sight for long. What is no longer looked at is not waited for.
class RowPages : public QObject {
    Q_OBJECT
public:
    static constexpr qint64 kPageRows = 256;
    /// Pages that are kept; far more than a screen shows.
    static constexpr std::size_t kMostPages = 48;

    explicit RowPages(EngineApi& engine, QObject* parent = nullptr);

    /// Another data version, or another part of it.
    void open(const DataState& data, std::optional<Split> split);
    void close();
    [[nodiscard]] qint64 total() const { return m_total; }
    /// Null: it has not come yet.
    [[nodiscard]] const std::vector<Value>* row(qint64 row) const;
    /// The row's number in the whole data version; −1: it has not come yet.
    [[nodiscard]] qint64 id(qint64 row) const;
    [[nodiscard]] std::string split(qint64 row) const;
    /// These rows are in sight, and no others.
    void want(qint64 first, qint64 last);
    [[nodiscard]] const std::optional<Error>& problem() const { return m_problem; }
    /// Asks again after a problem.
    void retry();

Q_SIGNALS:
    /// opened() or closed: everything before is gone.
    void reset();
    void arrived(qint64 first, qint64 last);
    void problemChanged();

private:
    struct Page {
        RowPage rows;
        std::uint64_t lastUse = 0;
    };
    void fetch();
    void ask(qint64 page);
    void take(qint64 number, Result<Value> answer);
    void forgetOld();
    [[nodiscard]] const Page* pageOf(qint64 row) const;

    EngineApi& m_engine;
    QTimer m_timer;
    std::string m_manifestPath;
    std::optional<Split> m_split;
    qint64 m_total = 0;
    qint64 m_first = 0;
    qint64 m_last = -1;
    std::map<qint64, Page> m_pages;
    std::set<qint64> m_asked;
    std::optional<Error> m_problem;
    std::uint64_t m_clock = 0;
    int m_round = 0; ///< answers for another data version are dropped
};

} // namespace fettle::ui
