// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/curve_raster.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace fettle::ui {
namespace {

/// Columns that are put together before they are written into the rows of the picture: one cache line.
constexpr int kStrip = 16;
/// Far outside of any picture, and near enough for the arithmetic of a line that comes from there.
constexpr double kOutside = 1e6;
/// Points get marks where they are at least so many pixels apart.
constexpr double kMarkDistance = 14.0;

quint32 scaled(quint32 premultiplied, quint32 share /* 0 … 256 */)
{
    const quint32 redBlue = ((premultiplied & 0x00ff00ffU) * share >> 8) & 0x00ff00ffU;
    const quint32 alphaGreen = ((premultiplied >> 8) & 0x00ff00ffU) * share & 0xff00ff00U;
    return redBlue | alphaGreen;
}

quint32 over(quint32 below, quint32 above)
{
    const quint32 alpha = above >> 24;
    return above + scaled(below, 256 - alpha - (alpha >> 7));
}

} // namespace

double PlotScale::x(double step) const
{
    const double range = lastStep - firstStep;
    return range > 0.0 ? (step - firstStep) / range * width : width / 2.0;
}

double PlotScale::y(double value) const
{
    double share = 0.0;
    if (logarithmic)
        share = value > 0.0 ? std::log10(value / bottom) / std::log10(top / bottom) : -kOutside;
    else
        share = (value - bottom) / (top - bottom);
    return std::clamp(height * (1.0 - share), -kOutside, kOutside);
}

double PlotScale::stepAt(double x) const { return firstStep + x / width * (lastStep - firstStep); }

double PlotScale::valueAt(double y) const
{
    const double share = 1.0 - y / height;
    return logarithmic ? bottom * std::pow(top / bottom, share) : bottom + share * (top - bottom);
}

CurveRaster::CurveRaster(const PlotScale& scale)
    : m_scale(scale), m_width(static_cast<int>(std::ceil(scale.width))), m_height(static_cast<int>(std::ceil(scale.height)))
{
}

void CurveRaster::cover(std::vector<Extent>& extents, int column, double y1, double y2) const
{
    if (column < 0 || column >= m_width)
        return;
    auto& extent = extents[static_cast<std::size_t>(column)];
    extent.top = std::min(extent.top, static_cast<float>(std::min(y1, y2)));
    extent.bottom = std::max(extent.bottom, static_cast<float>(std::max(y1, y2)));
}

void CurveRaster::coverSegment(std::vector<Extent>& extents, double x1, double y1, double x2, double y2) const
{
    const double slope = x2 > x1 ? (y2 - y1) / (x2 - x1) : 0.0;
    const int first = std::max(0, static_cast<int>(std::floor(std::max(x1, -1.0))));
    const int last = std::min(m_width - 1, static_cast<int>(std::floor(std::min(x2, m_width + 1.0))));
    for (int column = first; column <= last; ++column) {
        const double from = std::max<double>(x1, column);
        const double to = std::min<double>(x2, column + 1);
        if (from <= to)
            cover(extents, column, y1 + (from - x1) * slope, y1 + (to - x1) * slope);
    }
}

void CurveRaster::add(const std::vector<SeriesPyramid::Column>& columns, const Style& style)
{
    if (m_width <= 0 || m_height <= 0)
        return;
    constexpr float kFar = std::numeric_limits<float>::infinity();
    std::vector<Extent> extents(static_cast<std::size_t>(m_width), Extent{kFar, -kFar});
    const SeriesPyramid::Column* before = nullptr;
    for (const auto& column : columns) {
        if (column.minimum < column.maximum)
            cover(extents, column.column, m_scale.y(column.minimum), m_scale.y(column.maximum));
        const double y = m_scale.y(column.first);
        const double x = m_scale.x(column.firstStep);
        if (before && !column.gapBefore)
            coverSegment(extents, m_scale.x(before->lastStep), m_scale.y(before->last), x, y);
        else if (column.firstStep < column.lastStep)
            cover(extents, column.column, y, y);
        before = &column;
    }
    thicken(extents, style.width, style.dotted);
    addDots(columns, style);
    const auto color = qPremultiply(style.color.rgba());
    m_lines.push_back({std::move(extents), color});
}

