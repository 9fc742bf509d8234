// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <set>

#include <nlohmann/json.hpp>

#include "engine/documents/recipe_document.h"
#include "engine/service/adopt_run.h"
#include "engine/service/methods.h"

namespace fettle::service {
namespace {

Result<store::RunRecord> findRun(const MethodContext& context, const Value& params, std::string_view method)
{
    const auto& given = params.at("run");
    const auto name = given.isNumber() ? std::to_string(given.asInteger()) : given.asText();
    if (name.empty())
        return needText(params, method, "run").error();
    auto run = context.service.reader.run(name);
    if (!run)
        return notFoundAs(run.error(), "service.unknown_run", "run", name);
    return run;
}

/// The row as clients see it: metrics beside the result, paths absolute; recipe texts only where one run is asked for.
ValueMap describe(const MethodContext& context, const store::RunRecord& run, bool whole)
{
    ValueMap value = toValue(run).asMap();
    if (!whole) {
        value.erase("recipe");
        value.erase("resolved_recipe");
        value.erase("result");
    }
    value["metrics"] = run.result.at("metrics").isMap() ? run.result.at("metrics") : Value(ValueMap{});
    value["primary_metric"] = run.result.at("primary_metric");
    if (run.name.empty())
        value["name"] = "Run " + std::to_string(run.number);
    if (const auto folder = context.service.workspace.resolve(run.folder))
        value["folder"] = platform::toUtf8(*folder);
    return value;
}

Result<Value> listRuns(MethodContext& context, const Value& params)
{
    store::RunFilter filter;
    FETTLE_TRY_ASSIGN(filter.project, projectOf(context, params));
    filter.dataset = params.at("dataset").asText();
    filter.tag = params.at("tag").asText();
    filter.deleted = params.at("deleted").asBoolean();
    filter.limit = params.at("limit").asInteger(filter.limit);
    FETTLE_TRY_ASSIGN(const auto runs, context.service.reader.runs(filter));
    ValueList values;
    for (const auto& run : runs)
        values.push_back(describe(context, run, false));
    return Value(ValueMap{{"runs", values}});
}

Result<Value> showRun(MethodContext& context, const Value& params)
{
    FETTLE_TRY_ASSIGN(const auto run, findRun(context, params, "runs.show"));
    ValueMap value = describe(context, run, true);
    FETTLE_TRY_ASSIGN(const auto checkpoints, context.service.reader.checkpoints(run.id));
    FETTLE_TRY_ASSIGN(const auto artifacts, context.service.reader.artifacts(run.id));
    FETTLE_TRY_ASSIGN(const auto events, context.service.reader.events({}, run.id));
    ValueList list;
    for (const auto& checkpoint : checkpoints)
        list.push_back(toValue(checkpoint));
    value["checkpoints"] = std::exchange(list, {});
    for (const auto& artifact : artifacts)
        list.push_back(toValue(artifact));
    value["artifacts"] = std::exchange(list, {});
    for (const auto& event : events)
        list.push_back(toValue(event));
    value["events"] = list;
    return Value(std::move(value));
}

void flatten(const std::string& path, const Value& value, std::map<std::string, Value>& out)
{
    if (value.isMap() && !value.asMap().empty()) {
        for (const auto& [key, item] : value.asMap())
            flatten(path.empty() ? key : path + "." + key, item, out);
    } else if (value.isList() && !value.asList().empty()) {
        for (std::size_t i = 0; i < value.asList().size(); ++i)
            flatten(path + "." + std::to_string(i), value.asList()[i], out);
    } else {
        out[path] = value;
    }
}

/// What was chosen and what came of it, path by path.
std::map<std::string, Value> comparable(const store::RunRecord& run)
{
    std::map<std::string, Value> flat;
    const auto& text = run.resolvedRecipe.empty() ? run.recipe : run.resolvedRecipe;
    if (const auto recipe = documents::readRecipe(text))
        flatten("recipe", toValue(*recipe), flat);
    flat["data_version"] = run.datasetVersion;
    flat["state"] = std::string(toText(run.state));
    for (const char* name : {"metrics", "seconds", "steps", "epochs", "precision", "threads", "examples_per_second"})
        flatten(name, run.result.at(name), flat);
    return flat;
}

Result<Value> compareRuns(MethodContext& context, const Value& params)
{
    std::vector<std::map<std::string, Value>> runs;
    ValueList described;
    std::set<std::string> paths;
    for (const auto& name : params.at("runs").asList()) {
        FETTLE_TRY_ASSIGN(const auto run, findRun(context, ValueMap{{"run", name}}, "runs.compare"));
        described.push_back(describe(context, run, false));
        runs.push_back(comparable(run));
        for (const auto& [path, value] : runs.back())
            paths.insert(path);
    }
    ValueList differences;
    for (const auto& path : paths) {
        ValueList values;
        for (const auto& run : runs) {
            const auto found = run.find(path);
            values.push_back(found == run.end() ? Value() : found->second);
        }
        if (std::ranges::adjacent_find(values, std::not_equal_to<>()) != values.end())
            differences.push_back(ValueMap{{"path", path}, {"values", values}});
    }
    return Value(ValueMap{{"runs", described}, {"differences", differences}});
}

Result<Value> tagRun(MethodContext& context, const Value& params)
{
    FETTLE_TRY_ASSIGN(const auto run, findRun(context, params, "runs.tag"));
    std::vector<std::string> tags;
    for (const auto& item : params.at("tags").asList()) {
        FETTLE_TRY_ASSIGN(auto name, cleanName(item.asText()));
        tags.push_back(std::move(name));
    }
    FETTLE_TRY(context.service.writer.library().setTags(store::ItemKind::Run, run.id, tags));
    return showRun(context, ValueMap{{"run", run.id}});
}

Result<Value> noteRun(MethodContext& context, const Value& params)
{
    FETTLE_TRY_ASSIGN(const auto run, findRun(context, params, "runs.note"));
    FETTLE_TRY(context.service.writer.library().setNote(store::ItemKind::Run, run.id, params.at("note").asText()));
    return showRun(context, ValueMap{{"run", run.id}});
}

Result<Value> renameRun(MethodContext& context, const Value& params)
{
    FETTLE_TRY_ASSIGN(const auto run, findRun(context, params, "runs.rename"));
    FETTLE_TRY_ASSIGN(const auto name, cleanName(params.at("name").asText()));
    FETTLE_TRY(context.service.writer.runs().rename(run.id, name));
    return showRun(context, ValueMap{{"run", run.id}});
}

Result<Value> removeRun(MethodContext& context, const Value& params)
{
    FETTLE_TRY_ASSIGN(const auto run, findRun(context, params, "runs.delete"));
    FETTLE_TRY_ASSIGN(const auto entry, context.service.writer.library().remove(store::ItemKind::Run, run.id));
    return toValue(entry);
}

Result<Value> restoreRun(MethodContext& context, const Value& params)
{
    FETTLE_TRY_ASSIGN(const auto run, findRun(context, params, "runs.restore"));
    FETTLE_TRY(context.service.writer.library().restore(store::ItemKind::Run, run.id));
    return showRun(context, ValueMap{{"run", run.id}});
}

Result<Value> runSeries(MethodContext& context, const Value& params)
{
    FETTLE_TRY_ASSIGN(const auto run, findRun(context, params, "runs.series"));
    FETTLE_TRY(context.service.writer.metrics().commit());
    FETTLE_TRY_ASSIGN(const auto all, context.service.reader.series(run.id));
    ValueList values;
    for (const auto& item : all)
        values.push_back(ValueMap{{"series", item.name}, {"count", item.count}, {"last_step", item.lastStep}});
    return Value(ValueMap{{"run", run.id}, {"series", values}});
}

Result<Value> runMetrics(MethodContext& context, const Value& params)
{
    FETTLE_TRY_ASSIGN(const auto run, findRun(context, params, "runs.metrics"));
    FETTLE_TRY_ASSIGN(const auto name, needText(params, "runs.metrics", "series"));
    FETTLE_TRY(context.service.writer.metrics().commit());
    const auto first = params.at("first_step").asInteger(INT64_MIN);
    const auto last = params.at("last_step").asInteger(INT64_MAX);
    const auto buckets = params.at("buckets").asInteger();
    auto points = buckets > 0 ? context.service.reader.downsampledMetrics(run.id, name, buckets, first, last)
                              : context.service.reader.metrics(run.id, name, first, last);
    if (!points)
        return points.error();
    if (points->total == 0) {
        FETTLE_TRY_ASSIGN(const auto all, context.service.reader.series(run.id));
        if (std::ranges::find(all, name, &store::SeriesRecord::name) == all.end())
            return makeError("service.series_unknown", {{"run", run.id}, {"series", name}});
    }
    return toValue(*points);
}

Result<Value> adoptFolder(MethodContext& context, const Value& params)
{
    FETTLE_TRY_ASSIGN(const auto folder, needText(params, "runs.adopt", "folder"));
    FETTLE_TRY_ASSIGN(const auto project, projectOf(context, params));
    FETTLE_TRY_ASSIGN(const auto run, adoptRun(context.service, platform::fromUtf8(folder), project));
    context.publish("run", {}, run, ValueMap{{"run", run}, {"state", "adopted"}});
    return showRun(context, ValueMap{{"run", run}});
}

} // namespace

void addRunMethods(MethodTable& table)
{
    table["runs.list"] = listRuns;
    table["runs.show"] = showRun;
    table["runs.compare"] = compareRuns;
    table["runs.tag"] = tagRun;
    table["runs.note"] = noteRun;
    table["runs.rename"] = renameRun;
    table["runs.delete"] = removeRun;
    table["runs.restore"] = restoreRun;
    table["runs.series"] = runSeries;
    table["runs.metrics"] = runMetrics;
    table["runs.adopt"] = adoptFolder;
}

} // namespace fettle::service
