// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>

#include "ui/widgets/card.h"

namespace fettle::ui {

class Link;
class Session;
class TextLabel;

/// "You have only a handful": what can be done with no, a few and many examples of each class of texts, and where one
/// stands. Shown as long as there are few.
class HandfulCard : public Card {
    Q_OBJECT
public:
    explicit HandfulCard(Session& session, QWidget* parent = nullptr);

    /// Training examples of a class, on average; −1 where the task is another one.
    [[nodiscard]] std::int64_t examplesOfAClass() const;
    [[nodiscard]] Link& byNames() { return *m_names; }
    [[nodiscard]] TextLabel& stage(int index) { return *m_stages[static_cast<std::size_t>(index)].words; }

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Stage {
        TextLabel* count = nullptr;
        TextLabel* words = nullptr;
    };
    void refresh();

    Session& m_session;
    std::array<Stage, 3> m_stages;
    Link* m_names = nullptr;
};

} // namespace fettle::ui
