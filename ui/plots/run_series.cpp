// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/run_series.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <nlohmann/json.hpp>

#include "ui/session/session.h"

namespace fettle::ui {
namespace {

/// Each gives five points at most; more than any plot has columns.
constexpr std::int64_t kBuckets = 2000;
constexpr std::int64_t kFirstStep = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kLastStep = std::numeric_limits<std::int64_t>::max();

} // namespace

RunSeries::RunSeries(Session& session, QObject* parent) : QObject(parent), m_session(session)
{
    connect(&session, &Session::metricsCame, this, [this](const std::string& run, const MetricBatch& batch) {
        if (run != m_run || m_run.empty())
            return;
        for (const auto& points : batch.series)
            if (!m_wanted || m_wanted(points.series))
                takeLive(points);
    });
    connect(&session, &Session::engineChanged, this, [this] {
        // What came while the connection was lost is in the store.
        if (m_session.engine().state() == EngineApi::State::Ready && !m_run.empty())
            reload();
    });
}

void RunSeries::setRun(const std::string& run)
{
    if (run == m_run)
        return;
    m_run = run;
    m_series.clear();
    Q_EMIT cleared();
    reload();
}

void RunSeries::reload()
{
    ++m_generation;
    m_listed = false;
    m_loading = 0;
    for (auto& [name, series] : m_series) {
        series.loading = true;
        series.refined = {0, -1};
    }
    if (m_run.empty())
        return;
    m_session.engine().request("runs.series", {{"run", m_run}}, this, [this, asked = m_generation](Result<Value> answer) {
        if (asked != m_generation)
            return;
        if (answer)
            tookList(*answer);
        else
            Q_EMIT failed(answer.error());
    });
}

void RunSeries::tookList(const Value& answer)
{
    m_listed = true;
    std::vector<std::string> names;
    for (const auto& item : answer.at("series").asList())
        names.push_back(item.at("series").asText());
    const int asked = m_generation;
    Q_EMIT listed(names);
    if (asked != m_generation)
        return; // who listened wants something else, and asked again
    if (m_wanted)
        std::erase_if(names, [this](const std::string& name) { return !m_wanted(name); });
    for (const auto& name : names)
        m_series[name].loading = true;
    for (auto& [name, series] : m_series) {
        if (std::ranges::find(names, name) != names.end())
            continue;
        // Began after the store was asked: what came live is all of it.
        series.loading = false;
        tell(series, std::exchange(series.waiting, {}), kFirstStep);
    }
    m_loading = static_cast<int>(names.size());
    for (const auto& name : names)
        load(name);
    settle();
}

void RunSeries::load(const std::string& name)
{
    m_session.engine().request("runs.metrics", {{"run", m_run}, {"series", name}, {"buckets", kBuckets}}, this,
                               [this, name, asked = m_generation](Result<Value> answer) {
                                   if (asked == m_generation)
                                       took(name, std::move(answer));
                               });
}

void RunSeries::took(const std::string& name, Result<Value> answer)
{
    auto& series = m_series[name];
    series.loading = false;
    --m_loading;
    std::int64_t last = kFirstStep;
    if (!answer) {
        Q_EMIT failed(answer.error());
    } else if (const auto points = fromValue<MetricSeries>(*answer)) {
        series.thinned = points->total > static_cast<std::int64_t>(points->steps.size());
        if (!points->steps.empty())
            last = points->steps.back();
        series.lastStep = last;
        Q_EMIT replaced(name, kFirstStep, kLastStep, points->steps, points->values);
    }
    tell(series, std::exchange(series.waiting, {}), last);
    settle();
}

void RunSeries::takeLive(const MetricPoints& points)
{
    auto& series = m_series[points.series];
    // Until the list is here nobody knows what the store has of it.
    if (m_listed && !series.loading) {
        tell(series, points, kFirstStep);
        return;
    }
    auto& waiting = series.waiting;
    waiting.series = points.series;
    if (!points.steps.empty() && !waiting.steps.empty() && points.steps.front() <= waiting.steps.back()) {
        // Taken up again from a checkpoint while the store was asked.
        const auto keep = std::ranges::lower_bound(waiting.steps, points.steps.front()) - waiting.steps.begin();
        waiting.steps.resize(static_cast<std::size_t>(keep));
        waiting.values.resize(static_cast<std::size_t>(keep));
    }
    waiting.steps.insert(waiting.steps.end(), points.steps.begin(), points.steps.end());
    waiting.values.insert(waiting.values.end(), points.values.begin(), points.values.end());
}

void RunSeries::tell(Series& series, const MetricPoints& points, std::int64_t after)
{
    const auto first = static_cast<std::size_t>(std::ranges::upper_bound(points.steps, after) - points.steps.begin());
    if (first >= points.steps.size())
        return;
    series.lastStep = points.steps.back();
    Q_EMIT appended(points.series, std::span(points.steps).subspan(first), std::span(points.values).subspan(first));
}

void RunSeries::settle()
{
    if (isLoaded())
        Q_EMIT loaded();
}

void RunSeries::refine(const std::string& name, double first, double last)
{
    const auto found = m_series.find(name);
    if (found == m_series.end() || !found->second.thinned || found->second.loading || !(first < last))
        return;
    auto& series = found->second;
    const std::pair<std::int64_t, std::int64_t> range{static_cast<std::int64_t>(std::floor(first)),
                                                      std::min(series.lastStep, static_cast<std::int64_t>(std::ceil(last)))};
    if (range == series.refined || range.first >= range.second)
        return;
    series.refined = range;
    m_session.engine().request(
        "runs.metrics",
        {{"run", m_run}, {"series", name}, {"buckets", kBuckets}, {"first_step", range.first}, {"last_step", range.second}}, this,
        [this, name, range, asked = m_generation](Result<Value> answer) {
            if (asked != m_generation || !answer)
                return;
            if (const auto points = fromValue<MetricSeries>(*answer); points && !points->steps.empty())
                Q_EMIT replaced(name, range.first, range.second, points->steps, points->values);
        });
}

} // namespace fettle::ui
