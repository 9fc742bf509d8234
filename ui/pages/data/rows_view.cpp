// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/rows_view.h"

#include <algorithm>

#include <QContextMenuEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QStyledItemDelegate>

#include "ui/pages/data/column_header.h"
#include "ui/pages/data/text_popover.h"
#include "ui/theme/fettle_style.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/marked_text.h"

namespace fettle::ui {
namespace {

/// Cells in the theme's faces and colors; Qt's own would ask the model for fonts and brushes a cell at a time.
class CellPainter final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const auto& theme = themeOf(option.widget);
        painter->save();
        const bool selected = option.state.testFlag(QStyle::State_Selected);
        if (selected)
            painter->fillRect(option.rect, theme.color(option.state.testFlag(QStyle::State_Active) ? "bg.selected" : "bg.pressed"));
        const int pad = theme.space(2);
        const QRect inner = option.rect.adjusted(pad, 0, -pad, 0);
        if (const auto image = index.data(RowsModel::PictureRole).value<QImage>(); !image.isNull()) {
            const auto size = image.size().scaled(inner.width(), option.rect.height() - 4, Qt::KeepAspectRatio);
            painter->setRenderHint(QPainter::SmoothPixmapTransform);
            painter->drawImage(QRect(QPoint(inner.left(), option.rect.center().y() - size.height() / 2), size), image);
        } else if (const auto marked = index.data(RowsModel::MarkedRole); marked.isValid()) {
            drawMarkedText(*painter, inner, marked.value<MarkedText>(), theme, 1,
                           theme.color(index.data(RowsModel::UsedRole).toBool() ? "text.primary" : "text.disabled"));
        } else if (const auto labels = index.data(RowsModel::LabelsRole).toStringList(); !labels.isEmpty()) {
            drawLabels(*painter, inner, labels, theme, index.data(RowsModel::UsedRole).toBool());
        } else {
            const bool quiet = index.data(RowsModel::MissingRole).toBool() || !index.data(RowsModel::UsedRole).toBool();
            painter->setFont(theme.font(index.data(RowsModel::NumberRole).toBool() ? TextStyle::Code : TextStyle::Body));
            painter->setPen(theme.color(quiet ? "text.disabled" : "text.primary"));
            const auto text = oneLine(index.data(Qt::DisplayRole).toString());
            const auto alignment = index.data(Qt::TextAlignmentRole).value<Qt::Alignment>();
            painter->drawText(inner, static_cast<int>(alignment),
                              painter->fontMetrics().elidedText(text, Qt::ElideRight, inner.width()));
        }
        if (option.state.testFlag(QStyle::State_HasFocus)) {
            painter->setPen(QPen(theme.color("line.focus"), 2));
            painter->drawRect(option.rect.adjusted(1, 1, -1, -1));
        }
        painter->restore();
    }

private:
    /// One pill for each; what does not fit ends in ….
    static void drawLabels(QPainter& painter, const QRect& inner, const QStringList& labels, const Theme& theme, bool used)
    {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setFont(theme.font(TextStyle::Small));
        const auto metrics = painter.fontMetrics();
        const int pad = theme.space(1);
        const int height = theme.lineHeight(TextStyle::Small) + 2;
        int left = inner.left();
        for (const auto& label : labels) {
            const int room = inner.right() - left;
            if (room < 3 * pad)
                break;
            const auto text = metrics.elidedText(label, Qt::ElideRight, room - 2 * pad);
            const QRect pill(left, inner.center().y() - height / 2, metrics.horizontalAdvance(text) + 2 * pad, height);
            painter.setPen(theme.color("line.control"));
            painter.setBrush(theme.color("bg.hover"));
            painter.drawRoundedRect(pill, height / 2.0, height / 2.0);
            painter.setPen(theme.color(used ? "text.primary" : "text.disabled"));
            painter.drawText(pill, Qt::AlignCenter, text);
            left = pill.right() + pad;
        }
    }
};

constexpr int kWidestText = 720;

} // namespace

RowsView::RowsView(const Session& session, RowsModel& model, QWidget* parent)
    : QTableView(parent), m_rows(model), m_header(new ColumnHeader(session, this)),
      m_whole(new TextPopover(this))
{
    setDensity(*this, Density::Compact);
    setFrameless(*this, true);
    setHorizontalHeader(m_header);
    setModel(&model);
    setItemDelegate(new CellPainter(this));
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::ContiguousSelection);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setVerticalScrollMode(QAbstractItemView::ScrollPerItem);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setTabKeyNavigation(false);
    setWordWrap(false);
    setShowGrid(false);
    setCornerButtonEnabled(false);
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setHighlightSections(false);
    m_header->setSectionResizeMode(QHeaderView::Interactive);
    connect(m_header, &ColumnHeader::menuWanted, this, &RowsView::columnMenuWanted);
    connect(m_header, &QHeaderView::sectionResized, this, [this] {
        // Whoever draws a column wide or narrow wants it to stay so.
        m_fitsText = m_fitsText && m_isFitting;
    });
    connect(this, &QAbstractItemView::clicked, this, &RowsView::openText);
    connect(&model, &QAbstractItemModel::modelReset, this, [this] {
        setStartWidths();
        tellSight();
    });
    applySizes();
    retranslate();
}

