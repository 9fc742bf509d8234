// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/import_flow.h"

#include <charconv>

#include <nlohmann/json.hpp>

#include "app/cli/commands.h"
#include "engine/platform/paths.h"

namespace fettle::cli {

Error badArgument(const std::string& option, const std::string& value, Value expected)
{
    return makeError("client.bad_argument", {{"option", option}, {"value", value}, {"expected", std::move(expected)}});
}

namespace {

/// "column=kind": the last '=' separates, so that a column's name may hold one.
Result<std::pair<std::string, std::string>> splitAssignment(const std::string& option, const std::string& text)
{
    const auto position = text.rfind('=');
    if (position == std::string::npos || position == 0)
        return badArgument(option, text, FETTLE_PHRASE("COLUMN=VALUE"));
    return std::pair(text.substr(0, position), text.substr(position + 1));
}

Result<void> addOverrides(ImportRequest& request, const ImportArguments& arguments)
{
    for (const auto& text : arguments.kinds) {
        FETTLE_TRY_ASSIGN(const auto pair, splitAssignment("--kind", text));
        const auto kind = fromText<FieldKind>(pair.second);
        if (!kind)
            return badArgument("--kind", pair.second, allNames<FieldKind>());
        request.overrides.push_back({pair.first, kind, std::nullopt});
    }
    for (const auto& text : arguments.roles) {
        FETTLE_TRY_ASSIGN(const auto pair, splitAssignment("--role", text));
        const auto role = fromText<FieldRole>(pair.second);
        if (!role)
            return badArgument("--role", pair.second, allNames<FieldRole>());
        request.overrides.push_back({pair.first, std::nullopt, role});
    }
    return {};
}

Result<void> addSplit(ImportRequest& request, const ImportArguments& arguments)
{
    if (arguments.splitMethod.empty() && arguments.validation < 0.0 && arguments.test < 0.0)
        return {};
    SplitPolicy split;
    // Shares alone leave the split that the files bring as it is.
    split.method = SplitMethod::Given;
    split.seed = arguments.seed;
    split.column = arguments.splitColumn;
    if (!arguments.splitMethod.empty()) {
        const auto method = fromText<SplitMethod>(arguments.splitMethod);
        if (!method)
            return badArgument("--split", arguments.splitMethod, allNames<SplitMethod>());
        split.method = *method;
    }
    if (arguments.validation >= 0.0)
        split.validation = arguments.validation;
    if (arguments.test >= 0.0)
        split.test = arguments.test;
    request.split = split;
    return {};
}

} // namespace

Result<ImportRequest> importRequest(const ImportArguments& arguments)
{
    ImportRequest request;
    for (const auto& path : arguments.paths)
        request.paths.push_back(absolutePath(path));
    request.name = arguments.name;
    if (request.name.empty() && !arguments.paths.empty()) {
        auto path = platform::fromUtf8(request.paths.front());
        request.name = platform::toUtf8(path.has_stem() ? path.stem() : path.parent_path().filename());
    }
    request.seed = arguments.seed;
    const auto option = [&request](const char* name, const std::string& value) {
        if (!value.empty())
            request.options[name] = value;
    };
    option("target", arguments.target);
    option("delimiter", arguments.delimiter == "\\t" ? "\t" : arguments.delimiter);
    option("encoding", arguments.encoding);
    option("importer", arguments.importer);
    option("header", arguments.header);
    for (const auto& text : arguments.options) {
        FETTLE_TRY_ASSIGN(const auto pair, splitAssignment("--option", text));
        // A form sends whole numbers as such.
        std::int64_t number = 0;
        const char* const end = pair.second.data() + pair.second.size();
        const auto [rest, error] = std::from_chars(pair.second.data(), end, number);
        request.options[pair.first] = error == std::errc{} && rest == end ? Value(number) : Value(pair.second);
    }
    FETTLE_TRY(addOverrides(request, arguments));
    FETTLE_TRY(addSplit(request, arguments));
    return request;
}

Result<Imported> importAndWait(CliContext& context, const ImportRequest& request)
{
    FETTLE_TRY_ASSIGN(const Value queued, context.call("datasets.import", toValue(request).asMap()));
    FETTLE_TRY_ASSIGN(Job job, watchJob(context, queued.at("job").asText()));
    if (job.state != JobState::Completed)
        return job.error ? *job.error : makeError("client.job_not_completed", {{"job", job.id}, {"state", std::string(toText(job.state))}});
    Imported imported;
    imported.dataset = queued.at("dataset").asText();
    imported.manifestPath = job.result.at("manifest_path").asText();
    FETTLE_TRY_ASSIGN(imported.manifest, fromValue<DatasetManifest>(job.result.at("manifest")));
    imported.job = std::move(job);
    return imported;
}

} // namespace fettle::cli
