// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/train/run_log_model.h"

#include <algorithm>

#include <QDateTime>

namespace fettle::ui {

RunLogModel::RunLogModel(const client::Sentences& sentences, QObject* parent)
    : QAbstractListModel(parent), m_sentences(sentences)
{
}

void RunLogModel::setEntries(const std::vector<RunDetails::Entry>& entries)
{
    const auto known = m_entries.size();
    if (entries.size() >= known && std::equal(m_entries.begin(), m_entries.end(), entries.begin())) {
        if (entries.size() == known)
            return;
        beginInsertRows({}, static_cast<int>(known), static_cast<int>(entries.size()) - 1);
        m_entries = entries;
        endInsertRows();
        return;
    }
    beginResetModel();
    m_entries = entries;
    endResetModel();
}

void RunLogModel::retranslate()
{
    if (!m_entries.empty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

QString RunLogModel::line(const RunDetails::Entry& entry) const
{
    const auto time = QDateTime::fromString(QString::fromStdString(entry.utc), Qt::ISODateWithMs).toLocalTime();
    const QString sentence = QString::fromStdString(m_sentences.sentence(entry.note));
    return time.isValid() ? QStringLiteral("%1  %2").arg(time.toString(QStringLiteral("HH:mm:ss")), sentence) : sentence;
}

QString RunLogModel::text() const
{
    QStringList lines;
    for (const auto& entry : m_entries)
        lines << line(entry);
    return lines.join(QLatin1Char('\n'));
}

int RunLogModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

QVariant RunLogModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const auto& entry = m_entries[static_cast<std::size_t>(index.row())];
    if (role == Qt::DisplayRole)
        return line(entry);
    if (role == Qt::ToolTipRole)
        return entry.note.detail.empty() ? line(entry) : QString::fromStdString(entry.note.detail);
    return {};
}

} // namespace fettle::ui
