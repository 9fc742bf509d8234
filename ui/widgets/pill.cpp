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

QSize Pill::sizeHint() const
{
    const Theme& theme = themeOf(this);
    const int line = theme.lineHeight(TextStyle::Small);
    int width = textWidth(m_text, theme.font(TextStyle::Small)) + 2 * theme.space(1);
    if (!m_iconName.empty())
        width += line - theme.space(0) / 2;
    return {width, line + theme.space(0)};
}

QSize Pill::minimumSizeHint() const { return {std::min(sizeHint().width(), themeOf(this).space(6)), sizeHint().height()}; }

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
    const Theme& theme = themeOf(this);
    const PillLook look = pillLook(m_tone);
    QPainter painter(this);
    const int tall = sizeHint().height();
    const QRectF box(0, std::floor((height() - tall) / 2.0), width(), tall);
    const QColor color = theme.color(isEnabled() ? look.text : "text.disabled");
    drawBox(painter, box, theme.radius("pill"), theme.color(look.background));
    double left = theme.space(1);
    if (!m_iconName.empty()) {
        const double side = theme.lineHeight(TextStyle::Small) - theme.space(0) / 2;
        left -= theme.space(0) / 2.0;
        drawIcon(painter, QRectF(left, box.top() + (box.height() - side) / 2, side, side), m_iconName, color);
        left += side + theme.space(0) / 2.0;
    }
    drawTextLine(painter, QRectF(left, box.top(), width() - theme.space(1) - left, box.height()), m_text,
                 theme.font(TextStyle::Small), color);
}

} // namespace fettle::ui
