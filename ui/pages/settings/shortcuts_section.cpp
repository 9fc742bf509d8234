// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings/shortcuts_section.h"

#include <QLineEdit>
#include <QVBoxLayout>

#include "ui/theme/theme.h"
#include "ui/widgets/key_value_list.h"
#include "ui/widgets/text_label.h"

namespace fettle::ui {

ShortcutsSection::ShortcutsSection(QWidget* parent)
    : SettingsSection(parent), m_filter(new QLineEdit), m_none(new TextLabel(TextStyle::Body, "text.secondary")),
      m_column(new QVBoxLayout)
{
    m_filter->setClearButtonEnabled(true);
    m_none->setWrap(true);
    content()->addWidget(m_filter);
    content()->addWidget(m_none);
    content()->addLayout(m_column);
    connect(m_filter, &QLineEdit::textChanged, this, &ShortcutsSection::rebuild);
}

QString ShortcutsSection::heading() const { return tr("Shortcuts"); }

void ShortcutsSection::setShortcuts(QList<ShortcutEntry> shortcuts)
{
    m_shortcuts = std::move(shortcuts);
    rebuild();
}

QStringList ShortcutsSection::shown() const
{
    const auto wanted = m_filter->text().trimmed();
    QStringList lines;
    for (const auto& entry : m_shortcuts) {
        const auto keys = entry.keys.toString(QKeySequence::NativeText);
        if (keys.isEmpty())
            continue;
        if (wanted.isEmpty() || entry.title.contains(wanted, Qt::CaseInsensitive) ||
            keys.contains(wanted, Qt::CaseInsensitive) || entry.category.contains(wanted, Qt::CaseInsensitive))
            lines << entry.category + QLatin1Char('\t') + entry.title + QLatin1Char('\t') + keys;
    }
    return lines;
}

void ShortcutsSection::retranslate()
{
    m_filter->setPlaceholderText(tr("Find an action or keys"));
    m_filter->setAccessibleName(tr("Find an action or keys"));
    rebuild();
}

void ShortcutsSection::rebuild()
{
    for (const auto& group : m_groups) {
        delete group.title;
        delete group.list;
    }
    m_groups.clear();
    QHash<QString, qsizetype> places;
    m_column->setSpacing(themeOf(this).space(1));
    for (const auto& line : shown()) {
        const auto parts = line.split(QLatin1Char('\t'));
        if (!places.contains(parts[0])) {
            places[parts[0]] = m_groups.size();
            Group group{new TextLabel(parts[0], TextStyle::Strong, this), new KeyValueList(this)};
            group.title->setHidden(parts[0].isEmpty());
            m_column->addWidget(group.title);
            m_column->addWidget(group.list);
            m_groups.push_back(group);
        }
        m_groups[places[parts[0]]].list->addRow(parts[1], parts[2], true);
    }
    m_filter->setVisible(!m_shortcuts.isEmpty());
    m_none->setVisible(m_groups.isEmpty());
    m_none->setText(m_shortcuts.isEmpty() ? tr("There are no shortcuts.") : tr("No action or keys match."));
}

} // namespace fettle::ui
