// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "ui/session/session.h"
#include "ui/widgets/card.h"

class QComboBox;

namespace fettle::ui {

class Button;
class FormField;
class NumberBox;

/// A workbook: which of its sheets is the table and which row names the columns, each with the reason for the choice
/// that was made; another choice reads the file again.
class SheetCard : public Card {
    Q_OBJECT
public:
    explicit SheetCard(Session& session, QWidget* parent = nullptr);

    [[nodiscard]] QComboBox* sheetBox() const { return m_sheet; }
    [[nodiscard]] NumberBox* rowBox() const { return m_row; }
    [[nodiscard]] Button* applyButton() const { return m_apply; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void refresh();
    void showReasons();
    void showChange();
    void readAgain();
    [[nodiscard]] const Value& told(const char* key) const;
    [[nodiscard]] std::string chosenSheet() const;

    Session& m_session;
    QComboBox* m_sheet = nullptr;
    FormField* m_sheetField = nullptr;
    NumberBox* m_row = nullptr;
    FormField* m_rowField = nullptr;
    Button* m_apply = nullptr;
    std::string m_shown; ///< manifest id
};

} // namespace fettle::ui
