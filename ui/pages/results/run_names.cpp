// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/results/run_names.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include <QCoreApplication>

namespace fettle::ui {
namespace {

struct RunNames {
    Q_DECLARE_TR_FUNCTIONS(fettle::ui::RunNames)
};

/// Higher is better.
std::optional<double> figureOf(const store::ModelRecord& model)
{
    for (const char* split : {"test", "validation"}) {
        const auto metrics = model.metrics.find(split);
        if (metrics == model.metrics.end())
            continue;
        if (const auto accuracy = metrics->second.find("accuracy"); accuracy != metrics->second.end())
            return accuracy->second;
        if (const auto marks = metrics->second.find("entity_f1"); marks != metrics->second.end())
            return marks->second;
        if (const auto found = metrics->second.find("mrr"); found != metrics->second.end())
            return found->second;
        if (const auto distance = metrics->second.find("mae"); distance != metrics->second.end())
            return -distance->second;
    }
    return std::nullopt;
}

} // namespace

QString runName(const store::RunRecord& run)
{
    // The engine fills in the English one where nobody gave a name.
    const auto plain = "Run " + std::to_string(run.number);
    if (run.name.empty() || run.name == plain)
        return RunNames::tr("Run %1").arg(run.number);
    return QString::fromStdString(run.name);
}

QString whenText(const std::string& utc, const QDateTime& now, const QLocale& locale)
{
    const auto time = QDateTime::fromString(QString::fromStdString(utc), Qt::ISODateWithMs).toLocalTime();
    if (!time.isValid())
        return {};
    const QString clock = locale.toString(time.time(), QStringLiteral("HH:mm"));
    const auto days = time.date().daysTo(now.toLocalTime().date());
    if (days == 0)
        return RunNames::tr("today %1").arg(clock);
    if (days == 1)
        return RunNames::tr("yesterday %1").arg(clock);
    return locale.toString(time.date(), QLocale::ShortFormat);
}

QString runLine(const store::RunRecord& run, bool best, const QDateTime& now, const QLocale& locale)
{
    const auto& stamp = run.finishedUtc.empty() ? run.createdUtc : run.finishedUtc;
    const QString when = whenText(stamp, now, locale);
    if (when.isEmpty())
        return runName(run);
    return best ? RunNames::tr("%1, %2, best").arg(runName(run), when) : RunNames::tr("%1, %2").arg(runName(run), when);
}

std::string bestRun(const std::vector<store::ModelRecord>& models)
{
    const store::ModelRecord* best = nullptr;
    std::optional<double> bestFigure;
    int compared = 0;
    for (const auto& model : models) {
        const auto figure = figureOf(model);
        if (!figure || !std::isfinite(*figure) || model.task != models.front().task)
            continue;
        ++compared;
        if (!bestFigure || *figure > *bestFigure) {
            best = &model;
            bestFigure = figure;
        }
    }
    return compared > 1 ? best->run : std::string();
}

} // namespace fettle::ui
