// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/results/side_by_side.h"

#include <QBoxLayout>
#include <QEvent>

#include "ui/theme/theme.h"

namespace fettle::ui {

SideBySide::SideBySide(int narrowBelow, QWidget* parent)
    : QWidget(parent), m_layout(new QBoxLayout(QBoxLayout::LeftToRight, this)), m_narrowBelow(narrowBelow)
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    arrange();
}

void SideBySide::add(QWidget* part, int stretch)
{
    // Else a wide part would decide where the line between the two runs.
    QSizePolicy policy = part->sizePolicy();
    policy.setHorizontalPolicy(QSizePolicy::Ignored);
    part->setSizePolicy(policy);
    m_layout->addWidget(part, stretch);
}

bool SideBySide::isWide() const { return m_layout->direction() == QBoxLayout::LeftToRight; }

void SideBySide::arrange()
{
    const auto& theme = themeOf(this);
    const bool wide = width() >= static_cast<int>(m_narrowBelow * theme.options().textScale);
    m_layout->setDirection(wide ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    m_layout->setSpacing(theme.space(3));
}

void SideBySide::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void SideBySide::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        arrange();
}

} // namespace fettle::ui
