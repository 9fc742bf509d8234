// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include <QCoreApplication>
#include <QString>

#include "ui/plots/plot_curve.h"

namespace fettle::ui {

class Session;

/// What a series' name tells: "validation/accuracy" is the metric "accuracy" of the validation part.
struct SeriesName {
    PlotPart part = PlotPart::Other;
    std::string metric; ///< what shares a plot: "loss", "accuracy", "learning_rate"

    [[nodiscard]] static SeriesName parse(std::string_view series);
};

/// The words for series and what is drawn with them.
class SeriesWords {
    Q_DECLARE_TR_FUNCTIONS(fettle::ui::SeriesWords)
public:
    /// The plot's title: "Loss", "Right answers", "Learning rate"; a metric of the catalog has its title from there.
    [[nodiscard]] static QString title(const Session& session, const std::string& metric);
    /// "training", "validation", "test"; nothing for the rest.
    [[nodiscard]] static QString part(PlotPart part);
    [[nodiscard]] static ValueForm form(const std::string& metric);
};

} // namespace fettle::ui
