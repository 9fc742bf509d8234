// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <vector>

#include <QAbstractTableModel>
#include <QDateTime>

#include "ui/session/session.h"

namespace fettle::ui {

/// What runs and waits, in the order in which it will be done, with an estimate of when. Waiting rows can be dragged.
class QueueModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Title, State, Progress, Finish, ColumnCount };
    static constexpr int kIdRole = Qt::UserRole;
    /// 0 to 1, or −1 where there is none: for the bar.
    static constexpr int kShareRole = Qt::UserRole + 1;

    explicit QueueModel(Session& session, QObject* parent = nullptr);

    /// Takes what the session has; rows that stay keep their place.
    void refresh();
    [[nodiscard]] const Job* job(int row) const;
    [[nodiscard]] int rowOf(const std::string& id) const;
    /// Whether it waits, so that its place can be changed.
    [[nodiscard]] bool isMovable(int row) const;
    /// Asks for another place: in front of the row `before`, or behind all.
    void move(const std::string& id, int before);
    /// When everything will be done; invalid where that is not known.
    [[nodiscard]] QDateTime finish() const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    [[nodiscard]] Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }
    [[nodiscard]] QStringList mimeTypes() const override;
    [[nodiscard]] QMimeData* mimeData(const QModelIndexList& indexes) const override;
    /// QTableView moves rows by this one, others drop.
    bool moveRows(const QModelIndex& from, int row, int count, const QModelIndex& to, int before) override;
    bool dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column, const QModelIndex& parent) override;

private:
    [[nodiscard]] QString title(const Job& job) const;
    [[nodiscard]] QString progressText(const Job& job) const;
    /// How long a waiting one will take, by what such ones took before; negative: unknown.
    [[nodiscard]] double expectedSeconds(const Job& job) const;
    void reckonFinish();

    Session& m_session;
    std::vector<Job> m_jobs;
    std::vector<QDateTime> m_finish;
    std::map<JobKind, double> m_usualSeconds;
};

} // namespace fettle::ui
