// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/cli_runner.h"

#include <filesystem>
#include <fstream>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "engine/platform/clock.h"
#include "engine/platform/files.h"
#include "engine/platform/process.h"
#include "tests/support/environment.h"

namespace fettle::test {
namespace {

constexpr std::uint64_t kMaxOutputBytes = std::uint64_t{256} << 20;

std::string readText(const platform::Path& file)
{
    auto text = platform::readWholeFile(file, kMaxOutputBytes);
    return text.ok() ? std::move(text).value() : std::string();
}

/// Inherited by everything that a command starts: tells the processes of one workspace from all others.
constexpr const char* kMarkVariable = "FETTLE_TEST_FOLDER";

std::string commandLine(std::int64_t pid)
{
    std::ifstream file("/proc/" + std::to_string(pid) + "/cmdline");
    return {std::istreambuf_iterator<char>(file), {}};
}

} // namespace

CommandResult runProgram(const std::string& name, const std::vector<std::string>& arguments, int timeoutMs,
                         const std::vector<std::pair<std::string, std::string>>& environment)
{
    const TemporaryFolder streams;
    platform::ChildOptions options;
    // The shell only redirects; exec makes the program the child itself.
    options.program = "/bin/sh";
    options.arguments = {"-c", R"(out=$1; err=$2; shift 2; exec "$@" >"$out" 2>"$err" </dev/null)", "sh",
                         (streams.path() / "out").string(), (streams.path() / "err").string(), program(name).string()};
    options.arguments.insert(options.arguments.end(), arguments.begin(), arguments.end());
    for (const auto& [key, value] : environment)
        options.environment.emplace_back(key, value);
    const platform::SystemClock clock;
    const auto started = clock.monotonicMs();
    CommandResult result;
    auto child = platform::ChildProcess::spawn(options);
    REQUIRE_MESSAGE(child.ok(), (child.ok() ? std::string() : toLogLine(child.error())));
    const auto status = child->wait(timeoutMs);
    if (!status)
        child->kill();
    result.exitCode = status && status->code ? *status->code : -1;
    result.seconds = static_cast<double>(clock.monotonicMs() - started) / 1000.0;
    result.output = readText(streams.path() / "out");
    result.errors = readText(streams.path() / "err");
    return result;
}

CliRunner::~CliRunner()
{
    if (supervisorPid())
        static_cast<void>(run({"engine", "stop"}, 60'000));
    for (const char* name : {"fettle-engine", "fettle-worker", "fettle-cli"})
        for (const auto pid : programPids(name))
            if (const auto start = platform::processStart(pid)) {
                static_cast<void>(platform::signalProcess(pid, *start, platform::ProcessSignal::Kill));
                static_cast<void>(platform::waitForEnd(pid, *start, 10'000));
            }
}

std::vector<std::pair<std::string, std::string>> CliRunner::wholeEnvironment() const
{
    auto all = environment;
    all.emplace_back("LANG", "C.UTF-8");
    all.emplace_back(kMarkVariable, folder().string());
    return all;
}

CommandResult CliRunner::run(std::vector<std::string> arguments, int timeoutMs) const
{
    arguments.insert(arguments.begin(), {"--workspace", workspace().string()});
    return runProgram("fettle-cli", arguments, timeoutMs, wholeEnvironment());
}

platform::ChildProcess CliRunner::start(std::vector<std::string> arguments) const
{
    platform::ChildOptions options;
    options.program = program("fettle-cli");
    options.arguments = {"--workspace", workspace().string()};
    options.arguments.insert(options.arguments.end(), arguments.begin(), arguments.end());
    for (const auto& [key, value] : wholeEnvironment())
        options.environment.emplace_back(key, value);
    options.output = platform::ChildOptions::Stream::Null;
    options.errors = platform::ChildOptions::Stream::Pipe;
    auto child = platform::ChildProcess::spawn(options);
    REQUIRE_MESSAGE(child.ok(), (child.ok() ? std::string() : toLogLine(child.error())));
    return std::move(child).value();
}

nlohmann::json CliRunner::json(std::vector<std::string> arguments, int expectedExit, int timeoutMs) const
{
    arguments.emplace_back("--json");
    const auto result = run(arguments, timeoutMs);
    std::string line;
    for (const auto& argument : arguments)
        line += argument + " ";
    CAPTURE(line);
    CAPTURE(result.errors);
    CAPTURE(result.output);
    REQUIRE(result.exitCode == expectedExit);
    // Exactly one document: one line that parses, and nothing after it.
    REQUIRE(std::count(result.output.begin(), result.output.end(), '\n') == 1);
    auto document = nlohmann::json::parse(result.output, nullptr, false);
    REQUIRE(!document.is_discarded());
    return document;
}

std::optional<std::int64_t> CliRunner::supervisorPid() const
{
    const auto text = readText(workspace() / "engine.pid");
    const auto pid = std::atoll(text.c_str());
    if (pid <= 0 || commandLine(pid).find("fettle-engine") == std::string::npos)
        return std::nullopt;
    return pid;
}

std::vector<std::int64_t> CliRunner::programPids(const std::string& name) const
{
    const std::string mark = std::string(kMarkVariable) + "=" + folder().string() + '\0';
    std::vector<std::int64_t> pids;
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator("/proc", ignored)) {
        const auto pid = std::atoll(entry.path().filename().c_str());
        if (pid <= 0 || std::filesystem::read_symlink(entry.path() / "exe", ignored).filename() != name)
            continue;
        std::ifstream file(entry.path() / "environ");
        const std::string variables{std::istreambuf_iterator<char>(file), {}};
        if (variables.find(mark) != std::string::npos)
            pids.push_back(pid);
    }
    return pids;
}

} // namespace fettle::test
