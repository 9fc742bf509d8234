// SPDX-License-Identifier: GPL-3.0-or-later
#include <nlohmann/json.hpp>

#include "engine/service/methods.h"

namespace fettle::service {
namespace {

Result<store::ProjectRecord> findProject(const MethodContext& context, const Value& params, std::string_view method)
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
    FETTLE_TRY_ASSIGN(const auto project, findProject(context, params, "projects.rename"));
    FETTLE_TRY_ASSIGN(const auto name, cleanName(params.at("name").asText()));
    FETTLE_TRY(context.service.writer.library().rename(store::ItemKind::Project, project.id, name));
    FETTLE_TRY_ASSIGN(const auto renamed, context.service.reader.project(project.id));
    return toValue(renamed);
}

Result<Value> removeProject(MethodContext& context, const Value& params)
{
    FETTLE_TRY_ASSIGN(const auto project, findProject(context, params, "projects.delete"));
    FETTLE_TRY_ASSIGN(const auto entry, context.service.writer.library().remove(store::ItemKind::Project, project.id));
    return toValue(entry);
}

Result<Value> restoreProject(MethodContext& context, const Value& params)
{
    FETTLE_TRY_ASSIGN(const auto project, findProject(context, params, "projects.restore"));
    FETTLE_TRY(context.service.writer.library().restore(store::ItemKind::Project, project.id));
    FETTLE_TRY_ASSIGN(const auto restored, context.service.reader.project(project.id));
    return toValue(restored);
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

void addProjectMethods(MethodTable& table)
{
    table["projects.list"] = listProjects;
    table["projects.create"] = createProject;
    table["projects.rename"] = renameProject;
    table["projects.delete"] = removeProject;
    table["projects.restore"] = restoreProject;
    table["trash.list"] = trash;
}

} // namespace fettle::service
