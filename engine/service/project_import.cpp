// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/project_import.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include <nlohmann/json.hpp>

#include "engine/contract/run.h"
#include "engine/documents/recipe_document.h"
#include "engine/platform/files.h"
#include "engine/platform/hash.h"
#include "engine/service/project_archive.h"

namespace fettle::service {
namespace {

using platform::Path;

constexpr std::string_view kImportPrefix = ".import-";
/// In the import's folder: the folders that it gave their places, a line each, so that a start after a kill finds them.
constexpr const char* kPlacedName = "placed";
constexpr std::int64_t kMostNames = 10'000;

class ProjectImport {
public:
    ProjectImport(const ServiceContext& context, const Path& folder, ProjectDocument document)
        : m_context(context), m_folder(folder), m_document(std::move(document)), m_rows(m_document.rows)
    {
    }

    Result<store::ProjectRecord> takeIn()
    {
        chooseIds();
        FETTLE_TRY(chooseNames());
        FETTLE_TRY(rewrite());
        auto stored = place();
        if (stored)
            stored = store();
        if (stored)
            return m_rows.project;
        for (const auto& bundled : m_rows.runs)
            m_context.writer.metrics().forget(bundled.run.id);
        for (const auto& [from, to] : m_moves)
            static_cast<void>(platform::removeTree(to));
        return stored.error();
    }

private:
    /// The same id where it is free, so that a project that comes home is known again.
    std::string freeId(const std::string& id, bool taken)
    {
        const auto chosen = taken || !platform::isId(id) ? m_context.ids.next() : id;
        m_ids[id] = chosen;
        return chosen;
    }

    void chooseIds()
    {
        const auto& reader = m_context.reader;
        const auto& workspace = m_context.workspace;
        std::error_code ignored;
        const auto old = m_rows.project.id;
        m_rows.project.id = freeId(old, reader.project(old).ok() || std::filesystem::exists(projectFolder(old), ignored));
        m_rows.project.deletedUtc.clear();
        for (const auto& dataset : m_rows.datasets)
            freeId(dataset.id, reader.dataset(dataset.id).ok());
        for (const auto& [run, job, events, artifacts] : m_rows.runs) {
            freeId(run.id, reader.run(run.id).ok() || std::filesystem::exists(workspace.runFolder(run.id), ignored));
            if (job)
                freeId(job->id, reader.job(job->id).ok());
        }
        for (const auto& model : m_rows.models)
            freeId(model.id, reader.model(model.id).ok() || std::filesystem::exists(workspace.modelFolder(model.id), ignored));
        for (const auto& recipe : m_rows.recipes)
            freeId(recipe.id, reader.recipe(recipe.id).ok());
    }

    static std::string freeName(const std::string& name, const std::set<std::string>& taken)
    {
        if (!taken.contains(name))
            return name;
        for (std::int64_t i = 2; i < kMostNames; ++i)
            if (auto other = name + " (" + std::to_string(i) + ")"; !taken.contains(other))
                return other;
        return name + " " + platform::randomId();
    }

    Result<void> chooseNames()
    {
        std::set<std::string> names;
        FETTLE_TRY_ASSIGN(const auto projects, m_context.reader.projects());
        for (const auto& project : projects)
            names.insert(project.name);
        m_rows.project.name = freeName(m_rows.project.name, names);
        // Recipes find their data by its name, in the whole workspace.
        names.clear();
        FETTLE_TRY_ASSIGN(const auto datasets, m_context.reader.datasets());
        for (const auto& dataset : datasets)
            names.insert(dataset.name);
        for (auto& dataset : m_rows.datasets) {
            const auto name = freeName(dataset.name, names);
            names.insert(name);
            if (name != dataset.name)
                m_names[dataset.name] = name;
            dataset.name = name;
        }
        return {};
    }

    [[nodiscard]] Path projectFolder(const std::string& id) const
    {
        return m_context.workspace.folder() / "projects" / platform::fileNameFromLabel(id);
    }

    [[nodiscard]] std::string idOf(const std::string& old) const
    {
        const auto found = m_ids.find(old);
        return found == m_ids.end() ? std::string() : found->second;
    }

    Result<std::string> rewriteRecipe(const std::string& text) const
    {
        if (text.empty() || m_names.empty())
            return text;
        FETTLE_TRY_ASSIGN(auto recipe, documents::readRecipe(text));
        const auto name = m_names.find(recipe.dataset.name);
        if (name == m_names.end())
            return text;
        recipe.dataset.name = name->second;
        return documents::writeRecipe(recipe);
    }

