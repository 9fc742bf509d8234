// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include <QWidget>

namespace fettle::ui {

/// How many examples each part holds.
struct SplitCounts {
    std::int64_t training = 0;
    std::int64_t validation = 0;
    std::int64_t test = 0;

    friend bool operator==(const SplitCounts&, const SplitCounts&) = default;
};

/// One bar in three parts with their names, counts and shares below. Where it is editable, the two bounds are moved by
/// mouse or by the arrow keys (Tab goes from bound to bound). Where the parts have no room side by side, each has a line.
class SplitBar : public QWidget {
    Q_OBJECT
public:
    explicit SplitBar(QWidget* parent = nullptr);

    void setCounts(const SplitCounts& counts);
    [[nodiscard]] const SplitCounts& counts() const { return m_counts; }
    void setEditable(bool editable);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;

Q_SIGNALS:
    /// Shares of 0 to 1, when the user lets a bound go (or moved it by a key).
    void sharesChosen(double training, double validation, double test);

protected:
    void changeEvent(QEvent* event) override;
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    bool focusNextPrevChild(bool next) override;

private:
    void retranslate();
    void describe();
    void setShares(double training, double validation);
    [[nodiscard]] QRect barRect() const;
    [[nodiscard]] int boundX(int bound) const;
    [[nodiscard]] int boundAt(const QPoint& point) const;
    void moveBound(int bound, double share);
    void paintBar(QPainter& painter) const;
    void paintLegend(QPainter& painter) const;
    /// Side by side, or each part on a line of its own.
    [[nodiscard]] bool isStacked(int width) const;
    [[nodiscard]] int widestName() const;
    /// "960 80%", its count and its share apart.
    [[nodiscard]] QString countText(int part) const;
    [[nodiscard]] double shareOf(int part) const;

    SplitCounts m_counts;
    double m_training = 0.8;
    double m_validation = 0.1;
    int m_bound = 0;
    bool m_dragging = false;
    bool m_editable = false;
    QString m_names[3];
};

} // namespace fettle::ui
