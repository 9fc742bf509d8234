// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>
#include <QTimer>

#include "ui/pages/data/rows_model.h"

namespace fettle::ui {

class ColumnHeader;
class TextPopover;

/// The table of a data version. Tells its model what is in sight; columns have a menu, by mouse in their heads, by
/// Alt+Down or the menu key on the current cell. A text that is cut off opens by a press or Enter.
class RowsView : public QTableView {
    Q_OBJECT
public:
    RowsView(const Session& session, RowsModel& model, QWidget* parent = nullptr);

    [[nodiscard]] ColumnHeader& columnHeader() const { return *m_header; }
    /// Where the menu of a column should open, in this view's coordinates.
    [[nodiscard]] QRect headRect(int column) const;
    void setStartWidths();
    [[nodiscard]] TextPopover* wholeText() const { return m_whole; }

Q_SIGNALS:
    void columnMenuWanted(int column);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void retranslate();
    void applySizes();
    void tellSight();
    void fitText();
    void openText(const QModelIndex& index);
    [[nodiscard]] bool isCut(const QModelIndex& index) const;

    RowsModel& m_rows;
    ColumnHeader* m_header = nullptr;
    TextPopover* m_whole = nullptr;
    bool m_fitsText = false;  ///< until a column's width is drawn by hand
    bool m_isFitting = false; ///< widths change because of this view
};

} // namespace fettle::ui
