// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>

#include "app/cli/cli_context.h"

namespace fettle::cli {

/// Adds subcommands to `app`; the callback of the one that runs sets `exitCode` (exit_code.h).
void addDataCommands(CLI::App& app, CliContext& context, int& exitCode);    ///< import datasets preview samples
void addProjectCommands(CLI::App& app, CliContext& context, int& exitCode); ///< projects
void addTrainCommand(CLI::App& app, CliContext& context, int& exitCode);    ///< train
void addQueueCommands(CLI::App& app, CliContext& context, int& exitCode);   ///< queue
void addRunCommands(CLI::App& app, CliContext& context, int& exitCode);     ///< runs
void addModelCommands(CLI::App& app, CliContext& context, int& exitCode);   ///< models
void addPredictCommand(CLI::App& app, CliContext& context, int& exitCode);  ///< predict
void addSearchCommands(CLI::App& app, CliContext& context, int& exitCode);   ///< search classify
void addCatalogCommands(CLI::App& app, CliContext& context, int& exitCode); ///< components templates check
void addEngineCommands(CLI::App& app, CliContext& context, int& exitCode);  ///< engine doctor

struct ImportArguments;
/// The options by which `import` and `train FILE` say how a file is to be read.
void addImportOptions(CLI::App& command, ImportArguments& arguments, const CliContext& context);

/// Calls a method and prints its answer as it is.
[[nodiscard]] int printAnswer(CliContext& context, const std::string& method, const ValueMap& params);

/// Shows a job until it ends; `result` gets the final job. Exit code by its state.
[[nodiscard]] Result<Job> watchJob(CliContext& context, const std::string& job);
[[nodiscard]] int exitCodeOf(const Job& job);

/// Paths as a supervisor in another folder understands them: absolute, UTF-8.
[[nodiscard]] std::string absolutePath(const std::string& argument);
/// "examples" at the end of a command's help.
[[nodiscard]] std::string examples(const CliContext& context, const std::string& lines);

} // namespace fettle::cli
