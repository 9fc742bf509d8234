// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/series_names.h"

#include <array>

#include "ui/session/session.h"

namespace fettle::ui {

SeriesName SeriesName::parse(std::string_view series)
{
    static constexpr std::array<std::pair<std::string_view, PlotPart>, 3> kParts{
        {{"train/", PlotPart::Training}, {"validation/", PlotPart::Validation}, {"test/", PlotPart::Test}}};
    for (const auto& [prefix, part] : kParts)
        if (series.starts_with(prefix))
            return {part, std::string(series.substr(prefix.size()))};
    return {PlotPart::Other, std::string(series)};
}

QString SeriesWords::title(const Session& session, const std::string& metric)
{
    if (metric == "loss")
        return tr("Loss");
    if (metric == "contrastive_loss")
        return tr("Loss while examples are compared");
    if (metric == "accuracy")
        return tr("Right answers");
    if (metric == "learning_rate")
        return tr("Learning rate");
    if (metric == "gradient_norm")
        return tr("Gradient norm");
    if (metric == "examples_per_second")
        return tr("Examples per second");
    if (metric == "hardware/cpu_percent")
        return tr("Processor load (%)");
    if (metric == "hardware/memory_bytes")
        return tr("Memory");
    if (metric == "hardware/gpu_percent")
        return tr("GPU load (%)");
    if (metric == "hardware/gpu_memory_bytes")
        return tr("GPU memory");
    // "loss/generator": of one objective among several.
    if (const auto slash = metric.find('/'); slash != std::string::npos && slash > 0)
        return QStringLiteral("%1, %2").arg(title(session, metric.substr(0, slash)), QString::fromStdString(metric.substr(slash + 1)));
    const auto* info = session.catalog().find(ComponentKind::Metric, metric);
    return QString::fromStdString(info ? session.sentences().catalog(info->title) : metric);
}

QString SeriesWords::part(PlotPart part)
{
    switch (part) {
    case PlotPart::Training:
        return tr("training");
    case PlotPart::Validation:
        return tr("validation");
    case PlotPart::Test:
        return tr("test");
    case PlotPart::Other:
        break;
    }
    return {};
}

ValueForm SeriesWords::form(const std::string& metric)
{
    static constexpr std::array<std::string_view, 10> kShares{"accuracy",  "balanced_accuracy", "precision",     "recall",
                                                            "entity_f1", "entity_precision",  "entity_recall", "recall_at_1",
                                                            "recall_at_5", "recall_at_10"};
    if (std::ranges::find(kShares, metric) != kShares.end())
        return ValueForm::Percent;
    return metric.ends_with("memory_bytes") ? ValueForm::Bytes : ValueForm::Number;
}

} // namespace fettle::ui
