// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/home/home_page.h"

#include <algorithm>

#include <QDragEnterEvent>
#include <QDropEvent>
#include <QEvent>
#include <QScrollArea>
#include <QStyle>
#include <QVBoxLayout>

#include "ui/pages/home/drop_area.h"
#include "ui/pages/home/project_shelf.h"
#include "ui/pages/home/start_card.h"
#include "ui/pages/home/system_check.h"
#include "ui/session/file_filters.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/text_label.h"

namespace fettle::ui {
namespace {

constexpr int kCardMinimum = 280;
constexpr int kCardMaximum = 560;

} // namespace

HomePage::HomePage(Session& session, QWidget* parent)
    : Page(session, parent), m_scroll(new QScrollArea(this)), m_column(new QWidget),
      m_startTitle(new TextLabel(TextStyle::Strong, m_column)), m_cardPlace(new QWidget(m_column)),
      m_cardFlow(new FlowLayout(m_cardPlace)), m_drop(new DropArea(m_column)),
      m_problem(new Notice(NoticeKind::Danger, m_column)), m_shelf(new ProjectShelf(session, m_column)),
      m_check(new SystemCheck(session, m_column))
{
    auto* column = new QVBoxLayout(m_column);
    column->setContentsMargins(0, 0, 0, 0);
    for (QWidget* part : {static_cast<QWidget*>(m_problem), static_cast<QWidget*>(m_startTitle), m_cardPlace,
                          static_cast<QWidget*>(m_drop), static_cast<QWidget*>(m_shelf), static_cast<QWidget*>(m_check)})
        column->addWidget(part);
    column->addStretch(1);
    m_problem->hide();
    m_problem->setClosable(true);
    m_scroll->setWidget(m_column);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->viewport()->setAutoFillBackground(false);
    m_column->setAutoFillBackground(false);
    body().addWidget(m_scroll, 1);
    setAcceptDrops(true);
    connect(m_problem, &Notice::closed, m_problem, &QWidget::hide);
    connect(m_drop, &DropArea::filesWanted, this, &HomePage::chooseFiles);
    connect(m_drop, &DropArea::folderWanted, this, &HomePage::chooseFolder);
    connect(&session, &Session::catalogChanged, this, &HomePage::showOffers);
    connect(&session, &Session::projectChanged, this, &HomePage::showPrimary);
    connect(&session, &Session::dataChanged, this, &HomePage::showPrimary);
    const auto rest = [this] {
        for (auto* card : m_cards)
            card->setBusy(false);
    };
    connect(&session, &Session::placeChanged, this, rest);
    connect(&session, &Session::sampleFailed, this, rest);
    connect(&session, &Session::problemCame, this, [this](const Error& error) {
        if (!isVisible())
            return;
        for (auto* card : m_cards)
            card->setBusy(false);
        m_problem->setText(QString::fromStdString(this->session().sentences().sentence(error)));
        m_problem->setDetails(QString::fromStdString(error.detail));
        m_problem->show();
    });
    applySpaces();
    showOffers();
}

void HomePage::entered()
{
    m_shelf->refresh();
    m_check->refresh();
}

void HomePage::showOffers()
{
    auto offers = StartOffer::from(session().catalog(), session().sentences());
    if (offers == m_offers)
        return;
    m_offers = std::move(offers);
    qDeleteAll(m_cards);
    m_cards.clear();
    for (const auto& offer : m_offers) {
        auto* card = new StartCard(offer, m_cardPlace);
        m_cardFlow->addWidget(card);
        m_cards.push_back(card);
        connect(card, &StartCard::ownDataWanted, this, offer.fromFolder ? &HomePage::chooseFolder : &HomePage::chooseFiles);
        connect(card, &StartCard::sampleWanted, this, [this, card](const QString& id) { openSample(card, id); });
    }
    m_startTitle->setVisible(!m_cards.empty());
    m_cardPlace->setVisible(!m_cards.empty());
    fitCards();
}

void HomePage::openSample(StartCard* card, const QString& sample)
{
    card->setBusy(true);
    session().openSample(sample.toStdString());
}

void HomePage::chooseFiles()
{
    session().importPaths(session().dialogs().openFiles(this, tr("Choose the data"), FileFilters::data()));
}

void HomePage::chooseFolder()
{
    if (const auto folder = session().dialogs().openFolder(this, tr("Choose a folder of pictures or texts")); !folder.isEmpty())
        session().importPaths({folder});
}

void HomePage::primary()
{
    if (!session().project())
        chooseFiles();
    else if (session().isOpen(Place::Results))
        session().goTo(Place::Results);
    else
        session().goTo(Place::Data);
}

void HomePage::showPrimary()
{
    const auto* project = session().project();
    header().primary()->setText(project ? tr("Go on with %1").arg(QString::fromStdString(project->name))
                                        : tr("Choose files…"));
}

void HomePage::retranslate()
{
    header().setTitle(tr("Home"));
    header().setSentence(tr("Drop your data anywhere in this window, or try a sample."));
    m_startTitle->setText(tr("What do you want to do?"));
    showOffers();
    showPrimary();
}

void HomePage::applySpaces()
{
    const auto& theme = themeOf(this);
    m_column->layout()->setSpacing(theme.space(3));
    m_cardFlow->setSpacings(theme.space(3), theme.space(3));
    fitCards();
}

/// A few cards share the line instead of leaving a part of it empty.
void HomePage::fitCards()
{
    const auto& theme = themeOf(this);
    const double scale = theme.options().textScale;
    const int count = std::max(1, static_cast<int>(m_cards.size()));
    // Without waiting for the layout, and with room for a scroll bar that may come.
    const int room = width() - 2 * theme.space(4) - style()->pixelMetric(QStyle::PM_ScrollBarExtent, nullptr, m_scroll);
    const int share = (room - (count - 1) * theme.space(3)) / count;
    m_cardFlow->setColumnMinimum(std::clamp(share, static_cast<int>(kCardMinimum * scale), static_cast<int>(kCardMaximum * scale)));
}

void HomePage::resizeEvent(QResizeEvent* event)
{
    Page::resizeEvent(event);
    fitCards();
}

void HomePage::changeEvent(QEvent* event)
{
    Page::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        applySpaces();
}

void HomePage::dragEnterEvent(QDragEnterEvent* event)
{
    if (droppedPaths(event->mimeData()).isEmpty())
        return;
    event->acceptProposedAction();
    m_drop->setHighlighted(true);
}

void HomePage::dragLeaveEvent(QDragLeaveEvent*) { m_drop->setHighlighted(false); }

void HomePage::dropEvent(QDropEvent* event)
{
    m_drop->setHighlighted(false);
    event->acceptProposedAction();
    session().importPaths(droppedPaths(event->mimeData()));
}

} // namespace fettle::ui
