// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/pill.h"

#include <QEvent>
#include <QPainter>

#include "ui/theme/icons.h"
#include "ui/theme/painting.h"
#include "ui/theme/theme.h"

namespace fettle::ui {

namespace {

struct PillLook {
    const char* background;
    const char* text;
};

PillLook pillLook(PillTone tone)
{
    switch (tone) {
    case PillTone::Neutral: return {"bg.hover", "text.secondary"};
    case PillTone::Accent: return {"bg.selected", "text.link"};
    case PillTone::Success: return {"success.bg", "success"};
    case PillTone::Warning: return {"warning.bg", "warning"};
    case PillTone::Danger: return {"danger.bg", "danger"};
    }
    return {"bg.hover", "text.secondary"};
}

} // namespace

QSize pillSize(const Theme& theme, const QString& text, std::string_view iconName)
{
    const int line = theme.lineHeight(TextStyle::Small);
    const int icon = iconName.empty() ? 0 : line - theme.space(0) / 2;
    return {textWidth(text, theme.font(TextStyle::Small)) + 2 * theme.space(1) + icon, line + theme.space(0)};
}

void drawPill(QPainter& painter, const QRectF& rect, const Theme& theme, const QString& text, PillTone tone,
              std::string_view iconName, bool enabled)
{
    const PillLook look = pillLook(tone);
    const QColor color = theme.color(enabled ? look.text : "text.disabled");
    drawBox(painter, rect, theme.radius("pill"), theme.color(look.background));
    double left = rect.left() + theme.space(1);
    if (!iconName.empty()) {
        const double side = theme.lineHeight(TextStyle::Small) - theme.space(0) / 2;
        left -= theme.space(0) / 2.0;
        drawIcon(painter, QRectF(left, rect.top() + (rect.height() - side) / 2, side, side), iconName, color);
        left += side + theme.space(0) / 2.0;
    }
    drawTextLine(painter, QRectF(left, rect.top(), rect.right() - theme.space(1) - left, rect.height()), text,
                 theme.font(TextStyle::Small), color);
}

Pill::Pill(PillTone tone, QWidget* parent) : QWidget(parent), m_tone(tone)
{
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
}

Pill::Pill(const QString& text, PillTone tone, std::string_view iconName, QWidget* parent) : Pill(tone, parent)
{
    m_iconName = iconName;
    setText(text);
}

void Pill::setText(const QString& text)
{
    m_text = text;
    setAccessibleName(text);
    updateGeometry();
    update();
}

void Pill::setTone(PillTone tone)
{
    m_tone = tone;
    update();
}

void Pill::setIconName(std::string_view name)
{
    m_iconName = name;
    updateGeometry();
    update();
}

QSize Pill::sizeHint() const { return pillSize(themeOf(this), m_text, m_iconName); }

QSize Pill::minimumSizeHint() const
{
    return {std::min(sizeHint().width(), themeOf(this).space(6)), sizeHint().height()};
}

void Pill::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        updateGeometry();
    else if (event->type() == QEvent::PaletteChange || event->type() == QEvent::EnabledChange)
        update();
}

void Pill::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const int tall = sizeHint().height();
    drawPill(painter, QRectF(0, std::floor((height() - tall) / 2.0), width(), tall), themeOf(this), m_text, m_tone,
             m_iconName, isEnabled());
}

} // namespace fettle::ui
