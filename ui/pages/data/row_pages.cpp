// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/row_pages.h"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace fettle::ui {
namespace {

/// While one drags a scroll bar, only where it rests for a moment is asked for.
constexpr int kRestMs = 15;

bool wasOvertaken(const Error& error)
{
    return error.code == "service.superseded" || error.code == "worker.superseded" || error.code == "service.cancelled"
        || error.code == "worker.cancelled";
}

} // namespace

RowPages::RowPages(EngineApi& engine, QObject* parent) : QObject(parent), m_engine(engine)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(kRestMs);
    connect(&m_timer, &QTimer::timeout, this, &RowPages::fetch);
}

void RowPages::open(const DataState& data, std::optional<Split> split)
{
    close();
    m_manifestPath = data.manifestPath;
    m_split = split;
    m_total = data.manifest.rowCount;
    if (split) {
        const auto found = data.manifest.splitRows.find(std::string(toText(*split)));
        m_total = found == data.manifest.splitRows.end() ? 0 : found->second;
    }
    Q_EMIT reset();
    // The first rows are wanted in any case.
    want(0, std::min<qint64>(m_total, kPageRows) - 1);
    fetch();
}

void RowPages::close()
{
    ++m_round;
    m_timer.stop();
    m_pages.clear();
    m_asked.clear();
    m_problem.reset();
    m_total = 0;
    m_first = 0;
    m_last = -1;
    m_manifestPath.clear();
    Q_EMIT reset();
}

const RowPages::Page* RowPages::pageOf(qint64 row) const
{
    const auto found = m_pages.find(row / kPageRows);
    if (row < 0 || found == m_pages.end() || row % kPageRows >= static_cast<qint64>(found->second.rows.rows.size()))
        return nullptr;
    return &found->second;
}

const std::vector<Value>* RowPages::row(qint64 row) const
{
    const auto* page = pageOf(row);
    return page ? &page->rows.rows[static_cast<std::size_t>(row % kPageRows)] : nullptr;
}

qint64 RowPages::id(qint64 row) const
{
    const auto* page = pageOf(row);
    return page ? page->rows.ids[static_cast<std::size_t>(row % kPageRows)] : -1;
}

std::string RowPages::split(qint64 row) const
{
    const auto* page = pageOf(row);
    return page ? page->rows.splits[static_cast<std::size_t>(row % kPageRows)] : std::string();
}

void RowPages::want(qint64 first, qint64 last)
{
    m_first = std::max<qint64>(0, first);
    m_last = std::min(last, m_total - 1);
    for (qint64 page = m_first / kPageRows; page <= m_last / kPageRows && m_last >= 0; ++page)
        if (const auto found = m_pages.find(page); found != m_pages.end())
            found->second.lastUse = ++m_clock;
    if (!m_timer.isActive())
        m_timer.start();
}

void RowPages::fetch()
{
    if (m_manifestPath.empty() || m_last < m_first || m_problem)
        return;
    const qint64 firstPage = m_first / kPageRows;
    const qint64 lastPage = m_last / kPageRows;
    bool complete = true;
    for (qint64 page = firstPage; page <= lastPage; ++page)
        if (!m_pages.contains(page)) {
            complete = false;
            ask(page);
        }
    if (!complete || !m_asked.empty())
        return;
    // With everything in sight there, what comes next is fetched ahead.
    for (const qint64 next : {lastPage + 1, firstPage - 1})
        if (next >= 0 && next * kPageRows < m_total && !m_pages.contains(next))
            return ask(next);
}

void RowPages::ask(qint64 page)
{
    if (!m_asked.insert(page).second)
        return;
    ValueMap params{{"manifest_path", m_manifestPath},
                    {"first", page * kPageRows},
                    {"count", kPageRows},
                    // Two neighbors may be in sight at once; an older question of the same kind is no longer of use.
                    {"supersedes", page % 2 == 0 ? "data.rows.even" : "data.rows.odd"}};
    if (m_split)
        params["split"] = std::string(toText(*m_split));
    m_engine.request("worker.rows", std::move(params), this, [this, page, round = m_round](Result<Value> answer) {
        if (round == m_round)
            take(page, std::move(answer));
    });
}

void RowPages::take(qint64 number, Result<Value> answer)
{
    m_asked.erase(number);
    auto page = answer ? fromValue<RowPage>(*answer) : Result<RowPage>(answer.error());
    if (!page) {
        if (!wasOvertaken(page.error())) {
            m_problem = page.error();
            Q_EMIT problemChanged();
            return; // retry() asks again
        }
        if (!m_timer.isActive())
            m_timer.start();
        return;
    }
    if (m_problem) {
        m_problem.reset();
        Q_EMIT problemChanged();
    }
    const qint64 first = number * kPageRows;
    const qint64 last = first + static_cast<qint64>(page->rows.size()) - 1;
    m_pages[number] = {std::move(page).value(), ++m_clock};
    forgetOld();
    Q_EMIT arrived(first, last);
    if (!m_timer.isActive())
        m_timer.start();
}

void RowPages::forgetOld()
{
    while (m_pages.size() > kMostPages)
        m_pages.erase(std::ranges::min_element(m_pages, {}, [](const auto& page) { return page.second.lastUse; }));
}

void RowPages::retry()
{
    m_problem.reset();
    Q_EMIT problemChanged();
    fetch();
}

} // namespace fettle::ui
