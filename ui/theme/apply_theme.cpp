// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QPixmapCache>
#include <QToolTip>

#include "ui/theme/fettle_style.h"
#include "ui/theme/focus_ring.h"
#include "ui/theme/portal_appearance.h"

namespace fettle::ui {

QPalette paletteOf(const Theme& theme)
{
    QPalette palette;
    const auto all = [&](QPalette::ColorRole role, std::string_view token) {
        palette.setColor(role, theme.color(token));
    };
    const auto disabled = [&](QPalette::ColorRole role, std::string_view token) {
        palette.setColor(QPalette::Disabled, role, theme.color(token));
    };
    all(QPalette::Window, "bg.window");
    all(QPalette::WindowText, "text.primary");
    all(QPalette::Base, "bg.surface");
    all(QPalette::AlternateBase, "bg.window");
    all(QPalette::ToolTipBase, "bg.raised");
    all(QPalette::ToolTipText, "text.primary");
    all(QPalette::PlaceholderText, "text.secondary");
    all(QPalette::Text, "text.primary");
    all(QPalette::Button, "bg.surface");
    all(QPalette::ButtonText, "text.primary");
    all(QPalette::BrightText, "danger");
    all(QPalette::Link, "text.link");
    all(QPalette::LinkVisited, "text.link");
    all(QPalette::Highlight, "bg.selected");
    all(QPalette::HighlightedText, "text.primary");
    palette.setColor(QPalette::Inactive, QPalette::Highlight, theme.color("bg.pressed"));
    all(QPalette::Light, "bg.raised");
    all(QPalette::Midlight, "bg.hover");
    all(QPalette::Mid, "line.button");
    all(QPalette::Dark, "line.control");
    all(QPalette::Shadow, "line.control");
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText,
                            QPalette::PlaceholderText})
        disabled(role, "text.disabled");
    disabled(QPalette::Base, "bg.window");
    disabled(QPalette::Highlight, "bg.hover");
    return palette;
}

namespace {

bool changesSizes(const Theme& before, const Theme& after)
{
    return before.options().textScale != after.options().textScale ||
           before.options().language != after.options().language;
}

void tellSizesChanged()
{
    QEvent event(QEvent::StyleChange);
    const auto widgets = QApplication::allWidgets();
    for (QWidget* widget : widgets)
        QApplication::sendEvent(widget, &event);
}

/// Qt tells widgets of a new palette and font by posted events, and only while a loop runs. Told here, all of it has
/// happened when applyTheme() returns, in one frame; Qt's own events find nothing left to change.
void tellApplicationChanged(bool font)
{
    QEvent palette(QEvent::ApplicationPaletteChange);
    QEvent face(QEvent::ApplicationFontChange);
    const auto widgets = QApplication::allWidgets();
    for (QWidget* widget : widgets) {
        if (font)
            QApplication::sendEvent(widget, &face);
        QApplication::sendEvent(widget, &palette);
    }
}

} // namespace

void applyTheme(QApplication& application, const Theme& theme)
{
    auto* style = qobject_cast<FettleStyle*>(QApplication::style());
    if (!style) {
        // Before the style is set, so that what it polishes has the palette and the font already.
        QApplication::setPalette(paletteOf(theme));
        QApplication::setFont(theme.font(TextStyle::Body));
        QToolTip::setPalette(paletteOf(theme));
        style = new FettleStyle(theme);
        new FocusWatch(application, style);
        QApplication::setStyle(style);
        return;
    }
    const bool sizes = changesSizes(style->theme(), theme);
    style->setTheme(theme);
    QPixmapCache::clear();
    if (sizes)
        QApplication::setFont(theme.font(TextStyle::Body));
    QApplication::setPalette(paletteOf(theme));
    QToolTip::setPalette(paletteOf(theme));
    tellApplicationChanged(sizes);
    if (sizes)
        tellSizesChanged();
}

Appearance systemAppearance()
{
    if (const auto asked = portalAppearance())
        return *asked;
    const QColor window = QGuiApplication::palette().color(QPalette::Window);
    return window.lightness() < 128 ? Appearance::Dark : Appearance::Light;
}

} // namespace fettle::ui
