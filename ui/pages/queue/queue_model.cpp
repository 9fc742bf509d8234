// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/queue/queue_model.h"

#include <algorithm>
#include <cmath>

#include <QLocale>
#include <QMimeData>

#include "ui/plots/plot_curve.h"
#include "ui/plots/run_words.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

namespace fettle::ui {
namespace {

const auto kMimeType = QStringLiteral("application/x-fettle-job");
/// So many finished ones of a kind say how long the next takes.
constexpr int kUsual = 5;

bool isInQueue(const Job& job) { return !isFinal(job.state) || job.state == JobState::Failed; }

double secondsOf(const Job& job)
{
    const auto from = QDateTime::fromString(QString::fromStdString(job.startedUtc), Qt::ISODateWithMs);
    const auto to = QDateTime::fromString(QString::fromStdString(job.finishedUtc), Qt::ISODateWithMs);
    return from.isValid() && to.isValid() ? static_cast<double>(from.msecsTo(to)) / 1000.0 : -1.0;
}

} // namespace

QueueModel::QueueModel(Session& session, QObject* parent) : QAbstractTableModel(parent), m_session(session)
{
    connect(&session, &Session::jobsChanged, this, &QueueModel::refresh);
    connect(&session, &Session::progressCame, this, [this](const std::string& id) {
        const int row = rowOf(id);
        const auto* job = m_session.job(id);
        if (row < 0 || !job)
            return;
        m_jobs[static_cast<std::size_t>(row)] = *job;
        reckonFinish();
        Q_EMIT dataChanged(index(row, Progress), index(rowCount() - 1, Finish));
    });
    refresh();
}

void QueueModel::refresh()
{
    std::vector<Job> jobs;
    std::map<JobKind, std::pair<double, int>> past;
    for (const auto& job : m_session.jobs()) {
        if (isInQueue(job))
            jobs.push_back(job);
        if (auto& [sum, count] = past[job.kind]; job.state == JobState::Completed && count < kUsual && secondsOf(job) >= 0.0) {
            sum += secondsOf(job);
            ++count;
        }
    }
    m_usualSeconds.clear();
    for (const auto& [kind, sums] : past)
        if (sums.second > 0)
            m_usualSeconds[kind] = sums.first / sums.second;
    // Failed ones stay for a retry, behind what is to come.
    std::ranges::stable_partition(jobs, [](const Job& job) { return job.state != JobState::Failed; });
    const bool sameRows = std::ranges::equal(jobs, m_jobs, {}, &Job::id, &Job::id);
    if (!sameRows)
        beginResetModel();
    m_jobs = std::move(jobs);
    reckonFinish();
    if (!sameRows)
        endResetModel();
    else if (!m_jobs.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

const Job* QueueModel::job(int row) const
{
    return row >= 0 && row < rowCount() ? &m_jobs[static_cast<std::size_t>(row)] : nullptr;
}

int QueueModel::rowOf(const std::string& id) const
{
    const auto found = std::ranges::find(m_jobs, id, &Job::id);
    return found == m_jobs.end() ? -1 : static_cast<int>(found - m_jobs.begin());
}

bool QueueModel::isMovable(int row) const
{
    const auto* found = job(row);
    return found && (found->state == JobState::Queued || found->state == JobState::Paused || found->state == JobState::Interrupted);
}

void QueueModel::move(const std::string& id, int before)
{
    const int from = rowOf(id);
    if (!isMovable(from) || before == from || before == from + 1)
        return;
    ValueMap params{{"job", id}};
    if (before < rowCount() && isMovable(before)) {
        params["before"] = m_jobs[static_cast<std::size_t>(before)].id;
    } else {
        // In front of something that runs means in front of all that waits; behind the last means behind it.
        int target = -1;
        for (int row = 0; row < rowCount(); ++row)
            if (row != from && isMovable(row)) {
                target = row;
                if (before < rowCount() && !isMovable(before) && before <= row)
                    break;
            }
        if (target < 0)
            return;
        params[before <= target ? "before" : "after"] = m_jobs[static_cast<std::size_t>(target)].id;
    }
    m_session.engine().request("jobs.move", std::move(params), this, [this](Result<Value> answer) {
        if (!answer)
            m_session.report(answer.error());
    });
}

double QueueModel::expectedSeconds(const Job& job) const
{
    if (job.state == JobState::Running)
        return job.secondsLeft;
    const auto usual = m_usualSeconds.find(job.kind);
    return usual == m_usualSeconds.end() ? -1.0 : usual->second * (1.0 - std::clamp(job.progress, 0.0, 1.0));
}

void QueueModel::reckonFinish()
{
    m_finish.assign(m_jobs.size(), {});
    QDateTime at = QDateTime::currentDateTime();
    for (std::size_t i = 0; i < m_jobs.size(); ++i) {
        const auto& job = m_jobs[i];
        if (job.state == JobState::Failed || job.state == JobState::Paused)
            continue; // waits for somebody
        const double seconds = expectedSeconds(job);
        if (seconds < 0.0)
            return; // nothing behind it can be known
        at = at.addMSecs(static_cast<qint64>(seconds * 1000.0));
        m_finish[i] = at;
    }
}

QDateTime QueueModel::finish() const
{
    QDateTime last;
    for (std::size_t i = 0; i < m_jobs.size(); ++i) {
        if (m_jobs[i].state == JobState::Failed || m_jobs[i].state == JobState::Paused)
            continue;
        if (!m_finish[i].isValid())
            return {};
        last = m_finish[i];
    }
    return last;
}

// --- texts ---------------------------------------------------------------------------------------------------------

QString QueueModel::title(const Job& job) const
{
    if (job.kind == JobKind::Train) {
        const auto* run = m_session.run(job.run);
        QString name = QString::fromStdString(job.title);
        if (run)
            name = RunWords::title(*run);
        return tr("Train: %1").arg(name);
    }
    const QString what = QString::fromStdString(job.title);
    switch (job.kind) {
    case JobKind::Import:
        return tr("Import: %1").arg(what);
    case JobKind::Evaluate:
        return tr("Evaluate: %1").arg(what);
    case JobKind::Predict:
        return tr("Predict: %1").arg(what);
    case JobKind::Export:
        return tr("Export: %1").arg(what);
    case JobKind::Embed:
        return tr("Prepare the search: %1").arg(what);
    default:
        return what;
    }
}

QString QueueModel::progressText(const Job& job) const
{
    if (job.state == JobState::Failed)
        return job.error ? QString::fromStdString(m_session.sentences().sentence(*job.error)) : QString();
    if (!isHeld(job.state))
        return job.progress > 0.0 ? formatValue(job.progress, ValueForm::Percent) : QString();
    const QString done = RunWords::progress(m_session, job);
    return job.secondsLeft >= 0.0 ? tr("%1, %2 left", "share, time").arg(done, RunWords::estimate(m_session, job.secondsLeft)) : done;
}

// --- model ---------------------------------------------------------------------------------------------------------

int QueueModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_jobs.size()); }
int QueueModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(ColumnCount); }

