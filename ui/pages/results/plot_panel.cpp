// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/results/plot_panel.h"

#include <QEvent>
#include <QHeaderView>
#include <QStackedLayout>
#include <QTableView>
#include <QVBoxLayout>

#include "ui/pages/results/figure_delegate.h"
#include "ui/pages/results/xy_table_model.h"
#include "ui/theme/style_hints.h"
#include "ui/theme/theme.h"
#include "ui/widgets/text_label.h"

namespace fettle::ui {

PlotPanel::PlotPanel(QWidget* parent)
    : QWidget(parent), m_sentence(new TextLabel(TextStyle::Body, "text.secondary", this)), m_stack(new QStackedLayout),
      m_plot(new XyPlot(this)), m_table(new QTableView(this)), m_numbers(new XyTableModel(this)), m_legend(new SeriesLegend(this))
{
    m_sentence->setWrap(true);
    setFrameless(*m_table, true);
    setDensity(*m_table, Density::Compact);
    m_table->setModel(m_numbers);
    m_table->setItemDelegate(new FigureDelegate(m_table));
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setTabKeyNavigation(false);
    m_table->setShowGrid(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_stack->addWidget(m_plot);
    m_stack->addWidget(m_table);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_sentence);
    column->addLayout(m_stack, 1);
    column->addWidget(m_legend);
    applySizes();
    retranslate();
}

void PlotPanel::setSentence(const QString& sentence)
{
    m_sentence->setText(sentence);
    m_sentence->setVisible(!sentence.isEmpty());
}

void PlotPanel::setContent(const XyAxes& axes, const std::vector<XySeries>& series, std::vector<SeriesLegend::Entry> legend)
{
    m_plot->setContent(axes, series);
    m_numbers->setContent(axes, series);
    m_legend->setVisible(legend.size() > 1);
    m_legend->setEntries(std::move(legend));
    m_plot->setAccessibleName(tr("%1 against %2").arg(axes.yTitle, axes.xTitle));
}

void PlotPanel::showAsTable(bool table) { m_stack->setCurrentWidget(table ? static_cast<QWidget*>(m_table) : m_plot); }

bool PlotPanel::isTable() const { return m_stack->currentWidget() == m_table; }

void PlotPanel::retranslate() { m_table->setAccessibleName(tr("The plot as a table")); }

void PlotPanel::applySizes()
{
    const auto& theme = themeOf(this);
    layout()->setSpacing(theme.space(1));
    m_table->verticalHeader()->setDefaultSectionSize(themeOf(m_table).rowHeight());
}

void PlotPanel::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::StyleChange)
        applySizes();
}

} // namespace fettle::ui
