// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "ui/shell/main_window.h"

namespace fettle::desktop {

/// Trains the built-in sample and writes a picture of every page in both languages and themes, with what the run gave,
/// and of the main states on the way (empty, running). Returns the program's exit code; says on stderr what failed.
[[nodiscard]] int writeScreenshots(ui::MainWindow& window, ui::Session& session, ui::Settings& settings, const QString& folder);

} // namespace fettle::desktop
