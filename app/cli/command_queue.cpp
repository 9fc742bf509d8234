// SPDX-License-Identifier: GPL-3.0-or-later
#include <memory>

#include <nlohmann/json.hpp>

#include "app/cli/commands.h"
#include "app/cli/exit_code.h"
#include "engine/contract/job.h"

namespace fettle::cli {
namespace {

int listJobs(CliContext& context, bool all)
{
    ValueMap params;
    if (all)
        params["all"] = true;
    const auto list = context.call("jobs.list", params);
    if (!list)
        return context.fail(list.error());
    context.printJson(*list);
    if (context.json)
        return kSuccess;
    std::vector<std::vector<std::string>> table{{context.say(FETTLE_CLI("Job")), context.say(FETTLE_CLI("Kind")),
                                                 context.say(FETTLE_CLI("State")), context.say(FETTLE_CLI("Progress")),
                                                 context.say(FETTLE_CLI("Title"))}};
    for (const auto& job : list->at("jobs").asList())
        table.push_back({job.at("id").asText(), context.sentences().word("job", job.at("kind").asText()),
                         context.sentences().word("state", job.at("state").asText()),
                         context.sentences().percent(job.at("progress").asReal()), job.at("title").asText()});
    context.printTable(table);
    return kSuccess;
}

int waitForJobs(CliContext& context, const std::vector<std::string>& jobs)
{
    ValueList documents;
    int exitCode = kSuccess;
    for (const auto& id : jobs) {
        const auto job = watchJob(context, id);
        if (!job)
            return context.fail(job.error());
        if (const int code = exitCodeOf(*job); code != kSuccess)
            exitCode = code;
        if (job->error && !context.json)
            context.note(*job->error);
        if (!context.json)
            context.print(job->id + "  " + context.sentences().word("state", toText(job->state)));
        documents.push_back(toValue(*job));
    }
    // One job is one object, as `queue wait JOB` promises; several are a list.
    context.printJson(documents.size() == 1 ? documents.front() : Value(ValueMap{{"jobs", documents}}));
    return exitCode;
}

/// A verb on one job: pause, resume, stop, retry, clone.
CLI::App* addVerb(CLI::App& queue, CliContext& context, int& exitCode, const char* verb, const std::string& help,
                  ValueMap extra = {})
{
    auto* command = queue.add_subcommand(verb, help);
    auto job = std::make_shared<std::string>();
    command->add_option("job", *job, context.say(FETTLE_CLI("Job")))->required();
    const std::string method = std::string("jobs.") + verb;
    command->callback([&context, &exitCode, job, method, extra] {
        ValueMap params = extra;
        params["job"] = *job;
        exitCode = printAnswer(context, method, params);
    });
    return command;
}

void addStop(CLI::App& queue, CliContext& context, int& exitCode)
{
    auto* command = queue.add_subcommand("stop", context.say(FETTLE_CLI("Stop and save the model so far, or discard")));
    auto job = std::make_shared<std::string>();
    auto discard = std::make_shared<bool>(false);
    command->add_option("job", *job, context.say(FETTLE_CLI("Job")))->required();
    command->add_flag("--discard", *discard, context.say(FETTLE_CLI("Keep nothing")));
    command->callback([&context, &exitCode, job, discard] {
        exitCode = printAnswer(context, "jobs.stop", {{"job", *job}, {"mode", *discard ? "discard" : "save"}});
    });
}

void addMove(CLI::App& queue, CliContext& context, int& exitCode)
{
    auto* command = queue.add_subcommand("move", context.say(FETTLE_CLI("Change a job's place in the queue")));
    auto job = std::make_shared<std::string>();
    auto before = std::make_shared<std::string>();
    auto after = std::make_shared<std::string>();
    auto priority = std::make_shared<std::optional<std::int64_t>>();
    command->add_option("job", *job, context.say(FETTLE_CLI("Job")))->required();
    auto* place = command->add_option_group("place");
    place->add_option("--before", *before, context.say(FETTLE_CLI("Job that it should come before")));
    place->add_option("--after", *after, context.say(FETTLE_CLI("Job that it should come after")));
    place->add_option("--priority", *priority, context.say(FETTLE_CLI("Higher ones run first")));
    place->require_option(1);
    command->callback([&context, &exitCode, job, before, after, priority] {
        ValueMap params{{"job", *job}};
        if (!before->empty())
            params["before"] = *before;
        if (!after->empty())
            params["after"] = *after;
        if (*priority)
            params["priority"] = **priority;
        exitCode = printAnswer(context, "jobs.move", params);
    });
}

} // namespace

void addQueueCommands(CLI::App& app, CliContext& context, int& exitCode)
{
    auto* queue = app.add_subcommand("queue", context.say(FETTLE_CLI("See and steer what waits and runs")));
    queue->require_subcommand(0, 1);
    auto* list = queue->add_subcommand("list", context.say(FETTLE_CLI("What waits and runs")));
    auto all = std::make_shared<bool>(false);
    list->add_flag("--all", *all, context.say(FETTLE_CLI("Also what has ended")));
    addVerb(*queue, context, exitCode, "show", context.say(FETTLE_CLI("Everything about one job")));
    addVerb(*queue, context, exitCode, "pause", context.say(FETTLE_CLI("Save a checkpoint and wait")));
    addVerb(*queue, context, exitCode, "resume", context.say(FETTLE_CLI("Go on")));
    addVerb(*queue, context, exitCode, "retry", context.say(FETTLE_CLI("Try a failed job again")));
    addVerb(*queue, context, exitCode, "clone", context.say(FETTLE_CLI("Queue the same job once more")));
    addStop(*queue, context, exitCode);
    addMove(*queue, context, exitCode);
    auto* wait = queue->add_subcommand("wait", context.say(FETTLE_CLI("Wait until a job has ended")));
    auto jobs = std::make_shared<std::vector<std::string>>();
    wait->add_option("jobs", *jobs, context.say(FETTLE_CLI("Jobs")))->required();
    wait->callback([&context, &exitCode, jobs] { exitCode = waitForJobs(context, *jobs); });
    queue->footer(examples(context, "  fettle-cli queue list\n  fettle-cli queue pause JOB\n"
                                    "  fettle-cli queue move JOB --before OTHER\n  fettle-cli queue wait JOB --json"));
    queue->final_callback([&context, &exitCode, queue, list, all] {
        if (queue->get_subcommands().empty() || queue->got_subcommand(list))
            exitCode = listJobs(context, *all);
    });
}

} // namespace fettle::cli
