// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/results/confusion_matrix.h"

#include <algorithm>
#include <cmath>

#include <QHelpEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include "ui/theme/style_hints.h"
#include "ui/theme/theme.h"

namespace fettle::ui {
namespace {

constexpr int kLargestCell = 56;
constexpr int kLargestOfFew = 88; ///< with at most kFew classes
constexpr int kFew = 4;
constexpr int kSmallestCell = 24; ///< the least that a mouse hits
constexpr int kMostInShortName = 20; ///< letters
constexpr int kGap = 1;
constexpr int kBarRoom = 40; ///< more than any scroll bar takes
constexpr double kLeastShown = 0.11; ///< the ramp's second step

} // namespace

ConfusionMatrix::ConfusionMatrix(QWidget* parent) : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setPaintsOwnFocus(*this, true);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    retranslate();
    measure();
}

void ConfusionMatrix::setCounts(ConfusionCounts counts)
{
    m_counts = std::move(counts);
    m_chosen = m_current = m_hovered = {-1, -1};
    measure();
}

void ConfusionMatrix::setChosen(int row, int column)
{
    m_chosen = {row, column};
    update();
}

void ConfusionMatrix::setRoom(int width)
{
    // Larger cells make the page higher, so that its scroll bar comes and takes the room away again: a little more room
    // is no reason to grow.
    const int bar = static_cast<int>(kBarRoom * themeOf(this).options().textScale);
    if (width == m_room || (width > m_room && width < m_room + bar))
        return;
    m_room = width;
    measure();
}

QString ConfusionMatrix::rowName(int row) const
{
    return m_counts.isUnknownRow(row) ? tr("(not known)") : m_counts.names().value(row);
}

void ConfusionMatrix::measure()
{
    const auto& theme = themeOf(this);
    const double scale = theme.options().textScale;
    const QFontMetrics metrics(theme.font(TextStyle::Small));
    int widest = metrics.horizontalAdvance(QStringLiteral("mm"));
    for (int row = 0; row < m_counts.rowCount(); ++row)
        widest = std::max(widest, metrics.horizontalAdvance(rowName(row)));
    widest = std::min(widest, static_cast<int>(140 * scale)) + theme.space(1);
    const int columns = std::max(1, m_counts.columnCount());
    const int largest = static_cast<int>((columns <= kFew ? kLargestOfFew : kLargestCell) * scale);
    const int smallest = static_cast<int>(kSmallestCell * scale);
    m_namesWidth = widest;
    m_cell = std::clamp((m_room - widest) / columns, smallest, largest);
    m_upright = widest > m_cell;
    m_namesHeight = m_upright ? widest : theme.lineHeight(TextStyle::Small) + theme.space(0);
    updateGeometry();
    resize(sizeHint());
    update();
}

QSize ConfusionMatrix::sizeHint() const
{
    return {m_namesWidth + m_counts.columnCount() * m_cell + kGap, m_namesHeight + m_counts.rowCount() * m_cell + kGap};
}

QRect ConfusionMatrix::cellRect(int row, int column) const
{
    return {m_namesWidth + column * m_cell + kGap, m_namesHeight + row * m_cell + kGap, m_cell - kGap, m_cell - kGap};
}

QPair<int, int> ConfusionMatrix::cellAt(const QPoint& point) const
{
    const int column = (point.x() - m_namesWidth) / m_cell;
    const int row = (point.y() - m_namesHeight) / m_cell;
    const auto inside = point - corner();
    if (inside.x() < m_namesWidth || inside.y() < m_namesHeight || column >= m_counts.columnCount() || row >= m_counts.rowCount())
        return {-1, -1};
    return {row, column};
}

QPoint ConfusionMatrix::corner() const
{
    // Of a matrix in a scroll area the part in sight; one that nobody scrolls is seen from its beginning.
    const QPoint place = parentWidget() ? pos() : QPoint();
    return {std::max(0, -place.x()), std::max(0, -place.y())};
}

QString ConfusionMatrix::nameAt(const QPoint& point) const
{
    const auto inside = point - corner();
    const int column = (point.x() - m_namesWidth) / m_cell;
    const int row = (point.y() - m_namesHeight) / m_cell;
    if (inside.y() < m_namesHeight && inside.x() >= m_namesWidth && column < m_counts.columnCount())
        return m_counts.names().value(column);
    return inside.x() < m_namesWidth && inside.y() >= m_namesHeight && row < m_counts.rowCount() ? rowName(row) : QString();
}

QString ConfusionMatrix::cellText(int row, int column) const
{
    return cellText(row, column, [](const QString& name) { return name; });
}

