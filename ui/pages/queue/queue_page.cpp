// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/queue/queue_page.h"

#include <algorithm>

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLocale>
#include <QPainter>
#include <QStackedWidget>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QVBoxLayout>

#include "ui/pages/queue/queue_model.h"
#include "ui/plots/run_words.h"
#include "ui/theme/style_hints.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/text_label.h"

namespace fettle::ui {
namespace {

/// A thin bar under the words.
class ShareDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        QStyledItemDelegate::paint(painter, option, index);
        const double share = index.data(QueueModel::kShareRole).toDouble();
        if (share < 0.0)
            return;
        const auto& theme = themeOf(option.widget);
        const int pad = theme.space(1);
        const QRectF track(option.rect.left() + pad, option.rect.bottom() - 4, option.rect.width() - 2 * pad, 3);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(theme.color("line.subtle"));
        painter->drawRoundedRect(track, 1.5, 1.5);
        painter->setBrush(theme.color("accent.fill"));
        painter->drawRoundedRect(QRectF(track.left(), track.top(), track.width() * share, track.height()), 1.5, 1.5);
        painter->restore();
    }
};

} // namespace

QueuePage::QueuePage(Session& session, QWidget* parent)
    : Page(session, parent), m_model(new QueueModel(session, this)), m_stack(new QStackedWidget), m_empty(new EmptyState("playlist-play")),
      m_content(new QWidget), m_finish(new TextLabel(TextStyle::Body, "text.secondary")), m_up(new IconButton("arrow-up")),
      m_down(new IconButton("arrow-down")), m_pause(new Button), m_stop(new Button(ButtonKind::Danger)), m_pauseAll(new Button), m_table(new QTableView)
{
    auto* column = new QVBoxLayout(m_content);
    column->setContentsMargins(0, 0, 0, 0);
    auto* bar = new QHBoxLayout;
    bar->setSpacing(themeOf(this).space(1));
    bar->addWidget(m_finish, 1);
    for (auto* button : {m_up, m_down})
        bar->addWidget(button);
    bar->addWidget(m_pause);
    bar->addWidget(m_stop);
    column->addLayout(bar);
    makeTable();
    column->addWidget(m_table, 1);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_content);
    body().addWidget(m_stack, 1);
    m_pauseAll->setIconName("pause");
    header().addSecondary(m_pauseAll);
    connect(m_up, &QAbstractButton::clicked, this, [this] { moveSelected(-1); });
    connect(m_down, &QAbstractButton::clicked, this, [this] { moveSelected(1); });
    connect(m_pause, &QAbstractButton::clicked, this, &QueuePage::turn);
    connect(m_stop, &QAbstractButton::clicked, this, &QueuePage::stop);
    connect(m_pauseAll, &QAbstractButton::clicked, this, &QueuePage::pauseOrResumeAll);
    connect(m_model, &QAbstractItemModel::modelReset, this, [this] {
        selectJob(m_selectedJob);
        refresh();
    });
    connect(m_model, &QAbstractItemModel::dataChanged, this, &QueuePage::refresh);
    refresh();
}

void QueuePage::makeTable()
{
    setDensity(*m_table, Density::Comfortable);
    m_table->setModel(m_model);
    m_table->setItemDelegateForColumn(QueueModel::Progress, new ShareDelegate(m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setDragDropMode(QAbstractItemView::InternalMove);
    m_table->setDragDropOverwriteMode(false);
    m_table->setDropIndicatorShown(true);
    m_table->setTabKeyNavigation(false);
    m_table->setWordWrap(false);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setSectionResizeMode(QueueModel::Title, QHeaderView::Stretch);
    const double unit = themeOf(m_table).space(6);
    m_table->setColumnWidth(QueueModel::State, static_cast<int>(2.6 * unit));
    m_table->setColumnWidth(QueueModel::Progress, static_cast<int>(4.0 * unit));
    m_table->setColumnWidth(QueueModel::Finish, static_cast<int>(3.2 * unit));
    m_table->installEventFilter(this);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        const auto rows = m_table->selectionModel()->selectedRows();
        if (!rows.isEmpty())
            m_selectedJob = rows.first().data(QueueModel::kIdRole).toString().toStdString();
        refresh();
    });
}

void QueuePage::selectJob(const std::string& id)
{
    m_selectedJob = id;
    if (const int row = m_model->rowOf(id); row >= 0)
        m_table->selectRow(row);
}

const Job* QueuePage::selected() const
{
    const auto rows = m_table->selectionModel()->selectedRows();
    return rows.isEmpty() ? nullptr : m_model->job(rows.first().row());
}

// --- actions -------------------------------------------------------------------------------------------------------

void QueuePage::moveSelected(int rows)
{
    const auto* job = selected();
    if (!job)
        return;
    const int row = m_model->rowOf(job->id);
    const int target = row + rows;
    if (!m_model->isMovable(row) || !m_model->isMovable(target))
        return;
    m_model->move(job->id, rows < 0 ? target : target + 1);
}

void QueuePage::turn()
{
    const auto* job = selected();
    if (!job)
        return;
    if (job->state == JobState::Failed)
        session().retryJob(job->id);
    else if (job->state == JobState::Paused || job->state == JobState::Interrupted)
        session().resumeJob(job->id);
    else
        session().pauseJob(job->id);
}

