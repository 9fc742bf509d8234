// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/focus_ring.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QPlainTextEdit>
#include <QRadioButton>
#include <QSlider>
#include <QStyleOption>
#include <QTabBar>
#include <QTextEdit>
#include <QToolTip>

#include "ui/theme/painting.h"
#include "ui/theme/style_hints.h"

namespace fettle::ui {

namespace {

/// Fields say it by their border, rows and tabs inside them.
bool saysItItself(const QWidget* widget)
{
    return qobject_cast<const QLineEdit*>(widget) || qobject_cast<const QAbstractSpinBox*>(widget) ||
           qobject_cast<const QTextEdit*>(widget) || qobject_cast<const QPlainTextEdit*>(widget) ||
           qobject_cast<const QTabBar*>(widget) || widget->inherits("QMenu") || widget->inherits("QMenuBar");
}

bool wantsRing(const QWidget* widget)
{
    if (!widget || widget->isWindow() || paintsOwnFocus(widget) || saysItItself(widget))
        return false;
    if (const auto* combo = qobject_cast<const QComboBox*>(widget))
        return isFrameless(combo);
    if (const auto* view = qobject_cast<const QAbstractItemView*>(widget))
        return !view->currentIndex().isValid();
    return true;
}

struct RingShape {
    QRectF around;
    double radius = 0;
};

/// In the widget's coordinates. A check box's ring goes around its box, a slider's around its handle.
RingShape ringShape(const QWidget& widget, const Theme& theme)
{
    const auto round = [](const QRect& rect) { return RingShape{QRectF(rect), rect.height() / 2.0}; };
    if (const auto* slider = qobject_cast<const QSlider*>(&widget)) {
        QStyleOptionSlider option;
        option.initFrom(slider);
        option.orientation = slider->orientation();
        option.minimum = slider->minimum();
        option.maximum = slider->maximum();
        option.sliderPosition = slider->sliderPosition();
        option.upsideDown = (slider->orientation() == Qt::Horizontal) == slider->invertedAppearance();
        return round(slider->style()->subControlRect(QStyle::CC_Slider, &option, QStyle::SC_SliderHandle, slider));
    }
    // Our Switch is a check box, too, and has a shape of its own.
    const bool plain = widget.metaObject() == &QCheckBox::staticMetaObject ||
                       widget.metaObject() == &QRadioButton::staticMetaObject;
    if (plain) {
        QStyleOptionButton option;
        option.initFrom(&widget);
        const bool radio = qobject_cast<const QRadioButton*>(&widget);
        const auto element = radio ? QStyle::SE_RadioButtonIndicator : QStyle::SE_CheckBoxIndicator;
        const QRect box = widget.style()->subElementRect(element, &option, &widget);
        return radio ? round(box) : RingShape{QRectF(box), static_cast<double>(theme.radius("cell"))};
    }
    // A link is lower than a control.
    const bool low = widget.height() < theme.iconSize(2);
    return {QRectF(widget.rect()), static_cast<double>(theme.radius(low ? "cell" : "control"))};
}

} // namespace

FocusRing::FocusRing(QWidget* parent) : QFocusFrame(parent) { setObjectName(QStringLiteral("fettleFocusRing")); }

void FocusRing::paintEvent(QPaintEvent*)
{
    const QWidget* target = widget();
    if (!target)
        return;
    const Theme& theme = themeOf(target);
    QPainter painter(this);
    const RingShape shape = ringShape(*target, theme);
    const int margin = style()->pixelMetric(QStyle::PM_FocusFrameHMargin, nullptr, target);
    drawFocusRing(painter, shape.around.translated(margin, margin), shape.radius, theme);
}

FocusWatch::FocusWatch(QApplication& application, QObject* parent) : QObject(parent)
{
    application.installEventFilter(this);
    connect(&application, &QApplication::focusChanged, this, [this] { follow(); });
}

FocusWatch::~FocusWatch() { delete m_ring; }

bool FocusWatch::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::KeyPress:
        if (!m_byKeyboard) {
            m_byKeyboard = true;
            follow();
        }
        break;
    case QEvent::MouseButtonPress:
        if (m_byKeyboard) {
            m_byKeyboard = false;
            follow();
        }
        break;
    case QEvent::FocusIn: {
        const Qt::FocusReason reason = static_cast<QFocusEvent*>(event)->reason();
        const bool keyboard =
            reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason || reason == Qt::ShortcutFocusReason;
        if (keyboard && !m_byKeyboard) {
            m_byKeyboard = true;
            follow();
        }
        break;
    }
    case QEvent::ToolTip:
        if (auto* widget = qobject_cast<QWidget*>(watched)) {
            const QString text = widget->toolTip();
            if (text.isEmpty() || Qt::mightBeRichText(text))
                break;
            showToolTip(*widget, static_cast<QHelpEvent*>(event)->globalPos(), text);
            return true;
        }
        break;
    default: break;
    }
    return QObject::eventFilter(watched, event);
}

void FocusWatch::follow()
{
    QWidget* focused = QApplication::focusWidget();
    if (focused && focused->window()->testAttribute(Qt::WA_KeyboardFocusChange) != m_byKeyboard) {
        // What rows and tabs draw their own mark by (State_KeyboardFocusChange).
        focused->window()->setAttribute(Qt::WA_KeyboardFocusChange, m_byKeyboard);
        focused->update();
        if (auto* area = qobject_cast<QAbstractScrollArea*>(focused))
            area->viewport()->update();
    }
    QWidget* target = m_byKeyboard ? focused : nullptr;
    if (!wantsRing(target)) {
        if (m_ring)
            m_ring->setWidget(nullptr);
        return;
    }
    if (!m_ring)
        m_ring = new FocusRing(target->window());
    if (m_ring->widget() != target)
        m_ring->setWidget(target);
    m_ring->update();
}

void FocusWatch::showToolTip(QWidget& widget, const QPoint& globalPosition, const QString& text) const
{
    // Qt breaks only rich text into lines; a sentence in a tooltip would be as wide as the screen.
    const Theme& theme = themeOf(&widget);
    QString wrapped;
    const double room = theme.size("frame.formWidthMax") * 0.75;
    for (const QString& paragraph : text.split(u'\n')) {
        QTextLayout layout(paragraph, theme.font(TextStyle::Body));
        layout.beginLayout();
        for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
            line.setLineWidth(room);
            if (!wrapped.isEmpty())
                wrapped += u'\n';
            wrapped += paragraph.mid(line.textStart(), line.textLength()).trimmed();
        }
        layout.endLayout();
    }
    QToolTip::showText(globalPosition, wrapped, &widget, {}, widget.toolTipDuration());
}

} // namespace fettle::ui
