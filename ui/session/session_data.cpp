// SPDX-License-Identifier: GPL-3.0-or-later
// The session's part about data: imports, the dataset of the project, and what is recommended for it.
#include <utility>

#include <QFileInfo>
#include <nlohmann/json.hpp>

#include "engine/platform/files.h"
#include "ui/session/follow_advice.h"
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

// --- recipe --------------------------------------------------------------------------------------------------------

void Session::useTemplate(const ComponentRef& model)
{
    const auto& targets = m_draft.recipe().targets;
    recommend(choice(targets.empty() ? std::string() : targets.front().field, model));
}

Session::Wish Session::choice(std::string target, ComponentRef model)
{
    Wish wish;
    wish.target = std::move(target);
    wish.model = std::move(model);
    wish.takes = Takes::Everything;
    return wish;
}

void Session::useTuning(TuningMethod method)
{
    auto wish = wishOf(m_draft.recipe());
    wish.tuning = method;
    wish.takes = Takes::WhatIsLeft;
    recommend(wish);
}

Session::Wish Session::wishOf(const Recipe& recipe)
{
    Wish wish;
    if (!recipe.targets.empty())
        wish.target = recipe.targets.front().field;
    if (recipe.networks.empty())
        return wish;
    const auto named = recipe.networks.find("model");
    const auto& network = named != recipe.networks.end() ? named->second : recipe.networks.begin()->second;
    const auto pretrained = pretrainedOf(network);
    if (!pretrained.empty() || network.fromTemplate.component == kPretrainedTemplate) {
        wish.model = {kPretrainedTemplate, {{"model", pretrained}}};
        wish.tuning = recipe.training.fineTuning.method;
    } else {
        wish.model.component = network.fromTemplate.component;
    }
    wish.fromNothing = !wish.model.isSet() && network.graph.has_value();
    return wish;
}

Session::Wish Session::draftWish() const { return m_draft.isEmpty() ? choice() : wishOf(m_draft.recipe()); }

bool Session::areAlike(const Wish& one, const Wish& other)
{
    // Left open, the target is what the data say.
    const bool isSameTarget = one.target == other.target || one.target.empty() || other.target.empty();
    return isSameTarget && one.model == other.model && one.tuning == other.tuning && one.fromNothing == other.fromNothing;
}

const Recommendation* Session::adviceForDraft() const
{
    return m_recommendation && m_about && areAlike(*m_about, wishOf(m_draft.recipe())) ? &*m_recommendation : nullptr;
}

void Session::recommend(Wish wish)
{
    wish.manifestPath = m_data.manifestPath;
    // A choice that is not answered yet counts more than the draft that it is about to replace.
    if (wish.takes == Takes::Nothing && m_isWishOpen && m_wish->takes != Takes::Nothing && m_wish->manifestPath == wish.manifestPath)
        wish = *m_wish;
    m_wish = wish;
    m_isWishOpen = true;
    RecommendRequest request;
    request.manifestPath = wish.manifestPath;
    request.target = wish.target;
    request.model = wish.model;
    request.tuning = wish.tuning;
    request.fromNothing = wish.fromNothing;
    ValueMap params = toValue(request).asMap();
    params["supersedes"] = "recommend";
    m_engine->request("worker.recommend", std::move(params), this, [this, wish, round = ++m_wishRound](Result<Value> answer) {
        // What a newer question took the place of is nothing to tell.
        if (round != m_wishRound || wish.manifestPath != m_data.manifestPath)
            return;
        m_isWishOpen = false;
        if (answer)
            return takeRecommendation(*answer, wish);
        if (answer.error().code == "service.cancelled")
            return;
        // Without advice the way alone is taken.
        if (wish.takes == Takes::WhatIsLeft)
            takeTuning(wish.tuning, nullptr, nullptr);
        // A recipe that is being typed may ask for what does not exist: its check tells that, and what was advised before stands.
        if (wish.takes != Takes::Everything && m_recommendation)
            return;
        m_recommendation.reset();
        m_recommendationProblem = answer.error();
        Q_EMIT recommendationChanged();
    });
}

bool Session::readsTexts() const
{
    return m_data.phase == DataState::Phase::Ready && std::ranges::any_of(m_data.manifest.fields, [](const FieldInfo& field) {
        return field.kind == FieldKind::Text && field.role == FieldRole::Input;
    });
}

void Session::recommendAnew()
{
    if (!readsTexts())
        return;
    // What was chosen stays; the model that came stands beside it.
    recommend(draftWish());
}

/// Undo, the recipe's text, a first change of the layers: the advice is for the model as it is now.
void Session::draftChanged()
{
    if (m_data.phase != DataState::Phase::Ready || m_draft.isEmpty() || !m_wish)
        return;
    const bool isChosen = m_isWishOpen && m_wish->takes != Takes::Nothing;
    const auto wish = wishOf(m_draft.recipe());
    if (!isChosen && !areAlike(*m_wish, wish))
        recommend(wish);
}

void Session::takeRecommendation(const Value& answer, const Wish& wish)
{
    auto recommendation = fromValue<Recommendation>(answer);
    if (!recommendation) {
        m_recommendationProblem = recommendation.error();
        Q_EMIT recommendationChanged();
        return;
    }
    m_recommendationProblem.reset();
    const auto before = adviceForDraft() ? std::optional(m_recommendation->recipe) : std::nullopt;
    m_recommendation = std::move(recommendation).value();
    Recipe recipe = m_recommendation->recipe;
    recipe.dataset.name = m_data.name;
    recipe.dataset.version = m_data.manifest.id;
    recipe.dataset.paths.clear();
    // What was chosen is told by the draft that comes of it.
    m_wish = m_about = wish.takes == Takes::Everything ? wishOf(recipe) : wish;
    if (wish.takes == Takes::WhatIsLeft)
        takeTuning(wish.tuning, before ? &*before : nullptr, &m_recommendation->recipe);
    if (wish.takes == Takes::Everything) {
        if (m_draft.isEmpty())
            m_draft.reset(std::move(recipe));
        else
            m_draft.edit(tr("Take the recommendation"), [&](Recipe& old) { old = recipe; });
    }
    Q_EMIT recommendationChanged();
}

void Session::takeTuning(TuningMethod method, const Recipe* before, const Recipe* after)
{
    m_draft.edit(tr("Change what is trained"), [&](Recipe& recipe) {
        if (before && after)
            recipe = followAdvice(recipe, *before, *after);
        recipe.training.fineTuning.method = method;
    });
}

} // namespace fettle::ui
