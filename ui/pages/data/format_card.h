// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/contract/value.h"
#include "ui/session/session.h"
#include "ui/widgets/card.h"

namespace fettle::ui {

class Button;
class KeyValueList;
class ParameterForm;
class Section;
class TextLabel;

/// How the files were understood, why, and the importer's options for reading them in another way.
class FormatCard : public Card {
    Q_OBJECT
public:
    explicit FormatCard(Session& session, QWidget* parent = nullptr);

    [[nodiscard]] ParameterForm* form() const { return m_form; }
    [[nodiscard]] Button* applyButton() const { return m_apply; }
    [[nodiscard]] Section* optionsFold() const { return m_options; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void refresh();
    void showForm();
    void showChanges();

    Session& m_session;
    KeyValueList* m_list = nullptr;
    Section* m_why = nullptr;
    TextLabel* m_reasons = nullptr;
    Section* m_options = nullptr;
    ParameterForm* m_form = nullptr;
    Button* m_apply = nullptr;
    ValueMap m_changed; ///< what was set in the form and not read with yet
    std::string m_shown; ///< manifest id
};

} // namespace fettle::ui
