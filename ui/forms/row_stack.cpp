// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/row_stack.h"

#include <algorithm>

#include <QElapsedTimer>
#include <QEvent>

namespace fettle::ui {
namespace {

constexpr int kStackSliceMs = 8;
constexpr int kRowGuess = 84; ///< a label, a field and a line of help

} // namespace

RowStack::RowStack(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_timer.setSingleShot(true);
    m_timer.setInterval(0);
    connect(&m_timer, &QTimer::timeout, this, &RowStack::placeSlice);
}

void RowStack::insertRow(int index, QWidget* row)
{
    row->setParent(this); // shown when it is placed
    m_rows.insert(m_rows.begin() + index, row);
    placeFrom(std::min(m_next, static_cast<std::size_t>(index)));
}

void RowStack::setSpacing(int spacing)
{
    if (std::exchange(m_spacing, spacing) != spacing)
        placeFrom(0);
}

QSize RowStack::sizeHint() const { return {m_rows.empty() ? 0 : m_rows.front()->sizeHint().width(), m_total}; }
QSize RowStack::minimumSizeHint() const { return {m_rows.empty() ? 0 : m_rows.front()->minimumSizeHint().width(), m_total}; }

void RowStack::placeFrom(std::size_t index)
{
    m_next = std::min(m_next, index);
    m_nextY = m_next == 0 ? 0 : m_rows[m_next - 1]->geometry().bottom() + 1 + m_spacing;
    m_timer.start();
}

void RowStack::placeSlice()
{
    m_timer.stop();
    QElapsedTimer time;
    time.start();
    while (m_next < m_rows.size() && time.elapsed() < kStackSliceMs) {
        auto* row = m_rows[m_next++];
        const int height = row->hasHeightForWidth() ? row->heightForWidth(width()) : row->sizeHint().height();
        const QRect wanted(0, m_nextY, width(), height);
        if (row->geometry() != wanted)
            row->setGeometry(wanted);
        if (row->isHidden())
            row->show();
        m_nextY += height + m_spacing;
    }
    // What is still to come counts as the rows so far do.
    const auto left = static_cast<int>(m_rows.size() - m_next);
    const int each = m_next > 0 ? m_nextY / static_cast<int>(m_next) : kRowGuess;
    const int total = std::max(0, m_nextY - m_spacing + left * each);
    if (std::exchange(m_total, total) != total)
        setFixedHeight(total);
    if (!isSettled())
        m_timer.start();
}

bool RowStack::event(QEvent* event)
{
    if (event->type() == QEvent::LayoutRequest) {
        placeFrom(0);
        placeSlice();
    }
    return QWidget::event(event);
}

void RowStack::resizeEvent(QResizeEvent* event)
{
    if (event->oldSize().width() == width())
        return;
    placeFrom(0);
    placeSlice(); // what is in sight follows at once, so that a dragged border does not lag behind
}

void RowStack::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (!isSettled())
        placeSlice();
}

} // namespace fettle::ui
