// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/color_science.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace fettle::ui {

namespace {

using Triple = std::array<double, 3>;
using Matrix = std::array<Triple, 3>;

double toLinear(double value) { return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4); }

double toGamma(double value)
{
    return value <= 0.0031308 ? value * 12.92 : 1.055 * std::pow(value, 1 / 2.4) - 0.055;
}

Triple linearRgb(const QColor& color)
{
    return {toLinear(color.redF()), toLinear(color.greenF()), toLinear(color.blueF())};
}

Triple times(const Matrix& matrix, const Triple& vector)
{
    Triple result{};
    for (std::size_t row = 0; row < 3; ++row)
        result[row] = matrix[row][0] * vector[0] + matrix[row][1] * vector[1] + matrix[row][2] * vector[2];
    return result;
}

constexpr Matrix kToXyz{
    {{0.4124564, 0.3575761, 0.1804375}, {0.2126729, 0.7151522, 0.0721750}, {0.0193339, 0.1191920, 0.9503041}}};

// Machado, Oliveira, Fernandes 2009, "A Physiologically-based Model for Simulation of Color Vision Deficiency",
// severity 1.0.
constexpr Matrix kProtanopia{
    {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}};
constexpr Matrix kDeuteranopia{
    {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}};
constexpr Matrix kTritanopia{
    {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}};

double radians(double degrees) { return degrees * std::numbers::pi / 180; }

double hueDegrees(double b, double a)
{
    if (a == 0 && b == 0)
        return 0;
    const double degrees = std::atan2(b, a) * 180 / std::numbers::pi;
    return degrees < 0 ? degrees + 360 : degrees;
}

double meanHue(double one, double other, bool grey)
{
    if (grey)
        return one + other;
    if (std::abs(one - other) <= 180)
        return (one + other) / 2;
    return one + other < 360 ? (one + other + 360) / 2 : (one + other - 360) / 2;
}

double hueDifference(double from, double to, bool grey)
{
    if (grey)
        return 0;
    const double difference = to - from;
    if (difference > 180)
        return difference - 360;
    return difference < -180 ? difference + 360 : difference;
}

} // namespace

double relativeLuminance(const QColor& color)
{
    const Triple rgb = linearRgb(color);
    return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
}

double contrast(const QColor& one, const QColor& other)
{
    const double a = relativeLuminance(one);
    const double b = relativeLuminance(other);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

LabColor toLab(const QColor& color)
{
    const Triple xyz = times(kToXyz, linearRgb(color));
    const auto f = [](double t) {
        constexpr double kDelta = 6.0 / 29;
        return t > kDelta * kDelta * kDelta ? std::cbrt(t) : t / (3 * kDelta * kDelta) + 4.0 / 29;
    };
    // D65.
    const double x = f(xyz[0] / 0.95047);
    const double y = f(xyz[1]);
    const double z = f(xyz[2] / 1.08883);
    return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

double ciede2000(const LabColor& one, const LabColor& other)
{
    // Sharma, Wu, Dalal 2005; the names follow their equations.
    constexpr double k25To7 = 6103515625.0;
    const double meanC = (std::hypot(one.a, one.b) + std::hypot(other.a, other.b)) / 2;
    const double g = 0.5 * (1 - std::sqrt(std::pow(meanC, 7) / (std::pow(meanC, 7) + k25To7)));
    const double a1 = one.a * (1 + g);
    const double a2 = other.a * (1 + g);
    const double c1 = std::hypot(a1, one.b);
    const double c2 = std::hypot(a2, other.b);
    const double h1 = hueDegrees(one.b, a1);
    const double h2 = hueDegrees(other.b, a2);
    const bool grey = c1 * c2 == 0;

    const double deltaL = other.l - one.l;
    const double deltaC = c2 - c1;
    const double deltaH = 2 * std::sqrt(c1 * c2) * std::sin(radians(hueDifference(h1, h2, grey) / 2));

    const double l = (one.l + other.l) / 2;
    const double c = (c1 + c2) / 2;
    const double h = meanHue(h1, h2, grey);
    const double t = 1 - 0.17 * std::cos(radians(h - 30)) + 0.24 * std::cos(radians(2 * h)) +
                     0.32 * std::cos(radians(3 * h + 6)) - 0.20 * std::cos(radians(4 * h - 63));
    const double sl = 1 + 0.015 * std::pow(l - 50, 2) / std::sqrt(20 + std::pow(l - 50, 2));
    const double sc = 1 + 0.045 * c;
    const double sh = 1 + 0.015 * c * t;
    const double rc = 2 * std::sqrt(std::pow(c, 7) / (std::pow(c, 7) + k25To7));
    const double rt = -rc * std::sin(radians(60 * std::exp(-std::pow((h - 275) / 25, 2))));
    const double x = deltaL / sl;
    const double y = deltaC / sc;
    const double z = deltaH / sh;
    return std::sqrt(x * x + y * y + z * z + rt * y * z);
}

double ciede2000(const QColor& one, const QColor& other) { return ciede2000(toLab(one), toLab(other)); }

QColor seenWith(Vision vision, const QColor& color)
{
    if (vision == Vision::Normal)
        return color;
    const Matrix& matrix = vision == Vision::Protanopia     ? kProtanopia
                           : vision == Vision::Deuteranopia ? kDeuteranopia
                                                            : kTritanopia;
    const Triple seen = times(matrix, linearRgb(color));
    const auto back = [](double value) { return static_cast<float>(toGamma(std::clamp(value, 0.0, 1.0))); };
    return QColor::fromRgbF(back(seen[0]), back(seen[1]), back(seen[2]));
}

QColor mixed(const QColor& under, const QColor& over, double share)
{
    const auto part = [share](float from, float to) { return static_cast<float>(from + (to - from) * share); };
    return QColor::fromRgbF(part(under.redF(), over.redF()), part(under.greenF(), over.greenF()),
                            part(under.blueF(), over.blueF()));
}

} // namespace fettle::ui