void CurveRaster::thicken(std::vector<Extent>& extents, double width, bool dotted) const
{
    // The pen reaches over its neighbors' columns by half its width; what a slanted line covers in height is as much
    // as a pen of that width leaves.
    const double reach = std::max(0.0, (width - 1.0) / 2.0);
    const int whole = static_cast<int>(reach);
    const auto part = static_cast<float>(reach - whole);
    const auto source = reach > 0.0 ? extents : std::vector<Extent>();
    const int period = std::max(2, static_cast<int>(std::lround(2.0 * width)));
    const auto pen = static_cast<float>(width);
    for (int x = 0; x < m_width; ++x) {
        auto& extent = extents[static_cast<std::size_t>(x)];
        if (extent.isEmpty())
            continue;
        if (dotted && x % (2 * period) >= period) {
            extent = {1.0F, 0.0F};
            continue;
        }
        const auto own = extent;
        for (int k = 1; reach > 0.0 && k <= whole + 1; ++k) {
            const float share = k <= whole ? 1.0F : part;
            for (const int neighbor : {x - k, x + k}) {
                if (neighbor < 0 || neighbor >= m_width)
                    continue;
                const auto& other = source[static_cast<std::size_t>(neighbor)];
                if (other.isEmpty())
                    continue;
                extent.top = std::min(extent.top, own.top + share * (std::min(own.top, other.top) - own.top));
                extent.bottom = std::max(extent.bottom, own.bottom + share * (std::max(own.bottom, other.bottom) - own.bottom));
            }
        }
        const float middle = (extent.top + extent.bottom) / 2.0F;
        const float drop = extent.bottom - extent.top;
        const float half = std::sqrt(pen * pen + drop * drop) / 2.0F;
        extent = {middle - half, middle + half};
    }
}

void CurveRaster::addDots(const std::vector<SeriesPyramid::Column>& columns, const Style& style)
{
    const bool few = static_cast<double>(columns.size()) * kMarkDistance < m_scale.width;
    const double radius = few ? style.width / 2.0 + 1.5 : std::max(1.5, style.width);
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const auto& column = columns[i];
        const bool single = column.firstStep == column.lastStep;
        const bool joined = (i > 0 && !column.gapBefore) || (i + 1 < columns.size() && !columns[i + 1].gapBefore);
        if (!single || column.column < 0 || column.column >= m_width || (joined && !few))
            continue;
        const double y = m_scale.y(column.first);
        if (y >= -radius && y <= m_scale.height + radius)
            m_dots.push_back({{m_scale.x(column.firstStep), y}, style.color, radius});
    }
}

QImage CurveRaster::image() const
{
    QImage picture(std::max(1, m_width), std::max(1, m_height), QImage::Format_ARGB32_Premultiplied);
    picture.fill(Qt::transparent);
    if (m_width <= 0 || m_height <= 0)
        return picture;
    const auto height = static_cast<std::size_t>(m_height);
    std::vector<quint32> strip(height * kStrip);
    auto* const bits = reinterpret_cast<quint32*>(picture.bits());
    const auto stride = static_cast<std::size_t>(picture.bytesPerLine()) / sizeof(quint32);
    for (int left = 0; left < m_width; left += kStrip) {
        const int right = std::min(m_width, left + kStrip);
        std::ranges::fill(strip, 0U);
        for (const auto& line : m_lines) {
            const bool opaque = line.color >> 24 == 255;
            for (int x = left; x < right; ++x) {
                const auto& extent = line.extents[static_cast<std::size_t>(x)];
                const float top = std::max(extent.top, 0.0F);
                const float bottom = std::min(extent.bottom, static_cast<float>(m_height));
                if (!(top < bottom))
                    continue;
                auto* const column = strip.data() + static_cast<std::size_t>(x - left) * height;
                const auto firstRow = static_cast<int>(top);
                const auto lastRow = std::min(m_height - 1, static_cast<int>(bottom));
                const auto soft = [&](int row, float share) {
                    column[row] = over(column[row], scaled(line.color, static_cast<quint32>(share * 256.0F)));
                };
                if (firstRow == lastRow) {
                    soft(firstRow, bottom - top);
                    continue;
                }
                soft(firstRow, static_cast<float>(firstRow + 1) - top);
                soft(lastRow, std::min(1.0F, bottom - static_cast<float>(lastRow)));
                if (opaque)
                    std::fill(column + firstRow + 1, column + lastRow, line.color);
                else
                    for (int row = firstRow + 1; row < lastRow; ++row)
                        column[row] = over(column[row], line.color);
            }
        }
        for (std::size_t y = 0; y < height; ++y)
            for (int x = left; x < right; ++x)
                bits[y * stride + static_cast<std::size_t>(x)] = strip[static_cast<std::size_t>(x - left) * height + y];
    }
    return picture;
}

} // namespace fettle::ui
