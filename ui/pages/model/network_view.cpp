// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/model/network_view.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QShortcut>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <QVBoxLayout>

#include "ui/graph/find_bar.h"
#include "ui/graph/graph_canvas.h"
#include "ui/graph/graph_scene.h"
#include "ui/graph/minimap.h"
#include "ui/graph/node_palette.h"
#include "ui/pages/model/analyze_model.h"
#include "ui/pages/model/canvas_bar.h"
#include "ui/pages/model/inspector.h"
#include "ui/pages/model/network_panel.h"
#include "ui/pages/model/node_panel.h"
#include "ui/pages/model/quiet_splitter.h"
#include "ui/theme/style_hints.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/text_label.h"

namespace fettle::ui {
namespace {

/// Below this width of the canvas, in the largest space, the palette gives way: the canvas's own menu adds layers too.
constexpr int kCanvasAtLeast = 8;
constexpr int kTableRowsAtFirst = 6;

} // namespace

NetworkView::NetworkView(DraftNetwork& network, QWidget* parent)
    : QWidget(parent), m_network(network), m_columns(new QuietSplitter(Qt::Horizontal)), m_rows(new QuietSplitter(Qt::Vertical)), m_paletteCard(new Card),
      m_palette(new NodePalette(network.editor())), m_canvas(new GraphCanvas(network.editor())), m_inspector(new Inspector(network.editor(), &network.check())),
      m_inspectorCard(new Card), m_tableCard(new Card), m_analysis(new AnalyzeModel(network.editor(), this))
{
    m_find = new FindBar(*m_canvas);
    new Minimap(*m_canvas); // its parent is the canvas
    makeBar();
    makeTable();
    makeStatus();
    for (auto* card : {m_paletteCard, m_inspectorCard, m_tableCard})
        card->setFlush(true);
    m_paletteCard->content()->addWidget(m_palette);
    m_inspectorCard->content()->addWidget(m_inspector);
    m_tableCard->content()->addWidget(m_table);
    auto* canvasCard = new Card;
    canvasCard->setFlush(true);
    canvasCard->content()->addWidget(m_canvas, 1);
    m_rows->addWidget(canvasCard);
    m_rows->addWidget(m_tableCard);
    m_rows->setStretchFactor(0, 1);
    m_rows->setChildrenCollapsible(false);
    m_columns->addWidget(m_paletteCard);
    m_columns->addWidget(m_rows);
    m_columns->addWidget(m_inspectorCard);
    m_columns->setStretchFactor(1, 1);
    m_columns->setChildrenCollapsible(false);
    m_tableCard->hide();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_bar);
    column->addWidget(m_columns, 1);
    column->addWidget(m_status);
    auto* find = new QShortcut(QKeySequence::Find, this);
    find->setContext(Qt::WidgetWithChildrenShortcut);
    connect(find, &QShortcut::activated, m_find, &FindBar::open);
    connect(m_canvas, &GraphCanvas::editRequested, m_inspector, &Inspector::focusForm);
    connect(m_inspector, &Inspector::nodeAsked, this, &NetworkView::showNode);
    connect(m_inspector, &Inspector::groupEntered, m_canvas, &GraphCanvas::enterGroup);
    connect(m_palette, &NodePalette::added, this, [this] {
        if (const auto* node = m_network.editor().current())
            m_canvas->reveal(m_network.editor().pathOf(node->id));
    });
    connect(&network, &DraftNetwork::changed, this, [this] {
        m_started = false;
        refresh();
        start();
    });
    connect(&network.session(), &Session::projectChanged, this, [this] { m_started = false; });
    connect(&m_canvas->graphScene(), &GraphScene::synced, this, &NetworkView::start, Qt::QueuedConnection);
    connect(&network.check(), &NetworkCheck::changed, this, &NetworkView::showStatus);
    connect(&network.editor(), &GraphEditor::factsChanged, this, &NetworkView::showStatus);
    connect(&network.editor(), &GraphEditor::selectionChanged, this, &NetworkView::followSelection);
    connect(&network.session(), &Session::catalogChanged, this, [this] { m_palette->model().refill(); });
    connect(&network.session(), &Session::dataChanged, this, &NetworkView::refresh);
    applySpaces();
    retranslate();
}

