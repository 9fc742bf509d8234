// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/page.h"
#include "ui/pages/settings/shortcuts_section.h"
#include "ui/session/settings.h"

class QHBoxLayout;
class QListWidget;
class QScrollArea;
class QTimer;

namespace fettle::ui {

class AboutSection;
class AppearanceSection;
class Notice;
class SavedMark;
class SettingsSection;
class StorageSection;
class SystemSection;
class TrainingSection;
class TrashSection;
class WorkspaceSection;

/// Everything a person sets for this machine, in one column; a list at the left leads to each part. What is set holds
/// at once and is written by itself.
class SettingsPage : public Page {
    Q_OBJECT
public:
    SettingsPage(Session& session, Settings& settings, QWidget* parent = nullptr);

    void entered() override;
    [[nodiscard]] QString helpTopic() const override { return QStringLiteral("settings"); }
    /// The window's list, in its language; again after a change of language.
    void setShortcuts(QList<ShortcutEntry> shortcuts);
    /// Scrolls to a part: "appearance", "training", "workspace", "storage", "trash", "shortcuts", "system", "about".
    void showSection(const QString& name);
    void openTopic(const QString& topic) override { showSection(topic); }

protected:
    void retranslate() override;
    void changeEvent(QEvent* event) override;

private:
    struct Part {
        QString name;
        SettingsSection* section = nullptr;
    };
    void add(const char* name, SettingsSection* section);
    void scrollTo(int index);
    void markCurrent();
    void askMachine();
    void writeSettings();
    void applySizes();

    Settings& m_settings;
    QList<Part> m_parts;
    ShortcutsSection* m_shortcuts = nullptr;
    SystemSection* m_system = nullptr;
    QHBoxLayout* m_row = nullptr;
    QListWidget* m_list = nullptr;
    QScrollArea* m_scroll = nullptr;
    QWidget* m_column = nullptr;
    Notice* m_notWritten = nullptr;
    SavedMark* m_saved = nullptr;
    QTimer* m_writeSoon = nullptr;
    bool m_jumping = false;
};

} // namespace fettle::ui
