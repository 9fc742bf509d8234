// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPalette>
#include <QProxyStyle>

#include "ui/theme/hover_fade.h"
#include "ui/theme/style_hints.h"
#include "ui/theme/theme.h"

class QApplication;

namespace fettle::ui {

/// The one style: Fusion's behavior, the tokens' looks. Switching the theme keeps the style object.
class FettleStyle : public QProxyStyle {
    Q_OBJECT
public:
    explicit FettleStyle(Theme theme);

    [[nodiscard]] const Theme& theme() const { return m_comfortable; }
    /// In the density that the widget stands in.
    [[nodiscard]] const Theme& themeFor(const QWidget* widget) const;
    void setTheme(const Theme& theme);
    [[nodiscard]] HoverFades& hoverFades() { return m_fades; }

    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget = nullptr) const override;
    void drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                     const QWidget* widget = nullptr) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                            const QWidget* widget = nullptr) const override;
    [[nodiscard]] QRect subElementRect(SubElement element, const QStyleOption* option,
                                       const QWidget* widget = nullptr) const override;
    [[nodiscard]] QRect subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl part,
                                       const QWidget* widget = nullptr) const override;
    [[nodiscard]] QSize sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size,
                                         const QWidget* widget = nullptr) const override;
    [[nodiscard]] int pixelMetric(PixelMetric metric, const QStyleOption* option = nullptr,
                                  const QWidget* widget = nullptr) const override;
    [[nodiscard]] int styleHint(StyleHint hint, const QStyleOption* option = nullptr, const QWidget* widget = nullptr,
                                QStyleHintReturn* data = nullptr) const override;
    [[nodiscard]] QIcon standardIcon(StandardPixmap icon, const QStyleOption* option = nullptr,
                                     const QWidget* widget = nullptr) const override;
    [[nodiscard]] QPalette standardPalette() const override;
    void polish(QWidget* widget) override;
    void unpolish(QWidget* widget) override;
    using QProxyStyle::polish;
    using QProxyStyle::unpolish;

private:
    friend void setDensity(QWidget& widget, Density density);

    Theme m_comfortable;
    Theme m_compact;
    HoverFades m_fades;
    /// Widgets with a density of their own; nearly always few, so that a look-up costs little.
    QHash<const QObject*, Density> m_densities;
};

/// The palette that Qt's own drawing and widgets without a token take.
[[nodiscard]] QPalette paletteOf(const Theme& theme);

/// Sets style, palette and font, or, where the style is set already, exchanges tokens, palette and font and repaints.
/// Nothing is rebuilt: widgets get QEvent::PaletteChange and, where sizes or the face changed, QEvent::StyleChange.
void applyTheme(QApplication& application, const Theme& theme);

/// Light or dark by the desktop's setting where there is one, else by the palette that Qt started with: ask before the
/// first applyTheme().
[[nodiscard]] Appearance systemAppearance();

} // namespace fettle::ui
