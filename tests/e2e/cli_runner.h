// SPDX-License-Identifier: GPL-3.0-or-later
// fettle-cli and fettle-worker as a user runs them, for the e2e and faults tests.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "engine/platform/paths.h"
#include "tests/support/temporary_folder.h"

namespace fettle::test {

struct CommandResult {
    int exitCode = -1; ///< −1: killed or not ended in time
    std::string output;
    std::string errors;
    double seconds = 0.0;
};

/// Runs a program under test to its end.
[[nodiscard]] CommandResult runProgram(const std::string& name, const std::vector<std::string>& arguments,
                                       int timeoutMs = 300'000,
                                       const std::vector<std::pair<std::string, std::string>>& environment = {});

/// A workspace of its own; stops its supervisor at the end.
class CliRunner {
public:
    CliRunner() = default;
    ~CliRunner();

    /// fettle-cli --workspace … ARGUMENTS
    [[nodiscard]] CommandResult run(std::vector<std::string> arguments, int timeoutMs = 300'000) const;
    /// With --json; the test fails where stdout is not exactly one document or the exit code is not `expectedExit`.
    [[nodiscard]] nlohmann::json json(std::vector<std::string> arguments, int expectedExit = 0, int timeoutMs = 300'000) const;

    [[nodiscard]] const platform::Path& folder() const { return m_temporary.path(); }
    [[nodiscard]] platform::Path workspace() const { return folder() / "workspace"; }
    /// From WORKSPACE/engine.pid, where it lives.
    [[nodiscard]] std::optional<std::int64_t> supervisorPid() const;
    /// Workers: children of the supervisor named fettle-worker that hold a job.
    [[nodiscard]] std::vector<std::int64_t> workerPids() const;

    std::vector<std::pair<std::string, std::string>> environment; ///< added to every command

private:
    TemporaryFolder m_temporary;
};

} // namespace fettle::test
