// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include <QAbstractTableModel>

#include "ui/session/session.h"

namespace fettle::ui {

/// What differs between the runs that are compared, a row each: what it is, and its value in each run.
class DifferencesModel : public QAbstractTableModel {
    Q_OBJECT
public:
    explicit DifferencesModel(Session& session, QObject* parent = nullptr);

    /// The answer of runs.compare; `titles` are the runs'.
    void setAnswer(const Value& answer, const QStringList& titles);
    void clear();
    /// "recipe.objectives.0.optimizer.parameters.lr" → "Learning rate".
    [[nodiscard]] QString title(const std::string& path) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row {
        std::string path;
        QString title;
        std::vector<Value> values;
    };
    [[nodiscard]] QString valueText(const Row& row, const Value& value) const;

    Session& m_session;
    QStringList m_titles;
    std::vector<Row> m_rows;
};

} // namespace fettle::ui
