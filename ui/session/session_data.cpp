// SPDX-License-Identifier: GPL-3.0-or-later
// The session's part about data: imports and the dataset of the project.
#include <utility>

#include <QFileInfo>
#include <nlohmann/json.hpp>

#include "engine/platform/files.h"
#include "ui/session/recipe_inputs.h"
#include "ui/session/session.h"

namespace fettle::ui {
namespace {

/// What a project made of these files is called.
QString nameOf(const QStringList& paths)
{
    const QFileInfo first(paths.value(0));
    const QString name = first.isDir() ? first.fileName() : first.completeBaseName();
    return name.isEmpty() ? QStringLiteral("data") : name;
}

bool isProjectFile(const QString& path) { return path.endsWith(QLatin1String(".fettle"), Qt::CaseInsensitive) && QFileInfo(path).isFile(); }

bool isTold(const DatasetManifest& manifest, std::string_view code)
{
    return std::ranges::find(manifest.report.notes, code, &Note::code) != manifest.report.notes.end();
}

/// The newest dataset with a version, else the newest; null in an empty list. The list has the newest first. There are
/// several where a file could not be read and another one was chosen in its place.
const Value* shownDataset(const ValueList& newestFirst)
{
    const auto found = std::ranges::find_if(newestFirst, [](const Value& dataset) { return !dataset.at("newest_version").asText().empty(); });
    return found != newestFirst.end() ? &*found : newestFirst.empty() ? nullptr : &newestFirst.front();
}

/// What a version tells of how it was read, for the day when the job that read it is gone.
ImportRequest requestToldBy(const DatasetManifest& manifest)
{
    ImportRequest request;
    request.paths = manifest.source;
    request.name = manifest.name;
    request.split = manifest.splitPolicy;
    request.seed = manifest.splitPolicy.seed;
    request.options["importer"] = manifest.report.importer;
    // Only what a person chose: the rest is found out again.
    for (const auto& [code, option] : {std::pair{"data.sheet_given", "sheet"}, {"data.class_level_given", "class_level"}})
        if (const auto found = manifest.report.format.find(option); isTold(manifest, code) && found != manifest.report.format.end())
            request.options[option] = found->second;
    return request;
}

} // namespace

void Session::setData(DataState data)
{
    m_data = std::move(data);
    Q_EMIT dataChanged();
}

void Session::importPaths(const QStringList& given, ValueMap options)
{
    QStringList paths;
    for (const auto& path : given) {
        if (isProjectFile(path))
            importProject(path);
        else
            paths << path;
    }
    if (paths.isEmpty())
        return;
    const QString name = nameOf(paths);
    const auto start = [this, paths, name, options] { startImport(paths, name, options); };
    const auto* open = project();
    if (open && m_data.phase != DataState::Phase::Ready && m_data.phase != DataState::Phase::Importing) {
        // Named after a file that could not be read, and now about this one.
        const bool isTaken = std::ranges::any_of(m_projects, [&](const auto& other) { return other.name == name.toStdString(); });
        if (m_data.phase == DataState::Phase::Failed && open->name == m_data.name && !isTaken)
            renameProject(m_project, name);
        start();
    } else
        createProject(name, start);
}

void Session::openSample(const std::string& sample)
{
    const auto path = m_engine->workspace() / "cache" / "samples" / sample;
    if (const auto made = platform::makeFolders(path); !made) {
        report(made.error());
        Q_EMIT sampleFailed(sample);
        return;
    }
    const auto folder = platform::toUtf8(path);
    const auto* info = m_catalog.find(ComponentKind::Sample, sample);
    const QString name = QString::fromStdString(info ? m_sentences.catalog(info->title) : sample);
    const auto failed = [this, sample] { Q_EMIT sampleFailed(sample); };
    ask("worker.write_sample", {{"sample", sample}, {"folder", folder}},
        [this, name, failed](const Value& answer) {
            QStringList paths;
            for (const auto& path : answer.at("paths").asList())
                paths << QString::fromStdString(path.asText());
            ValueMap options;
            if (!answer.at("target").asText().empty())
                options["target"] = answer.at("target");
            createProject(name, [this, paths, name, options] { startImport(paths, name, options); }, failed);
        },
        failed);
}

void Session::startImport(const QStringList& paths, const QString& name, ValueMap options, ValueMap extra)
{
    m_sources = paths;
    ValueList list;
    for (const auto& path : paths)
        list.emplace_back(path.toStdString());
    ValueMap params = std::move(extra);
    params["paths"] = list;
    params["name"] = name.toStdString();
    params["options"] = std::move(options);
    params["project"] = m_project;
    params["seed"] = 1;
    DataState data;
    data.phase = DataState::Phase::Importing;
    data.name = name.toStdString();
    data.progress = -1.0;
    setData(data);
    goTo(Place::Data);
    const auto project = m_project;
    m_engine->request("datasets.import", std::move(params), this, [this, project](Result<Value> answer) {
        if (project != m_project)
            return;
        auto state = m_data;
        if (!answer) {
            state.phase = DataState::Phase::Failed;
            state.error = answer.error();
        } else {
            state.job = answer->at("job").asText();
            state.dataset = answer->at("dataset").asText();
        }
        setData(state);
        // A quick import may be over before its answer was read.
        m_jobsTimer.start();
    });
}

void Session::importAgain(const std::vector<FieldOverride>& overrides, ValueMap options, std::optional<SplitPolicy> split)
{
    QStringList paths;
    for (const auto& path : m_data.manifest.source)
        paths << QString::fromStdString(path);
    if (paths.isEmpty())
        paths = m_sources;
    ValueMap extra;
    ValueList list;
    for (const auto& item : overrides)
        list.push_back(toValue(item));
    if (!list.empty())
        extra["overrides"] = list;
    if (split)
        extra["split"] = toValue(*split);
    startImport(paths, QString::fromStdString(m_data.name), std::move(options), std::move(extra));
}

void Session::cancelImport()
{
    if (!m_data.job.empty())
        stopJob(m_data.job, StopMode::Discard);
}

std::optional<ImportRequest> Session::importRequest() const
{
    if (m_data.phase != DataState::Phase::Ready)
        return {};
    const Job* newest = nullptr;
    for (const auto& job : m_jobs)
        if (job.kind == JobKind::Import && job.dataset == m_data.dataset && job.state == JobState::Completed
            && (!newest || job.createdUtc > newest->createdUtc))
            newest = &job;
    if (newest)
        if (auto request = fromValue<ImportRequest>(newest->request))
            return std::move(request).value();
    return requestToldBy(m_data.manifest);
}

void Session::showNewestVersion()
{
    const auto project = m_project;
    ask("datasets.list", {{"project", project}}, [this, project](const Value& answer) {
        if (project != m_project)
            return;
        const auto* dataset = shownDataset(answer.at("datasets").asList());
        if (dataset && !dataset->at("newest_version").asText().empty())
            return loadVersionOf(*dataset);
        setData({});
    });
}

void Session::loadVersionOf(const Value& dataset)
{
    m_data.dataset = dataset.at("id").asText();
    m_data.name = dataset.at("name").asText();
    m_data.job = dataset.at("job").asText();
    loadManifest();
}

void Session::loadDatasets()
{
    const auto project = m_project;
    ask("datasets.list", {{"project", project}}, [this, project](const Value& answer) {
        const auto* shown = shownDataset(answer.at("datasets").asList());
        if (project != m_project || !shown || m_data.phase == DataState::Phase::Importing)
            return;
        const auto& newest = *shown;
        if (!newest.at("newest_version").asText().empty())
            return loadVersionOf(newest);
        auto data = m_data;
        data.dataset = newest.at("id").asText();
        data.name = newest.at("name").asText();
        data.job = newest.at("job").asText();
        data.phase = DataState::Phase::Importing;
        data.progress = -1.0;
        setData(data);
        m_jobsTimer.start();
    });
}

void Session::loadManifest()
{
    const auto dataset = m_data.dataset;
    ask("datasets.show", {{"dataset", dataset}}, [this, dataset](const Value& answer) {
        auto manifest = fromValue<DatasetManifest>(answer.at("manifest"));
        if (dataset != m_data.dataset || !manifest)
            return;
        DataState data;
        data.phase = DataState::Phase::Ready;
        data.dataset = dataset;
        data.name = answer.at("name").asText();
        data.manifest = std::move(manifest).value();
        data.manifestPath = answer.at("manifest_path").asText();
        data.number = answer.at("number").asInteger();
        const bool other = data.manifest.id != m_draft.recipe().dataset.version;
        setData(std::move(data));
        recommend(other ? choice() : draftWish());
    });
}

bool Session::readsTexts() const
{
    return m_data.phase == DataState::Phase::Ready && std::ranges::any_of(m_data.manifest.fields, [](const FieldInfo& field) {
        return field.kind == FieldKind::Text && field.role == FieldRole::Input;
    });
}

void Session::setTarget(const std::string& field) { recommend(choice(field)); }

void Session::setInput(const std::string& field, bool used)
{
    m_draft.edit(used ? tr("Use the column “%1”").arg(QString::fromStdString(field))
                      : tr("Ignore the column “%1”").arg(QString::fromStdString(field)),
                 [&](Recipe& recipe) {
                     recipe.inputs = inputsOf(recipe, m_data.manifest);
                     std::erase_if(recipe.inputs, [&](const FieldUse& use) { return use.field == field; });
                     if (used)
                         recipe.inputs.push_back({field, {}});
                 });
}

} // namespace fettle::ui