QString ConfusionMatrix::shortCellText(int row, int column) const
{
    return cellText(row, column, [](const QString& name) {
        return name.size() <= kMostInShortName ? name : name.left(kMostInShortName / 2 - 1) + QChar(0x2026) + name.right(kMostInShortName / 2);
    });
}

QString ConfusionMatrix::cellText(int row, int column, QString (*shown)(const QString& name)) const
{
    const QLocale locale;
    const auto count = locale.toString(static_cast<qlonglong>(m_counts.count(row, column)));
    const auto sum = locale.toString(static_cast<qlonglong>(m_counts.rowSum(row)));
    const auto share = locale.toString(m_counts.shareOfRow(row, column) * 100.0, 'f', 0);
    const auto answer = shown(m_counts.names().value(column));
    if (m_counts.isUnknownRow(row))
        return tr("%1 of %2 of a class that the model does not know were answered “%3” (%4%)").arg(count, sum, answer, share);
    if (row == column)
        return tr("%1 of %2 “%3” were recognized (%4%)").arg(count, sum, answer, share);
    return tr("%1 of %2 “%3” were taken for “%4” (%5%)").arg(count, sum, shown(rowName(row)), answer, share);
}

/// Names of many classes often begin alike and differ at their end, so it is the middle that is left out.
void ConfusionMatrix::paintRowNames(QPainter& painter, const QRect& clip) const
{
    const auto& theme = themeOf(this);
    const QFontMetrics metrics(painter.font());
    const int left = corner().x();
    if (clip.left() >= left + m_namesWidth)
        return;
    if (left > 0)
        painter.fillRect(QRect(left, clip.top(), m_namesWidth, clip.height()), theme.color("bg.surface"));
    for (int row = 0; row < m_counts.rowCount(); ++row) {
        const QRect place(left, m_namesHeight + row * m_cell, m_namesWidth - theme.space(0), m_cell);
        if (!place.intersects(clip))
            continue;
        painter.setPen(theme.color(row == m_hovered.first || row == m_current.first ? "text.primary" : "text.secondary"));
        painter.drawText(place, Qt::AlignRight | Qt::AlignVCenter, metrics.elidedText(rowName(row), Qt::ElideMiddle, place.width()));
    }
}

void ConfusionMatrix::paintColumnNames(QPainter& painter, const QRect& clip) const
{
    const auto& theme = themeOf(this);
    const QFontMetrics metrics(painter.font());
    const auto [left, top] = corner();
    if (clip.top() >= top + m_namesHeight)
        return;
    if (top > 0)
        painter.fillRect(QRect(clip.left(), top, clip.width(), m_namesHeight), theme.color("bg.surface"));
    // Those that were scrolled away stand under the names of the rows.
    painter.setClipRect(QRect(left + m_namesWidth, top, width(), m_namesHeight));
    for (int column = 0; column < m_counts.columnCount(); ++column) {
        const QRect place(m_namesWidth + column * m_cell, top, m_cell, m_namesHeight - theme.space(0));
        if (!place.intersects(clip))
            continue;
        painter.setPen(theme.color(column == m_hovered.second || column == m_current.second ? "text.primary" : "text.secondary"));
        const QString name = metrics.elidedText(m_counts.names().value(column), Qt::ElideMiddle,
                                                m_upright ? place.height() : place.width() - 2);
        if (!m_upright) {
            painter.drawText(place, Qt::AlignHCenter | Qt::AlignBottom, name);
            continue;
        }
        painter.save();
        painter.translate(place.left(), place.bottom());
        painter.rotate(-90);
        painter.drawText(QRect(0, 0, place.height(), place.width()), Qt::AlignLeft | Qt::AlignVCenter, name);
        painter.restore();
    }
    painter.setClipping(false);
    if (left > 0 && top > 0)
        painter.fillRect(QRect(left, top, m_namesWidth, m_namesHeight), theme.color("bg.surface"));
}

