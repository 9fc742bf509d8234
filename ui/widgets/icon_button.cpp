// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/icon_button.h"

#include <QEvent>
#include <QKeySequence>

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

namespace fettle::ui {

IconButton::IconButton(std::string_view iconName, QWidget* parent) : QToolButton(parent)
{
    setAutoRaise(true);
    setFocusPolicy(Qt::StrongFocus);
    setIconName(iconName);
    applySizes();
}

void IconButton::setIconName(std::string_view name)
{
    m_iconName = name;
    setIcon(fettle::ui::icon(name));
}

void IconButton::setLabel(const QString& label, const QKeySequence& shortcut)
{
    setAccessibleName(label);
    const QString keys = shortcut.toString(QKeySequence::NativeText);
    //: The tooltip of a button: what it does, and its shortcut.
    setToolTip(keys.isEmpty() ? label : tr("%1 (%2)").arg(label, keys));
}

void IconButton::applySizes()
{
    const int side = themeOf(this).iconSize(0);
    setIconSize({side, side});
}

void IconButton::changeEvent(QEvent* event)
{
    QToolButton::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        applySizes();
}

} // namespace fettle::ui
