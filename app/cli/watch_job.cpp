// SPDX-License-Identifier: GPL-3.0-or-later
#include <nlohmann/json.hpp>

#include "app/cli/commands.h"
#include "app/cli/exit_code.h"
#include "app/cli/live_display.h"
#include "engine/platform/paths.h"

namespace fettle::cli {

Result<Job> watchJob(CliContext& context, const std::string& job)
{
    FETTLE_TRY_ASSIGN(auto* connection, context.connection());
    connection->subscribe({}, {}, job);
    LiveDisplay display(context);
    return connection->waitForJob(job, [&display](const ClientEvent& event) { display.event(event); });
}

int exitCodeOf(const Job& job)
{
    if (job.state == JobState::Completed)
        return kSuccess;
    return job.state == JobState::Failed ? kFailed : kStopped;
}

int printAnswer(CliContext& context, const std::string& method, const ValueMap& params)
{
    const auto answer = context.call(method, params);
    if (!answer)
        return context.fail(answer.error());
    context.printJson(*answer);
    if (!context.json)
        context.print(toJson(*answer).dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
    return kSuccess;
}

std::string absolutePath(const std::string& argument)
{
    // What the shell hands over are bytes; on the wire names are UTF-8.
    return platform::toUtf8(std::filesystem::absolute(platform::Path(argument)).lexically_normal());
}

std::string examples(const CliContext& context, const std::string& lines)
{
    return context.say(FETTLE_CLI("Examples:")) + "\n" + lines;
}

} // namespace fettle::cli
