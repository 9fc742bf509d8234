// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

#include <cmath>

#include <QApplication>

#include "ui/theme/color_science.h"
#include "ui/theme/fettle_style.h"

namespace fettle::ui {

namespace {

const char* typeName(TextStyle style)
{
    switch (style) {
    case TextStyle::Title: return "type.title";
    case TextStyle::Body: return "type.body";
    case TextStyle::Small: return "type.small";
    case TextStyle::Strong: return "type.strong";
    case TextStyle::Code: return "type.code";
    case TextStyle::Figure: return "type.figure";
    }
    return "type.body";
}

/// Lines and corners are as sharp at 150 % as at 90 %.
bool keepsItsSize(std::string_view token)
{
    for (std::string_view fixed : {"radius.", "focus.", "motion.", "shadow.", "node.stripe", "node.costBar",
                                   "node.headerTint", "node.portRadius"})
        if (token.starts_with(fixed))
            return true;
    return false;
}

} // namespace

Theme::Theme(ThemeOptions options, std::shared_ptr<const ThemeTokens> tokens)
    : m_options(std::move(options)), m_tokens(std::move(tokens))
{
    m_options.textScale = std::clamp(m_options.textScale, 0.9, 1.5);
    for (const TextStyle style : {TextStyle::Title, TextStyle::Body, TextStyle::Small, TextStyle::Strong,
                                  TextStyle::Code, TextStyle::Figure})
        m_fonts.push_back(makeFont(style));
}

int Theme::scaled(double pixels) const { return static_cast<int>(std::lround(pixels * m_options.textScale)); }

QColor Theme::color(std::string_view token) const
{
    const auto found = m_tokens->colors.find(token);
    if (found == m_tokens->colors.end()) {
        Q_ASSERT_X(false, "Theme::color", std::string(token).c_str());
        return QColor(Qt::magenta);
    }
    return isDark() ? found->second.dark : found->second.light;
}

StateColors Theme::state(std::string_view token) const
{
    const auto found = m_tokens->states.find(token);
    if (found == m_tokens->states.end()) {
        Q_ASSERT_X(false, "Theme::state", std::string(token).c_str());
        return {QColor(Qt::magenta), QColor(Qt::black), QColor(Qt::magenta)};
    }
    const auto at = [&](std::size_t index) {
        const auto& names = found->second;
        return index < names.size() && !names[index].empty() ? color(names[index]) : QColor();
    };
    return {at(0), at(1), at(2)};
}

QColor Theme::plotColor(int index) const
{
    const auto& colors = m_tokens->colorLists.find(isDark() ? "plot.dark" : "plot.light")->second;
    if (index < 0 || index >= static_cast<int>(colors.size()))
        return color("line.control");
    return colors[static_cast<std::size_t>(index)];
}

int Theme::plotColorCount() const { return static_cast<int>(m_tokens->colorLists.find("plot.light")->second.size()); }

QColor Theme::ramp(Ramp ramp, double share) const
{
    const std::string name =
        std::string(ramp == Ramp::Right ? "ramp.right." : "ramp.wrong.") + (isDark() ? "dark" : "light");
    const auto& steps = m_tokens->colorLists.find(name)->second;
    const double last = static_cast<double>(steps.size() - 1);
    const double clean = std::isfinite(share) ? std::clamp(share, 0.0, 1.0) : 0.0;
    return steps[static_cast<std::size_t>(std::lround(clean * last))];
}

QColor Theme::diverging(double value) const
{
    return value < 0 ? ramp(Ramp::Wrong, -value) : ramp(Ramp::Right, value);
}

QColor Theme::textOn(const QColor& background)
{
    const QColor dark(0x1A, 0x1E, 0x23);
    const QColor white(Qt::white);
    return contrast(dark, background) >= contrast(white, background) ? dark : white;
}

const ThemeTokens::Type& Theme::type(TextStyle style) const { return m_tokens->types.find(typeName(style))->second; }

const QFont& Theme::font(TextStyle style) const { return m_fonts[static_cast<std::size_t>(style)]; }

QFont Theme::makeFont(TextStyle style) const
{
    const auto list = [this](std::string_view name) { return m_tokens->fonts.find(name)->second; };
    const bool chinese = m_options.language.starts_with("zh");
    QStringList families = list(chinese ? "font.zh_CN" : "font.en");
    if (style == TextStyle::Code)
        families = list("font.mono");
    else if (style == TextStyle::Figure)
        // A figure is digits and a sign; the language's own faces follow for what else stands in it.
        families = list("font.figure") + families;
    QFont font;
    font.setFamilies(families);
    font.setPixelSize(scaled(type(style).px));
    font.setWeight(static_cast<QFont::Weight>(type(style).weight));
    return font;
}

int Theme::lineHeight(TextStyle style) const { return scaled(type(style).line); }

int Theme::space(int index) const
{
    Q_ASSERT(index >= 0 && index < static_cast<int>(m_tokens->space.size()));
    return scaled(m_tokens->space[static_cast<std::size_t>(std::clamp(index, 0, 6))]);
}

double Theme::number(std::string_view token) const
{
    const auto found = m_tokens->sizes.find(token);
    Q_ASSERT_X(found != m_tokens->sizes.end(), "Theme::number", std::string(token).c_str());
    return found == m_tokens->sizes.end() ? 0 : found->second;
}

int Theme::size(std::string_view token) const
{
    return keepsItsSize(token) ? static_cast<int>(std::lround(number(token))) : scaled(number(token));
}

int Theme::radius(std::string_view what) const { return size("radius." + std::string(what)); }

int Theme::iconSize(int index) const
{
    return scaled(m_tokens->icon[static_cast<std::size_t>(std::clamp(index, 0, 2))]);
}

int Theme::densitySize(std::string_view what) const
{
    return size((m_density == Density::Compact ? "density.compact." : "density.comfortable.") + std::string(what));
}

int Theme::controlHeight() const { return densitySize("control"); }
int Theme::rowHeight() const { return densitySize("row"); }
int Theme::gap() const { return densitySize("gap"); }
int Theme::pad() const { return densitySize("pad"); }

int Theme::motion(std::string_view what) const
{
    return m_options.reduceMotion ? 0 : size("motion." + std::string(what));
}

Theme Theme::withDensity(Density density) const
{
    Theme copy = *this;
    copy.m_density = density;
    return copy;
}

const Theme& themeOf(const QWidget* widget)
{
    // A widget that stands alone in a test has the application's style, too; before there is one, the light theme.
    const auto* style = qobject_cast<const FettleStyle*>(qApp ? QApplication::style() : nullptr);
    if (style)
        return style->themeFor(widget);
    static const Theme fallback;
    return fallback;
}

} // namespace fettle::ui
