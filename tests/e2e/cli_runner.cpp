// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/cli_runner.h"

#include <filesystem>
#include <fstream>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "engine/platform/child_process.h"
#include "engine/platform/clock.h"
#include "engine/platform/files.h"
#include "tests/support/environment.h"

namespace fettle::test {
namespace {

constexpr std::uint64_t kMaxOutputBytes = std::uint64_t{256} << 20;

std::string readText(const platform::Path& file)
{
    auto text = platform::readWholeFile(file, kMaxOutputBytes);
    return text.ok() ? std::move(text).value() : std::string();
}

/// The parent process and name of a process, from /proc.
std::pair<std::int64_t, std::string> parentAndName(std::int64_t pid)
{
    std::ifstream stat("/proc/" + std::to_string(pid) + "/stat");
    std::string text((std::istreambuf_iterator<char>(stat)), {});
    const auto open = text.find('(');
    const auto close = text.rfind(')');
    if (open == std::string::npos || close == std::string::npos)
        return {};
    return {std::atoll(text.c_str() + close + 4), text.substr(open + 1, close - open - 1)};
}

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
}

CommandResult CliRunner::run(std::vector<std::string> arguments, int timeoutMs) const
{
    arguments.insert(arguments.begin(), {"--workspace", workspace().string()});
    auto all = environment;
    all.emplace_back("LANG", "C.UTF-8");
    return runProgram("fettle-cli", arguments, timeoutMs, all);
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

std::vector<std::int64_t> CliRunner::workerPids() const
{
    std::vector<std::int64_t> pids;
    const auto supervisor = supervisorPid();
    if (!supervisor)
        return pids;
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator("/proc", ignored)) {
        const auto pid = std::atoll(entry.path().filename().c_str());
        if (pid <= 0)
            continue;
        const auto [parent, name] = parentAndName(pid);
        if (parent == *supervisor && name.starts_with("fettle-worker") &&
            commandLine(pid).find("--interactive") == std::string::npos)
            pids.push_back(pid);
    }
    return pids;
}

} // namespace fettle::test
