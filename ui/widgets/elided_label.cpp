// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/elided_label.h"

namespace fettle::ui {

ElidedLabel::ElidedLabel(TextStyle style, Qt::TextElideMode mode, QWidget* parent) : TextLabel(style, parent)
{
    setElide(mode);
}

} // namespace fettle::ui
