// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/project_gathering.h"

#include <algorithm>
#include <map>
#include <set>

#include <nlohmann/json.hpp>

#include "engine/contract/worker_protocol.h"
#include "engine/documents/manifest_document.h"
#include "engine/documents/recipe_document.h"
#include "engine/platform/file_writer.h"
#include "engine/platform/files.h"
#include "engine/platform/hash.h"
#include "engine/pretrained/base_reference.h"

namespace fettle::service {
namespace {

using platform::Path;

constexpr std::size_t kPointsALine = 4096;
constexpr int kMostLevels = 8;
constexpr std::uint64_t kMostRecipeBytes = std::uint64_t{16} << 20;

class Gathering {
public:
    Gathering(const Path& workspace, const store::Reader& reader, const Path& scratch)
        : m_workspace(workspace), m_reader(reader), m_scratch(scratch)
    {
    }

    Result<GatheredProject> gather(const std::string& id)
    {
        auto& rows = m_out.document.rows;
        FETTLE_TRY_ASSIGN(rows.project, m_reader.project(id));
        FETTLE_TRY_ASSIGN(rows.datasets, m_reader.datasets(id));
        FETTLE_TRY_ASSIGN(rows.recipes, m_reader.recipes(id));
        for (const auto& dataset : rows.datasets)
            m_names[dataset.id] = dataset.name;
        FETTLE_TRY_ASSIGN(rows.models, m_reader.models(id));
        store::RunFilter filter;
        filter.project = id;
        filter.limit = INT32_MAX;
        FETTLE_TRY_ASSIGN(const auto runs, m_reader.runs(filter));
        for (const auto& run : runs) {
            if (isFinal(run.state))
                FETTLE_TRY(addRun(run));
            else
                ++m_out.document.runsLeftOut;
        }
        FETTLE_TRY(addModels());
        for (auto& dataset : rows.datasets)
            FETTLE_TRY(addDataset(dataset));
        for (auto& recipe : rows.recipes)
            recipe.text = portableRecipe(recipe.text, {}).value_or("");
        return addDraft(id);
    }

private:
    Result<Path> resolve(const std::string& stored) const
    {
        const auto path = platform::fromUtf8(stored);
        if (path.is_absolute())
            return path;
        return platform::resolveInside(m_workspace, path);
    }

    /// The recipe with its data by name instead of by a path of this machine; nothing where it can't be read.
    std::optional<std::string> portableRecipe(const std::string& text, const std::string& dataset) const
    {
        if (text.empty())
            return text;
        auto recipe = documents::readRecipe(text);
        if (!recipe)
            return std::nullopt;
        if (const auto name = m_names.find(dataset); name != m_names.end())
            recipe->dataset.name = name->second;
        recipe->dataset.paths.clear();
        for (auto& [name, network] : recipe->networks)
            network.weights = withoutPaths(Value(network.weights)).asMap();
        return documents::writeRecipe(*recipe);
    }

    Result<void> addScratch(const std::string& entry, std::string_view bytes)
    {
        const Path path = m_scratch / std::to_string(m_out.files.size());
        FETTLE_TRY(platform::writeFileAtomically(path, bytes));
        m_out.files.push_back({entry, path});
        return {};
    }

    Result<void> addTree(const Path& folder, const std::string& entry, const std::set<std::string>& leftOut, int level = 0)
    {
        FETTLE_TRY_ASSIGN(const auto entries, platform::listFolder(folder));
        for (const auto& found : entries) {
            const auto name = platform::toUtf8(found.name);
            if (!isPlainRelativePath(name) || (level == 0 && leftOut.contains(name)))
                continue;
            const auto path = entry + "/" + name;
            if (found.kind == platform::EntryKind::File)
                m_out.files.push_back({path, folder / found.name});
            else if (found.kind == platform::EntryKind::Folder && level < kMostLevels)
                FETTLE_TRY(addTree(folder / found.name, path, {}, level + 1));
        }
        return {};
    }

