// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>

/// The reckonings behind the theme's colors, for its tests and for what picks a color at run time.
namespace fettle::ui {

/// WCAG 2.2, 0 to 1.
[[nodiscard]] double relativeLuminance(const QColor& color);
/// WCAG 2.2, 1 to 21, whichever is the lighter.
[[nodiscard]] double contrast(const QColor& one, const QColor& other);

struct LabColor {
    double l = 0;
    double a = 0;
    double b = 0;
};
/// sRGB, D65.
[[nodiscard]] LabColor toLab(const QColor& color);
/// CIEDE2000 distance.
[[nodiscard]] double ciede2000(const LabColor& one, const LabColor& other);
[[nodiscard]] double ciede2000(const QColor& one, const QColor& other);

enum class Vision { Normal, Protanopia, Deuteranopia, Tritanopia };
/// Machado, Oliveira and Fernandes 2009 at full severity, their matrices applied in linear RGB.
[[nodiscard]] QColor seenWith(Vision vision, const QColor& color);

/// `over` laid on `under` with a share of 0 to 1, in sRGB as a painter does it.
[[nodiscard]] QColor mixed(const QColor& under, const QColor& over, double share);

} // namespace fettle::ui
