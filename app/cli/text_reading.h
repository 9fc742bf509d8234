// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "app/cli/cli_context.h"
#include "engine/contract/catalog.h"

namespace fettle::cli {

/// How an encoder reads a column of texts (worker.encoded): a summary of all parts, and `rows` as tokens.
[[nodiscard]] Result<Value> readTexts(CliContext& context, const std::string& manifestPath, const std::string& field,
                                      const ComponentRef& encoder, ValueList rows);

/// Sentences about much that is unknown to a model, and many texts that lose their end; mostly none.
[[nodiscard]] std::vector<std::string> textWarnings(const CliContext& context, const std::string& field, const Value& reading);

/// Lengths, what is cut off and what is unknown, in three lines.
[[nodiscard]] std::vector<std::string> textFigures(const CliContext& context, const Value& reading);

/// A row of the reading on one line: its tokens with a space between them, unknown ones in brackets.
[[nodiscard]] std::string tokenLine(const Value& row);

} // namespace fettle::cli
