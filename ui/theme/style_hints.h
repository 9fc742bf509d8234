// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/theme/theme.h"

/// What the style cannot see from a widget itself. Kept on the widget, so that plain Qt widgets can have it too.
namespace fettle::ui {

/// Primary once on a page; Danger is outlined, DangerConfirm is filled and for the last confirmation only.
enum class ButtonKind { Normal, Primary, Quiet, Danger, DangerConfirm };

void setButtonKind(QWidget& button, ButtonKind kind);
[[nodiscard]] ButtonKind buttonKind(const QWidget* button);

/// The label stays, a ring stands in the icon's place and the width is kept. The widgets' Button sets it and turns it.
void setBusyMark(QWidget& button, bool busy);
[[nodiscard]] bool hasBusyMark(const QWidget* button);
/// Where the ring stands, in degrees.
void setBusyTurn(QWidget& button, int degrees);
[[nodiscard]] int busyTurn(const QWidget* button);

/// A field with an error is drawn with a red border (its sentence stands below: FormField).
void setFieldError(QWidget& field, bool error);
[[nodiscard]] bool hasFieldError(const QWidget* field);

/// For the widget and everything inside it.
void setDensity(QWidget& widget, Density density);

/// A view, a list or an edit that stands in a card: no frame and no background of its own.
void setFrameless(QWidget& widget, bool frameless);
[[nodiscard]] bool isFrameless(const QWidget* widget);

/// For widgets that paint where the focus is inside them (a canvas, a plot): no ring around the whole.
void setPaintsOwnFocus(QWidget& widget, bool own);
[[nodiscard]] bool paintsOwnFocus(const QWidget* widget);
/// For these: whether to paint it now. It has the focus, and the focus is being moved by the keyboard.
[[nodiscard]] bool showsOwnFocus(const QWidget& widget);

} // namespace fettle::ui
