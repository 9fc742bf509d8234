// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QHash>
#include <QPair>
#include <QStringList>
#include <QWidget>

#include "engine/contract/evaluation.h"

namespace fettle::ui {

/// Counts of what is true (rows) against what was answered (columns), as a value. A row of examples whose class the
/// model does not know stands below where there are any.
class ConfusionCounts {
public:
    ConfusionCounts() = default;
    ConfusionCounts(const std::vector<std::string>& classes, const std::vector<ConfusionCell>& cells);

    [[nodiscard]] int rowCount() const { return static_cast<int>(m_rowSums.size()); }
    [[nodiscard]] int columnCount() const { return static_cast<int>(m_names.size()); }
    /// Row `columnCount()` is that of unknown classes.
    [[nodiscard]] std::int64_t count(int row, int column) const { return m_counts.value({row, column}); }
    [[nodiscard]] std::int64_t rowSum(int row) const { return m_rowSums[static_cast<std::size_t>(row)]; }
    /// 0 for an empty row.
    [[nodiscard]] double shareOfRow(int row, int column) const;
    [[nodiscard]] const QStringList& names() const { return m_names; }
    [[nodiscard]] bool isUnknownRow(int row) const { return row >= columnCount(); }

    struct Pair {
        int row = 0;
        int column = 0;
        std::int64_t count = 0;
        friend bool operator==(const Pair&, const Pair&) = default;
    };
    /// Wrong cells by their counts, most first; ties in the matrix's order.
    [[nodiscard]] std::vector<Pair> mixedUp(std::size_t most) const;

private:
    QStringList m_names;
    QHash<QPair<int, int>, std::int64_t> m_counts;
    std::vector<std::int64_t> m_rowSums;
};

/// The matrix as colored cells: the diagonal in the ramp of what is right, the rest in that of what is wrong, by their
/// share of the row. A cell opens its examples. Arrow keys move, Enter opens; only what is in sight is painted. Where it is
/// scrolled, the names stay at its edges.
class ConfusionMatrix : public QWidget {
    Q_OBJECT
public:
    explicit ConfusionMatrix(QWidget* parent = nullptr);

    void setCounts(ConfusionCounts counts);
    [[nodiscard]] const ConfusionCounts& counts() const { return m_counts; }
    /// The cell whose examples are shown; −1, −1: none.
    void setChosen(int row, int column);
    [[nodiscard]] QPair<int, int> chosen() const { return m_chosen; }
    [[nodiscard]] QPair<int, int> current() const { return m_current; }
    /// Of a cell: "12 of 40 “cat” were taken for “dog” (30%)".
    [[nodiscard]] QString cellText(int row, int column) const;
    /// The same with the middle of long names left out, where both have to be told in one line.
    [[nodiscard]] QString shortCellText(int row, int column) const;
    [[nodiscard]] QRect cellRect(int row, int column) const;
    /// How wide it may be: cells are as large as fit, between the smallest and the largest.
    void setRoom(int width);
    /// What the names take left of the cells and above them, wherever it is scrolled to.
    [[nodiscard]] QSize namesSize() const { return {m_namesWidth, m_namesHeight}; }
    /// The class whose name stands there, whole; empty: none does.
    [[nodiscard]] QString nameAt(const QPoint& point) const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void cellPressed(int row, int column);
    /// The keyboard moved there: bring it into sight.
    void currentMoved(const QRect& rect);

protected:
    bool event(QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void moveEvent(QMoveEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void retranslate();
    void measure();
    void describe();
    void moveTo(int row, int column);
    [[nodiscard]] QPair<int, int> cellAt(const QPoint& point) const;
    [[nodiscard]] QString rowName(int row) const;
    [[nodiscard]] QString cellText(int row, int column, QString (*shown)(const QString& name)) const;
    /// The corner of what is in sight.
    [[nodiscard]] QPoint corner() const;
    void paintRowNames(QPainter& painter, const QRect& clip) const;
    void paintColumnNames(QPainter& painter, const QRect& clip) const;
    void paintCells(QPainter& painter, const QRect& clip) const;

    ConfusionCounts m_counts;
    QPair<int, int> m_chosen{-1, -1};
    QPair<int, int> m_current{-1, -1};
    QPair<int, int> m_hovered{-1, -1};
    int m_room = 480;
    int m_cell = 32;
    int m_namesWidth = 0;  ///< left of the cells
    int m_namesHeight = 0; ///< above them
    bool m_upright = false; ///< the names of columns stand on their side
};

} // namespace fettle::ui