void RowsView::setStartWidths()
{
    m_isFitting = true;
    for (int column = 0; column < m_rows.columnCount(); ++column)
        m_header->resizeSection(column, m_header->startWidth(*m_rows.field(column), m_rows.fieldRole(column)));
    m_isFitting = false;
    m_fitsText = true;
    fitText();
}

/// The room that the columns leave goes to the first text among them.
void RowsView::fitText()
{
    if (!m_fitsText)
        return;
    int text = -1;
    int others = 0;
    for (int column = 0; column < m_rows.columnCount(); ++column) {
        if (text < 0 && m_rows.field(column)->kind == FieldKind::Text && m_rows.fieldRole(column) != FieldRole::Ignore)
            text = column;
        else
            others += m_header->sectionSize(column);
    }
    if (text < 0)
        return;
    const int start = m_header->startWidth(*m_rows.field(text), m_rows.fieldRole(text));
    const int widest = std::max(start, static_cast<int>(kWidestText * themeOf(this).options().textScale));
    m_isFitting = true;
    m_header->resizeSection(text, std::clamp(viewport()->width() - others, start, widest));
    m_isFitting = false;
}

bool RowsView::isCut(const QModelIndex& index) const
{
    const auto& theme = themeOf(this);
    const auto marked = index.data(RowsModel::MarkedRole);
    const QString text = marked.isValid() ? marked.value<MarkedText>().shown() : index.data(Qt::DisplayRole).toString();
    return text.contains(QLatin1Char('\n'))
        || QFontMetrics(theme.font(TextStyle::Body)).horizontalAdvance(oneLine(text)) > columnWidth(index.column()) - 2 * theme.space(2);
}

void RowsView::openText(const QModelIndex& index)
{
    const auto* field = m_rows.field(index.column());
    if (!field || field->kind != FieldKind::Text || m_rows.isEncoded() || index.data(RowsModel::MissingRole).toBool() || !isCut(index))
        return;
    const QRect cell = visualRect(index);
    const auto marked = index.data(RowsModel::MarkedRole);
    m_whole->show(QString::fromStdString(field->name),
                  marked.isValid() ? marked.value<MarkedText>().spoken() : index.data(Qt::DisplayRole).toString(),
                  QRect(viewport()->mapToGlobal(cell.topLeft()), cell.size()));
}

QRect RowsView::headRect(int column) const
{
    return {m_header->sectionViewportPosition(column) + m_header->x(), m_header->y(), m_header->sectionSize(column),
            m_header->height()};
}

void RowsView::tellSight()
{
    if (m_rows.rowCount() == 0 || m_rows.columnCount() == 0)
        return;
    const int first = rowAt(0);
    const int last = rowAt(viewport()->height() - 1);
    const int left = columnAt(0);
    const int right = columnAt(viewport()->width() - 1);
    m_rows.want(std::max(0, first), last < 0 ? m_rows.rowCount() - 1 : last, std::max(0, left),
                right < 0 ? m_rows.columnCount() - 1 : right);
}

void RowsView::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    fitText();
    tellSight();
}

void RowsView::showEvent(QShowEvent* event)
{
    QTableView::showEvent(event);
    tellSight();
}

void RowsView::scrollContentsBy(int dx, int dy)
{
    QTableView::scrollContentsBy(dx, dy);
    tellSight();
}

void RowsView::keyPressEvent(QKeyEvent* event)
{
    const bool menu = event->key() == Qt::Key_Menu
        || (event->key() == Qt::Key_Down && event->modifiers().testFlag(Qt::AltModifier));
    if (menu && currentIndex().isValid())
        Q_EMIT columnMenuWanted(currentIndex().column());
    else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && currentIndex().isValid())
        openText(currentIndex());
    else
        QTableView::keyPressEvent(event);
}

void RowsView::contextMenuEvent(QContextMenuEvent* event)
{
    if (const int column = columnAt(event->pos().x()); column >= 0)
        Q_EMIT columnMenuWanted(column);
}

void RowsView::retranslate()
{
    setAccessibleName(tr("The data as a table"));
    setAccessibleDescription(tr("Alt and the down arrow open the menu of a column. Enter opens a text that is cut off."));
}

void RowsView::applySizes()
{
    const auto& theme = themeOf(this);
    verticalHeader()->setDefaultSectionSize(theme.rowHeight());
    verticalHeader()->setFont(theme.font(TextStyle::Code));
    setFont(theme.font(TextStyle::Body));
}

void RowsView::changeEvent(QEvent* event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    } else if (event->type() == QEvent::StyleChange) {
        applySizes();
        setStartWidths();
    } else if (event->type() == QEvent::PaletteChange) {
        viewport()->update();
    }
}

} // namespace fettle::ui
