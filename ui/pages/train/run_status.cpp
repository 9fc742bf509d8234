// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/train/run_status.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <QEvent>
#include <QVBoxLayout>

#include "ui/plots/run_words.h"
#include "ui/plots/series_names.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/progress_bar.h"
#include "ui/widgets/stat_row.h"

namespace fettle::ui {
namespace {

/// A training that ran away is tried again with this share of its learning rate.
constexpr double kLowerRate = 0.1;

PillTone toneOf(JobState state)
{
    switch (state) {
    case JobState::Completed:
        return PillTone::Success;
    case JobState::Failed:
        return PillTone::Danger;
    case JobState::Interrupted:
        return PillTone::Warning;
    case JobState::Running:
        return PillTone::Accent;
    default:
        return PillTone::Neutral;
    }
}

} // namespace

RunStatus::RunStatus(Session& session, RunDetails& details, QWidget* parent)
    : Card(parent), m_session(session), m_details(details), m_pill(new Pill), m_progress(new ProgressBar),
      m_figures(new StatRow), m_notice(new Notice), m_buttons(new QWidget), m_buttonFlow(new FlowLayout(m_buttons)),
      m_pause(new Button(ButtonKind::Normal)), m_save(new Button(ButtonKind::Normal)), m_discard(new Button(ButtonKind::Danger))
{
    addToHeader(m_pill);
    content()->addWidget(m_progress);
    content()->addWidget(m_figures);
    content()->addWidget(m_notice);
    content()->addWidget(m_buttons);
    m_pause->setIconName("pause");
    m_save->setIconName("content-save");
    m_discard->setIconName("delete");
    for (auto* button : {m_pause, m_save, m_discard})
        m_buttonFlow->addWidget(button);
    for (int i = 0; i < 3; ++i)
        m_figures->addStat({}, {});
    connect(m_pause, &QAbstractButton::clicked, this, [this] { m_session.pauseJob(jobId()); });
    connect(m_save, &QAbstractButton::clicked, this, [this] { m_session.stopJob(jobId(), StopMode::Save); });
    connect(m_discard, &QAbstractButton::clicked, this, &RunStatus::askDiscard);
    connect(&details, &RunDetails::changed, this, &RunStatus::refresh);
    connect(&details, &RunDetails::progressed, this, [this] {
        showProgress();
        showFigures();
    });
    retranslate();
}

std::string RunStatus::jobId() const
{
    const auto* job = m_details.job();
    return job ? job->id : std::string();
}

double RunStatus::checkpointStep() const
{
    return m_details.checkpoints().empty() ? 0.0 : static_cast<double>(m_details.checkpoints().back().step);
}

QString RunStatus::outcome() const
{
    const auto& result = m_details.result();
    const auto figure = result ? mainFigure(result->metrics, result->primaryMetric) : std::nullopt;
    return figure ? RunWords::figure(m_session, figure->metric, figure->value) : QString();
}

// --- shown ---------------------------------------------------------------------------------------------------------

void RunStatus::refresh()
{
    const auto state = m_details.state();
    setVisible(state.has_value());
    if (!state)
        return;
    const auto* record = m_details.record();
    setTitle(record ? RunWords::title(*record) : QString());
    const auto& recipe = m_details.recipe();
    setSubtitle(recipe ? RunWords::model(m_session, *recipe) : QString());
    m_pill->setText(RunWords::state(*state));
    m_pill->setTone(toneOf(*state));
    m_pill->setIconName(RunWords::stateIcon(*state));
    const bool running = *state == JobState::Running;
    const bool hadFocus = m_pause->hasFocus() || m_save->hasFocus();
    m_pause->setVisible(running);
    m_save->setVisible(running || *state == JobState::Paused);
    m_discard->setVisible(running || *state == JobState::Queued || *state == JobState::Paused || *state == JobState::Interrupted);
    // From a button that goes away the focus moves on to the next, which must not be the one that throws everything away.
    if (hadFocus && m_discard->hasFocus())
        m_discard->clearFocus();
    m_discard->setText(*state == JobState::Queued ? tr("Remove from queue") : tr("Stop and discard"));
    m_buttons->setVisible(m_pause->isVisibleTo(m_buttons) || m_save->isVisibleTo(m_buttons) || m_discard->isVisibleTo(m_buttons));
    showProgress();
    showFigures();
    // Buttons of the notice stay what they are as long as it says the same: one may be pressed this moment.
    const auto* job = m_details.job();
    const QString about = QStringLiteral("%1/%2/%3/%4/%5")
                              .arg(QString::fromStdString(m_details.run()))
                              .arg(static_cast<int>(*state))
                              .arg(m_details.result() ? 1 : 0)
                              .arg(job && job->error ? 1 : 0)
                              .arg(checkpointStep())
            + QString::fromStdString(interruption().value_or(Note()).code);
    if (std::exchange(m_shown, about) != about || *state == JobState::Queued)
        showState();
}

void RunStatus::showProgress()
{
    const auto state = m_details.state();
    const bool active = state && (isHeld(*state) || *state == JobState::Paused);
    m_progress->setVisible(active);
    if (!active)
        return;
    const auto* job = m_details.job();
    const auto& progress = m_details.progress();
    const std::string phase = progress ? progress->phase : job ? job->phase : std::string();
    const double left = progress ? progress->secondsLeft : job ? job->secondsLeft : -1.0;
    const double share = progress ? (progress->total > 0.0 ? progress->done / progress->total : -1.0) : job ? job->progress : 0.0;
    m_progress->setShare(share >= 0.0 ? std::optional(std::clamp(share, 0.0, 1.0)) : std::nullopt);
    QString text = QString::fromStdString(m_session.sentences().word("phase", phase));
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    if (*state == JobState::Pausing)
        text = tr("Pausing: the state is being saved");
    else if (*state == JobState::Stopping)
        text = tr("Stopping");
    else if (*state == JobState::Paused)
        text = tr("Paused");
    else if (progress && progress->details.contains("epoch")) {
        const auto& recipe = m_details.recipe();
        const double epoch = progress->details.at("epoch").asReal();
        const double epochs = recipe ? recipe->training.epochs : 0.0;
        const QString now = QString::number(epoch, 'f', 1);
        text = epochs > 0.0 ? tr("%1, epoch %2 of %3", "phase, number, number").arg(text, now, formatValue(epochs, ValueForm::Number))
                            : tr("%1, epoch %2", "phase, number").arg(text, now);
    }
    m_progress->setText(text);
    m_progress->setRemaining(left >= 0.0 && *state == JobState::Running
                                 ? tr("about %1 left").arg(QString::fromStdString(m_session.sentences().duration(std::ceil(left))))
                                 : QString());
    m_progress->setColorRole(*state == JobState::Paused ? "warning" : "accent.fill");
}

void RunStatus::showFigures()
{
    const auto& progress = m_details.progress();
    const bool shown = progress && progress->details.contains("step") && m_details.state() == JobState::Running;
    m_figures->setVisible(shown);
    if (!shown)
        return;
    const auto number = [&](const char* name, ValueForm form) {
        const auto found = progress->details.find(name);
        return found == progress->details.end() ? QStringLiteral("–") : formatValue(found->second.asReal(), form);
    };
    m_figures->setStat(0, number("step", ValueForm::Number), tr("steps"));
    m_figures->setStat(1, number("loss", ValueForm::Number), tr("loss"));
    const auto speed = progress->details.find("examples_per_second");
    m_figures->setStat(2, speed == progress->details.end() ? QStringLiteral("–") : formatValue(std::round(speed->second.asReal()), ValueForm::Number),
                       tr("examples per second"));
}

void RunStatus::say(NoticeKind kind, const QString& word, const QString& sentence)
{
    m_notice->setKind(kind);
    m_notice->setWord(word);
    m_notice->setText(sentence);
    m_notice->setAssurance({});
    m_notice->setDetails({});
    m_notice->clearActions();
    m_notice->setVisible(true);
}

void RunStatus::showState()
{
    switch (*m_details.state()) {
    case JobState::Queued:
        showWaiting();
        return;
    case JobState::Paused:
        showPaused();
        return;
    case JobState::Interrupted:
        showInterrupted();
        return;
    case JobState::Failed:
        showFailed();
        return;
    case JobState::Completed:
        showCompleted();
        return;
    case JobState::Stopped:
        say(NoticeKind::Info, tr("Stopped"), tr("Nothing of this training was kept."));
        return;
    default:
        if (const auto note = interruption(); note && *m_details.state() == JobState::Running)
            say(NoticeKind::Warning, tr("Interrupted, and running again"), QString::fromStdString(m_session.sentences().sentence(*note)));
        else
            m_notice->setVisible(false);
    }
}

std::optional<Note> RunStatus::interruption() const
{
    std::optional<Note> newest;
    bool broken = false;
    for (const auto& entry : m_details.log()) {
        const auto& code = entry.note.code;
        const bool died = code == "service.note_worker_died";
        if (died || entry.isCrash)
            broken = true;
        if (died)
            newest = entry.note;
        // Without a crash before it, it goes on after a pause: what was asked for is no news, and what was before it is old.
        if (code == "service.note_resumed" || code == "service.note_restarted")
            newest = std::exchange(broken, false) ? std::optional(entry.note) : std::nullopt;
        if (code == "service.note_retried") { // nor is it any, after what failed was tried again
            broken = false;
            newest.reset();
        }
    }
    return newest;
}

void RunStatus::showWaiting()
{
    int before = 0;
    for (const auto& job : m_session.jobs()) {
        if (job.id == jobId())
            break;
        if (job.kind == JobKind::Train && (isHeld(job.state) || job.state == JobState::Queued))
            ++before;
    }
    say(NoticeKind::Info, tr("Queued"),
        before > 0 ? tr("It starts by itself when %n trainings before it are done.", nullptr, before) : tr("It starts in a moment."));
    if (before > 0)
        connect(m_notice->addAction(tr("Show the queue")), &QAbstractButton::clicked, this, [this] { m_session.goTo(Place::Queue); });
}

void RunStatus::showPaused()
{
    say(NoticeKind::Info, tr("Paused"),
        checkpointStep() > 0.0 ? tr("Everything up to step %1 is saved; it goes on from there.").arg(formatStep(checkpointStep()))
                               : tr("Everything so far is saved; it goes on from there."));
}

void RunStatus::showInterrupted()
{
    say(NoticeKind::Warning, tr("Interrupted"),
        checkpointStep() > 0.0 ? tr("Fettle or the computer was stopped while this ran. It goes on by itself from step %1; the curve continues as if nothing had happened.").arg(formatStep(checkpointStep()))
                               : tr("Fettle or the computer was stopped while this ran, before there was a checkpoint. It begins anew by itself."));
}

void RunStatus::showFailed()
{
    const auto* job = m_details.job();
    const auto error = job && job->error ? *job->error : makeError("training.failed");
    say(NoticeKind::Danger, tr("Failed"), QString::fromStdString(m_session.sentences().sentence(error)));
    m_notice->setDetails(QString::fromStdString(error.detail));
    // The mend, where there is one, is the page's primary button; the same once more may be wanted all the same.
    if (error.code == "training.out_of_memory" || error.code == "training.diverged")
        connect(m_notice->addAction(tr("Try again")), &QAbstractButton::clicked, this, [this] { m_session.retryJob(jobId()); });
    connect(m_notice->addAction(tr("Change the options")), &QAbstractButton::clicked, this, &RunStatus::setupAsked);
    m_notice->setAssurance(tr("Your data and your model are untouched."));
}

void RunStatus::showCompleted()
{
    const auto& result = m_details.result();
    const QString figure = outcome();
    const QString done = figure.isEmpty() ? tr("The model is ready.") : tr("%1.", "a figure as a sentence").arg(figure);
    QString why;
    if (result && result->reason == "early_stopped")
        why = tr("It stopped early, because it got no better; the weights of step %1 were kept.").arg(formatStep(static_cast<double>(result->bestStep)));
    else if (result && result->reason == "time_limit")
        why = tr("The time limit ended it; what it had learned was kept.");
    else if (result && result->reason == "stopped_by_user")
        why = tr("You stopped it; what it had learned was kept.");
    say(NoticeKind::Success, tr("Done"), why.isEmpty() ? done : tr("%1 %2", "sentence, sentence").arg(done, why));
    connect(m_notice->addAction(tr("Change and train again")), &QAbstractButton::clicked, this, &RunStatus::setupAsked);
}

RunStatus::NextStep RunStatus::nextStep()
{
    const auto state = m_details.state().value_or(JobState::Queued);
    const auto* job = m_details.job();
    switch (state) {
    case JobState::Paused:
        return {tr("Resume"), {}, [this] { m_session.resumeJob(jobId()); }};
    case JobState::Interrupted:
        return {tr("Resume now"), {}, [this] { m_session.resumeJob(jobId()); }};
    case JobState::Stopped:
        return {tr("New training"), {}, [this] { Q_EMIT setupAsked(); }};
    case JobState::Failed:
        if (job && job->error && job->error->code == "training.diverged")
            return {tr("Train with a lower rate"), {}, [this] {
                        trainAgainWith(tr("Lower the learning rate"), [](Recipe& recipe) {
                            for (auto& objective : recipe.objectives)
                                if (const auto rate = objective.optimizer.parameters.find("lr"); rate != objective.optimizer.parameters.end())
                                    rate->second = rate->second.asReal() * kLowerRate;
                        });
                    }};
        if (const auto batch = m_details.recipe() ? m_details.recipe()->training.batchSize : 0;
            batch > 1 && job && job->error && job->error->code == "training.out_of_memory")
            return {tr("Train with smaller batches"), {}, [this, batch] {
                        trainAgainWith(tr("Halve the batch size"), [batch](Recipe& recipe) { recipe.training.batchSize = batch / 2; });
                    }};
        return {tr("Try again"), {}, [this] { m_session.retryJob(jobId()); }};
    default:
        return {tr("See results"),
                state == JobState::Completed ? QString() : tr("There is a result when the training is done, or stopped and saved."),
                [this] {
                    m_session.selectRun(m_details.run());
                    m_session.goTo(Place::Results);
                }};
    }
}

void RunStatus::askDiscard()
{
    const auto* job = m_details.job();
    if (!job)
        return;
    if (job->state != JobState::Queued) {
        Dialogs::Question question;
        question.title = tr("Stop and discard?");
        question.text = tr("The training ends and nothing of it is kept: no model, no results. “Stop and save” keeps what it has learned so far.");
        question.answers = {tr("Stop and discard"), tr("Stop and save"), tr("Go on training")};
        question.cancel = 2;
        question.dangerous = true;
        const std::string id = job->id; // the list may change while one thinks
        const int answer = m_session.dialogs().ask(this, question);
        if (answer == 0)
            m_session.stopJob(id, StopMode::Discard);
        else if (answer == 1)
            m_session.stopJob(id, StopMode::Save);
        return;
    }
    m_session.stopJob(job->id, StopMode::Discard);
}

void RunStatus::trainAgainWith(const QString& step, const std::function<void(Recipe&)>& change)
{
    const auto recipe = m_details.given();
    m_session.draft().edit(step, [&](Recipe& draft) {
        if (recipe) {
            // As that run was, data excepted: that is the project's.
            auto dataset = draft.dataset;
            draft = *recipe;
            draft.dataset = std::move(dataset);
        }
        change(draft);
    });
    m_session.train();
}

void RunStatus::retranslate()
{
    m_pause->setText(tr("Pause"));
    m_save->setText(tr("Stop and save"));
    m_save->setToolTip(tr("Ends the training now and keeps a model of what it has learned so far."));
    m_shown.clear();
    refresh();
}

void RunStatus::changeEvent(QEvent* event)
{
    Card::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::StyleChange)
        m_buttonFlow->setSpacings(themeOf(this).space(1), themeOf(this).space(1));
}

} // namespace fettle::ui
