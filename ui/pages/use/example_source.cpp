// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/use/example_source.h"

#include <nlohmann/json.hpp>

#include "engine/contract/evaluation.h"

namespace fettle::ui {

ExampleSource::ExampleSource(Session& session, QObject* parent) : QObject(parent), m_session(session) {}

void ExampleSource::setRun(const store::RunRecord* run)
{
    const std::string id = run ? run->id : std::string();
    if (id == m_run)
        return;
    m_run = id;
    m_available = false;
    m_place = 0;
    m_total = 0;
    m_split = "test";
    m_manifestPath.clear();
    const int round = ++m_round;
    if (!run)
        return;
    m_folder = run->folder;
    ValueMap params{{"dataset", run->dataset}};
    if (!run->datasetVersion.empty())
        params["version"] = run->datasetVersion;
    m_session.engine().request("datasets.show", std::move(params), this, [this, round](Result<Value> answer) {
        if (round != m_round)
            return;
        if (!answer) {
            Q_EMIT failed();
            return;
        }
        m_manifestPath = answer->at("manifest_path").asText();
        ask();
    });
}

void ExampleSource::next()
{
    if (!m_available)
        return;
    m_place = m_total > 0 ? (m_place + 1) % m_total : 0;
    ask();
}

void ExampleSource::ask()
{
    EvaluationRowsRequest request;
    request.runFolder = m_folder;
    request.split = m_split;
    request.manifestPath = m_manifestPath;
    request.order = EvaluationOrder::Random;
    request.first = m_place;
    request.count = 1;
    const int round = ++m_round;
    auto params = toValue(request).asMap();
    params["supersedes"] = "try_example";
    m_session.engine().request("worker.evaluation_rows", std::move(params), this, [this, round](Result<Value> answer) {
        if (round != m_round)
            return;
        if (answer) {
            take(*answer);
        } else if (m_split == "test" && answer.error().code == "training.evaluation_missing") {
            m_split = "validation";
            ask();
        } else if (answer.error().code != "service.superseded") {
            Q_EMIT failed();
        }
    });
}

void ExampleSource::take(const Value& answer)
{
    const auto page = fromValue<EvaluationPage>(answer);
    if (!page || page->rows.empty()) {
        Q_EMIT failed();
        return;
    }
    m_total = page->total;
    m_available = true;
    const auto& row = page->rows.front();
    DataExample example;
    example.id = row.id;
    example.manifestPath = m_manifestPath;
    example.truth = row.target;
    for (std::size_t i = 0; i < page->fields.size() && i < row.values.size(); ++i) {
        if (row.values[i].isMap())
            example.picture = ThumbnailPlace::from(row.values[i]);
        else if (!row.values[i].isNull())
            example.row[page->fields[i]] = row.values[i];
    }
    Q_EMIT came(example);
}

} // namespace fettle::ui
