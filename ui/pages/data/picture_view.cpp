// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/picture_view.h"

#include <algorithm>

#include <QHeaderView>
#include <QPainter>
#include <QScrollBar>
#include <QStyledItemDelegate>

#include "ui/theme/icons.h"
#include "ui/theme/style_hints.h"
#include "ui/theme/theme.h"

namespace fettle::ui {
namespace {

constexpr int kTileSide = 112;

class TilePainter final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        if (!index.data(PictureModel::RowRole).isValid())
            return;
        const auto& theme = themeOf(option.widget);
        painter->save();
        painter->setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
        const int gap = theme.space(0);
        QRect tile = option.rect.adjusted(gap, gap, -gap, -gap);
        const QRect words(tile.left(), tile.bottom() - theme.lineHeight(TextStyle::Small) + 1, tile.width(),
                          theme.lineHeight(TextStyle::Small));
        tile.setBottom(words.top() - gap);
        if (option.state.testFlag(QStyle::State_Selected)) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(theme.color("bg.selected"));
            painter->drawRoundedRect(option.rect, theme.radius("cell"), theme.radius("cell"));
        }
        paintPicture(*painter, tile, index, theme);
        painter->setFont(theme.font(TextStyle::Small));
        painter->setPen(theme.color("text.secondary"));
        painter->drawText(words, Qt::AlignCenter,
                          painter->fontMetrics().elidedText(index.data(PictureModel::CaptionRole).toString(), Qt::ElideRight,
                                                            words.width()));
        if (option.state.testFlag(QStyle::State_HasFocus)) {
            painter->setPen(QPen(theme.color("line.focus"), 2));
            painter->setBrush(Qt::NoBrush);
            painter->drawRoundedRect(option.rect.adjusted(1, 1, -1, -1), theme.radius("cell"), theme.radius("cell"));
        }
        painter->restore();
    }

private:
    static void paintPicture(QPainter& painter, const QRect& tile, const QModelIndex& index, const Theme& theme)
    {
        const auto state = static_cast<ThumbnailLoader::State>(index.data(PictureModel::StateRole).toInt());
        if (state == ThumbnailLoader::State::Loaded) {
            const auto image = index.data(PictureModel::ImageRole).value<QImage>();
            const auto size = image.size().scaled(tile.size(), Qt::KeepAspectRatio);
            QRect place(QPoint(), size);
            place.moveCenter(tile.center());
            // Small pictures are shown as the squares that they are.
            painter.setRenderHint(QPainter::SmoothPixmapTransform, size.width() < 3 * image.width());
            painter.drawImage(place, image);
            return;
        }
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.color("bg.hover"));
        painter.drawRoundedRect(tile, theme.radius("cell"), theme.radius("cell"));
        if (state == ThumbnailLoader::State::Broken) {
            QRect mark(0, 0, theme.iconSize(2), theme.iconSize(2));
            mark.moveCenter(tile.center());
            drawIcon(painter, mark, "image-broken", theme.color("text.disabled"));
        }
    }
};

} // namespace

PictureView::PictureView(PictureModel& model, QWidget* parent) : QTableView(parent), m_pictures(model)
{
    setFrameless(*this, true);
    setModel(&model);
    setItemDelegate(new TilePainter(this));
    horizontalHeader()->hide();
    verticalHeader()->hide();
    horizontalHeader()->setMinimumSectionSize(1);
    verticalHeader()->setMinimumSectionSize(1);
    horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    setShowGrid(false);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setTabKeyNavigation(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    connect(&model, &QAbstractItemModel::modelReset, this, &PictureView::tellSight);
    retranslate();
}

/// As many columns as fit, which share the width.
void PictureView::fitColumns()
{
    const auto& theme = themeOf(this);
    const int side = static_cast<int>(kTileSide * theme.options().textScale) + 2 * theme.space(0);
    const int width = viewport()->width();
    const int columns = std::max(1, width / side);
    const auto seen = m_pictures.rowAt(indexAt(QPoint(1, 1)));
    const bool other = columns != m_pictures.columnCount();
    m_pictures.setColumns(columns);
    horizontalHeader()->setDefaultSectionSize(width / columns);
    verticalHeader()->setDefaultSectionSize(side + theme.lineHeight(TextStyle::Small) + theme.space(0));
    verticalScrollBar()->setSingleStep(side / 2);
    if (other && seen > 0)
        scrollTo(m_pictures.indexOf(seen), QAbstractItemView::PositionAtTop);
}

void PictureView::tellSight()
{
    if (m_pictures.rowCount() == 0 || !isVisible())
        return;
    const int first = rowAt(0);
    const int last = rowAt(viewport()->height() - 1);
    m_pictures.want(std::max(0, first), last < 0 ? m_pictures.rowCount() - 1 : last);
}

void PictureView::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    fitColumns();
    tellSight();
}

void PictureView::showEvent(QShowEvent* event)
{
    QTableView::showEvent(event);
    fitColumns();
    tellSight();
}

void PictureView::scrollContentsBy(int dx, int dy)
{
    QTableView::scrollContentsBy(dx, dy);
    tellSight();
}

/// Left and right go on from line to line, as in a text.
QModelIndex PictureView::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    const auto row = m_pictures.rowAt(currentIndex());
    const qint64 step = action == MoveLeft || action == MovePrevious ? -1 : action == MoveRight || action == MoveNext ? 1 : 0;
    if (row < 0 || step == 0)
        return QTableView::moveCursor(action, modifiers);
    const auto next = m_pictures.indexOf(row + step);
    return next.isValid() ? next : currentIndex();
}

void PictureView::retranslate() { setAccessibleName(tr("The data as pictures")); }

void PictureView::changeEvent(QEvent* event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::StyleChange)
        fitColumns();
    else if (event->type() == QEvent::PaletteChange)
        viewport()->update();
}

} // namespace fettle::ui