void NetworkView::makeBar()
{
    m_bar = new CanvasBar(*m_canvas);
    m_paletteButton = new IconButton("view-list");
    m_names = new QComboBox;
    m_compareButton = new IconButton("compare");
    m_exportButton = new IconButton("export");
    m_paletteButton->setCheckable(true);
    m_bar->addLeading(m_paletteButton);
    m_bar->addLeading(m_names);
    m_bar->addTrailing(m_compareButton);
    m_bar->addTrailing(m_exportButton);
    connect(m_bar, &CanvasBar::findAsked, m_find, &FindBar::open);
    connect(m_paletteButton, &QAbstractButton::clicked, this, [this](bool on) { setPaletteShown(on); });
    connect(m_compareButton, &QAbstractButton::clicked, this, [this] { Q_EMIT compareAsked(m_compareButton); });
    connect(m_exportButton, &QAbstractButton::clicked, this, [this] {
        auto* menu = makeExportMenu();
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->popup(m_exportButton->mapToGlobal(QPoint(0, m_exportButton->height())));
    });
    connect(m_names, &QComboBox::activated, this, [this] { m_network.setName(m_names->currentData().toString().toStdString()); });
}

void NetworkView::makeTable()
{
    m_table = new QTableView;
    m_sorted = new QSortFilterProxyModel(this);
    m_sorted->setSourceModel(m_analysis);
    m_sorted->setSortRole(AnalyzeModel::SortRole);
    m_sorted->setSortCaseSensitivity(Qt::CaseInsensitive);
    m_table->setModel(m_sorted);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setTabKeyNavigation(false);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(-1, Qt::AscendingOrder); // as they are computed
    m_table->verticalHeader()->hide();
    m_table->setWordWrap(false);
    m_table->setShowGrid(false);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Interactive);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setHighlightSections(false);
    setFrameless(*m_table, true);
    setDensity(*m_table, Density::Compact);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& current) {
        if (!m_following && current.isValid())
            showNode(current.data(AnalyzeModel::PathRole).toString().toStdString());
    });
}

void NetworkView::makeStatus()
{
    m_status = new QWidget;
    m_state = new Pill;
    m_totals = new TextLabel(TextStyle::Small, "text.secondary");
    m_tableButton = new Button(ButtonKind::Quiet);
    auto* row = new QHBoxLayout(m_status);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_state);
    row->addWidget(m_totals, 1);
    row->addWidget(m_tableButton);
    m_totals->setElide(Qt::ElideRight);
    connect(m_tableButton, &QAbstractButton::clicked, this, [this] { setTableShown(m_tableCard->isHidden()); });
}

void NetworkView::setTableShown(bool shown)
{
    m_tableCard->setVisible(shown);
    if (shown) {
        const int wanted = (kTableRowsAtFirst + 1) * themeOf(m_table).rowHeight();
        m_rows->setSizes({std::max(1, m_rows->height() - wanted), wanted});
        m_table->resizeColumnsToContents();
        followSelection();
    }
    retranslate();
}

void NetworkView::setPaletteShown(bool shown)
{
    m_paletteWanted = shown;
    if (shown) {
        m_paletteCard->show();
        m_paletteButton->setChecked(true);
    } else {
        placePalette();
    }
}

void NetworkView::placePalette()
{
    const auto& theme = themeOf(this);
    const bool room = width() >= m_palette->sizeHint().width() + m_inspector->sizeHint().width() + kCanvasAtLeast * theme.space(6);
    m_paletteCard->setVisible(m_paletteWanted && room);
    m_paletteButton->setChecked(!m_paletteCard->isHidden());
}

void NetworkView::showNode(const std::string& path)
{
    const auto [scope, id] = splitPath(path);
    m_network.editor().selectPath(path);
    m_canvas->reveal(path);
}

void NetworkView::followSelection()
{
    const auto* node = m_network.editor().current();
    if (m_tableCard->isHidden() || m_following)
        return;
    m_following = true;
    const int row = node ? m_analysis->rowOf(m_network.editor().pathOf(node->id)) : -1;
    if (row >= 0) {
        const auto index = m_sorted->mapFromSource(m_analysis->index(row, 0));
        m_table->setCurrentIndex(index);
        m_table->scrollTo(index);
    } else {
        m_table->clearSelection();
    }
    m_following = false;
}

