// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/use/text_search.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "engine/contract/run.h"
#include "ui/pages/results/run_names.h"
#include "ui/session/pretrained_library.h"

namespace fettle::ui {
namespace {

constexpr const char* kMatchingTexts = "sentence_embeddings";

} // namespace

TextSearch::TextSearch(Session& session, QObject* parent) : QObject(parent), m_session(session)
{
    connect(&session, &Session::dataChanged, this, &TextSearch::takeData);
    connect(&session, &Session::runsChanged, this, &TextSearch::takeRuns);
    connect(&session.pretrained(), &PretrainedLibrary::modelsChanged, this, &TextSearch::refresh);
    connect(&session, &Session::jobsChanged, this, &TextSearch::followJob);
    connect(&session, &Session::progressCame, this, [this](const std::string& job, const std::string&, const Value& progress) {
        if (job != m_job || m_phase != Phase::Preparing)
            return;
        const double total = progress.at("total").asReal();
        m_share = total > 0.0 ? std::optional(progress.at("done").asReal() / total) : std::nullopt;
        Q_EMIT changed();
    });
    takeData();
    takeRuns();
}

std::vector<TextSearch::Model> TextSearch::models() const
{
    std::vector<Model> models;
    for (const auto& model : m_session.pretrained().models())
        models.push_back({model.id, QString::fromStdString(model.title.empty() ? model.id : model.title)});
    for (const auto& model : m_session.models())
        if (const auto* run = m_session.run(model.run))
            models.push_back({model.id, runName(*run)});
    return models;
}

bool TextSearch::isChosen() const
{
    const auto known = models();
    return !m_model.empty() && std::ranges::find(known, m_model, &Model::id) != known.end();
}

std::string TextSearch::matchingModel() const
{
    // Newest first.
    for (const auto& model : m_session.models())
        if (const auto columns = m_matching.find(model.id);
            columns != m_matching.end() && m_session.run(model.run) && std::ranges::find(columns->second, field()) != columns->second.end())
            return model.id;
    return {};
}

std::string TextSearch::model() const
{
    if (isChosen())
        return m_model;
    if (auto matching = matchingModel(); !matching.empty())
        return matching;
    const auto known = models();
    return known.empty() ? std::string() : known.front().id;
}

void TextSearch::takeRuns()
{
    for (const auto& model : m_session.models())
        if (model.task == kMatchingTexts && !m_matching.contains(model.id))
            askColumns(model.id);
    takeModel();
    Q_EMIT changed();
}

void TextSearch::takeModel()
{
    // What is being prepared is finished first.
    if (m_phase == Phase::NoTexts || m_phase == Phase::Preparing || model() == m_asked)
        return;
    Q_EMIT replaced();
    refresh();
}

void TextSearch::askColumns(const std::string& model)
{
    m_matching[model]; // asked once
    m_session.engine().request("models.show", {{"model", model}}, this, [this, model](const Result<Value>& answer) {
        const auto manifest = answer ? fromValue<ModelManifest>(answer->at("manifest")) : Result<ModelManifest>(answer.error());
        if (!manifest) {
            m_matching.erase(model);
            return;
        }
        auto& columns = m_matching[model];
        for (const auto* uses : {&manifest->inputs, &manifest->targets})
            for (const auto& use : *uses)
                columns.push_back(use.field);
        takeModel();
    });
}

void TextSearch::setModel(const std::string& id)
{
    const bool isOther = id != model();
    m_model = id;
    if (!isOther)
        return Q_EMIT changed();
    Q_EMIT replaced();
    refresh();
}

void TextSearch::setField(const std::string& field)
{
    if (field == m_field)
        return;
    m_field = field;
    Q_EMIT replaced();
    refresh();
}

ValueMap TextSearch::params() const
{
    ValueMap params{{"dataset", m_session.data().dataset}, {"index", ValueMap{{"field", m_field}}}};
    if (const auto compares = model(); !compares.empty())
        params["model"] = compares;
    return params;
}

void TextSearch::takeData()
{
    const auto& data = m_session.data();
    const auto manifest = data.phase == DataState::Phase::Ready ? data.manifestPath : std::string();
    if (manifest == m_manifest)
        return;
    m_manifest = manifest;
    const auto* project = m_session.project();
    if (const auto id = project ? project->id : std::string(); id != m_project) {
        m_project = id;
        m_model.clear();
    }
    m_field.clear();
    m_job.clear();
    m_index = {};
    Q_EMIT replaced();
    refresh();
}

void TextSearch::refresh()
{
    ++m_round;
    m_error.reset();
    m_asked = model();
    if (!m_session.readsTexts())
        return setPhase(Phase::NoTexts);
    if (models().empty())
        return setPhase(m_session.pretrained().isKnown() ? Phase::NoModel : Phase::Asking);
    if (m_phase != Phase::Preparing && m_phase != Phase::Ready)
        setPhase(Phase::Asking);
    m_session.engine().request("search.state", params(), this, [this, round = m_round](const Result<Value>& answer) {
        if (round == m_round)
            takeState(answer);
    });
}

void TextSearch::takeState(const Result<Value>& answer)
{
    auto index = answer ? fromValue<SearchIndex>(*answer) : Result<SearchIndex>(answer.error());
    if (!index) {
        m_error = index.error();
        return setPhase(Phase::Failed);
    }
    m_index = std::move(index).value();
    // Only now is known which column is searched.
    if (model() != m_asked)
        return refresh();
    if (m_index.ready) {
        m_job.clear();
        return setPhase(Phase::Ready);
    }
    // Somebody else may be at it: another window, or the command line.
    if (m_job.empty())
        for (const auto& job : m_session.jobs())
            if (job.kind == JobKind::Embed && !isFinal(job.state) && job.request.at("manifest_path").asText() == m_manifest
                && job.request.at("pretrained").asText() == m_index.pretrained
                && job.request.at("model_folder").asText() == m_index.modelFolder)
                m_job = job.id;
    setPhase(m_job.empty() ? Phase::Unprepared : Phase::Preparing);
}

void TextSearch::prepare()
{
    if (m_phase == Phase::Preparing)
        return;
    m_error.reset();
    m_share.reset();
    m_session.engine().request("search.build", params(), this, [this](const Result<Value>& answer) {
        if (!answer) {
            m_error = answer.error();
            return setPhase(Phase::Failed);
        }
        m_job = answer->at("job").asText();
        followJob();
    });
    setPhase(Phase::Preparing);
}

void TextSearch::cancel()
{
    if (!m_job.empty())
        m_session.stopJob(m_job, StopMode::Discard);
}

void TextSearch::followJob()
{
    const auto* job = m_job.empty() ? nullptr : m_session.job(m_job);
    if (!job || !isFinal(job->state))
        return;
    m_job.clear();
    if (job->state == JobState::Failed) {
        m_error = job->error.value_or(makeError("service.cancelled"));
        return setPhase(Phase::Failed);
    }
    // Ready, or stopped: the engine knows.
    setPhase(Phase::Asking);
    refresh();
}

void TextSearch::setPhase(Phase phase)
{
    m_phase = phase;
    Q_EMIT changed();
}

} // namespace fettle::ui
