// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QAbstractListModel>

#include "ui/session/session.h"

namespace fettle::ui {

/// What import left out or changed: file, line, why, how often.
class IssuesModel : public QAbstractListModel {
    Q_OBJECT
public:
    /// DisplayRole: why.
    enum Role { FileRole = Qt::UserRole + 1, LineRole, CountRole, PlaceRole };

    explicit IssuesModel(const Session& session, QObject* parent = nullptr);

    void setIssues(std::vector<ImportIssue> issues);
    void retranslate();

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
    [[nodiscard]] QString placeText(const ImportIssue& issue) const;

    const Session& m_session;
    std::vector<ImportIssue> m_issues;
};

} // namespace fettle::ui
