// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/results/curves_card.h"

#include <cmath>

#include <QEvent>
#include <QLocale>
#include <QVBoxLayout>

#include "ui/widgets/icon_button.h"
#include "ui/widgets/segmented_control.h"

namespace fettle::ui {

CurvesCard::CurvesCard(QWidget* parent)
    : Card(parent), m_choice(new SegmentedControl(this)), m_asTable(new IconButton("table", this)), m_panel(new PlotPanel(this))
{
    for (int i = 0; i < 3; ++i)
        m_choice->addSegment(QString());
    m_choice->setEqualWidths(false);
    m_asTable->setCheckable(true);
    addToHeader(m_choice);
    addToHeader(m_asTable);
    content()->addWidget(m_panel, 1);
    connect(m_choice, &SegmentedControl::currentChanged, this, &CurvesCard::refresh);
    connect(m_asTable, &QAbstractButton::toggled, m_panel, &PlotPanel::showAsTable);
    retranslate();
}

void CurvesCard::setSummary(const EvaluationSummary& summary)
{
    m_summary = {};
    m_summary.classes = summary.classes;
    m_summary.roc = summary.roc;
    m_summary.precisionRecall = summary.precisionRecall;
    m_summary.calibration = summary.calibration;
    m_summary.calibrationError = summary.calibrationError;
    m_choice->setSegmentEnabled(Roc, !summary.roc.empty());
    m_choice->setSegmentEnabled(PrecisionRecall, !summary.precisionRecall.empty());
    if (summary.roc.empty())
        m_choice->setCurrentIndex(Calibration);
    refresh();
}

void CurvesCard::showPlot(int plot)
{
    m_choice->setCurrentIndex(plot);
    refresh();
}

QString CurvesCard::className(const EvaluationCurve& curve) const
{
    const auto place = static_cast<std::size_t>(curve.classIndex);
    return place < m_summary.classes.size() ? QString::fromStdString(m_summary.classes[place]) : QString();
}

void CurvesCard::showCalibration()
{
    XySeries series;
    series.form = XySeries::Form::Line;
    for (const auto& bin : m_summary.calibration)
        if (bin.count > 0)
            series.points.emplace_back(bin.meanScore, static_cast<double>(bin.right) / static_cast<double>(bin.count));
    series.dots = true;
    XyAxes axes{tr("How sure it was"), tr("How often it was right"), std::pair{0.0, 1.0}, std::pair{0.0, 1.0}, true, true, true};
    m_panel->setSentence(tr("On the dashed line sureness can be taken at its word: of the answers with 80%, 80 of 100 are "
                            "right. Below it the model is too sure of itself. On average it is off by %1 points.")
                             .arg(QLocale().toString(m_summary.calibrationError * 100.0, 'f', 1)));
    m_panel->setContent(axes, {series});
}

void CurvesCard::showCurves(const std::vector<EvaluationCurve>& curves, const XyAxes& axes)
{
    std::vector<XySeries> all;
    std::vector<SeriesLegend::Entry> legend;
    for (std::size_t i = 0; i < curves.size(); ++i) {
        XySeries series;
        series.name = className(curves[i]);
        series.color = static_cast<int>(i);
        for (std::size_t k = 0; k < curves[i].x.size() && k < curves[i].y.size(); ++k)
            series.points.emplace_back(curves[i].x[k], curves[i].y[k]);
        legend.push_back({tr("%1 (%2)").arg(series.name, QLocale().toString(curves[i].area, 'f', 3)), series.color});
        all.push_back(std::move(series));
    }
    m_panel->setContent(axes, all, legend);
}

void CurvesCard::refresh()
{
    const std::pair whole{0.0, 1.0};
    const auto area = [this](const std::vector<EvaluationCurve>& curves) {
        double sum = 0.0;
        for (const auto& curve : curves)
            sum += curve.area;
        return QLocale().toString(curves.empty() ? 0.0 : sum / static_cast<double>(curves.size()), 'f', 3);
    };
    switch (m_choice->currentIndex()) {
    case Roc:
        m_panel->setSentence(m_summary.roc.size() == 1
                                 ? tr("How many “%1” are found against how many others are taken for it, at every threshold. The area is %2; "
                                      "1 is perfect, 0.5 is guessing.")
                                       .arg(className(m_summary.roc.front()), area(m_summary.roc))
                                 : tr("How many of a class are found against how many others are taken for it, at every threshold. "
                                      "The mean area is %1; 1 is perfect, 0.5 is guessing.")
                                       .arg(area(m_summary.roc)));
        showCurves(m_summary.roc, {tr("Wrongly taken for it"), tr("Found"), whole, whole, true, true, true});
        break;
    case PrecisionRecall:
        m_panel->setSentence(tr("The more of a class are to be found, the more wrong ones come along. The mean of the average "
                                "precisions is %1; 1 is perfect.")
                                 .arg(area(m_summary.precisionRecall)));
        showCurves(m_summary.precisionRecall, {tr("Found (recall)"), tr("Right among those answered (precision)"), whole, whole, true, true, false});
        break;
    default: showCalibration();
    }
}

void CurvesCard::retranslate()
{
    setTitle(tr("Curves"));
    m_choice->setSegmentText(Calibration, tr("Sureness"));
    m_choice->setSegmentToolTip(Calibration, tr("Calibration: how sure it was against how often it was right"));
    m_choice->setSegmentText(Roc, tr("ROC"));
    m_choice->setSegmentToolTip(Roc, tr("Receiver operating characteristic"));
    m_choice->setSegmentText(PrecisionRecall, tr("Precision and recall"));
    m_choice->setAccessibleName(tr("Which curves"));
    m_asTable->setLabel(tr("Show as a table"));
    refresh();
}

void CurvesCard::changeEvent(QEvent* event)
{
    Card::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace fettle::ui
