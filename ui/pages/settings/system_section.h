// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/settings/machine_findings.h"
#include "ui/pages/settings/settings_section.h"
#include "ui/session/session.h"

namespace fettle::ui {

class Button;
class FindingRow;
class TextLabel;

/// What this computer has for training, each thing judged in a sentence.
class SystemSection : public SettingsSection {
    Q_OBJECT
public:
    explicit SystemSection(Session& session, QWidget* parent = nullptr);
    [[nodiscard]] QString heading() const override;
    void setMachine(const Value& facts) override;
    [[nodiscard]] const std::vector<MachineFinding>& findings() const { return m_findings; }

Q_SIGNALS:
    /// Look again.
    void checkWanted();

protected:
    void retranslate() override;

private:
    void refresh();
    void askRuntime();
    void copyAll() const;

    Session& m_session;
    Value m_machine;
    Value m_runtime;
    std::vector<MachineFinding> m_findings;
    QList<FindingRow*> m_rows;
    QVBoxLayout* m_column = nullptr;
    TextLabel* m_waiting = nullptr;
    Button* m_again = nullptr;
    Button* m_copy = nullptr;
};

} // namespace fettle::ui
