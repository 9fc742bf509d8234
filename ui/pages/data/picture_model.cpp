// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/picture_model.h"

#include <algorithm>

namespace fettle::ui {
namespace {

int fieldIndex(const DatasetManifest& manifest, const std::string& name)
{
    const auto found = std::ranges::find(manifest.fields, name, &FieldInfo::name);
    return found == manifest.fields.end() ? -1 : static_cast<int>(found - manifest.fields.begin());
}

} // namespace

PictureModel::PictureModel(RowPages& pages, ThumbnailLoader& thumbnails, QObject* parent)
    : QAbstractTableModel(parent), m_pages(pages), m_thumbnails(thumbnails)
{
    connect(&pages, &RowPages::reset, this, [this] {
        beginResetModel();
        endResetModel();
    });
    connect(&pages, &RowPages::arrived, this, [this](qint64 first, qint64 last) {
        changed(first, last);
        want(m_firstRow, m_lastRow);
    });
    // Ids are places within a split; what is in sight is little, so all of it is drawn again.
    connect(&thumbnails, &ThumbnailLoader::loaded, this, [this] {
        changed(static_cast<qint64>(m_firstRow) * m_columns, static_cast<qint64>(m_lastRow + 1) * m_columns - 1);
    });
}

void PictureModel::setFields(const DatasetManifest& manifest, const std::string& pictures, const std::string& caption)
{
    beginResetModel();
    m_pictureField = fieldIndex(manifest, pictures);
    m_captionField = fieldIndex(manifest, caption);
    endResetModel();
}

void PictureModel::setLookText(const QString& text)
{
    if (text == m_lookText)
        return;
    m_lookText = text;
    changed(static_cast<qint64>(m_firstRow) * m_columns, static_cast<qint64>(m_lastRow + 1) * m_columns - 1);
}

void PictureModel::setColumns(int columns)
{
    columns = std::max(1, columns);
    if (columns == m_columns)
        return;
    beginResetModel();
    m_columns = columns;
    endResetModel();
}

void PictureModel::setActive(bool active)
{
    m_isActive = active;
    if (active)
        want(m_firstRow, m_lastRow);
}

void PictureModel::changed(qint64 first, qint64 last)
{
    const int firstRow = static_cast<int>(first / m_columns);
    const int lastRow = std::min(static_cast<int>(last / m_columns), rowCount() - 1);
    if (firstRow <= lastRow)
        Q_EMIT dataChanged(index(firstRow, 0), index(lastRow, m_columns - 1));
}

void PictureModel::want(int firstRow, int lastRow)
{
    m_firstRow = std::max(0, firstRow);
    m_lastRow = std::min(lastRow, rowCount() - 1);
    if (!m_isActive || m_lastRow < m_firstRow)
        return;
    const qint64 first = static_cast<qint64>(m_firstRow) * m_columns;
    const qint64 last = std::min(static_cast<qint64>(m_lastRow + 1) * m_columns, m_pages.total()) - 1;
    m_pages.want(first, last);
    std::vector<ThumbnailLoader::Request> pictures;
    for (qint64 row = first; row <= last; ++row)
        if (const auto* cell = value(row, m_pictureField))
            if (const auto place = ThumbnailPlace::from(*cell))
                pictures.push_back({m_pages.id(row), *place});
    m_thumbnails.want(pictures);
}

qint64 PictureModel::rowAt(const QModelIndex& index) const
{
    if (!index.isValid())
        return -1;
    const qint64 row = static_cast<qint64>(index.row()) * m_columns + index.column();
    return row < m_pages.total() ? row : -1;
}

QModelIndex PictureModel::indexOf(qint64 row) const
{
    return row < 0 || row >= m_pages.total()
        ? QModelIndex() : index(static_cast<int>(row / m_columns), static_cast<int>(row % m_columns));
}

int PictureModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() || m_pictureField < 0 ? 0 : static_cast<int>((m_pages.total() + m_columns - 1) / m_columns);
}

int PictureModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : m_columns; }

const Value* PictureModel::value(qint64 row, int field) const
{
    const auto* values = field < 0 ? nullptr : m_pages.row(row);
    return values && static_cast<std::size_t>(field) < values->size() ? &(*values)[static_cast<std::size_t>(field)] : nullptr;
}

QString PictureModel::caption(qint64 row) const
{
    const auto* text = value(row, m_captionField);
    return !text ? QString() : text->isNull() ? tr("no class") : QString::fromStdString(text->toDisplay());
}

QVariant PictureModel::data(const QModelIndex& index, int role) const
{
    const qint64 row = rowAt(index);
    if (row < 0)
        return {};
    switch (role) {
    case Qt::DisplayRole:
    case CaptionRole:
        return m_lookText.isEmpty() ? caption(row) : m_lookText;
    case Qt::AccessibleTextRole:
        return tr("Picture %1: %2").arg(m_pages.id(row) + 1).arg(caption(row));
    case ImageRole:
        return m_thumbnails.find(m_pages.id(row));
    case StateRole: {
        const auto* cell = value(row, m_pictureField);
        if (cell && !ThumbnailPlace::from(*cell))
            return static_cast<int>(ThumbnailLoader::State::Broken);
        return static_cast<int>(m_thumbnails.state(m_pages.id(row)));
    }
    case RowRole:
        return row;
    case SplitRole:
        return QString::fromStdString(m_pages.split(row));
    default:
        return {};
    }
}

Qt::ItemFlags PictureModel::flags(const QModelIndex& index) const
{
    return rowAt(index) < 0 ? Qt::NoItemFlags : Qt::ItemIsEnabled | Qt::ItemIsSelectable;
}

} // namespace fettle::ui
