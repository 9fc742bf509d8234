// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QTimer>
#include <QWidget>

namespace fettle::ui {

/// Rows below each other, for forms of any length. A QVBoxLayout asks every row for its height again whenever one
/// changes, which takes a quarter of a second for 1,500 rows of wrapped text; here a row is measured and placed once for a
/// width, from the top down, in slices of a few milliseconds.
class RowStack : public QWidget {
    Q_OBJECT
public:
    explicit RowStack(QWidget* parent = nullptr);

    void insertRow(int index, QWidget* row);
    [[nodiscard]] int count() const { return static_cast<int>(m_rows.size()); }
    [[nodiscard]] QWidget* row(int index) const { return m_rows[static_cast<std::size_t>(index)]; }
    void setSpacing(int spacing);
    /// Places what can be placed in one slice, instead of later.
    void placeSlice();
    /// Whether every row has the height that its width asks for.
    [[nodiscard]] bool isSettled() const { return m_next == m_rows.size(); }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    bool event(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void placeFrom(std::size_t index);

    std::vector<QWidget*> m_rows;
    std::size_t m_next = 0; ///< the first row that is not placed
    int m_nextY = 0;
    int m_spacing = 0;
    int m_total = 0;
    QTimer m_timer;
};

} // namespace fettle::ui
