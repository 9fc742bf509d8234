// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/results/class_table_model.h"

#include <QFont>
#include <QLocale>

namespace fettle::ui {

void ClassTableModel::setFigures(std::vector<ClassFigures> figures, std::vector<double> thresholds)
{
    beginResetModel();
    m_figures = std::move(figures);
    m_thresholds = thresholds.size() == m_figures.size() ? std::move(thresholds) : std::vector<double>();
    endResetModel();
}

void ClassTableModel::retranslate() { Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1); }

int ClassTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_figures.size());
}

int ClassTableModel::columnCount(const QModelIndex& parent) const 
{
    return parent.isValid() ? 0 : m_thresholds.empty() ? static_cast<int>(Threshold) : static_cast<int>(ColumnCount);
}

QVariant ClassTableModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment(Qt::AlignVCenter | (index.column() == Name ? Qt::AlignLeft : Qt::AlignRight)));
    if (role != Qt::DisplayRole && role != SortRole)
        return {};
    const auto& figures = m_figures[static_cast<std::size_t>(index.row())];
    const auto whole = [role](std::int64_t count) {
        return role == SortRole ? QVariant(static_cast<qlonglong>(count)) : QVariant(QLocale().toString(static_cast<qlonglong>(count)));
    };
    const auto share = [role](double value) {
        return role == SortRole ? QVariant(value) : QVariant(QStringLiteral("%1%").arg(QLocale().toString(value * 100.0, 'f', 1)));
    };
    switch (index.column()) {
    case Name: return QString::fromStdString(figures.name);
    case Support: return whole(figures.support);
    case Predicted: return whole(figures.predicted);
    case Recall: return share(figures.recall);
    case Precision: return share(figures.precision);
    case F1: return share(figures.f1);
    case Threshold: return share(m_thresholds[static_cast<std::size_t>(index.row())]);
    default: return {};
    }
}

QVariant ClassTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment(Qt::AlignVCenter | (section == Name ? Qt::AlignLeft : Qt::AlignRight)));
    const bool tip = role == Qt::ToolTipRole;
    if (role != Qt::DisplayRole && !tip)
        return {};
    switch (section) {
    case Name: return tip ? tr("The class, as the data has it") : tr("Class");
    case Support: return tip ? tr("How many examples are of this class") : tr("Examples");
    case Predicted: return tip ? tr("How often the model gave this answer") : tr("Answered");
    case Recall: return tip ? tr("Recall: of the examples of this class, how many were recognized") : tr("Recognized");
    case Precision: return tip ? tr("Precision: when this was the answer, how often it was right") : tr("Right when answered");
    case F1: return tip ? tr("F1: the harmonic mean of the two, low as soon as one of them is") : tr("F1");
    case Threshold: return tip ? tr("From this score on a row has the label; chosen on the validation set.") : tr("From score");
    default: return {};
    }
}

} // namespace fettle::ui
