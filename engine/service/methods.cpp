// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/methods.h"

#include <nlohmann/json.hpp>

#include "engine/platform/paths.h"

namespace fettle::service {

void publishJob(MethodContext& context, const std::string& job)
{
    if (const auto row = context.service.reader.job(job))
        context.publish("job", row->id, row->run, toValue(*row));
}

Result<std::string> needText(const Value& params, std::string_view method, std::string_view name)
{
    const auto& value = params.at(name);
    if (!value.isText() || value.asText().empty())
        return makeError("service.bad_parameters",
                         {{"method", method}, {"missing", name}});
    return value.asText();
}

Error notFoundAs(const Error& error, std::string_view code, std::string_view name, const std::string& value)
{
    if (error.code != "store.not_found")
        return error;
    return makeError(code, {{std::string(name), value}});
}

Result<std::string> cleanName(std::string_view name)
{
    std::string clean = platform::bytesToUtf8(name);
    std::erase_if(clean, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
    const auto first = clean.find_first_not_of(' ');
    if (first == std::string::npos)
        return makeError("service.name_empty");
    clean = clean.substr(first, clean.find_last_not_of(' ') - first + 1);
    if (clean.size() > 200) {
        std::size_t end = 200;
        // Not in the middle of a character.
        while (end > 0 && (static_cast<unsigned char>(clean[end]) & 0xc0) == 0x80)
            --end;
        clean.resize(end);
    }
    return clean;
}

Result<std::string> projectOf(const MethodContext& context, const Value& params)
{
    const auto& name = params.at("project").asText();
    if (name.empty())
        return std::string();
    const auto project = context.service.reader.project(name);
    if (!project)
        return notFoundAs(project.error(), "service.unknown_project", "project", name);
    return project->id;
}

Result<Job> submitJob(MethodContext& context, const store::NewJob& job)
{
    FETTLE_TRY_ASSIGN(auto row, context.service.writer.queue().submit(job));
    publishJob(context, row.id);
    context.runner.scheduleSoon();
    return row;
}

} // namespace fettle::service
