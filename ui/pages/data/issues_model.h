// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QAbstractTableModel>

#include "ui/session/session.h"

namespace fettle::ui {

/// What import left out or changed: file, line, why, how often.
class IssuesModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Reason, File, Line, Count, ColumnCount };

    explicit IssuesModel(const Session& session, QObject* parent = nullptr);

    void setIssues(std::vector<ImportIssue> issues);
    void retranslate();

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    const Session& m_session;
    std::vector<ImportIssue> m_issues;
};

} // namespace fettle::ui
