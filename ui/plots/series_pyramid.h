// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace fettle::ui {

/// Smallest and largest of the finite values; without one, `minimum` is above `maximum`.
struct ValueSpan {
    double minimum;
    double maximum;
    [[nodiscard]] bool isEmpty() const { return !(minimum <= maximum); }
};

/// The points of a series, and above them blocks of blocks with their smallest and largest values, so that what one
/// pixel column shows is found without reading every point of it: drawing costs the same at any length and no spike is
/// lost. Values that are not finite are kept, and are gaps in the line.
class SeriesPyramid {
public:
    /// What one pixel column holds. Only columns with a finite value are made.
    struct Column {
        int column = 0;
        double firstStep = 0.0; ///< of the first and last finite point
        double lastStep = 0.0;
        double first = 0.0;
        double last = 0.0;
        double minimum = 0.0;
        double maximum = 0.0;
        /// Something that is not finite lies between the finite point before and the first one here.
        bool gapBefore = false;
    };

    /// Steps ascend. Points that the series has from the first new step on are replaced: a run that was taken up again
    /// from a checkpoint tells them once more.
    void append(std::span<const std::int64_t> steps, std::span<const double> values);
    /// Other points (finer ones) for the steps from `first` to `last`.
    void replace(std::int64_t first, std::int64_t last, std::span<const std::int64_t> steps, std::span<const double> values);
    void truncateFrom(std::int64_t step);
    void clear();

    [[nodiscard]] std::size_t size() const { return m_steps.size(); }
    [[nodiscard]] bool isEmpty() const { return m_steps.empty(); }
    [[nodiscard]] std::int64_t step(std::size_t index) const { return m_steps[index]; }
    [[nodiscard]] double value(std::size_t index) const { return m_values[index]; }
    [[nodiscard]] std::span<const std::int64_t> steps() const { return m_steps; }
    [[nodiscard]] std::span<const double> values() const { return m_values; }
    /// The first point at or after a step; size() where there is none.
    [[nodiscard]] std::size_t indexOf(double step) const { return lowerBound(step, 0); }
    /// The point that is nearest to a step.
    [[nodiscard]] std::optional<std::size_t> nearest(double step) const;
    /// Of the points [first, end).
    [[nodiscard]] ValueSpan valueSpan(std::size_t first, std::size_t end) const;

    /// The steps from `first` to `last` in `count` equal columns, and in front and behind one column (−1 and `count`)
    /// with the nearest point outside, where there is one, so that the line runs to the edge.
    void query(double first, double last, int count, std::vector<Column>& columns) const;

private:
    [[nodiscard]] std::size_t lowerBound(double step, std::size_t hint) const;
    [[nodiscard]] std::size_t nextFinite(std::size_t first, std::size_t end) const;
    /// One behind the last finite point of [first, end); `first` where there is none.
    [[nodiscard]] std::size_t afterLastFinite(std::size_t first, std::size_t end) const;
    void widen(ValueSpan& span, std::size_t level, std::size_t first, std::size_t end) const;
    void rebuildFrom(std::size_t index);
    void measureStride(std::size_t index);
    [[nodiscard]] double stepOf(std::size_t index) const;
    [[nodiscard]] Column makeColumn(int column, std::size_t first, std::size_t end, bool gapBefore) const;

    std::vector<std::int64_t> m_steps;
    std::vector<double> m_values;
    std::vector<std::vector<ValueSpan>> m_levels;
    /// Where all steps lie equally far apart, how far: then no step has to be looked up. 0: they do not.
    std::int64_t m_stride = 0;
    bool m_hasInfinite = false;
};

} // namespace fettle::ui
