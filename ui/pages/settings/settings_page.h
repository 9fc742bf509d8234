// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>
#include <queue>

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
/// at once and is written by itself. The parts are made one after the other once the page is on the screen: all of them
/// at once are many widgets, and the window would stand still for them.
class SettingsPage : public Page {
    Q_OBJECT
public:
    SettingsPage(Session& session, Settings& settings, QWidget* parent = nullptr);

    struct Option {
        QString title;
        QString section;
        QString keywords; ///< other words to find it by
    };
    /// What a search finds here, in the language of the window.
    [[nodiscard]] static QList<Option> options();

    void entered() override;
    [[nodiscard]] QString helpTopic() const override { return QStringLiteral("settings"); }
    /// The window's list, in its language; again after a change of language.
    void setShortcuts(QList<ShortcutEntry> shortcuts);
    /// Scrolls to a part: "appearance", "training", "workspace", "downloads", "storage", "trash", "shortcuts", "system", "about".
    void showSection(const QString& name);
    void openTopic(const QString& topic) override { showSection(topic); }
    /// Makes at once what is left to make.
    void makeAll();
    [[nodiscard]] bool isComplete() const { return m_toMake.empty(); }

protected:
    void retranslate() override;
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    struct Planned {
        const char* name;
        std::function<SettingsSection*()> make;
    };
    struct Part {
        QString name;
        SettingsSection* section = nullptr;
    };
    void planSections();
    void makeNext();
    SettingsSection* makeStorage();
    SettingsSection* makeTrash();
    void scrollTo(int index);
    void markCurrent();
    void askMachine();
    void writeSettings();
    void applySizes();

    Settings& m_settings;
    std::queue<Planned> m_toMake;
    QList<Part> m_parts;
    QList<ShortcutEntry> m_shortcuts;
    std::optional<Value> m_machine; ///< engine.doctor's answer
    StorageSection* m_storage = nullptr;
    QHBoxLayout* m_row = nullptr;
    QListWidget* m_list = nullptr;
    QScrollArea* m_scroll = nullptr;
    QWidget* m_column = nullptr;
    Notice* m_notWritten = nullptr;
    SavedMark* m_saved = nullptr;
    QTimer* m_writeSoon = nullptr;
    QTimer* m_makeSoon = nullptr;
    bool m_entered = false;
    bool m_jumping = false;
};

} // namespace fettle::ui
