// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QAbstractListModel>

#include "engine/client/sentences.h"
#include "ui/pages/train/run_details.h"

namespace fettle::ui {

/// What a run said, a line each: the time and a sentence in the reader's language.
class RunLogModel : public QAbstractListModel {
    Q_OBJECT
public:
    /// Outlives the model; its language may change (then call retranslate()).
    explicit RunLogModel(const client::Sentences& sentences, QObject* parent = nullptr);

    /// Takes the entries; what is new at the end is inserted, so that the reader's place stays.
    void setEntries(const std::vector<RunDetails::Entry>& entries);
    void retranslate();
    /// All lines, to be copied.
    [[nodiscard]] QString text() const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
    [[nodiscard]] QString line(const RunDetails::Entry& entry) const;

    const client::Sentences& m_sentences;
    std::vector<RunDetails::Entry> m_entries;
};

} // namespace fettle::ui
