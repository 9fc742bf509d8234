// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings/trash_model.h"

#include <QDateTime>
#include <QLocale>

namespace fettle::ui {

TrashModel::TrashModel(const client::Sentences& sentences, QObject* parent)
    : QAbstractTableModel(parent), m_sentences(sentences)
{
}

void TrashModel::setEntries(std::vector<store::TrashRecord> entries)
{
    // The same list again (the page was entered once more) must not lose the selection.
    if (entries == m_entries)
        return;
    beginResetModel();
    m_entries = std::move(entries);
    endResetModel();
}

void TrashModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, kColumns - 1);
    if (!m_entries.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, kColumns - 1));
}

int TrashModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

int TrashModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : kColumns; }

QVariant TrashModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto& entry = m_entries[static_cast<std::size_t>(index.row())];
    if (role == Qt::ToolTipRole && index.column() == Left)
        return QLocale().toString(QDateTime::fromString(QString::fromStdString(entry.purgeUtc),
                                                        Qt::ISODateWithMs).toLocalTime(),
                                  QLocale::ShortFormat);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    switch (index.column()) {
    case Name:
        return QString::fromStdString(entry.title);
    case Kind:
        return QString::fromStdString(m_sentences.word("item", toText(entry.kind)));
    case Left:
        return left(entry);
    default:
        return {};
    }
}

QString TrashModel::left(const store::TrashRecord& entry) const
{
    const auto until = QDateTime::fromString(QString::fromStdString(entry.purgeUtc), Qt::ISODateWithMs);
    // Rounded up: "1 day" still lasts a part of one.
    const auto days = (QDateTime::currentDateTimeUtc().secsTo(until) + 24 * 3600 - 1) / (24 * 3600);
    return days > 0 ? tr("%n day(s) left", nullptr, static_cast<int>(days)) : tr("goes at the next clean-up");
}

QVariant TrashModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Name");
    case Kind:
        return tr("What");
    case Left:
        return tr("Can be restored");
    default:
        return {};
    }
}

} // namespace fettle::ui
