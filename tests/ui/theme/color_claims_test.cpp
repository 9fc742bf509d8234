// SPDX-License-Identifier: GPL-3.0-or-later
// What the theme promises about its colors, reckoned again from the token file, so that nobody mends a color by eye.
#include <doctest/doctest.h>

#include <limits>

#include "ui/theme/color_science.h"
#include "ui/theme/theme.h"

using namespace fettle::ui;

namespace {

const std::vector<std::string> kBackgrounds = {"bg.window", "bg.rail",  "bg.canvas",  "bg.surface",
                                               "bg.raised", "bg.hover", "bg.pressed", "bg.selected"};
const std::vector<std::string> kTexts = {"text.primary", "text.secondary", "text.link", "success", "warning", "danger"};
constexpr Vision kVisions[] = {Vision::Normal, Vision::Protanopia, Vision::Deuteranopia, Vision::Tritanopia};
const std::vector<std::string> kTinted = {"node.dense",     "node.convolution", "node.embedding",
                                          "node.recurrent", "node.attention",   "node.block"};
const std::vector<std::string> kUntinted = {"node.norm", "node.activation", "node.pooling", "node.shape"};

Theme themeIn(Appearance appearance) { return Theme({.appearance = appearance}); }

std::vector<QColor> colorsOf(const Theme& theme, const std::vector<std::string>& names)
{
    std::vector<QColor> colors;
    for (const auto& name : names)
        colors.push_back(theme.color(name));
    return colors;
}

/// The smallest distance between any two, however they are seen.
double smallestDistance(const std::vector<QColor>& colors)
{
    double smallest = std::numeric_limits<double>::infinity();
    for (const Vision vision : kVisions)
        for (std::size_t i = 0; i < colors.size(); ++i)
            for (std::size_t j = i + 1; j < colors.size(); ++j)
                smallest = std::min(smallest, ciede2000(seenWith(vision, colors[i]), seenWith(vision, colors[j])));
    return smallest;
}

double smallestContrast(const Theme& theme, const std::vector<std::string>& foregrounds,
                        const std::vector<std::string>& backgrounds)
{
    double smallest = 100;
    for (const auto& foreground : foregrounds)
        for (const auto& background : backgrounds) {
            const double value = contrast(theme.color(foreground), theme.color(background));
            if (value < smallest)
                smallest = value;
        }
    return smallest;
}

} // namespace

TEST_CASE("contrast and distance agree with published values")
{
    CHECK(contrast(Qt::white, Qt::black) == doctest::Approx(21.0));
    CHECK(contrast(QColor("#777777"), Qt::white) == doctest::Approx(4.48).epsilon(0.002));
    // Pairs 1, 7 and 25 of Sharma, Wu, Dalal 2005, table 1.
    CHECK(ciede2000(LabColor{50, 2.6772, -79.7751}, LabColor{50, 0, -82.7485}) ==
          doctest::Approx(2.0425).epsilon(0.0001));
    CHECK(ciede2000(LabColor{50, 0, 0}, LabColor{50, -1, 2}) == doctest::Approx(2.3669).epsilon(0.0001));
    CHECK(ciede2000(LabColor{60.2574, -34.0099, 36.2677}, LabColor{60.4626, -34.1751, 39.4387}) ==
          doctest::Approx(1.2644).epsilon(0.0001));
    const LabColor white = toLab(Qt::white);
    CHECK(white.l == doctest::Approx(100).epsilon(0.001));
    CHECK(std::abs(white.a) < 0.02);
    CHECK(std::abs(white.b) < 0.02);
    // Nobody sees greys differently.
    for (const Vision vision : kVisions)
        CHECK(ciede2000(seenWith(vision, QColor("#808080")), QColor("#808080")) < 0.5);
    // Red and green of one lightness run together without the middle cones.
    const QColor brown("#A05A2C");
    const QColor olive("#6C7A2C");
    CHECK(ciede2000(seenWith(Vision::Deuteranopia, brown), seenWith(Vision::Deuteranopia, olive)) <
          ciede2000(brown, olive) / 2);
}

