// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <QColor>
#include <QFont>
#include <QStringList>

#include "engine/contract/result.h"

class QWidget;

namespace fettle::ui {

enum class Appearance { Light, Dark };
/// Code is also the face of everything that changes while one looks at it and of columns of numbers: its digits are
/// all of one width. Figure stands once on a page at most.
enum class TextStyle { Title, Body, Small, Strong, Code, Figure };
/// Tables and lists of runs, samples and layers may be Compact (setDensity in fettle_style.h), all else is Comfortable.
enum class Density { Comfortable, Compact };
/// Colors of a matrix or an attribution: Right for what is as it should be, Wrong for what is not.
enum class Ramp { Right, Wrong };

/// What one state of a button, field or row is drawn with; an invalid color is not drawn.
struct StateColors {
    QColor background;
    QColor text;
    QColor border;
};

/// The token file, read once (resources/themes/fettle.json, :/fettle/themes/fettle.json).
struct ThemeTokens {
    struct Type {
        int px = 0;
        int line = 0;
        int weight = 400;
    };
    struct ColorPair {
        QColor light;
        QColor dark;
    };
    std::map<std::string, ColorPair, std::less<>> colors;
    /// "plot.light", "ramp.right.dark": lists that have one per appearance.
    std::map<std::string, std::vector<QColor>, std::less<>> colorLists;
    /// "frame.rail", "radius.control", "density.compact.row".
    std::map<std::string, double, std::less<>> sizes;
    std::map<std::string, QStringList, std::less<>> fonts;
    std::map<std::string, Type, std::less<>> types;
    /// "button.primary.hover" → names of color tokens, "" where nothing is drawn.
    std::map<std::string, std::vector<std::string>, std::less<>> states;
    std::vector<int> space;
    std::vector<int> icon;

    /// Errors: contract.not_json, contract.missing_field, contract.wrong_type, contract.unknown_name.
    [[nodiscard]] static Result<ThemeTokens> parse(std::string_view json);
    /// The file compiled into the program.
    [[nodiscard]] static std::shared_ptr<const ThemeTokens> builtIn();
};

/// What the user chooses.
struct ThemeOptions {
    Appearance appearance = Appearance::Light;
    /// "en" or "zh_CN": decides which face comes first.
    std::string language = "en";
    /// 0.9 to 1.5; multiplies type, density, space and icons, never lines and corners.
    double textScale = 1.0;
    bool reduceMotion = false;

    friend bool operator==(const ThemeOptions&, const ThemeOptions&) = default;
};

/// One look: the tokens seen through the options. A cheap value.
class Theme {
public:
    explicit Theme(ThemeOptions options = {}, std::shared_ptr<const ThemeTokens> tokens = ThemeTokens::builtIn());

    /// "bg.surface". An unknown name asserts, and is magenta without asserts.
    [[nodiscard]] QColor color(std::string_view token) const;
    /// "button.primary.hover", "field.focus", "row.selected".
    [[nodiscard]] StateColors state(std::string_view token) const;
    /// A run's color by its place; from the ninth on grey.
    [[nodiscard]] QColor plotColor(int index) const;
    [[nodiscard]] int plotColorCount() const;
    /// The step of a ramp for a share of 0 to 1.
    [[nodiscard]] QColor ramp(Ramp ramp, double share) const;
    /// -1 (wrong) to 1 (right), as one diverging ramp.
    [[nodiscard]] QColor diverging(double value) const;
    /// Dark or white, whichever is read better on `background` (ramp steps, tiles, pictures).
    [[nodiscard]] static QColor textOn(const QColor& background);

    [[nodiscard]] const QFont& font(TextStyle style) const;
    /// The height of one line, from the tokens and not from the face.
    [[nodiscard]] int lineHeight(TextStyle style) const;
    /// 0 to 6: 4, 8, 12, 16, 24, 32, 48 at 100 %.
    [[nodiscard]] int space(int index) const;
    /// "frame.rail", "node.width": with the text scale, except for lines, corners, focus and motion.
    [[nodiscard]] int size(std::string_view token) const;
    /// A token as it stands in the file ("node.headerTint").
    [[nodiscard]] double number(std::string_view token) const;
    [[nodiscard]] int radius(std::string_view what) const; ///< "control", "card", "cell", "pill"
    [[nodiscard]] int iconSize(int index = 0) const;       ///< 0 to 2: 16, 20, 24

    // Of the density:
    [[nodiscard]] Density density() const { return m_density; }
    [[nodiscard]] int controlHeight() const;
    [[nodiscard]] int rowHeight() const;
    [[nodiscard]] int gap() const;
    [[nodiscard]] int pad() const;

    [[nodiscard]] Appearance appearance() const { return m_options.appearance; }
    [[nodiscard]] bool isDark() const { return m_options.appearance == Appearance::Dark; }
    [[nodiscard]] const ThemeOptions& options() const { return m_options; }
    [[nodiscard]] const ThemeTokens& tokens() const { return *m_tokens; }
    /// Milliseconds of "hoverMs", "panelMs"; 0 where the user wants no motion.
    [[nodiscard]] int motion(std::string_view what) const;
    [[nodiscard]] Theme withDensity(Density density) const;

private:
    [[nodiscard]] int scaled(double pixels) const;
    [[nodiscard]] const ThemeTokens::Type& type(TextStyle style) const;
    [[nodiscard]] int densitySize(std::string_view what) const;
    [[nodiscard]] QFont makeFont(TextStyle style) const;

    ThemeOptions m_options;
    std::shared_ptr<const ThemeTokens> m_tokens;
    /// By TextStyle. Kept, because a new QFont looks its faces up anew each time it is drawn with.
    std::vector<QFont> m_fonts;
    Density m_density = Density::Comfortable;
};

/// The theme of the application's style in the density of the widget (setDensity on it or on what it stands in).
[[nodiscard]] const Theme& themeOf(const QWidget* widget);

} // namespace fettle::ui
