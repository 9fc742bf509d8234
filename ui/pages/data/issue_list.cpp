// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/issue_list.h"

#include <algorithm>

#include <QEvent>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QTextLayout>

#include "ui/theme/style_hints.h"
#include "ui/theme/theme.h"

namespace fettle::ui {
namespace {

constexpr int kIssuesInSight = 4;
constexpr int kReasonLines = 2;

int issueHeight(const Theme& theme)
{
    return kReasonLines * theme.lineHeight(TextStyle::Body) + theme.lineHeight(TextStyle::Small) + 2 * theme.space(0);
}

/// In at most kReasonLines lines, the last one ending in … where it does not fit.
void paintReason(QPainter& painter, const QRect& place, const QString& text, int lineHeight)
{
    QTextLayout layout(text, painter.font());
    layout.beginLayout();
    for (int i = 0; i < kReasonLines; ++i) {
        auto line = layout.createLine();
        if (!line.isValid())
            break;
        line.setLineWidth(place.width());
        const QRect row(place.left(), place.top() + i * lineHeight, place.width(), lineHeight);
        const bool isLast = i == kReasonLines - 1;
        const auto words = isLast ? painter.fontMetrics().elidedText(text.mid(line.textStart()), Qt::ElideRight, place.width())
                                  : text.mid(line.textStart(), line.textLength());
        painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter, words);
    }
    layout.endLayout();
}

class IssuePainter final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const override
    {
        return {0, issueHeight(themeOf(option.widget))};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const auto& theme = themeOf(option.widget);
        painter->save();
        if (option.state.testFlag(QStyle::State_Selected))
            painter->fillRect(option.rect, theme.color("bg.selected"));
        const QRect inner = option.rect.adjusted(theme.space(0), theme.space(0), -theme.space(0), 0);
        const int line = theme.lineHeight(TextStyle::Body);
        painter->setFont(theme.font(TextStyle::Body));
        painter->setPen(theme.color("text.primary"));
        paintReason(*painter, inner, index.data().toString(), line);
        painter->setFont(theme.font(TextStyle::Small));
        painter->setPen(theme.color("text.secondary"));
        const QRect place(inner.left(), inner.top() + kReasonLines * line, inner.width(), theme.lineHeight(TextStyle::Small));
        painter->drawText(place, Qt::AlignLeft | Qt::AlignVCenter,
                          painter->fontMetrics().elidedText(index.data(IssuesModel::PlaceRole).toString(), Qt::ElideMiddle,
                                                            place.width()));
        painter->restore();
    }
};

} // namespace

IssueList::IssueList(IssuesModel& model, QWidget* parent) : QListView(parent)
{
    setModel(&model);
    setItemDelegate(new IssuePainter(this));
    setUniformItemSizes(true);
    setFrameless(*this, true);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&model, &QAbstractItemModel::modelReset, this, [this] { updateGeometry(); });
}

QSize IssueList::sizeHint() const
{
    const int count = std::clamp(model() ? model()->rowCount() : 0, 1, kIssuesInSight);
    return {0, count * issueHeight(themeOf(this)) + 2 * themeOf(this).space(0)};
}

void IssueList::changeEvent(QEvent* event)
{
    QListView::changeEvent(event);
    if (event->type() == QEvent::StyleChange) {
        scheduleDelayedItemsLayout();
        updateGeometry();
    }
}

void IssueList::resizeEvent(QResizeEvent* event)
{
    QListView::resizeEvent(event);
    viewport()->update();
}

} // namespace fettle::ui
