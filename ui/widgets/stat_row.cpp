// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/stat_row.h"

#include <QEvent>
#include <QVBoxLayout>

#include "ui/widgets/flow_layout.h"
#include "ui/widgets/text_label.h"

namespace fettle::ui {

StatRow::StatRow(QWidget* parent) : QWidget(parent)
{
    m_flow = new FlowLayout(this);
    m_flow->setContentsMargins(0, 0, 0, 0);
    applySpaces();
}

int StatRow::addStat(const QString& value, const QString& caption)
{
    Stat stat;
    stat.box = new QWidget(this);
    auto* column = new QVBoxLayout(stat.box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    stat.value = new TextLabel(TextStyle::Title, stat.box);
    stat.caption = new TextLabel(TextStyle::Small, "text.secondary", stat.box);
    column->addWidget(stat.value);
    column->addWidget(stat.caption);
    m_flow->addWidget(stat.box);
    m_stats.append(stat);
    setStat(count() - 1, value, caption);
    return count() - 1;
}

void StatRow::setStat(int index, const QString& value, const QString& caption)
{
    if (index < 0 || index >= count())
        return;
    const Stat& stat = m_stats[index];
    stat.value->setText(value);
    stat.caption->setText(caption);
    stat.box->setAccessibleName(value + QLatin1Char(' ') + caption);
}

void StatRow::setColorRole(int index, std::string_view token)
{
    if (index >= 0 && index < count())
        m_stats[index].value->setColorRole(token);
}

void StatRow::setStatToolTip(int index, const QString& tip)
{
    if (index >= 0 && index < count())
        m_stats[index].box->setToolTip(tip);
}

int StatRow::count() const { return static_cast<int>(m_stats.size()); }

void StatRow::clear()
{
    for (const Stat& stat : m_stats)
        delete stat.box;
    m_stats.clear();
}

void StatRow::applySpaces()
{
    const Theme& theme = themeOf(this);
    m_flow->setSpacings(theme.space(5), theme.space(2));
}

void StatRow::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        applySpaces();
}

} // namespace fettle::ui
