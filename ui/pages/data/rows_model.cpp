// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/rows_model.h"

#include <algorithm>
#include <cmath>

#include <QLocale>

#include "ui/pages/data/columns.h"
#include "ui/pages/data/text_popover.h"
#include "ui/widgets/marked_text.h"

namespace fettle::ui {

QString exactNumber(double value)
{
    return std::isfinite(value) ? QString::number(value, 'g', QLocale::FloatingPointShortest) : QString();
}

RowsModel::RowsModel(RowPages& pages, ThumbnailLoader& thumbnails, EncodedCells& encoded, QObject* parent)
    : QAbstractTableModel(parent), m_pages(pages), m_thumbnails(thumbnails), m_encoded(encoded)
{
    connect(&pages, &RowPages::reset, this, [this] {
        beginResetModel();
        endResetModel();
    });
    connect(&pages, &RowPages::arrived, this, &RowsModel::rowsArrived);
    connect(&encoded, &EncodedCells::arrived, this, [this] {
        if (m_isEncoded)
            sightChanged();
    });
    connect(&thumbnails, &ThumbnailLoader::loaded, this, &RowsModel::sightChanged);
}

void RowsModel::sightChanged()
{
    if (m_isActive && m_lastRow >= m_firstRow && m_lastRow < rowCount() && columnCount() > 0)
        Q_EMIT dataChanged(index(m_firstRow, 0), index(m_lastRow, columnCount() - 1));
}

void RowsModel::setActive(bool active)
{
    m_isActive = active;
    if (active)
        want(m_firstRow, m_lastRow, m_firstColumn, m_lastColumn);
}

void RowsModel::setFields(const DatasetManifest& manifest, const Recipe& recipe)
{
    beginResetModel();
    m_manifest = {};
    m_manifest.fields = manifest.fields;
    m_manifest.splitPolicy = manifest.splitPolicy;
    const auto marks = std::ranges::find(manifest.fields, FieldKind::Spans, &FieldInfo::kind);
    m_marksColumn = marks == manifest.fields.end() ? -1 : static_cast<int>(marks - manifest.fields.begin());
    m_markedColumn = m_marksColumn < 0 ? -1 : textOfMarks(manifest.fields, manifest.statistics);
    m_recipe = recipe;
    readRoles();
    endResetModel();
}

void RowsModel::readRoles()
{
    m_roles.clear();
    for (const auto& field : m_manifest.fields)
        m_roles.push_back(roleNow(field, m_recipe, m_manifest));
}

void RowsModel::setRecipe(const Recipe& recipe)
{
    m_recipe = recipe;
    readRoles();
    if (columnCount() == 0)
        return;
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
    sightChanged();
}

void RowsModel::setEncoded(bool encoded)
{
    if (encoded == m_isEncoded)
        return;
    m_isEncoded = encoded;
    want(m_firstRow, m_lastRow, m_firstColumn, m_lastColumn);
    sightChanged();
}

void RowsModel::want(int firstRow, int lastRow, int firstColumn, int lastColumn)
{
    m_firstRow = std::max(0, firstRow);
    m_lastRow = std::min(lastRow, rowCount() - 1);
    m_firstColumn = std::max(0, firstColumn);
    m_lastColumn = std::min(lastColumn, columnCount() - 1);
    if (!m_isActive || m_lastRow < m_firstRow)
        return;
    m_pages.want(m_firstRow, m_lastRow);
    std::vector<ThumbnailLoader::Request> pictures;
    std::vector<std::string> fields;
    for (int column = m_firstColumn; column <= m_lastColumn; ++column) {
        const auto& field = m_manifest.fields[static_cast<std::size_t>(column)];
        if (field.kind != FieldKind::Image) {
            fields.push_back(field.name);
            continue;
        }
        for (int row = m_firstRow; row <= m_lastRow; ++row)
            if (const auto* values = m_pages.row(row))
                if (const auto place = ThumbnailPlace::from((*values)[static_cast<std::size_t>(column)]))
                    pictures.push_back({m_pages.id(row), *place});
    }
    if (!pictures.empty())
        m_thumbnails.want(pictures);
    if (!m_isEncoded)
        return;
    std::vector<qint64> ids;
    for (int row = m_firstRow; row <= m_lastRow; ++row)
        if (const auto id = m_pages.id(row); id >= 0)
            ids.push_back(id);
    m_encoded.want(fields, ids);
}

void RowsModel::rowsArrived(qint64 first, qint64 last)
{
    last = std::min<qint64>(last, rowCount() - 1);
    if (columnCount() == 0 || last < first)
        return;
    Q_EMIT dataChanged(index(static_cast<int>(first), 0), index(static_cast<int>(last), columnCount() - 1));
    if (m_lastRow >= first && m_firstRow <= last)
        want(m_firstRow, m_lastRow, m_firstColumn, m_lastColumn);
}

const FieldInfo* RowsModel::field(int column) const
{
    return column < 0 || column >= columnCount() ? nullptr : &m_manifest.fields[static_cast<std::size_t>(column)];
}

int RowsModel::columnOf(const std::string& field) const
{
    const auto found = std::ranges::find(m_manifest.fields, field, &FieldInfo::name);
    return found == m_manifest.fields.end() ? -1 : static_cast<int>(found - m_manifest.fields.begin());
}

int RowsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() || m_manifest.fields.empty() ? 0 : static_cast<int>(std::min(m_pages.total(), kMostRows));
}

int RowsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_manifest.fields.size());
}

const Value* RowsModel::cell(const QModelIndex& index) const
{
    const auto* values = m_pages.row(index.row());
    const auto column = static_cast<std::size_t>(index.column());
    return values && column < values->size() ? &(*values)[column] : nullptr;
}

