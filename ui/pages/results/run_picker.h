// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>

#include <QWidget>

#include "ui/session/session.h"

class QComboBox;

namespace fettle::ui {

class TextLabel;

/// Which run is looked at: "Run 7, today 14:02, best". Follows the session's list.
class RunPicker : public QWidget {
    Q_OBJECT
public:
    /// Which of the runs are offered.
    using Filter = std::function<bool(const Session&, const store::RunRecord&)>;

    /// `label`: stands before it ("Run", "Beside it").
    RunPicker(Session& session, Filter filter, QWidget* parent = nullptr);

    void setLabel(const QString& label);
    /// A first entry that means no run; empty: there is none.
    void setNoneText(const QString& text);
    void setRun(const std::string& run);
    [[nodiscard]] std::string run() const;
    [[nodiscard]] QComboBox* box() const { return m_box; }

Q_SIGNALS:
    /// By the user.
    void runChosen(const std::string& run);

protected:
    void changeEvent(QEvent* event) override;

private:
    void refill();
    void applySpaces();

    Session& m_session;
    Filter m_filter;
    TextLabel* m_label = nullptr;
    QComboBox* m_box = nullptr;
    QString m_noneText;
    std::string m_run;
};

} // namespace fettle::ui
