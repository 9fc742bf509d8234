// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/help/help_page.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QScrollBar>
#include <QShortcut>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "ui/pages/help/help_results.h"
#include "ui/pages/help/help_view.h"
#include "ui/pages/help/reference_pages.h"
#include "ui/theme/style_hints.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/text_label.h"

namespace fettle::ui {
namespace {

constexpr int kExcerptLength = 140;
constexpr qsizetype kRemembered = 100;
constexpr double kMostOfWidth = 0.34;

/// The words of "place:train" links; the same as the pages' topics.
constexpr std::pair<const char*, Place> kPlaces[] = {
    {"home", Place::Home}, {"data", Place::Data}, {"model", Place::Model}, {"train", Place::Train},
    {"results", Place::Results}, {"use", Place::Use}, {"experiments", Place::Experiments}, {"queue", Place::Queue},
    {"settings", Place::Settings}, {"help", Place::Help}};

} // namespace

HelpPage::HelpPage(Session& session, QWidget* parent)
    : Page(session, parent), m_handbook(Handbook::builtIn()), m_search(new QLineEdit), m_left(new QStackedWidget),
      m_contents(new QTreeWidget), m_results(new QListView), m_resultsModel(new HelpResultsModel(this)),
      m_nothing(new TextLabel(TextStyle::Body, "text.secondary")), m_resultsBox(new QWidget), m_leftColumn(new QWidget),
      m_view(new HelpView), m_back(new IconButton("arrow-left")), m_forward(new IconButton("arrow-right"))
{
    buildColumns();
    // There is no next step here.
    header().primary()->hide();
    header().addSecondary(m_back);
    header().addSecondary(m_forward);
    connect(m_search, &QLineEdit::textChanged, this, &HelpPage::findNow);
    connect(m_search, &QLineEdit::returnPressed, this, [this] { openResult(m_resultsModel->index(0)); });
    connect(m_contents, &QTreeWidget::currentItemChanged, this, [this](QTreeWidgetItem* item) {
        if (const auto id = item ? item->data(0, Qt::UserRole).toString() : QString(); !id.isEmpty())
            visit({id, 0, -1});
    });
    connect(m_results->selectionModel(), &QItemSelectionModel::currentChanged, this, &HelpPage::openResult);
    connect(m_results, &QAbstractItemView::activated, this, &HelpPage::openResult);
    connect(m_results, &QAbstractItemView::clicked, this, &HelpPage::openResult);
    connect(m_view, &QTextBrowser::anchorClicked, this, &HelpPage::follow);
    connect(m_back, &QAbstractButton::clicked, this, &HelpPage::back);
    connect(m_forward, &QAbstractButton::clicked, this, &HelpPage::forward);
    connect(&session, &Session::catalogChanged, this, [this] {
        rebuildReference();
        fillContents();
        display(m_place);
    });
    const auto on = [this](const QKeySequence& keys, void (HelpPage::*run)()) {
        connect(new QShortcut(keys, this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut), &QShortcut::activated,
                this, run);
    };
    on(QKeySequence::Back, &HelpPage::back);
    on(QKeySequence::Forward, &HelpPage::forward);
    auto* find = new QShortcut(QKeySequence::Find, this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
    connect(find, &QShortcut::activated, this, [this] {
        m_search->setFocus(Qt::ShortcutFocusReason);
        m_search->selectAll();
    });
    rebuildReference();
    m_place.topic = firstTopic();
    applySizes();
}

void HelpPage::buildColumns()
{
    m_search->setClearButtonEnabled(true);
    m_search->installEventFilter(this);
    m_contents->setHeaderHidden(true);
    m_contents->setUniformRowHeights(true);
    m_contents->setTabKeyNavigation(false);
    setDensity(*m_contents, Density::Compact);
    m_results->setModel(m_resultsModel);
    m_results->setItemDelegate(new HelpResultDelegate(this));
    m_results->setUniformItemSizes(true);
    m_results->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_nothing->setWrap(true);
    auto* results = new QVBoxLayout(m_resultsBox);
    results->setContentsMargins(0, 0, 0, 0);
    results->addWidget(m_nothing);
    results->addWidget(m_results, 1);
    m_left->addWidget(m_contents);
    m_left->addWidget(m_resultsBox);
    auto* left = new QVBoxLayout(m_leftColumn);
    left->setContentsMargins(0, 0, 0, 0);
    left->addWidget(m_search);
    left->addWidget(m_left, 1);
    auto* sheet = new Card;
    sheet->setFlush(true);
    sheet->content()->addWidget(m_view, 1);
    auto* row = new QHBoxLayout;
    row->addWidget(m_leftColumn);
    row->addWidget(sheet, 1);
    body().addLayout(row, 1);
}

QWidget* HelpPage::presentable() { return m_view; }

const HelpTopic* HelpPage::topic(const QString& id) const
{
    return m_handbook.topic(session().sentences().language(), id);
}

QString HelpPage::firstTopic() const
{
    for (const auto& chapter : m_handbook.chapters())
        if (!chapter.topics.isEmpty())
            return chapter.topics.first();
    return {};
}

void HelpPage::rebuildReference()
{
    m_referenceLanguage = session().sentences().language();
    for (const auto& language : m_handbook.languages())
        m_handbook.setReference(language, [this, language] {
            const client::Sentences sentences(language);
            return ReferencePages(session().catalog(), sentences, m_handbook).topics();
        });
}

void HelpPage::fillContents()
{
    const QSignalBlocker quiet(m_contents);
    QSet<QString> open;
    for (auto* item : m_contents->findItems({}, Qt::MatchContains | Qt::MatchRecursive))
        if (item->isExpanded())
            open.insert(item->data(0, Qt::UserRole + 1).toString());
    const bool first = m_contents->topLevelItemCount() == 0;
    m_contents->clear();
    int number = 0;
    for (const auto& chapter : m_handbook.chapters()) {
        auto* top = new QTreeWidgetItem(m_contents, {chapter.title(session().sentences().language())});
        const auto key = QStringLiteral("chapter %1").arg(number++);
        top->setData(0, Qt::UserRole + 1, key);
        top->setExpanded(first || open.contains(key));
        for (const auto& id : chapter.topics)
            if (const auto* page = topic(id)) {
                auto* item = new QTreeWidgetItem(top, {page->title});
                item->setData(0, Qt::UserRole, id);
            }
    }
    addReference();
    for (auto* item : m_contents->findItems({}, Qt::MatchContains | Qt::MatchRecursive))
        if (open.contains(item->data(0, Qt::UserRole + 1).toString()))
            item->setExpanded(true);
    selectInContents();
}

void HelpPage::addReference()
{
    const ReferencePages reference(session().catalog(), session().sentences(), m_handbook);
    const auto kinds = reference.kinds();
    if (kinds.empty())
        return;
    auto* top = new QTreeWidgetItem(m_contents, {tr("Reference")});
    top->setData(0, Qt::UserRole + 1, QStringLiteral("reference"));
    for (const auto kind : kinds) {
        auto* group = new QTreeWidgetItem(top, {ReferencePages::kindTitle(kind)});
        group->setData(0, Qt::UserRole, ReferencePages::kindId(kind));
        group->setData(0, Qt::UserRole + 1, ReferencePages::kindId(kind));
        for (const auto* info : reference.of(kind)) {
            auto* item =
                new QTreeWidgetItem(group, {QString::fromStdString(session().sentences().catalog(info->title))});
            item->setData(0, Qt::UserRole, ReferencePages::componentId(*info));
            item->setToolTip(0, QString::fromStdString(info->id));
        }
    }
}

void HelpPage::selectInContents()
{
    const QSignalBlocker quiet(m_contents);
    for (auto* item : m_contents->findItems({}, Qt::MatchContains | Qt::MatchRecursive))
        if (item->data(0, Qt::UserRole).toString() == m_place.topic) {
            m_contents->setCurrentItem(item);
            m_contents->scrollToItem(item);
            return;
        }
    m_contents->setCurrentItem(nullptr);
}

void HelpPage::openTopic(const QString& wanted)
{
    const auto hash = wanted.indexOf(QLatin1Char('#'));
    const auto id = hash < 0 ? wanted : wanted.left(hash);
    const auto* page = topic(id);
    m_search->clear();
    visit({page ? id : firstTopic(), page && hash >= 0 ? page->sectionOf(wanted.mid(hash + 1)) : 0, -1});
}

void HelpPage::follow(const QUrl& link)
{
    const auto target = targetOf(link.toString(), m_place.topic);
    if (target.kind == HelpTarget::Kind::Topic) {
        if (const auto* page = topic(target.id))
            visit({target.id, page->sectionOf(target.anchor), -1});
    } else if (target.kind == HelpTarget::Kind::Place) {
        for (const auto& [word, place] : kPlaces)
            if (target.id == QLatin1String(word) && session().isOpen(place))
                session().goTo(place);
    }
}

void HelpPage::visit(Location place)
{
    // The same place again is shown anew, and no way back.
    if (place.topic != m_place.topic || place.section != m_place.section) {
        m_place.scroll = m_view->verticalScrollBar()->value();
        m_past.push_back(m_place);
        if (m_past.size() > kRemembered)
            m_past.removeFirst();
        m_future.clear();
    }
    m_place = std::move(place);
    display(m_place);
}

void HelpPage::display(const Location& place)
{
    const auto* page = topic(place.topic);
    if (!page)
        page = topic(firstTopic());
    if (!page)
        return;
    m_view->mark(m_left->currentWidget() == m_resultsBox ? m_search->text() : QString());
    m_view->showTopic(*page);
    if (place.scroll >= 0)
        m_view->verticalScrollBar()->setValue(place.scroll);
    else
        m_view->scrollToSection(place.section);
    selectInContents();
    refreshHistory();
}

void HelpPage::back()
{
    if (m_past.isEmpty())
        return;
    m_place.scroll = m_view->verticalScrollBar()->value();
    m_future.push_back(m_place);
    m_place = m_past.takeLast();
    display(m_place);
}

void HelpPage::forward()
{
    if (m_future.isEmpty())
        return;
    m_place.scroll = m_view->verticalScrollBar()->value();
    m_past.push_back(m_place);
    m_place = m_future.takeLast();
    display(m_place);
}

void HelpPage::refreshHistory()
{
    m_back->setEnabled(!m_past.isEmpty());
    m_forward->setEnabled(!m_future.isEmpty());
}

void HelpPage::search(const QString& query) { m_search->setText(query); }

void HelpPage::findNow()
{
    const auto query = m_search->text().trimmed();
    m_left->setCurrentWidget(query.isEmpty() ? static_cast<QWidget*>(m_contents) : m_resultsBox);
    if (query.isEmpty()) {
        m_view->mark({});
        selectInContents();
        return;
    }
    QList<HelpResultsModel::Result> results;
    for (const auto& hit : m_handbook.find(query)) {
        const auto* page = topic(hit.topic);
        if (!page || hit.section >= page->sections.size())
            continue;
        const auto& section = page->sections[hit.section];
        //: a page of the handbook and a part of it
        const auto title = hit.section == 0 ? page->title : tr("%1 › %2").arg(page->title, section.heading);
        results.push_back({hit.topic, hit.section, title, excerptOf(section.text, query, kExcerptLength)});
    }
    m_nothing->setVisible(results.isEmpty());
    m_results->setVisible(!results.isEmpty());
    m_resultsModel->setResults(std::move(results));
}

void HelpPage::openResult(const QModelIndex& index)
{
    if (!index.isValid() || index.row() >= m_resultsModel->rowCount())
        return;
    const auto& result = m_resultsModel->results()[index.row()];
    visit({result.topic, result.section, -1});
}

bool HelpPage::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_search && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_Down && m_resultsModel->rowCount() > 0) {
            m_results->setFocus(Qt::OtherFocusReason);
            m_results->setCurrentIndex(m_resultsModel->index(0));
            return true;
        }
        if (key->key() == Qt::Key_Escape && !m_search->text().isEmpty()) {
            m_search->clear();
            return true;
        }
    }
    return Page::eventFilter(watched, event);
}