QString RowsModel::plainText(const Value& value, const FieldInfo& field) const
{
    if (value.isNull())
        return QStringLiteral("–");
    if (field.kind == FieldKind::Image)
        return {};
    if (value.isNumber())
        return value.type() == Value::Type::Integer ? QString::number(value.asInteger()) : exactNumber(value.asReal());
    return QString::fromStdString(value.isText() ? value.asText() : value.toDisplay());
}

QString RowsModel::cellText(const QModelIndex& index) const
{
    const auto& field = m_manifest.fields[static_cast<std::size_t>(index.column())];
    const auto* value = cell(index);
    if (!value)
        return {};
    if (!m_isEncoded && index.column() == m_marksColumn && value->isText())
        if (const auto marks = parseMarks(value->asText())) {
            const auto* text = m_markedColumn < 0 ? nullptr : cell(index.siblingAtColumn(m_markedColumn));
            return marksInWords(text ? QString::fromStdString(text->asText()) : QString(), *marks);
        }
    if (!m_isEncoded && field.kind == FieldKind::Tags)
        return labels(index).join(tr(", "));
    if (!m_isEncoded || field.kind == FieldKind::Image)
        return plainText(*value, field);
    if (!m_encoded.isUsed(field.name))
        return QStringLiteral("–");
    const auto* encoded = m_encoded.find(field.name, m_pages.id(index.row()));
    return encoded ? encodedText(*encoded) : QString();
}

bool RowsModel::isMissing(const QModelIndex& index) const
{
    const auto* value = cell(index);
    return value && (m_isEncoded ? !m_encoded.isUsed(m_manifest.fields[static_cast<std::size_t>(index.column())].name)
                                 : value->isNull());
}

QStringList RowsModel::examplesOf(const std::string& field, int most) const
{
    QStringList texts;
    const int column = columnOf(field);
    for (int row = 0; column >= 0 && row < std::min(rowCount(), static_cast<int>(RowPages::kPageRows)); ++row) {
        const auto* value = cell(index(row, column));
        if (value && value->isText() && !value->asText().empty())
            texts << QString::fromStdString(value->asText());
        if (texts.size() == most)
            break;
    }
    return texts;
}

QVariant RowsModel::picture(const QModelIndex& index) const
{
    const auto image = m_thumbnails.find(m_pages.id(index.row()));
    return image.isNull() ? QVariant() : QVariant(image);
}

QStringList RowsModel::labels(const QModelIndex& index) const
{
    const auto* value = cell(index);
    if (!value || !value->isText())
        return {};
    const auto marks = parseMarks(value->asText());
    if (!marks)
        return {QString::fromStdString(value->asText())};
    QStringList labels;
    for (const auto& mark : *marks)
        labels << QString::fromStdString(mark.label);
    return labels;
}

QVariant RowsModel::markedText(const QModelIndex& index) const
{
    const auto* text = index.column() == m_markedColumn && m_marksColumn >= 0 && !m_isEncoded ? cell(index) : nullptr;
    const auto* marks = text && text->isText() ? cell(index.siblingAtColumn(m_marksColumn)) : nullptr;
    const auto found = marks && marks->isText() ? parseMarks(marks->asText()) : std::nullopt;
    if (!found || found->empty())
        return {};
    return QVariant::fromValue(MarkedText(QString::fromStdString(text->asText()), *found,
                                          m_manifest.fields[static_cast<std::size_t>(m_marksColumn)].classes));
}

QVariant RowsModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount() || index.column() >= columnCount())
        return {};
    const auto& field = m_manifest.fields[static_cast<std::size_t>(index.column())];
    const bool number = field.kind == FieldKind::Number || (m_isEncoded && field.kind != FieldKind::Image);
    switch (role) {
    case Qt::DisplayRole:
        return cellText(index);
    case Qt::ToolTipRole:
        if (isMissing(index))
            return m_isEncoded ? tr("The task does not look at this column") : tr("No value");
        if (const auto* problem = m_isEncoded ? m_encoded.problem(field.name) : nullptr)
            return QString::fromStdString(problem->detail.empty() ? problem->code : problem->detail);
        return field.kind == FieldKind::Text ? textToolTip(cellText(index)) : QString();
    case Qt::AccessibleTextRole: {
        const auto marked = markedText(index);
        const auto text = isMissing(index) ? tr("no value") : marked.isValid() ? marked.value<MarkedText>().spoken() : cellText(index);
        return QStringLiteral("%1: %2").arg(QString::fromStdString(field.name), text);
    }
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::Alignment(Qt::AlignVCenter | (number ? Qt::AlignRight : Qt::AlignLeft)));
    case MissingRole:
        return isMissing(index);
    case UsedRole:
        return m_roles[static_cast<std::size_t>(index.column())] != FieldRole::Ignore;
    case NumberRole:
        return number || field.kind == FieldKind::Date || field.kind == FieldKind::Id;
    case LabelsRole:
        return field.kind == FieldKind::Tags && !m_isEncoded ? labels(index) : QStringList();
    case MarkedRole:
        return markedText(index);
    case PictureRole:
        return field.kind == FieldKind::Image ? picture(index) : QVariant();
    default:
        return {};
    }
}

QVariant RowsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical) {
        if (role != Qt::DisplayRole)
            return {};
        const auto id = m_pages.id(section);
        return id < 0 ? QString() : QString::number(id + 1);
    }
    const auto* info = field(section);
    if (!info)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return QString::fromStdString(info->name);
    case KindRole:
        return static_cast<int>(info->kind);
    case FieldRoleRole:
        return static_cast<int>(m_roles[static_cast<std::size_t>(section)]);
    default:
        return {};
    }
}

} // namespace fettle::ui
