// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include <QString>

#include "engine/contract/value.h"

namespace fettle::ui {

/// As a shell takes it for one word, whatever is in it.
[[nodiscard]] QString shellWord(const QString& text);

/// fettle-cli predict MODEL --value COLUMN=VALUE …; values that are missing are left out.
[[nodiscard]] QString predictRowCommand(const std::string& model, const ValueMap& row);
/// fettle-cli predict MODEL FILES --output FILE; an empty `output` is left out.
[[nodiscard]] QString predictFilesCommand(const std::string& model, const QStringList& files, const QString& output);
/// fettle-cli models merge MODEL
[[nodiscard]] QString mergeCommand(const std::string& model);

} // namespace fettle::ui