QVariant QueueModel::data(const QModelIndex& index, int role) const
{
    const auto* found = job(index.row());
    if (!index.isValid() || !found)
        return {};
    if (role == kIdRole)
        return QString::fromStdString(found->id);
    if (role == kShareRole)
        return isHeld(found->state) || found->state == JobState::Paused ? found->progress : -1.0;
    if (role == Qt::DecorationRole && index.column() == State)
        return icon(RunWords::stateIcon(found->state), found->state == JobState::Failed ? "danger" : found->state == JobState::Interrupted ? "warning" : "text.secondary");
    if (role == Qt::FontRole && index.column() == Progress && isHeld(found->state))
        return themeOf(nullptr).font(TextStyle::Code); // it changes while one looks
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    switch (index.column()) {
    case Title:
        return title(*found);
    case State:
        return RunWords::state(found->state);
    case Progress:
        return progressText(*found);
    case Finish: {
        const auto& at = m_finish[static_cast<std::size_t>(index.row())];
        const QLocale locale(QString::fromStdString(m_session.sentences().language()));
        return at.isValid() ? tr("about %1").arg(RunWords::when(at.toUTC().toString(Qt::ISODateWithMs).toStdString(), QDateTime::currentDateTimeUtc(), locale)) : QString();
    }
    default:
        return {};
    }
}

QVariant QueueModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Title:
        return tr("What");
    case State:
        return tr("State");
    case Progress:
        return tr("Progress");
    case Finish:
        return tr("Done");
    default:
        return {};
    }
}

Qt::ItemFlags QueueModel::flags(const QModelIndex& index) const
{
    auto flags = QAbstractTableModel::flags(index);
    if (!index.isValid())
        return flags | Qt::ItemIsDropEnabled; // between rows
    if (isMovable(index.row()))
        flags |= Qt::ItemIsDragEnabled;
    return flags;
}

QStringList QueueModel::mimeTypes() const { return {kMimeType}; }

QMimeData* QueueModel::mimeData(const QModelIndexList& indexes) const
{
    auto* data = new QMimeData;
    if (!indexes.isEmpty())
        data->setData(kMimeType, indexes.first().data(kIdRole).toString().toUtf8());
    return data;
}

bool QueueModel::moveRows(const QModelIndex& from, int row, int count, const QModelIndex& to, int before)
{
    if (from.isValid() || to.isValid() || count != 1 || !job(row))
        return false;
    move(m_jobs[static_cast<std::size_t>(row)].id, before);
    // The engine says where it is now.
    return false;
}

bool QueueModel::dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int, const QModelIndex& parent)
{
    if (action != Qt::MoveAction || !data->hasFormat(kMimeType))
        return false;
    move(QString::fromUtf8(data->data(kMimeType)).toStdString(), row >= 0 ? row : parent.isValid() ? parent.row() : rowCount());
    // A view that took the row out itself would take out another.
    return false;
}

} // namespace fettle::ui