    void move(const std::string& from, const Path& to)
    {
        std::error_code ignored;
        if (std::filesystem::exists(m_folder / from, ignored))
            m_moves.emplace_back(m_folder / from, to);
    }

    /// Rows with their new ids, folders and names.
    Result<void> rewrite()
    {
        const auto& workspace = m_context.workspace;
        const auto& project = m_rows.project.id;
        move("project", projectFolder(project));
        FETTLE_TRY(rewriteDraft());
        for (auto& dataset : m_rows.datasets) {
            const auto folder = workspace.newDatasetFolder(dataset.name, idOf(dataset.id));
            move("datasets/" + dataset.id, folder);
            for (auto& version : m_rows.versions)
                if (version.dataset == dataset.id)
                    version.manifestPath = workspace.stored(folder) + "/" + version.manifestPath;
            dataset.folder = workspace.stored(folder);
            dataset.project = project;
        }
        for (auto& dataset : m_rows.datasets)
            dataset.id = idOf(dataset.id);
        for (auto& version : m_rows.versions)
            version.dataset = idOf(version.dataset);
        for (auto& recipe : m_rows.recipes) {
            recipe.id = idOf(recipe.id);
            FETTLE_TRY_ASSIGN(recipe.text, rewriteRecipe(recipe.text));
        }
        for (auto& model : m_rows.models) {
            const auto folder = workspace.modelFolder(idOf(model.id));
            move("models/" + model.id, folder);
            model.id = idOf(model.id);
            model.run = idOf(model.run);
            model.project = project;
            model.folder = workspace.stored(folder);
        }
        for (auto& bundled : m_rows.runs)
            FETTLE_TRY(rewriteRun(bundled));
        return {};
    }

    Result<void> rewriteDraft() const
    {
        const auto path = m_folder / kDraftEntry;
        std::error_code ignored;
        if (m_names.empty() || !std::filesystem::exists(path, ignored))
            return {};
        FETTLE_TRY_ASSIGN(const auto text, platform::readWholeFile(path, kMaxProjectDocumentBytes));
        FETTLE_TRY_ASSIGN(const auto draft, rewriteRecipe(text));
        return platform::writeFileAtomically(path, draft);
    }

    Result<void> rewriteRun(store::BundledRun& bundled)
    {
        const auto& workspace = m_context.workspace;
        auto& run = bundled.run;
        const auto old = run.id;
        run.id = idOf(old);
        const auto folder = workspace.runFolder(run.id);
        move("runs/" + old, folder);
        m_points.emplace_back("metrics/" + old + ".jsonl", run.id);
        run.project = m_rows.project.id;
        run.folder = workspace.stored(folder);
        run.dataset = idOf(run.dataset);
        run.model = idOf(run.model);
        run.job = bundled.job ? idOf(bundled.job->id) : std::string();
        FETTLE_TRY_ASSIGN(run.recipe, rewriteRecipe(run.recipe));
        FETTLE_TRY_ASSIGN(run.resolvedRecipe, rewriteRecipe(run.resolvedRecipe));
        const auto modelFolder = workspace.modelFolder(run.model.empty() ? m_context.ids.next() : run.model);
        if (run.result.isMap()) {
            ValueMap result = run.result.asMap();
            result["model_folder"] = run.model.empty() ? std::string() : platform::toUtf8(modelFolder);
            run.result = Value(std::move(result));
        }
        if (auto& job = bundled.job) {
            job->id = run.job;
            job->project = run.project;
            job->run = run.id;
            // So that a failed one can be tried again here.
            TrainRequest request;
            if (const auto recipe = documents::readRecipe(run.recipe); recipe.ok())
                request.recipe = *recipe;
            request.run = run.id;
            request.modelFolder = workspace.stored(modelFolder);
            job->request = toValue(request);
            job->result = run.result;
        }
        return {};
    }

    Result<void> place()
    {
        std::string list;
        for (const auto& [from, to] : m_moves)
            list += m_context.workspace.stored(to) + '\n';
        FETTLE_TRY(platform::writeFileDurably(m_folder / kPlacedName, list));
        for (const auto& [from, to] : m_moves)
            FETTLE_TRY(platform::renameDurably(from, to));
        return {};
    }

