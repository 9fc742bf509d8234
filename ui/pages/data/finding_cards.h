// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/data/findings.h"

namespace fettle::ui {

/// What was found about the data, one card a matter, with a button where something can be done about it here.
class FindingCards : public QWidget {
    Q_OBJECT
public:
    explicit FindingCards(Session& session, QWidget* parent = nullptr);

    [[nodiscard]] const std::vector<Finding>& findings() const { return m_findings; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh(bool always);

    Session& m_session;
    std::vector<Finding> m_findings;
};

} // namespace fettle::ui
