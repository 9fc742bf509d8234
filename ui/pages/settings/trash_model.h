// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QAbstractTableModel>

#include "engine/client/sentences.h"
#include "engine/store/records.h"

namespace fettle::ui {

/// What lies in the trash: its name, what it is, how long it can still be brought back.
class TrashModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Name, Kind, Left, kColumns };

    explicit TrashModel(const client::Sentences& sentences, QObject* parent = nullptr);

    void setEntries(std::vector<store::TrashRecord> entries);
    [[nodiscard]] const std::vector<store::TrashRecord>& entries() const { return m_entries; }
    void retranslate();

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString left(const store::TrashRecord& entry) const;

    const client::Sentences& m_sentences;
    std::vector<store::TrashRecord> m_entries;
};

} // namespace fettle::ui
