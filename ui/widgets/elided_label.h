// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/text_label.h"

namespace fettle::ui {

/// One line that gives way: a path, a file's name, a title in a narrow row. The whole text is the tooltip.
class ElidedLabel : public TextLabel {
    Q_OBJECT
public:
    explicit ElidedLabel(TextStyle style = TextStyle::Body, Qt::TextElideMode mode = Qt::ElideRight,
                         QWidget* parent = nullptr);
};

} // namespace fettle::ui
