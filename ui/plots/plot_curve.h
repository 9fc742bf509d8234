// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include <QColor>
#include <QString>

#include "ui/plots/series_pyramid.h"

namespace fettle::ui {

class Theme;

/// Which part of the data a line tells of: thin and see-through, solid, or dotted.
enum class PlotPart { Training, Validation, Test, Other };
/// How values are written.
enum class ValueForm { Number, Percent, Bytes };

struct CurveStyle {
    QString name;
    /// Short, for the end of the line; empty: the name.
    QString label;
    PlotPart part = PlotPart::Other;
    /// Its place among the theme's plot colors: which run it is.
    int color = 0;
    /// An earlier run, or one that only stands for comparison.
    bool pale = false;

    friend bool operator==(const CurveStyle&, const CurveStyle&) = default;
};

struct PlotMarker {
    enum class Kind { Best, EarlyStop, Memory, Resumed, Checkpoint };
    double step = 0.0;
    Kind kind = Kind::Checkpoint;
    QString words;

    friend bool operator==(const PlotMarker&, const PlotMarker&) = default;
};
/// "star", "flag" …
[[nodiscard]] const char* iconOf(PlotMarker::Kind kind);

/// A line of a plot: its points, the smoothed ones, and what the last drawing asked of them.
class PlotCurve {
public:
    CurveStyle style;
    bool visible = true;

    [[nodiscard]] const SeriesPyramid& points() const { return m_points; }
    void append(std::span<const std::int64_t> steps, std::span<const double> values);
    void replace(std::int64_t first, std::int64_t last, std::span<const std::int64_t> steps, std::span<const double> values);
    void clear();

    /// The exponential moving average, each value weighted with `factor` against the one before; 0: none.
    void setSmoothing(double factor);
    [[nodiscard]] bool isSmoothed() const { return m_factor > 0.0; }
    /// The smoothed points where there is smoothing, else the points.
    [[nodiscard]] const SeriesPyramid& shown() const { return isSmoothed() ? m_smoothed : m_points; }

    /// As SeriesPyramid::query, remembered until something changes.
    [[nodiscard]] const std::vector<SeriesPyramid::Column>& columns(double first, double last, int count) const;
    [[nodiscard]] const std::vector<SeriesPyramid::Column>& smoothedColumns(double first, double last, int count) const;

    /// `raised`: under the mouse or chosen by key, with its full color.
    [[nodiscard]] QColor color(const Theme& theme, bool raised) const;
    [[nodiscard]] double lineWidth() const { return style.part == PlotPart::Training ? 1.0 : 2.0; }

private:
    struct Cache {
        double first = 0.0;
        double last = 0.0;
        int count = -1;
        std::vector<SeriesPyramid::Column> columns;
    };
    [[nodiscard]] static const std::vector<SeriesPyramid::Column>& lookUp(Cache& cache, const SeriesPyramid& points,
                                                                        double first, double last, int count);
    void smoothFrom(std::size_t index);
    void changed();

    SeriesPyramid m_points;
    SeriesPyramid m_smoothed;
    double m_factor = 0.0;
    // The average's state behind the last point.
    double m_sum = 0.0;
    double m_weight = 0.0;
    mutable Cache m_cache;
    mutable Cache m_smoothedCache;
};

/// "0.0321", "93.1%", "1.2 GB": four significant digits.
[[nodiscard]] QString formatValue(double value, ValueForm form);
/// For the ticks of an axis whose ticks lie `distance` apart.
[[nodiscard]] QString formatTick(double value, double distance, ValueForm form);
/// "12,500"
[[nodiscard]] QString formatStep(double step);

} // namespace fettle::ui