void HelpPage::retranslate()
{
    header().setTitle(tr("Help"));
    header().setSentence({});
    m_search->setPlaceholderText(tr("Search the handbook"));
    m_search->setAccessibleName(tr("Search the handbook"));
    m_contents->setAccessibleName(tr("Contents"));
    m_results->setAccessibleName(tr("Found"));
    m_nothing->setText(tr("Nothing was found. Try another word, in English or in Chinese."));
    m_back->setLabel(tr("Back"), QKeySequence::Back);
    m_forward->setLabel(tr("Forward"), QKeySequence::Forward);
    // Made with the page already; its headings are in the window's language.
    if (m_referenceLanguage != session().sentences().language())
        rebuildReference();
    fillContents();
    findNow();
    display(m_place);
}

void HelpPage::changeEvent(QEvent* event)
{
    Page::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        applySizes();
}

void HelpPage::resizeEvent(QResizeEvent* event)
{
    Page::resizeEvent(event);
    applySizes();
}

void HelpPage::applySizes()
{
    const auto& theme = themeOf(this);
    // At a large text size in a small window the page itself keeps most of the room.
    m_leftColumn->setFixedWidth(std::min(theme.size("frame.inspector"), static_cast<int>(width() * kMostOfWidth)));
    m_leftColumn->layout()->setSpacing(theme.space(1));
}

} // namespace fettle::ui
