// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/issues_model.h"

namespace fettle::ui {

IssuesModel::IssuesModel(const Session& session, QObject* parent) : QAbstractTableModel(parent), m_session(session) {}

void IssuesModel::setIssues(std::vector<ImportIssue> issues)
{
    beginResetModel();
    m_issues = std::move(issues);
    endResetModel();
}

void IssuesModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (!m_issues.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int IssuesModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_issues.size()); }

int IssuesModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant IssuesModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const auto& issue = m_issues[static_cast<std::size_t>(index.row())];
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment(Qt::AlignVCenter
                                                 | (index.column() == Line || index.column() == Count ? Qt::AlignRight : Qt::AlignLeft)));
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    switch (index.column()) {
    case Reason: return QString::fromStdString(m_session.sentences().sentence(issue.note));
    case File: return QString::fromStdString(issue.file);
    case Line: return issue.line > 0 ? QString::number(issue.line) : QString();
    case Count: return QString::number(issue.count);
    default: return {};
    }
}

QVariant IssuesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Reason: return tr("What happened");
    case File: return tr("File");
    case Line: return tr("Line");
    case Count: return tr("How often");
    default: return {};
    }
}

} // namespace fettle::ui
