// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include "ui/session/session.h"
#include "ui/session/settings.h"
#include "ui/shell/main_window.h"

namespace fettle::desktop {

/// Trains a sample (empty: one with a table) and writes pictures of every page into the folder: both languages, both themes, a small window at the
/// largest text size; empty, with an error, running and finished. For the people who look at the window before it is
/// shipped. Returns the exit code.
int writeScreenshots(ui::MainWindow& window, ui::Session& session, ui::Settings& settings, const QString& folder,
                     const QString& sample);

/// The path of somebody who has never seen Fettle, step by step: the empty window, these files dropped on it, a model
/// trained, its result, one example tried. Returns the exit code.
int writeFirstVisit(ui::MainWindow& window, ui::Session& session, ui::Settings& settings, const QString& folder,
                    const QStringList& files);

} // namespace fettle::desktop