    Result<void> addRun(store::RunRecord run)
    {
        store::BundledRun bundled;
        FETTLE_TRY_ASSIGN(const auto folder, resolve(run.folder));
        FETTLE_TRY_ASSIGN(bundled.artifacts, m_reader.artifacts(run.id));
        std::error_code ignored;
        // Checkpoints serve a training that goes on; logs and recipes name places of this machine.
        std::set<std::string> leftOut{"checkpoints", "log.txt", "metrics.jsonl", "run_id", "result.json", "model", "dataset"};
        std::vector<Path> recipes;
        if (std::filesystem::is_directory(folder, ignored)) {
            FETTLE_TRY_ASSIGN(const auto entries, platform::listFolder(folder));
            for (const auto& entry : entries)
                if (entry.kind == platform::EntryKind::File && entry.name.extension() == ".yaml") {
                    leftOut.insert(platform::toUtf8(entry.name));
                    recipes.push_back(entry.name);
                }
            FETTLE_TRY(addTree(folder, "runs/" + run.id, leftOut));
        }
        std::erase_if(bundled.artifacts, [&](const ArtifactInfo& artifact) { return !isPlainRelativePath(artifact.path) || leftOut.contains(artifact.path.substr(0, artifact.path.find('/'))); });
        for (const auto& name : recipes)
            FETTLE_TRY(addRecipeFile(folder / name, run, bundled));
        FETTLE_TRY(addEvents(run, bundled));
        FETTLE_TRY(addPoints(run.id));
        run.recipe = portableRecipe(run.recipe, run.dataset).value_or("");
        run.resolvedRecipe = portableRecipe(run.resolvedRecipe, run.dataset).value_or("");
        ValueMap result = run.result.asMap();
        result.erase("model_folder");
        run.result = run.result.isMap() ? withoutPaths(Value(std::move(result))) : Value();
        run.folder.clear();
        if (!m_names.contains(run.dataset))
            run.dataset.clear();
        if (std::ranges::find(m_out.document.rows.models, run.model, &store::ModelRecord::id) == m_out.document.rows.models.end())
            run.model.clear();
        if (!run.dataset.empty())
            m_versions[run.dataset].insert(run.datasetVersion);
        bundled.run = std::move(run);
        m_out.document.rows.runs.push_back(std::move(bundled));
        return {};
    }

    Result<void> addRecipeFile(const Path& path, const store::RunRecord& run, store::BundledRun& bundled)
    {
        FETTLE_TRY_ASSIGN(const auto text, platform::readWholeFile(path, kMostRecipeBytes));
        const auto portable = portableRecipe(text, run.dataset);
        const auto name = platform::toUtf8(path.filename());
        if (!portable || !isPlainRelativePath(name))
            return {};
        FETTLE_TRY(addScratch("runs/" + run.id + "/" + name, *portable));
        ArtifactInfo artifact{.run = run.id, .kind = "recipe", .split = {}, .path = name,
                              .sha256 = platform::sha256Hex(*portable), .sizeBytes = static_cast<std::int64_t>(portable->size())};
        bundled.artifacts.push_back(std::move(artifact));
        return {};
    }

