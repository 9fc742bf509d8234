// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeySequence>

#include "ui/pages/settings/settings_section.h"

class QGridLayout;
class QLineEdit;

namespace fettle::ui {

class TextLabel;

/// One line of the list of shortcuts; texts in the window's language.
struct ShortcutEntry {
    QString category;
    QString title;
    QKeySequence keys;
    friend bool operator==(const ShortcutEntry&, const ShortcutEntry&) = default;
};

/// The keys of the whole window by category, searched as one types.
class ShortcutsSection : public SettingsSection {
    Q_OBJECT
public:
    explicit ShortcutsSection(QWidget* parent = nullptr);
    [[nodiscard]] QString heading() const override;
    void setShortcuts(QList<ShortcutEntry> shortcuts);
    /// Those that have keys and match what is typed.
    [[nodiscard]] QList<ShortcutEntry> shown() const;

protected:
    void retranslate() override;

private:
    void rebuild();

    QList<ShortcutEntry> m_shortcuts;
    QList<TextLabel*> m_labels;
    QLineEdit* m_filter = nullptr;
    TextLabel* m_none = nullptr;
    QGridLayout* m_grid = nullptr;
};

} // namespace fettle::ui
