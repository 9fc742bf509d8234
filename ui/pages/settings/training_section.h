// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/settings/settings_section.h"
#include "ui/session/settings.h"

class QSpinBox;

namespace fettle::ui {

class FormField;
class Switch;
class TextLabel;

/// What a training takes where its recipe says nothing, and what happens around it.
class TrainingSection : public SettingsSection {
    Q_OBJECT
public:
    explicit TrainingSection(Settings& settings, QWidget* parent = nullptr);
    [[nodiscard]] QString heading() const override;
    void setMachine(const Value& facts) override;
    /// Why so many threads; for tests.
    [[nodiscard]] QString threadsReason() const;

protected:
    void retranslate() override;

private:
    void refresh();

    Settings& m_settings;
    Value m_machine;
    QSpinBox* m_threads = nullptr;
    QSpinBox* m_checkpoint = nullptr;
    Switch* m_keepAwake = nullptr;
    TextLabel* m_keepAwakeHelp = nullptr;
    Switch* m_notify = nullptr;
    TextLabel* m_notifyHelp = nullptr;
    FormField* m_threadsField = nullptr;
    FormField* m_checkpointField = nullptr;
};

} // namespace fettle::ui
