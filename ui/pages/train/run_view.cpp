// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/train/run_view.h"

#include <QApplication>
#include <QClipboard>
#include <QEvent>
#include <QListView>
#include <QScrollBar>
#include <QVBoxLayout>

#include "ui/pages/train/live_examples_view.h"
#include "ui/pages/train/run_log_model.h"
#include "ui/pages/train/run_status.h"
#include "ui/pages/train/train_charts.h"
#include "ui/plots/run_words.h"
#include "ui/theme/style_hints.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/section.h"

namespace fettle::ui {
namespace {

constexpr std::size_t kEarlierRuns = 3;
constexpr int kLogRows = 7;

} // namespace

RunView::RunView(Session& session, QWidget* parent)
    : QWidget(parent), m_session(session), m_details(new RunDetails(session, this)), m_status(new RunStatus(session, *m_details)),
      m_charts(new TrainCharts(session)), m_examples(new LiveExamplesView(session, *m_details)), m_logFold(new Section(QStringLiteral("train.log"))), m_logView(new QListView),
      m_log(new RunLogModel(session.sentences(), this)), m_copyLog(new Button(ButtonKind::Quiet))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_status);
    column->addWidget(m_charts, 1);
    column->addWidget(m_examples);
    column->addWidget(m_logFold);
    m_logView->setModel(m_log);
    m_logView->setWordWrap(true);
    m_logView->setResizeMode(QListView::Adjust);
    m_logView->setSelectionMode(QAbstractItemView::ExtendedSelection);
    setDensity(*m_logView, Density::Compact);
    m_logFold->setOpenAtFirst(false);
    m_logFold->content()->addWidget(m_logView);
    m_logFold->content()->addWidget(m_copyLog, 0, Qt::AlignLeft);
    connect(m_copyLog, &QAbstractButton::clicked, this, [this] { QApplication::clipboard()->setText(m_log->text()); });
    connect(m_status, &RunStatus::setupAsked, this, &RunView::setupAsked);
    connect(m_details, &RunDetails::changed, this, &RunView::showCharts);
    connect(m_details, &RunDetails::logged, this, &RunView::showLog);
    applySizes();
    retranslate();
}

void RunView::setRun(const std::string& run)
{
    m_details->setRun(run);
    showCharts();
}

std::vector<std::string> RunView::earlierRuns() const
{
    std::vector<std::string> earlier;
    const auto* record = m_details->record();
    if (!record)
        return earlier;
    for (const auto& run : m_session.runs()) // the newest first
        if (run.number < record->number && run.dataset == record->dataset && run.lastStep > 0 && earlier.size() < kEarlierRuns)
            earlier.push_back(run.id);
    return earlier;
}

void RunView::showCharts()
{
    const auto& recipe = m_details->recipe();
    const auto task = recipe ? recipe->task.component : m_session.draft().recipe().task.component;
    const auto metric = mainMetricOf(task);
    const auto earlier = earlierRuns();
    std::string shown = m_details->run() + "|" + metric;
    for (const auto& run : earlier)
        shown += "|" + run;
    if (std::exchange(m_charted, shown) != shown)
        m_charts->setRun(m_details->run(), metric, earlier);
    m_charts->setMarkers(m_details->markers());
}

void RunView::showLog()
{
    const auto* bar = m_logView->verticalScrollBar();
    const bool atEnd = bar->value() == bar->maximum();
    m_log->setEntries(m_details->log());
    if (atEnd)
        m_logView->scrollToBottom();
    m_logFold->setNote(m_log->rowCount() > 0 ? tr("%n entries", nullptr, m_log->rowCount()) : tr("nothing yet"));
}

void RunView::retranslate()
{
    m_logFold->setTitle(tr("Log"));
    m_logView->setAccessibleName(tr("Log of the training"));
    m_copyLog->setText(tr("Copy the log"));
    m_log->retranslate();
    m_charts->setMarkers(m_details->markers());
    showLog();
}

void RunView::applySizes()
{
    const auto& theme = themeOf(this);
    layout()->setSpacing(theme.space(3));
    m_logView->setFixedHeight(kLogRows * themeOf(m_logView).rowHeight());
}

void RunView::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::StyleChange)
        applySizes();
}

} // namespace fettle::ui
