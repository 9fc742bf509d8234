// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/train/train_charts.h"

#include <array>

#include <QBoxLayout>
#include <QEvent>
#include <QVBoxLayout>

#include "ui/plots/run_words.h"
#include "ui/plots/series_names.h"
#include "ui/theme/theme.h"
#include "ui/widgets/card.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/section.h"

namespace fettle::ui {
namespace {

/// Below this width the two plots stand one above the other, in lengths of the largest space.
constexpr int kSideBySide = 15;

} // namespace

TrainCharts::TrainCharts(Session& session, QWidget* parent)
    : QWidget(parent), m_session(session), m_series(new RunSeries(session, this)),
      m_main(new QBoxLayout(QBoxLayout::LeftToRight)), m_moreSection(new Section(QStringLiteral("train.more_plots")))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    m_loss = makePlot();
    m_metric = makePlot();
    for (auto* plot : {m_loss, m_metric}) {
        auto* card = new Card;
        card->content()->addWidget(plot, 1);
        m_main->addWidget(card, 1);
    }
    column->addLayout(m_main, 1);
    auto* more = new QWidget;
    m_moreFlow = new FlowLayout(more);
    m_moreSection->content()->addWidget(more);
    column->addWidget(m_moreSection);
    m_moreSection->hide();
    connect(m_series, &RunSeries::cleared, this, &TrainCharts::clearPlots);
    connect(m_series, &RunSeries::failed, &session, &Session::report);
    watch(*m_series, m_lines, 0);
    connect(&session, &Session::catalogChanged, this, &TrainCharts::retranslate);
    applySizes();
    retranslate();
}

CurvePlot* TrainCharts::makePlot()
{
    auto* plot = new CurvePlot(&m_session.dialogs());
    connect(plot, &CurvePlot::saveFailed, &m_session, &Session::report);
    connect(plot, &CurvePlot::stepsShown, this, [this, plot](double first, double last) { refine(plot, first, last); });
    return plot;
}

void TrainCharts::setRun(const std::string& run, const std::string& metric, const std::vector<std::string>& earlier)
{
    m_metricName = metric;
    m_metric->setForm(SeriesWords::form(metric));
    m_earlier.clear();
    if (run == m_series->run()) {
        clearPlots();
        m_series->reload();
    } else {
        m_series->setRun(run);
    }
    int color = 0;
    for (const auto& id : earlier) {
        auto& lines = *m_earlier.emplace_back(std::make_unique<Lines>());
        lines.series = std::make_unique<RunSeries>(m_session);
        lines.series->setWanted([this](const std::string& series) {
            const auto name = SeriesName::parse(series);
            return name.part == PlotPart::Validation && (name.metric == "loss" || name.metric == m_metricName);
        });
        watch(*lines.series, lines, ++color);
        lines.series->setRun(id);
    }
    retranslate();
}

void TrainCharts::setMarkers(const std::vector<PlotMarker>& markers)
{
    m_loss->setMarkers(markers);
    m_metric->setMarkers(markers);
}

void TrainCharts::watch(RunSeries& series, Lines& lines, int color)
{
    connect(&series, &RunSeries::replaced, this,
            [this, &series, &lines, color](const std::string& name, std::int64_t first, std::int64_t last,
                                           std::span<const std::int64_t> steps, std::span<const double> values) {
                if (const auto [plot, curve] = lineFor(lines, series.run(), color, name); plot)
                    plot->replace(curve, first, last, steps, values);
            });
    connect(&series, &RunSeries::appended, this,
            [this, &series, &lines, color](const std::string& name, std::span<const std::int64_t> steps,
                                           std::span<const double> values) {
                if (const auto [plot, curve] = lineFor(lines, series.run(), color, name); plot)
                    plot->append(curve, steps, values);
            });
}

