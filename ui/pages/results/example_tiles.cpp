// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/results/example_tiles.h"

#include <QEvent>
#include <QPainter>
#include <QPainterPath>
#include <QScrollBar>
#include <QStyledItemDelegate>

#include "ui/theme/icons.h"
#include "ui/theme/style_hints.h"
#include "ui/theme/theme.h"

namespace fettle::ui {
namespace {

constexpr int kTileWidth = 132;
constexpr int kPictureSide = 112;

int scaled(const Theme& theme, int pixels) { return static_cast<int>(pixels * theme.options().textScale); }

QSize tileSize(const Theme& theme)
{
    return {scaled(theme, kTileWidth), scaled(theme, kPictureSide) + 2 * theme.lineHeight(TextStyle::Small) + theme.space(2)};
}

class TilePainter final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const override { return tileSize(themeOf(option.widget)); }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const auto& theme = themeOf(option.widget);
        painter->save();
        painter->setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
        const QRect tile = option.rect.adjusted(2, 2, -2, -2);
        if (option.state.testFlag(QStyle::State_Selected))
            painter->fillRect(tile, theme.color("bg.selected"));
        else if (option.state.testFlag(QStyle::State_MouseOver))
            painter->fillRect(tile, theme.color("bg.hover"));
        const int side = std::min(scaled(theme, kPictureSide), tile.width() - theme.space(1));
        QRect place(0, 0, side, side);
        place.moveCenter(QPoint(tile.center().x(), 0));
        place.moveTop(tile.top() + theme.space(0));
        paintPicture(*painter, place, index, theme);
        painter->setFont(theme.font(TextStyle::Small));
        QRect line(tile.left() + theme.space(0), place.bottom() + theme.space(0), tile.width() - 2 * theme.space(0),
                   theme.lineHeight(TextStyle::Small));
        const bool right = index.data(ExamplesModel::RightRole).toBool();
        paintLine(*painter, line, right ? "check-circle" : "close-circle", theme.color(right ? "success" : "danger"),
                  index.data(ExamplesModel::PredictedTextRole).toString(), index.data(ExamplesModel::SurenessTextRole).toString(), theme);
        line.translate(0, line.height());
        if (!right) {
            painter->setPen(theme.color("text.secondary"));
            const QString truth = ExampleTiles::tr("is: %1").arg(index.data(ExamplesModel::TargetTextRole).toString());
            painter->drawText(line, Qt::AlignCenter, painter->fontMetrics().elidedText(truth, Qt::ElideRight, line.width()));
        }
        if (option.state.testFlag(QStyle::State_HasFocus)) {
            painter->setBrush(Qt::NoBrush);
            painter->setPen(QPen(theme.color("line.focus"), 2));
            painter->drawRoundedRect(tile, theme.radius("cell"), theme.radius("cell"));
        }
        painter->restore();
    }

private:
    static void paintPicture(QPainter& painter, const QRect& place, const QModelIndex& index, const Theme& theme)
    {
        painter.fillRect(place, theme.color("bg.window"));
        const auto image = index.data(ExamplesModel::ImageRole).value<QImage>();
        if (image.isNull()) {
            if (index.data(ExamplesModel::BrokenRole).toBool())
                drawIcon(painter, place, "alert", theme.color("text.disabled"));
            return;
        }
        // Small pictures are shown in whole pixels, so that digits stay sharp.
        const bool tiny = std::max(image.width(), image.height()) * 2 <= place.width();
        painter.setRenderHint(QPainter::SmoothPixmapTransform, !tiny);
        QRect target(QPoint(), image.size().scaled(place.size(), Qt::KeepAspectRatio));
        target.moveCenter(place.center());
        painter.drawImage(target, image);
    }

    static void paintLine(QPainter& painter, const QRect& line, const char* iconName, const QColor& iconColor, const QString& text,
                          const QString& figure, const Theme& theme)
    {
        const auto metrics = painter.fontMetrics();
        const int iconSide = theme.lineHeight(TextStyle::Small);
        const int figureWidth = metrics.horizontalAdvance(figure) + theme.space(0);
        const QString shown = metrics.elidedText(text, Qt::ElideRight, line.width() - iconSide - figureWidth - theme.space(0));
        const int wide = iconSide + theme.space(0) + metrics.horizontalAdvance(shown) + figureWidth;
        int x = line.left() + std::max(0, (line.width() - wide) / 2);
        drawIcon(painter, QRectF(x, line.top(), iconSide, iconSide), iconName, iconColor);
        x += iconSide + theme.space(0);
        painter.setPen(theme.color("text.primary"));
        painter.drawText(QRect(x, line.top(), line.right() - x, line.height()), Qt::AlignLeft | Qt::AlignVCenter, shown);
        x += metrics.horizontalAdvance(shown) + theme.space(0);
        painter.setPen(theme.color("text.secondary"));
        painter.drawText(QRect(x, line.top(), line.right() - x + 2, line.height()), Qt::AlignLeft | Qt::AlignVCenter, figure);
    }
};

} // namespace

ExampleTiles::ExampleTiles(ExamplesModel& model, QWidget* parent) : QListView(parent), m_examples(model)
{
    setFrameless(*this, true);
    setViewMode(QListView::IconMode);
    setMovement(QListView::Static);
    setResizeMode(QListView::Adjust);
    setUniformItemSizes(true);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setMouseTracking(true);
    setTabKeyNavigation(false);
    setItemDelegate(new TilePainter(this));
    setModel(&model);
    connect(&model, &QAbstractItemModel::rowsInserted, this, &ExampleTiles::tellSight, Qt::QueuedConnection);
    applySizes();
    retranslate();
}

void ExampleTiles::tellSight()
{
    if (!isVisible() || model()->rowCount() == 0)
        return;
    const auto size = tileSize(themeOf(this));
    const int columns = std::max(1, viewport()->width() / size.width());
    const int top = verticalScrollBar()->value() / size.height();
    const int bottom = (verticalScrollBar()->value() + viewport()->height()) / size.height() + 1;
    m_examples.wantPictures(top * columns, (bottom + 1) * columns - 1);
}

void ExampleTiles::resizeEvent(QResizeEvent* event)
{
    QListView::resizeEvent(event);
    tellSight();
}

void ExampleTiles::showEvent(QShowEvent* event)
{
    QListView::showEvent(event);
    tellSight();
}

void ExampleTiles::scrollContentsBy(int dx, int dy)
{
    QListView::scrollContentsBy(dx, dy);
    tellSight();
}

void ExampleTiles::applySizes()
{
    const auto& theme = themeOf(this);
    setGridSize(tileSize(theme));
    verticalScrollBar()->setSingleStep(tileSize(theme).height() / 3);
}

void ExampleTiles::retranslate() { setAccessibleName(tr("Examples as pictures")); }

void ExampleTiles::changeEvent(QEvent* event)
{
    QListView::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::StyleChange)
        applySizes();
    else if (event->type() == QEvent::PaletteChange)
        viewport()->update();
}

} // namespace fettle::ui
