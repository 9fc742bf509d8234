// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdio>
#include <memory>

#include "app/cli/commands.h"
#include "app/cli/exit_code.h"
#include "engine/platform/paths.h"
#include "engine/platform/terminal.h"

namespace fettle::cli {
namespace {

/// Calls what packs or unpacks, and shows at a terminal how far it is.
Result<Value> callWithProgress(CliContext& context, const std::string& method, const ValueMap& params)
{
    FETTLE_TRY_ASSIGN(auto* connection, context.connection());
    if (!platform::isTerminal(platform::StandardStream::Errors))
        return connection->call(method, params);
    connection->subscribe({"project"});
    bool drawn = false;
    const auto shown = QObject::connect(connection, &client::Connection::eventCame, connection, [&](const ClientEvent& event) {
        if (event.topic != "project" || !event.payload.at("progress").isNumber())
            return;
        std::fprintf(stderr, "\r%3.0f%%", 100.0 * event.payload.at("progress").asReal());
        std::fflush(stderr);
        drawn = true;
    });
    auto answer = connection->call(method, params);
    QObject::disconnect(shown);
    if (drawn)
        std::fputs("\r    \r", stderr);
    return answer;
}

int listProjects(CliContext& context)
{
    const auto list = context.call("projects.list");
    if (!list)
        return context.fail(list.error());
    context.printJson(*list);
    if (context.json)
        return kSuccess;
    std::vector<std::vector<std::string>> table{{context.say(FETTLE_CLI("Name")), context.say(FETTLE_CLI("Id")),
                                                 context.say(FETTLE_CLI("Created"))}};
    for (const auto& project : list->at("projects").asList())
        table.push_back({project.at("name").asText(), project.at("id").asText(), project.at("created_utc").asText()});
    context.printTable(table);
    return kSuccess;
}

int exportProject(CliContext& context, const std::string& project, const std::string& given)
{
    auto file = platform::fromUtf8(absolutePath(given.empty() ? "." : given));
    std::error_code ignored;
    if (std::filesystem::is_directory(file, ignored))
        file /= platform::fromUtf8(platform::fileNameFromLabel(project) + ".fettle");
    const auto answer = callWithProgress(context, "projects.export", {{"project", project}, {"path", platform::toUtf8(file)}});
    if (!answer)
        return context.fail(answer.error());
    context.printJson(*answer);
    if (context.json)
        return kSuccess;
    context.print(context.say(FETTLE_CLI("Exported to \"{path}\" ({size_bytes:bytes}): trainings: {runs}, models: {models}."),
                              answer->asMap()));
    if (answer->at("runs_left_out").asInteger() > 0)
        context.print(context.say(FETTLE_CLI("Trainings left out because they have not ended: {runs_left_out}."), answer->asMap()));
    if (!answer->at("bases_left_out").asText().empty())
        context.print(context.say(FETTLE_CLI("Not on this computer, so not in the file: {bases_left_out}. Models that LoRA trained from it need it on the computer that uses them."),
                                  answer->asMap()));
    return kSuccess;
}

int importProject(CliContext& context, const std::string& file)
{
    const auto answer = callWithProgress(context, "projects.import", {{"path", absolutePath(file)}});
    if (!answer)
        return context.fail(answer.error());
    context.printJson(*answer);
    if (!context.json)
        context.print(context.say(FETTLE_CLI("The project \"{name}\" is here now (trainings: {runs})."),
                                  {{"name", answer->at("project").at("name")}, {"runs", answer->at("runs")}}));
    return kSuccess;
}

} // namespace

void addProjectCommands(CLI::App& app, CliContext& context, int& exitCode)
{
    auto* command = app.add_subcommand("projects", context.say(FETTLE_CLI("List projects, put one into a file, open such a file")));
    command->require_subcommand(0, 1);
    command->add_subcommand("list", context.say(FETTLE_CLI("All projects")));
    auto* out = command->add_subcommand("export", context.say(FETTLE_CLI("Write a project with data, trainings and models into one file")));
    auto project = std::make_shared<std::string>();
    auto target = std::make_shared<std::string>();
    out->add_option("project", *project, context.say(FETTLE_CLI("Name or id")))->required();
    out->add_option("file", *target, context.say(FETTLE_CLI("File or folder to write to; the current folder otherwise")));
    out->footer(examples(context, "  fettle-cli projects export flowers\n"
                                  "  fettle-cli projects export flowers ~/backup/flowers.fettle\n"));
    out->callback([&context, &exitCode, project, target] { exitCode = exportProject(context, *project, *target); });
    auto* in = command->add_subcommand("import", context.say(FETTLE_CLI("Take in a project file of this or another machine")));
    auto file = std::make_shared<std::string>();
    in->add_option("file", *file, context.say(FETTLE_CLI("Project file (.fettle)")))->required();
    in->footer(examples(context, "  fettle-cli projects import flowers.fettle\n"));
    in->callback([&context, &exitCode, file] { exitCode = importProject(context, *file); });
    command->footer(examples(context, "  fettle-cli projects list\n"
                                      "  fettle-cli projects export flowers flowers.fettle\n"
                                      "  fettle-cli projects import flowers.fettle\n"));
    command->final_callback([&context, &exitCode, command, out, in] {
        if (!command->got_subcommand(out) && !command->got_subcommand(in))
            exitCode = listProjects(context);
    });
}

} // namespace fettle::cli
