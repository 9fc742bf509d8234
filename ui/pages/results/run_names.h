// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include <QDateTime>
#include <QLocale>
#include <QString>

#include "engine/store/records.h"

namespace fettle::ui {

/// The name that somebody gave it, else "Run 7".
[[nodiscard]] QString runName(const store::RunRecord& run);

/// "today 14:02", "yesterday 9:30", "Mar 3, 2026"; empty where it is not known.
[[nodiscard]] QString whenText(const std::string& utc, const QDateTime& now, const QLocale& locale);

/// One line of a picker: "Run 7, today 14:02, best".
[[nodiscard]] QString runLine(const store::RunRecord& run, bool best, const QDateTime& now, const QLocale& locale);

/// The run whose model did best: on the test set, else the validation set, by accuracy or, for numbers, by the mean
/// distance; only among models of one task, and only where there are several to choose from. Empty: none stands out.
[[nodiscard]] std::string bestRun(const std::vector<store::ModelRecord>& models);

} // namespace fettle::ui
