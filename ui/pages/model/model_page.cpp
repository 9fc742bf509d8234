// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/model/model_page.h"

#include <QMenu>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "ui/graph/graph_canvas.h"
#include "ui/pages/model/code_view.h"
#include "ui/pages/model/model_choice.h"
#include "ui/pages/model/network_compare.h"
#include "ui/pages/model/network_view.h"
#include "ui/widgets/button.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/segmented_control.h"

namespace fettle::ui {
namespace {

enum Tab { kChoiceTab, kLayersTab, kCodeTab, kTabCount };

} // namespace

ModelPage::ModelPage(Session& session, QWidget* parent)
    : Page(session, parent), m_check(new NetworkCheck(session, this)), m_network(new DraftNetwork(session, *m_check, this)), m_stack(new QStackedWidget),
      m_empty(new EmptyState("sitemap")), m_choice(new ModelChoice(*m_network)), m_layers(new NetworkView(*m_network)), m_code(new CodeView(*m_network)),
      m_compare(new NetworkCompare(*m_network)), m_tabs(new SegmentedControl)
{
    for (QWidget* view : {static_cast<QWidget*>(m_empty), static_cast<QWidget*>(m_choice), static_cast<QWidget*>(m_layers), static_cast<QWidget*>(m_code), static_cast<QWidget*>(m_compare)})
        m_stack->addWidget(view);
    body().addWidget(m_stack, 1);
    for (int i = 0; i < kTabCount; ++i)
        m_tabs->addSegment({});
    header().addSecondary(m_tabs);
    m_toData = m_empty->addButton(QString());
    connect(m_toData, &QAbstractButton::clicked, this, [this] { this->session().goTo(Place::Home); });
    connect(m_tabs, &SegmentedControl::currentChanged, this,
            [this](int tab) { showView(tab == kLayersTab ? View::Layers : tab == kCodeTab ? View::Code : View::Choice); });
    connect(m_choice, &ModelChoice::layersAsked, this, [this] { showView(View::Layers); });
    connect(m_layers, &NetworkView::compareAsked, this, [this](QWidget* anchor) {
        auto* menu = m_compare->makeMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->popup(anchor->mapToGlobal(QPoint(0, anchor->height())));
    });
    connect(m_compare, &NetworkCompare::opened, this, [this] { showView(View::Compare); });
    connect(m_compare, &NetworkCompare::closed, this, [this] { showView(View::Layers); });
    connect(&session, &Session::dataChanged, this, &ModelPage::refresh);
    connect(&session, &Session::recommendationChanged, this, &ModelPage::refresh);
    connect(&session.draft(), &RecipeDraft::changed, this, &ModelPage::refresh);
    connect(m_check, &NetworkCheck::changed, this, &ModelPage::showHeader);
    connect(&session, &Session::projectChanged, this, [this] { showView(View::Choice); });
    refresh();
}

ModelPage::~ModelPage()
{
    // The views look at the network and the check, which are older children.
    delete m_stack;
}

void ModelPage::entered() { refresh(); }

QWidget* ModelPage::presentable() { return m_view == View::Layers ? &m_layers->canvas() : nullptr; }

void ModelPage::showView(View view)
{
    m_wanted = view == View::Empty ? View::Choice : view;
    refresh();
    if (m_view == View::Layers)
        m_layers->canvas().setFocus();
}

void ModelPage::refresh()
{
    const bool some = !session().draft().isEmpty() || session().data().phase == DataState::Phase::Ready;
    m_view = some ? m_wanted : View::Empty;
    QWidget* const views[] = {m_empty, m_choice, m_layers, m_code, m_compare};
    m_stack->setCurrentWidget(views[static_cast<int>(m_view)]);
    m_tabs->setVisible(m_view != View::Empty);
    m_tabs->setCurrentIndex(m_view == View::Code ? kCodeTab : m_view == View::Choice ? kChoiceTab : kLayersTab);
    showHeader();
}

QString ModelPage::reason() const
{
    const auto& sentences = session().sentences();
    if (const auto why = session().whyNotReady())
        return QString::fromStdString(sentences.sentence(*why));
    if (session().draft().isEmpty())
        return tr("There is no model yet.");
    return {};
}

void ModelPage::showHeader()
{
    auto* button = header().primary();
    button->setVisible(m_view != View::Empty);
    button->setDisabledReason(reason());
    QString sentence;
    switch (m_view) {
    case View::Empty: break;
    case View::Choice: {
        const auto& problem = session().recommendationProblem();
        sentence = problem                          ? QString::fromStdString(session().sentences().sentence(*problem))
                   : !session().recommendation()    ? tr("A model is being looked for.")
                                                    : tr("A model is recommended already; another one is a choice, not a duty.");
        break;
    }
    case View::Layers: sentence = m_network->isDrawn() ? tr("Your own network. Every change can be undone.")
                                                       : tr("The layers of the chosen model. The first change makes them yours.");
        break;
    case View::Code: sentence = tr("The same experiment as text, to read, change or take elsewhere."); break;
    case View::Compare: sentence = tr("Only to look at: what was added, changed and removed."); break;
    }
    header().setSentence(sentence);
}

void ModelPage::primary()
{
    // What was typed counts, though nobody waited for it to be read.
    if (m_view == View::Code && !m_code->take())
        return;
    session().goTo(Place::Train);
}

void ModelPage::retranslate()
{
    header().setTitle(tr("Model"));
    header().primary()->setText(tr("Train"));
    m_empty->setTitle(tr("No model yet"));
    m_empty->setSentence(tr("A model is recommended as soon as there is data. Drop a table, or a folder of pictures or texts on the window, or open a sample."));
    m_toData->setText(tr("Choose data"));
    m_tabs->setSegmentText(kChoiceTab, tr("Choose"));
    m_tabs->setSegmentText(kLayersTab, tr("Layers"));
    m_tabs->setSegmentText(kCodeTab, tr("Code"));
    m_tabs->setSegmentToolTip(kChoiceTab, tr("The recommended model and its alternatives"));
    m_tabs->setSegmentToolTip(kLayersTab, tr("The network on a canvas"));
    m_tabs->setSegmentToolTip(kCodeTab, tr("The recipe and PyTorch code"));
    m_tabs->setAccessibleName(tr("View"));
    showHeader();
}

void ModelPage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    m_check->setActive(true);
}

void ModelPage::hideEvent(QHideEvent* event)
{
    m_check->setActive(false);
    Page::hideEvent(event);
}

} // namespace fettle::ui
