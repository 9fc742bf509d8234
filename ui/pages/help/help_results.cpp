// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/help/help_results.h"

#include <QApplication>
#include <QPainter>
#include <QTextLayout>

#include "ui/theme/theme.h"

Q_DECLARE_METATYPE(QList<fettle::ui::HelpExcerpt::Range>)

namespace fettle::ui {
namespace {

constexpr int kExcerptLines = 2;

} // namespace

void HelpResultsModel::setResults(QList<Result> results)
{
    beginResetModel();
    m_results = std::move(results);
    endResetModel();
}

int HelpResultsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_results.size());
}

QVariant HelpResultsModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto& result = m_results[index.row()];
    switch (role) {
    case Qt::DisplayRole:
        return result.title;
    case Qt::AccessibleDescriptionRole:
    case ExcerptRole:
        return result.excerpt.text;
    case RangesRole:
        return QVariant::fromValue(result.excerpt.marked);
    default:
        return {};
    }
}

QSize HelpResultDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const
{
    const auto& theme = themeOf(option.widget);
    const int excerpt = kExcerptLines * theme.lineHeight(TextStyle::Small);
    return {0, theme.lineHeight(TextStyle::Strong) + excerpt + 2 * theme.space(0)};
}

void HelpResultDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const auto& theme = themeOf(option.widget);
    QStyleOptionViewItem row = option;
    initStyleOption(&row, index);
    row.text.clear();
    const auto* style = row.widget ? row.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &row, painter, row.widget);

    const QRect inside = option.rect.adjusted(theme.space(1), theme.space(0), -theme.space(1), -theme.space(0));
    painter->save();
    painter->setFont(theme.font(TextStyle::Strong));
    painter->setPen(theme.color("text.primary"));
    const QRect top(inside.left(), inside.top(), inside.width(), theme.lineHeight(TextStyle::Strong));
    painter->drawText(top, Qt::AlignLeft | Qt::AlignVCenter,
                      painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, top.width()));

    QTextLayout layout(index.data(HelpResultsModel::ExcerptRole).toString(), theme.font(TextStyle::Small));
    QList<QTextLayout::FormatRange> bold;
    QTextCharFormat hit;
    hit.setFontWeight(QFont::Bold);
    hit.setForeground(theme.color("text.primary"));
    for (const auto& range : index.data(HelpResultsModel::RangesRole).value<QList<HelpExcerpt::Range>>())
        bold.push_back({range.start, range.length, hit});
    layout.setFormats(bold);
    layout.beginLayout();
    int y = top.bottom() + 1;
    for (int i = 0; i < kExcerptLines; ++i) {
        auto line = layout.createLine();
        if (!line.isValid())
            break;
        line.setLineWidth(inside.width());
        line.setPosition(QPointF(inside.left(), y));
        y += theme.lineHeight(TextStyle::Small);
    }
    layout.endLayout();
    painter->setPen(theme.color("text.secondary"));
    painter->setClipRect(inside);
    layout.draw(painter, QPointF(0, 0));
    painter->restore();
}

} // namespace fettle::ui
