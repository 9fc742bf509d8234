// SPDX-License-Identifier: GPL-3.0-or-later
// fettle-engine [--workspace DIR] [--detach | --announce] [--version | --help]
//   without either: runs in the foreground until it is idle or told to stop
//   --detach: starts another one that outlives this process, which announces itself on this one's stdout
//   --announce: prints one line, {"type":"ready"} or {"type":"error","error":{…}}, and lets stdout go
#include <cstdio>
#include <optional>
#include <string>
#include <string_view>

#include <QCoreApplication>
#include <nlohmann/json.hpp>

#include "engine/contract/client_protocol.h"
#include "engine/contract/error_codes.h"
#include "engine/contract/sentence.h"
#include "engine/contract/worker_protocol.h"
#include "engine/platform/child_process.h"
#include "engine/platform/line_channel.h"
#include "engine/platform/process.h"
#include "engine/platform/workspace_socket.h"
#include "engine/service/pretrained_task.h"
#include "engine/service/project_task.h"
#include "engine/service/project_transfers.h"
#include "engine/service/supervisor.h"

using namespace fettle;

namespace {

struct Arguments {
    platform::Path workspace = platform::defaultWorkspace();
    bool detach = false;
    bool announce = false;
    bool version = false;
    bool help = false;
};

constexpr const char* kUsage = "usage: fettle-engine [--workspace DIR] [--detach | --announce] [--version] [--help]\n";
constexpr const char* kHelp =
    "\n"
    "Keeps one workspace: its queue, its database and the programs that train. fettle and fettle-cli start it by\n"
    "themselves, and it ends a minute after the last of them and the last job.\n"
    "\n"
    "  --workspace DIR  the folder; the user's own otherwise\n"
    "  --detach         start another one that outlives this command\n"
    "  --announce       say on standard output when it is ready, or why it is not\n"
    "  --version        print the version and end\n"
    "  --help           print this and end\n";

std::optional<Arguments> parse(int argc, char** argv)
{
    Arguments arguments;
    for (int i = 1; i < argc; ++i) {
        const std::string_view argument = argv[i];
        if (argument == "--workspace" && i + 1 < argc)
            arguments.workspace = argv[++i];
        else if (argument == "--detach")
            arguments.detach = true;
        else if (argument == "--announce")
            arguments.announce = true;
        else if (argument == "--version")
            arguments.version = true;
        else if (argument == "--help" || argument == "-h")
            arguments.help = true;
        else
            return std::nullopt;
    }
    return arguments;
}

/// For somebody who starts it by hand; clients make their own sentences from the error's data.
std::string sentence(const Error& error)
{
    const auto* code = findErrorCode(error.code);
    const auto text = code ? fillSentence(code->sentence, error.arguments, plainEnglish) : error.code;
    return error.detail.empty() ? text : text + "\n  " + error.detail;
}

int detach(const Arguments& arguments)
{
    platform::ChildOptions options;
    options.program = platform::executablePath();
    options.arguments = {"--workspace", arguments.workspace.native(), "--announce"};
    options.output = platform::ChildOptions::Stream::Inherit;
    options.errors = platform::ChildOptions::Stream::Inherit;
    options.workingFolder = "/";
    const auto pid = platform::ChildProcess::spawnDetached(options);
    if (pid)
        return 0;
    std::printf("%s\n", encodeMessage("error", {{"error", toJson(pid.error())}}).c_str());
    return 1;
}

} // namespace

int main(int argc, char** argv)
{
    platform::ensureStandardDescriptors();
    platform::ignoreBrokenPipes();
    // What the program starts itself for, with the work on one project file.
    if (const auto task = service::taskFromArguments({argv + 1, argv + argc}))
        return service::runProjectTask(*task);
    if (argc == 2 && std::string_view(argv[1]) == service::kPretrainedArgument) {
        const QCoreApplication application(argc, argv);
        return service::runPretrainedTask();
    }
    auto arguments = parse(argc, argv);
    if (!arguments) {
        std::fputs(kUsage, stderr);
        return 2;
    }
    if (arguments->help) {
        std::printf("%s%s", kUsage, kHelp);
        return 0;
    }
    if (arguments->version) {
        std::printf("fettle-engine %s (protocol %d)\n", kFettleVersion, kClientProtocolVersion);
        return 0;
    }
    std::error_code ignored;
    arguments->workspace = std::filesystem::absolute(arguments->workspace, ignored);
    if (arguments->detach)
        return detach(*arguments);

    std::optional<platform::LineWriter> announcement;
    if (arguments->announce)
        if (auto stdoutCopy = platform::takeStdout())
            announcement.emplace(std::move(stdoutCopy).value());
    const auto announce = [&announcement](std::string_view type, nlohmann::json body) {
        if (announcement)
            static_cast<void>(announcement->writeLine(encodeMessage(type, std::move(body)), 5000));
        announcement.reset();
    };

    QCoreApplication application(argc, argv);
    service::Supervisor supervisor(service::ServiceOptions::fromEnvironment(arguments->workspace));
    QObject::connect(&supervisor, &service::Supervisor::finished, &application, &QCoreApplication::quit,
                     Qt::QueuedConnection);
    if (const auto started = supervisor.start(); !started) {
        if (!arguments->announce)
            std::fprintf(stderr, "%s\n", sentence(started.error()).c_str());
        announce("error", {{"error", toJson(started.error())}});
        return started.error().code == "platform.lock_held" ? 3 : 1;
    }
    announce("ready", {{"pid", platform::ownProcessId()}});
    return application.exec();
}
