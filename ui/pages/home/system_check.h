// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "ui/session/session.h"
#include "ui/widgets/card.h"

namespace fettle::ui {

class KeyValueList;
class Notice;
class Pill;
class TextLabel;

/// What this computer has for training, in words: whether it is enough, and what would be in the way.
class SystemCheck : public Card {
    Q_OBJECT
public:
    explicit SystemCheck(Session& session, QWidget* parent = nullptr);

    void refresh();
    /// Of what is too little here, as sentences.
    [[nodiscard]] QStringList warnings() const;

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    [[nodiscard]] QString gpuText() const;

    Session& m_session;
    Value m_facts; ///< null until they came
    std::optional<Error> m_problem;
    Pill* m_state = nullptr;
    KeyValueList* m_list = nullptr;
    Notice* m_notice = nullptr;
};

} // namespace fettle::ui
