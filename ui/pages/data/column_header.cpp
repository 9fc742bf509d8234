// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/column_header.h"

#include <algorithm>

#include <QApplication>
#include <QContextMenuEvent>
#include <QEvent>
#include <QMouseEvent>
#include <QPainter>

#include "ui/pages/data/rows_model.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

namespace fettle::ui {
namespace {

constexpr int kWidest = 280;
constexpr int kNarrowest = 96;

const char* iconOf(FieldRole role)
{
    switch (role) {
    case FieldRole::Target: return "check-circle";
    case FieldRole::Input: return "ray-start-arrow";
    case FieldRole::Split: return "call-split";
    case FieldRole::Weight: return "scale-balance";
    case FieldRole::Group: return "layers";
    case FieldRole::Order: return "sort-ascending";
    case FieldRole::Ignore: return "close-circle";
    }
    return "close-circle";
}

} // namespace

ColumnHeader::ColumnHeader(const Session& session, QWidget* parent)
    : QHeaderView(Qt::Horizontal, parent), m_session(session)
{
    setSectionsClickable(true);
    setHighlightSections(false);
    setMinimumSectionSize(48);
    setTextElideMode(Qt::ElideRight);
    setMouseTracking(true);
}

QSize ColumnHeader::sizeHint() const
{
    const auto& theme = themeOf(this);
    return {QHeaderView::sizeHint().width(),
            theme.lineHeight(TextStyle::Strong) + theme.lineHeight(TextStyle::Small) + 2 * theme.space(1)};
}

QString ColumnHeader::useText(FieldKind kind, FieldRole role) const
{
    const auto& sentences = m_session.sentences();
    return tr("%1, %2").arg(QString::fromStdString(sentences.word("kind", toText(kind))),
                            QString::fromStdString(sentences.word("role", toText(role))));
}

int ColumnHeader::startWidth(const FieldInfo& field, FieldRole role) const
{
    const auto& theme = themeOf(this);
    const int name = QFontMetrics(theme.font(TextStyle::Strong)).horizontalAdvance(QString::fromStdString(field.name));
    const int use = QFontMetrics(theme.font(TextStyle::Small)).horizontalAdvance(useText(field.kind, role))
        + theme.space(2) + theme.space(0);
    const double scale = theme.options().textScale;
    int width = std::max(name + theme.iconSize(), use) + 2 * theme.space(2) + theme.space(0);
    if (field.kind == FieldKind::Text)
        width = std::max(width, static_cast<int>(kWidest * scale));
    return std::clamp(width, static_cast<int>(kNarrowest * scale), static_cast<int>(kWidest * scale));
}

void ColumnHeader::paintSection(QPainter* painter, const QRect& rect, int logicalIndex) const
{
    const auto& theme = themeOf(this);
    const auto role = static_cast<FieldRole>(model()->headerData(logicalIndex, Qt::Horizontal, RowsModel::FieldRoleRole).toInt());
    const auto kind = static_cast<FieldKind>(model()->headerData(logicalIndex, Qt::Horizontal, RowsModel::KindRole).toInt());
    const bool hovered = rect.contains(mapFromGlobal(QCursor::pos())) && underMouse();
    const bool ignored = role == FieldRole::Ignore;
    painter->save();
    painter->fillRect(rect, theme.color(hovered ? "bg.hover" : "bg.surface"));
    painter->setPen(theme.color("line.subtle"));
    painter->drawLine(rect.bottomLeft(), rect.bottomRight());
    painter->drawLine(rect.topRight(), rect.bottomRight());
    const int pad = theme.space(2);
    const int icon = theme.iconSize();
    QRect name = rect.adjusted(pad, theme.space(1), -pad - icon, 0);
    name.setHeight(theme.lineHeight(TextStyle::Strong));
    painter->setFont(theme.font(TextStyle::Strong));
    painter->setPen(theme.color(ignored ? "text.disabled" : "text.primary"));
    const auto text = model()->headerData(logicalIndex, Qt::Horizontal, Qt::DisplayRole).toString();
    painter->drawText(name, Qt::AlignVCenter | Qt::AlignLeft,
                      painter->fontMetrics().elidedText(text, Qt::ElideRight, name.width()));
    const char* color = role == FieldRole::Target ? "text.link" : "text.secondary";
    QRect use(name.left(), name.bottom() + 1, rect.width() - 2 * pad, theme.lineHeight(TextStyle::Small));
    const int mark = theme.space(2);
    drawIcon(*painter, QRect(use.left(), use.top() + (use.height() - mark) / 2, mark, mark), iconOf(role), theme.color(color));
    use.adjust(mark + theme.space(0), 0, 0, 0);
    painter->setFont(theme.font(TextStyle::Small));
    painter->setPen(theme.color(color));
    painter->drawText(use, Qt::AlignVCenter | Qt::AlignLeft,
                      painter->fontMetrics().elidedText(useText(kind, role), Qt::ElideRight, use.width()));
    drawIcon(*painter, QRect(rect.right() - pad - icon / 2, name.top() + (name.height() - icon) / 2, icon, icon), "menu-down",
             theme.color(hovered ? "text.primary" : "text.secondary"));
    painter->restore();
}

void ColumnHeader::mousePressEvent(QMouseEvent* event)
{
    m_pressed = event->position().toPoint();
    QHeaderView::mousePressEvent(event);
}

void ColumnHeader::mouseReleaseEvent(QMouseEvent* event)
{
    QHeaderView::mouseReleaseEvent(event);
    const auto here = event->position().toPoint();
    // Dragging a border changes a width, nothing else.
    const bool resizing = cursor().shape() == Qt::SplitHCursor;
    if (event->button() == Qt::LeftButton && !resizing
        && (here - m_pressed).manhattanLength() < QApplication::startDragDistance())
        if (const int column = logicalIndexAt(here); column >= 0)
            Q_EMIT menuWanted(column);
}

void ColumnHeader::contextMenuEvent(QContextMenuEvent* event)
{
    if (const int column = logicalIndexAt(event->pos()); column >= 0)
        Q_EMIT menuWanted(column);
}

void ColumnHeader::changeEvent(QEvent* event)
{
    QHeaderView::changeEvent(event);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        viewport()->update();
    else if (event->type() == QEvent::StyleChange)
        updateGeometry();
}

} // namespace fettle::ui