    Result<void> store()
    {
        auto& writer = m_context.writer;
        // What waits for other trainings must not fail with this project.
        FETTLE_TRY(writer.metrics().commit());
        return writer.atomically([&]() -> Result<void> {
            FETTLE_TRY(writer.projects().add(m_rows));
            for (const auto& [file, run] : m_points)
                FETTLE_TRY(storePoints(file, run));
            return writer.metrics().commit();
        });
    }

    Result<void> storePoints(const std::string& file, const std::string& run)
    {
        std::ifstream in(m_folder / file, std::ios::binary);
        for (std::string line; std::getline(in, line);)
            if (auto batch = readPointLine(line)) {
                batch->run = run;
                FETTLE_TRY(m_context.writer.metrics().add(*batch));
            }
        return {};
    }

    const ServiceContext& m_context;
    const Path& m_folder;
    ProjectDocument m_document;
    store::ProjectBundle& m_rows;
    std::map<std::string, std::string> m_ids;   ///< old → new, of every kind
    std::map<std::string, std::string> m_names; ///< datasets that got another name
    std::vector<std::pair<Path, Path>> m_moves;
    std::vector<std::pair<std::string, std::string>> m_points; ///< file, run
};

template <class Records>
void addRecordFolders(const Workspace& workspace, const Result<Records>& records, std::vector<Path>& folders)
{
    if (!records)
        return;
    for (const auto& record : *records)
        if (const auto folder = workspace.resolve(record.folder); folder && !record.folder.empty())
            folders.push_back(*folder);
}

/// Folders that the database names. A project's own folder is known by its row.
std::set<Path> knownFolders(const ServiceContext& context)
{
    std::set<Path> known;
    for (const bool deleted : {false, true})
        if (const auto projects = context.reader.projects(deleted))
            for (const auto& project : *projects)
                for (const auto& folder : foldersOfProject(context.workspace, context.reader, project.id))
                    known.insert(folder);
    return known;
}

} // namespace

Path importFolder(const Workspace& workspace, std::string_view id)
{
    return workspace.folder() / "projects" / (std::string(kImportPrefix) + std::string(id));
}

Result<store::ProjectRecord> takeInProject(const ServiceContext& context, const Path& folder)
{
    FETTLE_TRY_ASSIGN(const auto text, platform::readWholeFile(folder / kProjectDocumentName, 2 * kMaxProjectDocumentBytes));
    FETTLE_TRY_ASSIGN(auto document, readProjectDocument(text, std::string(kProjectDocumentName)));
    return ProjectImport(context, folder, std::move(document)).takeIn();
}

void clearProjectImports(const ServiceContext& context)
{
    const auto projects = context.workspace.folder() / "projects";
    const auto entries = platform::listFolder(projects);
    if (!entries)
        return;
    for (const auto& entry : *entries) {
        if (entry.kind != platform::EntryKind::Folder || !entry.name.native().starts_with(kImportPrefix))
            continue;
        const auto folder = projects / entry.name;
        const auto placed = platform::readWholeFile(folder / kPlacedName, kMaxProjectDocumentBytes);
        const auto known = placed ? knownFolders(context) : std::set<Path>();
        // Placed, but its rows were never stored: nobody knows these folders.
        if (placed) {
            std::istringstream lines(*placed);
            for (std::string line; std::getline(lines, line);)
                if (const auto path = context.workspace.resolve(line);
                    path && !line.empty() && platform::isInside(context.workspace.folder(), *path) &&
                    *path != context.workspace.folder() && !known.contains(*path))
                    static_cast<void>(platform::removeTree(*path));
        }
        static_cast<void>(platform::removeTree(folder));
    }
}

std::vector<Path> foldersOfProject(const Workspace& workspace, const store::Reader& reader, const std::string& project)
{
    std::vector<Path> folders{workspace.folder() / "projects" / platform::fileNameFromLabel(project)};
    for (const bool deleted : {false, true}) {
        addRecordFolders(workspace, reader.datasets(project, deleted), folders);
        addRecordFolders(workspace, reader.models(project, deleted), folders);
        store::RunFilter filter;
        filter.project = project;
        filter.deleted = deleted;
        filter.limit = INT32_MAX;
        addRecordFolders(workspace, reader.runs(filter), folders);
    }
    return folders;
}

} // namespace fettle::service
