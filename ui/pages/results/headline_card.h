// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/results/result_words.h"
#include "ui/widgets/card.h"

namespace fettle::ui {

class Notice;
class TextLabel;

/// The one number of the page, in words, with its range and what always giving the same answer would get.
class HeadlineCard : public Card {
    Q_OBJECT
public:
    explicit HeadlineCard(QWidget* parent = nullptr);

    void setHeadline(const Headline& headline);
    [[nodiscard]] const Headline& headline() const { return m_headline; }

private:
    Headline m_headline;
    TextLabel* m_figure = nullptr;
    TextLabel* m_sentence = nullptr;
    TextLabel* m_baseline = nullptr;
    Notice* m_doubt = nullptr;
};

} // namespace fettle::ui
