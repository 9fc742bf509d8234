// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/style_hints.h"

#include <QApplication>
#include <QComboBox>
#include <QEvent>
#include <QFrame>
#include <QLineEdit>
#include <QVariant>

#include "ui/theme/fettle_style.h"

namespace fettle::ui {

namespace {

constexpr char kKind[] = "fettleButtonKind";
constexpr char kBusy[] = "fettleBusy";
constexpr char kBusyTurn[] = "fettleBusyTurn";
constexpr char kError[] = "fettleError";
constexpr char kFrameless[] = "fettleFrameless";
constexpr char kOwnFocus[] = "fettleOwnFocus";

bool flag(const QWidget* widget, const char* name) { return widget && widget->property(name).toBool(); }

void setFlag(QWidget& widget, const char* name, bool on)
{
    if (flag(&widget, name) == on)
        return;
    widget.setProperty(name, on);
    widget.update();
}

} // namespace

void setButtonKind(QWidget& button, ButtonKind kind)
{
    if (buttonKind(&button) == kind)
        return;
    button.setProperty(kKind, static_cast<int>(kind));
    // The primary button's letters are wider.
    button.updateGeometry();
    button.update();
}

ButtonKind buttonKind(const QWidget* button)
{
    return button ? static_cast<ButtonKind>(button->property(kKind).toInt()) : ButtonKind::Normal;
}

void setBusyMark(QWidget& button, bool busy) { setFlag(button, kBusy, busy); }
bool hasBusyMark(const QWidget* button) { return flag(button, kBusy); }

void setBusyTurn(QWidget& button, int degrees)
{
    button.setProperty(kBusyTurn, degrees);
    button.update();
}
int busyTurn(const QWidget* button) { return button ? button->property(kBusyTurn).toInt() : 0; }

void setFieldError(QWidget& field, bool error) { setFlag(field, kError, error); }
bool hasFieldError(const QWidget* field) { return flag(field, kError); }

void setFrameless(QWidget& widget, bool frameless)
{
    setFlag(widget, kFrameless, frameless);
    if (auto* frame = qobject_cast<QFrame*>(&widget))
        frame->setFrameShape(frameless ? QFrame::NoFrame : QFrame::StyledPanel);
    else if (auto* edit = qobject_cast<QLineEdit*>(&widget))
        edit->setFrame(!frameless);
    else if (auto* combo = qobject_cast<QComboBox*>(&widget))
        combo->setFrame(!frameless);
    widget.updateGeometry();
}
bool isFrameless(const QWidget* widget) { return flag(widget, kFrameless); }

void setPaintsOwnFocus(QWidget& widget, bool own) { setFlag(widget, kOwnFocus, own); }
bool paintsOwnFocus(const QWidget* widget) { return flag(widget, kOwnFocus); }
bool showsOwnFocus(const QWidget& widget)
{
    return widget.hasFocus() && widget.window()->testAttribute(Qt::WA_KeyboardFocusChange);
}

void setDensity(QWidget& widget, Density density)
{
    auto* style = qobject_cast<FettleStyle*>(QApplication::style());
    if (!style)
        return;
    if (!style->m_densities.contains(&widget))
        QObject::connect(&widget, &QObject::destroyed, style,
                         [style](QObject* gone) { style->m_densities.remove(gone); });
    style->m_densities[&widget] = density;
    QEvent event(QEvent::StyleChange);
    QApplication::sendEvent(&widget, &event);
    const auto inside = widget.findChildren<QWidget*>();
    for (QWidget* child : inside)
        QApplication::sendEvent(child, &event);
}

} // namespace fettle::ui
