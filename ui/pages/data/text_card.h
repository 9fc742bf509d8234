// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <vector>

#include <QTimer>

#include "ui/session/session.h"
#include "ui/widgets/card.h"

namespace fettle::ui {

class KeyValueList;
class Notice;
class ParameterForm;
class Section;
class TextLabel;

/// What the network gets of the texts, said before anything is trained: how long they are in tokens, how many lose
/// their end, how much of them the vocabulary does not know; and what can be changed about it. The engine's own encoders
/// count.
class TextCard : public Card {
    Q_OBJECT
public:
    explicit TextCard(Session& session, QWidget* parent = nullptr);

    /// The rows of one text column: length, cut, unknown.
    [[nodiscard]] KeyValueList* facts(const std::string& field) const;
    /// How the column is cut into tokens.
    [[nodiscard]] ParameterForm* options(const std::string& field) const;
    [[nodiscard]] Notice& warning() { return *m_warning; }

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Column {
        ComponentRef encoder;
        Value answer; ///< worker.encoded's; null: not there yet
        TextLabel* name = nullptr;
        KeyValueList* facts = nullptr;
        Section* section = nullptr;
        ParameterForm* form = nullptr;
    };
    void follow();
    void makeColumns(const std::map<std::string, ComponentRef>& wanted);
    void showOptions(const Column& column);
    void edit(const std::string& field, const std::string& name, const Value& value);
    void ask();
    void take(const std::string& field, const Result<Value>& answer);
    void show();
    void fill(const Column& column);

    Session& m_session;
    QTimer m_soon;
    std::string m_manifestPath;
    std::map<std::string, Column> m_columns;
    int m_round = 0;
    Notice* m_warning = nullptr;
};

} // namespace fettle::ui
