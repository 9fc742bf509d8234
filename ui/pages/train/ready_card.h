// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/train/train_plan.h"
#include "ui/widgets/card.h"

namespace fettle::ui {

class KeyValueList;
class Notice;
class Pill;

/// Whether the training can start, and what it will be: steps, time, memory. What is in the way stands in it with the
/// button that leads there.
class ReadyCard : public Card {
    Q_OBJECT
public:
    ReadyCard(Session& session, TrainPlan& plan, QWidget* parent = nullptr);

    /// A reason of the forms; empty: none.
    void setFormProblem(const QString& sentence);
    /// What the Train button waits for; empty: nothing.
    [[nodiscard]] QString reason() const;
    [[nodiscard]] Pill& pill() { return *m_pill; }
    [[nodiscard]] KeyValueList& figures() { return *m_figures; }
    [[nodiscard]] Notice& notice() { return *m_notice; }

Q_SIGNALS:
    void reasonChanged();

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void refresh();
    void showFigures();
    void showProblem();

    Session& m_session;
    TrainPlan& m_plan;
    QString m_formProblem;
    Pill* m_pill = nullptr;
    Notice* m_notice = nullptr;
    Notice* m_warning = nullptr;
    KeyValueList* m_figures = nullptr;
};

} // namespace fettle::ui
