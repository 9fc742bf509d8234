// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeySequence>

#include "ui/pages/settings/settings_section.h"

class QLineEdit;

namespace fettle::ui {

class KeyValueList;
class TextLabel;

/// One line of the list of shortcuts; texts in the window's language.
struct ShortcutEntry {
    QString category;
    QString title;
    QKeySequence keys;
};

/// The keys of the whole window by category, searched as one types.
class ShortcutsSection : public SettingsSection {
    Q_OBJECT
public:
    explicit ShortcutsSection(QWidget* parent = nullptr);
    [[nodiscard]] QString heading() const override;
    void setShortcuts(QList<ShortcutEntry> shortcuts);
    /// "Undo: Ctrl+Z", as shown now; for tests.
    [[nodiscard]] QStringList shown() const;

protected:
    void retranslate() override;

private:
    void rebuild();

    struct Group {
        TextLabel* title = nullptr;
        KeyValueList* list = nullptr;
    };
    QList<ShortcutEntry> m_shortcuts;
    QList<Group> m_groups;
    QLineEdit* m_filter = nullptr;
    TextLabel* m_none = nullptr;
    QVBoxLayout* m_column = nullptr;
};

} // namespace fettle::ui
