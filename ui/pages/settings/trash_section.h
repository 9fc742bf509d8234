// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/settings/settings_section.h"
#include "ui/session/session.h"

class QTableView;

namespace fettle::ui {

class Button;
class Notice;
class TextLabel;
class TrashModel;

/// What was deleted within 30 days, to be brought back.
class TrashSection : public SettingsSection {
    Q_OBJECT
public:
    explicit TrashSection(Session& session, QWidget* parent = nullptr);
    [[nodiscard]] QString heading() const override;
    void entered() override;

Q_SIGNALS:
    /// Something came back: the storage is another one.
    void restored();

protected:
    void retranslate() override;

private:
    void load();
    void restoreSelected();
    void restore(store::TrashRecord entry);
    void refresh();

    Session& m_session;
    TrashModel* m_model = nullptr;
    QTableView* m_view = nullptr;
    TextLabel* m_empty = nullptr;
    Notice* m_notice = nullptr;
    Button* m_restore = nullptr;
    int m_waiting = 0;
};

} // namespace fettle::ui
