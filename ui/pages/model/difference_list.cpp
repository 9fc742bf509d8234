// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/model/difference_list.h"

#include <algorithm>

#include "ui/forms/parameter_editor.h"
#include "ui/theme/icons.h"

namespace fettle::ui {

DifferenceList::DifferenceList(const GraphEditor& editor, QObject* parent) : QAbstractTableModel(parent), m_editor(editor) {}

void DifferenceList::setDifference(GraphDifference difference)
{
    beginResetModel();
    m_difference = std::move(difference);
    endResetModel();
}

void DifferenceList::retranslate()
{
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
}

int DifferenceList::count(NodeMark mark) const
{
    return static_cast<int>(std::ranges::count(m_difference.nodes, mark, &NodeDifference::mark));
}

QString DifferenceList::word(NodeMark mark)
{
    switch (mark) {
    case NodeMark::Added: return tr("Added");
    case NodeMark::Removed: return tr("Removed");
    case NodeMark::Changed: break;
    }
    return tr("Changed");
}

QString DifferenceList::titleOf(const std::string& component) const
{
    const auto* info = m_editor.catalog().find(ComponentKind::Layer, component);
    return info ? m_editor.titleOf(*info) : QString::fromStdString(component);
}

QString DifferenceList::details(const NodeDifference& node) const
{
    QStringList parts;
    if (node.mark != NodeMark::Changed)
        return titleOf(node.component);
    if (!node.before.empty())
        parts << tr("%1 → %2", "before, after").arg(titleOf(node.before), titleOf(node.component));
    const auto* info = m_editor.catalog().find(ComponentKind::Layer, node.component);
    for (const auto& each : node.parameters) {
        QString title = QString::fromStdString(each.parameter);
        const ParameterInfo* parameter = nullptr;
        if (info)
            for (const auto& candidate : info->parameters)
                if (candidate.name == each.parameter)
                    parameter = &candidate;
        const auto shown = [&](const Value& value) {
            if (!parameter)
                return value.isNull() ? QStringLiteral("–") : QString::fromStdString(value.toDisplay());
            return displayValue(*parameter, value.isNull() ? parameter->defaultValue : value, m_editor.sentences());
        };
        if (parameter)
            title = QString::fromStdString(m_editor.sentences().catalog(parameter->title));
        parts << tr("%1: %2 → %3", "option, before, after").arg(title, shown(each.before), shown(each.after));
    }
    return parts.join(tr(", ", "between differences"));
}

int DifferenceList::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_difference.nodes.size()); }
int DifferenceList::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant DifferenceList::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const auto& node = m_difference.nodes[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return index.column() == Node ? QString::fromStdString(node.path) : index.column() == Kind ? word(node.mark) : details(node);
    case Qt::DecorationRole:
        if (index.column() != Kind)
            return {};
        return node.mark == NodeMark::Added ? icon("plus", "success") : node.mark == NodeMark::Removed ? icon("minus", "danger") : icon("pencil", "warning");
    case PathRole: return QString::fromStdString(node.path);
    case MarkRole: return static_cast<int>(node.mark);
    default: return {};
    }
}

QVariant DifferenceList::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == Node ? tr("Node") : section == Kind ? tr("Change") : section == Details ? tr("Details") : QVariant();
}

} // namespace fettle::ui
