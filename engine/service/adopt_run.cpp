// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/adopt_run.h"

#include <fstream>

#include <nlohmann/json.hpp>

#include "engine/contract/run.h"
#include "engine/contract/worker_protocol.h"
#include "engine/documents/manifest_document.h"
#include "engine/documents/recipe_document.h"
#include "engine/platform/files.h"

namespace fettle::service {
namespace {

using platform::Path;

constexpr std::uint64_t kMaxDocumentBytes = std::uint64_t{64} << 20;
constexpr int kMostFolderLevels = 8;

Result<void> copyTree(const Path& from, const Path& to, int level)
{
    FETTLE_TRY(platform::makePrivateFolder(to));
    FETTLE_TRY_ASSIGN(const auto entries, platform::listFolder(from));
    for (const auto& entry : entries) {
        const auto name = entry.name.native();
        // A completed run needs no checkpoints, and its imported data is named by the manifest.
        const bool left = level == 0 && (name == "checkpoints" || name == "dataset" || name == "model");
        if (left || name.starts_with('.'))
            continue;
        if (entry.kind == platform::EntryKind::File)
            FETTLE_TRY(platform::copyFile(from / entry.name, to / entry.name));
        else if (entry.kind == platform::EntryKind::Folder && level < kMostFolderLevels)
            FETTLE_TRY(copyTree(from / entry.name, to / entry.name, level + 1));
    }
    return {};
}

Result<std::string> readPart(const Path& folder, const char* name)
{
    auto text = platform::readWholeFile(folder / name, kMaxDocumentBytes);
    if (!text)
        return makeError("service.not_a_run_folder", {{"path", platform::toUtf8(folder)}, {"missing", name}},
                         toLogLine(text.error()));
    return text;
}

Result<JobOutcome> readOutcome(const Path& folder)
{
    FETTLE_TRY_ASSIGN(const auto text, readPart(folder, "result.json"));
    FETTLE_TRY_ASSIGN(const auto json, parseJson(text));
    return fromJson<JobOutcome>(json);
}

/// metrics.jsonl, line by line: points, artifacts, notes. What is no message is passed over.
Result<void> storeMessages(const ServiceContext& context, const std::string& run, const Path& file)
{
    std::ifstream in(file, std::ios::binary);
    std::string line;
    auto& writer = context.writer;
    while (std::getline(in, line)) {
        if (line.size() > kMaxLineBytes)
            continue;
        const auto json = parseJson(line);
        if (!json || !json->is_object())
            continue;
        const auto type = valueFromJson(*json).at("type").asText();
        if (type == "metrics") {
            if (auto batch = fromJson<MetricBatch>(*json)) {
                batch->run = run;
                FETTLE_TRY(writer.metrics().add(*batch));
            }
        } else if (type == "artifact") {
            if (auto artifact = fromJson<ArtifactInfo>(*json)) {
                artifact->run = run;
                FETTLE_TRY(writer.runs().addArtifact(*artifact));
            }
        } else if (type == "note") {
            if (const Note note = errorFromJson(*json); !note.code.empty())
                FETTLE_TRY(writer.runs().addEvent("note", {}, run, note));
        }
    }
    return writer.metrics().commit();
}

struct Found {
    std::string id;
    std::string recipeText;
    Recipe recipe;
    TrainResult result;
    Value resultValue;
    std::optional<ModelManifest> model;
};

Result<Found> look(const ServiceContext& context, const Path& folder)
{
    Found found;
    std::error_code ignored;
    if (!folder.is_absolute())
        return makeError("service.path_not_absolute", {{"path", platform::toUtf8(folder)}});
    FETTLE_TRY_ASSIGN(const auto outcome, readOutcome(folder));
    if (outcome.state != JobState::Completed)
        return makeError("service.run_not_completed", {{"path", platform::toUtf8(folder)},
                                                       {"state", std::string(toText(outcome.state))}});
    found.resultValue = outcome.result;
    FETTLE_TRY_ASSIGN(found.result, fromValue<TrainResult>(outcome.result));
    FETTLE_TRY_ASSIGN(found.recipeText, readPart(folder, "recipe.yaml"));
    FETTLE_TRY_ASSIGN(found.recipe, documents::readRecipe(found.recipeText, platform::toUtf8(folder / "recipe.yaml")));
    if (!std::filesystem::is_regular_file(folder / "metrics.jsonl", ignored))
        return makeError("service.not_a_run_folder", {{"path", platform::toUtf8(folder)}, {"missing", "metrics.jsonl"}});
    if (const auto id = platform::readWholeFile(folder / "run_id", 64); id && platform::isId(*id))
        found.id = *id;
    else
        found.id = context.ids.next();
    if (context.reader.run(found.id).ok())
        return makeError("service.run_adopted_already", {{"path", platform::toUtf8(folder)}});
    if (std::filesystem::exists(folder / "model" / "model.yaml", ignored)) {
        FETTLE_TRY_ASSIGN(found.model, documents::readModelManifestFile(folder / "model" / "model.yaml"));
    }
    return found;
}

Result<void> storeFound(const ServiceContext& context, const Found& found, const std::string& project,
                        const std::string& modelId)
{
    auto& writer = context.writer;
    const auto runFolder = context.workspace.runFolder(found.id);
    return writer.atomically([&]() -> Result<void> {
        store::NewRun run;
        run.id = found.id;
        run.project = project;
        run.name = found.recipe.name;
        run.folder = context.workspace.stored(runFolder);
        run.recipe = found.recipeText;
        FETTLE_TRY(writer.runs().create(run));
        FETTLE_TRY(writer.runs().setResolvedRecipe(found.id, found.recipeText));
        FETTLE_TRY(storeMessages(context, found.id, runFolder / "metrics.jsonl"));
        // The result names the model where it stands now.
        ValueMap result = found.resultValue.asMap();
        result["model_folder"] = found.model ? platform::toUtf8(context.workspace.modelFolder(modelId)) : std::string();
        FETTLE_TRY(writer.runs().setResult(found.id, Value(std::move(result))));
        if (found.model) {
            store::NewModel model;
            model.id = modelId;
            model.project = project;
            model.name = found.model->name;
            model.run = found.id;
            model.folder = context.workspace.stored(context.workspace.modelFolder(modelId));
            model.task = found.model->task.component;
            model.metrics = found.model->metrics;
            FETTLE_TRY(writer.library().addModel(model));
            FETTLE_TRY(writer.runs().setModel(found.id, modelId));
        }
        return {};
    });
}

} // namespace

Result<std::string> adoptRun(const ServiceContext& context, const Path& folder, const std::string& project)
{
    FETTLE_TRY_ASSIGN(const Found found, look(context, folder));
    const auto runFolder = context.workspace.runFolder(found.id);
    const auto modelId = context.ids.next();
    const auto modelFolder = context.workspace.modelFolder(modelId);
    auto adopted = [&]() -> Result<void> {
        FETTLE_TRY(copyTree(folder, runFolder, 0));
        if (found.model) {
            FETTLE_TRY(copyTree(folder / "model", modelFolder, 1));
            FETTLE_TRY(platform::syncTree(modelFolder));
        }
        FETTLE_TRY(platform::syncTree(runFolder));
        return storeFound(context, found, project, modelId);
    }();
    if (adopted)
        return found.id;
    // Nothing half stays behind.
    static_cast<void>(platform::removeTree(runFolder));
    static_cast<void>(platform::removeTree(modelFolder));
    return adopted.error();
}

} // namespace fettle::service
