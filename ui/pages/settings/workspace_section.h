// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/settings/settings_section.h"
#include "ui/session/session.h"
#include "ui/session/settings.h"

namespace fettle::ui {

class Button;
class FormField;
class Notice;
class TextLabel;

/// Where everything is kept. Another folder takes effect at the next start, and nothing is moved.
class WorkspaceSection : public SettingsSection {
    Q_OBJECT
public:
    WorkspaceSection(Session& session, Settings& settings, QWidget* parent = nullptr);
    [[nodiscard]] QString heading() const override;
    /// Takes the folder where it can be one; says why not otherwise.
    void choose(const QString& folder);

protected:
    void retranslate() override;

private:
    void refresh();
    /// The folder of the next start.
    [[nodiscard]] platform::Path next() const;

    Session& m_session;
    Settings& m_settings;
    TextLabel* m_folder = nullptr;
    FormField* m_field = nullptr;
    Button* m_change = nullptr;
    Button* m_usual = nullptr;
    Notice* m_pending = nullptr;
    Button* m_back = nullptr;
};

} // namespace fettle::ui
