// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/results/run_results.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "engine/documents/recipe_document.h"
#include "ui/session/recipe_inputs.h"

namespace fettle::ui {

RunResults::RunResults(Session& session, QObject* parent) : QObject(parent), m_session(session) {}

void RunResults::setPhase(Phase phase)
{
    m_phase = phase;
    Q_EMIT changed();
    Q_EMIT summaryChanged();
}

void RunResults::setRun(const std::string& run)
{
    if (run == m_run)
        return;
    m_run = run;
    m_split.clear();
    m_splits.clear();
    m_summary = {};
    m_result.reset();
    m_recipe.reset();
    m_manifest = {};
    m_manifestPath.clear();
    m_dataNumber = 0;
    m_record = {};
    if (const auto* listed = m_session.run(run))
        m_record = *listed;
    if (run.empty()) {
        ++m_round;
        m_error.reset();
        setPhase(Phase::None);
    } else {
        askRun();
    }
}

void RunResults::refresh()
{
    if (!m_run.empty())
        askRun();
}

void RunResults::askRun()
{
    const int round = ++m_round;
    m_error.reset();
    if (m_phase != Phase::Ready)
        setPhase(Phase::Loading);
    m_session.engine().request("runs.show", {{"run", m_run}}, this, [this, round](Result<Value> answer) {
        if (round != m_round)
            return;
        if (answer) {
            takeRun(*answer);
        } else {
            m_error = answer.error();
            setPhase(Phase::NoResult);
        }
    });
}

const Note* RunResults::wordsOnly() const
{
    return m_wordsOnly && m_wordsOnly->arguments.at("split").asText() == m_split ? &*m_wordsOnly : nullptr;
}

void RunResults::takeRun(const Value& answer)
{
    if (auto record = fromValue<store::RunRecord>(answer))
        m_record = std::move(record).value();
    m_result.reset();
    if (!m_record.result.isNull())
        if (auto result = fromValue<TrainResult>(m_record.result))
            m_result = std::move(result).value();
    m_wordsOnly.reset();
    for (const auto& item : answer.at("events").asList())
        if (const auto event = fromValue<store::EventRecord>(item); event && event->note.arguments.contains("baseline") && event->note.code.starts_with("training.text_baseline"))
            m_wordsOnly = event->note;
    m_recipe.reset();
    if (auto recipe = documents::readRecipe(m_record.resolvedRecipe.empty() ? m_record.recipe : m_record.resolvedRecipe))
        m_recipe = std::move(recipe).value();
    m_splits.clear();
    for (const char* split : {"test", "validation", "train"})
        for (const auto& artifact : answer.at("artifacts").asList()) {
            if (artifact.at("kind").asText() == "predictions" && artifact.at("split").asText() == split) {
                m_splits.emplace_back(split);
                break;
            }
        }
    askData();
    if (m_splits.empty()) {
        const auto* job = m_session.jobOfRun(m_run);
        if (job && job->error)
            m_error = job->error;
        setPhase(Phase::NoResult);
        return;
    }
    if (std::ranges::find(m_splits, m_split) == m_splits.end())
        m_split = m_splits.front();
    Q_EMIT changed();
    askSummary();
}

void RunResults::askData()
{
    if (m_record.dataset.empty() || (!m_manifestPath.empty() && m_manifest.id == m_record.datasetVersion))
        return;
    const int round = m_round;
    ValueMap params{{"dataset", m_record.dataset}};
    if (!m_record.datasetVersion.empty())
        params["version"] = m_record.datasetVersion;
    m_session.engine().request("datasets.show", std::move(params), this, [this, round](Result<Value> answer) {
        // Without its data a run still has a result; its examples have no values then.
        auto manifest = answer ? fromValue<DatasetManifest>(answer->at("manifest")) : Result<DatasetManifest>(answer.error());
        if (round != m_round || !manifest)
            return;
        m_manifest = std::move(manifest).value();
        m_manifestPath = answer->at("manifest_path").asText();
        m_dataNumber = answer->at("number").asInteger(m_manifest.number);
        Q_EMIT changed();
        if (m_phase == Phase::Ready)
            Q_EMIT summaryChanged();
    });
}

void RunResults::setSplit(const std::string& split)
{
    if (split == m_split || std::ranges::find(m_splits, split) == m_splits.end())
        return;
    m_split = split;
    askSummary();
}

void RunResults::askSummary()
{
    const int round = m_round;
    const int summaryRound = ++m_summaryRound;
    EvaluationSummaryRequest request;
    request.runFolder = m_record.folder;
    request.split = m_split;
    if (const auto* model = m_session.modelOfRun(m_run))
        request.modelFolder = model->folder;
    auto params = toValue(request).asMap();
    params["supersedes"] = "evaluation_summary";
    m_session.engine().request("worker.evaluation_summary", std::move(params), this, [this, round, summaryRound](Result<Value> answer) {
        if (round != m_round || summaryRound != m_summaryRound)
            return;
        auto summary = answer ? fromValue<EvaluationSummary>(*answer) : Result<EvaluationSummary>(answer.error());
        if (summary) {
            m_summary = std::move(summary).value();
            m_error.reset();
            setPhase(Phase::Ready);
        } else if (summary.error().code != "service.superseded") {
            m_error = summary.error();
            setPhase(Phase::NoResult);
        }
    });
}

std::string RunResults::target() const
{
    if (m_recipe && !m_recipe->targets.empty())
        return m_recipe->targets.front().field;
    for (const auto& field : m_manifest.fields)
        if (field.role == FieldRole::Target)
            return field.name;
    return {};
}

std::vector<FieldUse> RunResults::inputs() const { return inputsOf(m_recipe.value_or(Recipe()), m_manifest); }

bool RunResults::isPictures() const
{
    return std::ranges::any_of(m_manifest.fields, [](const FieldInfo& field) {
        return field.kind == FieldKind::Image && field.role != FieldRole::Ignore;
    });
}

ExampleNoun RunResults::noun() const
{
    if (isPictures())
        return ExampleNoun::Picture;
    const auto uses = inputs();
    const auto* input = uses.empty() ? nullptr : m_manifest.findField(uses.front().field);
    return input && input->kind == FieldKind::Text ? ExampleNoun::Text : ExampleNoun::Row;
}

} // namespace fettle::ui
