// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/results/places_card.h"

#include <QEvent>
#include <QLocale>
#include <QVBoxLayout>

#include "ui/pages/results/result_words.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/key_value_list.h"

namespace fettle::ui {

PlacesCard::PlacesCard(QWidget* parent)
    : Card(parent), m_asTable(new IconButton("table", this)), m_panel(new PlotPanel(this)), m_words(new KeyValueList(this))
{
    m_asTable->setCheckable(true);
    addToHeader(m_asTable);
    content()->addWidget(m_panel, 1);
    content()->addWidget(m_words);
    connect(m_asTable, &QAbstractButton::toggled, m_panel, &PlotPanel::showAsTable);
    retranslate();
}

void PlacesCard::setSummary(const EvaluationSummary& summary)
{
    m_summary = summary;
    refresh();
}

void PlacesCard::refresh()
{
    XySeries bars;
    bars.form = XySeries::Form::Bars;
    for (std::size_t i = 0; i < m_summary.placeCounts.size() && i + 1 < m_summary.placeEdges.size(); ++i) {
        const auto edge = static_cast<double>(m_summary.placeEdges[i]);
        bars.points.emplace_back(edge, static_cast<double>(m_summary.placeCounts[i]));
        bars.barEnds.push_back(edge + 1.0);
    }
    m_panel->setSentence(tr("At which place the right text stands among all %1. The last bar also holds what lies beyond.")
                             .arg(QLocale().toString(static_cast<qlonglong>(m_summary.candidates))));
    XyAxes axes;
    axes.xTitle = tr("Place");
    axes.yTitle = tr("Examples");
    m_panel->setContent(axes, {bars});
    m_words->clear();
    const auto share = [this](const char* name, const QString& words) {
        if (const auto found = m_summary.figures.find(name); found != m_summary.figures.end())
            m_words->addRow(words, tr("%1 of 100").arg(ofHundred(found->second)), true);
    };
    share("recall_at_1", tr("At first place"));
    share("recall_at_5", tr("Among the first five"));
    share("recall_at_10", tr("Among the first ten"));
}

void PlacesCard::retranslate()
{
    setTitle(tr("Where the right text stands"));
    m_asTable->setLabel(tr("Show as a table"));
    refresh();
}

void PlacesCard::changeEvent(QEvent* event)
{
    Card::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace fettle::ui
