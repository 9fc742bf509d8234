// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/home/start_card.h"

#include <QEvent>
#include <QMenu>
#include <QPainter>
#include <QVBoxLayout>

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/text_label.h"

namespace fettle::ui {

StartCard::StartCard(StartOffer offer, QWidget* parent)
    : Card(parent), m_offer(std::move(offer)), m_title(new TextLabel(TextStyle::Strong, this)),
      m_sentence(new TextLabel(TextStyle::Body, "text.secondary", this)), m_own(new Button(ButtonKind::Normal, this)),
      m_sample(new Button(ButtonKind::Quiet, this)), m_iconPlace(new QWidget(this))
{
    m_title->setText(m_offer.title);
    m_sentence->setText(m_offer.sentence);
    m_sentence->setWrap(true);
    auto* head = new QHBoxLayout;
    head->addWidget(m_iconPlace);
    head->addWidget(m_title, 1);
    content()->addLayout(head);
    content()->addWidget(m_sentence);
    content()->addStretch(1);
    auto* doors = new QWidget(this);
    auto* flow = new FlowLayout(doors);
    flow->addWidget(m_own);
    flow->addWidget(m_sample);
    content()->addWidget(doors);
    connect(m_own, &QAbstractButton::clicked, this, &StartCard::ownDataWanted);
    connect(m_sample, &QAbstractButton::clicked, this, &StartCard::takeSample);
    setAccessibleName(m_offer.title);
    applySpaces();
    retranslate();
}

void StartCard::setBusy(bool busy) { m_sample->setBusy(busy); }

void StartCard::takeSample()
{
    if (m_offer.samples.size() == 1) {
        Q_EMIT sampleWanted(QString::fromStdString(m_offer.samples.front().id));
        return;
    }
    if (!m_samples) {
        m_samples = new QMenu(this);
        m_samples->setToolTipsVisible(true);
        for (const auto& sample : m_offer.samples) {
            auto* action = m_samples->addAction(sample.title);
            action->setToolTip(sample.help);
            connect(action, &QAction::triggered, this,
                    [this, id = QString::fromStdString(sample.id)] { Q_EMIT sampleWanted(id); });
        }
    }
    m_samples->popup(m_sample->mapToGlobal(QPoint(0, m_sample->height())));
}

void StartCard::retranslate()
{
    const bool several = m_offer.samples.size() > 1;
    m_own->setText(tr("Use my data…"));
    m_sample->setText(several ? tr("Try a sample…") : tr("Try the sample"));
    m_own->setAccessibleName(tr("%1: use my data").arg(m_offer.title));
    m_sample->setAccessibleName(tr("%1: try a sample").arg(m_offer.title));
    m_sample->setToolTip(several ? QString() : m_offer.samples.front().help);
}

void StartCard::applySpaces()
{
    const int side = themeOf(this).iconSize(2);
    m_iconPlace->setFixedSize(side, side);
    content()->setSpacing(themeOf(this).space(1));
}

void StartCard::changeEvent(QEvent* event)
{
    Card::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::StyleChange)
        applySpaces();
}

void StartCard::paintEvent(QPaintEvent* event)
{
    Card::paintEvent(event);
    QPainter painter(this);
    const QRect place(m_iconPlace->mapTo(this, QPoint(0, 0)), m_iconPlace->size());
    drawIcon(painter, place, m_offer.iconName, themeOf(this).color("text.link"));
}

} // namespace fettle::ui
