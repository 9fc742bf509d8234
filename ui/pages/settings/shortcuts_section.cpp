// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings/shortcuts_section.h"

#include <QGridLayout>
#include <QLineEdit>
#include <QVBoxLayout>

#include "ui/theme/theme.h"
#include "ui/widgets/text_label.h"

namespace fettle::ui {

ShortcutsSection::ShortcutsSection(QWidget* parent)
    : SettingsSection(parent), m_filter(new QLineEdit), m_none(new TextLabel(TextStyle::Body, "text.secondary")),
      m_grid(new QGridLayout)
{
    m_filter->setClearButtonEnabled(true);
    m_none->setWrap(true);
    m_grid->setColumnStretch(0, 1);
    column().addWidget(m_filter);
    column().addWidget(m_none);
    column().addLayout(m_grid);
    connect(m_filter, &QLineEdit::textChanged, this, &ShortcutsSection::rebuild);
}

QString ShortcutsSection::heading() const { return tr("Shortcuts"); }

void ShortcutsSection::setShortcuts(QList<ShortcutEntry> shortcuts)
{
    m_shortcuts = std::move(shortcuts);
    rebuild();
}

QList<ShortcutEntry> ShortcutsSection::shown() const
{
    const auto wanted = m_filter->text().trimmed();
    const auto matches = [&](const QString& text) { return text.contains(wanted, Qt::CaseInsensitive); };
    QList<ShortcutEntry> entries;
    for (const auto& entry : m_shortcuts) {
        const auto keys = entry.keys.toString(QKeySequence::NativeText);
        if (!keys.isEmpty() && (wanted.isEmpty() || matches(entry.title) || matches(keys) || matches(entry.category)))
            entries.push_back(entry);
    }
    return entries;
}

void ShortcutsSection::retranslate()
{
    m_filter->setPlaceholderText(tr("Find an action or keys"));
    m_filter->setAccessibleName(tr("Find an action or keys"));
    rebuild();
}

void ShortcutsSection::rebuild()
{
    qDeleteAll(m_labels);
    m_labels.clear();
    const auto& theme = themeOf(this);
    m_grid->setHorizontalSpacing(theme.space(3));
    m_grid->setVerticalSpacing(theme.space(0));
    const auto add = [this](const QString& text, TextStyle style, int row, int place, int columns) {
        auto* label = new TextLabel(text, style, this);
        label->setWrap(place == 0);
        m_grid->addWidget(label, row, place, 1, columns);
        m_labels << label;
    };
    const auto entries = shown();
    QStringList categories;
    for (const auto& entry : entries)
        if (!categories.contains(entry.category))
            categories << entry.category;
    int row = 0;
    for (const auto& category : categories) {
        if (!category.isEmpty())
            add(category, TextStyle::Strong, row++, 0, 2);
        for (const auto& entry : entries)
            if (entry.category == category) {
                add(entry.title, TextStyle::Body, row, 0, 1);
                add(entry.keys.toString(QKeySequence::NativeText), TextStyle::Code, row++, 1, 1);
            }
    }
    m_filter->setVisible(!m_shortcuts.isEmpty());
    m_none->setVisible(entries.isEmpty());
    m_none->setText(m_shortcuts.isEmpty() ? tr("There are no shortcuts.") : tr("No action or keys match."));
}

} // namespace fettle::ui
