// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/train/train_page.h"

#include <algorithm>

#include <QApplication>
#include <QClipboard>
#include <QEvent>
#include <QMenu>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "engine/documents/recipe_document.h"
#include "ui/pages/train/advanced_setup.h"
#include "ui/pages/train/handful_card.h"
#include "ui/pages/train/ready_card.h"
#include "ui/pages/train/run_status.h"
#include "ui/pages/train/run_view.h"
#include "ui/pages/train/simple_setup.h"
#include "ui/pages/train/train_charts.h"
#include "ui/plots/run_words.h"
#include "ui/theme/style_hints.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/page_header.h"

namespace fettle::ui {
namespace {

/// Below this width, in the largest space, the card stands above the options.
constexpr int kTwoColumns = 16;

QScrollArea* scrolling(QWidget* content)
{
    auto* area = new QScrollArea;
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    setFrameless(*area, true);
    area->setWidget(content);
    return area;
}

} // namespace

TrainPage::TrainPage(Session& session, QWidget* parent)
    : Page(session, parent), m_plan(new TrainPlan(session, this)), m_stack(new QStackedWidget),
      m_empty(new EmptyState("play-circle")), m_simple(new SimpleSetup(session, *m_plan)),
      m_advanced(new AdvancedSetup(session, *m_plan)), m_ready(new ReadyCard(session, *m_plan)),
      m_refused(new Notice(NoticeKind::Danger)), m_run(new RunView(session)), m_copy(new IconButton("content-copy")), m_toSetup(new Button), m_toRun(new Button)
{
    makeSetup();
    m_runArea = scrolling(m_run);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_setup);
    m_stack->addWidget(m_runArea);
    body().addWidget(m_stack, 1);
    header().addSecondary(m_copy);
    header().addSecondary(m_toRun);
    header().addSecondary(m_toSetup);
    m_toData = m_empty->addButton(QString());
    connect(m_toData, &QAbstractButton::clicked, this, [this] { this->session().goTo(Place::Home); });
    connect(m_copy, &QAbstractButton::clicked, this, [this] {
        auto* menu = makeCopyMenu();
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->popup(m_copy->mapToGlobal(QPoint(0, m_copy->height())));
    });
    connect(m_toSetup, &QAbstractButton::clicked, this, &TrainPage::showSetup);
    connect(m_toRun, &QAbstractButton::clicked, this, &TrainPage::showRun);
    connect(m_run, &RunView::setupAsked, this, &TrainPage::showSetup);
    connect(m_advanced, &AdvancedSetup::problemChanged, this, [this] { m_ready->setFormProblem(m_advanced->problem()); });
    connect(m_ready, &ReadyCard::reasonChanged, this, &TrainPage::showPrimary);
    connect(&m_run->details(), &RunDetails::changed, this, &TrainPage::refresh);
    connect(&session, &Session::dataChanged, this, &TrainPage::refresh);
    connect(&session, &Session::choosingChanged, this, &TrainPage::showPrimary);
    connect(&session, &Session::jobsChanged, this, &TrainPage::showPrimary);
    connect(&session, &Session::runsChanged, this, &TrainPage::runsChanged);
    connect(&session, &Session::currentRunChanged, this, &TrainPage::runsChanged);
    connect(&session, &Session::projectChanged, this, [this] {
        m_wantsSetup = false;
        runsChanged();
    });
    applySizes();
    runsChanged();
}

void TrainPage::makeSetup()
{
    auto* content = new QWidget;
    m_setupRow = new QBoxLayout(QBoxLayout::LeftToRight, content);
    m_setupRow->setContentsMargins(0, 0, 0, 0);
    auto* left = new QVBoxLayout;
    left->addWidget(m_refused);
    left->addWidget(m_simple);
    left->addWidget(m_advanced);
    left->addStretch(1);
    auto* right = new QVBoxLayout;
    right->addWidget(m_ready);
    right->addWidget(new HandfulCard(session(), content));
    right->addStretch(1);
    m_setupRow->addLayout(left, 3);
    m_setupRow->addLayout(right, 2);
    m_setup = scrolling(content);
    m_refused->hide();
    m_refused->setClosable(true);
    connect(m_refused, &Notice::closed, m_refused, &QWidget::hide);
}

void TrainPage::entered()
{
    m_plan->refreshMachine();
    refresh();
}

QWidget* TrainPage::presentable() { return view() == View::Run ? &m_run->charts() : nullptr; }

TrainPage::View TrainPage::view() const
{
    return m_stack->currentWidget() == m_runArea ? View::Run : m_stack->currentWidget() == m_setup ? View::Setup : View::Empty;
}

void TrainPage::showSetup()
{
    m_wantsSetup = true;
    refresh();
    m_simple->setFocus();
}

void TrainPage::showRun()
{
    m_wantsSetup = false;
    refresh();
}

void TrainPage::runsChanged()
{
    const auto* run = session().currentRun();
    m_run->setRun(run ? run->id : std::string());
    refresh();
}

