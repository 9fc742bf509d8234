// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/hover_fade.h"

#include <algorithm>

#include <QApplication>
#include <QEasingCurve>

#include "ui/theme/fettle_style.h"

namespace fettle::ui {
namespace {

constexpr int kFrameMs = 16;

} // namespace

double HoverFades::Fade::share() const
{
    const double to = hovered ? 1.0 : 0.0;
    if (isOver())
        return to;
    const QEasingCurve curve(QEasingCurve::OutCubic);
    return from + (to - from) * curve.valueForProgress(static_cast<double>(since.elapsed()) / milliseconds);
}

double HoverFades::share(const QWidget& widget, bool hovered, int milliseconds)
{
    const double to = hovered ? 1.0 : 0.0;
    const auto known = m_fades.find(&widget);
    const bool isKnown = known != m_fades.end() && known->widget == &widget;
    // A state that is only being drawn, not lived (a picture for a page of controls), is drawn as it is.
    if (milliseconds <= 0 || !widget.isVisible() || widget.underMouse() != hovered) {
        if (known != m_fades.end())
            m_fades.erase(known);
        return to;
    }
    if (!isKnown && !hovered)
        return to;
    if (!isKnown || known->hovered != hovered) {
        Fade fade;
        fade.widget = const_cast<QWidget*>(&widget);
        fade.from = isKnown ? known->share() : 0.0;
        fade.milliseconds = milliseconds;
        fade.hovered = hovered;
        fade.since.start();
        m_fades[&widget] = fade;
        if (!m_timer.isActive())
            m_timer.start(kFrameMs, this);
        return fade.from;
    }
    return known->share();
}

int HoverFades::running() const
{
    return static_cast<int>(std::ranges::count_if(m_fades, [](const Fade& fade) { return fade.widget && !fade.isOver(); }));
}

void HoverFades::timerEvent(QTimerEvent*)
{
    bool going = false;
    // Those that ended are painted once more; what is under the mouse is remembered, so that it fades back.
    for (auto fade = m_fades.begin(); fade != m_fades.end();) {
        const bool over = fade->isOver();
        going = going || !over;
        if (fade->widget)
            fade->widget->update();
        if (!fade->widget || (over && !fade->hovered))
            fade = m_fades.erase(fade);
        else
            ++fade;
    }
    if (!going)
        m_timer.stop();
}

double hoverShare(const QWidget* widget, bool hovered)
{
    auto* style = widget ? qobject_cast<FettleStyle*>(QApplication::style()) : nullptr;
    return style ? style->hoverFades().share(*widget, hovered, style->themeFor(widget).motion("hoverMs")) : hovered ? 1.0 : 0.0;
}

QColor blended(const QColor& from, const QColor& to, double share)
{
    if (share <= 0.0)
        return from;
    if (share >= 1.0)
        return to;
    const auto clear = [](QColor color) {
        color.setAlphaF(0.0F);
        return color;
    };
    const QColor a = from.isValid() ? from : clear(to);
    const QColor b = to.isValid() ? to : clear(from);
    const auto part = static_cast<float>(share);
    const auto mix = [part](float x, float y) { return x + (y - x) * part; };
    return QColor::fromRgbF(mix(a.redF(), b.redF()), mix(a.greenF(), b.greenF()), mix(a.blueF(), b.blueF()),
                            mix(a.alphaF(), b.alphaF()));
}

} // namespace fettle::ui
