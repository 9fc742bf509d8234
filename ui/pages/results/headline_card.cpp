// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/results/headline_card.h"

#include <QVBoxLayout>

#include "ui/widgets/notice.h"
#include "ui/widgets/text_label.h"

namespace fettle::ui {

HeadlineCard::HeadlineCard(QWidget* parent)
    : Card(parent), m_figure(new TextLabel(TextStyle::Figure, this)), m_sentence(new TextLabel(TextStyle::Body, this)),
      m_baseline(new TextLabel(TextStyle::Body, "text.secondary", this)), m_doubt(new Notice(NoticeKind::Warning, this))
{
    for (auto* label : {m_figure, m_sentence, m_baseline}) {
        label->setWrap(true);
        content()->addWidget(label);
    }
    m_sentence->setSelectable(true);
    content()->addWidget(m_doubt);
    content()->addStretch(1);
}

void HeadlineCard::setHeadline(const Headline& headline)
{
    m_headline = headline;
    m_figure->setText(headline.figure);
    m_figure->setToolTip(headline.detail);
    m_sentence->setText(headline.sentence);
    m_sentence->setToolTip(headline.detail);
    m_baseline->setText(headline.baseline);
    m_baseline->setVisible(!headline.baseline.isEmpty());
    m_doubt->setText(headline.doubt);
    m_doubt->setVisible(!headline.doubt.isEmpty());
    setAccessibleName(headline.figure);
    setAccessibleDescription(headline.sentence + QLatin1Char(' ') + headline.baseline);
}

} // namespace fettle::ui
