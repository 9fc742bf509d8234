// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace fettle::platform {

enum class StandardStream { Input, Output, Errors };

/// Whether a person may be at the other end (not a pipe, not a file).
[[nodiscard]] bool isTerminal(StandardStream stream);
/// Columns of the terminal behind stderr or stdout, else $COLUMNS, else 80.
[[nodiscard]] int terminalColumns();

} // namespace fettle::platform