void ConfusionMatrix::paintCells(QPainter& painter, const QRect& clip) const
{
    const auto& theme = themeOf(this);
    painter.setFont(theme.font(TextStyle::Code));
    const QFontMetrics metrics(painter.font());
    const auto first = [](int from, int start, int cell) { return std::max(0, (from - start) / cell); };
    const int lastRow = std::min(m_counts.rowCount() - 1, (clip.bottom() - m_namesHeight) / m_cell);
    const int lastColumn = std::min(m_counts.columnCount() - 1, (clip.right() - m_namesWidth) / m_cell);
    for (int row = first(clip.top(), m_namesHeight, m_cell); row <= lastRow; ++row)
        for (int column = first(clip.left(), m_namesWidth, m_cell); column <= lastColumn; ++column) {
            const auto rect = cellRect(row, column);
            const auto count = m_counts.count(row, column);
            // Whatever was counted is told from nothing.
            const double share = count > 0 ? std::max(kLeastShown, m_counts.shareOfRow(row, column)) : 0.0;
            const auto fill = theme.ramp(row == column ? Ramp::Right : Ramp::Wrong, share);
            painter.fillRect(rect, fill);
            if (count > 0) {
                QString text = QLocale().toString(static_cast<qlonglong>(count));
                if (metrics.horizontalAdvance(text) > rect.width() - 2)
                    text = count < 1'000'000 ? QStringLiteral("%1k").arg(count / 1000) : QStringLiteral("%1M").arg(count / 1'000'000);
                if (metrics.horizontalAdvance(text) <= rect.width()) {
                    painter.setPen(Theme::textOn(fill));
                    painter.drawText(rect, Qt::AlignCenter, text);
                }
            }
            const QPair<int, int> here{row, column};
            const bool focused = hasFocus() && here == m_current;
            if (focused || here == m_chosen || here == m_hovered) {
                painter.setPen(QPen(theme.color(focused || here == m_chosen ? "line.focus" : "line.control"), here == m_hovered && !focused ? 1 : 2));
                painter.setBrush(Qt::NoBrush);
                painter.drawRect(rect.adjusted(1, 1, -2, -2));
            }
        }
}

void ConfusionMatrix::paintEvent(QPaintEvent* event)
{
    QPainter painter(this);
    paintCells(painter, event->rect());
    painter.setFont(themeOf(this).font(TextStyle::Small));
    paintRowNames(painter, event->rect());
    paintColumnNames(painter, event->rect());
}

void ConfusionMatrix::moveEvent(QMoveEvent* event)
{
    QWidget::moveEvent(event);
    // The names stand elsewhere on it now.
    update();
}

void ConfusionMatrix::mouseMoveEvent(QMouseEvent* event)
{
    const auto cell = cellAt(event->pos());
    if (cell == m_hovered)
        return;
    m_hovered = cell;
    setCursor(cell.first >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    update();
}

void ConfusionMatrix::leaveEvent(QEvent*)
{
    m_hovered = {-1, -1};
    update();
}

void ConfusionMatrix::mousePressEvent(QMouseEvent* event)
{
    const auto cell = cellAt(event->pos());
    if (cell.first < 0 || event->button() != Qt::LeftButton)
        return;
    m_current = cell;
    describe();
    Q_EMIT cellPressed(cell.first, cell.second);
}

void ConfusionMatrix::moveTo(int row, int column)
{
    if (m_counts.rowCount() == 0)
        return;
    m_current = {std::clamp(row, 0, m_counts.rowCount() - 1), std::clamp(column, 0, m_counts.columnCount() - 1)};
    describe();
    update();
    Q_EMIT currentMoved(cellRect(m_current.first, m_current.second));
}

void ConfusionMatrix::keyPressEvent(QKeyEvent* event)
{
    const auto [row, column] = m_current;
    const bool far = event->modifiers().testFlag(Qt::ControlModifier);
    switch (event->key()) {
    case Qt::Key_Left: return moveTo(row, far ? 0 : column - 1);
    case Qt::Key_Right: return moveTo(row, far ? m_counts.columnCount() - 1 : column + 1);
    case Qt::Key_Up: return moveTo(far ? 0 : row - 1, column);
    case Qt::Key_Down: return moveTo(far ? m_counts.rowCount() - 1 : row + 1, column);
    case Qt::Key_Home: return moveTo(row, 0);
    case Qt::Key_End: return moveTo(row, m_counts.columnCount() - 1);
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        if (row >= 0)
            Q_EMIT cellPressed(row, column);
        return;
    default: QWidget::keyPressEvent(event);
    }
}

void ConfusionMatrix::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    if (m_current.first < 0)
        moveTo(0, 0);
    update();
}

void ConfusionMatrix::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    update();
}

bool ConfusionMatrix::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        if (const auto cell = cellAt(help->pos()); cell.first >= 0)
            QToolTip::showText(help->globalPos(), cellText(cell.first, cell.second), this, cellRect(cell.first, cell.second));
        else if (const QString name = nameAt(help->pos()); !name.isEmpty())
            QToolTip::showText(help->globalPos(), name, this);
        else
            QToolTip::hideText();
        return true;
    }
    return QWidget::event(event);
}

void ConfusionMatrix::describe()
{
    setAccessibleDescription(m_current.first < 0 ? QString() : cellText(m_current.first, m_current.second));
}

void ConfusionMatrix::retranslate()
{
    setAccessibleName(tr("Confusion matrix: rows are what is true, columns what was answered"));
    describe();
}

void ConfusionMatrix::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        measure();
    } else if (event->type() == QEvent::StyleChange) {
        measure();
    } else if (event->type() == QEvent::PaletteChange) {
        update();
    }
}

} // namespace fettle::ui
