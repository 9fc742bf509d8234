// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/experiments/compare_view.h"

#include <algorithm>
#include <array>

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QTableView>
#include <QVBoxLayout>

#include "ui/pages/experiments/differences_model.h"
#include "ui/plots/run_words.h"
#include "ui/plots/series_names.h"
#include "ui/theme/style_hints.h"
#include "ui/theme/theme.h"
#include "ui/widgets/card.h"
#include "ui/widgets/text_label.h"

namespace fettle::ui {
namespace {

/// What is looked at first, where the runs have it.
constexpr std::array<const char*, 5> kPreferred{"validation/accuracy", "validation/mae", "validation/loss", "train/loss", "train/accuracy"};

int preference(const std::string& series)
{
    const auto found = std::ranges::find(kPreferred, series);
    return static_cast<int>(found - kPreferred.begin());
}

} // namespace

CompareView::CompareView(Session& session, QWidget* parent)
    : QWidget(parent), m_session(session), m_choice(new QComboBox), m_plot(new CurvePlot(&session.dialogs())),
      m_sentence(new TextLabel(TextStyle::Small, "text.secondary")), m_table(new QTableView), m_differences(new DifferencesModel(session, this))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    auto* curves = new Card;
    curves->content()->addWidget(m_choice, 0, Qt::AlignLeft);
    curves->content()->addWidget(m_plot, 1);
    auto* table = new Card;
    table->content()->addWidget(m_sentence);
    table->content()->addWidget(m_table, 1);
    row->addWidget(curves, 1);
    row->addWidget(table, 1);
    setFrameless(*m_table, true);
    setDensity(*m_table, Density::Compact);
    m_table->setModel(m_differences);
    m_table->verticalHeader()->hide();
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setTabKeyNavigation(false);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    // What it is has to be read, but not instead of the values.
    connect(m_differences, &QAbstractItemModel::modelReset, this, [this] {
        auto* header = m_table->horizontalHeader();
        if (m_differences->rowCount() == 0)
            return;
        header->setSectionResizeMode(0, QHeaderView::Fixed);
        header->resizeSection(0, std::min(static_cast<QAbstractItemView*>(m_table)->sizeHintForColumn(0) + themeOf(this).space(3),
                                          m_table->viewport()->width() * 2 / 5));
    });
    m_choice->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    connect(m_choice, &QComboBox::activated, this, [this](int index) {
        m_chosen = true;
        choose(index);
    });
    connect(m_plot, &CurvePlot::saveFailed, &session, &Session::report);
    connect(m_plot, &CurvePlot::stepsShown, this, [this](double first, double last) {
        for (const auto& compared : m_compared)
            compared->series->refine(m_shown, first, last);
    });
    row->setSpacing(themeOf(this).space(3));
    retranslate();
}

QStringList CompareView::titles() const
{
    QStringList titles;
    for (const auto& run : m_runs) {
        const auto* record = m_session.run(run);
        titles << (record ? RunWords::title(*record) : QString::fromStdString(run));
    }
    return titles;
}

void CompareView::setRuns(const std::vector<std::string>& wanted)
{
    auto runs = wanted;
    runs.resize(std::min(runs.size(), kMostRuns));
    if (runs == m_runs)
        return;
    m_runs = runs;
    m_compared.clear();
    m_plot->clear();
    m_choice->clear();
    m_shown.clear();
    m_chosen = false;
    m_differences->clear();
    m_sentence->setText({});
    if (runs.size() < 2)
        return;
    for (const auto& run : runs) {
        auto& compared = *m_compared.emplace_back(std::make_unique<Compared>());
        compared.run = run;
        compared.series = std::make_unique<RunSeries>(m_session);
        watch(compared);
        compared.series->setRun(run);
    }
    ValueList ids(runs.begin(), runs.end());
    m_session.engine().request("runs.compare", {{"runs", ids}}, this, [this, round = ++m_round](Result<Value> answer) {
        if (round != m_round)
            return;
        if (!answer) {
            m_session.report(answer.error());
            return;
        }
        m_differences->setAnswer(*answer, titles());
        retranslate();
    });
}

