// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLayout>

namespace fettle::ui {

/// Side by side, and on the next line where the width ends. Lines are centered on their tallest item.
class FlowLayout : public QLayout {
    Q_OBJECT
public:
    explicit FlowLayout(QWidget* parent = nullptr);
    ~FlowLayout() override;

    void setSpacings(int horizontal, int vertical);
    /// Qt::AlignLeft (the start) or Qt::AlignHCenter.
    void setLineAlignment(Qt::Alignment alignment);
    /// Items of a line share its width, each at least as wide as `minimum` (cards); 0: each at its own width.
    void setColumnMinimum(int minimum);

    void addItem(QLayoutItem* item) override;
    [[nodiscard]] QLayoutItem* itemAt(int index) const override;
    QLayoutItem* takeAt(int index) override;
    [[nodiscard]] int count() const override;
    [[nodiscard]] Qt::Orientations expandingDirections() const override { return {}; }
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSize() const override;
    void setGeometry(const QRect& rect) override;
    void invalidate() override;

private:
    int arrange(const QRect& rect, bool apply) const;
    int arrangeFlow(const QRect& area, bool apply) const;
    int arrangeColumns(const QRect& area, bool apply) const;

    QList<QLayoutItem*> m_items;
    Qt::Alignment m_alignment = Qt::AlignLeft;
    int m_horizontal = 8;
    int m_vertical = 8;
    int m_columnMinimum = 0;
    mutable int m_cachedWidth = -1;
    mutable int m_cachedHeight = 0;
};

} // namespace fettle::ui
