// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/model/starter_card.h"

#include <QEvent>
#include <QVBoxLayout>

#include "ui/pages/model/pretrained_dialog.h"
#include "ui/session/pretrained_library.h"
#include "ui/session/session.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/progress_bar.h"
#include "ui/widgets/text_label.h"

namespace fettle::ui {

StarterCard::StarterCard(Session& session, QWidget* parent)
    : Card(parent), m_session(session), m_sentence(new TextLabel(TextStyle::Body)), m_progress(new ProgressBar), m_get(new Button),
      m_another(new Button)
{
    m_sentence->setWrap(true);
    content()->addWidget(m_sentence);
    content()->addWidget(m_progress);
    auto* buttons = new QWidget;
    auto* flow = new FlowLayout(buttons);
    flow->addWidget(m_get);
    flow->addWidget(m_another);
    content()->addWidget(buttons);
    connect(m_get, &QAbstractButton::clicked, this, [this] { ask(true); });
    connect(m_another, &QAbstractButton::clicked, this, [this] { ask(false); });
    connect(&session, &Session::dataChanged, this, &StarterCard::refresh);
    connect(&session, &Session::languageChanged, this, &StarterCard::refresh);
    connect(&session.pretrained(), &PretrainedLibrary::changed, this, &StarterCard::refresh);
    refresh();
}

void StarterCard::ask(bool forStarter)
{
    if (!m_dialog)
        m_dialog = new PretrainedDialog(m_session, this);
    m_dialog->begin(forStarter ? PretrainedDialog::Source::Starter : PretrainedDialog::Source::Hub);
}

void StarterCard::refresh()
{
    content()->setSpacing(themeOf(this).space(1));
    const auto& library = m_session.pretrained();
    setVisible(m_session.readsTexts() && library.isKnown() && library.models().empty());
    const bool comes = !library.fetching().empty();
    setTitle(tr("A pretrained model knows the language already"));
    m_sentence->setText(tr("With one, a few hundred texts often do. The starter model has read English texts and is small; you see its size and license before anything is fetched."));
    m_get->setText(comes ? tr("Show…") : tr("Get the starter model…"));
    m_another->setText(tr("Another one…"));
    m_another->setVisible(!comes);
    m_progress->setVisible(comes);
    if (comes)
        PretrainedDialog::show(*m_progress, m_session, library.fetching().begin()->second);
}

void StarterCard::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::StyleChange)
        refresh();
    Card::changeEvent(event);
}

} // namespace fettle::ui