void QueuePage::stop()
{
    const auto* job = selected();
    if (!job)
        return;
    const std::string id = job->id; // the list may change while one thinks
    if (job->kind != JobKind::Train || job->startedUtc.empty() || isFinal(job->state)) {
        session().stopJob(id, StopMode::Discard);
        return;
    }
    Dialogs::Question question;
    question.title = tr("Stop this training?");
    question.text = tr("“Stop and save” keeps a model of what it has learned so far; “Stop and discard” keeps nothing.");
    question.answers = {tr("Stop and save"), tr("Stop and discard"), tr("Go on training")};
    question.cancel = 2;
    question.dangerous = true;
    const int answer = session().dialogs().ask(this, question);
    if (answer == 0)
        session().stopJob(id, StopMode::Save);
    else if (answer == 1)
        session().stopJob(id, StopMode::Discard);
}

bool QueuePage::isAllPaused() const
{
    bool any = false;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const auto state = m_model->job(row)->state;
        if (state == JobState::Running || state == JobState::Queued || state == JobState::Interrupted)
            return false;
        any = any || state == JobState::Paused;
    }
    return any;
}

void QueuePage::pauseOrResumeAll()
{
    std::vector<std::string> ids;
    const bool resumes = isAllPaused();
    // From the end: what waits is held first, so that nothing starts in the place of what was just paused.
    for (int row = m_model->rowCount() - 1; row >= 0; --row) {
        const auto* job = m_model->job(row);
        if (resumes ? job->state == JobState::Paused
                    : job->state == JobState::Running || job->state == JobState::Queued || job->state == JobState::Interrupted)
            ids.push_back(job->id);
    }
    if (resumes)
        std::ranges::reverse(ids);
    for (const auto& id : ids) {
        if (resumes)
            session().resumeJob(id);
        else
            session().pauseJob(id);
    }
}

// --- shown ---------------------------------------------------------------------------------------------------------

void QueuePage::refresh()
{
    const bool any = m_model->rowCount() > 0;
    m_stack->setCurrentWidget(any ? m_content : m_empty);
    m_pauseAll->setVisible(any);
    m_pauseAll->setText(isAllPaused() ? tr("Resume all") : tr("Pause all"));
    m_pauseAll->setIconName(isAllPaused() ? "play" : "pause");
    const auto at = m_model->finish();
    const QLocale locale(QString::fromStdString(session().sentences().language()));
    m_finish->setText(at.isValid() ? tr("Everything will be done about %1.").arg(RunWords::when(at.toUTC().toString(Qt::ISODateWithMs).toStdString(), QDateTime::currentDateTimeUtc(), locale))
                                   : QString());
    const auto* job = selected();
    const int row = job ? m_model->rowOf(job->id) : -1;
    m_up->setEnabled(m_model->isMovable(row) && m_model->isMovable(row - 1));
    m_down->setEnabled(m_model->isMovable(row) && m_model->isMovable(row + 1));
    const auto state = job ? job->state : JobState::Queued;
    const bool resumes = state == JobState::Paused || state == JobState::Interrupted;
    m_pause->setText(state == JobState::Failed ? tr("Try again") : resumes ? tr("Resume") : tr("Pause"));
    m_pause->setIconName(state == JobState::Failed ? "replay" : resumes ? "play" : "pause");
    const bool changing = state == JobState::Pausing || state == JobState::Stopping;
    m_pause->setDisabledReason(!job ? tr("Select a row.") : changing ? tr("It is about to stop already.") : QString());
    m_stop->setDisabledReason(!job ? tr("Select a row.") : changing || state == JobState::Failed ? tr("It does not run.") : QString());
    m_stop->setText(job && job->kind == JobKind::Train && !job->startedUtc.empty() ? tr("Stop …") : tr("Remove from queue"));
    auto* button = header().primary();
    button->setText(tr("New training"));
    button->setDisabledReason(session().isOpen(Place::Train) ? QString() : tr("A training needs data first."));
}

void QueuePage::primary() { session().goTo(Place::Train); }

void QueuePage::retranslate()
{
    header().setTitle(tr("Queue"));
    header().setSentence(tr("One after the other, also when the window is closed. Drag rows to change the order."));
    m_empty->setTitle(tr("Nothing waits and nothing runs"));
    m_empty->setSentence(tr("Trainings that are started while another one runs wait here."));
    m_table->setAccessibleName(tr("Queue"));
    m_up->setLabel(tr("Earlier"), QKeySequence(Qt::ALT | Qt::Key_Up));
    m_down->setLabel(tr("Later"), QKeySequence(Qt::ALT | Qt::Key_Down));
    refresh();
}

void QueuePage::changeEvent(QEvent* event)
{
    Page::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        m_model->refresh();
}

bool QueuePage::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_table && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->modifiers().testFlag(Qt::AltModifier) && (key->key() == Qt::Key_Up || key->key() == Qt::Key_Down)) {
            moveSelected(key->key() == Qt::Key_Up ? -1 : 1);
            return true;
        }
        if (key->key() == Qt::Key_Delete && m_stop->isEnabled()) {
            stop();
            return true;
        }
        if (key->key() == Qt::Key_Space && m_pause->isEnabled()) {
            turn();
            return true;
        }
    }
    return Page::eventFilter(watched, event);
}

} // namespace fettle::ui
