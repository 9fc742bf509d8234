// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/session.h"
#include "ui/widgets/card.h"

class QComboBox;

namespace fettle::ui {

class FormField;
class SplitBar;
class TextLabel;

/// How the rows are divided into training, validation and test set, and how that was decided.
class SplitCard : public Card {
    Q_OBJECT
public:
    explicit SplitCard(Session& session, QWidget* parent = nullptr);

    [[nodiscard]] SplitBar* bar() const { return m_bar; }
    [[nodiscard]] QComboBox* methodBox() const { return m_method; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void refresh();
    void divideAgain(SplitPolicy policy);

    Session& m_session;
    SplitBar* m_bar = nullptr;
    QComboBox* m_method = nullptr;
    FormField* m_methodField = nullptr;
    TextLabel* m_reasons = nullptr;
};

} // namespace fettle::ui
