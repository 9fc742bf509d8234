// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include <QCoreApplication>
#include <QDateTime>
#include <QString>

#include "engine/contract/run.h"
#include "engine/store/records.h"

namespace fettle::ui {

class Session;

/// How runs, their states and their figures are called, wherever they are listed or watched.
class RunWords {
    Q_DECLARE_TR_FUNCTIONS(fettle::ui::RunWords)
public:
    /// The name that somebody gave it, else "Run 7".
    [[nodiscard]] static QString title(const store::RunRecord& run);
    /// "Queued", "Running" … as a label of its own.
    [[nodiscard]] static QString state(JobState state);
    [[nodiscard]] static const char* stateIcon(JobState state);
    /// "25%" of a job; before there is a share, what is done meanwhile.
    [[nodiscard]] static QString progress(const Session& session, const Job& job);
    /// "MLP", "Drawn network": what the main network of a recipe is.
    [[nodiscard]] static QString model(const Session& session, const Recipe& recipe);
    /// "today 14:02", "Mar 3, 14:02"; empty where it is not known.
    [[nodiscard]] static QString when(const std::string& utc, const QDateTime& now, const QLocale& locale);
    /// "a few seconds", "2 min", "1 h 10 min": an estimate is no more exact than that.
    [[nodiscard]] static QString estimate(const Session& session, double seconds);
    /// "93 of 100 right", "Mean absolute error 2.31": a figure as people say it.
    [[nodiscard]] static QString figure(const Session& session, const std::string& metric, double value);
};

/// The figure by which runs are compared: its metric, and its value on the test set, else the validation set.
struct MainFigure {
    std::string metric;
    std::string split;
    double value = 0.0;
};
/// Nothing where there is none.
[[nodiscard]] std::optional<MainFigure> mainFigure(const SplitMetrics& metrics, const std::string& primaryMetric);
/// The task's metrics in the order of their weight: what the second plot shows.
[[nodiscard]] std::string mainMetricOf(const std::string& task);

} // namespace fettle::ui
