// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QColor>
#include <QImage>
#include <QPointF>

#include "ui/plots/series_pyramid.h"

namespace fettle::ui {

/// From steps and values to pixels of one area; y grows downwards.
struct PlotScale {
    double firstStep = 0.0;
    double lastStep = 1.0;
    double bottom = 0.0;
    double top = 1.0;
    bool logarithmic = false;
    double width = 1.0;
    double height = 1.0;

    [[nodiscard]] double x(double step) const;
    /// What a logarithmic axis cannot show lies far below it.
    [[nodiscard]] double y(double value) const;
    [[nodiscard]] double stepAt(double x) const;
    [[nodiscard]] double valueAt(double y) const;
};

/// Draws many long lines into a picture, column by column, with soft edges. A line is a span of pixels in each column,
/// so its cost depends on the picture alone; where thousands of points fall into one column, the span reaches from the
/// smallest to the largest of them.
class CurveRaster {
public:
    struct Style {
        QColor color;      ///< with its opacity
        double width = 1.0; ///< in pixels of the picture
        bool dotted = false;
    };
    /// A point that no line goes through, or one of a few that deserve a mark.
    struct Dot {
        QPointF position;
        QColor color;
        double radius = 1.0;
    };

    explicit CurveRaster(const PlotScale& scale);

    /// Later ones lie above earlier ones.
    void add(const std::vector<SeriesPyramid::Column>& columns, const Style& style);
    [[nodiscard]] QImage image() const;
    /// To be painted over the image.
    [[nodiscard]] const std::vector<Dot>& dots() const { return m_dots; }

private:
    struct Extent {
        float top;
        float bottom;
        [[nodiscard]] bool isEmpty() const { return !(top <= bottom); }
    };
    struct Line {
        std::vector<Extent> extents;
        quint32 color; ///< premultiplied
    };

    void cover(std::vector<Extent>& extents, int column, double y1, double y2) const;
    void coverSegment(std::vector<Extent>& extents, double x1, double y1, double x2, double y2) const;
    void thicken(std::vector<Extent>& extents, double width, bool dotted) const;
    void addDots(const std::vector<SeriesPyramid::Column>& columns, const Style& style);

    PlotScale m_scale;
    int m_width = 0;
    int m_height = 0;
    std::vector<Line> m_lines;
    std::vector<Dot> m_dots;
};

} // namespace fettle::ui