void TrainPage::refresh()
{
    const bool ready = session().data().phase == DataState::Phase::Ready;
    const bool hasRun = session().currentRun() != nullptr;
    m_stack->setCurrentWidget(hasRun && !m_wantsSetup ? static_cast<QWidget*>(m_runArea)
                              : ready                 ? static_cast<QWidget*>(m_setup)
                                                      : m_empty);
    m_copy->setVisible(view() != View::Empty && !session().draft().isEmpty());
    m_toSetup->setVisible(view() == View::Run && ready && m_run->details().state() != JobState::Stopped);
    m_toRun->setVisible(view() != View::Run && hasRun);
    if (hasRun)
        m_toRun->setText(tr("Show %1").arg(RunWords::title(*session().currentRun())));
    showPrimary();
}

bool TrainPage::isSomethingAhead() const
{
    return std::ranges::any_of(session().jobs(), [](const Job& job) {
        return job.kind == JobKind::Train && (isHeld(job.state) || job.state == JobState::Queued);
    });
}

void TrainPage::showPrimary()
{
    auto* button = header().primary();
    QString sentence;
    if (view() == View::Run) {
        const auto state = m_run->details().state().value_or(JobState::Queued);
        const auto next = m_run->status().nextStep();
        button->setText(next.text);
        button->setBusy(false);
        button->setDisabledReason(next.reason);
        sentence = isHeld(state) ? tr("You may close the window; the training goes on.") : QString();
    } else if (view() == View::Setup) {
        button->setText(isSomethingAhead() ? tr("Add to queue") : tr("Train", "button"));
        button->setDisabledReason(m_ready->reason());
        button->setBusy(m_sending || session().isChoosing());
        sentence = tr("Everything has a sensible value already. Press the button, or change what you like.");
    } else {
        button->setText({});
    }
    button->setVisible(view() != View::Empty);
    header().setSentence(sentence);
}

void TrainPage::primary()
{
    if (view() == View::Run) {
        m_run->status().nextStep().act();
    } else if (view() == View::Setup) {
        train();
    }
}

void TrainPage::train()
{
    if (m_sending || session().isChoosing())
        return;
    m_sending = true;
    m_refused->hide();
    showPrimary();
    const QPointer<TrainPage> self(this);
    session().train([self](Result<Value> answer) {
        if (!self)
            return;
        self->m_sending = false;
        if (answer) {
            self->showRun();
        } else {
            self->refuse(answer.error());
        }
        self->showPrimary();
    });
}

void TrainPage::refuse(const Error& error)
{
    m_refused->setText(QString::fromStdString(session().sentences().sentence(error)));
    m_refused->setDetails(QString::fromStdString(error.detail));
    m_refused->show();
    m_setup->ensureWidgetVisible(m_refused);
}

QMenu* TrainPage::makeCopyMenu()
{
    auto* menu = new QMenu(this);
    menu->addAction(tr("Copy as recipe"), this, [this] {
        QApplication::clipboard()->setText(QString::fromStdString(documents::writeRecipe(session().draft().recipe())));
    });
    auto* command = menu->addAction(tr("Copy as command"), this, [this] {
        const auto file = session().engine().workspace() / "projects" / session().project()->id / "recipe.yaml";
        QApplication::clipboard()->setText(QStringLiteral("fettle-cli train \"%1\"").arg(QString::fromStdString(platform::toUtf8(file))));
    });
    command->setEnabled(session().project() != nullptr);
    menu->addSeparator();
    menu->addAction(tr("Paste a recipe"), this, &TrainPage::pasteRecipe);
    return menu;
}

void TrainPage::pasteRecipe()
{
    const auto recipe = documents::readRecipe(QApplication::clipboard()->text().toStdString(), tr("the clipboard").toStdString());
    showSetup();
    if (!recipe) {
        refuse(recipe.error());
        return;
    }
    m_refused->hide();
    session().draft().edit(tr("Paste a recipe"), [&](Recipe& draft) {
        // The data are the project's; a recipe that names a task for other data is told by the check.
        auto dataset = draft.dataset;
        draft = *recipe;
        draft.dataset = std::move(dataset);
    });
}

void TrainPage::retranslate()
{
    m_copy->setLabel(tr("Copy or paste settings"));
    header().setTitle(tr("Train"));
    m_empty->setTitle(tr("Nothing to train yet"));
    m_empty->setSentence(tr("A training needs data. Drop a table, or a folder of pictures or texts on the window, or open a sample."));
    m_toData->setText(tr("Choose data"));
    m_toSetup->setText(tr("New training"));
    refresh();
}

void TrainPage::applySizes()
{
    const auto& theme = themeOf(this);
    m_setupRow->setSpacing(theme.space(4));
    const bool two = width() >= kTwoColumns * theme.space(6);
    m_setupRow->setDirection(two ? QBoxLayout::LeftToRight : QBoxLayout::BottomToTop);
    for (int i = 0; i < m_setupRow->count(); ++i)
        m_setupRow->itemAt(i)->layout()->setSpacing(theme.space(3));
}

void TrainPage::changeEvent(QEvent* event)
{
    Page::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        applySizes();
}

void TrainPage::resizeEvent(QResizeEvent* event)
{
    Page::resizeEvent(event);
    applySizes();
}

} // namespace fettle::ui
