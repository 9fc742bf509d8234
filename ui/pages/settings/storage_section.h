// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "ui/pages/settings/settings_section.h"
#include "ui/session/session.h"

namespace fettle::ui {

class Button;
class Notice;
class StorageBars;
class TextLabel;

/// What takes how much of the disk, and the part of it that can go.
class StorageSection : public SettingsSection {
    Q_OBJECT
public:
    explicit StorageSection(Session& session, QWidget* parent = nullptr);
    [[nodiscard]] QString heading() const override;
    void entered() override;
    void setMachine(const Value& facts) override;

protected:
    void retranslate() override;

private:
    void count();
    void emptyCache();
    void refresh();

    Session& m_session;
    std::optional<Value> m_usage;
    Value m_machine;
    /// Of the last "empty cache", until the page is entered again.
    std::optional<double> m_freedBytes;
    TextLabel* m_total = nullptr;
    StorageBars* m_bars = nullptr;
    Notice* m_notice = nullptr;
    Button* m_empty = nullptr;
    Button* m_count = nullptr;
    TextLabel* m_emptyHelp = nullptr;
};

} // namespace fettle::ui