void CompareView::watch(Compared& compared)
{
    compared.series->setWanted([this](const std::string& series) { return series == m_shown; });
    connect(compared.series.get(), &RunSeries::listed, this, [this](const std::vector<std::string>& names) {
        for (const auto& name : names)
            offerSeries(name);
    });
    connect(compared.series.get(), &RunSeries::replaced, this,
            [this, &compared](const std::string& name, std::int64_t first, std::int64_t last, std::span<const std::int64_t> steps,
                              std::span<const double> values) {
                if (name == m_shown)
                    m_plot->replace(curveOf(compared), first, last, steps, values);
            });
    connect(compared.series.get(), &RunSeries::appended, this,
            [this, &compared](const std::string& name, std::span<const std::int64_t> steps, std::span<const double> values) {
                if (name == m_shown)
                    m_plot->append(curveOf(compared), steps, values);
            });
}

int CompareView::curveOf(Compared& compared)
{
    if (compared.curve >= 0)
        return compared.curve;
    const auto place = std::ranges::find(m_runs, compared.run) - m_runs.begin();
    const auto* record = m_session.run(compared.run);
    CurveStyle style;
    style.name = record ? RunWords::title(*record) : QString::fromStdString(compared.run);
    style.part = SeriesName::parse(m_shown).part;
    style.color = static_cast<int>(place);
    compared.curve = m_plot->addCurve(style);
    return compared.curve;
}

void CompareView::offerSeries(const std::string& name)
{
    const auto text = QString::fromStdString(name);
    if (m_choice->findData(text) >= 0)
        return;
    // In the order of interest, then by name.
    const auto order = [](const QString& series) { return std::pair(preference(series.toStdString()), series); };
    int at = 0;
    while (at < m_choice->count() && order(m_choice->itemData(at).toString()) < order(text))
        ++at;
    m_choice->insertItem(at, seriesTitle(name), text);
    // Until somebody chooses, the most interesting one that there is.
    if (!m_chosen && at == 0)
        choose(0);
    m_choice->setCurrentIndex(m_choice->findData(QString::fromStdString(m_shown)));
}

void CompareView::choose(int index)
{
    m_shown = m_choice->itemData(index).toString().toStdString();
    m_plot->clear();
    m_plot->setTitle(seriesTitle(m_shown));
    m_plot->setForm(SeriesWords::form(SeriesName::parse(m_shown).metric));
    for (const auto& compared : m_compared) {
        compared->curve = -1;
        compared->series->reload();
    }
}

QString CompareView::seriesTitle(const std::string& series) const
{
    const auto name = SeriesName::parse(series);
    const QString part = SeriesWords::part(name.part);
    const QString title = SeriesWords::title(m_session, name.metric);
    return part.isEmpty() ? title : tr("%1, %2", "metric, part of the data").arg(title, part);
}

void CompareView::retranslate()
{
    m_choice->setAccessibleName(tr("Which curve is compared"));
    m_table->setAccessibleName(tr("What differs between the runs"));
    m_plot->setPlaceholder(tr("None of these runs has a curve yet."));
    m_sentence->setText(m_runs.size() < 2 ? QString()
                        : m_differences->rowCount() > 0 ? tr("%n differences, and nothing else.", nullptr, m_differences->rowCount())
                                                        : tr("These runs do not differ."));
    for (int i = 0; i < m_choice->count(); ++i)
        m_choice->setItemText(i, seriesTitle(m_choice->itemData(i).toString().toStdString()));
    if (!m_shown.empty())
        m_plot->setTitle(seriesTitle(m_shown));
}

void CompareView::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::StyleChange)
        layout()->setSpacing(themeOf(this).space(3));
}

} // namespace fettle::ui
