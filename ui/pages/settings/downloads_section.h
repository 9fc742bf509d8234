// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "engine/contract/pretrained.h"
#include "ui/pages/settings/settings_section.h"
#include "ui/session/session.h"

class QGridLayout;
class QLineEdit;

namespace fettle::ui {

class Button;
class FormField;
class Notice;
class Switch;
class TextLabel;

/// Where pretrained models come from, and those that are here. The background program keeps the addresses, because it
/// does the fetching, also for the command line.
class DownloadsSection : public SettingsSection {
    Q_OBJECT
public:
    explicit DownloadsSection(Session& session, QWidget* parent = nullptr);
    [[nodiscard]] QString heading() const override;
    void entered() override;

    /// By the settings' own names: "endpoint", "mirror", "index", "proxy", "token".
    [[nodiscard]] QLineEdit& line(const std::string& name) { return *entry(name).line; }
    [[nodiscard]] FormField& field(const std::string& name) { return *entry(name).field; }
    [[nodiscard]] Switch& offline() { return *m_offline; }
    [[nodiscard]] Notice& unreadable() { return *m_unreadable; }
    [[nodiscard]] Button& forgetToken() { return *m_forget; }
    /// "Remove" of the models of this computer, in their order.
    [[nodiscard]] const std::vector<Button*>& removals() const { return m_removals; }

protected:
    void retranslate() override;

private:
    struct Entry {
        const char* name;
        QLineEdit* line = nullptr;
        FormField* field = nullptr;
        std::string kept{}; ///< what the settings say
    };
    [[nodiscard]] Entry& entry(const std::string& name);
    void addLine(Entry& entry);
    void finish(Entry& entry);
    void change(const std::string& name, const Value& value, FormField* field);
    void take(const Value& settings);
    void showModels();

    Session& m_session;
    std::array<Entry, 5> m_entries{{{"endpoint"}, {"mirror"}, {"token"}, {"index"}, {"proxy"}}};
    bool m_hasToken = false;
    Button* m_forget = nullptr;
    Switch* m_offline = nullptr;
    TextLabel* m_offlineHelp = nullptr;
    Notice* m_problem = nullptr;
    TextLabel* m_modelsTitle = nullptr;
    Notice* m_unreadable = nullptr;
    QGridLayout* m_models = nullptr;
    std::vector<PretrainedModel> m_shown;
    std::vector<Button*> m_removals;
};

} // namespace fettle::ui
