// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/key_value_list.h"

#include <QEvent>
#include <QGridLayout>

#include "ui/widgets/text_label.h"

namespace fettle::ui {

KeyValueList::KeyValueList(QWidget* parent) : QWidget(parent)
{
    m_grid = new QGridLayout(this);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setColumnStretch(1, 1);
    applySpaces();
}

int KeyValueList::addRow(const QString& name, const QString& value, bool number)
{
    Row row;
    row.name = new TextLabel(TextStyle::Body, "text.secondary", this);
    row.name->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    row.value = new TextLabel(number ? TextStyle::Code : TextStyle::Body, this);
    row.value->setWrap(true);
    row.value->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    row.value->setSelectable(true);
    const int index = count();
    m_grid->addWidget(row.name, index, 0);
    m_grid->addWidget(row.value, index, 1);
    m_rows.append(row);
    setName(index, name);
    setValue(index, value);
    return index;
}

void KeyValueList::setName(int row, const QString& name)
{
    if (row < 0 || row >= count())
        return;
    m_rows[row].name->setText(name);
    // Read as a pair: the name of the value says both.
    setValue(row, value(row));
}

void KeyValueList::setValue(int row, const QString& value)
{
    if (row < 0 || row >= count())
        return;
    m_rows[row].value->setText(value);
    m_rows[row].value->setAccessibleDescription(m_rows[row].name->text());
}

void KeyValueList::setValueTip(int row, const QString& tip)
{
    if (row >= 0 && row < count())
        m_rows[row].value->setToolTip(tip);
}

void KeyValueList::setRowVisible(int row, bool visible)
{
    if (row < 0 || row >= count())
        return;
    m_rows[row].name->setVisible(visible);
    m_rows[row].value->setVisible(visible);
}

QString KeyValueList::value(int row) const { return row >= 0 && row < count() ? m_rows[row].value->text() : QString(); }

int KeyValueList::count() const { return static_cast<int>(m_rows.size()); }

void KeyValueList::clear()
{
    for (const Row& row : m_rows) {
        delete row.name;
        delete row.value;
    }
    m_rows.clear();
}

void KeyValueList::applySpaces()
{
    const Theme& theme = themeOf(this);
    m_grid->setHorizontalSpacing(theme.space(3));
    m_grid->setVerticalSpacing(theme.space(0));
}

void KeyValueList::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        applySpaces();
}

} // namespace fettle::ui
