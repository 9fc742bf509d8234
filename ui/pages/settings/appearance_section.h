// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/settings/settings_section.h"
#include "ui/session/settings.h"

namespace fettle::ui {

class FormField;
class SegmentedControl;
class Switch;
class TextLabel;

/// Language, theme, text size, motion. All hold at once.
class AppearanceSection : public SettingsSection {
    Q_OBJECT
public:
    explicit AppearanceSection(Settings& settings, QWidget* parent = nullptr);
    [[nodiscard]] QString heading() const override;

protected:
    void retranslate() override;

private:
    void refresh();

    Settings& m_settings;
    QComboBox* m_language = nullptr;
    SegmentedControl* m_theme = nullptr;
    QComboBox* m_textSize = nullptr;
    Switch* m_motion = nullptr;
    TextLabel* m_motionHelp = nullptr;
    FormField* m_languageField = nullptr;
    FormField* m_themeField = nullptr;
    FormField* m_textSizeField = nullptr;
};

} // namespace fettle::ui
