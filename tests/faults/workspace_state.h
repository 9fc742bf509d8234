// SPDX-License-Identifier: GPL-3.0-or-later
// What stands in a workspace, read from outside: beside a living supervisor, or after it was killed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "tests/e2e/cli_runner.h"

namespace fettle::test {

/// A job as its row says.
struct JobRow {
    std::string state;
    std::int64_t attempts = 0;
    std::int64_t workerPid = 0; ///< 0: none holds it
};
/// Nothing where there is no such job (or no database yet).
[[nodiscard]] std::optional<JobRow> findJobRow(const CliRunner& cli, const std::string& job);
/// Completed, failed, stopped: nothing more is to come.
[[nodiscard]] bool isOver(const std::string& state);
/// The first column of the first row of a query; -1 where there is none.
[[nodiscard]] std::int64_t numberFrom(const CliRunner& cli, const std::string& sql);
[[nodiscard]] std::string textFrom(const CliRunner& cli, const std::string& sql);

/// The database can be read, is what it claims to be, and no row points to nowhere.
void checkDatabase(const CliRunner& cli);

/// Every checkpoint that can be seen is whole and of one step: its state and its tensors have their checksums. Drafts
/// are nothing that anybody reads.
void checkCheckpoints(const CliRunner& cli, const std::string& run);
/// Whether a checkpoint holds tensors in another order than rows, as channels-last weights are.
[[nodiscard]] bool hasReorderedTensors(const CliRunner& cli, const std::string& run);

} // namespace fettle::test