    Result<void> addEvents(const store::RunRecord& run, store::BundledRun& bundled)
    {
        FETTLE_TRY_ASSIGN(bundled.events, m_reader.events({}, run.id, 0, 100'000));
        for (auto& event : bundled.events) {
            event.note.arguments = withoutPaths(Value(event.note.arguments)).asMap();
            event.note.detail = withoutPaths(std::string_view(event.note.detail));
        }
        if (run.job.empty())
            return {};
        auto job = m_reader.job(run.job);
        if (!job)
            return job.error().code == "store.not_found" ? Result<void>() : job.error();
        job->request = Value();
        job->result = Value();
        job->dependsOn.clear();
        job->clonedFrom.clear();
        if (job->error) {
            job->error->arguments = withoutPaths(Value(job->error->arguments)).asMap();
            job->error->detail = withoutPaths(std::string_view(job->error->detail));
        }
        bundled.job = std::move(job).value();
        return {};
    }

    Result<void> addPoints(const std::string& run)
    {
        FETTLE_TRY_ASSIGN(const auto series, m_reader.series(run));
        if (series.empty())
            return {};
        const Path path = m_scratch / std::to_string(m_out.files.size());
        FETTLE_TRY_ASSIGN(auto file, platform::FileWriter::open(path, platform::FileWriter::Mode::Create));
        for (const auto& one : series) {
            FETTLE_TRY_ASSIGN(const auto points, m_reader.metrics(run, one.name));
            for (std::size_t first = 0; first < points.steps.size(); first += kPointsALine) {
                const auto from = static_cast<std::ptrdiff_t>(first);
                const auto to = static_cast<std::ptrdiff_t>(std::min(first + kPointsALine, points.steps.size()));
                MetricBatch batch{run, {{one.name, {points.steps.begin() + from, points.steps.begin() + to},
                                         {points.values.begin() + from, points.values.begin() + to}}}};
                FETTLE_TRY(file.write(encodeMessage("metrics", toJson(batch)) + '\n'));
            }
        }
        FETTLE_TRY(file.close());
        m_out.files.push_back({"metrics/" + run + ".jsonl", path});
        return {};
    }

    Result<void> addModels()
    {
        for (auto& model : m_out.document.rows.models) {
            FETTLE_TRY_ASSIGN(const auto folder, resolve(model.folder));
            FETTLE_TRY(addTree(folder, "models/" + model.id, {}));
            // What LoRA changed is nothing without the model that it changes: the file holds all that is needed.
            const auto base = pretrained::baseToTakeAlong(folder);
            if (base.folder)
                FETTLE_TRY(addTree(*base.folder, "models/" + model.id + "/" + pretrained::kBundledBase, {}));
            if (!base.missing.empty())
                m_out.basesLeftOut.insert(base.missing);
            model.folder.clear();
            const auto& runs = m_out.document.rows.runs;
            if (std::ranges::none_of(runs, [&](const store::BundledRun& bundled) { return bundled.run.id == model.run; }))
                model.run.clear();
        }
        return {};
    }

    Result<void> addDataset(store::DatasetRecord& dataset)
    {
        FETTLE_TRY_ASSIGN(const auto folder, resolve(dataset.folder));
        FETTLE_TRY_ASSIGN(const auto versions, m_reader.datasetVersions(dataset.id));
        std::set<std::string> parts;
        for (auto version : versions) {
            if (version.version != dataset.newestVersion && !m_versions[dataset.id].contains(version.version))
                continue;
            FETTLE_TRY_ASSIGN(const auto path, resolve(version.manifestPath));
            FETTLE_TRY_ASSIGN(auto manifest, documents::readManifestFile(path));
            for (auto& source : manifest.source)
                source = withoutPaths(std::string_view(source));
            if (const auto report = fromValue<ImportReport>(withoutPaths(toValue(manifest.report))))
                manifest.report = *report;
            version.manifestPath = "versions/" + version.version + "/dataset.yaml";
            const auto place = "datasets/" + dataset.id + "/";
            FETTLE_TRY(addScratch(place + version.manifestPath, documents::writeManifest(manifest)));
            for (const auto& part : manifest.parts)
                if (parts.insert(part.path).second)
                    m_out.files.push_back({place + "parts/" + part.path, folder / "parts" / platform::fromUtf8(part.path)});
            m_out.document.rows.versions.push_back(std::move(version));
        }
        dataset.folder.clear();
        dataset.job.clear();
        return {};
    }

    Result<GatheredProject> addDraft(const std::string& project)
    {
        const auto path = m_workspace / "projects" / platform::fileNameFromLabel(project) / "recipe.yaml";
        std::error_code ignored;
        if (std::filesystem::is_regular_file(path, ignored)) {
            FETTLE_TRY_ASSIGN(const auto text, platform::readWholeFile(path, kMostRecipeBytes));
            if (const auto portable = portableRecipe(text, {}))
                FETTLE_TRY(addScratch(std::string(kDraftEntry), *portable));
        }
        return std::move(m_out);
    }

    const Path& m_workspace;
    const store::Reader& m_reader;
    const Path& m_scratch;
    GatheredProject m_out;
    std::map<std::string, std::string> m_names;              ///< dataset id → name
    std::map<std::string, std::set<std::string>> m_versions; ///< dataset id → versions that runs name
};

} // namespace

Result<GatheredProject> gatherProject(const Path& workspace, const store::Reader& reader, const std::string& project,
                                      const Path& scratch)
{
    return Gathering(workspace, reader, scratch).gather(project);
}

} // namespace fettle::service
