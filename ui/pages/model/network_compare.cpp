// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/model/network_compare.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QMenu>
#include <QTableView>
#include <QVBoxLayout>

#include "engine/documents/recipe_document.h"
#include "ui/graph/graph_canvas.h"
#include "ui/pages/model/difference_list.h"
#include "ui/pages/model/quiet_splitter.h"
#include "ui/plots/run_words.h"
#include "ui/theme/style_hints.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/text_label.h"

namespace fettle::ui {
namespace {

constexpr int kMostRunsListed = 20;
constexpr int kRowsAtFirst = 5;

} // namespace

NetworkCompare::NetworkCompare(DraftNetwork& network, QWidget* parent)
    : QWidget(parent), m_network(network), m_beforeEditor(network.session().sentences(), network.session().catalog()),
      m_afterEditor(network.session().sentences(), network.session().catalog()), m_back(new Button(ButtonKind::Quiet)), m_title(new TextLabel(TextStyle::Strong)),
      m_summary(new TextLabel(TextStyle::Body, "text.secondary")), m_notice(new Notice(NoticeKind::Danger)), m_canvases(new QuietSplitter(Qt::Horizontal)),
      m_rows(new QuietSplitter(Qt::Vertical)), m_beforeCard(new Card), m_afterCard(new Card), m_before(new GraphCanvas(m_beforeEditor)),
      m_after(new GraphCanvas(m_afterEditor)),
      m_tableCard(new Card), m_table(new QTableView), m_list(new DifferenceList(m_afterEditor, this))
{
    m_back->setIconName("arrow-left");
    auto* head = new QHBoxLayout;
    head->addWidget(m_back);
    head->addWidget(m_title);
    head->addWidget(m_summary, 1);
    for (auto* card : {m_beforeCard, m_afterCard, m_tableCard})
        card->setFlush(true);
    m_beforeCard->content()->addWidget(m_before, 1);
    m_afterCard->content()->addWidget(m_after, 1);
    m_tableCard->content()->addWidget(m_table);
    m_canvases->addWidget(m_beforeCard);
    m_canvases->addWidget(m_afterCard);
    m_canvases->setChildrenCollapsible(false);
    m_rows->addWidget(m_canvases);
    m_rows->addWidget(m_tableCard);
    m_rows->setStretchFactor(0, 1);
    m_rows->setChildrenCollapsible(false);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(head);
    column->addWidget(m_notice);
    column->addWidget(m_rows, 1);
    m_notice->hide();
    m_title->setElide(Qt::ElideRight);
    m_summary->setElide(Qt::ElideRight);
    m_table->setModel(m_list);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->setShowGrid(false);
    setFrameless(*m_table, true);
    setDensity(*m_table, Density::Compact);
    connect(m_back, &QAbstractButton::clicked, this, &NetworkCompare::closed);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& current) {
        if (current.isValid())
            showNode(current.data(DifferenceList::PathRole).toString().toStdString());
    });
    connect(&network.editor(), &GraphEditor::graphChanged, this, &NetworkCompare::refresh);
    connect(&network.editor(), &GraphEditor::factsChanged, this, &NetworkCompare::refresh);
    applySpaces();
    retranslate();
}

NetworkCompare::~NetworkCompare()
{
    // Canvases look at the editors, which are members and go before the children.
    delete m_before;
    delete m_after;
}

QMenu* NetworkCompare::makeMenu(QWidget* parent)
{
    auto* menu = new QMenu(parent);
    auto& session = m_network.session();
    menu->addAction(tr("With the recommended network"), this, &NetworkCompare::compareWithRecommended)->setEnabled(session.recommendation().has_value());
    menu->addSeparator();
    int listed = 0;
    for (const auto& run : session.runs())
        if (listed < kMostRunsListed) {
            menu->addAction(tr("With %1").arg(RunWords::title(run)), this, [this, id = run.id] { compareWithRun(id); });
            ++listed;
        }
    if (listed == 0)
        menu->addAction(tr("No run yet"))->setEnabled(false);
    return menu;
}

void NetworkCompare::start(const QString& title)
{
    ++m_round;
    m_otherTitle = title;
    m_loaded = false;
    m_notice->hide();
    m_beforeEditor.setGraph({});
    retranslate();
    Q_EMIT opened();
}

void NetworkCompare::compareWithRecommended()
{
    const auto& recommendation = m_network.session().recommendation();
    if (!recommendation)
        return;
    m_recommended = true;
    start({});
    // The one that stands first, whichever the draft has.
    Recipe recipe = recommendation->recipe;
    const auto network = recipe.networks.find(m_network.name());
    if (network != recipe.networks.end() && !recommendation->models.empty())
        network->second.fromTemplate = recommendation->models.front().model;
    takeRecipe(recipe);
}

void NetworkCompare::compareWithRun(const std::string& run)
{
    auto& session = m_network.session();
    const auto* record = session.run(run);
    m_recommended = false;
    start(record ? RunWords::title(*record) : QString::fromStdString(run));
    session.engine().request("runs.show", {{"run", run}}, this, [this, round = m_round](Result<Value> answer) {
        if (round != m_round)
            return;
        if (!answer)
            return refuse(answer.error());
        const auto& resolved = answer->at("resolved_recipe").asText();
        const auto recipe = documents::readRecipe(resolved.empty() ? answer->at("recipe").asText() : resolved);
        if (!recipe)
            return refuse(recipe.error());
        takeRecipe(*recipe);
    });
}

