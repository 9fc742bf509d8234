// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QStyledItemDelegate>

#include "ui/pages/help/help_index.h"

namespace fettle::ui {

/// What a search of the handbook found.
class HelpResultsModel : public QAbstractListModel {
    Q_OBJECT
public:
    struct Result {
        QString topic;
        int section = 0;
        /// "Data", or "Data › Splits".
        QString title;
        HelpExcerpt excerpt;
    };
    enum Role { ExcerptRole = Qt::UserRole, RangesRole };

    using QAbstractListModel::QAbstractListModel;

    void setResults(QList<Result> results);
    [[nodiscard]] const QList<Result>& results() const { return m_results; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
    QList<Result> m_results;
};

/// A title and two lines of excerpt with the hits in bold.
class HelpResultDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace fettle::ui
