// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/results/regression_card.h"

#include <algorithm>

#include <QEvent>
#include <QVBoxLayout>

#include "ui/widgets/icon_button.h"
#include "ui/widgets/key_value_list.h"
#include "ui/widgets/segmented_control.h"

namespace fettle::ui {

RegressionCard::RegressionCard(const client::Sentences& sentences, QWidget* parent)
    : Card(parent), m_sentences(sentences), m_choice(new SegmentedControl(this)), m_asTable(new IconButton("table", this)),
      m_panel(new PlotPanel(this)), m_words(new KeyValueList(this))
{
    m_choice->addSegment(QString());
    m_choice->addSegment(QString());
    m_choice->setEqualWidths(false);
    m_asTable->setCheckable(true);
    addToHeader(m_choice);
    addToHeader(m_asTable);
    content()->addWidget(m_panel, 1);
    content()->addWidget(m_words);
    connect(m_choice, &SegmentedControl::currentChanged, this, &RegressionCard::refresh);
    connect(m_asTable, &QAbstractButton::toggled, m_panel, &PlotPanel::showAsTable);
    retranslate();
}

void RegressionCard::setSummary(const EvaluationSummary& summary, const QString& target)
{
    m_summary = summary;
    m_target = target;
    refresh();
    fillWords();
}

void RegressionCard::showPlot(int plot)
{
    m_choice->setCurrentIndex(plot);
    refresh();
}

QString RegressionCard::number(double value) const { return QString::fromStdString(m_sentences.number(value)); }

void RegressionCard::refresh()
{
    if (m_choice->currentIndex() == 0) {
        XySeries points;
        points.form = XySeries::Form::Points;
        for (std::size_t i = 0; i < m_summary.points.target.size() && i < m_summary.points.predicted.size(); ++i)
            points.points.emplace_back(m_summary.points.target[i], m_summary.points.predicted[i]);
        const bool part = static_cast<std::int64_t>(points.points.size()) < m_summary.count;
        m_panel->setSentence(part ? tr("Every point is an example; on the dashed line the prediction is exact. Of many examples "
                                       "these are a selection, the furthest off among them.")
                                  : tr("Every point is an example; on the dashed line the prediction is exact."));
        XyAxes axes;
        axes.xTitle = m_target.isEmpty() ? tr("True") : tr("True “%1”").arg(m_target);
        axes.yTitle = tr("Predicted");
        axes.diagonal = true;
        m_panel->setContent(axes, {points});
        return;
    }
    XySeries bars;
    bars.form = XySeries::Form::Bars;
    for (std::size_t i = 0; i < m_summary.residualCounts.size() && i + 1 < m_summary.residualEdges.size(); ++i) {
        bars.points.emplace_back(m_summary.residualEdges[i], static_cast<double>(m_summary.residualCounts[i]));
        bars.barEnds.push_back(m_summary.residualEdges[i + 1]);
    }
    m_panel->setSentence(tr("How far the predictions are off: to the right of 0 they are too high, to the left too low. The "
                            "outer bars also hold what lies beyond."));
    XyAxes axes;
    axes.xTitle = tr("Predicted minus true");
    axes.yTitle = tr("Examples");
    m_panel->setContent(axes, {bars});
}

void RegressionCard::fillWords()
{
    m_words->clear();
    for (const auto& quantile : m_summary.errorQuantiles) {
        if (quantile.share == 0.75 || quantile.share == 0.99)
            continue;
        const QString name = quantile.share >= 1.0 ? tr("The worst is off by")
                                                   : tr("%1 of 100 are off by at most").arg(qRound(quantile.share * 100.0));
        m_words->addRow(name, number(quantile.value), true);
    }
    const auto figure = [this](const char* name, const QString& words, const QString& tip) {
        const auto found = m_summary.figures.find(name);
        if (found == m_summary.figures.end())
            return;
        m_words->setValueTip(m_words->addRow(words, number(found->second), true), tip);
    };
    figure("rmse", tr("With large errors counted more (RMSE)"), tr("Root mean squared error"));
    figure("bias", tr("Too high (+) or too low (−) on average"), tr("Mean of predicted minus true"));
    figure("r2", tr("Share of the differences explained (R²)"), tr("Coefficient of determination: 1 is perfect, 0 is no better than the average"));
}

void RegressionCard::retranslate()
{
    setTitle(tr("Where it is off"));
    m_choice->setSegmentText(0, tr("Predicted and true"));
    m_choice->setSegmentText(1, tr("How far off"));
    m_choice->setAccessibleName(tr("Which plot"));
    m_asTable->setLabel(tr("Show as a table"));
    refresh();
    fillWords();
}

void RegressionCard::changeEvent(QEvent* event)
{
    Card::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace fettle::ui
