// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/results/figure_delegate.h"

#include "ui/pages/data/text_popover.h"
#include "ui/theme/theme.h"

namespace fettle::ui {

void FigureDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    if (option->displayAlignment.testFlag(Qt::AlignRight))
        option->font = themeOf(option->widget).font(TextStyle::Code);
    // One line a row: a text that has several shows its beginning.
    option->text = oneLine(option->text);
}

} // namespace fettle::ui
