// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings/finding_row.h"

#include <QEvent>
#include <QPainter>
#include <QVBoxLayout>

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/text_label.h"

namespace fettle::ui {

FindingRow::FindingRow(QWidget* parent)
    : QWidget(parent), m_title(new TextLabel(TextStyle::Strong)), m_sentence(new TextLabel(TextStyle::Body)),
      m_column(new QVBoxLayout(this))
{
    m_sentence->setWrap(true);
    m_column->addWidget(m_title);
    m_column->addWidget(m_sentence);
    applySpaces();
}

void FindingRow::setFinding(const MachineFinding& finding)
{
    m_isFine = finding.isFine;
    // The mark alone would be a color with a shape; a warning is also a word.
    m_title->setText(finding.isFine ? finding.title : tr("%1 (attention)").arg(finding.title));
    m_sentence->setText(finding.sentence);
    setAccessibleName(m_title->text());
    setAccessibleDescription(finding.sentence);
    update();
}

void FindingRow::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        applySpaces();
}

void FindingRow::applySpaces()
{
    const auto& theme = themeOf(this);
    m_column->setContentsMargins(theme.iconSize(1) + theme.space(1), 0, 0, theme.space(1));
    m_column->setSpacing(0);
}

void FindingRow::paintEvent(QPaintEvent*)
{
    const auto& theme = themeOf(this);
    QPainter painter(this);
    const QRectF mark(0, 0, theme.iconSize(1), theme.lineHeight(TextStyle::Strong));
    drawIcon(painter, mark, m_isFine ? "check-circle" : "alert", theme.color(m_isFine ? "success" : "warning"));
}

} // namespace fettle::ui
