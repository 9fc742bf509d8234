// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/run_words.h"

#include <cmath>

#include <QLocale>

#include "ui/plots/series_names.h"
#include "ui/session/pretrained_library.h"
#include "ui/session/recipe_inputs.h"
#include "ui/session/session.h"

namespace fettle::ui {

QString RunWords::title(const store::RunRecord& run)
{
    // The list gives unnamed runs an English name.
    if (run.name.empty() || run.name == "Run " + std::to_string(run.number))
        return tr("Run %1").arg(run.number);
    return QString::fromStdString(run.name);
}

QString RunWords::state(JobState state)
{
    switch (state) {
    case JobState::Queued:
        return tr("Queued");
    case JobState::Running:
        return tr("Running");
    case JobState::Pausing:
        return tr("Pausing");
    case JobState::Paused:
        return tr("Paused");
    case JobState::Stopping:
        return tr("Stopping");
    case JobState::Stopped:
        return tr("Stopped");
    case JobState::Completed:
        return tr("Completed");
    case JobState::Failed:
        return tr("Failed");
    case JobState::Interrupted:
        return tr("Interrupted");
    }
    return {};
}

const char* RunWords::stateIcon(JobState state)
{
    switch (state) {
    case JobState::Queued:
        return "timer-sand";
    case JobState::Running:
        return "autorenew";
    case JobState::Pausing:
    case JobState::Paused:
        return "pause";
    case JobState::Stopping:
    case JobState::Stopped:
        return "stop";
    case JobState::Completed:
        return "check-circle";
    case JobState::Failed:
        return "close-circle";
    case JobState::Interrupted:
        return "alert";
    }
    return "information-outline";
}

QString RunWords::model(const Session& session, const Recipe& recipe)
{
    const auto network = recipe.networks.find("model");
    const auto& spec = network != recipe.networks.end() ? network->second
                       : recipe.networks.empty()        ? NetworkSpec()
                                                        : recipe.networks.begin()->second;
    // The model that it begins with says more than the kind of network.
    if (const auto model = pretrainedOf(spec); !model.empty())
        return QString::fromStdString(session.pretrained().title(model));
    if (!spec.fromTemplate.isSet())
        return spec.graph && !spec.graph->name.empty() ? QString::fromStdString(spec.graph->name) : tr("Drawn network");
    const auto* info = session.catalog().find(ComponentKind::Template, spec.fromTemplate.component);
    return QString::fromStdString(info ? session.sentences().catalog(info->title) : spec.fromTemplate.component);
}

QString RunWords::when(const std::string& utc, const QDateTime& now, const QLocale& locale)
{
    const auto time = QDateTime::fromString(QString::fromStdString(utc), Qt::ISODateWithMs).toLocalTime();
    if (!time.isValid())
        return {};
    const QString clock = locale.toString(time.time(), QStringLiteral("HH:mm"));
    const auto days = time.date().daysTo(now.toLocalTime().date());
    if (days == 0)
        return tr("today %1").arg(clock);
    if (days == 1)
        return tr("yesterday %1").arg(clock);
    return tr("%1, %2", "date, time").arg(locale.toString(time.date(), QLocale::ShortFormat), clock);
}

QString RunWords::progress(const Session& session, const Job& job)
{
    if (job.progress <= 0.0 && !job.phase.empty() && job.phase != "training")
        return QString::fromStdString(session.sentences().word("phase", job.phase));
    return tr("%1%", "share").arg(std::lround(100.0 * job.progress));
}

QString RunWords::estimate(const Session& session, double seconds)
{
    if (!(seconds >= 10.0))
        return tr("a few seconds");
    const double grain = seconds < 60.0 ? 5.0 : seconds < 600.0 ? 30.0 : 60.0;
    return QString::fromStdString(session.sentences().duration(std::round(seconds / grain) * grain));
}

QString RunWords::figure(const Session& session, const std::string& metric, double value)
{
    if (metric == "accuracy")
        return tr("%1 of 100 right").arg(std::lround(100.0 * value));
    if (metric == "recall_at_1")
        return tr("%1 of 100 found at first place").arg(std::lround(100.0 * value));
    return tr("%1 %2", "name of a metric, its value").arg(SeriesWords::title(session, metric), formatValue(value, SeriesWords::form(metric)));
}

std::optional<MainFigure> mainFigure(const SplitMetrics& metrics, const std::string& primaryMetric)
{
    for (const char* split : {"test", "validation", "train"}) {
        const auto part = metrics.find(split);
        if (part == metrics.end() || part->second.empty())
            continue;
        // A person first asks how often it is right, or how far off.
        for (const auto& metric : {std::string("accuracy"), std::string("mae"), std::string("recall_at_1"), primaryMetric})
            if (const auto found = part->second.find(metric); found != part->second.end())
                return MainFigure{metric, split, found->second};
        return MainFigure{part->second.begin()->first, split, part->second.begin()->second};
    }
    return std::nullopt;
}

std::string mainMetricOf(const std::string& task)
{
    return task.ends_with("regression") ? "mae" : task == "named_entities" ? "entity_f1" : task == "sentence_embeddings" ? "recall_at_1" : "accuracy";
}

} // namespace fettle::ui
