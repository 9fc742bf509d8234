// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/issues_model.h"

namespace fettle::ui {

IssuesModel::IssuesModel(const Session& session, QObject* parent) : QAbstractListModel(parent), m_session(session) {}

void IssuesModel::setIssues(std::vector<ImportIssue> issues)
{
    beginResetModel();
    m_issues = std::move(issues);
    endResetModel();
}

void IssuesModel::retranslate()
{
    if (!m_issues.empty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

int IssuesModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_issues.size()); }

QString IssuesModel::placeText(const ImportIssue& issue) const
{
    const auto file = QString::fromStdString(issue.file);
    if (issue.line > 0 && issue.count > 1)
        return tr("%1, line %2, %3 times").arg(file).arg(issue.line).arg(issue.count);
    if (issue.line > 0)
        return tr("%1, line %2").arg(file).arg(issue.line);
    return issue.count > 1 ? tr("%1, %2 times").arg(file).arg(issue.count) : file;
}

QVariant IssuesModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const auto& issue = m_issues[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole: return QString::fromStdString(m_session.sentences().sentence(issue.note));
    case Qt::AccessibleTextRole:
        return tr("%1: %2").arg(placeText(issue), QString::fromStdString(m_session.sentences().sentence(issue.note)));
    case FileRole: return QString::fromStdString(issue.file);
    case LineRole: return static_cast<qint64>(issue.line);
    case CountRole: return static_cast<qint64>(issue.count);
    case PlaceRole: return placeText(issue);
    default: return {};
    }
}

} // namespace fettle::ui
