// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/model/analyze_model.h"

#include <algorithm>

#include "ui/graph/node_faces.h"
#include "ui/theme/fettle_style.h"
#include "ui/theme/icons.h"

namespace fettle::ui {

AnalyzeModel::AnalyzeModel(GraphEditor& editor, QObject* parent) : QAbstractTableModel(parent), m_editor(editor)
{
    connect(&editor, &GraphEditor::factsChanged, this, &AnalyzeModel::fill);
    fill();
}

std::vector<AnalyzeModel::Row> AnalyzeModel::makeRows() const
{
    std::vector<Row> rows;
    const auto& report = m_editor.facts().report();
    rows.reserve(report.nodes.size());
    for (const auto& node : report.nodes) {
        Row row;
        row.path = node.node;
        const auto [scope, id] = splitPath(node.node);
        const auto* graph = findScope(m_editor.root(), scope);
        if (const auto* drawn = graph ? graph->findNode(id) : nullptr) {
            const auto* info = m_editor.infoOf(*drawn);
            row.type = info ? m_editor.titleOf(*info) : QString::fromStdString(drawn->component);
        }
        if (!node.outputs.empty())
            row.output = shownSpec(node.outputs.front());
        row.parameters = node.parameterCount;
        row.multiplyAdds = node.multiplyAdds;
        if (node.error)
            row.error = QString::fromStdString(m_editor.sentences().sentence(*node.error));
        row.blocked = node.blocked;
        rows.push_back(std::move(row));
    }
    return rows;
}

void AnalyzeModel::fill()
{
    auto rows = makeRows();
    const bool same = rows.size() == m_rows.size() && std::ranges::equal(rows, m_rows, {}, &Row::path, &Row::path);
    if (!same) {
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
        return;
    }
    // The same layers: who looks at the table keeps their place.
    m_rows = std::move(rows);
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void AnalyzeModel::retranslate()
{
    fill();
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
}

int AnalyzeModel::rowOf(const std::string& path) const
{
    const auto found = std::ranges::find(m_rows, path, &Row::path);
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

QString AnalyzeModel::text() const
{
    QStringList lines;
    for (int row = -1; row < rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < ColumnCount; ++column)
            cells << (row < 0 ? headerData(column, Qt::Horizontal, Qt::DisplayRole) : data(index(row, column), Qt::DisplayRole)).toString();
        lines << cells.join(QLatin1Char('\t'));
    }
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

int AnalyzeModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_rows.size()); }
int AnalyzeModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant AnalyzeModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const auto& row = m_rows[static_cast<std::size_t>(index.row())];
    const bool isNumber = index.column() >= Parameters;
    const auto count = [&](std::int64_t value) { return value == 0 ? QString() : QString::fromStdString(m_editor.sentences().number(value)); };
    switch (role) {
    case Qt::DisplayRole:
        switch (index.column()) {
        case Name: return QString::fromStdString(row.path);
        case Type: return row.type;
        case Output: return row.error.isEmpty() ? row.output : row.error;
        case Parameters: return count(row.parameters);
        case MultiplyAdds: return count(row.multiplyAdds);
        default: return {};
        }
    case SortRole:
        if (index.column() == Parameters)
            return static_cast<qlonglong>(row.parameters);
        if (index.column() == MultiplyAdds)
            return static_cast<qlonglong>(row.multiplyAdds);
        return data(index, Qt::DisplayRole);
    case Qt::ToolTipRole: return row.error.isEmpty() ? data(index, Qt::DisplayRole) : row.error;
    case Qt::TextAlignmentRole: return Qt::Alignment(Qt::AlignVCenter | (isNumber ? Qt::AlignRight : Qt::AlignLeft)).toInt();
    case Qt::DecorationRole: return index.column() == Name && !row.error.isEmpty() ? QVariant(icon("alert", "danger")) : QVariant();
    case Qt::FontRole: {
        const bool code = isNumber || (index.column() == Output && row.error.isEmpty());
        return code ? QVariant(themeOf(nullptr).font(TextStyle::Code)) : QVariant();
    }
    case PathRole: return QString::fromStdString(row.path);
    case ErrorRole: return row.error;
    default: return {};
    }
}

QVariant AnalyzeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return Qt::Alignment(Qt::AlignVCenter | (section >= Parameters ? Qt::AlignRight : Qt::AlignLeft)).toInt();
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name: return tr("Name");
    case Type: return tr("Type");
    case Output: return tr("Output");
    case Parameters: return tr("Parameters");
    case MultiplyAdds: return tr("Multiply-adds");
    default: return {};
    }
}

} // namespace fettle::ui