void NetworkCompare::takeRecipe(const Recipe& recipe)
{
    const auto found = recipe.networks.find(m_network.name());
    NetworkCheck::Networks drawn;
    if (found != recipe.networks.end() && found->second.graph)
        drawn[m_network.name()].graph = *found->second.graph;
    // The check makes the layers of a template and knows the shapes; a drawn network can be shown without.
    m_network.check().ask(recipe, this, [this, round = m_round, drawn](Result<NetworkCheck::Networks> networks) {
        if (round != m_round)
            return;
        if (!drawn.empty() && (!networks || !networks->contains(m_network.name())))
            took(drawn);
        else
            took(std::move(networks));
    });
}

void NetworkCompare::took(Result<NetworkCheck::Networks> networks)
{
    if (!networks)
        return refuse(networks.error());
    const auto found = networks->find(m_network.name());
    if (found == networks->end())
        return refuse(makeError("documents.no_network", {{"file", "recipe.yaml"}, {"line", 1}, {"column", 1}, {"key", m_network.name()}}));
    m_loaded = true;
    m_beforeEditor.setGraph(found->second.graph);
    m_beforeEditor.setFacts(GraphFacts(found->second.report, found->second.graph));
    refresh();
    m_before->showStart();
    m_after->showStart();
    // What is there to see first is the first difference.
    if (m_list->rowCount() > 0)
        m_table->setCurrentIndex(m_list->index(0, 0));
}

void NetworkCompare::refuse(const Error& error)
{
    m_notice->setText(QString::fromStdString(m_network.session().sentences().sentence(error)));
    m_notice->show();
}

void NetworkCompare::refresh()
{
    if (!m_loaded)
        return;
    const auto& draft = m_network.editor();
    m_afterEditor.setGraph(draft.root());
    m_afterEditor.setFacts(GraphFacts(draft.facts().report(), draft.root()));
    auto difference = compareGraphs(m_beforeEditor.root(), m_afterEditor.root());
    m_beforeEditor.setMarks(difference.marksBefore());
    m_afterEditor.setMarks(difference.marksAfter());
    if (difference.nodes != m_list->difference().nodes || difference.addedEdges != m_list->difference().addedEdges ||
        difference.removedEdges != m_list->difference().removedEdges) {
        m_list->setDifference(std::move(difference));
        m_table->resizeColumnsToContents();
    }
    m_tableCard->setVisible(m_list->rowCount() > 0);
    showSummary();
}

void NetworkCompare::showSummary()
{
    if (!m_loaded) {
        m_summary->setText({});
        return;
    }
    const auto& difference = m_list->difference();
    if (difference.isEmpty()) {
        m_summary->setText(tr("The two networks are the same."));
        return;
    }
    QStringList parts;
    for (const auto mark : {NodeMark::Added, NodeMark::Changed, NodeMark::Removed})
        if (const int count = m_list->count(mark); count > 0)
            parts << (mark == NodeMark::Added     ? tr("%n node(s) added", nullptr, count)
                      : mark == NodeMark::Changed ? tr("%n node(s) changed", nullptr, count)
                                                  : tr("%n node(s) removed", nullptr, count));
    if (const int edges = difference.addedEdges + difference.removedEdges; edges > 0)
        parts << tr("%n connection(s) differ", nullptr, edges);
    m_summary->setText(parts.join(tr(", ", "between counts")));
}

void NetworkCompare::showNode(const std::string& path)
{
    for (auto [editor, canvas] : {std::pair(&m_beforeEditor, m_before), std::pair(&m_afterEditor, m_after)}) {
        const auto [scope, id] = splitPath(path);
        const auto* graph = findScope(editor->root(), scope);
        if (!graph || !graph->findNode(id)) {
            editor->setSelection({});
            continue;
        }
        editor->selectPath(path);
        canvas->reveal(path);
    }
}

void NetworkCompare::retranslate()
{
    const QString other = m_recommended || m_otherTitle.isEmpty() ? tr("Recommended network") : m_otherTitle;
    m_back->setText(tr("Back to the canvas"));
    m_title->setText(tr("Compared with: %1").arg(other));
    m_before->setAccessibleName(other);
    m_after->setAccessibleName(tr("This network"));
    m_beforeCard->setTitle(other);
    m_afterCard->setTitle(tr("This network"));
    m_table->setAccessibleName(tr("Differences"));
    m_list->retranslate();
    showSummary();
}

void NetworkCompare::applySpaces()
{
    const auto& theme = themeOf(this);
    layout()->setSpacing(theme.space(1));
    layout()->itemAt(0)->layout()->setSpacing(theme.space(2));
    m_canvases->setHandleWidth(theme.space(1));
    m_rows->setHandleWidth(theme.space(1));
    const int wanted = (kRowsAtFirst + 1) * themeOf(m_table).rowHeight();
    m_rows->setSizes({4 * wanted, wanted});
}

void NetworkCompare::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::StyleChange)
        applySpaces();
    QWidget::changeEvent(event);
}

} // namespace fettle::ui
