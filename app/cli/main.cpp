// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include <QCoreApplication>

#include "app/cli/commands.h"
#include "app/cli/exit_code.h"
#include "engine/contract/client_protocol.h"
#include "engine/platform/process.h"

namespace {

using namespace fettle;

/// Help is made in the language that --lang asks for, so it is looked for before anything is parsed.
client::Sentences chosenLanguage(int argc, char** argv)
{
    for (int i = 1; i < argc; ++i) {
        const std::string_view argument = argv[i];
        if (argument == "--lang" && i + 1 < argc)
            return client::Sentences(argv[i + 1]);
        if (argument.starts_with("--lang="))
            return client::Sentences(argument.substr(7));
    }
    return client::Sentences::fromEnvironment();
}

/// "help train" is "train --help".
std::vector<char*> withHelpFlag(int argc, char** argv)
{
    static char flag[] = "--help";
    std::vector<char*> arguments(argv, argv + argc);
    for (std::size_t i = 1; i < arguments.size(); ++i) {
        const std::string_view argument = arguments[i];
        if (argument == "--lang" || argument == "--workspace") {
            ++i; // its value
        } else if (!argument.starts_with('-')) {
            if (argument == "help") {
                arguments.erase(arguments.begin() + static_cast<std::ptrdiff_t>(i));
                arguments.push_back(flag);
            }
            break;
        }
    }
    return arguments;
}

} // namespace

int main(int argc, char** argv)
{
    platform::ensureStandardDescriptors();
    platform::ignoreBrokenPipes();
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName("fettle-cli");

    cli::CliContext context(chosenLanguage(argc, argv));
    CLI::App app(context.say(FETTLE_CLI("Fettle: train models on your own data, on your own machine.")));
    app.set_version_flag("--version", std::string(kFettleVersion));
    std::string language;
    app.add_option("--workspace", context.workspace, context.say(FETTLE_CLI("Folder that holds datasets, trainings and models")));
    app.add_flag("--json", context.json, context.say(FETTLE_CLI("Print exactly one JSON document; progress goes to standard error")));
    app.add_option("--lang", language, context.say(FETTLE_CLI("en or zh_CN; LANG decides otherwise")));
    app.require_subcommand(1);
    // --json and --workspace may stand before or after the command.
    app.fallthrough();

    int exitCode = cli::kSuccess;
    cli::addDataCommands(app, context, exitCode);
    cli::addProjectCommands(app, context, exitCode);
    cli::addTrainCommand(app, context, exitCode);
    cli::addQueueCommands(app, context, exitCode);
    cli::addRunCommands(app, context, exitCode);
    cli::addModelCommands(app, context, exitCode);
    cli::addPredictCommand(app, context, exitCode);
    cli::addSearchCommands(app, context, exitCode);
    cli::addCatalogCommands(app, context, exitCode);
    cli::addEngineCommands(app, context, exitCode);
    app.footer(context.say(FETTLE_CLI("Exit codes: 0 done, 1 failed, 2 wrong usage, 3 paused or stopped, 4 the background program "
                                      "can't be reached, 130 interrupted (the training goes on).")));
    try {
        const auto arguments = withHelpFlag(argc, argv);
        app.parse(static_cast<int>(arguments.size()), arguments.data());
    } catch (const CLI::ParseError& error) {
        const int code = app.exit(error);
        return code == 0 ? cli::kSuccess : cli::kUsage;
    }
    return exitCode;
}
