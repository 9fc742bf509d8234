// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "engine/contract/result.h"
#include "engine/platform/paths.h"

class QMimeData;

namespace fettle::ui {

class Session;

/// Whether what was copied looks like cells of a spreadsheet: several lines or several columns of text.
[[nodiscard]] bool holdsCells(const QMimeData* clipboard);

/// Copied cells as a table in a file of the workspace's cache, in a folder of its own, named `name`: it is imported as
/// any other file. Returns its path. Errors: platform.*.
[[nodiscard]] Result<QString> writePastedCells(const QMimeData* clipboard, const platform::Path& workspace, const QString& name);

/// What was copied, files or cells, becomes a project's data; `name` is what cells are called. False: it is neither, and
/// nothing happened.
[[nodiscard]] Result<bool> importCopied(Session& session, const QMimeData* clipboard, const QString& name);

} // namespace fettle::ui