TEST_CASE("text is read on every background")
{
    for (const auto appearance : {Appearance::Light, Appearance::Dark}) {
        const Theme theme = themeIn(appearance);
        CAPTURE(theme.isDark());
        CHECK(smallestContrast(theme, kTexts, kBackgrounds) >= 4.5);
        for (const char* kind : {"success", "warning", "danger"}) {
            const std::string own = std::string(kind) + ".bg";
            CHECK(contrast(theme.color(kind), theme.color(own)) >= 4.5);
            CHECK(contrast(theme.color("text.primary"), theme.color(own)) >= 4.5);
            CHECK(contrast(theme.color("text.secondary"), theme.color(own)) >= 4.5);
        }
    }
    const double lowest = std::min(smallestContrast(themeIn(Appearance::Light), kTexts, kBackgrounds),
                                   smallestContrast(themeIn(Appearance::Dark), kTexts, kBackgrounds));
    CHECK(lowest == doctest::Approx(4.55).epsilon(0.002));
}

TEST_CASE("text on filled buttons is read in every state")
{
    for (const auto appearance : {Appearance::Light, Appearance::Dark}) {
        const Theme theme = themeIn(appearance);
        for (const char* kind : {"primary", "dangerConfirm"})
            for (const char* state : {"rest", "hover", "pressed"}) {
                const StateColors colors = theme.state(std::string("button.") + kind + "." + state);
                CAPTURE(kind);
                CAPTURE(state);
                CHECK(contrast(colors.text, colors.background) >= 5.6);
            }
        for (const char* kind : {"normal", "danger"})
            for (const char* state : {"rest", "hover", "pressed"}) {
                const StateColors colors = theme.state(std::string("button.") + kind + "." + state);
                CHECK(contrast(colors.text, colors.background) >= 4.5);
            }
    }
}

TEST_CASE("controls and the focus are seen on every background")
{
    for (const auto appearance : {Appearance::Light, Appearance::Dark}) {
        const Theme theme = themeIn(appearance);
        CAPTURE(theme.isDark());
        for (const auto& background : kBackgrounds) {
            CAPTURE(background);
            CHECK(contrast(theme.color("line.control"), theme.color(background)) >=
                  (background == "bg.pressed" ? 2.75 : 3.0));
            CHECK(contrast(theme.color("line.focus"), theme.color(background)) >= 3.0);
        }
    }
}

TEST_CASE("node and plot colors are seen and told apart")
{
    for (const auto appearance : {Appearance::Light, Appearance::Dark}) {
        const Theme theme = themeIn(appearance);
        const bool dark = theme.isDark();
        CAPTURE(dark);
        std::vector<std::string> nodes = kTinted;
        nodes.insert(nodes.end(), kUntinted.begin(), kUntinted.end());
        std::vector<std::string> withIo = nodes;
        withIo.push_back("node.io");
        CHECK(smallestContrast(theme, withIo, {"bg.surface", "bg.canvas"}) >= 3.1);
        // Two figures after the point are what was published.
        CHECK(smallestDistance(colorsOf(theme, kTinted)) >= (dark ? 12.25 : 13.55));
        CHECK(smallestDistance(colorsOf(theme, nodes)) >= (dark ? 7.95 : 7.45));
        std::vector<QColor> plot;
        for (int i = 0; i < theme.plotColorCount(); ++i) {
            plot.push_back(theme.plotColor(i));
            CHECK(contrast(theme.plotColor(i), theme.color("bg.surface")) >= 3.1);
        }
        REQUIRE(plot.size() == 8);
        CHECK(smallestDistance(plot) >= (dark ? 9.45 : 13.15));
        CHECK(smallestDistance({plot.begin(), plot.begin() + 6}) >= 14.65);
        CHECK(smallestDistance(colorsOf(theme, {"success", "warning", "danger"})) >= (dark ? 8.25 : 9.75));
    }
}

TEST_CASE("every ramp step carries readable text")
{
    for (const auto appearance : {Appearance::Light, Appearance::Dark}) {
        const Theme theme = themeIn(appearance);
        for (const Ramp ramp : {Ramp::Right, Ramp::Wrong})
            for (int step = 0; step <= 5; ++step) {
                const QColor background = theme.ramp(ramp, step / 5.0);
                CAPTURE(background.name().toStdString());
                CHECK(contrast(Theme::textOn(background), background) >= 4.7);
            }
    }
}
