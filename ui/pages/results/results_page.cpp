// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/results/results_page.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>
#include <QScrollArea>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <QVBoxLayout>

#include "ui/pages/help_button.h"
#include "ui/pages/results/class_table_model.h"
#include "ui/pages/results/curves_card.h"
#include "ui/pages/results/examples_card.h"
#include "ui/pages/results/figure_delegate.h"
#include "ui/pages/results/headline_card.h"
#include "ui/pages/results/mistakes_card.h"
#include "ui/pages/results/places_card.h"
#include "ui/pages/results/regression_card.h"
#include "ui/pages/results/run_names.h"
#include "ui/pages/results/run_picker.h"
#include "ui/pages/results/side_by_side.h"
#include "ui/pages/results/sureness_card.h"
#include "ui/theme/style_hints.h"
#include "ui/theme/theme.h"
#include "ui/widgets/breadcrumb.h"
#include "ui/widgets/button.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/section.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/toast.h"

namespace fettle::ui {
namespace {

constexpr int kTwoColumns = 820;
constexpr int kMostClassRows = 12;

bool isUnderWay(JobState state)
{
    return state == JobState::Queued || state == JobState::Running || state == JobState::Pausing || state == JobState::Paused ||
        state == JobState::Stopping || state == JobState::Interrupted;
}

} // namespace

ResultsPage::ResultsPage(Session& session, QWidget* parent) : Page(session, parent), m_results(session)
{
    build();
    connect(&session, &Session::currentRunChanged, this, &ResultsPage::followRun);
    connect(&session, &Session::runsChanged, this, &ResultsPage::followRun);
    connect(&m_results, &RunResults::changed, this, &ResultsPage::showState);
    connect(&m_results, &RunResults::summaryChanged, this, &ResultsPage::showEvaluation);
    connect(m_picker, &RunPicker::runChosen, this, [this](const std::string& run) { this->session().selectRun(run); });
    connect(m_split, &SegmentedControl::currentChanged, this, [this](int index) {
        if (index < static_cast<int>(m_results.splits().size()))
            m_results.setSplit(m_results.splits()[static_cast<std::size_t>(index)]);
    });
    connect(m_lineage, &Breadcrumb::activated, this, &ResultsPage::followLineage);
    connect(m_mistakes, &MistakesCard::cellPressed, m_examples, &ExamplesCard::showCell);
    connect(m_examples, &ExamplesCard::cellCleared, m_mistakes, &MistakesCard::clearChosen);
    connect(m_copyCommand, &QAction::triggered, this, &ResultsPage::copyCommand);
    connect(m_copyRecipe, &QAction::triggered, this, &ResultsPage::copyRecipe);
    applySpaces();
    followRun();
}

ResultsPage::~ResultsPage() = default;

void ResultsPage::build()
{
    m_picker = new RunPicker(session(), [](const Session&, const store::RunRecord&) { return true; }, this);
    m_split = new SegmentedControl(this);
    m_lineage = new Breadcrumb(this);
    m_copy = new IconButton("content-copy", this);
    m_copyMenu = new QMenu(m_copy);
    m_copyCommand = m_copyMenu->addAction(QString());
    m_copyRecipe = m_copyMenu->addAction(QString());
    m_copy->setMenu(m_copyMenu);
    m_copy->setPopupMode(QToolButton::InstantPopup);
    header().addSecondary(m_copy);
    header().addBelow(m_lineage);

    m_bar = new QWidget(this);
    auto* bar = new QHBoxLayout(m_bar);
    bar->setContentsMargins(0, 0, 0, 0);
    bar->addWidget(m_picker);
    bar->addStretch(1);
    bar->addWidget(m_split);
    body().addWidget(m_bar);

    m_column = new QWidget;
    m_empty = new EmptyState("poll", m_column);
    m_problem = new Notice(NoticeKind::Danger, m_column);
    m_noTest = new Notice(NoticeKind::Info, m_column);
    m_first = new SideBySide(kTwoColumns, m_column);
    m_headline = new HeadlineCard(m_first);
    m_sureness = new SurenessCard(session(), m_results, m_first);
    m_first->add(m_headline);
    m_first->add(m_sureness);
    m_second = new SideBySide(kTwoColumns, m_column);
    m_mistakes = new MistakesCard(m_second);
    m_regression = new RegressionCard(session().sentences(), m_second);
    m_examples = new ExamplesCard(session(), m_results, m_second);
    m_second->add(m_mistakes);
    m_places = new PlacesCard(m_second);
    m_second->add(m_regression);
    m_second->add(m_places);
    m_second->add(m_examples);
    m_mistakes->addToHeader(new HelpButton(session(), QStringLiteral("results#confusion"), m_mistakes));
    m_sureness->addToHeader(new HelpButton(session(), QStringLiteral("results#sureness"), m_sureness));
    m_examples->addToHeader(new HelpButton(session(), QStringLiteral("results#examples"), m_examples));
    buildClassTable();
    m_more = new Section(QStringLiteral("results.more"), m_column);
    m_curves = new CurvesCard(m_more);
    m_more->content()->addWidget(m_curves);

    auto* column = new QVBoxLayout(m_column);
    column->setContentsMargins(0, 0, 0, 0);
    for (QWidget* part : std::initializer_list<QWidget*>{m_empty, m_problem, m_noTest, m_first, m_second, m_classes, m_more})
        column->addWidget(part);
    column->addStretch(1);
    m_scroll = new QScrollArea(this);
    m_scroll->setWidget(m_column);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->viewport()->setAutoFillBackground(false);
    m_column->setAutoFillBackground(false);
    body().addWidget(m_scroll, 1);
}

void ResultsPage::buildClassTable()
{
    m_classes = new Card(m_column);
    m_classes->addToHeader(new HelpButton(session(), QStringLiteral("glossary#precision"), m_classes));
    m_classModel = new ClassTableModel(this);
    m_classOrder = new QSortFilterProxyModel(this);
    m_classOrder->setSourceModel(m_classModel);
    m_classOrder->setSortRole(ClassTableModel::SortRole);
    m_classOrder->setSortCaseSensitivity(Qt::CaseInsensitive);
    m_classTable = new QTableView(m_classes);
    setFrameless(*m_classTable, true);
    setDensity(*m_classTable, Density::Compact);
    m_classTable->setModel(m_classOrder);
    m_classTable->setItemDelegate(new FigureDelegate(m_classTable));
    m_classTable->setSortingEnabled(true);
    m_classTable->sortByColumn(ClassTableModel::Support, Qt::DescendingOrder);
    m_classTable->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_classTable->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_classTable->setTabKeyNavigation(false);
    m_classTable->setShowGrid(false);
    m_classTable->setWordWrap(false);
    m_classTable->verticalHeader()->hide();
    m_classTable->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_classTable->horizontalHeader()->setHighlightSections(false);
    m_classTable->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_classTable->horizontalHeader()->setSectionResizeMode(ClassTableModel::Name, QHeaderView::Stretch);
    m_classes->content()->addWidget(m_classTable);
}

void ResultsPage::entered() { followRun(); }

QWidget* ResultsPage::presentable() { return m_mistakes->isVisible() ? static_cast<QWidget*>(m_mistakes) : m_headline; }

void ResultsPage::followRun()
{
    const auto* run = session().currentRun();
    const std::string id = run ? run->id : std::string();
    m_picker->setRun(id);
    // The same run may have ended meanwhile.
    const bool ended = run && id == m_results.run() && run->state != m_shownState;
    m_shownState = run ? run->state : JobState::Queued;
    if (ended)
        m_results.refresh();
    m_results.setRun(id);
    showState();
}

void ResultsPage::showState()
{
    const auto phase = m_results.phase();
    const bool ready = phase == RunResults::Phase::Ready;
    m_bar->setVisible(!session().runs().empty());
    m_split->setVisible(ready && m_results.splits().size() > 1);
    m_copy->setVisible(phase == RunResults::Phase::Ready || phase == RunResults::Phase::NoResult);
    for (QWidget* part : std::initializer_list<QWidget*>{m_first, m_second, m_classes, m_more})
        part->setVisible(ready);
    m_noTest->setVisible(ready && !m_results.splits().empty() && m_results.splits().front() != "test");
    m_problem->hide();
    m_empty->hide();
    showPrimary();
    if (phase == RunResults::Phase::None || phase == RunResults::Phase::NoResult)
        showNoResult();
    else if (ready && m_results.record().state == JobState::Failed)
        showFailure(m_results.record());
    showSplits();
    showLineage();
    m_copyRecipe->setEnabled(!m_results.record().recipe.empty());
}

void ResultsPage::showPrimary()
{
    const auto* run = session().currentRun();
    auto* next = header().primary();
    if (run && session().modelOfRun(run->id))
        next->setText(tr("Try it"));
    else if (run && isUnderWay(run->state))
        next->setText(tr("Watch it train"));
    else
        next->setText(run ? tr("Train again") : tr("Train"));
    next->setDisabledReason(session().isOpen(Place::Train) || session().modelOfRun(m_results.run())
                                ? QString() : tr("There is no data to train on yet."));
}

void ResultsPage::showSplits()
{
    const auto& splits = m_results.splits();
    while (m_split->count() < static_cast<int>(splits.size()))
        m_split->addSegment(QString());
    for (int i = 0; i < m_split->count(); ++i) {
        const bool there = i < static_cast<int>(splits.size());
        const std::string split = there ? splits[static_cast<std::size_t>(i)] : std::string();
        m_split->setSegmentText(i, split == "test" ? tr("Test set") : split == "validation" ? tr("Validation set") : tr("Training set"));
        m_split->setSegmentEnabled(i, there);
        if (there && split == m_results.split())
            m_split->setCurrentIndex(i);
    }
    m_split->setAccessibleName(tr("Which part of the data"));
}

void ResultsPage::showEvaluation()
{
    if (m_results.phase() != RunResults::Phase::Ready) {
        m_examples->showResults();
        return;
    }
    const auto& summary = m_results.summary();
    const bool marks = summary.form == AnswerForm::Labels || summary.form == AnswerForm::Spans;
    const bool classes = summary.form == AnswerForm::Class;
    const auto noun = m_results.noun();
    auto words = headline(summary, noun, session().sentences());
    if (const auto* wordsOnly = m_results.wordsOnly())
        words.baseline += (words.baseline.isEmpty() ? QString() : QStringLiteral("\n")) + QString::fromStdString(session().sentences().sentence(*wordsOnly));
    m_headline->setHeadline(words);
    m_sureness->setVisible(classes);
    m_mistakes->setVisible(classes);
    m_classes->setVisible(classes || marks);
    m_more->setVisible(classes);
    m_regression->setVisible(summary.form == AnswerForm::Number);
    m_places->setVisible(summary.form == AnswerForm::Ranking);
    if (classes) {
        m_sureness->showResults();
        m_mistakes->setCounts(ConfusionCounts(summary.classes, summary.cells));
        m_curves->setSummary(summary);
    } else if (summary.form == AnswerForm::Number) {
        m_regression->setSummary(summary, QString::fromStdString(m_results.target()));
    }
    if (summary.form == AnswerForm::Ranking)
        m_places->setSummary(summary);
    if (classes || marks) {
        std::vector<double> thresholds;
        for (const auto& figures : summary.classFigures)
            if (const auto found = summary.figures.find("threshold:" + figures.name); found != summary.figures.end())
                thresholds.push_back(found->second);
        m_classModel->setFigures(summary.classFigures, std::move(thresholds));
        const int rows = std::min(kMostClassRows, m_classModel->rowCount());
        m_classTable->setFixedHeight(m_classTable->horizontalHeader()->sizeHint().height() + rows * themeOf(m_classTable).rowHeight() + 4);
    }
    m_examples->showResults();
}

void ResultsPage::showNoResult()
{
    const auto* run = session().currentRun();
    if (!run) {
        m_empty->setTitle(tr("No result yet"));
        m_empty->setSentence(tr("Train a model, and you see here how good it is and where it is wrong."));
        m_empty->show();
        return;
    }
    if (isUnderWay(run->state)) {
        m_empty->setTitle(tr("%1 is not done yet").arg(runName(*run)));
        m_empty->setSentence(tr("Its result stands here as soon as it has ended."));
        m_empty->show();
        return;
    }
    if (run->state == JobState::Failed) {
        showFailure(*run);
        return;
    }
    m_problem->clearActions();
    m_problem->setDetails({});
    m_problem->setAssurance({});
    m_problem->setKind(run->state == JobState::Stopped ? NoticeKind::Info : NoticeKind::Warning);
    if (run->state == JobState::Stopped) {
        m_problem->setText(tr("%1 was stopped and discarded, so there is no result.").arg(runName(*run)));
    } else if (m_results.error()) {
        m_problem->setText(QString::fromStdString(session().sentences().sentence(*m_results.error())));
        m_problem->setDetails(QString::fromStdString(m_results.error()->detail));
    } else {
        m_problem->setText(tr("%1 has no stored evaluation.").arg(runName(*run)));
    }
    m_problem->show();
}

void ResultsPage::showFailure(const store::RunRecord& run)
{
    const auto* job = session().jobOfRun(run.id);
    const bool diverged = job && job->error && job->error->code == "training.diverged";
    m_problem->clearActions();
    m_problem->setKind(NoticeKind::Danger);
    m_problem->setDetails(job && job->error ? QString::fromStdString(job->error->detail) : QString());
    m_problem->setText(job && job->error ? QString::fromStdString(session().sentences().sentence(*job->error))
                                         : tr("%1 failed.").arg(runName(run)));
    const bool kept = session().modelOfRun(run.id) != nullptr;
    m_problem->setAssurance(kept ? tr("The best model until then was kept.") : QString());
    if (kept)
        connect(m_problem->addAction(tr("Try the kept model")), &QAbstractButton::clicked, this, &ResultsPage::primary);
    connect(m_problem->addAction(tr("Change how it trains")), &QAbstractButton::clicked, this,
            [this] { session().goTo(Place::Train); });
    // What ran away will run away again.
    if (job && !diverged)
        connect(m_problem->addAction(tr("Try again"), ButtonKind::Quiet), &QAbstractButton::clicked, this,
                [this, id = job->id] { session().retryJob(id); });
    m_problem->show();
}

void ResultsPage::showLineage()
{
    QList<Breadcrumb::Step> steps;
    if (m_results.phase() != RunResults::Phase::None) {
        const auto number = m_results.dataNumber();
        steps << Breadcrumb::Step{QStringLiteral("data"), number > 0 ? tr("Data version %1").arg(number) : tr("Data"),
                                  tr("The data that the run saw"), false};
        steps << Breadcrumb::Step{QStringLiteral("model"), tr("Network"), tr("The network as it is now"), false};
        steps << Breadcrumb::Step{QStringLiteral("run"), runName(m_results.record()), QString(), true};
    }
    m_lineage->setSteps(steps);
    m_lineage->setVisible(!steps.isEmpty());
}

void ResultsPage::followLineage(const QString& step)
{
    if (step == QLatin1String("data"))
        session().goTo(Place::Data);
    else if (step == QLatin1String("model"))
        session().goTo(Place::Model);
}

void ResultsPage::copyText(const QString& text, const QString& said)
{
    QGuiApplication::clipboard()->setText(text);
    Toast::show(this, said);
}

void ResultsPage::copyCommand()
{
    copyText(QStringLiteral("fettle-cli runs show %1").arg(QString::fromStdString(m_results.run())), tr("The command is copied."));
}

void ResultsPage::copyRecipe()
{
    const auto& record = m_results.record();
    copyText(QString::fromStdString(record.resolvedRecipe.empty() ? record.recipe : record.resolvedRecipe), tr("The recipe is copied."));
}

void ResultsPage::primary()
{
    if (!session().modelOfRun(m_results.run())) {
        session().goTo(Place::Train);
        return;
    }
    session().selectRun(m_results.run());
    session().goTo(Place::Use);
}

void ResultsPage::retranslate()
{
    header().setTitle(tr("Results"));
    m_scroll->setAccessibleName(tr("Results"));
    m_picker->setLabel(tr("Run"));
    m_copy->setLabel(tr("Copy"));
    m_copyCommand->setText(tr("Copy as a command"));
    m_copyRecipe->setText(tr("Copy the recipe"));
    m_classes->setTitle(tr("Each class"));
    m_classTable->setAccessibleName(tr("Figures of each class"));
    m_more->setTitle(tr("More plots"));
    m_noTest->clearActions();
    m_noTest->setText(tr("This data has no test set, so nothing was kept back that the model never met. The number comes from "
                         "the validation set and is a little too good."));
    connect(m_noTest->addAction(tr("Change how the data is split")), &QAbstractButton::clicked, this,
            [this] { session().goTo(Place::Data); });
    m_classModel->retranslate();
    showState();
    showEvaluation();
}

void ResultsPage::applySpaces()
{
    const auto& theme = themeOf(this);
    m_column->layout()->setSpacing(theme.space(3));
    m_bar->layout()->setSpacing(theme.space(2));
    m_classTable->verticalHeader()->setDefaultSectionSize(themeOf(m_classTable).rowHeight());
}

void ResultsPage::changeEvent(QEvent* event)
{
    Page::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        applySpaces();
}

} // namespace fettle::ui
