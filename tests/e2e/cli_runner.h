// SPDX-License-Identifier: GPL-3.0-or-later
// fettle-cli and fettle-worker as a user runs them, for the e2e and faults tests.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "engine/platform/child_process.h"
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

/// A workspace of its own; stops its supervisor at the end, and whatever else it left.
class CliRunner {
public:
    CliRunner() = default;
    ~CliRunner();

    /// fettle-cli --workspace … ARGUMENTS
    [[nodiscard]] CommandResult run(std::vector<std::string> arguments, int timeoutMs = 300'000) const;
    /// With --json; the test fails where stdout is not exactly one document or the exit code is not `expectedExit`.
    [[nodiscard]] nlohmann::json json(std::vector<std::string> arguments, int expectedExit = 0,
                                      int timeoutMs = 300'000) const;

    /// Starts it and returns at once, with its stderr for the caller to take. It is killed with the object; what it
    /// started in the background goes on.
    [[nodiscard]] platform::ChildProcess start(std::vector<std::string> arguments) const;

    [[nodiscard]] const platform::Path& folder() const { return m_temporary.path(); }
    [[nodiscard]] platform::Path workspace() const { return folder() / "workspace"; }
    /// From WORKSPACE/engine.pid, where it lives.
    [[nodiscard]] std::optional<std::int64_t> supervisorPid() const;
    /// The living processes of a program that work for this workspace, however they came to be (also one that is
    /// still starting, and a worker whose supervisor is gone).
    [[nodiscard]] std::vector<std::int64_t> programPids(const std::string& name) const;

    std::vector<std::pair<std::string, std::string>> environment; ///< added to every command

private:
    [[nodiscard]] std::vector<std::pair<std::string, std::string>> wholeEnvironment() const;

    TemporaryFolder m_temporary;
};

} // namespace fettle::test