CurvePlot* TrainCharts::plotFor(const std::string& metric, bool isEarlier)
{
    if (metric == "loss")
        return m_loss;
    if (metric == m_metricName)
        return m_metric;
    if (isEarlier)
        return nullptr;
    auto& plot = m_more[metric];
    if (!plot) {
        plot = makePlot();
        plot->setForm(SeriesWords::form(metric));
        plot->setTitle(SeriesWords::title(m_session, metric));
        auto* card = new Card;
        card->content()->addWidget(plot, 1);
        m_moreFlow->addWidget(card);
        m_moreSection->show();
        applySizes();
    }
    return plot;
}

std::pair<CurvePlot*, int> TrainCharts::lineFor(Lines& lines, const std::string& run, int color, const std::string& series)
{
    if (const auto known = lines.curves.find(series); known != lines.curves.end())
        return known->second;
    auto* plot = plotFor(SeriesName::parse(series).metric, color > 0);
    const std::pair line{plot, plot ? plot->addCurve(styleOf(run, color, series)) : -1};
    lines.curves[series] = line;
    return line;
}

CurveStyle TrainCharts::styleOf(const std::string& run, int color, const std::string& series) const
{
    const auto part = SeriesName::parse(series).part;
    const auto* record = m_session.run(run);
    const QString title = record ? RunWords::title(*record) : QString::fromStdString(run);
    const QString partName = SeriesWords::part(part);
    CurveStyle style;
    style.part = part;
    style.color = color;
    style.pale = color > 0;
    style.name = partName.isEmpty() ? title : tr("%1, %2", "run, part of the data").arg(title, partName);
    style.label = color > 0 || partName.isEmpty() ? title : partName;
    return style;
}

void TrainCharts::clearPlots()
{
    m_lines.curves.clear();
    for (auto& lines : m_earlier)
        lines->curves.clear();
    m_loss->clear();
    m_metric->clear();
    for (const auto& [metric, plot] : m_more)
        delete plot->parentWidget();
    m_more.clear();
    m_moreSection->hide();
}

void TrainCharts::refine(CurvePlot* plot, double first, double last)
{
    const auto all = [&](RunSeries& series, const Lines& lines) {
        for (const auto& [name, line] : lines.curves)
            if (line.first == plot)
                series.refine(name, first, last);
    };
    all(*m_series, m_lines);
    for (auto& lines : m_earlier)
        all(*lines->series, *lines);
}

void TrainCharts::retranslate()
{
    m_loss->setTitle(SeriesWords::title(m_session, "loss"));
    m_metric->setTitle(SeriesWords::title(m_session, m_metricName));
    m_moreSection->setTitle(tr("More plots"));
    m_loss->setPlaceholder(tr("The curve begins with the first step."));
    m_metric->setPlaceholder(tr("The curve begins with the first check on data that the model has not seen, usually after an epoch."));
    for (const auto& [metric, plot] : m_more)
        plot->setTitle(SeriesWords::title(m_session, metric));
    for (const auto& [name, line] : m_lines.curves)
        if (line.first)
            line.first->setCurveStyle(line.second, styleOf(m_series->run(), 0, name));
    int color = 0;
    for (const auto& lines : m_earlier) {
        ++color;
        for (const auto& [name, line] : lines->curves)
            if (line.first)
                line.first->setCurveStyle(line.second, styleOf(lines->series->run(), color, name));
    }
}

void TrainCharts::applySizes()
{
    const auto& theme = themeOf(this);
    layout()->setSpacing(theme.space(3));
    m_main->setSpacing(theme.space(3));
    m_main->setDirection(width() >= kSideBySide * theme.space(6) ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    for (auto* plot : {m_loss, m_metric})
        plot->setMinimumHeight(5 * theme.space(6));
    m_moreFlow->setSpacings(theme.space(3), theme.space(3));
    m_moreFlow->setColumnMinimum(6 * theme.space(6));
    for (const auto& [metric, plot] : m_more)
        plot->setMinimumHeight(4 * theme.space(6));
}

void TrainCharts::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::StyleChange)
        applySizes();
}

void TrainCharts::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    applySizes();
}

} // namespace fettle::ui