void NetworkView::refresh()
{
    showNames();
    m_bar->setNetworkName({});
    m_inspector->refresh();
    m_inspector->node().setInputFields(m_network.inputFields());
    showStatus();
}

void NetworkView::showNames()
{
    const auto names = m_network.names();
    m_names->setVisible(names.size() > 1);
    m_names->clear();
    for (const auto& name : names) {
        m_names->addItem(QString::fromStdString(name), QString::fromStdString(name));
        if (name == m_network.name())
            m_names->setCurrentIndex(m_names->count() - 1);
    }
}

void NetworkView::showStatus()
{
    const auto& editor = m_network.editor();
    const auto& sentences = editor.sentences();
    const auto& facts = editor.facts();
    const auto& check = m_network.check();
    if (check.problem() || facts.errorCount() > 0) {
        m_state->setTone(PillTone::Danger);
        m_state->setIconName("alert");
        m_state->setText(tr("%n mistake(s)", nullptr, std::max(1, facts.errorCount())));
    } else if (facts.isEmpty() || (check.isChecking() && !check.isCurrent(m_network.name()))) {
        m_state->setTone(PillTone::Neutral);
        m_state->setIconName("timer-sand");
        m_state->setText(tr("Checking"));
    } else {
        m_state->setTone(PillTone::Success);
        m_state->setIconName("check-circle");
        m_state->setText(tr("Fits together"));
    }
    QStringList parts;
    const auto& report = facts.report();
    if (!facts.isEmpty()) {
        parts << tr("%1 parameters").arg(QString::fromStdString(compactCount(report.parameterCount)));
        parts << tr("%1 multiply-adds an example").arg(QString::fromStdString(compactCount(report.multiplyAdds)));
    }
    if (const auto cost = check.cost(); cost && report.ok() && !facts.isEmpty()) {
        parts << tr("about %1 while it trains").arg(QString::fromStdString(sentences.bytes(static_cast<double>(cost->memoryBytes))));
        parts << tr("about %1 for a step of %n example(s)", nullptr, static_cast<int>(cost->batchSize)).arg(stepTimeText(sentences, cost->stepMs));
    }
    m_totals->setText(parts.join(tr(", ", "between parts of a line")));
}

void NetworkView::retranslate()
{
    m_paletteButton->setLabel(tr("List of layers"));
    m_names->setAccessibleName(tr("Network"));
    m_names->setToolTip(tr("Which of the recipe's networks is shown"));
    m_compareButton->setLabel(tr("Compare with another network"));
    m_exportButton->setLabel(tr("Save or copy the network"));
    m_table->setAccessibleName(tr("All layers"));
    m_tableButton->setText(m_tableCard->isHidden() ? tr("Analyze layers") : tr("Hide the table"));
    m_analysis->retranslate();
    refresh();
}

void NetworkView::applySpaces()
{
    const auto& theme = themeOf(this);
    layout()->setSpacing(theme.space(1));
    m_status->layout()->setSpacing(theme.space(1));
    m_columns->setHandleWidth(theme.space(1));
    m_rows->setHandleWidth(theme.space(1));
    m_paletteCard->setMinimumWidth(m_palette->sizeHint().width());
    m_inspectorCard->setMinimumWidth(m_inspector->sizeHint().width());
    placePalette();
}

void NetworkView::start()
{
    if (m_started || !isVisible() || m_network.editor().root().nodes.empty())
        return;
    m_started = true;
    m_canvas->showStart();
}

void NetworkView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    // The layout gives the canvas its size first.
    QMetaObject::invokeMethod(this, &NetworkView::start, Qt::QueuedConnection);
}

QSize NetworkView::minimumSizeHint() const
{
    const auto& theme = themeOf(this);
    return {m_inspector->sizeHint().width() + kCanvasAtLeast / 2 * theme.space(6), 6 * theme.space(6)};
}

void NetworkView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    placePalette();
}

void NetworkView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::StyleChange)
        applySpaces();
    QWidget::changeEvent(event);
}

} // namespace fettle::ui
