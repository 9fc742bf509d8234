// SPDX-License-Identifier: GPL-3.0-or-later
#include <map>

#include <nlohmann/json.hpp>

#include "engine/documents/manifest_document.h"
#include "engine/service/methods.h"

namespace fettle::service {
namespace {

Result<Value> listProjects(MethodContext& context, const Value& params)
{
    FETTLE_TRY_ASSIGN(const auto projects, context.service.reader.projects(params.at("deleted").asBoolean()));
    ValueList values;
    for (const auto& project : projects)
        values.push_back(toValue(project));
    return Value(ValueMap{{"projects", values}});
}

Result<Value> createProject(MethodContext& context, const Value& params)
{
    FETTLE_TRY_ASSIGN(const auto name, cleanName(params.at("name").asText()));
    FETTLE_TRY_ASSIGN(const auto project, context.service.writer.library().createProject(name));
    return toValue(project);
}

Result<Value> renameProject(MethodContext& context, const Value& params)
{
    FETTLE_TRY_ASSIGN(const auto project, namedProject(context, params, "projects.rename"));
    FETTLE_TRY_ASSIGN(const auto name, cleanName(params.at("name").asText()));
    FETTLE_TRY(context.service.writer.library().rename(store::ItemKind::Project, project.id, name));
    FETTLE_TRY_ASSIGN(const auto renamed, context.service.reader.project(project.id));
    return toValue(renamed);
}

Result<Value> removeProject(MethodContext& context, const Value& params)
{
    FETTLE_TRY_ASSIGN(const auto project, namedProject(context, params, "projects.delete"));
    FETTLE_TRY_ASSIGN(const auto entry, context.service.writer.library().remove(store::ItemKind::Project, project.id));
    return toValue(entry);
}

Result<Value> restoreProject(MethodContext& context, const Value& params)
{
    FETTLE_TRY_ASSIGN(const auto project, namedProject(context, params, "projects.restore"));
    FETTLE_TRY(context.service.writer.library().restore(store::ItemKind::Project, project.id));
    FETTLE_TRY_ASSIGN(const auto restored, context.service.reader.project(project.id));
    return toValue(restored);
}

/// What lies in the project, for the question before it is deleted: what the database and the manifests say.
Result<Value> projectContents(MethodContext& context, const Value& params)
{
    FETTLE_TRY_ASSIGN(const auto project, namedProject(context, params, "projects.contents"));
    const auto& reader = context.service.reader;
    std::int64_t bytes = 0;
    std::int64_t checkpoints = 0;
    FETTLE_TRY_ASSIGN(const auto datasets, reader.datasets(project.id));
    for (const auto& dataset : datasets) {
        std::map<std::string, std::int64_t> parts; // shared by the versions
        FETTLE_TRY_ASSIGN(const auto versions, reader.datasetVersions(dataset.id));
        for (const auto& version : versions)
            if (const auto path = context.service.workspace.resolve(version.manifestPath))
                if (const auto manifest = documents::readManifestFile(*path))
                    for (const auto& part : manifest->parts)
                        parts[part.path] = part.sizeBytes;
        for (const auto& [path, size] : parts)
            bytes += size;
    }
    store::RunFilter filter;
    filter.project = project.id;
    FETTLE_TRY_ASSIGN(const auto runs, reader.runs(filter));
    for (const auto& run : runs) {
        FETTLE_TRY_ASSIGN(const auto artifacts, reader.artifacts(run.id));
        for (const auto& artifact : artifacts)
            bytes += artifact.sizeBytes;
        FETTLE_TRY_ASSIGN(const auto points, reader.checkpoints(run.id));
        for (const auto& checkpoint : points)
            bytes += checkpoint.info.sizeBytes;
        checkpoints += static_cast<std::int64_t>(points.size());
    }
    FETTLE_TRY_ASSIGN(const auto models, reader.models(project.id));
    for (const auto& model : models)
        bytes += model.sizeBytes;
    return Value(ValueMap{{"project", project.id}, {"bytes", bytes}, {"datasets", datasets.size()},
                          {"runs", runs.size()}, {"checkpoints", checkpoints}, {"models", models.size()}});
}

Result<Value> trash(MethodContext& context, const Value&)
{
    FETTLE_TRY_ASSIGN(const auto entries, context.service.reader.trash());
    ValueList values;
    for (const auto& entry : entries)
        values.push_back(toValue(entry));
    return Value(ValueMap{{"trash", values}});
}

} // namespace

Result<store::ProjectRecord> namedProject(const MethodContext& context, const Value& params, std::string_view method)
{
    FETTLE_TRY_ASSIGN(const auto name, needText(params, method, "project"));
    auto project = context.service.reader.project(name);
    if (project)
        return project;
    for (const bool deleted : {false, true})
        if (const auto projects = context.service.reader.projects(deleted))
            for (const auto& candidate : *projects)
                if (candidate.id == name || candidate.name == name)
                    return candidate;
    return notFoundAs(project.error(), "service.unknown_project", "project", name);
}

void addProjectMethods(MethodTable& table)
{
    table["projects.list"] = listProjects;
    table["projects.create"] = createProject;
    table["projects.rename"] = renameProject;
    table["projects.delete"] = removeProject;
    table["projects.restore"] = restoreProject;
    table["projects.contents"] = projectContents;
    table["trash.list"] = trash;
}

} // namespace fettle::service
