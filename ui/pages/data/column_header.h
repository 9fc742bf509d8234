// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHeaderView>

#include "ui/session/session.h"

namespace fettle::ui {

/// The heads of the columns: name, and under it what kind the column is and what it is used for. Pressing one opens
/// its menu.
class ColumnHeader : public QHeaderView {
    Q_OBJECT
public:
    explicit ColumnHeader(const Session& session, QWidget* parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    /// How wide a column of this name, kind and use starts.
    [[nodiscard]] int startWidth(const FieldInfo& field, FieldRole role) const;
    /// "number, input"
    [[nodiscard]] QString useText(FieldKind kind, FieldRole role) const;

Q_SIGNALS:
    void menuWanted(int column);

protected:
    void paintSection(QPainter* painter, const QRect& rect, int logicalIndex) const override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    const Session& m_session;
    QPoint m_pressed;
};

} // namespace fettle::ui
